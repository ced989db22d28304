// How much good and bad is said: by the concepts, which are deep and narrow, and by single words, which are broad and
// shallow. Both are counted in the whole post and in the brand's own clauses.

import { NEGATORS, type Saying } from './concepts.js'
import type { HashMap } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { type Overlay, PLAIN } from './overlay.js'
import type { Reading } from './reading.js'

/** How much good and bad the concepts say, in the post and in the brand's clauses. */
export interface Polarity {
  bad: number
  good: number
  badOwn: number
  goodOwn: number
  badNegated: number
  goodNegated: number
  /** 1 good, -1 bad: the last thing said in the brand's clauses. */
  last: number
}

/** Weighs the concepts. */
export function weigh(reading: Reading, overlay: Overlay, sayings: readonly Saying[], lexicon: Lexicon): Polarity {
  const polarity: Polarity = { bad: 0, good: 0, badOwn: 0, goodOwn: 0, badNegated: 0, goodNegated: 0, last: 0 }
  let lastAt = -1
  const seen = new Set<number>()
  for (const saying of sayings) {
    const signs = lexicon.concepts[saying.concept]?.signs
    const isBad = signs?.complaint === 1
    const isGood = signs?.praise === 1
    if ((!isBad && !isGood) || seen.has(saying.from * 512 + saying.concept)) continue
    seen.add(saying.from * 512 + saying.concept)
    if (saying.negated) {
      polarity[isBad ? 'badNegated' : 'goodNegated']++
      continue
    }
    polarity[isBad ? 'bad' : 'good']++
    if (overlay.ownClause[reading.clause[saying.to - 1] ?? 0] !== 1) continue
    polarity[isBad ? 'badOwn' : 'goodOwn']++
    if (saying.to <= lastAt) continue
    lastAt = saying.to
    polarity.last = isBad ? -1 : 1
  }
  return polarity
}

/** How much good and bad single words say. */
export interface WordPolarity {
  bad: number
  good: number
  badOwn: number
  goodOwn: number
}

/** A negation this near turns a word round, at half its strength: "not great" is not "terrible". */
const TURN_REACH = 2

/** Sums the polarity of single words (AFINN, -5 to 5): broad and shallow, where the concepts are deep and narrow. */
export function weighWords(reading: Reading, overlay: Overlay, polarity: HashMap): WordPolarity {
  const sums: WordPolarity = { bad: 0, good: 0, badOwn: 0, goodOwn: 0 }
  let negatedUntil = -1
  for (let token = 0; token < reading.tokens; token++) {
    const hash = reading.hash[token] ?? 0
    if (NEGATORS.has(hash)) negatedUntil = token + TURN_REACH
    if (overlay.mark[token] !== PLAIN) continue
    let value = polarity.get(hash) / 3
    if (value === 0) continue
    if (token <= negatedUntil && !NEGATORS.has(hash)) value *= -0.5
    const own = overlay.ownClause[reading.clause[token] ?? 0] === 1
    if (value < 0) sums.bad -= value
    if (value > 0) sums.good += value
    if (own && value < 0) sums.badOwn -= value
    if (own && value > 0) sums.goodOwn += value
  }
  return sums
}
