// What topics cost with thousands of cases: the first look, the next one with a case more, and a known answer looked up.
// Prints CPU milliseconds; judges nothing.
//
//   node test/bench/topics.mjs [CASES]        (after npm run build; 5000 cases by default)

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readTopics } from '../../dist/desk/topics/read.js'
import { suggestAnswer } from '../../dist/desk/topics/suggest.js'
import { NO_ROUTING } from '../../dist/domain/rule.js'
import { openSqliteStore } from '../../dist/store/sqlite/index.js'

const CASES = Number(process.argv[2] ?? 5_000)
const START = Date.parse('2026-01-01T00:00:00.000Z')
const CORPUS = new URL('../../data/corpus/', import.meta.url)
const brand = {
  id: 'sol',
  name: 'Sol',
  terms: ['Sol'],
  context: [],
  exclude: [],
  query: null,
  products: [],
  competitors: [],
  staff: [],
}
const HOUR = 3_600_000
const rules = {
  labels: ['complaint', 'question'],
  minSeverity: 0,
  minUrgency: 0,
  threshold: { complaint: 0.5, question: 0.5, suggestion: 0.5, praise: 0.5, churn: 0.5 },
  graceMs: { complaint: 4 * HOUR, question: 24 * HOUR, suggestion: HOUR, praise: HOUR, churn: HOUR },
}

const folder = mkdtempSync(join(tmpdir(), 'escucha-bench-'))
const store = await openSqliteStore(join(folder, 'escucha.db'))
try {
  await run()
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}

async function run() {
  const texts = corpusTexts().slice(0, CASES + 1)
  const changes = texts
    .slice(0, CASES)
    .map((text, at) => ({ alert: alert(at, text), expectedVersion: null, history: [] }))
  await store.recordAlerts(changes, [], [])
  const until = instant(CASES + 10)
  await show('reading the cases alone', () => store.alertsOpened({ brand: 'sol', since: instant(0), until }))
  const topics = await show('topics, first look', () => readTopics(store, brand, until))
  await show('topics, again', () => readTopics(store, brand, until))
  const one = { alert: alert(CASES, texts[CASES] ?? 'nuevo'), expectedVersion: null, history: [] }
  await store.recordAlerts([one], [], [])
  await show('topics, one case more', () => readTopics(store, brand, until))
  await show('known answer, first look', () => suggestAnswer(store, one.alert, brand, rules))
  await show('known answer, again', () => suggestAnswer(store, one.alert, brand, rules))
  process.stdout.write(`${changes.length} cases, ${topics.length} topics\n`)
}

async function show(name, work) {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  process.stdout.write(`${name.padEnd(28)} ${((user + system) / 1000).toFixed(0)} ms CPU\n`)
  return result
}

function corpusTexts() {
  const files = readdirSync(CORPUS).filter((name) => name.endsWith('.jsonl') && !/^(?:replies|topics)/.test(name))
  const rows = files.sort().flatMap((name) => readFileSync(new URL(name, CORPUS), 'utf8').trim().split('\n'))
  const step = Math.max(1, Math.floor(rows.length / (CASES + 1)))
  return rows.filter((_, at) => at % step === 0).map((row) => JSON.parse(row).text.replace(/\s/g, ' ').slice(0, 280))
}

function instant(minutes) {
  return new Date(START + minutes * 60_000).toISOString()
}

function alert(at, excerpt) {
  const openedAt = instant(at)
  return {
    id: `case-${at}`,
    brand: 'sol',
    source: 'foro',
    conversation: { id: `t${at}`, url: null, title: null },
    author: `Cliente ${at}`,
    status: at % 3 === 0 ? 'answered' : 'open',
    openedAt,
    escalatedAt: null,
    answeredAt: at % 3 === 0 ? openedAt : null,
    resolvedAt: null,
    answeredBy: at % 3 === 0 ? 'staff' : null,
    respondedAt: null,
    staffRespondedAt: at % 3 === 0 ? openedAt : null,
    acceptedAt: null,
    labels: ['question'],
    severity: 0,
    urgency: 0,
    language: 'es',
    posts: [],
    title: null,
    url: null,
    excerpt,
    evidence: [],
    responses: 0,
    views: null,
    assignee: null,
    routing: NO_ROUTING,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    waitingFor: null,
    dueAt: null,
    updatedAt: openedAt,
    version: 1,
  }
}
