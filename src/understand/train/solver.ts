// Fits an L2-regularised linear model by L-BFGS over sparse rows: logistic for yes-or-no heads, ordered logistic for
// grades. Weights may be held to one sign. Everything is plain arithmetic in a fixed order, so the same rows give the
// same weights to the last bit.

import { compacted } from './compact.js'

/** Rows in compressed form: row r holds entries from[r] to from[r + 1]. */
export interface SparseRows {
  readonly rows: number
  readonly columns: number
  readonly from: Int32Array
  readonly column: Int32Array
  readonly value: Float32Array
}

/** What is to be fitted. */
export interface Problem {
  readonly data: SparseRows
  /** Rows that take part. */
  readonly use: Int32Array
  /** The grade of each row of `data`: 0 or 1, or 0 to `levels - 1`. */
  readonly target: Float32Array
  readonly weight: Float32Array
  /** 2 for yes-or-no; more for ordered grades. */
  readonly levels: number
  /** L2 penalty per column. */
  readonly penalty: Float32Array
  /** Per column: 1 keeps the weight at or above zero, -1 at or below, 0 free. */
  readonly sign: Int8Array
  readonly iterations: number
}

/** A fitted head: score = weights·x; P(grade > k) = σ(score + cut[k]). */
export interface Fit {
  readonly weights: Float64Array
  readonly cuts: Float64Array
}

const MEMORY = 8

/** The logistic function. */
function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))
}

/** Fits the problem. A column that no row uses costs nothing and weighs nothing. */
export function fitLinear(problem: Problem): Fit {
  const { compact, columns, scale } = compacted(problem)
  const { weights, cuts } = solve(compact)
  const full = new Float64Array(problem.data.columns)
  columns.forEach((column, index) => {
    full[column] = (weights[index] ?? 0) * (scale[index] ?? 1)
  })
  return { weights: full, cuts }
}

function solve(problem: Problem): Fit {
  const n = problem.data.columns
  const cuts = problem.levels - 1
  const x = new Float64Array(n + cuts)
  startCuts(problem, x, n)
  const gradient = new Float64Array(n + cuts)
  let loss = evaluate(problem, x, gradient)
  const steps: Float64Array[] = []
  const changes: Float64Array[] = []
  for (let iteration = 0; iteration < problem.iterations; iteration++) {
    pin(problem, x, gradient)
    const direction = descend(gradient, steps, changes)
    pinDirection(problem, x, direction)
    const slope = dot(direction, gradient)
    if (!(slope < 0)) break
    const moved = lineSearch(problem, x, direction, loss, slope, iteration === 0 ? 1 / Math.max(1, norm(gradient)) : 1)
    if (moved === null) break
    remember(steps, changes, moved.x, x, moved.gradient, gradient)
    const gain = loss - moved.loss
    x.set(moved.x)
    gradient.set(moved.gradient)
    loss = moved.loss
    if (gain < 1e-5 * Math.max(1, Math.abs(loss))) break
  }
  return { weights: x.slice(0, n), cuts: x.slice(n) }
}

function startCuts(problem: Problem, x: Float64Array, n: number): void {
  for (let k = 0; k < problem.levels - 1; k++) {
    let above = 1
    let below = 1
    for (const row of problem.use) {
      const weight = problem.weight[row] ?? 1
      if ((problem.target[row] ?? 0) > k) above += weight
      if ((problem.target[row] ?? 0) <= k) below += weight
    }
    x[n + k] = Math.log(above / below)
  }
}

function evaluate(problem: Problem, x: Float64Array, gradient: Float64Array): number {
  const { data, penalty } = problem
  const n = data.columns
  const cuts = problem.levels - 1
  gradient.fill(0)
  let loss = 0
  for (let j = 0; j < n; j++) {
    const w = x[j] as number
    if (w === 0) continue
    const p = penalty[j] as number
    loss += 0.5 * p * w * w
    gradient[j] = p * w
  }
  for (let u = 0; u < problem.use.length; u++) {
    const row = problem.use[u] as number
    const from = data.from[row] as number
    const to = data.from[row + 1] as number
    let score = 0
    for (let e = from; e < to; e++) score += (x[data.column[e] as number] as number) * (data.value[e] as number)
    const weight = problem.weight[row] as number
    const grade = problem.target[row] as number
    let slope = 0
    for (let k = 0; k < cuts; k++) {
      const margin = score + (x[n + k] as number)
      const signed = grade > k ? margin : -margin
      loss += weight * (signed > 0 ? Math.log1p(Math.exp(-signed)) : -signed + Math.log1p(Math.exp(signed)))
      const g = weight * (sigmoid(margin) - (grade > k ? 1 : 0))
      slope += g
      gradient[n + k] = (gradient[n + k] as number) + g
    }
    for (let e = from; e < to; e++) {
      const j = data.column[e] as number
      gradient[j] = (gradient[j] as number) + slope * (data.value[e] as number)
    }
  }
  return loss
}

