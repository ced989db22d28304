// Looks at the places where a term of the brand stands: how it is written there, and what stands beside it.

import type { Brand } from '../domain/brand.js'
import type { BrandHits, Span } from './brands.js'
import { maskedHash } from './features.js'
import { type HashSet, joinHash } from './hashed.js'
import { type Overlay, OWN, PLAIN, REST } from './overlay.js'
import { AFTER_STOP, ALL_CAPS, CAPITAL, hashWord, type Reading, TAG, USER, WORD } from './reading.js'
import { type Claims, claim, putHashed, RELEVANCE_NAMED, type RelevanceFeatures } from './relevance-features.js'

/** The first hits tell; a post that repeats the name says no more. */
const HITS_LOOKED_AT = 3
/** How far from the name words count by their place. */
const REACH = 2

const claims: Claims = new Uint8Array(RELEVANCE_NAMED.length)

/** What the hits claim; the claims hold until the next look. `common`: each of them is an ordinary word too. */
export interface Looked {
  readonly common: boolean
  readonly claims: Claims
}

/** Looks at the hits and adds their neighbours. */
export function lookAtHits(
  into: RelevanceFeatures,
  brand: Brand,
  hits: BrandHits,
  reading: Reading,
  overlay: Overlay,
  vocabulary: HashSet,
): Looked {
  claims.fill(0)
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
  claim(claims, 'common', common)
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
  claims: Claims,
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
  const writing = shapeName(lower, caps, starts)
  claim(claims, writing, true)
  claim(claims, `common-${writing}`, isCommon)
  const written = reading.text.slice(span.start, span.end)
  const exactly = written === brand.name || brand.terms.includes(written)
  claim(claims, 'written-exactly', exactly)
  claim(claims, 'common-not-exactly', isCommon && !exactly)
  claim(claims, 'rare-lower', lower && !isCommon)
  claim(claims, 'handle', reading.kind[token] === USER)
  claim(claims, 'tag', reading.kind[token] === TAG)
  claim(claims, 'phrase', last > token)
  claim(claims, 'short-term', span.end - span.start <= 3)
  claim(claims, 'first-word', token === 0)
  claim(claims, 'common-first-word', token === 0 && isCommon)
  claim(
    claims,
    'address',
    reading.text.charCodeAt(span.start - 1) === 46 || reading.text.slice(span.end, span.end + 4) === '.com',
  )
  const before = isCapitalWord(reading, overlay, token - 1)
  const after = isCapitalWord(reading, overlay, last + 1)
  claim(claims, 'capital-before', before)
  claim(claims, 'capital-after', after)
  claim(claims, 'common-capital-beside', isCommon && (before || after))
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
