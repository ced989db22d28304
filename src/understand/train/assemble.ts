// Packs fitted heads into a model: hashed weights as bytes with one step per head, named weights as they are.

import { LABELS, type Label } from '../../domain/verdict.js'
import { NAMED_FROM, namedCount } from '../features.js'
import type { Lexicon } from '../lexicon.js'
import { LANES, type Model } from '../model.js'
import { RELEVANCE_BUCKETS, RELEVANCE_NAMED } from '../relevance-features.js'
import type { Fits } from './heads.js'
import type { WordLists } from './samples.js'

/**
 * What the corpus cannot teach, because its posts stand alone: how much a title, a site or a context word says, and that
 * a post which names a competitor means the competitor (those of the corpus stood on the brand's own page).
 */
const PRIORS: Readonly<Partial<Record<(typeof RELEVANCE_NAMED)[number], number>>> = {
  context: 2,
  contexts: 1,
  'title-names': 3,
  'source-names': 2.5,
  excluded: -1.5,
  'no-hit-competitor': -1.75,
}

/** What a model is made of. */
export interface Parts {
  readonly fits: Fits
  readonly lexicon: Lexicon
  readonly words: WordLists
  /** How many posts it was fitted on. */
  readonly rows: number
  readonly seed: number
}

/** Makes the model of the fits, not yet calibrated and without a name: weights become small numbers. */
export function assemble({ fits, lexicon, words, rows, seed }: Parts): Model {
  const scales = fits.heads.map((head) => stepOf(head.weights, NAMED_FROM))
  const hashed = new Int8Array(NAMED_FROM * LANES)
  const named = new Float32Array(namedCount(lexicon) * LANES)
  fits.heads.forEach((head, lane) => {
    for (let j = 0; j < NAMED_FROM; j++) hashed[j * LANES + lane] = quantise(head.weights[j] ?? 0, scales[lane] ?? 1)
    for (let j = 0; j < namedCount(lexicon); j++) named[j * LANES + lane] = head.weights[NAMED_FROM + j] ?? 0
  })
  const relevanceScale = stepOf(fits.relevance.weights, RELEVANCE_BUCKETS)
  const relevanceNamed = Float32Array.from(fits.relevance.weights.slice(RELEVANCE_BUCKETS))
  RELEVANCE_NAMED.forEach((name, index) => {
    const prior = PRIORS[name]
    if (prior !== undefined) relevanceNamed[index] = prior
  })
  return {
    header: {
      format: 2,
      id: '',
      scales,
      cuts: fits.heads.map((head) => Array.from(head.cuts)),
      calibration: {},
      thresholds: Object.fromEntries(LABELS.map((label) => [label, 0.5])) as Record<Label, number>,
      relevance: { scale: relevanceScale, cut: fits.relevance.cuts[0] ?? 0 },
      trainedOn: { rows, seed },
    },
    lexicon,
    hashed,
    named,
    relevanceHashed: Int8Array.from({ length: RELEVANCE_BUCKETS }, (_, j) =>
      quantise(fits.relevance.weights[j] ?? 0, relevanceScale),
    ),
    relevanceNamed,
    ...words,
  }
}

function stepOf(weights: Float64Array, to: number): number {
  let most = 0
  for (let j = 0; j < to; j++) most = Math.max(most, Math.abs(weights[j] ?? 0))
  return most === 0 ? 1 : most / 127
}

function quantise(weight: number, step: number): number {
  return Math.max(-127, Math.min(127, Math.round(weight / step)))
}
