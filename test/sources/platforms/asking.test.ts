// What is asked of each platform, given the address that a person would copy from a browser.

import { describe, expect, test } from 'vitest'
import { EscuchaError } from '../../../src/domain/errors.js'
import type { SourceKind, SourceMemory } from '../../../src/domain/source.js'
import { sourceKind } from '../../../src/sources/index.js'

type Options = Readonly<Record<string, unknown>>

function kindOf(name: string): SourceKind {
  const kind = sourceKind(name)
  if (kind === undefined) throw new Error(`no kind ${name}`)
  return kind
}

function asked(name: string, url: string, options: Options = {}, memory: SourceMemory = {}): readonly string[] {
  return kindOf(name)
    .start(url, { options, memory })
    .map((request) => decodeURIComponent(request.url))
}

const FIRSTS: readonly (readonly [string, string, Options, readonly string[]])[] = [
  [
    'hackernews',
    'https://news.ycombinator.com/',
    { query: ['UNE', '"UNE Hogar"'], comments: false },
    [
      'https://hn.algolia.com/api/v1/search_by_date?query=UNE&tags=story&typoTolerance=false&hitsPerPage=100',
      'https://hn.algolia.com/api/v1/search_by_date?query="UNE+Hogar"&tags=story&advancedSyntax=true&typoTolerance=false&hitsPerPage=100',
    ],
  ],
  ['hackernews', 'https://news.ycombinator.com/item?id=7', {}, ['https://hn.algolia.com/api/v1/items/7']],
  [
    'hackernews',
    'https://hacker-news.firebaseio.com/v0/newstories.json',
    {},
    ['https://hacker-news.firebaseio.com/v0/newstories.json'],
  ],
  ['reddit', 'https://www.reddit.com/r/une/', {}, ['https://www.reddit.com/r/une/new/.rss?limit=100']],
  [
    'reddit',
    'https://old.reddit.com/r/une/comments.json',
    {},
    ['https://www.reddit.com/r/une/comments.json?limit=100&raw_json=1'],
  ],
  [
    'reddit',
    'https://www.reddit.com/r/une',
    { token: 'abc', query: 'sin fibra' },
    ['https://oauth.reddit.com/r/une/search?q=sin+fibra&sort=new&restrict_sr=on&limit=100&raw_json=1'],
  ],
  [
    'reddit',
    'https://www.reddit.com/r/une/new',
    { feedToken: 'secreto', user: 'ana' },
    ['https://www.reddit.com/r/une/new/.rss?limit=100&feed=secreto&user=ana'],
  ],
  [
    'stackexchange',
    'https://es.stackoverflow.com/questions/tagged/red+router',
    {},
    [
      'https://api.stackexchange.com/2.3/questions?site=es.stackoverflow&order=desc&sort=activity&pagesize=50&filter=withbody&tagged=red;router',
    ],
  ],
  [
    'stackexchange',
    'https://preguntas.example/questions/tagged/fibra',
    {},
    ['https://preguntas.example/questions/tagged/fibra'],
  ],
  [
    'mastodon',
    'https://social.example/tags/fibra',
    { any: ['#internet'], none: ['oferta'] },
    ['https://social.example/api/v1/timelines/tag/fibra?limit=40&any[]=internet&none[]=oferta'],
  ],
  ['mastodon', 'https://social.example/@une', {}, ['https://social.example/api/v1/accounts/lookup?acct=une']],
  [
    'lemmy',
    'https://lemmy.example/c/internet@otra.example',
    {},
    [
      'https://lemmy.example/api/v3/post/list?community_name=internet@otra.example&type_=All&sort=New&limit=50',
      'https://lemmy.example/api/v3/comment/list?community_name=internet@otra.example&type_=All&sort=New&limit=50',
    ],
  ],
  ['lobsters', 'https://lobste.rs/', {}, ['https://lobste.rs/newest.json']],
  ['lobsters', 'https://lobste.rs/s/abc123/titulo', {}, ['https://lobste.rs/s/abc123.json']],
  [
    'bluesky',
    'https://bsky.app/profile/une.example',
    {},
    [
      'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=une.example&limit=100&filter=posts_with_replies',
    ],
  ],
  [
    'bluesky',
    'https://bsky.app/search?q=fibra',
    { token: 'jwt' },
    ['https://bsky.social/xrpc/app.bsky.feed.searchPosts?q=fibra&sort=latest&limit=100'],
  ],
  [
    'youtube',
    'https://www.youtube.com/channel/UC0123456789abcdefghijkl/videos',
    {},
    ['https://www.youtube.com/feeds/videos.xml?channel_id=UC0123456789abcdefghijkl'],
  ],
  [
    'youtube',
    'https://youtube.com/watch?v=aB3dE5fG7hI',
    { key: 'AIza' },
    [
      'https://www.googleapis.com/youtube/v3/commentThreads?part=snippet,replies&videoId=aB3dE5fG7hI&order=time&maxResults=100&textFormat=plainText',
    ],
  ],
  ['telegram', 'https://t.me/avisosfibra', {}, ['https://t.me/s/avisosfibra']],
  [
    'googlenews',
    'https://news.google.com/',
    { query: 'UNE fibra', language: 'es-419', country: 'CO' },
    ['https://news.google.com/rss/search?q=UNE+fibra&hl=es-419&gl=CO&ceid=CO:es-419'],
  ],
  [
    'googlenews',
    'https://news.google.com/search?q=UNE&hl=es&gl=ES',
    {},
    ['https://news.google.com/rss/search?q=UNE&hl=es&gl=ES&ceid=ES:es'],
  ],
  [
    'applereviews',
    'https://apps.apple.com/co/app/une-hogar/id123456789',
    { countries: ['co', 'mx'] },
    [
      'https://itunes.apple.com/co/rss/customerreviews/page=1/id=123456789/sortBy=mostRecent/json',
      'https://itunes.apple.com/mx/rss/customerreviews/page=1/id=123456789/sortBy=mostRecent/json',
    ],
  ],
  [
    'googleplay',
    'https://play.google.com/store/apps/details?id=co.example.une',
    { language: 'es', country: 'CO' },
    ['https://play.google.com/store/apps/details?id=co.example.une&hl=es&gl=CO'],
  ],
]

