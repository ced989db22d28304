// `npm run bench:reading [-- DIR]`: what reading costs, in processor time. Feeds of 10 to 100 kB beside rss-parser, taking turns in
// the same run; a forum page of 20 posts per engine, written by the project's own templates; and, where DIR holds recorded
// pages and feeds (`index.json`), those too. Needs a build.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parseDocument } from 'htmlparser2'
import Parser from 'rss-parser'
import { decodeBody } from '../../dist/http/charset.js'
import { sourceKind } from '../../dist/sources/index.js'
import { recognised } from '../../dist/sources/pool/tasks.js'
import { ENGINES, feedOf, threadPage } from './forum-pages.mjs'

const ROUNDS = 60
const WARM_UP = 30
const POSTS = 20
const now = new Date().toISOString()
const folder = process.argv[2] ?? null

await feeds()
await forums()

async function feeds() {
  const texts = [10, 20, 40, 60, 80, 100].map((kilobytes) => feedOf(kilobytes * 1000))
  if (folder !== null)
    texts.push(
      ...recorded('feed')
        .map(({ text }) => text)
        .filter(isMidSize),
    )
  const kind = sourceKind('feed')
  const ours = (text) => kind.read(pageOf(text, 'text/xml'), { options: kind.example, memory: {} })
  const theirs = (text) => new Parser().parseString(text)
  const turns = await takeTurns({
    ours: async () => forEach(texts, ours),
    theirs: async () => forEach(texts, theirs),
  })
  const ratios = turns.ours.map((ms, at) => turns.theirs[at] / ms)
  console.log(`${texts.length} feeds of 10 to 100 kB, feeds per second of processor time (middle of ${ROUNDS} rounds)`)
  console.log(`  rss-parser, items               ${perSecond(texts.length, turns.theirs)}`)
  console.log(`  Escucha, posts with plain text  ${perSecond(texts.length, turns.ours)}`)
  const [low, middle, high] = [0.1, 0.5, 0.9].map((share) => quantile(ratios, share).toFixed(2))
  console.log(`  ratio ${middle} (nine rounds of ten: above ${low}; one of ten: above ${high})`)
}

async function forums() {
  console.log(`\na thread page, ms of processor time: middle and least of ${ROUNDS} rounds`)
  console.log(`  ${'page'.padEnd(34)}      kB posts    read (least)    auto  htmlparser2's tree alone`)
  for (const engine of ENGINES) await forum(engine.name, engine.kind, threadPage(engine, POSTS))
  if (folder === null) return
  for (const { file, text } of recorded('forum-html')) await forum(file.replace(/^.*\//, ''), null, text)
}

async function forum(name, known, text) {
  const page = pageOf(text, 'text/html')
  const [best] = recognised(page)
  const kind = sourceKind(known ?? best?.kind ?? 'article')
  const read = () => kind.read(page, { options: kind.example, memory: {} })
  const posts = attempt(read)?.posts.length ?? 0
  if (posts < 2) return
  const turns = await takeTurns({
    read,
    auto: () => sourceKind(recognised(page)[0].kind).read(page, { options: kind.example, memory: {} }),
    tree: () => parseDocument(text),
  })
  const middle = (times) => quantile(times, 0.5).toFixed(2).padStart(7)
  const least = quantile(turns.read, 0).toFixed(2)
  const wrong = known !== null && best?.kind !== known ? `  taken for ${best?.kind}` : ''
  const size = (text.length / 1000).toFixed(0).padStart(5)
  console.log(
    `  ${name.slice(0, 34).padEnd(34)} ${size} ${String(posts).padStart(5)} ${middle(turns.read)} (${least}) ${middle(turns.auto)} ${middle(turns.tree)}${wrong}`,
  )
}

/** Milliseconds of each round per name. A busy machine slows all of them alike. */
async function takeTurns(works) {
  const times = Object.fromEntries(Object.keys(works).map((name) => [name, []]))
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [name, work] of Object.entries(works)) {
      const before = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(before)
      if (round >= WARM_UP) times[name].push((user + system) / 1000)
    }
  }
  return times
}

async function forEach(texts, work) {
  for (const text of texts) await work(text)
}

function attempt(work) {
  try {
    return work()
  } catch (error) {
    if (error.name === 'EscuchaError') return null
    throw error
  }
}

function recorded(kind) {
  const index = join(folder, 'index.json')
  if (!existsSync(index)) return []
  return JSON.parse(readFileSync(index, 'utf8'))
    .filter((entry) => entry.kind === kind && !entry.file.endsWith('.json') && existsSync(join(folder, entry.file)))
    .map(({ file }) => {
      const bytes = readFileSync(join(folder, file))
      return { file, text: decodeBody(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, null) }
    })
}

function isMidSize(text) {
  return text.length > 10_000 && text.length < 100_000
}

function pageOf(text, contentType) {
  const url = 'https://foro.example/'
  return { url, status: 200, contentType, headers: {}, text, fetchedAt: now, timezone: 'UTC', role: null }
}

function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}

function perSecond(count, times) {
  return ((1000 * count) / quantile(times, 0.5)).toFixed(0)
}
