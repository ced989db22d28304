// Turns texts into numbers that compare: words as they are heard, runs of words, addresses. A scan spends more time
// here than anywhere else of its own, so texts are read letter by letter, without a copy.

const FNV_START = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** Hashes of the words, as they sound: whatever their case, accents and the signs between them. */
export function hashedWords(text: string, wordsMax: number): Uint32Array {
  const words = new Uint32Array(Math.min(wordsMax, (text.length + 1) >>> 1))
  let count = 0
  let hash = FNV_START
  for (let at = 0; at <= text.length; at++) {
    const unit = at < text.length ? text.charCodeAt(at) : SPACE
    const letter = letters[unit] || letterOf(unit)
    if (letter === SILENT) continue
    if (letter !== BORDER) {
      hash = Math.imul(hash ^ letter, FNV_PRIME)
      continue
    }
    if (hash === FNV_START) continue
    words[count] = mixed(hash)
    count += 1
    hash = FNV_START
    if (count === words.length) break
  }
  return words.subarray(0, count)
}

/** What a unit is that ends a word, or that is not heard; 0 is a unit not met yet. */
const BORDER = 1
const SILENT = 2
const SPACE = 32

/** What each UTF-16 unit stands for, filled as texts need it: texts are read letter by letter, so this must be quick. */
const letters = new Uint16Array(65_536)

function letterOf(unit: number): number {
  const letter = foldedLetter(String.fromCharCode(unit))
  letters[unit] = letter
  return letter
}

function foldedLetter(character: string): number {
  if (/^\p{M}$/u.test(character)) return SILENT
  if (!/^[\p{L}\p{N}]$/u.test(character)) return BORDER
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().charCodeAt(0)
}

/** The finisher of MurmurHash3: close inputs come out far apart. Answers with a signed number, the quickest kind. */
export function mixed(hash: number): number {
  let mix = hash ^ (hash >>> 16)
  mix = Math.imul(mix, 0x85ebca6b)
  mix ^= mix >>> 13
  mix = Math.imul(mix, 0xc2b2ae35)
  return mix ^ (mix >>> 16)
}

/** One page has one hash, whichever way its address is written. Canonical addresses are the business of the sources. */
export function hashOfAddress(url: string | null): number {
  if (url === null) return 0
  const address = url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '')
  let hash = FNV_START
  for (let at = 0; at < address.length; at++) hash = Math.imul(hash ^ address.charCodeAt(at), FNV_PRIME)
  return mixed(hash) >>> 0 || 1
}

/** The hash of a sequence of words' hashes. */
export function hashOf(words: Uint32Array): number {
  let hash = words.length
  for (let at = 0; at < words.length; at++) hash = mixed((Math.imul(hash, 31) + (words[at] as number)) | 0)
  return hash >>> 0
}

/** Hashes of all runs of so many of the first words, each once, ascending. */
export function shinglesOf(words: Uint32Array, wordsMax: number, length: number): Uint32Array {
  const runs = Math.max(0, Math.min(words.length, wordsMax) - length + 1)
  const shingles = new Uint32Array(runs)
  for (let run = 0; run < runs; run++) {
    let hash = length
    for (let at = run; at < run + length; at++) hash = mixed((Math.imul(hash, 31) + (words[at] as number)) | 0)
    shingles[run] = hash
  }
  return eachOnce(shingles.sort())
}

function eachOnce(sorted: Uint32Array): Uint32Array {
  let kept = 0
  for (let at = 0; at < sorted.length; at++) {
    if (at > 0 && sorted[at] === sorted[at - 1]) continue
    sorted[kept] = sorted[at] as number
    kept += 1
  }
  return sorted.subarray(0, kept)
}
