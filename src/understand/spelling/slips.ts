// Tells how far what somebody wrote lies from a name: one slip, two, or too far. It knows nothing of texts; every guard
// here can be read, and tested, as a table.

import { createRequire } from 'node:module'
import { hashWord } from '../reading.js'

/** One slip needs this many letters: among shorter words every second one is a neighbour of another. */
export const LETTERS_FOR_ONE = 5
/** Two slips need more. */
export const LETTERS_FOR_TWO = 8
/** Two slips at the end of a long name leave it recognisable; spread over it they make another word. */
const LIKENESS_MIN = 0.92

/** A name as it should be written. */
export interface WrittenName {
  readonly letters: string
  /** The letters with each run as one. */
  readonly squeezed: string
  /** "Mercado Libre" is known as "mercadolibre" only: written so it has lost its gap, which is a slip already. */
  readonly joined: boolean
}

/** A word as it was written. */
export interface Written {
  readonly text: string
  readonly squeezed: string
  /** Three or more of a letter: "Claroooo". */
  readonly stretched: boolean
}

/** How many slips lie between what was written and a name; null when it is too far, or is the name as it should be. */
export function slipsIn(written: Written, name: WrittenName): number | null {
  const { text, stretched } = written
  const { letters, joined } = name
  // "tigoooo" was read as "tigo"; written without a slip it was found, or excluded, before.
  if (text === letters) return stretched ? 1 : null
  if (written.squeezed === name.squeezed) return 1
  const shorter = Math.min(text.length, letters.length)
  if (stretched || shorter < LETTERS_FOR_ONE || !beginsAlike(text, letters)) return null
  if (isOtherNumber(text, letters)) return null
  if (isOneSlip(text, letters)) return 1
  if (joined || shorter < LETTERS_FOR_TWO || likeness(text, letters) < LIKENESS_MIN) return null
  return damerau(text, letters) === 2 ? 2 : null
}

/** People get the first letter right, or swap it with the second. */
function beginsAlike(written: string, name: string): boolean {
  return written[0] === name[0] || (written[0] === name[1] && written[1] === name[0])
}

/** "claras" is no way of writing Claro: another gender or number of a word is another word. */
function isOtherNumber(written: string, name: string): boolean {
  const stem = (word: string): string => word.replace(/(?:[aoe]s?|s)$/u, '')
  return stem(written) === stem(name)
}

/** A letter lost, added or changed, or two neighbours swapped: read off what is left between the common ends. */
function isOneSlip(one: string, other: string): boolean {
  const most = Math.min(one.length, other.length)
  let from = 0
  while (from < most && one[from] === other[from]) from++
  let back = 0
  while (back < most - from && one[one.length - 1 - back] === other[other.length - 1 - back]) back++
  const left = one.length - from - back
  const right = other.length - from - back
  if (left <= 1 && right <= 1) return true
  return left === 2 && right === 2 && one[from] === other[from + 1] && one[from + 1] === other[from]
}

/** A word with each run of a letter as one. */
export function squeezed(word: string): string {
  return word.replace(/(.)\1+/gu, '$1')
}

/** Endings of Spanish and English words: a word that is an ordinary one with another ending is ordinary too. */
const ENDINGS = [
  ...[
    '',
    's',
    'es',
    'a',
    'o',
    'as',
    'os',
    'e',
    'en',
    'an',
    'r',
    'ar',
    'er',
    'ir',
    'do',
    'da',
    'ado',
    'ada',
    'ido',
    'ando',
  ],
  ...['ia', 'io', 'mente', 'aba', 'ed', 'ing', 'ly', 'y', 'ies', 'al', 'ales'],
]
const STEM_LEAST = 4

/** True of an ordinary word with another ending. Only asked of what already looks like `name`, so its cost is no matter. */
export function isInflected(word: string, name: string, isWord: (hash: number) => boolean): boolean {
  for (let cut = 0; cut <= 4 && word.length - cut >= STEM_LEAST; cut++) {
    const stem = word.slice(0, word.length - cut)
    if (cut > 0 && !ENDINGS.includes(word.slice(word.length - cut))) continue
    // People write the name itself in lower case too, so it stands among the words.
    if (ENDINGS.some((ending) => stem + ending !== name && isWord(hashWord(stem + ending)))) return true
  }
  return false
}

interface Distances {
  DamerauLevenshteinDistance(one: string, other: string, options: { readonly restricted: boolean }): number
  JaroWinklerDistance(one: string, other: string): number
}

const require = createRequire(import.meta.url)

/** Loaded when the first word looks like a name: most runs never need it. */
function distances(): Distances {
  return require('natural/lib/natural/distance/index.js') as Distances
}

/** Letters lost, added, changed or swapped with their neighbour. */
function damerau(one: string, other: string): number {
  return distances().DamerauLevenshteinDistance(one, other, { restricted: true })
}

/** From 0 to 1; early letters count for more. */
function likeness(one: string, other: string): number {
  return distances().JaroWinklerDistance(one, other)
}
