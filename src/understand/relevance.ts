// Is the brand meant? "Claro" the company or "claro" the adverb is decided by features that are relative to the hit:
// how it is written, what stands beside it, whether the word is a common one, who else is named, what place this is.
// One model for all brands, so that a brand that was never seen is judged like those that were.

import type { Brand } from '../domain/brand.js'
import type { BrandHits, Span } from './brands.js'
import type { Saying } from './concepts.js'
import { maskedHash } from './features.js'
import { type HashSet, joinHash } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { type Overlay, OWN, PLAIN, REST } from './overlay.js'
import { AFTER_STOP, ALL_CAPS, CAPITAL, hashWord, type Reading, TAG, USER, WORD } from './reading.js'

/** Buckets of hashed features. */
export const RELEVANCE_BUCKETS = 1 << 15

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
] as const
type Named = (typeof RELEVANCE_NAMED)[number]

/** Columns in all. */
export const RELEVANCE_COLUMNS = RELEVANCE_BUCKETS + RELEVANCE_NAMED.length

/** Features of one (post, brand): hashed ones with their value, named ones after them. */
export interface RelevanceFeatures {
  readonly index: Int32Array
  readonly value: Float32Array
  count: number
}

/** What surrounds the post. */
export interface Surroundings {
  readonly titleNames: boolean
  readonly sourceNames: boolean
}

const FEATURES_MAX = 4_000
const WORDS_MAX = 700
const HITS_LOOKED_AT = 3
const REACH = 2

/** An empty set with room for any reading. */
export function newRelevanceFeatures(): RelevanceFeatures {
  return { index: new Int32Array(FEATURES_MAX), value: new Float32Array(FEATURES_MAX), count: 0 }
}

/** Extracts the features of the brand in the reading. `vocabulary`: words that people use in lower case. */
export function relevanceFeatures(
  into: RelevanceFeatures,
  brand: Brand,
  hits: BrandHits,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  lexicon: Lexicon,
  surroundings: Surroundings,
  vocabulary: HashSet,
): void {
  into.count = 0
  const hit = lookAtHits(into, brand, hits, reading, overlay, vocabulary)
  addWords(into, reading, overlay, hit.common)
  const talk = talkOf(sayings, lexicon)
  const none = hits.spans.length === 0
  const customer = talk.bad || talk.good || talk.trade
  const claims: Readonly<Record<Named, boolean>> = {
    ...hit.claims,
    'no-hit': none,
    'several-hits': hits.spans.length > 1,
    'text-shouts': reading.letters > 12 && reading.capitals > reading.letters * 0.6,
    'text-whispers': reading.capitals === 0,
    context: hits.contextWords > 0,
    contexts: hits.contextWords > 1,
    'title-names': surroundings.titleNames,
    'source-names': surroundings.sourceNames,
    others: overlay.others > 0,
    'common-others': hit.common && overlay.others > 0,
    excluded: hits.excluded > 0,
    'says-bad': talk.bad,
    'says-good': talk.good,
    asks: reading.questions > 0,
    'no-hit-others': none && overlay.others > 0,
    'no-hit-customer': none && customer,
    'no-hit-short': none && reading.tokens < 8,
    'common-customer': hit.common && customer,
  }
  RELEVANCE_NAMED.forEach((name, position) => {
    if (claims[name]) put(into, RELEVANCE_BUCKETS + position, 1)
  })
}

function put(into: RelevanceFeatures, index: number, value: number): void {
  if (into.count >= FEATURES_MAX) return
  into.index[into.count] = index
  into.value[into.count] = value
  into.count++
}

function putHashed(into: RelevanceFeatures, hash: number, value: number): void {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  put(into, mixed & (RELEVANCE_BUCKETS - 1), value)
}

interface Looked {
  readonly common: boolean
  readonly claims: Record<Named, boolean>
}

const NO_CLAIMS = Object.fromEntries(RELEVANCE_NAMED.map((name) => [name, false])) as Record<Named, boolean>

function lookAtHits(
  into: RelevanceFeatures,
  brand: Brand,
  hits: BrandHits,
  reading: Reading,
  overlay: Overlay,
  vocabulary: HashSet,
): Looked {
  const claims = { ...NO_CLAIMS }
  let common = hits.spans.length > 0
  let looked = 0
  for (let token = 0; token < reading.tokens && looked < HITS_LOOKED_AT; token++) {
    if (overlay.mark[token] !== OWN) continue
    const span = hits.spans[looked] ?? { start: 0, end: 0 }
    looked++
    const last = lastTokenOf(overlay, reading, token)
    const isCommon = isCommonName(reading, token, last, vocabulary)
    common = common && isCommon
    claimsOfHit(claims, brand, span, reading, overlay, token, last, isCommon)
    addNeighbours(into, reading, overlay, token, last, isCommon)
  }
  claims.common = common
  return { common, claims }
}

function lastTokenOf(overlay: Overlay, reading: Reading, token: number): number {
  let last = token
  while (last + 1 < reading.tokens && overlay.mark[last + 1] === REST) last++
  return last
}

