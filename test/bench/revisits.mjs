// What it costs to keep watching, and how soon an answer is noticed: a simulated board with 1,000 open conversations,
// whose list never tells of replies (the worst case), on a clock of its own. Fails when a promise of issue 5 is broken:
// the median delay is over a quarter of the grace, or a conversation costs over twelve requests in its first week.
//
//   npm run bench:revisits -- [CONVERSATIONS] [SOURCES] [DAYS]

import { createHash } from 'node:crypto'
import { escalateDue } from '../../dist/desk/escalate.js'
import { reviewConversation } from '../../dist/desk/review.js'
import { scanOnce } from '../../dist/scan/scan.js'
import { contentHash, identityAliases, toPost } from '../../dist/sources/reading/identity.js'
import { openSqliteStore } from '../../dist/store/sqlite/index.js'

const [conversations = 1000, sources = 10, days = 14] = process.argv.slice(2).map(Number)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PASS_MS = 5 * MINUTE
const START = Date.parse('2026-03-02T00:00:00Z')
const GRACE = { complaint: 4 * HOUR, question: 24 * HOUR }
const REQUESTS_MAX = 12
const SHARE_MAX = 0.25

/** A number from 0 to 1 that is the same in each run. */
const chance = (...of) => createHash('sha256').update(of.join()).digest().readUInt32LE(0) / 2 ** 32

/** First answers on forums: half come within some six hours, some after days, a quarter never. */
function answerAfter(id) {
  if (chance(id, 'never') < 0.25) return null
  const [one, other] = [chance(id, 'one'), chance(id, 'other')]
  const normal = Math.sqrt(-2 * Math.log(one + 1e-12)) * Math.cos(2 * Math.PI * other)
  return 6 * HOUR * Math.exp(1.5 * normal)
}

const threads = Array.from({ length: conversations }, (_, id) => {
  const label = id % 2 === 0 ? 'complaint' : 'question'
  // All of them open within the first day.
  const opened = START + Math.floor(chance(id, 'opened') * DAY)
  const after = answerAfter(id)
  const answered = after === null ? null : opened + after
  return { id, label, opened, answered, visits: 0, notModified: 0, noticed: null, firstWeek: 0 }
})

let clockMs = START
const requestsByDay = new Array(days).fill(0)

const boardUrl = (source) => `https://foro-${source}.example/latest`
const threadUrl = (id) => `https://foro-${id % sources}.example/t/${id}`

function opener({ id, label, opened }) {
  const text = label === 'complaint' ? 'El internet de Nube falla otra vez' : '¿Alguien sabe el horario de Nube?'
  return draft(`${id}`, id, 'topic', `cliente${id}`, `${text} (${id})`, opened)
}

function draft(postId, thread, kind, author, text, atMs) {
  const conversation = { id: String(thread), url: threadUrl(thread), title: null }
  const publishedAt = new Date(atMs).toISOString()
  const none = { title: null, updatedAt: null, inReplyTo: null, views: null, language: 'es', replyCount: null }
  const author_ = { name: author, url: null, staff: false }
  return {
    ...none,
    id: postId,
    url: `${threadUrl(thread)}#${postId}`,
    kind,
    text,
    author: author_,
    publishedAt,
    conversation,
    accepted: false,
    answered: null,
    quotes: [],
  }
}

function postsAt(url) {
  const { hostname, pathname } = new URL(url)
  const thread = threads[Number(/^\/t\/(\d+)$/.exec(pathname)?.[1] ?? Number.NaN)]
  if (thread === undefined) {
    const source = Number(/(\d+)/.exec(hostname)[1])
    const here = threads.filter(({ id, opened }) => id % sources === source && opened <= clockMs)
    return here
      .sort((one, other) => other.opened - one.opened)
      .slice(0, 30)
      .map(opener)
  }
  const { id, answered } = thread
  if (answered === null || answered > clockMs) return [opener(thread)]
  return [
    opener(thread),
    draft(`${id}-r`, id, 'reply', `vecino${id}`, 'Reinicia el router y espera diez minutos', answered),
  ]
}

async function fetchPage(request) {
  const day = Math.floor((clockMs - START) / DAY)
  requestsByDay[day] += 1
  const posts = postsAt(request.url)
  const thread = threads[Number(/\/t\/(\d+)$/.exec(request.url)?.[1] ?? Number.NaN)]
  const text = JSON.stringify(posts)
  const etag = createHash('sha256').update(text).digest('hex')
  if (thread !== undefined) {
    thread.visits += 1
    if (clockMs - thread.opened <= 7 * DAY) thread.firstWeek += 1
    if (posts.length > 1) thread.noticed ??= clockMs
  }
  if (request.validators?.etag === etag) {
    if (thread !== undefined) thread.notModified += 1
    return { outcome: 'not-modified', freshForMs: null }
  }
  const blank = { url: request.url, status: 200, contentType: 'application/json', headers: {}, timezone: 'UTC' }
  const page = { ...blank, text, fetchedAt: new Date(clockMs).toISOString(), role: request.role }
  return {
    outcome: 'page',
    page,
    validators: { etag, lastModified: null, bodyHash: null },
    movedTo: null,
    freshForMs: null,
  }
}

