// Near-duplicates in the corpus. MinHash over the words, brands and numbers masked, finds the candidates without
// comparing every text with every other; the exact share of common runs of words then decides.

import { type CorpusText, maskedWords, mixed, shinglesOf } from './texts.js'

/** Two texts of the corpus that are nearly the same. */
export interface NearPair {
  readonly first: string
  readonly second: string
  /** Share of their runs of words that both have. */
  readonly share: number
}

/** From here on, two texts teach the same thing twice. */
export const SHARE_MAX = 0.6
const SHINGLE_WORDS = 3
/** Texts that share 0.6 of their runs share one of 20 bands of 3 with probability 0.99. */
const BANDS = 20
const BAND_ROWS = 3
/** A band that so many texts share is a commonplace; it would make the search quadratic. */
const BAND_TEXTS_MAX = 200

/** Pairs of different texts that share more than `SHARE_MAX` of their runs of words, the most alike first. */
export function nearPairs(texts: readonly CorpusText[]): NearPair[] {
  const shingles = texts.map((text) => shinglesOf(maskedWords(text), SHINGLE_WORDS))
  const pairs: NearPair[] = []
  for (const [a, b] of candidates(shingles)) {
    const share = shareOf(shingles[a] as Uint32Array, shingles[b] as Uint32Array)
    if (share <= SHARE_MAX) continue
    pairs.push({ first: texts[a]?.group ?? '', second: texts[b]?.group ?? '', share })
  }
  return pairs.sort((one, other) => other.share - one.share || (one.first < other.first ? -1 : 1))
}

/** Each pair of texts that meets in a band, once. */
function candidates(shingles: readonly Uint32Array[]): Array<readonly [number, number]> {
  const pairs = new Map<number, readonly [number, number]>()
  for (const texts of bandsOf(shingles).values()) {
    if (texts.length > BAND_TEXTS_MAX) continue
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(i + 1)) pairs.set(a * shingles.length + b, [a, b])
    }
  }
  return [...pairs.values()]
}

/** Texts by the bands they fall into. Two bands with one key by chance only make a pair more to compare. */
function bandsOf(shingles: readonly Uint32Array[]): Map<number, number[]> {
  const bands = new Map<number, number[]>()
  shingles.forEach((runs, text) => {
    for (let band = 0; band < BANDS; band++) {
      const key = bandKey(runs, band)
      const texts = bands.get(key)
      if (texts === undefined) bands.set(key, [text])
      else if (texts[texts.length - 1] !== text) texts.push(text)
    }
  })
  return bands
}

function bandKey(runs: Uint32Array, band: number): number {
  let key = mixed(band)
  for (let row = 0; row < BAND_ROWS; row++) key = mixed(key ^ leastOf(runs, band * BAND_ROWS + row))
  return key
}

/** One hash function after another, each an odd multiplier and an offset: cheap, since a run is hashed well already. */
const MULTIPLIERS = Int32Array.from({ length: BANDS * BAND_ROWS }, (_, i) => mixed(2 * i + 1) | 1)
const OFFSETS = Int32Array.from({ length: BANDS * BAND_ROWS }, (_, i) => mixed(0x9e3779b9 + i))

/** The least of the runs as one hash function sees them. */
function leastOf(runs: Uint32Array, row: number): number {
  const multiplier = MULTIPLIERS[row] as number
  const offset = OFFSETS[row] as number
  let least = 0x7fffffff
  for (let at = 0; at < runs.length; at++) {
    const value = (Math.imul(runs[at] as number, multiplier) + offset) | 0
    if (value < least) least = value
  }
  return least
}

/** What two ascending lists share of all they hold. */
export function shareOf(first: Uint32Array, second: Uint32Array): number {
  let common = 0
  for (let i = 0, j = 0; i < first.length && j < second.length; ) {
    const a = first[i] as number
    const b = second[j] as number
    if (a === b) common += 1
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  const all = first.length + second.length - common
  return all === 0 ? 0 : common / all
}
