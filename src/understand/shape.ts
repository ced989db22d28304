// What the shape of a post says: question marks, capitals, length, where the brand stands, and how much good and bad
// is said near it. Each is a named number, so that evidence and the model's table can call it by its name.

import type { Saying } from './concepts.js'
import type { HashMap } from './hashed.js'
import { type Overlay, OWN } from './overlay.js'
import { weigh, weighWords } from './polarity.js'
import { ADDRESS, AFTER_STOP, EMOJI, hashWord, MARK, NUMBER, type Reading, STRETCHED, TAG, USER } from './reading.js'
import { ASKS } from './roles.js'

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

const QUESTION_MARK = hashWord('?')

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
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    const shape = reading.shape[token] ?? 0
    if (kind === USER && overlay.mark[token] !== OWN) counts.users++
    if (kind === TAG) counts.tags++
    if (kind === NUMBER) counts.numbers++
    if (kind === EMOJI) counts.emoji++
    if (kind === ADDRESS) counts.addresses++
    if ((shape & STRETCHED) !== 0) counts.stretched++
    if ((shape & AFTER_STOP) !== 0 && ((reading.role[token] as number) & ASKS) !== 0) counts.startsAsking++
    const isOwn = overlay.ownClause[reading.clause[token] ?? 0] === 1
    if (isOwn) counts.ownClauseTokens++
    if (kind === MARK && reading.hash[token] === QUESTION_MARK) {
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
  tones: Uint8Array,
  polarity: HashMap,
): void {
  const words = weighWords(reading, overlay, polarity)
  const counts = count(reading, overlay)
  const p = weigh(reading, overlay, sayings, tones)
  const { tokens } = reading
  named[from + PLACE['question-mark']] = flag(reading.questions > 0)
  named[from + PLACE['question-marks']] = flag(reading.questions > 1)
  named[from + PLACE['ends-asking']] = counts.endsAsking
  named[from + PLACE.opener] = flag(reading.openers > 0)
  named[from + PLACE['asks-in-window']] = flag(counts.asksInWindow > 0)
  named[from + PLACE['starts-asking']] = flag(counts.startsAsking > 0)
  named[from + PLACE.exclaims] = flag(reading.exclamations > 0)
  named[from + PLACE['exclaims-much']] = flag(reading.exclamations > 2)
  named[from + PLACE.shouts] = flag(reading.letters > 12 && reading.capitals > reading.letters * 0.6)
  named[from + PLACE.stretches] = flag(counts.stretched > 0)
  named[from + PLACE.length] = soft(tokens) / 3
  named[from + PLACE['is-short']] = flag(tokens < 8)
  named[from + PLACE['is-long']] = flag(tokens > 60)
  named[from + PLACE.lines] = flag(reading.lines > 1)
  named[from + PLACE.number] = flag(counts.numbers > 0)
  named[from + PLACE.numbers] = flag(counts.numbers > 2)
  named[from + PLACE['to-user']] = flag(reading.kind[0] === USER && overlay.mark[0] !== OWN)
  named[from + PLACE['to-brand']] = flag(reading.kind[0] === USER && overlay.mark[0] === OWN)
  named[from + PLACE.users] = soft(counts.users)
  named[from + PLACE.tags] = soft(counts.tags)
  named[from + PLACE.address] = flag(counts.addresses > 0)
  named[from + PLACE.emoji] = flag(counts.emoji > 0)
  named[from + PLACE.quotes] = flag(reading.quotes > 1)
  named[from + PLACE['own-none']] = flag(overlay.own === 0)
  named[from + PLACE['own-many']] = flag(overlay.own > 1)
  named[from + PLACE['own-first']] = flag(overlay.mark[0] === OWN)
  named[from + PLACE.others] = flag(overlay.others > 0)
  named[from + PLACE['others-many']] = flag(overlay.others > 1)
  named[from + PLACE['own-before-others']] = flag(
    overlay.own > 0 && overlay.others > 0 && overlay.firstOwn < overlay.firstOther,
  )
  named[from + PLACE['own-clause-share']] = tokens === 0 ? 0 : counts.ownClauseTokens / tokens
  named[from + PLACE.bad] = soft(p.bad)
  named[from + PLACE.good] = soft(p.good)
  named[from + PLACE['bad-in-window']] = soft(p.badOwn)
  named[from + PLACE['good-in-window']] = soft(p.goodOwn)
  named[from + PLACE['only-bad']] = flag(p.badOwn > 0 && p.goodOwn === 0)
  named[from + PLACE['only-good']] = flag(p.goodOwn > 0 && p.badOwn === 0)
  named[from + PLACE.both] = flag(p.badOwn > 0 && p.goodOwn > 0)
  named[from + PLACE.neither] = flag(p.badOwn === 0 && p.goodOwn === 0)
  named[from + PLACE['ends-good']] = flag(p.last === 1)
  named[from + PLACE['ends-bad']] = flag(p.last === -1)
  named[from + PLACE['bad-negated']] = flag(p.badNegated > 0)
  named[from + PLACE['good-negated']] = flag(p.goodNegated > 0)
  named[from + PLACE.balance] = (p.bad - p.good) / (1 + p.bad + p.good)
  named[from + PLACE['balance-in-window']] = (p.badOwn - p.goodOwn) / (1 + p.badOwn + p.goodOwn)
  named[from + PLACE['word-bad']] = soft(words.bad)
  named[from + PLACE['word-good']] = soft(words.good)
  named[from + PLACE['word-bad-in-window']] = soft(words.badOwn)
  named[from + PLACE['word-good-in-window']] = soft(words.goodOwn)
  named[from + PLACE['word-balance']] = (words.bad - words.good) / (1 + words.bad + words.good)
  named[from + PLACE['word-balance-in-window']] = (words.badOwn - words.goodOwn) / (1 + words.badOwn + words.goodOwn)
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
