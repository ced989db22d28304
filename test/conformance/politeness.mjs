// A day of polling on a clock of its own, over real sockets: 200 feeds on 20 hosts, each host with a robots.txt and
// one feed that it forbids. Prints how polite the day was, and fails when a promise of the contract was broken: one
// request at a time and a second apart per host, robots.txt kept, repeated requests conditional.
//
//   npm run --silent build && node test/conformance/politeness.mjs [SOURCES] [HOSTS] [HOURS]

import { createHash } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import { createServer } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { openFetcher } from '../../dist/http/fetcher.js'
import { startSchedule } from '../../dist/scan/schedule.js'
import { sourceKind } from '../../dist/sources/index.js'
import { contentHash, identityAliases, toPost } from '../../dist/sources/reading/identity.js'
import { openSqliteStore } from '../../dist/store/sqlite/index.js'

const [sources = 200, hosts = 20, hours = 24] = process.argv.slice(2).map(Number)
const DELAY_MS = 1000
const CRAWL_DELAY_S = 5
const START = Date.parse('2026-03-10T00:00:00Z')

// The day's clock: it moves on to the next thing that somebody waits for, once nothing is under way any more.
let clockMs = START
const sleepers = []
const sleep = (ms) => new Promise((resolve) => sleepers.push({ at: clockMs + ms, resolve }))

/** Requests as they leave: when, to which host, how many at once. */
let underWay = 0
const left = new Map()
subscribe('undici:request:create', ({ request }) => {
  underWay += 1
  const { hostname } = new URL(request.origin)
  left.set(hostname, [...(left.get(hostname) ?? []), { at: clockMs, path: request.path }])
})
const ended = () => {
  underWay -= 1
}
subscribe('undici:request:trailers', ended)
subscribe('undici:request:error', ended)

/** Feed n gets a post every so often: some every few minutes, some once in days. */
const everyMs = (feed) => (5 + (feed % 17) ** 3) * 60_000

function feedText(feed) {
  const newest = Math.floor((clockMs - START) / everyMs(feed))
  const items = Array.from({ length: 15 }, (_, back) => newest - back).map(
    (n) =>
      `<item><guid isPermaLink="false">${feed}-${n}</guid><title>Nota ${n}</title><description>Nota ${n} de la fuente ${feed}</description><pubDate>${new Date(START + n * everyMs(feed)).toUTCString()}</pubDate></item>`,
  )
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Fuente ${feed}</title>${items.join('')}</channel></rss>`
}

const seen = { requests: 0, robots: 0, forbidden: 0, repeated: 0, conditional: 0, notModified: 0, mostAtOnce: 0 }
const atOnce = new Map()
const given = new Set()

function answer(request, response) {
  const host = request.headers.host
  seen.requests += 1
  atOnce.set(host, (atOnce.get(host) ?? 0) + 1)
  seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce.get(host))
  response.on('close', () => atOnce.set(host, atOnce.get(host) - 1))
  if (request.url === '/robots.txt') {
    seen.robots += 1
    const slow = host.includes('127.0.9.1:') ? `Crawl-delay: ${CRAWL_DELAY_S}\n` : ''
    return response.end(`User-agent: *\n${slow}Disallow: /private/\n`)
  }
  if (request.url.startsWith('/private/')) seen.forbidden += 1
  const address = host + request.url
  const validator = request.headers['if-none-match']
  if (given.has(address)) seen.repeated += 1
  if (given.has(address) && validator !== undefined) seen.conditional += 1
  given.add(address)
  const text = feedText(Number(/(\d+)$/.exec(request.url)?.[1] ?? 0))
  const etag = `"${createHash('sha1').update(text).digest('hex')}"`
  if (validator === etag) {
    seen.notModified += 1
    return response.writeHead(304, { etag }).end()
  }
  return response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(text)
}

const servers = []
const ports = []
for (let host = 0; host < hosts; host += 1) {
  const server = createServer(answer)
  await new Promise((resolve) => server.listen(0, `127.0.9.${host + 1}`, resolve))
  servers.push(server)
  ports.push(server.address().port)
}
const addressOf = (n) => {
  const host = n % hosts
  const folder = n < hosts ? 'private' : 'feed'
  return `http://127.0.9.${host + 1}:${ports[host]}/${folder}/${n}`
}

