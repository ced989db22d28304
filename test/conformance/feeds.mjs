// Feed conformance: the cases of feedparser, gofeed, SimplePie, miniflux and feedsmith, read by the reader of record.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBody } from '../../dist/http/charset.js'
import { draftsOf } from '../../dist/sources/feed/drafts.js'
import { parseFeed } from '../../dist/sources/feed/parse.js'
import { readDate } from '../../dist/sources/reading/dates.js'
import { isRight, NOT_KEPT, valueFor } from './feed-fields.mjs'

const FILES = ['feedparser-cases.json', 'feed-cases.json']

/** Runs every case under `folder`. `now` bounds the dates, as the moment of a fetch would. */
export function runFeedCases(folder, now, show) {
  const tally = new Map()
  for (const file of FILES) {
    if (!existsSync(join(folder, file))) {
      console.log(`${file} is not there: skipped`)
      continue
    }
    for (const entry of JSON.parse(readFileSync(join(folder, file), 'utf8'))) runCase(folder, entry, now, tally, show)
  }
  return tally
}

function runCase(folder, entry, now, tally, show) {
  const corpus = entry.corpus ?? 'feedparser'
  const counts = tallyOf(tally, corpus)
  const headers = Object.fromEntries(
    Object.entries(entry.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  )
  const bytes = readFileSync(join(folder, entry.input))
  const read = readCase(decodeBody(bytes, headers['content-type'] ?? null), entry, headers, now)
  if (!entry.expectError) counts.cases += 1
  if (read.crash !== null) {
    counts.crashes += 1
    console.log(`CRASH ${corpus} ${entry.file}: ${read.crash}`)
  }
  if (read.feed !== null && !entry.expectError) counts.parsed += 1
  else if (!entry.expectError && show === 'unparsed') console.log(`UNPARSED ${corpus} ${entry.file} ${entry.input}`)
  for (const assertion of entry.core) check(assertion, entry, read, counts, now, show, corpus)
}

function readCase(text, entry, headers, now) {
  const url = entry.base ?? 'http://feeds.example/feed'
  const base = URL.canParse(headers['content-location'] ?? '', url)
    ? new URL(headers['content-location'] ?? '', url).href
    : url
  const page = { url, status: 200, contentType: null, headers, text, fetchedAt: now, timezone: 'UTC', role: null }
  try {
    const feed = parseFeed(text, headers['content-location'] === undefined ? url : base)
    return { feed, posts: draftsOf(feed, { page, thread: null, reusedIds: [] }).drafts, crash: null }
  } catch (error) {
    return { feed: null, posts: [], crash: error.name === 'EscuchaError' ? null : error.stack }
  }
}

function check(assertion, entry, read, counts, now, show, corpus) {
  if (!assertion.f.startsWith('entries')) return
  const field = assertion.f
    .replace(/\[\d+\]/g, '')
    .replace('entries.', '')
    .replace(/0$/, '')
  const date = (text) => (text === null ? null : readDate(text, { now, timezone: 'UTC' }))
  const value = read.feed === null ? null : valueFor(assertion.f, read.feed, read.posts, date)
  const right =
    read.feed === null
      ? assertion.v === 0 && assertion.kind === 'count'
      : isRight(assertion.kind, value, assertion.v, now)
  const row = rowOf(counts, field)
  row.total += 1
  if (right) row.right += 1
  if (NOT_KEPT.has(field)) return
  counts.total += 1
  if (right) counts.right += 1
  else if (show === corpus || show === 'all') {
    console.log(
      `WRONG ${corpus} ${entry.file} [${entry.input}] ${assertion.f}\n   got  ${JSON.stringify(value)?.slice(0, 200)}\n   want ${JSON.stringify(assertion.v)?.slice(0, 200)}`,
    )
  }
}

function tallyOf(tally, corpus) {
  if (!tally.has(corpus)) tally.set(corpus, { cases: 0, parsed: 0, crashes: 0, right: 0, total: 0, fields: new Map() })
  return tally.get(corpus)
}

function rowOf(counts, field) {
  if (!counts.fields.has(field)) counts.fields.set(field, { right: 0, total: 0 })
  return counts.fields.get(field)
}

/** Prints right/total per corpus and field. */
export function printTally(tally) {
  for (const [corpus, counts] of tally) {
    const share = ((100 * counts.right) / Math.max(1, counts.total)).toFixed(1)
    console.log(
      `\n${corpus}: ${counts.right}/${counts.total} assertions about entries (${share} %), parsed ${counts.parsed}/${counts.cases}, crashes ${counts.crashes}`,
    )
    for (const [field, row] of counts.fields)
      console.log(
        `  ${field.padEnd(20)} ${row.right}/${row.total}${NOT_KEPT.has(field) ? '  (read, but never kept: not counted)' : ''}`,
      )
  }
}
