import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Fetcher, FetchOutcome } from '../../src/domain/fetcher.js'
import { type Answerer, fetcherFor, type Loopback, redirects, says, serve, virtualTime } from './loopback.js'

const open: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function site(answers: Readonly<Record<string, Answerer>>): Promise<Loopback> {
  const server = await serve(answers)
  open.push(server.close)
  return server
}

function fetcher(...args: Parameters<typeof fetcherFor>): Fetcher {
  const made = fetcherFor(...args)
  open.push(() => made.close())
  return made
}

async function textOf(outcome: Promise<FetchOutcome>): Promise<string> {
  const result = await outcome
  if (result.outcome !== 'page') throw new Error('not a page')
  return result.page.text
}

const page = (url: string) => ({ url, timezone: 'America/Bogota' })

describe('a page that is fetched', () => {
  it('comes as text with its headers, its address after redirects and what validates it', async () => {
    const server = await site({
      '/latest': says('hola', {
        etag: '"a1"',
        'last-modified': 'Mon, 02 Mar 2026 10:00:00 GMT',
        'cache-control': 'max-age=90',
      }),
    })
    const outcome = await fetcher().fetchPage({ ...page(`${server.origin}/latest`), role: 'list' })
    expect(outcome).toEqual({
      outcome: 'page',
      page: {
        url: `${server.origin}/latest`,
        status: 200,
        contentType: 'text/plain',
        headers: expect.objectContaining({ etag: '"a1"', 'content-type': 'text/plain; charset=utf-8' }),
        text: 'hola',
        fetchedAt: '2026-03-02T15:00:00.000Z',
        timezone: 'America/Bogota',
        role: 'list',
      },
      validators: {
        etag: '"a1"',
        lastModified: 'Mon, 02 Mar 2026 10:00:00 GMT',
        bodyHash: 'b221d9dbb083a7f33428d7c2a3c3198ae925614d70210e28716ccaa7cd4ddb79',
      },
      movedTo: null,
      freshForMs: 90_000,
    })
  })

  it('is asked for under a name with a contact, without cookies and without a referrer', async () => {
    const server = await site({ '*': says('x', { 'set-cookie': 'a=b' }) })
    const client = fetcher()
    await client.fetchPage(page(`${server.origin}/one`))
    await client.fetchPage(page(`${server.origin}/two`))
    const headers = server.requests.at(-1)?.headers
    expect(headers?.['user-agent']).toBe('Escucha/1.2.3 (+https://une.example/escucha)')
    expect(headers?.cookie).toBeUndefined()
    expect(headers?.referer).toBeUndefined()
  })

  it('says so when no contact is configured', async () => {
    const server = await site({ '*': says('x') })
    await fetcher({ contact: null }).fetchPage(page(server.origin))
    expect(server.requests.at(-1)?.headers['user-agent']).toBe(
      'Escucha/1.2.3 (public listening; no contact configured)',
    )
  })

  it('is not fetched again when the host says that it has not changed', async () => {
    const server = await site({
      '/feed': (request, response) => {
        const known = request.headers['if-none-match'] === '"v1"'
        response.writeHead(known ? 304 : 200, { etag: '"v1"' }).end(known ? '' : 'posts')
      },
    })
    const validators = { etag: '"v1"', lastModified: null, bodyHash: null }
    const outcome = await fetcher().fetchPage({ ...page(`${server.origin}/feed`), validators })
    expect(outcome).toEqual({ outcome: 'not-modified', freshForMs: null, validators, movedTo: null })
  })

  it('counts as not modified when a host ignores validators and sends the same body', async () => {
    const server = await site({ '/feed': says('the same posts') })
    const client = fetcher()
    const first = await client.fetchPage(page(`${server.origin}/feed`))
    if (first.outcome !== 'page') throw new Error('not a page')
    const second = await client.fetchPage({ ...page(`${server.origin}/feed`), validators: first.validators })
    expect(second.outcome).toBe('not-modified')
  })

  it('tells where it has moved only when every redirect says "for good"', async () => {
    const server = await site({
      '/a': redirects('/b', 301),
      '/b': redirects('/c', 308),
      '/c': says('here'),
      '/d': redirects('/e', 301),
      '/e': redirects('/c', 302),
      '/f': redirects('/a', 307),
    })
    const client = fetcher()
    const moved = await client.fetchPage(page(`${server.origin}/a`))
    const lent = await client.fetchPage(page(`${server.origin}/d`))
    const lentFirst = await client.fetchPage(page(`${server.origin}/f`))
    expect(moved).toMatchObject({ movedTo: `${server.origin}/c`, page: { url: `${server.origin}/c` } })
    expect(lent).toMatchObject({ movedTo: null, page: { url: `${server.origin}/c` } })
    expect(lentFirst).toMatchObject({ movedTo: null, page: { url: `${server.origin}/c` } })
  })

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['', gzipSync],
    ['gzip, gzip', (text: string) => gzipSync(gzipSync(text))],
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => Buffer.from(text)],
    ['br', (text: string) => Buffer.from(text)],
  ])('is read when its Content-Encoding is "%s"', async (encoding, compress) => {
    const body = compress('<p>¿Sin señal?</p>')
    const server = await site({ '/': says(body, encoding === '' ? {} : { 'content-encoding': encoding }) })
    expect(await textOf(fetcher().fetchPage(page(server.origin)))).toBe('<p>¿Sin señal?</p>')
  })

  it('is asked for once more when the host had closed the kept connection', async () => {
    let count = 0
    const server = await site({
      '/robots.txt': says('', {}, 404),
      '/feed': (request, response) => {
        count += 1
        if (count === 1) return request.socket.destroy()
        response.end('posts')
      },
    })
    expect(await textOf(fetcher().fetchPage(page(`${server.origin}/feed`)))).toBe('posts')
  })
})