const store = await openSqliteStore(':memory:')
const clock = () => new Date(clockMs)
await store.syncSources(
  Array.from({ length: sources }, (_, n) => ({
    id: `s${n}`,
    url: addressOf(n),
    kind: 'feed',
    rhythm: { kind: 'adaptive' },
    brands: null,
    options: {},
  })),
  clock().toISOString(),
)
const settings = { contact: null, allowHosts: ['127.0.9.0/24'], concurrency: 16, perHost: 1, delayMs: DELAY_MS }
const fetcher = openFetcher({ ...settings, timeoutMs: 25_000 }, { clock, sleep, nowMs: () => clockMs, version: 'test' })
const silent = () => undefined
const schedule = startSchedule({
  store,
  fetcher,
  reader: { read: async (kind, page, context) => sourceKind(kind).read(page, context) },
  sourceKind,
  resolveKind: async (url) => ({ kind: 'feed', url }),
  classifier: { id: 'none', classify: (posts) => posts.map(() => ({ language: null, judgements: [] })) },
  brands: [],
  desk: {
    review: () => ({ changes: [], events: [] }),
    escalate: () => ({ changes: [], events: [] }),
    spikes: async () => [],
    settleSpike: async () => {},
  },
  owe: () => [],
  sendDue: async () => ({ sent: 0, failed: 0 }),
  toPost,
  contentHash,
  identityAliases,
  clock,
  monotonicMs: () => clockMs,
  random: Math.random,
  log: { debug: silent, info: silent, warn: silent, error: (fields, sentence) => console.error(sentence, fields) },
  timezone: 'UTC',
  pace: { concurrency: 16, perHost: 1 },
  owner: 'politeness',
  targets: [],
  retention: { postsMs: 365 * 86_400_000, unmatchedMs: 30 * 86_400_000 },
  every: () => silent,
})

const TICK_MS = 30_000
let nextTick = START
while (clockMs < START + hours * 3_600_000) {
  await nextTurn()
  if (underWay > 0) continue
  await nextTurn()
  await nextTurn()
  if (underWay > 0) continue
  sleepers.sort((one, other) => one.at - other.at)
  const due = sleepers[0]?.at ?? Number.POSITIVE_INFINITY
  if (due <= nextTick) {
    clockMs = Math.max(clockMs, due)
    sleepers.shift().resolve()
  } else {
    clockMs = nextTick
    nextTick += TICK_MS
    void schedule.tick()
  }
}
// What waits for its turn is let through, so that everything ends.
const draining = setInterval(() => {
  for (const { resolve } of sleepers.splice(0)) resolve()
}, 5)
await schedule.stop()
clearInterval(draining)
await fetcher.close()
const states = (await store.listSources()).map(({ state }) => state)
await store.close()
for (const server of servers) server.close()

let shortestGapMs = Number.POSITIVE_INFINITY
let shortestSlowGapMs = Number.POSITIVE_INFINITY
for (const [host, requests] of left) {
  const day = requests.filter(({ at }) => at < START + hours * 3_600_000)
  for (let n = 1; n < day.length; n += 1) {
    const gap = day[n].at - day[n - 1].at
    shortestGapMs = Math.min(shortestGapMs, gap)
    // The first request after robots.txt may already stand in the queue when it tells the delay.
    if (host === '127.0.9.1' && n > 2) shortestSlowGapMs = Math.min(shortestSlowGapMs, gap)
  }
}
const conditionalShare = seen.conditional / Math.max(1, seen.repeated)
const denied = states.filter(({ lastFailure }) => lastFailure?.code === 'robots-denied').length
console.log(`${sources} sources on ${hosts} hosts, ${hours} h on a clock of their own`)
console.log(
  `requests ${seen.requests}, of these robots.txt ${seen.robots}, answered "not modified" ${seen.notModified}`,
)
console.log(`repeated requests that were conditional: ${(100 * conditionalShare).toFixed(2)} % of ${seen.repeated}`)
console.log(`most requests at once on one host: ${seen.mostAtOnce}`)
console.log(`shortest time between two requests to one host: ${shortestGapMs} ms`)
console.log(`… on the host that asks for ${CRAWL_DELAY_S} s: ${shortestSlowGapMs} ms`)
console.log(`requests that robots.txt forbids: ${seen.forbidden}; sources shown as forbidden: ${denied}`)
const isPolite =
  conditionalShare >= 0.95 &&
  seen.mostAtOnce <= 1 &&
  shortestGapMs >= DELAY_MS &&
  shortestSlowGapMs >= CRAWL_DELAY_S * 1000 &&
  seen.forbidden === 0 &&
  denied === Math.min(hosts, sources)
if (!isPolite) process.exitCode = 1
