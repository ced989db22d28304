// A text as numbers: tokens, clauses and folded characters in arrays that are used again for the next text. Everything
// later (brands, lexicon, n-grams, evidence) works on these numbers and allocates nothing per token. `read.ts` fills them.

/** What a token is. */
export const WORD = 0
export const NUMBER = 1
export const USER = 2
export const TAG = 3
export const ADDRESS = 4
export const EMOJI = 5
export const MARK = 6

/** How a word is written: bits of `Reading.shape`. */
export const CAPITAL = 1
export const ALL_CAPS = 2
export const STRETCHED = 4
export const AFTER_STOP = 8

/** Posts are shorter; of a longer one this much is read, which keeps the time per post bounded. */
export const READ_UNITS_MAX = 24_000
/** Words, marks and faces of that much text; past them reading stops. */
export const TOKENS_MAX = 6_000

/** Start value of every rolling hash (FNV-1a). */
export const HASH_SEED = 0x811c9dc5

/** One step of the rolling hash. */
export function hashStep(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193)
}

/** The hash of a folded word, as tokens carry it. */
export function hashWord(word: string): number {
  let hash = HASH_SEED
  for (let i = 0; i < word.length; i++) hash = hashStep(hash, word.charCodeAt(i))
  return hash | 0
}

/** A text as numbers. The arrays are longer than `tokens` and `units`; only that much of them holds. */
export interface Reading {
  text: string
  units: number
  readonly folded: Uint16Array
  /** 1 for each unit that is a capital letter; of pairs only the first unit is told. */
  readonly capital: Uint8Array
  tokens: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly hash: Int32Array
  /** What parts the word plays, as bits (`roles.ts`). */
  readonly role: Uint8Array
  readonly kind: Uint8Array
  readonly shape: Uint8Array
  readonly clause: Uint16Array
  clauses: number
  /** Each word's folded characters with a space on both sides, for character n-grams. */
  readonly characters: Uint16Array
  readonly charactersFrom: Int32Array
  readonly charactersTo: Int32Array
  /** Counts over the text: letters, capital letters, `?`, `!`, opening `¿`, quotation marks, line breaks. */
  letters: number
  capitals: number
  questions: number
  exclamations: number
  openers: number
  quotes: number
  lines: number
}

/** An empty reading with room for the longest text. */
export function newReading(): Reading {
  return {
    text: '',
    units: 0,
    folded: new Uint16Array(READ_UNITS_MAX),
    capital: new Uint8Array(READ_UNITS_MAX),
    tokens: 0,
    start: new Int32Array(TOKENS_MAX),
    end: new Int32Array(TOKENS_MAX),
    hash: new Int32Array(TOKENS_MAX),
    role: new Uint8Array(TOKENS_MAX),
    kind: new Uint8Array(TOKENS_MAX),
    shape: new Uint8Array(TOKENS_MAX),
    clause: new Uint16Array(TOKENS_MAX),
    clauses: 0,
    characters: new Uint16Array(READ_UNITS_MAX + 2 * TOKENS_MAX),
    charactersFrom: new Int32Array(TOKENS_MAX),
    charactersTo: new Int32Array(TOKENS_MAX),
    letters: 0,
    capitals: 0,
    questions: 0,
    exclamations: 0,
    openers: 0,
    quotes: 0,
    lines: 0,
  }
}