const kind = {
  kind: 'board',
  options: { safeParse: (data) => ({ success: true, data }) },
  start: (url) => [{ url, role: 'list' }],
  revisit: ({ url }) => [{ url, role: 'thread' }],
}
const read = async (_kind, page) => ({ posts: JSON.parse(page.text), next: [], title: 'Foro', language: 'es' })

const nube = {
  id: 'nube',
  name: 'Nube',
  terms: ['Nube'],
  context: [],
  exclude: [],
  query: null,
  products: [],
  competitors: [],
  staff: [],
}
const labels = ['complaint', 'question', 'suggestion', 'praise', 'churn']
const every = (value) => Object.fromEntries(labels.map((label) => [label, value]))
const rules = {
  labels: ['complaint', 'question', 'churn'],
  minSeverity: 0,
  minUrgency: 0,
  threshold: every(0.5),
  graceMs: { ...every(DAY), ...GRACE },
  spike: { windowMs: HOUR, factor: 3, least: 5, sensitivity: 'medium' },
}
const desk = { rules, brands: [nube] }
function classify(posts) {
  return posts.map(({ text }) => {
    const probability = {
      ...every(0.05),
      complaint: /falla/.test(text) ? 0.9 : 0.05,
      question: /\?/.test(text) ? 0.9 : 0.05,
    }
    const tags = labels.filter((label) => probability[label] >= 0.5)
    const relevance = /Nube/.test(text) ? 0.95 : 0.1
    return {
      language: 'es',
      judgements: [
        { brand: 'nube', relevance, labels: probability, tags, severity: 1, urgency: 1, evidence: [], model: 'words' },
      ],
    }
  })
}

const store = await openSqliteStore(':memory:')
const clock = () => new Date(clockMs)
await store.syncSources(
  Array.from({ length: sources }, (_, id) => ({
    id: `foro-${id}`,
    url: boardUrl(id),
    kind: 'board',
    rhythm: { kind: 'every', ms: 15 * MINUTE },
    brands: null,
    options: {},
  })),
  clock().toISOString(),
)
const silent = () => undefined
const tools = {
  store,
  fetcher: { fetchPage },
  reader: { read },
  sourceKind: () => kind,
  resolveKind: async (url) => ({ kind: 'board', url }),
  classifier: { id: 'words', classify },
  brands: [nube],
  desk: {
    review: (view, now) => reviewConversation(view, desk, now),
    escalate: (alerts, now) => escalateDue(alerts, desk, now),
    spikes: async () => [],
    settleSpike: async () => undefined,
  },
  owe: () => [],
  sendDue: async () => ({ sent: 0, failed: 0 }),
  toPost,
  contentHash,
  identityAliases,
  clock,
  monotonicMs: () => clockMs - START,
  random: () => 0.5,
  log: { debug: silent, info: silent, warn: silent, error: (fields, said) => console.error(said, fields) },
  timezone: 'UTC',
  pace: { concurrency: 8, perHost: 1 },
  owner: 'revisits',
}

for (; clockMs < START + days * DAY; clockMs += PASS_MS) await scanOnce({}, tools)
await store.close()

const quantile = (values, share) => values.toSorted((one, other) => one - other)[Math.floor(values.length * share)] ?? 0
const hours = (ms) => `${(ms / HOUR).toFixed(2)} h`
console.log(
  `${conversations} conversations at ${sources} sources, all opened on the first day; ${days} days, a pass every 5 minutes`,
)
console.log(`requests per day, lists included: ${requestsByDay.join(' ')}`)
const visits = threads.reduce((sum, thread) => sum + thread.visits, 0)
const unchanged = threads.reduce((sum, { notModified }) => sum + notModified, 0)
console.log(
  `visits of threads: ${visits}, answered "not modified" ${unchanged} (${Math.round((unchanged / visits) * 100)} %)`,
)
const weekly = threads.map(({ firstWeek }) => firstWeek)
const mean = weekly.reduce((sum, count) => sum + count, 0) / weekly.length
console.log(
  `requests per conversation in its first week: mean ${mean.toFixed(1)}, most ${Math.max(...weekly)} (allowed ${REQUESTS_MAX})`,
)
let isKept = Math.max(...weekly) <= REQUESTS_MAX
for (const [label, grace] of Object.entries(GRACE)) {
  const delays = threads
    .filter((thread) => thread.label === label && thread.noticed !== null)
    .map(({ noticed, answered }) => noticed - answered)
  const share = quantile(delays, 0.5) / grace
  isKept &&= share <= SHARE_MAX
  console.log(
    `${label}: grace ${hours(grace)}, ${delays.length} answers noticed after median ${hours(quantile(delays, 0.5))} (${share.toFixed(2)} of the grace, allowed ${SHARE_MAX}), 90th percentile ${hours(quantile(delays, 0.9))}`,
  )
}
if (!isKept) process.exitCode = 1
