// How platforms are read over several scans: where a walk ends, what is remembered, and what odd answers mean.

import { describe, expect, test } from 'vitest'
import type { Page, PageRequest, ReadResult, SourceMemory } from '../../../src/domain/source.js'
import { sourceKind } from '../../../src/sources/index.js'
import { pageOf } from '../pages.js'

type Options = Readonly<Record<string, unknown>>

function read(
  kind: string,
  text: unknown,
  page: Partial<Page>,
  options: Options = {},
  memory: SourceMemory = {},
): ReadResult {
  const body = typeof text === 'string' ? text : JSON.stringify(text)
  const result = sourceKind(kind)?.read(pageOf(body, page), { options, memory })
  if (result === undefined) throw new Error(`no kind ${kind}`)
  return result
}

/** One scan of a platform that answers by `answer`; a page for which it gives null cannot be had. */
function scan(
  kind: string,
  url: string,
  answer: (url: URL) => unknown,
  memory: SourceMemory = {},
  options: Options = {},
): { asked: string[]; ids: (string | null)[]; memory: SourceMemory; warnings: string[] } {
  const queue: PageRequest[] = [...(sourceKind(kind)?.start(url, { options, memory }) ?? [])]
  const asked: string[] = []
  const ids: (string | null)[] = []
  const warnings: string[] = []
  let known = memory
  for (let at = 0; at < queue.length && at < 40; at += 1) {
    const request = queue[at]
    if (request === undefined || asked.includes(request.url)) continue
    asked.push(request.url)
    const text = answer(new URL(request.url))
    if (text === null) continue
    const result = read(kind, text, { url: request.url, role: request.role }, options, known)
    known = result.memory ?? known
    ids.push(...result.posts.map((post) => post.id))
    warnings.push(...(result.warnings ?? []))
    queue.push(...result.next)
  }
  return { asked, ids, memory: known, warnings }
}

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

describe('Mastodon', () => {
  const status = (id: number) => ({
    id: String(112_700_000_000_000_000n + BigInt(id)),
    created_at: '2024-06-28T10:00:00.000Z',
    content: `<p>Toot ${id}</p>`,
    account: { acct: 'ana' },
  })
  /** What an instance answers that holds the statuses 1 … count. */
  const instance = (count: number) => (url: URL) => {
    const all = Array.from({ length: count }, (_, index) => status(count - index))
    const minId = url.searchParams.get('min_id')
    if (minId === null) return all.slice(0, 40)
    return all.filter(({ id }) => BigInt(id) > BigInt(minId)).slice(-40)
  }
  const url = 'https://social.example/tags/fibra'

  test('goes forward from the last post that was seen, page by page, and leaves none out', () => {
    const first = scan('mastodon', url, instance(10))
    const later = scan('mastodon', url, instance(130), first.memory)
    expect(first.ids).toHaveLength(10)
    expect(new Set(later.ids).size).toBe(120)
    expect(scan('mastodon', url, instance(130), later.memory).ids).toEqual([])
  })

  test('keeps ids beyond 2^53 to the last digit, written as numbers or not', () => {
    const text =
      '[{"id":112700000000000033,"created_at":"2024-06-28T10:00:00Z","content":"hola","account":{"acct":"a"}}]'
    expect(read('mastodon', text, { url: 'https://social.example/api/v1/timelines/tag/x' }).posts[0]?.id).toBe(
      '112700000000000033',
    )
  })

  test('looks an account up once', () => {
    const site = (asked: URL) =>
      asked.pathname.endsWith('/lookup') ? { id: '42', acct: 'une', display_name: 'UNE' } : [status(1)]
    const first = scan('mastodon', 'https://social.example/@une', site)
    const again = scan('mastodon', 'https://social.example/@une', site, first.memory)
    expect(first.asked.map((asked) => new URL(asked).pathname)).toEqual([
      '/api/v1/accounts/lookup',
      '/api/v1/accounts/42/statuses',
    ])
    expect(again.asked.map((asked) => new URL(asked).pathname)).toEqual(['/api/v1/accounts/42/statuses'])
  })

  test('says what an empty list may mean, but only while nothing was ever seen', () => {
    expect(scan('mastodon', url, () => []).warnings).toEqual([expect.stringMatching(/users only/)])
    expect(scan('mastodon', url, () => [], { minId: '5' }).warnings).toEqual([])
  })
})

describe('Stack Exchange', () => {
  const question = {
    question_id: 1,
    title: 'a',
    link: 'https://es.stackoverflow.com/questions/1',
    answer_count: 1,
    creation_date: 1_719_500_000,
    last_activity_date: 1_719_500_000,
  }

  test('asks for the answers of all questions at once', () => {
    const site = (asked: URL) =>
      asked.pathname.endsWith('/answers')
        ? { items: [{ answer_id: 7, question_id: 1, is_accepted: true }], quota_remaining: 9 }
        : { items: [question, { ...question, question_id: 2 }], has_more: false, quota_remaining: 10 }
    const { asked, ids } = scan('stackexchange', 'https://es.stackoverflow.com/', site)
    expect(asked.map((url) => new URL(url).pathname)).toEqual(['/2.3/questions', '/2.3/questions/1;2/answers'])
    expect(ids).toEqual(['1', '2', '7'])
  })

  test('asks for nothing more when it is told to back off, and marks nothing as read that was not', () => {
    const result = read(
      'stackexchange',
      { items: [question], has_more: true, backoff: 1_200, quota_remaining: 100 },
      { url: 'https://api.stackexchange.com/2.3/questions?site=es.stackoverflow', role: 'walk?key=' },
    )
    expect(result).toMatchObject({ next: [], hints: { minIntervalMs: 1_200_000 } })
    expect(result.memory).toBeUndefined()
  })

  test('goes slower when the day’s quota runs out', () => {
    const at = (quota: number) =>
      read(
        'stackexchange',
        { items: [], quota_remaining: quota },
        { url: 'https://api.stackexchange.com/2.3/questions' },
      ).hints?.minIntervalMs
    expect(at(250)).toBe(600_000)
    expect(at(5)).toBe(6 * 3_600_000)
  })

  test('tells a throttled client from a wrong request', () => {
    const refusal = (body: unknown) => () =>
      read('stackexchange', body, { url: 'https://api.stackexchange.com/2.3/questions' })
    expect(
      refusal({ error_id: 502, error_message: 'too many requests, more requests available in 4000 seconds' }),
    ).toThrow(expect.objectContaining({ code: 'rate-limited', retryAfterSeconds: 4_000 }))
    expect(refusal({ error_id: 400, error_message: 'site is required' })).toThrow(
      expect.objectContaining({ code: 'unreadable' }),
    )
  })
})

