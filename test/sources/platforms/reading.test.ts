// How platforms are read over several scans: where a walk ends, what is remembered, and what odd answers mean.

import { describe, expect, test } from 'vitest'
import { read, scan } from './scan.js'

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
