// What a text is about, as a small vector: the subjects that it names weigh most, its other words a little. Weights
// are fixed, so that a text has the same vector whatever else has been said, and groups stay what they are.

import { COMMON_STEMS } from './background.js'
import { subjects } from './subjects.js'

/** A vector of length one; empty for a text that names nothing. */
export type Features = ReadonlyMap<string, number>

/** Longer texts have said what they are about by here. */
const TEXT_LENGTH_MAX = 1_200

/** A subject that so many cases share that it parts them badly. */
const COMMON_SUBJECT_WEIGHT = 0.6

/** Any other word, if it is a rare one: it helps between two near-identical texts, and may not outweigh a shared subject. */
const WORD_WEIGHT = 0.35

/** Spanish and English inflect at the end: what stands before this place is the word. The background counts by it. */
export const STEM_LENGTH = 5

/** Beginnings in the list of subjects are no longer than this. */
const BEGINNING_LENGTH_MAX = 14

const COMMON_WORDS: ReadonlySet<string> = new Set(
  `que qui con por para sin sus mis del los las les una uno unos unas ese esa eso esos este esta esto estas estan estoy
  estar fue era ser son hay han has hace cuando como donde cual cuanto cuanta cuantos porque pero mas muy solo sola tan
  tanto tambien todo toda todos todas dia dias hoy ayer ahora desde hasta otra otro vez dos tres van voy buenas buenos
  hola senores algo alguien alguno algun aqui asi aun aunque the and for with from that this was have has had not you
  your they are there their them how what when where who why but just does did can`.split(/\s+/),
)

/** How much a beginning of a word says, below 1 where everybody says it. */
const rarity: ReadonlyMap<string, number> = new Map(
  COMMON_STEMS.flatMap(([weight, stems]) => stems.split(/\s+/).map((stem): [string, number] => [stem, weight / 100])),
)

/** The features of a text. `ownWords`, the brand's own names, say nothing in a talk about the brand. */
export function featuresOf(text: string, ownWords: ReadonlySet<string>): Features {
  const words = wordsOf(text).filter((word) => !ownWords.has(word))
  const weights = new Map<string, number>()
  for (const word of words) {
    if (word.length >= 3 && !COMMON_WORDS.has(word) && !/^\d/.test(word)) {
      const stem = word.slice(0, STEM_LENGTH)
      weights.set(`word ${stem}`, WORD_WEIGHT * (rarity.get(stem) ?? 1))
    }
    for (const subject of subjectsOf(word)) weights.set(subject, weightOf(subject))
  }
  const line = ` ${words.join(' ')} `
  for (const word of words) {
    for (const [phrase, subject] of subjects.phrases.get(word) ?? []) {
      if (line.includes(phrase)) weights.set(subject, weightOf(subject))
    }
  }
  return ofLengthOne(weights)
}

/** How alike two texts are: 0 nothing in common, 1 the same. */
export function likeness(one: Features, other: Features): number {
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one]
  let sum = 0
  for (const [feature, weight] of fewer) sum += weight * (more.get(feature) ?? 0)
  return sum
}

/** How many features two texts have in common: a high likeness of two short texts may rest on a single one. */
export function sharedFeatures(one: Features, other: Features): number {
  return [...one.keys()].filter((feature) => other.has(feature)).length
}

/** The words of a text, folded: lower case, no accents. */
export function wordsOf(text: string): readonly string[] {
  const folded = text.slice(0, TEXT_LENGTH_MAX).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}

function* subjectsOf(word: string): Iterable<string> {
  yield* subjects.words.get(word) ?? []
  for (let length = 3; length <= Math.min(word.length, BEGINNING_LENGTH_MAX); length += 1) {
    yield* subjects.beginnings.get(word.slice(0, length)) ?? []
  }
}

function weightOf(subject: string): number {
  return subjects.common.has(subject) ? COMMON_SUBJECT_WEIGHT : 1
}

function ofLengthOne(weights: ReadonlyMap<string, number>): Features {
  const length = Math.hypot(...weights.values())
  return length === 0 ? weights : new Map([...weights].map(([feature, weight]) => [feature, weight / length]))
}