describe('Reddit', () => {
  test('shows a block as a block', () => {
    const page =
      "<html><body><h1>whoa there, pardner!</h1><p>You've been blocked by network security.</p></body></html>"
    expect(() => read('reddit', page, { url: 'https://www.reddit.com/r/une/new/.rss?feed=secreto&user=ana' })).toThrow(
      expect.objectContaining({ code: 'challenged', retryAfterSeconds: 3_660 }),
    )
  })

  test('never names the private feed’s token in a message', () => {
    const said: string[] = []
    for (const text of ['', 'x', '{}', '[]', '<html></html>', '{"message":"Forbidden","error":403}', '<rss>']) {
      try {
        read('reddit', text, { url: 'https://www.reddit.com/r/une/new/.rss?feed=secreto&user=ana' })
      } catch (error) {
        said.push(String(error))
      }
    }
    expect(said.length).toBeGreaterThan(3)
    expect(said.join()).not.toContain('secreto')
  })

  test('goes on to older pages only as far as the last scan', () => {
    const post = (id: number) => ({
      kind: 't3',
      data: { name: `t3_${id.toString(36)}`, title: 'a', created_utc: 1_719_000_000 + id },
    })
    const site = (count: number) => (url: URL) => {
      const after = url.searchParams.get('after')
      const top = after === null ? count : Number.parseInt(after.slice(3), 36) - 1
      const children = Array.from({ length: Math.min(100, top) }, (_, index) => post(top - index))
      return { kind: 'Listing', data: { children, after: children.at(-1)?.data.name ?? null } }
    }
    const url = 'https://www.reddit.com/r/une'
    const first = scan('reddit', url, site(500), {}, { token: 't' })
    const later = scan('reddit', url, site(720), first.memory, { token: 't' })
    expect(first.asked).toHaveLength(1)
    expect(later.asked).toHaveLength(3)
    expect(new Set(later.ids).size).toBe(300)
  })
})

describe('Lobsters', () => {
  test('asks for comments only where their number has changed', () => {
    const story = (comments: number) => ({
      short_id: 'abc',
      title: 'a',
      comment_count: comments,
      comments_url: 'https://lobste.rs/s/abc/a',
    })
    const site = (comments: number) => (url: URL) =>
      url.pathname === '/newest.json' ? [story(comments)] : { ...story(comments), comments: [] }
    const first = scan('lobsters', 'https://lobste.rs/', site(2))
    expect(first.asked).toHaveLength(2)
    expect(scan('lobsters', 'https://lobste.rs/', site(2), first.memory).asked).toHaveLength(1)
    expect(scan('lobsters', 'https://lobste.rs/', site(3), first.memory).asked).toHaveLength(2)
  })
})

describe('YouTube', () => {
  test('finds the channel behind a handle', () => {
    const page =
      '<html><head><link rel="alternate" type="application/rss+xml" href="https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl"></head></html>'
    const result = read('youtube', page, { url: 'https://www.youtube.com/@redesencasa', role: 'channel' })
    expect(result.next.map((request) => request.url)).toEqual([
      'https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl',
    ])
  })
})

describe('Telegram', () => {
  test('says that a group or private channel has no preview', () => {
    const page = '<html><body><div class="tgme_page"><div class="tgme_page_title">Grupo</div></div></body></html>'
    expect(() => read('telegram', page, { url: 'https://t.me/grupo' })).toThrow(
      expect.objectContaining({ code: 'login-required' }),
    )
  })
})

describe('Apple’s reviews', () => {
  const review = (id: number) => ({
    id: { label: String(id) },
    'im:rating': { label: '1' },
    title: { label: 'Mal' },
    content: { label: 'x' },
    updated: { label: `2024-06-${String(1 + (id % 20)).padStart(2, '0')}T00:00:00-07:00` },
  })

  test('are read page by page, ten at most, and an app without reviews is no fault', () => {
    const full = () => ({ feed: { entry: Array.from({ length: 50 }, (_, index) => review(index)) } })
    const url = 'https://apps.apple.com/co/app/x/id123456789'
    const memory = { walks: { co: '2024-01-01T00:00:00.000Z' } }
    expect(scan('applereviews', url, full, memory).asked).toHaveLength(10)
    expect(scan('applereviews', url, () => ({ feed: { title: { label: 'x' } } })).ids).toEqual([])
  })

  test('leave out the entry that describes the app', () => {
    const entry = [{ 'im:name': { label: 'UNE' }, id: { label: 'https://apps.apple.com/x' } }, review(3)]
    const url = 'https://itunes.apple.com/co/rss/customerreviews/page=1/id=1/sortBy=mostRecent/json'
    expect(read('applereviews', { feed: { entry } }, { url }).posts.map((post) => post.id)).toEqual(['3'])
  })
})
