// Finds names that somebody misspelled: "Movistr", "Bancolmbia", "mercadolibre" for Mercado Libre. A word of the text that
// is no word otherwise is looked up among the names (`forms.ts`), and what is found is held against strict guards
// (`slips.ts`), because a wrong hit is worse than a missed one.

import { foldTerm } from '../automaton.js'
import { hashWord, type Reading, STRETCHED, WORD } from '../reading.js'
import { neighbourhoods } from './forms.js'
import {
  isInflected,
  LETTERS_FOR_ONE,
  LETTERS_FOR_TWO,
  slipsIn,
  squeezed,
  type Written,
  type WrittenName,
} from './slips.js'

/** A name that may be misspelled, and whose it is. `owner` null: nobody's here (a competitor), it only claims its own. */
export interface Name {
  readonly text: string
  readonly owner: number | null
}

/** A misspelled name in a reading: its tokens, `to` exclusive. */
export interface NearMiss {
  readonly owner: number
  readonly from: number
  readonly to: number
}

/** Tells of a word's hash what else it may be. */
export interface OtherMeanings {
  /** A word that people use for other things. */
  readonly isWord: (hash: number) => boolean
  /** The name of a company that is known. */
  readonly isName: (hash: number) => boolean
}

/** Finds misspelled names. */
export interface Speller {
  find(reading: Reading, others: OtherMeanings): readonly NearMiss[]
}

/** A doubled letter ("tiggo", "Tigoo") is the one slip that a name of four letters is known by. */
const LETTERS_LEAST = 4
/** Longer words are no names; and their forms would grow with the square of their length. */
const LETTERS_MAX = 32
/** Some texts are made of nothing but unknown words: so many are looked up. */
const LOOKUPS_MAX = 400

/** Compiles names; those too short, of several words whose joined form is short, or with other signs than letters fall out. */
export function compileSpeller(names: readonly Name[]): Speller {
  const entries = names.flatMap((name) => entriesOf(name))
  const table = neighbourhoods(entries)
  if (entries.length === 0) return { find: () => [] }
  const joined = joinedNames(entries)
  const letters: number[] = []
  return {
    find(reading, others) {
      const misses: NearMiss[] = []
      let lookups = 0
      for (let token = 0; token < reading.tokens && lookups < LOOKUPS_MAX; token++) {
        if (reading.kind[token] !== WORD || !isOfLength(reading, token)) continue
        if (!table.mayBegin(unitOf(reading, token, 0), unitOf(reading, token, 1))) continue
        const hash = reading.hash[token] as number
        const whole = joined.get(hash)
        if (whole !== undefined) misses.push(...whole.map((owner) => ({ owner, from: token, to: token + 1 })))
        // "Claroooo" may mean the company or not, just as "claro" may: that is not for spelling to judge.
        const stretched = ((reading.shape[token] ?? 0) & STRETCHED) !== 0
        if (whole !== undefined || (!stretched && (others.isWord(hash) || others.isName(hash)))) continue
        copyLetters(reading, token, letters)
        lookups++
        const found = [...table.near(letters)].flatMap((index) => entries[index] ?? [])
        if (found.length > 0) misses.push(...meant(found, wordOf(letters, stretched), { reading, token }, others))
      }
      return misses
    },
  }
}

interface Entry extends WrittenName {
  readonly owner: number | null
  /** The words of the name, as hashes, and which of them the letters are; those of a single word, or of the joined form, are none. */
  readonly phrase: Int32Array
  readonly place: number
}

const NO_PHRASE = new Int32Array(0)

/** The joined names by their hash: written so, a name is known at once, even where another company is called the same. */
function joinedNames(entries: readonly Entry[]): ReadonlyMap<number, readonly number[]> {
  const names = new Map<number, number[]>()
  for (const { letters, owner, joined } of entries) {
    if (!joined || owner === null) continue
    const owners = names.get(hashWord(letters)) ?? []
    names.set(hashWord(letters), owners.includes(owner) ? owners : [...owners, owner])
  }
  return names
}

/** Longer phrases are no names. */
const PHRASE_WORDS_MAX = 4

/** A name of one word; of several, the joined form and each word that is long enough to be known with a slip. */
function entriesOf({ text, owner }: Name): Entry[] {
  const words = foldTerm(text).split(' ')
  const letters = words.join('')
  if (!/^\p{L}+$/u.test(letters) || letters.length > LETTERS_MAX) return []
  const entry = (own: string, rest: Pick<Entry, 'joined' | 'phrase' | 'place'>): Entry => {
    return { letters: own, squeezed: squeezed(own), owner, ...rest }
  }
  if (words.length === 1) {
    const isLong = letters.length >= LETTERS_LEAST
    return isLong ? [entry(letters, { joined: false, phrase: NO_PHRASE, place: 0 })] : []
  }
  if (letters.length < LETTERS_FOR_TWO || words.length > PHRASE_WORDS_MAX) return []
  const phrase = Int32Array.from(words, hashWord)
  const single = words.flatMap((word, place) =>
    word.length < LETTERS_FOR_ONE ? [] : [entry(word, { joined: false, phrase, place })],
  )
  return [entry(letters, { joined: true, phrase: NO_PHRASE, place: 0 }), ...single]
}

function unitOf(reading: Reading, token: number, place: number): number {
  return reading.characters[(reading.charactersFrom[token] as number) + 1 + place] as number
}

/** False of a word that is too short or too long to be a misspelled name. */
function isOfLength({ charactersFrom, charactersTo }: Reading, token: number): boolean {
  const length = (charactersTo[token] as number) - (charactersFrom[token] as number) - 2
  return length >= LETTERS_LEAST && length <= LETTERS_MAX
}

/** Copies a word's letters. */
function copyLetters(reading: Reading, token: number, letters: number[]): void {
  const from = (reading.charactersFrom[token] ?? 0) + 1
  const to = (reading.charactersTo[token] ?? 0) - 1
  letters.length = 0
  for (let at = from; at < to; at++) letters.push(reading.characters[at] ?? 0)
}

function wordOf(letters: readonly number[], stretched: boolean): Written {
  const text = String.fromCharCode(...letters)
  return { text, squeezed: squeezed(text), stretched }
}

interface Place {
  readonly reading: Reading
  readonly token: number
}

/** The names that a word means: those nearest to it, if they are written alike; as near to two names it is nobody's. */
function meant(found: readonly Entry[], written: Written, place: Place, others: OtherMeanings): readonly NearMiss[] {
  let best = Number.POSITIVE_INFINITY
  let nearest: Entry[] = []
  for (const entry of found) {
    const slips = hasRest(entry, place) ? slipsIn(written, entry) : null
    if (slips === null || slips > best) continue
    if (slips < best) nearest = []
    best = slips
    nearest.push(entry)
  }
  const [first] = nearest
  if (first === undefined || nearest.some(({ letters }) => letters !== first.letters)) return []
  if (!written.stretched && isInflected(written.text, first.letters, others.isWord)) return []
  const from = place.token
  // A brand that others name as their competitor is still itself.
  return nearest.flatMap(({ owner, phrase, place: at }) => {
    const words = Math.max(1, phrase.length)
    return owner === null ? [] : [{ owner, from: from - at, to: from - at + words }]
  })
}

/** Whether the other words of a phrase stand beside the one that is misspelled, as they should. */
function hasRest({ phrase, place }: Entry, { reading, token }: Place): boolean {
  return phrase.every((hash, at) => {
    const beside = token - place + at
    return at === place || (beside >= 0 && beside < reading.tokens && reading.hash[beside] === hash)
  })
}
