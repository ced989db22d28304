// Scores features with a model: sums of weights, and what calibration makes of them.

import type { Label } from '../domain/verdict.js'
import { type Bag, scaleOf } from './bags.js'
import type { Features } from './features.js'
import { type Calibration, HEADS, LANES, type Model, type ModelHeader, type Weights } from './model.js'
import { RELEVANCE_BUCKETS, type RelevanceFeatures } from './relevance-features.js'

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

const sums = new Float64Array(LANES)

/** Sums the weights of a bag's features into `sums`, one per lane. Whole numbers: their order is no matter. */
function sumWeights(bag: Bag, hashed: Weights): void {
  let [a, b, c, d, e, f, g] = [0, 0, 0, 0, 0, 0, 0]
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
  setAll(sums, a, b, c, d, e, f, g)
}

/** One number per head: locals are quicker than an array. */
function setAll(into: Float64Array, a: number, b: number, c: number, d: number, e: number, f: number, g: number): void {
  into[0] = a
  into[1] = b
  into[2] = c
  into[3] = d
  into[4] = e
  into[5] = f
  into[6] = g
}

/** Flips the sign of four bytes, so that -128 to 127 becomes 0 to 255. */
const FLIP = 0x80808080 | 0
const FLIPPED = 128
/** The lower byte of each half. */
const LOW_BYTES = 0x00ff00ff
/** So many bytes add up in sixteen bits. */
const BLOCK = 256

/**
 * The same where weights are bytes, four at a time: the eight lanes of a feature are two numbers, and each of them is
 * added as two sums of sixteen bits. `words`: the weights, seen so.
 */
function sumBytes({ index, count }: Bag, words: Int32Array): void {
  sums.fill(0)
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(from + BLOCK, count)
    let [ac, bd, eg, fh] = [0, 0, 0, 0]
    for (let i = from; i < to; i++) {
      const at = (index[i] as number) * 2
      const first = (words[at] as number) ^ FLIP
      const second = (words[at + 1] as number) ^ FLIP
      ac = (ac + (first & LOW_BYTES)) | 0
      bd = (bd + ((first >>> 8) & LOW_BYTES)) | 0
      eg = (eg + (second & LOW_BYTES)) | 0
      fh = (fh + ((second >>> 8) & LOW_BYTES)) | 0
    }
    const flipped = (to - from) * FLIPPED
    addHalves(0, ac, flipped)
    addHalves(1, bd, flipped)
    addHalves(4, eg, flipped)
    addHalves(5, fh, flipped)
  }
}

function addHalves(lane: number, halves: number, flipped: number): void {
  sums[lane] = (sums[lane] as number) + (halves & 0xffff) - flipped
  sums[lane + 2] = (sums[lane + 2] as number) + (halves >>> 16) - flipped
}

/** Writes each head's score into `scores`, cut points not added. */
export function scoreHeads(model: Model, features: Features, scores: Float64Array): void {
  const { hashed } = model
  const words = hashed instanceof Int8Array ? new Int32Array(hashed.buffer, hashed.byteOffset, hashed.length / 4) : null
  scores.fill(0)
  for (const bag of features.bags) {
    if (words === null) sumWeights(bag, hashed)
    else sumBytes(bag, words)
    const scale = scaleOf(bag)
    for (let head = 0; head < HEADS.length; head++)
      scores[head] = (scores[head] as number) + scale * (sums[head] as number)
  }
  for (let head = 0; head < HEADS.length; head++)
    scores[head] = (scores[head] as number) * (model.header.scales[head] ?? 0)
  addNamed(scores, features.named, model.named)
}

function addNamed(scores: Float64Array, values: Float32Array, weights: Float32Array): void {
  let a = scores[0] as number
  let b = scores[1] as number
  let c = scores[2] as number
  let d = scores[3] as number
  let e = scores[4] as number
  let f = scores[5] as number
  let g = scores[6] as number
  for (let slot = 0; slot < values.length; slot++) {
    const value = values[slot] as number
    if (value === 0) continue
    const at = slot * LANES
    a += value * (weights[at] as number)
    b += value * (weights[at + 1] as number)
    c += value * (weights[at + 2] as number)
    d += value * (weights[at + 3] as number)
    e += value * (weights[at + 4] as number)
    f += value * (weights[at + 5] as number)
    g += value * (weights[at + 6] as number)
  }
  setAll(scores, a, b, c, d, e, f, g)
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
