// Cuts a problem down to the rows and columns that take part: most hashed columns of a small corpus are empty, and the
// solver's time goes by the column.

import type { Problem } from './solver.js'

/** A problem made smaller, and how to read its answer. */
export interface Compact {
  readonly compact: Problem
  /** The original column of each of its columns. */
  readonly columns: Int32Array
  /** What a weight of it is worth in the original. */
  readonly scale: Float64Array
}

/**
 * The problem over the rows and columns that take part, in the columns' order. Columns are stretched until their
 * curvatures are alike: without that, words that stand in half of all posts and words that stand in two pull the solver
 * about, and it needs three times the steps.
 */
export function compacted(problem: Problem): Compact {
  const { data, use } = problem
  const place = new Int32Array(data.columns).fill(-1)
  let entries = 0
  for (const row of use) {
    for (let e = data.from[row] ?? 0; e < (data.from[row + 1] ?? 0); e++) place[data.column[e] ?? 0] = 0
    entries += (data.from[row + 1] ?? 0) - (data.from[row] ?? 0)
  }
  const columns = Int32Array.from(place.keys()).filter((column) => place[column] === 0)
  columns.forEach((column, index) => {
    place[column] = index
  })
  const from = new Int32Array(use.length + 1)
  const column = new Int32Array(entries)
  const value = new Float32Array(entries)
  let at = 0
  use.forEach((row, index) => {
    for (let e = data.from[row] ?? 0; e < (data.from[row + 1] ?? 0); e++, at++) {
      column[at] = place[data.column[e] ?? 0] ?? 0
      value[at] = data.value[e] ?? 0
    }
    from[index + 1] = at
  })
  const compact: Problem = {
    ...problem,
    data: { rows: use.length, columns: columns.length, from, column, value },
    use: Int32Array.from(use.keys()),
    target: Float32Array.from(use, (row) => problem.target[row] ?? 0),
    weight: Float32Array.from(use, (row) => problem.weight[row] ?? 1),
    penalty: Float32Array.from(columns, (column) => problem.penalty[column] ?? 0),
    sign: Int8Array.from(columns, (column) => problem.sign[column] ?? 0),
  }
  const scale = stretch(compact)
  return { compact, columns, scale }
}

/** A logistic loss curves by at most this much per unit of weight. */
const CURVATURE_MAX = 0.25

/** Scales columns and penalties in place; the answer is the same but for the scale, which is returned. */
function stretch({ data, weight, penalty }: Problem): Float64Array {
  const curvature = Float64Array.from(penalty)
  for (let row = 0; row < data.rows; row++) {
    const factor = CURVATURE_MAX * (weight[row] as number)
    for (let e = data.from[row] as number; e < (data.from[row + 1] as number); e++) {
      const value = data.value[e] as number
      const column = data.column[e] as number
      curvature[column] = (curvature[column] as number) + factor * value * value
    }
  }
  const scale = curvature.map((sum) => 1 / Math.sqrt(sum))
  for (let e = 0; e < data.value.length; e++)
    data.value[e] = (data.value[e] as number) * (scale[data.column[e] as number] as number)
  for (let column = 0; column < penalty.length; column++)
    penalty[column] = (penalty[column] as number) * (scale[column] as number) ** 2
  return scale
}