/** A name is common when people use each of its words for other things; a handle never is. */
function isCommonName(reading: Reading, first: number, last: number, vocabulary: HashSet): boolean {
  if (reading.kind[first] === USER || reading.kind[first] === TAG || last > first + 1) return false
  for (let token = first; token <= last; token++) if (!vocabulary.has(reading.hash[token] ?? 0)) return false
  return true
}

function claimsOfHit(
  claims: Record<Named, boolean>,
  brand: Brand,
  span: Span,
  reading: Reading,
  overlay: Overlay,
  token: number,
  last: number,
  isCommon: boolean,
): void {
  const shape = reading.shape[token] ?? 0
  const lower = (shape & CAPITAL) === 0
  const starts = (shape & AFTER_STOP) !== 0
  const caps = (shape & ALL_CAPS) !== 0
  const shape4: Named = shapeName(lower, caps, starts)
  claims[shape4] = true
  if (isCommon) claims[`common-${shape4}` as Named] = true
  const written = reading.text.slice(span.start, span.end)
  const exactly = written === brand.name || brand.terms.includes(written)
  claims['written-exactly'] ||= exactly
  claims['common-not-exactly'] ||= isCommon && !exactly
  claims['rare-lower'] ||= lower && !isCommon
  claims.handle ||= reading.kind[token] === USER
  claims.tag ||= reading.kind[token] === TAG
  claims.phrase ||= last > token
  claims['short-term'] ||= span.end - span.start <= 3
  claims['first-word'] ||= token === 0
  claims['common-first-word'] ||= token === 0 && isCommon
  claims.address ||=
    reading.text.charCodeAt(span.start - 1) === 46 || reading.text.slice(span.end, span.end + 4) === '.com'
  const before = isCapitalWord(reading, overlay, token - 1)
  const after = isCapitalWord(reading, overlay, last + 1)
  claims['capital-before'] ||= before
  claims['capital-after'] ||= after
  claims['common-capital-beside'] ||= isCommon && (before || after)
}

function shapeName(
  lower: boolean,
  caps: boolean,
  starts: boolean,
): 'lower' | 'all-caps' | 'capital-start' | 'capital-inside' {
  if (lower) return 'lower'
  if (caps) return 'all-caps'
  return starts ? 'capital-start' : 'capital-inside'
}

function isCapitalWord(reading: Reading, overlay: Overlay, token: number): boolean {
  if (token < 0 || token >= reading.tokens || overlay.mark[token] !== PLAIN || reading.kind[token] !== WORD)
    return false
  const shape = reading.shape[token] ?? 0
  return (shape & CAPITAL) !== 0 && (shape & AFTER_STOP) === 0
}

const START = hashWord('@start')
const END = hashWord('@end')

function wordAt(reading: Reading, overlay: Overlay, token: number): number {
  if (token < 0) return START
  return token >= reading.tokens ? END : maskedHash(reading, overlay, token)
}

function addNeighbours(
  into: RelevanceFeatures,
  reading: Reading,
  overlay: Overlay,
  token: number,
  last: number,
  isCommon: boolean,
): void {
  let term = 0x51ed
  for (let at = token; at <= last; at++) term = joinHash(term, reading.hash[at] ?? 0)
  const shape = (reading.shape[token] ?? 0) & (CAPITAL | ALL_CAPS | AFTER_STOP)
  putHashed(into, term, 0.7)
  putHashed(into, joinHash(term, shape), 0.5)
  const before = wordAt(reading, overlay, token - 1)
  const after = wordAt(reading, overlay, last + 1)
  putHashed(into, joinHash(joinHash(term, 1), before), 0.7)
  putHashed(into, joinHash(joinHash(term, 2), after), 0.7)
  if (!isCommon) return
  putHashed(into, joinHash(joinHash(0x77, before), after), 0.7)
  for (let distance = 1; distance <= REACH; distance++) {
    putHashed(into, joinHash(-distance, wordAt(reading, overlay, token - distance)), 1)
    putHashed(into, joinHash(distance, wordAt(reading, overlay, last + distance)), 1)
  }
  putHashed(into, joinHash(0x1f35 + shape, before), 0.7)
}

/** The words of the post tell its subject; for a common word they decide, so there they count on their own. */
function addWords(into: RelevanceFeatures, reading: Reading, overlay: Overlay, common: boolean): void {
  const tokens = Math.min(reading.tokens, WORDS_MAX)
  const scale = tokens === 0 ? 0 : 2 / Math.sqrt(tokens)
  for (let token = 0; token < tokens; token++) {
    if (overlay.mark[token] !== PLAIN || reading.kind[token] !== WORD) continue
    putHashed(into, joinHash(0x3c3c, reading.hash[token] ?? 0), scale * 0.5)
    if (common) putHashed(into, joinHash(0x4d4d, reading.hash[token] ?? 0), scale)
  }
}

interface Talk {
  readonly bad: boolean
  readonly good: boolean
  readonly trade: boolean
}

function talkOf(sayings: readonly Saying[], lexicon: Lexicon): Talk {
  let bad = false
  let good = false
  let trade = false
  for (const saying of sayings) {
    const concept = lexicon.concepts[saying.concept]
    if (concept === undefined) continue
    if (concept.signs.complaint === 1 && concept.signs.praise === -1) bad = true
    if (concept.signs.praise === 1) good = true
    if (concept.name.startsWith('industry')) trade = true
  }
  return { bad, good, trade }
}
