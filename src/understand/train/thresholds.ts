// Chooses the probability from which a label becomes a tag: the lowest at which so many of the tagged posts are rightly
// tagged as is stated here, measured on posts that the fit has not seen.

import { LABELS, type Label } from '../../domain/verdict.js'
import type { ModelHeader } from '../model.js'
import { calibrationIn, probability } from '../scores.js'
import type { Scored } from './calibrate.js'

/**
 * Of a hundred tags so many are right, on a corpus half of which was written to be hard; on plain posts it is more.
 * Praise and goodbyes are rarer and less plain than complaints: held to the same precision, half would go unseen.
 */
export const STATED_PRECISION: Readonly<Record<Label, number>> = {
  complaint: 0.7,
  question: 0.8,
  suggestion: 0.8,
  praise: 0.65,
  churn: 0.7,
}

/** More doubtful than a third is for nobody's list, whatever the precision. */
const LOWEST = 0.34
/** A label whose precision is not reached by here is not shown on weaker evidence than this. */
const HIGHEST = 0.7
const STEP = 0.01

/** The threshold of each label. */
export function thresholdsOf(
  scored: readonly Scored[],
  calibration: ModelHeader['calibration'],
): Record<Label, number> {
  const pick = (label: Label, head: number): number => {
    const guesses = scored.flatMap(({ post, heads, relevance }) => {
      const truth = post.labels[label]
      const meant = probability(relevance, calibrationIn(calibration, post.lang, 'relevance'), 1)
      return truth === null
        ? []
        : [{ p: probability(heads[head] ?? 0, calibrationIn(calibration, post.lang, label), meant), truth }]
    })
    return lowestOfPrecision(guesses, STATED_PRECISION[label])
  }
  return Object.fromEntries(LABELS.map((label, head) => [label, pick(label, head)])) as Record<Label, number>
}

/** One guess of a label, and whether it holds. */
export interface Guess {
  readonly p: number
  readonly truth: boolean
}

/** The lowest threshold whose guesses are right as often as `precision` says. */
export function lowestOfPrecision(guesses: readonly Guess[], precision: number): number {
  for (let threshold = LOWEST; threshold < HIGHEST; threshold += STEP) {
    const rounded = Math.round(threshold * 100) / 100
    const hits = guesses.filter(({ p }) => p >= rounded)
    const right = hits.filter(({ truth }) => truth).length
    if (hits.length > 0 && right >= precision * hits.length) return rounded
  }
  return HIGHEST
}
