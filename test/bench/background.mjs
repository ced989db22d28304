// Prints `src/desk/topics/background.ts`: how common the beginnings of words are in the corpus of posts. Run it when the
// corpus has grown much, and measure the topics again: `node test/bench/background.mjs > src/desk/topics/background.ts`.

import { readdirSync, readFileSync } from 'node:fs'
import { STEM_LENGTH, wordsOf } from '../../dist/desk/topics/features.js'

const CORPUS = new URL('../../data/corpus/', import.meta.url)
/** Rarer beginnings weigh fully; there are too many of them for a list. */
const POSTS_MIN = 40
const LEVELS = [15, 30, 45, 60, 70, 80, 90]
/** From this log-rarity on a word weighs fully. */
const RARE = 6.5

const files = readdirSync(CORPUS).filter((name) => name.endsWith('.jsonl') && !/^(?:replies|topics)/.test(name))
const posts = new Map()
let count = 0
for (const name of files.sort()) {
  for (const line of readFileSync(new URL(name, CORPUS), 'utf8').trim().split('\n')) {
    count++
    const stems = new Set(wordsOf(JSON.parse(line).text).map((word) => word.slice(0, STEM_LENGTH)))
    for (const stem of stems) posts.set(stem, (posts.get(stem) ?? 0) + 1)
  }
}
const byLevel = new Map(LEVELS.map((level) => [level, []]))
for (const [stem, seen] of [...posts].sort(([one], [other]) => (one < other ? -1 : 1))) {
  if (seen < POSTS_MIN || stem.length < 3 || /^\d/.test(stem)) continue
  const rarity = Math.min(100, (100 * Math.log((count + 1) / (seen + 1))) / RARE)
  const level = LEVELS.reduce((best, one) => (Math.abs(one - rarity) < Math.abs(best - rarity) ? one : best))
  byLevel.get(level).push(stem)
}
process.stdout.write(`// How common the beginnings of words are among posts to companies, Spanish and English: what everybody says parts no
// topics. Made by \`node test/bench/background.mjs\` from data/corpus; not edited by hand.

/** Beginnings of words by what they weigh, in hundredths; those that are not here weigh 100. */
export const COMMON_STEMS: readonly (readonly [weight: number, stems: string])[] = [
${LEVELS.map((level) => `  [\n    ${level},\n    \`${wrapped(byLevel.get(level))}\`,\n  ],`).join('\n')}
]
`)

function wrapped(stems) {
  const lines = ['']
  for (const stem of stems) {
    if (lines.at(-1).length + stem.length > 110) lines.push('')
    lines.push(`${lines.pop()} ${stem}`.trim())
  }
  return lines.join('\n    ')
}
