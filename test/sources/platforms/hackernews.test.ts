// How Hacker News is walked by time, and read by either of its interfaces.

import { describe, expect, test } from 'vitest'
import { read, scan } from './scan.js'

/** A Hacker News of `count` comments, one each minute, the last of them numbered `count` and written at `LATEST`. */
const LATEST = Date.parse('2024-06-30T12:00:00Z') / 1000
function hackerNews(count: number, spacingSeconds = 60): (url: URL) => unknown {
  return (url) => {
    const filters = url.searchParams.get('numericFilters') ?? ''
    const from = Number(/created_at_i>=(\d+)/.exec(filters)?.[1] ?? 0)
    const to = Number(/created_at_i<=(\d+)/.exec(filters)?.[1] ?? Number.MAX_SAFE_INTEGER)
    const hits = Array.from({ length: count }, (_, index) => ({
      objectID: String(count - index),
      created_at_i: LATEST - index * spacingSeconds,
      author: 'ana',
      comment_text: `Comentario ${count - index}`,
      story_id: 1,
      parent_id: 1,
      _tags: ['comment'],
    }))
    const found = hits.filter((hit) => hit.created_at_i >= from && hit.created_at_i <= to)
    return { hits: found.slice(0, 100), nbHits: found.length, hitsPerPage: 100, page: 0 }
  }
}

describe('Hacker News', () => {
  const url = 'https://news.ycombinator.com/newest'

  const since = (seconds: number) => ({ walks: { '': new Date((LATEST - seconds) * 1000).toISOString() } })

  test('is walked back by time, so that no cap on hits hides anything', () => {
    const { ids, memory, warnings } = scan('hackernews', url, hackerNews(1_300, 1), since(5_000))
    expect(new Set(ids).size).toBe(1_300)
    expect(memory).toEqual(since(0))
    expect(warnings).toEqual([])
  })

  test('says so when more was posted than one scan can read', () => {
    const { asked, warnings } = scan('hackernews', url, hackerNews(3_000, 1), since(5_000))
    expect(asked).toHaveLength(15)
    expect(warnings).toEqual([expect.stringMatching(/more often/)])
  })

  test('is walked no further than the last scan saw, with a little overlap for what is found late', () => {
    const first = scan('hackernews', url, hackerNews(30))
    const again = scan('hackernews', url, hackerNews(30), first.memory)
    expect(again.asked).toEqual([expect.stringContaining(encodeURIComponent(`created_at_i>=${LATEST - 900}`))])
    expect(again.ids).toHaveLength(16)
  })

  test('forgets nothing when a page of the walk cannot be had', () => {
    const first = scan('hackernews', url, hackerNews(5))
    let pages = 0
    const cutOff = scan('hackernews', url, (asked) => (++pages === 2 ? null : hackerNews(250)(asked)), first.memory)
    expect(cutOff.memory).toEqual(first.memory)
  })

  test('is not walked for ever where one second fills a page', () => {
    const { asked } = scan('hackernews', url, hackerNews(400, 0))
    expect(asked.length).toBeLessThanOrEqual(5)
  })

  test('gives the lines that people mark as quoted as quotes', () => {
    const hits = [
      { objectID: '2', comment_text: '&gt; Does it work?<p>It does.', created_at_i: LATEST, _tags: ['comment'] },
    ]
    const [post] = read('hackernews', { hits }, { url: 'https://hn.algolia.com/api/v1/search' }).posts
    expect(post).toMatchObject({ text: 'It does.', quotes: [{ author: null, postId: null, text: 'Does it work?' }] })
  })

  test('by Firebase asks for stories that are new, and remembers how far it has read', () => {
    const story = (id: string) => ({ id: Number(id), type: 'story', by: 'ana', time: LATEST, title: `Historia ${id}` })
    const site = (asked: URL) => {
      const id = /item\/(\d+)/.exec(asked.pathname)?.[1]
      return id === undefined ? [103, 102, 101] : story(id)
    }
    const from = 'https://hacker-news.firebaseio.com/v0/newstories.json'
    const first = scan('hackernews', from, site)
    expect(first.ids).toEqual(['101', '102', '103'])
    expect(scan('hackernews', from, site, first.memory).ids).toEqual([])
  })

  test('is read to the bottom of a conversation however deep it is', () => {
    let tree: Record<string, unknown> = { id: 2_000, type: 'comment', author: 'x', text: 'fin', children: [] }
    for (let id = 1_999; id > 0; id -= 1)
      tree = { id, type: id === 1 ? 'story' : 'comment', author: 'x', text: 'a', children: [tree] }
    expect(read('hackernews', tree, { url: 'https://hn.algolia.com/api/v1/items/1' }).posts).toHaveLength(2_000)
  })
})
