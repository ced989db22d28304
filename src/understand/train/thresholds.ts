// Chooses the probability from which a label becomes a tag: where F1 is best on posts that the fit has not seen. A rare
// label is worth showing below one half; more doubtful than a third is for nobody's list.

import { LABELS, type Label } from '../../domain/verdict.js'
import type { ModelHeader } from '../model.js'
import { calibrationIn, probability } from '../scores.js'
import type { Scored } from './calibrate.js'

const LOWEST = 0.34
const HIGHEST = 0.5
const STEP = 0.02

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
    return bestThreshold(guesses)
  }
  return Object.fromEntries(LABELS.map((label, head) => [label, pick(label, head)])) as Record<Label, number>
}

function bestThreshold(guesses: readonly { readonly p: number; readonly truth: boolean }[]): number {
  let best = HIGHEST
  let bestF1 = -1
  for (let threshold = HIGHEST; threshold >= LOWEST; threshold -= STEP) {
    const hits = guesses.filter(({ p }) => p >= threshold)
    const right = hits.filter(({ truth }) => truth).length
    const f1 = (2 * right) / (hits.length + guesses.filter(({ truth }) => truth).length)
    if (f1 <= bestF1) continue
    bestF1 = f1
    best = threshold
  }
  return Math.round(best * 100) / 100
}
