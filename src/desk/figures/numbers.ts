// The arithmetic of the figures, each defined once. A figure that nothing is known of is null, never 0.

/** 97.5th percentile of the normal distribution: what a 95 % interval is wide. */
const Z_95 = 1.959963984540054

/** A share with its 95 % interval; `n` is what it was counted over. All of 0 to 1. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
  readonly n: number
}

/** Percentage with two decimals; null of nothing. */
export function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : rounded((part / whole) * 100, 2)
}

/**
 * The quantile `q` by linear interpolation between the two nearest values (type 7 of Hyndman & Fan, the default of
 * R, NumPy and spreadsheets); so the median of an even number is the mean of the middle two. Two decimals.
 */
export function quantile(values: readonly number[], q: number): number | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((one, other) => one - other)
  const place = (sorted.length - 1) * q
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return rounded(below + (above - below) * (place - Math.floor(place)), 2)
}

/** A share with its Wilson score interval, which stays within 0 and 1 and is honest for small counts. */
export function wilson(part: number, n: number): Estimate | null {
  if (n === 0) return null
  const share = part / n
  const spread = Z_95 ** 2 / n
  const centre = (share + spread / 2) / (1 + spread)
  const half = (Z_95 / (1 + spread)) * Math.sqrt((share * (1 - share)) / n + spread / (4 * n))
  return estimate(share, Math.max(0, centre - half), Math.min(1, centre + half), n)
}

/** An estimate with four decimals. */
export function estimate(value: number, low: number, high: number, n: number): Estimate {
  return { value: rounded(value, 4), low: rounded(low, 4), high: rounded(high, 4), n }
}

/** Rounds half away from zero to so many decimals. */
export function rounded(value: number, decimals: number): number {
  const shift = 10 ** decimals
  // The smallest step above a product such as 1.005 × 100 = 100.49999999999999 keeps halves halves.
  return (Math.sign(value) * Math.round(Math.abs(value) * shift * (1 + Number.EPSILON))) / shift
}

/** How often each key occurs, most frequent first; of equals the first in the alphabet. */
export function countBy<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return new Map([...counts].sort(([one, many], [other, more]) => more - many || compare(one, other)))
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