describe('a page that cannot be had', () => {
  const endless: Answerer = (_request, response) => {
    const chunk = Buffer.alloc(1_000_000, 'a')
    const more = () => {
      while (response.writable && response.write(chunk));
    }
    response.on('drain', more)
    more()
  }
  const bomb = gzipSync(Buffer.alloc(60_000_000))

  it.each<[string, Answerer, string, RegExp]>([
    ['is missing', says('', {}, 404), 'http-status', /answers 404: .*check the address/],
    ['is forbidden', says('', {}, 403), 'http-status', /answers 403/],
    ['wants a login', says('', {}, 401), 'http-status', /answers 401/],
    ['is gone', says('', {}, 410), 'gone', /gone for good/],
    ['breaks the host', says('', {}, 500), 'http-status', /answers 500.*tried again/],
    ['is behind a browser check', says('', { 'cf-mitigated': 'challenge' }, 403), 'challenged', /browser check/],
    ['never ends', endless, 'too-large', /over 10 MB/],
    ['announces too much', says('', { 'content-length': '99999999' }), 'too-large', /over 10 MB/],
    ['inflates to too much', says(bomb, { 'content-encoding': 'gzip' }), 'too-large', /20 MB once decompressed/],
    [
      'is cut in its compression',
      says(gzipSync('hola '.repeat(500)).subarray(0, 30), { 'content-encoding': 'gzip' }),
      'bad-encoding',
      /decompressed/,
    ],
    ['is compressed many times', says('x', { 'content-encoding': 'gzip, gzip, gzip' }), 'bad-encoding', /3 times/],
    ['comes in zstd', says('x', { 'content-encoding': 'zstd' }), 'bad-encoding', /zstd/],
    ['redirects for ever', redirects('/'), 'too-many-redirects', /more than 5 times/],
    ['redirects to a file', redirects('file:///etc/passwd'), 'bad-url', /not http or https/],
    ['redirects with a password', redirects('http://u:p@127.0.0.1/'), 'bad-url', /user name or password/],
    [
      'redirects to a private address',
      redirects('http://10.1.2.3/'),
      'blocked-address',
      /10\.1\.2\.3.*fetch\.allowHosts/,
    ],
    ['redirects to the metadata service', redirects('http://169.254.169.254/latest/'), 'blocked-address', /link-local/],
    ['speaks something else', (request) => request.socket.end('SSH-2.0-OpenSSH'), 'connect-failed', /proper HTTP/],
    ['drops the connection', (request) => request.socket.destroy(), 'connect-failed', /closed the connection/],
  ])('says so when it %s', async (_what, answer, code, words) => {
    const server = await site({ '/': answer })
    await expect(fetcher().fetchPage(page(server.origin))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words),
    })
  })

  it('is given up when the whole takes too long, however steadily it drips', async () => {
    const server = await site({
      '/': (_request, response) => {
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      },
    })
    await expect(fetcher({ timeoutMs: 200 }).fetchPage(page(server.origin))).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('within 0.2 s'),
    })
  })

  it('says whether the name, the connection or the address is at fault, never that robots forbid it', async () => {
    const server = await site({})
    await server.close()
    const nowhere = { resolve: async () => [] }
    await expect(fetcher().fetchPage(page(server.origin))).rejects.toMatchObject({ code: 'connect-failed' })
    await expect(fetcher({}, nowhere).fetchPage(page('http://nadie.example/'))).rejects.toMatchObject({
      code: 'dns-failed',
    })
    await expect(fetcher().fetchPage(page('nadie'))).rejects.toMatchObject({ code: 'bad-url' })
    await expect(fetcher().fetchPage(page('http://u:p@foro.example/'))).rejects.toMatchObject({ code: 'bad-url' })
  })

  it('never shows the query of its address in a message', async () => {
    const server = await site({})
    await expect(fetcher().fetchPage(page(`${server.origin}/f?token=secreto`))).rejects.toMatchObject({
      message: expect.not.stringContaining('secreto'),
    })
  })
})

