// The corpus as texts: rows that judge one text of several brands stand together once, and words are compared as they
// sound, whatever their case and accents. Everything that looks for copies or templates starts here.

import type { LabelledPost } from '../labelled.js'

/** One text of the corpus, with the rows that judge it. */
export interface CorpusText {
  readonly group: string
  readonly text: string
  /** All brands that the text is judged of. */
  readonly terms: readonly string[]
  readonly rows: readonly LabelledPost[]
}

/** What stands where a brand's name stood, so that the same sentence about two brands is the same sentence. */
export const BRAND_WORD = '@'
/** What stands where a number stood. */
const NUMBER_WORD = '#'

/** Gathers rows by their text. */
export function textsOf(posts: readonly LabelledPost[]): CorpusText[] {
  const groups = new Map<string, LabelledPost[]>()
  for (const post of posts) {
    const rows = groups.get(post.group)
    if (rows === undefined) groups.set(post.group, [post])
    else rows.push(post)
  }
  return [...groups].map(([group, rows]) => ({
    group,
    text: rows[0]?.text ?? '',
    terms: [...new Set(rows.flatMap((row) => [row.brand.name, ...row.brand.terms]))],
    rows,
  }))
}

/** The words of a text as they sound. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words of a text with its brands and its numbers masked: what a template with slots would leave. */
export function maskedWords(text: CorpusText): string[] {
  const words = wordsOf(text.text)
  const names = text.terms.map(wordsOf).filter((name) => name.length > 0)
  const masked: string[] = []
  for (let at = 0; at < words.length; ) {
    const name = names.find((candidate) => candidate.every((word, i) => words[at + i] === word))
    const word = words[at] ?? ''
    masked.push(name === undefined ? withoutNumber(word) : BRAND_WORD)
    at += name?.length ?? 1
  }
  return masked
}

function withoutNumber(word: string): string {
  return /\p{N}/u.test(word) ? NUMBER_WORD : word
}

/** Every run of so many words, as numbers; a text shorter than one run is one run. */
export function shinglesOf(words: readonly string[], length: number): Uint32Array {
  const runs = Math.max(1, words.length - length + 1)
  const shingles = new Set<number>()
  for (let run = 0; run < runs; run++) shingles.add(hashOf(words.slice(run, run + length).join(' ')))
  return Uint32Array.from(shingles).sort()
}

/** FNV-1a with the finisher of MurmurHash3: close inputs come out far apart. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return mixed(hash)
}

/** The finisher alone. */
export function mixed(value: number): number {
  let mix = value ^ (value >>> 16)
  mix = Math.imul(mix, 0x85ebca6b)
  mix ^= mix >>> 13
  mix = Math.imul(mix, 0xc2b2ae35)
  return (mix ^ (mix >>> 16)) >>> 0
}
