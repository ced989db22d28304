// Where the listings of the kinds go on with older posts: what the scan's way back is made of.

import { describe, expect, test } from 'vitest'
import type { ReadResult, SourceMemory } from '../../src/domain/source.js'
import { sourceKind } from '../../src/sources/index.js'
import { pageOf } from './pages.js'

function read(kind: string, url: string, text: string, role: string | null, memory: SourceMemory = {}): ReadResult {
  const found = sourceKind(kind)
  if (found === undefined) throw new Error(`no kind ${kind}`)
  const type = /^\s*[[{]/.test(text) ? 'application/json' : 'text/html'
  const contentType = /^<\?xml/.test(text) ? 'application/atom+xml' : type
  return found.read(pageOf(text, { url, role, contentType }), { options: found.example, memory })
}

const entries =
  '<entry><id>urn:1</id><title>Uno</title><content>Hola</content><updated>2024-05-01T00:00:00Z</updated></entry>'

describe('older posts of', () => {
  test('a paged feed stand where it says, until it says so no more', () => {
    const url = 'https://blog.example/feed.atom'
    const atom = (link: string) =>
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>${link}${entries}</feed>`
    const older = read('feed', url, atom('<link rel="next" href="/feed.atom?page=2"/>'), 'feed').older
    expect(older?.url).toBe('https://blog.example/feed.atom?page=2')
    expect(read('feed', older?.url ?? '', atom(''), older?.role ?? '').older).toBeNull()
    expect(read('feed', url, atom('<link rel="next" href="/feed.atom"/>'), 'feed').older).toBeNull()
  })

  test('a JSON feed stand at its next_url', () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'B',
      next_url: '/feed.json?p=2',
      items: [{ id: '1', content_text: 'Hola' }],
    }
    const { older } = read('feed', 'https://blog.example/feed.json', JSON.stringify(feed), 'feed')
    expect(older?.url).toBe('https://blog.example/feed.json?p=2')
  })

  test('a Discourse forum stand in the JSON beside its next page', () => {
    const list = {
      topic_list: {
        more_topics_url: '/c/soporte/5?no_definitions=true&page=1',
        topics: [{ id: 7, title: 'Sin internet', posts_count: 3, slug: 'sin-internet' }],
      },
    }
    const url = 'https://comunidad.example/c/soporte/5.json'
    const { older } = read('discourse', url, JSON.stringify(list), 'list')
    expect(older).toMatchObject({
      url: 'https://comunidad.example/c/soporte/5.json?no_definitions=true&page=1',
      role: 'list',
    })
    const elsewhere = { topic_list: { ...list.topic_list, more_topics_url: 'https://evil.example/x' } }
    expect(read('discourse', url, JSON.stringify(elsewhere), 'list').older).toBeNull()
  })

  test('a forum of pages stand behind the button that goes on', () => {
    const rows = [1, 2, 3]
      .map(
        (n) =>
          `<li class="row"><dl class="row-item"><dt><div class="list-inner"><a href="./viewtopic.php?t=${n}" class="topictitle">Tema ${n}</a></div></dt><dd class="posts">2</dd></dl></li>`,
      )
      .join('')
    const page = (bar: string) =>
      `<!doctype html><html><body id="phpbb" class="nojs section-viewforum"><div class="action-bar bar-top"><div class="pagination"><ul>${bar}</ul></div></div><div class="forumbg"><ul class="topiclist topics">${rows}</ul></div></body></html>`
    const url = 'https://foro.example/viewforum.php?f=2'
    const first = read(
      'phpbb',
      url,
      page(
        '<li class="active"><span>1</span></li><li><a class="button" href="./viewforum.php?f=2&amp;start=25">2</a></li><li class="arrow next"><a rel="next" href="./viewforum.php?f=2&amp;start=25">Next</a></li>',
      ),
      'start',
    )
    expect(first.next).toHaveLength(3)
    expect(first.older).toEqual({ url: 'https://foro.example/viewforum.php?f=2&start=25', role: 'list' })
    expect(read('phpbb', first.older?.url ?? '', page(''), 'list').older).toBeNull()
    expect(read('phpbb', url, page(''), null).older ?? null).toBeNull()
  })

  test('a subreddit stand behind the hundred that the first scan reads, and are walked without moving its memory', () => {
    const listing = (after: string | null) =>
      JSON.stringify({
        kind: 'Listing',
        data: {
          after,
          children: [
            { kind: 't3', data: { name: 't3_a', title: 'Sin fibra', created_utc: 1_700_000_000, selftext: 'UNE' } },
          ],
        },
      })
    const url = 'https://foros.example/r/internet/new.json'
    const first = read('reddit', url, listing('t3_a'), 'walk?key=%2Fr%2Finternet%2Fnew')
    expect(first.next).toEqual([])
    expect(first.memory).not.toBeUndefined()
    expect(first.older?.url).toBe(`${url}?after=t3_a`)
    const second = read('reddit', first.older?.url ?? '', listing('t3_b'), first.older?.role ?? '', first.memory)
    expect(second).toMatchObject({ next: [], older: { url: `${url}?after=t3_b` } })
    expect(second.memory).toBeUndefined()
    expect(read('reddit', url, listing(null), first.older?.role ?? '', first.memory).older).toBeNull()
  })
})
