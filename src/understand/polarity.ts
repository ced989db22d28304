// How much good and bad is said: by the concepts, which are deep and narrow, and by single words, which are broad and
// shallow. Both are counted in the whole post and in the brand's own clauses.

import type { Saying } from './concepts.js'
import type { HashMap } from './hashed.js'
import { BAD, GOOD } from './lexicon.js'
import { type Overlay, PLAIN } from './overlay.js'
import type { Reading } from './reading.js'
import { NEGATES } from './roles.js'

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

/** Weighs the concepts, by the tone of each (`tonesOf`). */
export function weigh(reading: Reading, overlay: Overlay, sayings: readonly Saying[], tones: Uint8Array): Polarity {
  const polarity: Polarity = { bad: 0, good: 0, badOwn: 0, goodOwn: 0, badNegated: 0, goodNegated: 0, last: 0 }
  let lastAt = -1
  for (let index = 0; index < sayings.length; index++) {
    const saying = sayings[index] as Saying
    const tone = tones[saying.concept] as number
    if ((tone & (BAD | GOOD)) === 0 || isSaidBefore(sayings, index)) continue
    const isBad = (tone & BAD) !== 0
    if (saying.negated) {
      if (isBad) polarity.badNegated++
      else polarity.goodNegated++
      continue
    }
    if (isBad) polarity.bad++
    else polarity.good++
    if (overlay.ownClause[reading.clause[saying.to - 1] ?? 0] !== 1) continue
    if (isBad) polarity.badOwn++
    else polarity.goodOwn++
    if (saying.to <= lastAt) continue
    lastAt = saying.to
    polarity.last = isBad ? -1 : 1
  }
  return polarity
}

/** Whether an earlier saying begins at the same word with the same concept: it is said once. */
function isSaidBefore(sayings: readonly Saying[], index: number): boolean {
  const { concept, from } = sayings[index] as Saying
  for (let before = index - 1; before >= 0; before--) {
    const other = sayings[before] as Saying
    if (other.concept === concept && other.from === from) return true
  }
  return false
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
    const negates = ((reading.role[token] as number) & NEGATES) !== 0
    if (negates) negatedUntil = token + TURN_REACH
    if (overlay.mark[token] !== PLAIN) continue
    let value = polarity.get(reading.hash[token] as number) / 3
    if (value === 0) continue
    if (token <= negatedUntil && !negates) value *= -0.5
    const own = overlay.ownClause[reading.clause[token] ?? 0] === 1
    if (value < 0) sums.bad -= value
    if (value > 0) sums.good += value
    if (own && value < 0) sums.badOwn -= value
    if (own && value > 0) sums.goodOwn += value
  }
  return sums
}
