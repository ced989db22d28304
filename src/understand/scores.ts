// Scores features with a model: sums of weights, and what calibration makes of them.

import type { Label } from '../domain/verdict.js'
import { type Bag, scaleOf } from './bags.js'
import type { Features } from './features.js'
import { type Calibration, HEADS, LANES, type Model, type ModelHeader, type Weights } from './model.js'
import { RELEVANCE_BUCKETS, type RelevanceFeatures } from './relevance-features.js'

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Adds the weights of a bag's features to `sums`, one per lane. */
function addBag(sums: Float64Array, bag: Bag, hashed: Weights): void {
  const scale = scaleOf(bag)
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  let e = 0
  let f = 0
  let g = 0
  for (let i = 0; i < bag.count; i++) {
    const at = (bag.index[i] as number) * LANES
    a += hashed[at] as number
    b += hashed[at + 1] as number
    c += hashed[at + 2] as number
    d += hashed[at + 3] as number
    e += hashed[at + 4] as number
    f += hashed[at + 5] as number
    g += hashed[at + 6] as number
  }
  const part = [a, b, c, d, e, f, g]
  for (let head = 0; head < HEADS.length; head++) sums[head] = (sums[head] as number) + scale * (part[head] as number)
}

/** Writes each head's score into `scores`, cut points not added. */
export function scoreHeads(model: Model, features: Features, scores: Float64Array): void {
  scores.fill(0)
  for (const bag of features.bags) addBag(scores, bag, model.hashed)
  for (let head = 0; head < HEADS.length; head++)
    scores[head] = (scores[head] as number) * (model.header.scales[head] ?? 0)
  for (let slot = 0; slot < features.named.length; slot++) {
    const value = features.named[slot] as number
    if (value === 0) continue
    const at = slot * LANES
    for (let head = 0; head < HEADS.length; head++)
      scores[head] = (scores[head] as number) + value * (model.named[at + head] as number)
  }
}

/** The relevance score of the features. */
export function scoreRelevance(model: Model, features: RelevanceFeatures): number {
  let hashed = 0
  let named = 0
  for (let i = 0; i < features.count; i++) {
    const index = features.index[i] as number
    const value = features.value[i] as number
    if (index < RELEVANCE_BUCKETS) hashed += value * (model.relevanceHashed[index] as number)
    if (index >= RELEVANCE_BUCKETS) named += value * (model.relevanceNamed[index - RELEVANCE_BUCKETS] as number)
  }
  return hashed * model.header.relevance.scale + named + model.header.relevance.cut
}

const PLAIN: Calibration = { slope: 1, shift: 0, doubt: 0 }

/** The calibration of a head in a language; a language without its own takes the Spanish one. */
export function calibrationOf(model: Model, language: string | null, head: Label | 'relevance'): Calibration {
  return calibrationIn(model.header.calibration, language, head)
}

/** The same, before there is a model to look into. */
export function calibrationIn(
  calibration: ModelHeader['calibration'],
  language: string | null,
  head: Label | 'relevance',
): Calibration {
  return (calibration[language ?? 'es'] ?? calibration.es)?.[head] ?? PLAIN
}

/** A score as a probability. */
export function probability(score: number, calibration: Calibration, relevance: number): number {
  return logistic(
    calibration.slope * score + calibration.shift + calibration.doubt * Math.log(Math.max(relevance, 1e-4)),
  )
}

/** The grade of a score: how many cut points it passes. */
export function gradeOf(score: number, cuts: readonly number[]): 0 | 1 | 2 | 3 {
  let grade = 0
  for (const cut of cuts) if (score + cut > 0) grade++
  return grade >= 3 ? 3 : (grade as 0 | 1 | 2)
}
