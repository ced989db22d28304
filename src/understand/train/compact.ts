// Cuts a problem down to the rows and columns that take part: most hashed columns of a small corpus are empty, and the
// solver's time goes by the column.

import type { Problem } from './solver.js'

/** The problem over the rows and columns that take part, in the columns' order. */
export function compacted(problem: Problem): { readonly compact: Problem; readonly columns: Int32Array } {
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
  return { compact, columns }
}