/** A weight held at zero by its sign does not move further the forbidden way. */
function pin(problem: Problem, x: Float64Array, gradient: Float64Array): void {
  for (let j = 0; j < problem.sign.length; j++) {
    const sign = problem.sign[j] as number
    if (sign !== 0 && x[j] === 0 && (gradient[j] as number) * sign > 0) gradient[j] = 0
  }
}

function pinDirection(problem: Problem, x: Float64Array, direction: Float64Array): void {
  for (let j = 0; j < problem.sign.length; j++) {
    const sign = problem.sign[j] as number
    if (sign !== 0 && x[j] === 0 && (direction[j] as number) * sign < 0) direction[j] = 0
  }
}

function project(problem: Problem, x: Float64Array): void {
  for (let j = 0; j < problem.sign.length; j++) {
    const sign = problem.sign[j] as number
    if (sign !== 0 && (x[j] as number) * sign < 0) x[j] = 0
  }
}

function descend(
  gradient: Float64Array,
  steps: readonly Float64Array[],
  changes: readonly Float64Array[],
): Float64Array {
  const direction = gradient.map((value) => -value)
  const factors: number[] = []
  for (let i = steps.length - 1; i >= 0; i--) {
    const s = steps[i] as Float64Array
    const y = changes[i] as Float64Array
    const factor = dot(s, direction) / dot(s, y)
    factors[i] = factor
    addScaled(direction, y, -factor)
  }
  const last = steps.length - 1
  if (last >= 0) {
    const s = steps[last] as Float64Array
    const y = changes[last] as Float64Array
    const scale = dot(s, y) / dot(y, y)
    for (let j = 0; j < direction.length; j++) direction[j] = (direction[j] as number) * scale
  }
  for (let i = 0; i < steps.length; i++) {
    const factor =
      dot(changes[i] as Float64Array, direction) / dot(steps[i] as Float64Array, changes[i] as Float64Array)
    addScaled(direction, steps[i] as Float64Array, (factors[i] as number) - factor)
  }
  return direction
}

interface Moved {
  readonly x: Float64Array
  readonly gradient: Float64Array
  readonly loss: number
}

function lineSearch(
  problem: Problem,
  x: Float64Array,
  direction: Float64Array,
  loss: number,
  slope: number,
  first: number,
): Moved | null {
  let step = first
  for (let attempt = 0; attempt < 20; attempt++) {
    const candidate = x.slice()
    addScaled(candidate, direction, step)
    project(problem, candidate)
    const gradient = new Float64Array(x.length)
    const candidateLoss = evaluate(problem, candidate, gradient)
    if (candidateLoss <= loss + 1e-4 * step * slope) return { x: candidate, gradient, loss: candidateLoss }
    step *= 0.5
  }
  return null
}

function remember(
  steps: Float64Array[],
  changes: Float64Array[],
  x: Float64Array,
  before: Float64Array,
  gradient: Float64Array,
  gradientBefore: Float64Array,
): void {
  const s = x.slice()
  addScaled(s, before, -1)
  const y = gradient.slice()
  addScaled(y, gradientBefore, -1)
  if (dot(s, y) <= 1e-10) return
  steps.push(s)
  changes.push(y)
  if (steps.length <= MEMORY) return
  steps.shift()
  changes.shift()
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j] as number) * (b[j] as number)
  return sum
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a))
}

function addScaled(a: Float64Array, b: Float64Array, factor: number): void {
  for (let j = 0; j < a.length; j++) a[j] = (a[j] as number) + factor * (b[j] as number)
}
