// How fast the SQLite store takes posts and gives pages. Prints figures; judges nothing.
//
//   node test/bench/store.mjs [POSTS]        (after npm run build; 100000 posts by default)

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../dist/store/sqlite/index.js'

const POSTS = Number(process.argv[2] ?? 100_000)
const POSTS_PER_SCAN = 20
const SOURCES = 200
const MENTION_EVERY = 5
const ALERT_EVERY = 20
const START = Date.parse('2026-01-01T00:00:00.000Z')

const folder = mkdtempSync(join(tmpdir(), 'escucha-bench-'))
const file = join(folder, 'escucha.db')
const store = await openSqliteStore(file)
const random = lcg(7)
const words = Array.from({ length: 5000 }, (_, count) => `${syllable(count)}${syllable(count * 7)}${count % 10}`)

try {
  await run()
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}

async function run() {
  await store.syncSources(
    Array.from({ length: SOURCES }, (_, count) => spec(count)),
    at(0),
  )
  const scans = Math.ceil(POSTS / POSTS_PER_SCAN)
  const records = []
  let inserting = meter()
  let spent = { ms: 0, cpuMs: 0 }
  for (let count = 0; count < scans; count += 1) {
    records.push(scan(count))
    if (records.length < 100 && count < scans - 1) continue
    inserting = meter()
    for (const record of records) await store.recordScan(record)
    const used = inserting()
    spent = { ms: spent.ms + used.ms, cpuMs: spent.cpuMs + used.cpuMs }
    records.length = 0
  }
  const posts = scans * POSTS_PER_SCAN
  tell(
    'insert, 20 % mentions with search, 5 % alerts',
    `${rate(posts, spent.ms)} posts/s, ${rate(posts, spent.cpuMs)} per CPU-s`,
  )
  tell('file', `${(statSync(file).size / posts).toFixed(0)} bytes a post`)

  const ids = Array.from({ length: POSTS_PER_SCAN }, (_, count) => `p${count}`)
  await timed('known posts, 20 identities', 2000, (round) => store.knownPosts(`s${round % SOURCES}`, ids))
  const nothing = Array.from({ length: SOURCES }, (_, count) => ({
    state: state(`s${count}`),
    posts: [],
    alerts: [],
    deliveries: [],
  }))
  await timed('scan with nothing new', 1000, (round) => store.recordScan(nothing[round % SOURCES]))
  await timed('copy candidates, 640 bands', 300, () =>
    store.copyCandidates(
      Array.from({ length: 640 }, () => band()),
      200,
    ),
  )
  const now = at(POSTS * 60_000)
  const page = { limit: 50, now }
  await timed('alerts, pressing', 500, () => store.listAlerts({ ...page, order: 'pressing' }))
  await timed('alerts, active + brand', 500, () =>
    store.listAlerts({ ...page, order: 'pressing', view: 'active', brand: 'b1' }),
  )
  await timed('alerts, label + status, newest', 500, () =>
    store.listAlerts({ ...page, order: 'newest', label: 'churn', status: 'open' }),
  )
  await timed('alerts, source + language', 500, () =>
    store.listAlerts({ ...page, order: 'newest', source: 's7', language: 'es' }),
  )
  await timed('alerts, a common word', 100, () => store.listAlerts({ ...page, order: 'pressing', q: words[1] }))
  await timed('alerts, two words, a beginning', 200, () =>
    store.listAlerts({ ...page, order: 'pressing', q: `${words[3]} ${words[9].slice(0, 4)}` }),
  )
  await timed('counts', 200, () => store.countAlerts(now))
  await timed('mentions, newest', 500, () => store.mentions({ limit: 50 }))
  await timed('mentions, brand + label', 500, () => store.mentions({ limit: 50, brand: 'b2', label: 'complaint' }))
  await timed('info', 20, () => store.info())
  const middle = await someCursor(page)
  await timed('alerts, newest, a page in the middle', 500, () =>
    store.listAlerts({ ...page, order: 'newest', cursor: middle }),
  )
}

async function someCursor(page) {
  let cursor
  for (let count = 0; count < 20; count += 1) {
    const slice = await store.listAlerts({
      ...page,
      order: 'newest',
      limit: 100,
      ...(cursor === undefined ? {} : { cursor }),
    })
    if (slice.nextCursor === null) break
    cursor = slice.nextCursor
  }
  return cursor
}

function scan(count) {
  const source = `s${count % SOURCES}`
  const posts = Array.from({ length: POSTS_PER_SCAN }, (_, place) => entry(source, count * POSTS_PER_SCAN + place))
  const alerts = posts.filter((_, place) => (count * POSTS_PER_SCAN + place) % ALERT_EVERY === 0).map(opened)
  return { state: state(source), posts, alerts, deliveries: [] }
}

