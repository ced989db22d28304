// Fits one head on one public set with the features of the model that ships, with or without that model's own opinion as
// one more feature. What is fitted here is measured and thrown away.

import { extractLabels } from '../analysis.js'
import { NAMED_FROM, namedCount } from '../features.js'
import type { LabelledPost } from '../labelled.js'
import type { Guess } from '../metrics.js'
import { HEADS, type Model } from '../model.js'
import { scoreHeads } from '../scores.js'
import { rarityOf } from '../train/heads.js'
import { TUNING } from '../train/options.js'
import { lookAt, sample, trainingAnalysis } from '../train/samples.js'
import { type Fit, fitLinear, type SparseRows } from '../train/solver.js'
import { signsOf } from '../train/train.js'
import type { PublicSet } from './sets.js'

/** How much more a set of a few thousand rows is held down than the corpus. */
export interface ResearchTuning {
  readonly wordPenalty: number
  readonly namedPenalty: number
  /** What the shipped model says is one more feature. */
  readonly withShipped: boolean
}

/** A set as numbers. */
export interface Prepared {
  readonly set: PublicSet
  readonly posts: readonly LabelledPost[]
  /** With the shipped model's opinion in the last column, and without. */
  readonly rows: SparseRows
  readonly alone: SparseRows
  readonly rarity: Float32Array
  readonly signs: Int8Array
}

/** Log-odds reach to ten and more; this brings them to the size of the other features. */
const OPINION_SCALE = 0.25

/** Reads the posts with the eyes of the model that ships; its opinion stands in the last column. */
export function prepare(set: PublicSet, posts: readonly LabelledPost[], model: Model): Prepared {
  const { lexicon } = model
  const samples = sample(posts, trainingAnalysis(lexicon, model))
  const columns = NAMED_FROM + namedCount(lexicon)
  const opinions = opinionsOf(posts, model, set)
  return {
    set,
    posts,
    rows: withColumn(samples.labels, opinions),
    alone: samples.labels,
    rarity: rarityOf(samples),
    signs: signsOf(lexicon, set.label, columns),
  }
}

function opinionsOf(posts: readonly LabelledPost[], model: Model, { label }: PublicSet): readonly number[] {
  const analysis = trainingAnalysis(model.lexicon, model)
  const lane = HEADS.indexOf(label)
  const scores = new Float64Array(8)
  return posts.map((post) => {
    lookAt(analysis, post)
    scoreHeads(model, extractLabels(analysis), scores)
    return OPINION_SCALE * ((scores[lane] ?? 0) + (model.header.cuts[lane]?.[0] ?? 0))
  })
}

function withColumn(data: SparseRows, values: readonly number[]): SparseRows {
  const from = Int32Array.from(data.from, (start, row) => start + row)
  const column = new Int32Array(data.column.length + data.rows)
  const value = new Float32Array(column.length)
  for (let row = 0; row < data.rows; row++) {
    const [start, end] = [data.from[row] ?? 0, data.from[row + 1] ?? 0]
    column.set(data.column.subarray(start, end), start + row)
    value.set(data.value.subarray(start, end), start + row)
    column[end + row] = data.columns
    value[end + row] = values[row] ?? 0
  }
  return { rows: data.rows, columns: data.columns + 1, from, column, value }
}

/** Fits on some of the rows. */
export function fitOn(prepared: Prepared, use: readonly number[], tuning: ResearchTuning): Fit {
  const { posts, set, rarity, signs } = prepared
  const data = tuning.withShipped ? prepared.rows : prepared.alone
  const penalty = new Float32Array(data.columns).fill(tuning.namedPenalty)
  rarity.forEach((rare, column) => {
    penalty[column] = tuning.wordPenalty / rare
  })
  return fitLinear({
    data,
    use: Int32Array.from(use),
    target: Float32Array.from(posts, (post) => Number(post.labels[set.label] === true)),
    weight: new Float32Array(posts.length).fill(1),
    levels: 2,
    penalty,
    sign: Int8Array.from({ length: data.columns }, (_, column) => signs[column] ?? 0),
    iterations: TUNING.iterations,
  })
}

/** What a fit says of some rows, of this or of another set. */
export function guessesOf({ weights, cuts }: Fit, { rows, posts, set }: Prepared, use: readonly number[]): Guess[] {
  return use.map((row) => {
    let score = cuts[0] ?? 0
    for (let at = rows.from[row] ?? 0; at < (rows.from[row + 1] ?? 0); at++) {
      score += (weights[rows.column[at] ?? 0] ?? 0) * (rows.value[at] ?? 0)
    }
    return { p: 1 / (1 + Math.exp(-score)), truth: posts[row]?.labels[set.label] === true }
  })
}
