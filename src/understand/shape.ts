// What the shape of a post says: question marks, capitals, length, where the brand stands, and how much good and bad
// is said near it. Each is a named number, so that evidence and the model's table can call it by its name.

import type { Saying } from './concepts.js'
import type { HashMap } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { type Overlay, OWN } from './overlay.js'
import { weigh, weighWords } from './polarity.js'
import { ADDRESS, AFTER_STOP, EMOJI, hashWord, MARK, NUMBER, type Reading, STRETCHED, TAG, USER } from './reading.js'

/** The named features, in the order of their values. */
export const SHAPES = [
  'question-mark',
  'question-marks',
  'ends-asking',
  'opener',
  'asks-in-window',
  'starts-asking',
  'exclaims',
  'exclaims-much',
  'shouts',
  'stretches',
  'length',
  'is-short',
  'is-long',
  'lines',
  'number',
  'numbers',
  'to-user',
  'to-brand',
  'users',
  'tags',
  'address',
  'emoji',
  'quotes',
  'own-none',
  'own-many',
  'own-first',
  'others',
  'others-many',
  'own-before-others',
  'own-clause-share',
  'bad',
  'good',
  'bad-in-window',
  'good-in-window',
  'only-bad',
  'only-good',
  'both',
  'neither',
  'ends-good',
  'ends-bad',
  'bad-negated',
  'good-negated',
  'balance',
  'balance-in-window',
  'word-bad',
  'word-good',
  'word-bad-in-window',
  'word-good-in-window',
  'word-balance',
  'word-balance-in-window',
] as const

const ASKERS = new Set(
  `que como cuando donde cual cuales quien quienes cuanto cuanta cuantos cuantas porque alguien alguno saben sabe puedo
  puede what how when where who which why is are do does did can could anyone anybody has have will would should q`
    .split(/\s+/)
    .map(hashWord),
)

interface Counts {
  users: number
  tags: number
  numbers: number
  emoji: number
  addresses: number
  stretched: number
  startsAsking: number
  ownClauseTokens: number
  asksInWindow: number
  endsAsking: number
}

function count(reading: Reading, overlay: Overlay): Counts {
  const counts: Counts = {
    users: 0,
    tags: 0,
    numbers: 0,
    emoji: 0,
    addresses: 0,
    stretched: 0,
    startsAsking: 0,
    ownClauseTokens: 0,
    asksInWindow: 0,
    endsAsking: 0,
  }
  const questionMark = hashWord('?')
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    const shape = reading.shape[token] ?? 0
    if (kind === USER && overlay.mark[token] !== OWN) counts.users++
    if (kind === TAG) counts.tags++
    if (kind === NUMBER) counts.numbers++
    if (kind === EMOJI) counts.emoji++
    if (kind === ADDRESS) counts.addresses++
    if ((shape & STRETCHED) !== 0) counts.stretched++
    if ((shape & AFTER_STOP) !== 0 && ASKERS.has(reading.hash[token] ?? 0)) counts.startsAsking++
    const isOwn = overlay.ownClause[reading.clause[token] ?? 0] === 1
    if (isOwn) counts.ownClauseTokens++
    if (kind === MARK && reading.hash[token] === questionMark) {
      if (isOwn) counts.asksInWindow++
      counts.endsAsking = token >= reading.tokens - 2 ? 1 : 0
    }
  }
  return counts
}

type ShapeName = (typeof SHAPES)[number]
const PLACE = Object.fromEntries(SHAPES.map((name, index) => [name, index])) as Record<ShapeName, number>

const soft = (value: number): number => Math.log1p(value)
const flag = (claim: boolean): number => (claim ? 1 : 0)

