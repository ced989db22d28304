// A text's sketch: what is kept of it to find copies later without the text. Bands of MinHash values find
// candidates; the smallest shingle hashes then tell how much two texts share. Pure and deterministic: sketches of
// different machines and years compare, so nothing here may change without a new version in the signature.

import { hashedWords, hashOf, hashOfAddress, mixed, shinglesOf } from './hashing.js'

/** Three words in a row: shorter repeats by chance, longer breaks at every edited word. */
const SHINGLE_WORDS = 3
/** A forum's longest posts; what follows does not change whether the text is a copy. */
const WORDS_MAX = 2500

const BANDS = 32
const ROWS = 4
const HASHES = BANDS * ROWS
/** Bands of a text that is no mention: enough to fold what is nearly the same, at a quarter of the rows. */
const COARSE_BANDS = 8

/** The opening of a text, where a teaser and its article are the same. */
const LEAD_WORDS = 48
const LEAD_BANDS = 3

/** Smallest hashes kept: all of them up to about 130 words, a fair sample of a longer text. */
const SAMPLE_MAX = 128
const SIGNATURE_VERSION = 1
/** Values before the sample: version, words, shingles, whole, address. */
const HEAD = 5

/** Below this a text is too common to be told from another's ("a mí también me pasa lo mismo"). */
const WORDS_MIN = 6
/** From here on the words alone decide; shorter texts are copies only of the same author's very same words. */
export const COMPARABLE_WORDS_MIN = 20

/** What is kept of a text. */
export interface Sketch {
  /** Number of words, and of different shingles. */
  readonly words: number
  readonly shingles: number
  /** Hash of the words as a whole, in order. */
  readonly whole: number
  /** Hash of the post's address; 0 where there is none. */
  readonly address: number
  /** The smallest shingle hashes, ascending; all of them when there are few. */
  readonly sample: Uint32Array
}

/** A sketch with the bands under which it is found; null for a text too short to have copies. */
export interface Sketched {
  readonly sketch: Sketch
  readonly bands: readonly string[]
}

/** Sketches a text. `fine` asks for all bands, for texts of which every copy matters. */
export function sketchOf(text: string, url: string | null, fine: boolean): Sketched | null {
  const words = hashedWords(text, WORDS_MAX)
  if (words.length < WORDS_MIN) return null
  const shingles = shinglesOf(words, words.length, SHINGLE_WORDS)
  const sketch: Sketch = {
    words: words.length,
    shingles: shingles.length,
    whole: hashOf(words),
    address: hashOfAddress(url),
    sample: shingles.slice(0, SAMPLE_MAX),
  }
  const bands = [`w.${sketch.whole.toString(36)}`]
  if (sketch.address !== 0) bands.push(`a.${sketch.address.toString(36)}`)
  if (words.length < COMPARABLE_WORDS_MIN) return { sketch, bands }
  bands.push(...similarityBands(shingles, fine ? BANDS : COARSE_BANDS))
  if (fine) bands.push(...leadBands(words))
  return { sketch, bands }
}

const MULTIPLIERS = Int32Array.from({ length: HASHES }, (_, i) => mixed(2 * i + 1) | 1)
const OFFSETS = Int32Array.from({ length: HASHES }, (_, i) => mixed(0x9e3779b9 + i))

/** Texts that share a share J of their shingles share one of 32 bands of 4 with probability 1 - (1 - J^4)^32. */
function similarityBands(shingles: Uint32Array, bands: number): string[] {
  const signed = new Int32Array(shingles.buffer, shingles.byteOffset, shingles.length)
  const minima = new Uint32Array(bands * ROWS)
  for (let i = 0; i < minima.length; i++) minima[i] = leastOf(signed, MULTIPLIERS[i] as number, OFFSETS[i] as number)
  return Array.from({ length: bands }, (_, band) => {
    const rows = minima.subarray(band * ROWS, (band + 1) * ROWS)
    return `${band.toString(36)}.${hashOf(rows).toString(36)}`
  })
}

/** The least of the shingles as one hash function sees them: the innermost loop of a scan. */
function leastOf(shingles: Int32Array, multiplier: number, offset: number): number {
  let least = 0x7fffffff
  for (let at = 0; at < shingles.length; at++) {
    const value = (Math.imul(shingles[at] as number, multiplier) + offset) | 0
    if (value < least) least = value
  }
  return least
}

/** A teaser shares too little with its article for the bands above, but it opens with the same words. */
function leadBands(words: Uint32Array): string[] {
  const minima = new Uint32Array(LEAD_BANDS).fill(0xffffffff)
  for (const shingle of shinglesOf(words, LEAD_WORDS, 5)) {
    for (let i = 0; i < LEAD_BANDS; i++) minima[i] = Math.min(minima[i] as number, mixed(shingle + i) >>> 0)
  }
  return Array.from(minima, (minimum, i) => `l${i}.${minimum.toString(36)}`)
}

/** Writes a sketch as the store keeps it. */
export function signatureOf(sketch: Sketch): string {
  const values = Uint32Array.of(
    SIGNATURE_VERSION,
    sketch.words,
    sketch.shingles,
    sketch.whole,
    sketch.address,
    ...sketch.sample,
  )
  return Buffer.from(values.buffer).toString('base64')
}

/** Reads a stored sketch; null for one of another version, or for what is none. */
export function readSignature(signature: string): Sketch | null {
  const bytes = Buffer.from(signature, 'base64')
  if (bytes.length < 4 * HEAD || bytes.length % 4 !== 0 || bytes.length > 4 * (SAMPLE_MAX + HEAD)) return null
  const values = new Uint32Array(bytes.length / 4)
  for (let i = 0; i < values.length; i++) values[i] = bytes.readUInt32LE(4 * i)
  const [version, words = 0, shingles = 0, whole = 0, address = 0] = values
  if (version !== SIGNATURE_VERSION) return null
  return { words, shingles, whole, address, sample: values.slice(HEAD) }
}

/** How much two texts share: of all their shingles, and of each one's own. `common` is what was counted in the samples. */
export interface Overlap {
  readonly jaccard: number
  /** Share of the first text that stands in the second, and the other way round. */
  readonly inSecond: number
  readonly inFirst: number
  readonly common: number
}

/** Compares two sketches over the range of hashes that both samples cover: exactly for short texts, an estimate for long ones. */
export function overlapOf(first: Sketch, second: Sketch): Overlap {
  const bound = Math.min(coveredTo(first), coveredTo(second))
  let i = 0
  let j = 0
  let common = 0
  while (i < first.sample.length && j < second.sample.length) {
    const a = first.sample[i] as number
    const b = second.sample[j] as number
    if (a > bound || b > bound) break
    if (a === b) common += 1
    if (a <= b) i += 1
    if (b <= a) j += 1
  }
  const ofFirst = countUpTo(first.sample, bound)
  const ofSecond = countUpTo(second.sample, bound)
  const all = ofFirst + ofSecond - common
  return {
    jaccard: all === 0 ? 0 : common / all,
    inSecond: ofFirst === 0 ? 0 : common / ofFirst,
    inFirst: ofSecond === 0 ? 0 : common / ofSecond,
    common,
  }
}

function coveredTo(sketch: Sketch): number {
  if (sketch.shingles <= sketch.sample.length) return 0xffffffff
  return sketch.sample[sketch.sample.length - 1] ?? 0
}

function countUpTo(sample: Uint32Array, bound: number): number {
  if (bound === 0xffffffff) return sample.length
  let low = 0
  let high = sample.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sample[middle] as number) <= bound) low = middle + 1
    else high = middle
  }
  return low
}