describe('a host that asks to wait', () => {
  it('is left alone for so long, and asked again afterwards', async () => {
    let busy = true
    const server = await site({
      '/feed': (_request, response) => {
        response.writeHead(busy ? 429 : 200, busy ? { 'retry-after': '120' } : {}).end('posts')
      },
    })
    const time = virtualTime()
    const client = fetcher({}, time)
    const again = () => client.fetchPage(page(`${server.origin}/feed`))
    await expect(again()).rejects.toMatchObject({ code: 'rate-limited', status: 429, retryAfterSeconds: 120 })
    time.pass(20_000)
    await expect(again()).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 100 })
    expect(server.asked.filter((line) => line.includes('feed'))).toHaveLength(1)
    busy = false
    time.pass(100_000)
    expect(await textOf(again())).toBe('posts')
  })

  it('of one page does not stop the others; of two, it is left alone altogether', async () => {
    const busy = says('', { 'retry-after': '120' }, 503)
    const server = await site({ '/a': busy, '/b': busy, '/good': says('posts') })
    const time = virtualTime()
    const client = fetcher({}, time)
    const ask = (path: string) => client.fetchPage(page(`${server.origin}${path}`))
    await expect(ask('/a')).rejects.toMatchObject({ code: 'rate-limited', status: 503 })
    expect(await textOf(ask('/good'))).toBe('posts')
    await expect(ask('/b')).rejects.toMatchObject({ code: 'rate-limited', status: 503 })
    await expect(ask('/good')).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 120 })
    time.pass(121_000)
    expect(await textOf(ask('/good'))).toBe('posts')
  })

  it('is understood when it gives a date, by its own clock', async () => {
    const server = await site({
      '/': says('', { date: 'Mon, 02 Mar 2026 09:00:00 GMT', 'retry-after': 'Mon, 02 Mar 2026 09:05:00 GMT' }, 503),
    })
    await expect(fetcher().fetchPage(page(server.origin))).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterSeconds: 300,
    })
  })

  it('cannot silence a source for more than a day', async () => {
    const server = await site({ '/': says('', { 'retry-after': '99999999' }, 429) })
    await expect(fetcher().fetchPage(page(server.origin))).rejects.toMatchObject({ retryAfterSeconds: 86_400 })
  })
})

