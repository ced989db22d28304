// Turns scores into honest probabilities (Platt): per head and language, on posts that the fit has not seen.

import { LABELS, type Label } from '../../domain/verdict.js'
import { extractLabels } from '../analysis.js'
import type { LabelledPost } from '../labelled.js'
import { type Calibration, HEADS, type Model } from '../model.js'
import { probability, scoreHeads, scoreRelevance } from '../scores.js'
import { lookAt, trainingAnalysis } from './samples.js'
import { labelWeightOf } from './weights.js'

/** A post's raw scores. */
export interface Scored {
  readonly post: LabelledPost
  readonly heads: Float64Array
  readonly relevance: number
}

/** Scores posts with a model, uncalibrated. */
export function scorePosts(model: Model, posts: readonly LabelledPost[]): Scored[] {
  const analysis = trainingAnalysis(model.lexicon, model)
  return posts.map((post) => {
    lookAt(analysis, post)
    const heads = new Float64Array(8)
    scoreHeads(model, extractLabels(analysis), heads)
    HEADS.forEach((_, head) => {
      heads[head] = (heads[head] ?? 0) + (head < LABELS.length ? (model.header.cuts[head]?.[0] ?? 0) : 0)
    })
    return { post, heads, relevance: scoreRelevance(model, analysis.relevance) }
  })
}

/** Fits the calibration of every head per language. */
export function calibrate(scored: readonly Scored[]): Record<string, Record<Label | 'relevance', Calibration>> {
  const byLanguage = (language: string): Record<Label | 'relevance', Calibration> => {
    const own = scored.filter(({ post }) => (post.lang ?? 'es') === language)
    const relevance = platt(
      own.map(({ post, relevance }) => ({
        x: relevance,
        doubt: 0,
        y: post.relevant,
        weight: 1,
      })),
      false,
    )
    const labels = LABELS.map((label, head): [Label, Calibration] => {
      const points = own.map(({ post, heads, relevance: score }) => ({
        x: heads[head] ?? 0,
        doubt: Math.log(Math.max(probability(score, relevance, 1), 1e-4)),
        y: post.labels[label],
        weight: labelWeightOf(post),
      }))
      return [label, platt(points, true)]
    })
    return { ...(Object.fromEntries(labels) as Record<Label, Calibration>), relevance }
  }
  return { es: byLanguage('es'), en: byLanguage('en') }
}

interface Point {
  readonly x: number
  readonly doubt: number
  readonly y: boolean | null
  readonly weight: number
}

/** Too few points calibrate nothing. */
const POINTS_MIN = 40

/** Newton's method on three numbers, drawn lightly towards "leave it as it is". */
function platt(points: readonly Point[], doubts: boolean): Calibration {
  const known = points.filter((point) => point.y !== null)
  let parameters = [1, 0, doubts ? 1 : 0]
  if (known.length < POINTS_MIN) return { slope: 1, shift: 0, doubt: parameters[2] ?? 0 }
  for (let round = 0; round < 30; round++) {
    const step = newtonStep(known, parameters, doubts)
    parameters = parameters.map((value, i) => value - (step[i] ?? 0))
  }
  const [slope = 1, shift = 0, doubt = 0] = parameters
  return { slope: rounded(Math.max(0.05, slope)), shift: rounded(shift), doubt: rounded(Math.max(0, doubt)) }
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4
}

function newtonStep(
  points: readonly Point[],
  [slope = 1, shift = 0, doubt = 0]: readonly number[],
  doubts: boolean,
): number[] {
  const gradient = [slope - 1, shift * 0.1, doubts ? (doubt - 1) * 0.5 : 0]
  const hessian = [
    [1, 0, 0],
    [0, 0.1, 0],
    [0, 0, doubts ? 0.5 : 1],
  ]
  for (const point of points) {
    const x = [point.x, 1, doubts ? point.doubt : 0]
    const p = 1 / (1 + Math.exp(-(slope * point.x + shift + doubt * point.doubt)))
    const error = point.weight * (p - Number(point.y))
    for (let i = 0; i < 3; i++) {
      gradient[i] = (gradient[i] ?? 0) + error * (x[i] ?? 0)
      for (let j = 0; j < 3; j++) {
        const row = hessian[i]
        if (row) row[j] = (row[j] ?? 0) + point.weight * p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0)
      }
    }
  }
  return solve3(hessian, gradient)
}

/** Solves three linear equations by elimination. */
function solve3(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let i = 0; i < 3; i++) {
    const pivot = rows[i] ?? []
    const divisor = pivot[i] || 1e-9
    for (let k = 0; k < 3; k++) {
      const row = rows[k]
      if (k === i || row === undefined) continue
      const factor = (row[i] ?? 0) / divisor
      for (let j = i; j < 4; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0)
    }
  }
  return rows.map((row, i) => (row[3] ?? 0) / (row[i] || 1e-9))
}
