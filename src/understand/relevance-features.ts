// The features that relevance is judged by: a list of named claims and a table of hashed words. Here is their form;
// `relevance.ts` and `relevance-hits.ts` fill it.

/** Buckets of hashed features. */
export const RELEVANCE_BUCKETS = 1 << 16

/** The named features, in order; they stand after the buckets. */
export const RELEVANCE_NAMED = [
  'no-hit',
  'several-hits',
  'handle',
  'tag',
  'phrase',
  'short-term',
  'common',
  'lower',
  'capital-inside',
  'capital-start',
  'all-caps',
  'common-lower',
  'common-capital-inside',
  'common-capital-start',
  'common-all-caps',
  'text-shouts',
  'text-whispers',
  'capital-before',
  'capital-after',
  'common-capital-beside',
  'context',
  'contexts',
  'title-names',
  'source-names',
  'others',
  'common-others',
  'excluded',
  'says-bad',
  'says-good',
  'asks',
  'written-exactly',
  'common-not-exactly',
  'rare-lower',
  'no-hit-others',
  'no-hit-customer',
  'no-hit-short',
  'common-customer',
  'first-word',
  'common-first-word',
  'address',
  'trade-known',
  'common-trade-known',
  'trade-fits',
  'common-trade-fits',
  'trade-strange',
  'common-trade-strange',
  'trade-silent',
  'common-trade-silent',
  'no-hit-competitor',
] as const
/** One of the names. */
export type Named = (typeof RELEVANCE_NAMED)[number]

/** One byte per name, in order: 1 where the claim holds. */
export type Claims = Uint8Array

const PLACE = Object.fromEntries(RELEVANCE_NAMED.map((name, index) => [name, index])) as Record<Named, number>

/** Notes that a claim holds; one that held before still does. */
export function claim(claims: Claims, name: Named, holds: boolean): void {
  if (holds) claims[PLACE[name]] = 1
}

/** Columns in all. */
export const RELEVANCE_COLUMNS = RELEVANCE_BUCKETS + RELEVANCE_NAMED.length

/** Features of one (post, brand): hashed ones with their value, named ones after them. */
export interface RelevanceFeatures {
  readonly index: Int32Array
  readonly value: Float32Array
  count: number
}

/** No post needs more; the rest says nothing new. */
const FEATURES_MAX = 4_000

/** An empty set with room for any reading. */
export function newRelevanceFeatures(): RelevanceFeatures {
  return { index: new Int32Array(FEATURES_MAX), value: new Float32Array(FEATURES_MAX), count: 0 }
}

/** Adds a feature. */
export function put(into: RelevanceFeatures, index: number, value: number): void {
  if (into.count >= FEATURES_MAX) return
  into.index[into.count] = index
  into.value[into.count] = value
  into.count++
}

/** Adds a hashed feature. */
export function putHashed(into: RelevanceFeatures, hash: number, value: number): void {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  put(into, mixed & (RELEVANCE_BUCKETS - 1), value)
}
