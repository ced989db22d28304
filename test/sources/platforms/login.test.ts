// Logging in with the operator's credentials, over real sockets: once for all who share them, anew when a token has
// ended, and never where they do not belong.

import { afterEach, describe, expect, test } from 'vitest'
import type { PageRequest, SourceKind } from '../../../src/domain/source.js'
import { type AskTools, askFor, isInterface } from '../../../src/scan/reading/asking.js'
import { sourceKind, sourceKinds } from '../../../src/sources/index.js'
import { type Answerer, fetcherFor, serve } from '../../http/loopback.js'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

function kindOf(name: string): SourceKind {
  const kind = sourceKind(name)
  if (kind === undefined) throw new Error(`no kind ${name}`)
  return kind
}

/** A platform whose tokens are numbered; only the newest is good. */
async function platform(loginPath: string, tokenField: string, more: Readonly<Record<string, unknown>> = {}) {
  const logins: { readonly authorization: string | undefined; readonly body: string }[] = []
  const state = { refuses: false, ended: false }
  const login: Answerer = (request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      logins.push({ authorization: request.headers.authorization, body })
      state.ended = false
      if (state.refuses) return response.writeHead(401).end('{"error":"invalid_client"}')
      response.end(JSON.stringify({ [tokenField]: `token-${logins.length}`, ...more }))
    })
  }
  const page: Answerer = (request, response) => {
    const good = !state.ended && request.headers.authorization === `Bearer token-${logins.length}`
    response.writeHead(good ? 200 : 401).end('{}')
  }
  const site = await serve({ [loginPath]: login, '*': page })
  open.push(site)
  return { site, logins, state }
}

function asking(origin: string, name: string, options: Readonly<Record<string, unknown>>) {
  const fetcher = fetcherFor()
  open.push(fetcher)
  let nowMs = 0
  const tools: AskTools = { fetcher, monotonicMs: () => nowMs, timezone: 'UTC' }
  const kind = kindOf(name)
  const ask = (url: string, request: Partial<PageRequest> = {}) =>
    askFor({ url, role: 'list', ...request }, null, { kind, url: `${origin}/r/une`, options }, tools)
  return {
    ask,
    pass: (ms: number) => {
      nowMs += ms
    },
  }
}

const APP = { clientId: 'app-1', clientSecret: 's3cr3t' }

describe('Reddit with an app of the operator', () => {
  const reddit = () => platform('/api/v1/access_token', 'access_token', { token_type: 'bearer', expires_in: 86_400 })

  test('logs in once for all its pages, and again before the token ends', async () => {
    const { site, logins } = await reddit()
    const { ask, pass } = asking(site.origin, 'reddit', APP)
    await Promise.all([ask(`${site.origin}/r/une/new`), ask(`${site.origin}/r/fibra/new`)])
    pass(23 * 3_600_000)
    await ask(`${site.origin}/r/une/new`)
    const basic = `Basic ${Buffer.from('app-1:s3cr3t').toString('base64')}`
    expect(logins).toEqual([{ authorization: basic, body: 'grant_type=client_credentials' }])
    pass(57 * 60_000)
    await ask(`${site.origin}/r/une/new`)
    expect(logins).toHaveLength(2)
  })

  test('logs in anew when a token was ended before its time', async () => {
    const { site, logins, state } = await reddit()
    const { ask, pass } = asking(site.origin, 'reddit', APP)
    await ask(`${site.origin}/r/une/new`)
    pass(7_200_000)
    state.ended = true
    expect(await ask(`${site.origin}/r/une/new`)).toMatchObject({ outcome: 'page' })
    expect(logins).toHaveLength(2)
  })

  test('says what to look at when the app is refused, once for all, and names no secret', async () => {
    const { site, logins, state } = await reddit()
    state.refuses = true
    const { ask } = asking(site.origin, 'reddit', APP)
    const failed = await ask(`${site.origin}/r/une/new`).catch((error: unknown) => error)
    expect(failed).toMatchObject({ code: 'login-required', hint: expect.stringContaining('prefs/apps') })
    expect(String(failed)).not.toContain('s3cr3t')
    await expect(ask(`${site.origin}/r/fibra/new`)).rejects.toMatchObject({ code: 'login-required' })
    expect(logins).toHaveLength(1)
    expect(site.asked.filter((line) => line.startsWith('GET'))).toEqual([])
  })

  test('shows its token to no other host', async () => {
    const { site } = await reddit()
    const other = await serve({
      '*': (request, response) =>
        void response.writeHead(request.headers.authorization === undefined ? 200 : 500).end('{}'),
    })
    open.push(other)
    const { ask } = asking(site.origin, 'reddit', APP)
    await ask(`${site.origin}/r/une/new`)
    expect(await ask(`${other.origin}/r/une/new`)).toMatchObject({ outcome: 'page' })
  })

  test('asks the interface for programs, and posts to the site to log in', () => {
    const reddit = kindOf('reddit')
    const url = 'https://www.reddit.com/r/une'
    expect(reddit.start(url, { options: APP, memory: {} })).toEqual([
      expect.objectContaining({ url: 'https://oauth.reddit.com/r/une/new?limit=100&raw_json=1' }),
    ])
    expect(reddit.login?.request(url, APP)).toMatchObject({
      url: 'https://www.reddit.com/api/v1/access_token',
      origin: 'https://oauth.reddit.com',
    })
    expect(reddit.login?.request(url, { token: 'own' })).toBeNull()
    expect(reddit.options.safeParse({ clientId: 'app-1' }).success).toBe(false)
  })
})

