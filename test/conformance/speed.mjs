// How fast feeds of 10 to 100 kB are read, beside rss-parser in the same run. The two take turns, so that a busy
// machine slows both; the middle round counts.

import Parser from 'rss-parser'
import { feed } from '../../dist/sources/feed.js'
import { jsonFile, pageOf, textOfFile } from './documents.mjs'

const ROUNDS = 40
const WARM_UP = 8

/** Prints feeds per second of processor time for both readers. */
export async function runSpeed(folder, now) {
  const index = jsonFile(folder, 'index.json')
  if (index === null) return
  const texts = index
    .filter((entry) => entry.kind === 'feed' && !entry.file.endsWith('.json'))
    .map((entry) => textOfFile(folder, entry.file))
    .filter((text) => text.length > 10_000 && text.length < 100_000)
  const read = (text) =>
    feed.read(pageOf(text, 'http://site.example/feed', now), { options: { comments: true }, memory: {} })
  const readers = {
    'rss-parser, items': (text) => new Parser().parseString(text),
    'Escucha, posts with plain text': read,
  }
  const times = new Map(Object.keys(readers).map((name) => [name, []]))
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    for (const [name, reader] of Object.entries(readers)) {
      const ms = await cpuMs(async () => {
        for (const text of texts) await reader(text)
      })
      if (round >= WARM_UP) times.get(name).push(ms)
    }
  }
  console.log(`\nreading ${texts.length} feeds of 10 to 100 kB, feeds per second of processor time`)
  for (const [name, rounds] of times) {
    const middle = rounds.sort((left, right) => left - right)[rounds.length >> 1]
    console.log(`  ${name.padEnd(32)} ${((1000 * texts.length) / middle).toFixed(0)}`)
  }
}

async function cpuMs(work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