describe('a source starts with', () => {
  test.each(FIRSTS)('%s: %s', (kind, url, options, expected) => {
    expect(asked(kind, url, options)).toEqual(expected)
  })
})

describe('a credential', () => {
  test.each([
    ['reddit', 'https://www.reddit.com/r/une', { token: 't0k' }, { authorization: 'Bearer t0k' }],
    ['mastodon', 'https://social.example/tags/x', { token: 't0k' }, { authorization: 'Bearer t0k' }],
    ['bluesky', 'https://bsky.app/search?q=x', { token: 't0k' }, { authorization: 'Bearer t0k' }],
    ['youtube', 'https://www.youtube.com/watch?v=aB3dE5fG7hI', { key: 't0k' }, { 'x-goog-api-key': 't0k' }],
  ])('of %s travels in a header, and never in the address', (kind, url, options, headers) => {
    const [request] = kindOf(kind).start(url, { options, memory: {} })
    expect(request?.headers).toEqual(headers)
    expect(request?.url).not.toContain('t0k')
  })

  test.each(['reddit', 'mastodon', 'bluesky'])(
    'of %s with a line break in it is refused by the configuration',
    (kind) => {
      expect(kindOf(kind).options.safeParse({ token: 'abc\r\nx-evil: 1' }).success).toBe(false)
    },
  )
})

test('a search of Bluesky without a token, and a private feed of Reddit without its user, are refused', () => {
  expect(kindOf('bluesky').options.safeParse({ query: 'UNE' }).success).toBe(false)
  expect(kindOf('reddit').options.safeParse({ feedToken: 'abc' }).success).toBe(false)
})