describe('Bluesky with an app password', () => {
  const ACCOUNT = { query: 'fibra', handle: '@une.example', appPassword: 'abcd-efgh' }
  const jwt = (seconds: number) => {
    const claims = Buffer.from(JSON.stringify({ iat: 1_000, exp: 1_000 + seconds })).toString('base64url')
    return `e30.${claims}.sig`
  }

  test('makes a session, and another when its token is about to end', async () => {
    const logins: string[] = []
    const site = await serve({
      '/xrpc/com.atproto.server.createSession': (request, response) => {
        request.on('data', (chunk) => logins.push(String(chunk)))
        request.on('end', () => response.end(JSON.stringify({ accessJwt: jwt(7_200), refreshJwt: 'r', did: 'did:x' })))
      },
      '*': (request, response) =>
        void response.writeHead(request.headers.authorization === `Bearer ${jwt(7_200)}` ? 200 : 400).end('{}'),
    })
    open.push(site)
    const { ask, pass } = asking(site.origin, 'bluesky', ACCOUNT)
    const url = `${site.origin}/xrpc/app.bsky.feed.searchPosts?q=fibra`
    await ask(url)
    pass(6_600_000)
    await ask(url)
    expect(logins).toEqual(['{"identifier":"une.example","password":"abcd-efgh"}'])
    pass(600_000)
    await ask(url)
    expect(logins).toHaveLength(2)
  })

  test('does not log in again and again because of a request that makes no sense', async () => {
    let logins = 0
    const site = await serve({
      '/xrpc/com.atproto.server.createSession': (_request, response) => {
        logins += 1
        response.end(JSON.stringify({ accessJwt: jwt(7_200) }))
      },
      '*': (_request, response) => void response.writeHead(400).end('{"error":"InvalidRequest"}'),
    })
    open.push(site)
    const { ask } = asking(site.origin, 'bluesky', ACCOUNT)
    for (let times = 0; times < 5; times++) {
      await expect(ask(`${site.origin}/xrpc/app.bsky.feed.searchPosts?q=`)).rejects.toMatchObject({ status: 400 })
    }
    expect(logins).toBe(1)
  })

  test.each([
    ['an answer that is no JSON', 200, '<html>'],
    ['an answer without a token', 200, '{"accessJwt":{"a":1}}'],
    ['a wrong password', 401, '{"error":"AuthenticationRequired","message":"Invalid identifier or password"}'],
    ['too many logins', 429, '{}'],
    ['a platform that is down', 503, ''],
  ])('meets %s with a failure that says so', (_what, status, body) => {
    const read = () => kindOf('bluesky').login?.read({ status, headers: {}, body }, ACCOUNT)
    expect(read).toThrow(expect.objectContaining({ name: 'EscuchaError' }))
  })
})

describe('an interface for programs', () => {
  test.each([
    ['reddit', 'https://oauth.reddit.com/r/une/new', true],
    ['reddit', 'https://www.reddit.com/r/une/new/.rss', false],
    ['reddit', 'https://oauth.reddit.com.evil.example/r/une', false],
    ['youtube', 'https://www.googleapis.com/youtube/v3/commentThreads?videoId=x', true],
    ['youtube', 'https://www.youtube.com/feeds/videos.xml?channel_id=x', false],
    ['youtube', 'https://www.googleapis.com/youtube/v3/../../drive/x', false],
    ['stackexchange', 'https://api.stackexchange.com/2.3/questions?site=es.stackoverflow', true],
    ['stackexchange', 'https://es.stackoverflow.com/questions/1', false],
    ['hackernews', 'https://hn.algolia.com/api/v1/search_by_date?query=x', true],
    ['hackernews', 'https://news.ycombinator.com/item?id=7', false],
    ['bluesky', 'https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed?actor=x', true],
    ['bluesky', 'https://bsky.app/profile/x', false],
    ['feed', 'https://blog.example/feed', false],
  ])('of %s: %s is %s', (kind, url, expected) => {
    expect(isInterface(kindOf(kind), url)).toBe(expected)
  })

  test('is named whole, so that no other host or folder can pass for it', () => {
    for (const { interfaces = [] } of sourceKinds) {
      for (const root of interfaces) expect(root).toMatch(/^https:\/\/[a-z0-9.-]+\/(?:[\w.-]+\/)*$/)
    }
  })
})
