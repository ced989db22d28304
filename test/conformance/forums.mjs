// `node test/conformance/forums.mjs DIR`: how right the readers are on a folder of recorded forum pages, which is given as
// an argument because those pages are not ours to carry. Prints right/total per engine and field, and each miss with --show.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { decodeBody } from '../../dist/http/charset.js'
import { sourceKinds } from '../../dist/sources/index.js'
import { isDisputed } from './disputed.mjs'

const FIELDS = ['recognised', 'posts', 'id', 'author', 'date', 'link', 'quotes', 'text', 'title', 'next']

/** Runs every forum page that `index.json` of the folder describes; gives counts by engine and field. */
export function runForumPages(folder, now, show) {
  const tally = new Map()
  const index = join(folder, 'index.json')
  if (!existsSync(index)) {
    console.log('index.json is not there: forum pages skipped')
    return tally
  }
  for (const entry of JSON.parse(readFileSync(index, 'utf8'))) {
    if (entry.kind !== 'forum-html' && entry.kind !== 'forum-json') continue
    if (entry.expectation?.expectedMarkdown !== undefined || entry.expectation?.schema) continue
    if (existsSync(join(folder, entry.file))) runPage(folder, entry, now, tally, show)
    else console.log(`${entry.file} is not there: skipped`)
  }
  return tally
}

function runPage(folder, entry, now, tally, show) {
  const raw = readFileSync(join(folder, entry.file))
  const bytes = entry.file.endsWith('.gz') ? gunzipSync(raw) : raw
  const type = entry.kind === 'forum-json' ? 'application/json' : 'text/html'
  const text = decodeBody(bytes, type)
  const page = {
    url: 'https://forum.example/',
    status: 200,
    contentType: type,
    headers: {},
    text,
    fetchedAt: now,
    timezone: 'UTC',
    role: null,
  }
  const count = counter(tally, entry, show)
  const kind = surestKind(page)
  count('recognised', kind !== null, `${kind?.kind}`)
  if (kind === null) return
  try {
    compare(entry.expectation, kind.read(page, { options: kind.example, memory: {} }), count)
  } catch (error) {
    count('posts', false, `${error.code ?? error.stack}: ${error.message}`)
  }
}

function surestKind(page) {
  const sure = sourceKinds
    .map((kind) => ({ kind, sureness: kind.recognise(page) }))
    .filter(({ sureness }) => sureness > 0)
  return sure.sort((one, other) => other.sureness - one.sureness)[0]?.kind ?? null
}

function counter(tally, entry, show) {
  const counts = tally.get(entry.engine) ?? {}
  tally.set(entry.engine, counts)
  return (field, right, given) => {
    if (!right && isDisputed(entry.file, field)) return
    counts[field] ??= { right: 0, total: 0 }
    counts[field].total += 1
    if (right) counts[field].right += 1
    else if (show) console.log(`MISS ${entry.file} ${field}: ${given}`)
  }
}

/** An article above its comments is not what the expectations count. */
function compare(expected, result, count) {
  const posts = result.posts.filter((post) => post.kind !== 'article')
  const total = expected.posts ?? expected.topics
  if (typeof total === 'number') count('posts', posts.length === total, `${posts.length} for ${total}`)
  else count('posts', posts.length > 0 || result.next.length > 0, 'nothing')
  for (const [at, author] of (expected.authors ?? []).entries()) {
    const bare = author.replace(/ says$/, '')
    count('author', posts[at]?.author.name === bare, `${posts[at]?.author.name} for ${bare}`)
  }
  for (const [at, date] of (expected.dates ?? []).entries()) {
    const given = posts[at]?.publishedAt ?? null
    count('date', date === '' || isSameDay(given, date), `${given} for ${date}`)
  }
  if (typeof expected.quotes === 'number') {
    const quotes = posts.reduce((sum, post) => sum + post.quotes.length, 0)
    count('quotes', quotes === expected.quotes, `${quotes} for ${expected.quotes}`)
  }
  if (expected.first !== undefined) comparePost(expected.first, posts[0], count)
  if (expected.last !== undefined) comparePost(expected.last, posts.at(-1), count)
  if (typeof expected.title === 'string' && expected.title !== '') {
    count(
      'title',
      expected.title.includes(result.title ?? '?') || isSameText(result.title, expected.title),
      `${result.title} for ${expected.title}`,
    )
  }
  if (expected.next !== undefined && expected.listing === undefined) {
    const next = result.next[0]?.url ?? null
    // Addresses to be fetched lose their session; the expectation still has it.
    const wanted = expected.next?.replace(/[?&]s=[0-9a-f]{32}/, '') ?? null
    count('next', wanted === null ? next === null : next?.endsWith(wanted), `${next} for ${wanted}`)
  }
}

function comparePost(expected, post, count) {
  count('id', post?.id === expected.id, `${post?.id} for ${expected.id}`)
  count('link', post?.url?.endsWith(expected.link.replace(/^\//, '')) ?? false, `${post?.url} for ${expected.link}`)
  count(
    'text',
    isSameText(post?.text ?? '', expected.text),
    `${post?.text.slice(0, 120)} for ${expected.text.slice(0, 120)}`,
  )
}

/** The beginnings agree, white space and pictures of smileys aside. */
function isSameText(given, expected) {
  const bare = (text) =>
    (text ?? '')
      .replace(/:\w+:|<[^>]*>/g, '')
      .replace(/\s+/g, '')
      .slice(0, 80)
  return bare(given).startsWith(bare(expected).slice(0, 60)) || bare(expected).startsWith(bare(given).slice(0, 60))
}

/** Expectations hold the date as the page writes it: where a machine can read it, the instants are compared. A Persian year is none of ours. */
function isSameDay(given, expected) {
  if (/^1[34]\d\d\//.test(expected)) return given === null
  const ms = /^\d{10}$/.test(expected)
    ? Number(expected) * 1000
    : Date.parse(/T.*\d$/.test(expected) && !/[+-]\d\d:?\d\d$/.test(expected) ? `${expected}Z` : expected)
  if (Number.isNaN(ms)) return given !== null
  return given !== null && Math.abs(Date.parse(given) - ms) <= 86_400_000
}

/** Prints the counts, one engine a line. */
export function printForumTally(tally) {
  for (const [engine, counts] of tally) {
    const cells = FIELDS.filter((field) => counts[field] !== undefined).map(
      (field) => `${field} ${counts[field].right}/${counts[field].total}`,
    )
    console.log(`${engine.padEnd(18)} ${cells.join('  ')}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [folder, show] = process.argv.slice(2)
  if (folder === undefined) {
    console.error('usage: node test/conformance/forums.mjs DIR [--show]')
    process.exit(2)
  }
  printForumTally(runForumPages(folder, new Date().toISOString(), show === '--show'))
}