function entry(source, number) {
  const mention = number % MENTION_EVERY === 0
  const seenAt = at(number * 60_000)
  const post = {
    id: `p${number}`,
    url: `https://foro.example/p/${number}`,
    kind: 'topic',
    title: text(8),
    text: text(60 + (number % 80)),
    author: { name: `Autor ${number % 3000}`, url: null, staff: false },
    publishedAt: seenAt,
    updatedAt: null,
    conversation: { id: `c${number}`, url: `https://foro.example/p/${number}`, title: null },
    inReplyTo: null,
    accepted: false,
    answered: null,
    views: null,
    language: number % 3 === 0 ? 'en' : 'es',
    source,
  }
  const judgements = mention ? [judgement(number)] : []
  const copyBands = Array.from({ length: mention ? 37 : 10 }, () => band())
  return {
    post,
    quotes: [],
    contentHash: `${number}`.padStart(64, '0'),
    seenAt,
    judgements,
    mentionOf: judgements.map((one) => one.brand),
    copyOf: null,
    copyBands,
    copySignature: 'A'.repeat(684),
    revision: false,
  }
}

function judgement(number) {
  const labels = { complaint: 0.8, question: 0.1, suggestion: 0.02, praise: 0.01, churn: 0.3 }
  const evidence = [
    { label: 'complaint', start: 3, end: 20, text: 'no me resuelven na', weight: 1.2, concept: 'no-service' },
  ]
  const tags = number % 50 === 0 ? ['complaint', 'churn'] : ['complaint']
  return {
    brand: `b${number % 4}`,
    relevance: 0.9,
    labels,
    tags,
    severity: number % 4,
    urgency: number % 3,
    evidence,
    model: 'm1',
  }
}

function opened({ post, judgements, seenAt }) {
  const [one] = judgements
  const done = random() < 0.9
  const alert = {
    id: `a-${post.id}`,
    brand: one.brand,
    source: post.source,
    conversation: post.conversation,
    author: post.author.name,
    status: done ? 'resolved' : 'open',
    openedAt: seenAt,
    escalatedAt: null,
    answeredAt: null,
    resolvedAt: done ? seenAt : null,
    answeredBy: null,
    respondedAt: null,
    staffRespondedAt: null,
    acceptedAt: null,
    labels: one.tags,
    severity: one.severity,
    urgency: one.urgency,
    language: post.language,
    posts: [post.id],
    title: post.title,
    url: post.url,
    excerpt: post.text.slice(0, 280),
    evidence: one.evidence,
    responses: 0,
    views: null,
    assignee: null,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    waitingFor: done ? null : 'staff',
    dueAt: done ? null : seenAt,
    updatedAt: seenAt,
    version: 1,
  }
  const history = [{ at: seenAt, actor: 'escucha', kind: 'opened', text: 'opened.complaint', from: null, to: 'open' }]
  return { alert, expectedVersion: null, history }
}

function spec(count) {
  return {
    id: `s${count}`,
    url: `https://s${count}.example/`,
    kind: 'auto',
    rhythm: { kind: 'adaptive' },
    brands: null,
    options: {},
  }
}

function state(id) {
  return {
    id,
    url: `https://${id}.example/`,
    resolvedKind: 'feed',
    title: null,
    language: null,
    memory: {},
    validators: {},
    lastScanAt: at(0),
    lastSuccessAt: null,
    lastPostAt: null,
    nextScanAt: null,
    failures: 0,
    lastFailure: null,
    disabledReason: null,
    postsPerDay: null,
    redirect: null,
  }
}

async function timed(name, rounds, work) {
  const stop = meter()
  for (let round = 0; round < rounds; round += 1) await work(round)
  const { ms, cpuMs } = stop()
  tell(name, `${((ms / rounds) * 1000).toFixed(0)} µs, ${((cpuMs / rounds) * 1000).toFixed(0)} µs CPU`)
}

function meter() {
  const start = performance.now()
  const cpu = process.cpuUsage()
  return () => {
    const used = process.cpuUsage(cpu)
    return { ms: performance.now() - start, cpuMs: (used.user + used.system) / 1000 }
  }
}

function tell(name, figure) {
  process.stdout.write(`${name.padEnd(48)} ${figure}\n`)
}

function rate(count, ms) {
  return Math.round((count / ms) * 1000)
}

function at(ms) {
  return new Date(START + ms).toISOString()
}

function text(length) {
  // Few words are common and most are rare, as in any language.
  return Array.from({ length }, () => words[Math.floor(random() ** 3 * words.length)]).join(' ')
}

function band() {
  return Math.floor(random() * 2 ** 40).toString(36)
}

function syllable(number) {
  return 'bcdfglmnprst'[number % 12] + 'aeiou'[number % 5]
}

function lcg(seed) {
  let value = seed
  return () => {
    value = (value * 1_664_525 + 1_013_904_223) % 2 ** 32
    return value / 2 ** 32
  }
}