describe('robots.txt', () => {
  it('is asked for once and obeyed', async () => {
    const server = await site({ '/robots.txt': says('User-agent: escucha\nDisallow: /private'), '*': says('posts') })
    const client = fetcher()
    expect(await textOf(client.fetchPage(page(`${server.origin}/open`)))).toBe('posts')
    await expect(client.fetchPage(page(`${server.origin}/private/x`))).rejects.toMatchObject({ code: 'robots-denied' })
    expect(server.asked).toEqual(['GET /robots.txt', 'GET /open'])
  })

  it('is asked for again after a day', async () => {
    const server = await site({ '*': says('posts') })
    const time = virtualTime()
    const client = fetcher({}, time)
    await client.fetchPage(page(`${server.origin}/a`))
    time.pass(24 * 3_600_000)
    await client.fetchPage(page(`${server.origin}/b`))
    expect(server.asked).toEqual(['GET /robots.txt', 'GET /a', 'GET /robots.txt', 'GET /b'])
  })

  it('forbids everything while the host cannot give it', async () => {
    const server = await site({ '/robots.txt': says('', {}, 500), '*': says('posts') })
    await expect(fetcher().fetchPage(page(`${server.origin}/a`))).rejects.toMatchObject({
      code: 'robots-denied',
      status: 500,
    })
    expect(server.asked).toEqual(['GET /robots.txt'])
  })

  it('holds at the host that a redirect leads to', async () => {
    const other = await site({ '/robots.txt': says('User-agent: *\nDisallow: /'), '*': says('posts') })
    const server = await site({ '/a': redirects(`${other.origin}/a`) })
    await expect(fetcher().fetchPage(page(`${server.origin}/a`))).rejects.toMatchObject({ code: 'robots-denied' })
    expect(other.asked).toEqual(['GET /robots.txt'])
  })

  it('is taken as absent when it redirects without end', async () => {
    const server = await site({ '/robots.txt': redirects('/robots.txt'), '*': says('posts') })
    expect(await textOf(fetcher().fetchPage(page(`${server.origin}/a`)))).toBe('posts')
  })

  it('sets the pace with its Crawl-delay', async () => {
    const server = await site({ '/robots.txt': says('User-agent: *\nCrawl-delay: 7'), '*': says('posts') })
    const time = virtualTime()
    const client = fetcher({ delayMs: 1_000 }, time)
    await client.fetchPage(page(`${server.origin}/a`))
    const firstMs = time.nowMs()
    await client.fetchPage(page(`${server.origin}/b`))
    expect(time.nowMs() - firstMs).toBe(7_000)
  })
})

describe('a message that is posted', () => {
  it('is sent as it is and its answer handed back, whatever the status', async () => {
    const server = await site({ '/hook': says('no_service', { 'x-why': 'gone' }, 404) })
    const answer = await fetcher().post(`${server.origin}/hook`, { 'content-type': 'application/json' }, '{"a":1}')
    expect(answer).toMatchObject({ status: 404, body: 'no_service', headers: { 'x-why': 'gone' } })
    expect(server.asked).toEqual(['POST /hook'])
  })

  it('never follows a redirect', async () => {
    const server = await site({ '/hook': redirects('/other', 307) })
    expect(await fetcher().post(`${server.origin}/hook`, {}, 'x')).toMatchObject({ status: 307 })
    expect(server.asked).toEqual(['POST /hook'])
  })

  it('reads no more than 64 kB of the answer', async () => {
    const server = await site({ '/hook': says('a'.repeat(1_000_000)) })
    expect((await fetcher().post(`${server.origin}/hook`, {}, 'x')).body).toHaveLength(64_000)
  })

  it('is refused to private addresses, and its secret address stays out of the message', async () => {
    const client = fetcher({ allowHosts: [] })
    await expect(client.post('http://127.0.0.1:1/services/T0/secreto', {}, 'x')).rejects.toMatchObject({
      code: 'blocked-address',
      message: expect.not.stringContaining('secreto'),
    })
    await expect(fetcher().post('http://127.0.0.1:1/services/secreto', {}, 'x')).rejects.toMatchObject({
      code: 'connect-failed',
      message: expect.not.stringContaining('secreto'),
    })
  })
})