/** Writes the shape's numbers into `named` from `from` on. */
export function shapeFeatures(
  named: Float32Array,
  from: number,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  lexicon: Lexicon,
  polarity: HashMap,
): void {
  const words = weighWords(reading, overlay, polarity)
  const counts = count(reading, overlay)
  const p = weigh(reading, overlay, sayings, lexicon)
  const { tokens } = reading
  const put = (name: ShapeName, value: number): void => {
    named[from + PLACE[name]] = value
  }
  put('question-mark', flag(reading.questions > 0))
  put('question-marks', flag(reading.questions > 1))
  put('ends-asking', counts.endsAsking)
  put('opener', flag(reading.openers > 0))
  put('asks-in-window', flag(counts.asksInWindow > 0))
  put('starts-asking', flag(counts.startsAsking > 0))
  put('exclaims', flag(reading.exclamations > 0))
  put('exclaims-much', flag(reading.exclamations > 2))
  put('shouts', flag(reading.letters > 12 && reading.capitals > reading.letters * 0.6))
  put('stretches', flag(counts.stretched > 0))
  put('length', soft(tokens) / 3)
  put('is-short', flag(tokens < 8))
  put('is-long', flag(tokens > 60))
  put('lines', flag(reading.lines > 1))
  put('number', flag(counts.numbers > 0))
  put('numbers', flag(counts.numbers > 2))
  put('to-user', flag(reading.kind[0] === USER && overlay.mark[0] !== OWN))
  put('to-brand', flag(reading.kind[0] === USER && overlay.mark[0] === OWN))
  put('users', soft(counts.users))
  put('tags', soft(counts.tags))
  put('address', flag(counts.addresses > 0))
  put('emoji', flag(counts.emoji > 0))
  put('quotes', flag(reading.quotes > 1))
  put('own-none', flag(overlay.own === 0))
  put('own-many', flag(overlay.own > 1))
  put('own-first', flag(overlay.mark[0] === OWN))
  put('others', flag(overlay.others > 0))
  put('others-many', flag(overlay.others > 1))
  put('own-before-others', flag(overlay.own > 0 && overlay.others > 0 && overlay.firstOwn < overlay.firstOther))
  put('own-clause-share', tokens === 0 ? 0 : counts.ownClauseTokens / tokens)
  put('bad', soft(p.bad))
  put('good', soft(p.good))
  put('bad-in-window', soft(p.badOwn))
  put('good-in-window', soft(p.goodOwn))
  put('only-bad', flag(p.badOwn > 0 && p.goodOwn === 0))
  put('only-good', flag(p.goodOwn > 0 && p.badOwn === 0))
  put('both', flag(p.badOwn > 0 && p.goodOwn > 0))
  put('neither', flag(p.badOwn === 0 && p.goodOwn === 0))
  put('ends-good', flag(p.last === 1))
  put('ends-bad', flag(p.last === -1))
  put('bad-negated', flag(p.badNegated > 0))
  put('good-negated', flag(p.goodNegated > 0))
  put('balance', (p.bad - p.good) / (1 + p.bad + p.good))
  put('balance-in-window', (p.badOwn - p.goodOwn) / (1 + p.badOwn + p.goodOwn))
  put('word-bad', soft(words.bad))
  put('word-good', soft(words.good))
  put('word-bad-in-window', soft(words.badOwn))
  put('word-good-in-window', soft(words.goodOwn))
  put('word-balance', (words.bad - words.good) / (1 + words.bad + words.good))
  put('word-balance-in-window', (words.badOwn - words.goodOwn) / (1 + words.badOwn + words.goodOwn))
}

/** The signs that shapes must keep. */
export const SHAPE_SIGNS: Readonly<Partial<Record<(typeof SHAPES)[number], Readonly<Record<string, 1 | -1>>>>> = {
  bad: { complaint: 1, praise: -1 },
  'bad-in-window': { complaint: 1, praise: -1 },
  good: { praise: 1 },
  'good-in-window': { praise: 1, complaint: -1 },
  'only-bad': { complaint: 1, praise: -1 },
  'only-good': { praise: 1, complaint: -1 },
  balance: { complaint: 1, praise: -1 },
  'balance-in-window': { complaint: 1, praise: -1 },
  'word-bad': { complaint: 1, praise: -1 },
  'word-bad-in-window': { complaint: 1, praise: -1 },
  'word-good': { praise: 1 },
  'word-good-in-window': { praise: 1, complaint: -1 },
  'word-balance': { complaint: 1, praise: -1 },
  'word-balance-in-window': { complaint: 1, praise: -1 },
  'question-mark': { question: 1 },
  'ends-asking': { question: 1 },
}