describe('a conversation is seen again by', () => {
  const seenAgain = (kind: string, id: string, sourceUrl: string, options: Options = {}) =>
    kindOf(kind)
      .revisit?.({ id, url: null, title: null }, sourceUrl, { options, memory: {} })
      .map((request) => decodeURIComponent(request.url))

  test.each([
    ['hackernews', '40810001', 'https://news.ycombinator.com/', ['https://hn.algolia.com/api/v1/items/40810001']],
    [
      'reddit',
      't3_1dpabc1',
      'https://www.reddit.com/r/x',
      ['https://www.reddit.com/comments/1dpabc1/.rss?sort=new&limit=100'],
    ],
    [
      'stackexchange',
      '620001',
      'https://es.stackoverflow.com/',
      [
        'https://api.stackexchange.com/2.3/questions/620001?site=es.stackoverflow&filter=withbody',
        'https://api.stackexchange.com/2.3/questions/620001/answers?site=es.stackoverflow&order=desc&sort=activity&pagesize=100&filter=withbody',
      ],
    ],
    ['mastodon', '1127', 'https://social.example/tags/x', ['https://social.example/api/v1/statuses/1127/context']],
    [
      'lemmy',
      'post-12',
      'https://lemmy.example/c/x',
      [
        'https://lemmy.example/api/v3/post?id=12',
        'https://lemmy.example/api/v3/comment/list?post_id=12&sort=New&limit=50&max_depth=12&type_=All',
      ],
    ],
    ['lobsters', 'abc123', 'https://lobste.rs/newest', ['https://lobste.rs/s/abc123.json']],
    [
      'bluesky',
      'at://did:plc:abc/app.bsky.feed.post/3kw1',
      'https://bsky.app/profile/x',
      [
        'https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at://did:plc:abc/app.bsky.feed.post/3kw1&depth=20&parentHeight=0',
      ],
    ],
  ])('%s', (kind, id, sourceUrl, expected) => {
    expect(seenAgain(kind, id, sourceUrl)).toEqual(expected)
    // An id of another kind, as a renamed source may leave it, asks for nothing.
    expect(seenAgain(kind, '../../x y', sourceUrl)?.every((url) => URL.canParse(url)) ?? true).toBe(true)
  })

  test('Stack Exchange many at once: two requests for twenty-five questions and their answers', () => {
    const conversations = Array.from({ length: 60 }, (_, at) => ({ id: `${62_000 + at}`, url: null, title: 'Fibra' }))
    const context = { options: {}, memory: {} }
    const requests = kindOf('stackexchange').revisitMany?.(conversations, 'https://es.stackoverflow.com/', context)
    expect(requests).toHaveLength(6)
    const [questions, answers] = requests?.map(({ url }) => decodeURIComponent(url)) ?? []
    expect(questions).toMatch(/\/questions\/62000;62001;(?:\d+;){22}62024\?.*pagesize=50/)
    expect(answers).toMatch(/\/questions\/62000;62001;(?:\d+;){22}62024\/answers\?/)
    expect(requests?.every(({ detail }) => detail)).toBe(true)
  })

  test('a video of YouTube only with a key', () => {
    expect(seenAgain('youtube', 'yt:video:aB3dE5fG7hI', 'https://www.youtube.com/@x')).toEqual([])
    expect(seenAgain('youtube', 'yt:video:aB3dE5fG7hI', 'https://www.youtube.com/@x', { key: 'k' })).toHaveLength(1)
  })
})

describe('a refusal is told for what it is', () => {
  const refused = (kind: string, status: number) =>
    kindOf(kind).explain?.(new EscuchaError('http-status', `answers ${status}`, { status }))

  test.each([
    ['reddit', 403, 'challenged', /blocked/],
    ['reddit', 401, 'login-required', /token/],
    ['mastodon', 401, 'login-required', /users only/],
    ['bluesky', 400, 'login-required', /session/],
    ['youtube', 403, 'login-required', /quota/],
  ] as const)('%s %i', (kind, status, code, words) => {
    expect(refused(kind, status)).toMatchObject({ code, message: expect.stringMatching(words) })
    expect(refused(kind, 500)?.code).toBe('http-status')
  })

  test('and Reddit’s block asks to be left alone for an hour', () => {
    expect(refused('reddit', 403)?.retryAfterSeconds).toBe(3_660)
  })
})
