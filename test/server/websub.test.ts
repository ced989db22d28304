// A hub on loopback and our real server, over real sockets: subscribing, verifying, distributing, dying and coming back.
// The hub is a small one that keeps the Recommendation: it verifies when it is told to, and signs what it sends.

import { createHmac, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { openReading } from '../../src/app/reading.js'
import { scanTools } from '../../src/app/scanning.js'
import type { World } from '../../src/app/world.js'
import type { Settings } from '../../src/domain/settings.js'
import { scanOnce } from '../../src/scan/scan.js'
import { createServer as createEscucha } from '../../src/server/app.js'
import { listen } from '../../src/server/listen.js'
import type { ServerTools } from '../../src/server/tools.js'
import { inlineReader } from '../../src/sources/pool/inline.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Store } from '../../src/store/store.js'
import { settings } from './bed.js'

const START = Date.parse('2026-11-16T13:00:00.000Z')
const TOPIC_PATH = '/feed.xml'

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

/** What a hub was asked. */
interface Asked {
  readonly mode: string
  readonly topic: string
  readonly callback: string
  readonly secret: string | null
}

/** A blog with a feed, and the hub that it announces, on one port. */
class Blog {
  readonly asked: Asked[] = []
  readonly fetched: string[] = []
  items: readonly string[] = ['Llegó la fibra al barrio']
  announces = true
  status = 202
  #server: Server | null = null

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => {
      if (request.method === 'POST') {
        let body = ''
        request.on('data', (chunk) => {
          body += chunk
        })
        request.on('end', () => {
          const form = new URLSearchParams(body)
          const value = (name: string) => form.get(`hub.${name}`) ?? ''
          this.asked.push({
            mode: value('mode'),
            topic: value('topic'),
            callback: value('callback'),
            secret: form.get('hub.secret'),
          })
          response.writeHead(this.status).end()
        })
        return
      }
      this.fetched.push(request.url ?? '')
      if (request.url !== TOPIC_PATH) return void response.writeHead(404).end()
      const link = this.announces ? { link: `<${this.origin}/hub>; rel="hub", <${this.topic}>; rel="self"` } : {}
      response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8', ...link }).end(feedOf(this.items))
    })
    await new Promise<void>((resolve) => this.#server?.listen(0, '127.0.0.1', resolve))
    open.push(async () => this.#server?.close())
  }

  get origin(): string {
    const { port } = (this.#server?.address() ?? { port: 0 }) as AddressInfo
    return `http://127.0.0.1:${port}`
  }

  get topic(): string {
    return `${this.origin}${TOPIC_PATH}`
  }

  /** Asks whether it was they who asked; gives the answer. */
  verify(asked = this.#last(), more: Readonly<Record<string, string>> = {}): Promise<Response> {
    const question = {
      'hub.mode': asked.mode,
      'hub.topic': asked.topic,
      'hub.challenge': 'palabra-al-azar-42',
      'hub.lease_seconds': '864000',
      ...more,
    }
    return fetch(`${asked.callback}?${new URLSearchParams(question)}`)
  }

  /** Sends the feed as it should, or with another signature. */
  distribute(items: readonly string[], signature?: string | null, method = 'sha256'): Promise<Response> {
    const { callback, secret } = this.asked.find(({ mode }) => mode === 'subscribe') ?? this.#last()
    const body = feedOf(items)
    const signed = `${method}=${createHmac(method, secret ?? '')
      .update(body)
      .digest('hex')}`
    const given = signature === undefined ? signed : signature
    return fetch(callback, {
      method: 'POST',
      headers: { 'content-type': 'application/rss+xml', ...(given === null ? {} : { 'x-hub-signature': given }) },
      body,
    })
  }

  #last(): Asked {
    const last = this.asked.at(-1)
    if (last === undefined) throw new Error('the hub was never asked')
    return last
  }
}

function feedOf(items: readonly string[]): string {
  const entries = items.map(
    (text) => `<item><guid isPermaLink="false">${text}</guid><description>${text}</description></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog de Ana</title>${entries.join('')}</channel></rss>`
}

/** The program with its server, over a database that outlives it. */
async function house(blog: Blog) {
  const folder = await mkdtemp(join(tmpdir(), 'escucha-websub-'))
  open.push(() => rm(folder, { recursive: true, force: true }))
  let present = START
  const clock = () => new Date(present)
  const world: World = { clock, monotonicMs: () => present - START, random: () => 0.5, log: pino({ level: 'silent' }) }
  const port = await freePort()
  const configured = (websub: boolean): Settings => ({
    ...settings,
    storage: join(folder, 'escucha.db'),
    notify: [],
    fetch: { ...settings.fetch, allowHosts: ['127.0.0.1'], delayMs: 0 },
    server: { host: '127.0.0.1', port, publicUrl: `http://127.0.0.1:${port}`, websub },
    sources: [
      {
        id: 'blog',
        url: blog.topic,
        kind: 'feed',
        rhythm: { kind: 'every', ms: 3_600_000 },
        brands: null,
        options: { comments: true },
      },
    ],
  })
  const start = async (websub = true) => {
    const own = configured(websub)
    const store = await openSqliteStore(own.storage)
    await store.syncSources(own.sources, clock().toISOString())
    const reader = inlineReader()
    const reading = { ...openReading(own, world), reader }
    const tools = await scanTools(own, store, reading, world)
    const server = await listen(createEscucha(serverTools(own, store, clock)), own.server)
    let isOpen = true
    const close = async () => {
      if (!isOpen) return
      isOpen = false
      await server.close()
      await reading.close()
      await store.close()
    }
    open.push(close)
    return { store, scan: () => scanOnce({}, tools), close }
  }
  return {
    start,
    pass: (ms: number) => {
      present += ms
    },
    now: () => clock().toISOString(),
  }
}

function serverTools(own: Settings, store: Store, clock: () => Date): ServerTools {
  const silent = () => undefined
  return {
    store,
    settings: own,
    clock,
    randomBytes,
    log: { info: silent, warn: silent, error: silent },
    version: '0.0.0',
    desk: {
      changeAlert: () => Promise.reject(new Error('not here')),
      addNote: () => Promise.reject(new Error('not here')),
    },
    scanNow: async () => undefined,
    discover: async () => [],
    preview: () => Promise.reject(new Error('not here')),
    sourceKinds: [],
    testTarget: async () => undefined,
    targetAddress: () => '',
    processMetrics: false,
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function subscribed() {
  const blog = new Blog()
  await blog.listen()
  const home = await house(blog)
  const running = await home.start()
  await running.scan()
  return { blog, home, ...running }
}

const texts = async (store: Store) => (await store.posts({ limit: 50 })).items.map(({ text }) => text).sort()

describe('a hub', () => {
  it('is asked, is answered, and tells of a post that is then an alert without another request', async () => {
    const { blog, store, scan, home } = await subscribed()
    expect(blog.asked).toMatchObject([{ mode: 'subscribe', topic: blog.topic }])
    const answer = await blog.verify()
    expect([answer.status, await answer.text()]).toEqual([200, 'palabra-al-azar-42'])
    expect(answer.headers.get('content-type')).toBe('application/octet-stream')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')

    home.pass(60_000)
    const fetched = blog.fetched.length
    const taken = await blog.distribute(['Nube Fibra no funciona desde ayer y nadie contesta, pésimo servicio'])
    expect(taken.status).toBe(202)
    const summary = await scan()
    expect(summary).toMatchObject({ posts: { new: 1 }, alerts: { opened: 1 } })
    expect(blog.fetched).toHaveLength(fetched)
    expect(await texts(store)).toHaveLength(2)
  })

  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('may sign by %s', async (method) => {
    const { blog, store, scan } = await subscribed()
    await blog.verify()
    await blog.distribute(['Una entrada firmada'], undefined, method)
    await scan()
    expect(await texts(store)).toContain('Una entrada firmada')
  })

  it.each([
    ['no signature', null],
    ['a wrong one', `sha256=${'0'.repeat(64)}`],
    ['one of another method', `sha1=${'0'.repeat(40)}`],
    ['an unknown method', `md5=${'0'.repeat(32)}`],
    ['none but the method', 'sha256='],
    ['something else', 'x'.repeat(5_000)],
  ])('is answered and not believed with %s', async (_what, signature) => {
    const { blog, store, scan } = await subscribed()
    await blog.verify()
    const answer = await blog.distribute(['Una entrada inventada'], signature)
    expect(answer.status).toBe(202)
    await scan()
    expect(await texts(store)).toEqual(['Llegó la fibra al barrio'])
  })

  it('is refused when it asks about what we did not ask for', async () => {
    const { blog } = await subscribed()
    const [asked] = blog.asked
    if (asked === undefined) throw new Error('the hub was never asked')
    const refused = await Promise.all([
      blog.verify({ ...asked, topic: 'https://other.example/feed' }),
      blog.verify({ ...asked, mode: 'unsubscribe' }),
      blog.verify({ ...asked, mode: 'publish' }),
      blog.verify({ ...asked, callback: asked.callback.replace(/[^/]+$/, 'AAAA') }),
      blog.verify(asked, { 'hub.challenge': '' }),
      blog.verify(asked, { 'hub.challenge': '<script>alert(1)</script> x' }),
      blog.verify(asked, { 'hub.challenge': 'x'.repeat(2_000) }),
      blog.verify({ ...asked, mode: 'denied', topic: 'https://other.example/feed' }),
    ])
    expect(refused.map(({ status }) => status)).toEqual(Array(8).fill(404))
    expect((await blog.verify()).status).toBe(200)
  })

  it('is told that a subscription is over, and costs nothing then', async () => {
    const { blog } = await subscribed()
    const { origin } = new URL(blog.asked[0]?.callback ?? '')
    const answer = await fetch(`${origin}/websub/unknown`, { method: 'POST', body: randomBytes(100_000) })
    expect(answer.status).toBe(410)
  })

  it('cannot send more than a feed may weigh', async () => {
    const { blog } = await subscribed()
    await blog.verify()
    expect((await blog.distribute(['x'.repeat(6_000_000)])).status).toBe(413)
    expect((await blog.distribute(['x'.repeat(1_000_000)])).status).toBe(202)
  })

  it('may deny, and the source says so while it is polled as ever', async () => {
    const { blog, store, scan, home } = await subscribed()
    const [asked] = blog.asked
    if (asked === undefined) throw new Error('the hub was never asked')
    const answer = await blog.verify({ ...asked, mode: 'denied' }, { 'hub.reason': 'solo para socios' })
    expect(answer.status).toBe(200)
    const [subscription] = await store.subscriptions()
    expect(subscription?.reason).toBe('the hub denied the subscription: solo para socios')
    home.pass(3_600_000)
    expect((await scan()).sources.due).toBe(1)
  })

  it('finds us again after a restart, with what it sent before waiting to be read', async () => {
    const { blog, home, close } = await subscribed()
    await blog.verify()
    await blog.distribute(['Llegó antes del reinicio'])
    await close()

    const again = await home.start()
    await again.scan()
    await blog.distribute(['Llegó después del reinicio'])
    await again.scan()
    expect(await texts(again.store)).toEqual([
      'Llegó antes del reinicio',
      'Llegó después del reinicio',
      'Llegó la fibra al barrio',
    ])
    expect(blog.asked).toHaveLength(1)
  })

  it('is told when it is switched off in the configuration, and its question is answered', async () => {
    const { blog, home, close } = await subscribed()
    await blog.verify()
    await close()
    const off = await home.start(false)
    await off.scan()
    expect(blog.asked.map(({ mode }) => mode)).toEqual(['subscribe', 'unsubscribe'])
    expect((await blog.distribute(['Ya no interesa'])).status).toBe(202)
    expect((await blog.verify()).status).toBe(200)
    expect(await off.store.subscriptions()).toEqual([])
    expect((await blog.distribute(['Ya no interesa'])).status).toBe(410)
    await off.scan()
    expect(await texts(off.store)).toEqual(['Llegó la fibra al barrio'])
  })

  it('is not asked at all where nobody switched it on', async () => {
    const blog = new Blog()
    await blog.listen()
    const home = await house(blog)
    const { scan } = await home.start(false)
    await scan()
    expect(blog.asked).toEqual([])
  })
})
