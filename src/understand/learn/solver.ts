// Fits what corrections change in a linear model: the smallest change, per column's penalty, that explains them. Dual
// coordinate ascent (Yu, Huang & Lin 2011) over posts in a fixed order: with some thousands of posts it takes seconds,
// needs no step size, and gives the same change to the last bit.

/** The features of one post as one brand: each column once. */
export interface SparseRow {
  readonly column: Int32Array
  readonly value: Float64Array
}

/** One thing that a head is to say of one post. */
export interface Lesson {
  readonly row: SparseRow
  /** Log-odds that the model gives now. */
  readonly offset: number
  /** What one unit of score is worth in log-odds: the calibration's slope. */
  readonly scale: number
  /** The probability that it should give: 0 or 1 from a reviewer, its own where nothing is to change. */
  readonly target: number
  /** How much the lesson counts. */
  readonly weight: number
}

/** Passes over all lessons; some ten are enough, and a pass that changes nothing ends it. */
const PASSES_MAX = 60
const SETTLED = 1e-4

/** The change of each column that a lesson with a target of its own touches; `penalty` holds it down. */
export function fitChange(lessons: readonly Lesson[], penalty: Float32Array, touched: Uint8Array): Float64Array {
  const change = new Float64Array(penalty.length)
  const kept = lessons.map((lesson) => ({ ...lesson, row: onlyTouched(lesson.row, touched) }))
  const curvature = kept.map(({ row, scale }) => {
    let sum = 0
    row.column.forEach((column, at) => {
      sum += ((row.value[at] ?? 0) * scale) ** 2 / (penalty[column] ?? 1)
    })
    return sum
  })
  const pulls = new Float64Array(kept.length)
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    let most = 0
    kept.forEach((lesson, at) => {
      const q = curvature[at] ?? 0
      if (q === 0) return
      const pull = pulls[at] ?? 0
      const next = settle(lesson, scoreOf(lesson, change), pull, q)
      pulls[at] = next
      most = Math.max(most, Math.abs(next - pull) * Math.sqrt(q))
      move(change, lesson, next - pull, penalty)
    })
    if (most < SETTLED) break
  }
  return change
}

function onlyTouched({ column, value }: SparseRow, touched: Uint8Array): SparseRow {
  const places = Array.from(column.keys()).filter((at) => touched[column[at] ?? 0] === 1)
  return {
    column: Int32Array.from(places, (at) => column[at] ?? 0),
    value: Float64Array.from(places, (at) => value[at] ?? 0),
  }
}

function scoreOf({ row, offset, scale }: Lesson, change: Float64Array): number {
  let sum = 0
  for (let at = 0; at < row.column.length; at++) {
    sum += (change[row.column[at] as number] as number) * (row.value[at] as number)
  }
  return offset + scale * sum
}

function move(change: Float64Array, { row, scale }: Lesson, by: number, penalty: Float32Array): void {
  if (by === 0) return
  for (let at = 0; at < row.column.length; at++) {
    const column = row.column[at] as number
    change[column] = (change[column] as number) + (by * scale * (row.value[at] as number)) / (penalty[column] as number)
  }
}

/** Where a lesson's pull rests, all others as they are: pull = weight · (target − σ(score at that pull)). */
function settle({ target, weight }: Lesson, score: number, pull: number, q: number): number {
  let low = weight * (target - 1)
  let high = weight * target
  let at = Math.min(high, Math.max(low, pull))
  for (let round = 0; round < 30; round++) {
    const p = 1 / (1 + Math.exp(-(score + (at - pull) * q)))
    const gap = at - weight * (target - p)
    if (Math.abs(gap) < 1e-9) break
    if (gap > 0) high = at
    if (gap < 0) low = at
    const newton = at - gap / (1 + weight * q * p * (1 - p))
    at = newton > low && newton < high ? newton : (low + high) / 2
  }
  return at
}
