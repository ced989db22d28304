// A table in which a word finds the names that may be meant by it: each name stands there under every form that loses
// a letter or two (deletion neighbourhoods, after SymSpell), so that a look-up costs the same among ten names and among
// ten thousand.

import { HASH_SEED, hashStep } from '../reading.js'
import { LETTERS_FOR_TWO } from './slips.js'

/** Forms are made of the first letters only, as in SymSpell: what comes later is left to the exact comparison. */
const HEAD = 8

/** Names to be looked up by words that are nearly theirs. */
export interface Neighbourhoods {
  /** False of a word that begins as no name does: most words are let go here. */
  mayBegin(first: number, second: number): boolean
  /** The entries that share a form with the letters. */
  near(letters: readonly number[]): ReadonlySet<number>
}

const NOTHING: ReadonlySet<number> = new Set()

/** Compiles names; an entry is its place in the list. */
export function neighbourhoods(names: readonly { readonly letters: string }[]): Neighbourhoods {
  const first = new Uint8Array(1 << 16)
  const swapped = new Uint8Array(1 << 16)
  const pairs: Pair[] = []
  names.forEach(({ letters }, entry) => {
    const units = Array.from(letters, (letter) => letter.charCodeAt(0))
    first[units[0] ?? 0] = 1
    swapped[pairOf(units[1] ?? 0, units[0] ?? 0)] = 1
    const forms = new Set<number>()
    eachForm(units, (form) => forms.add(form))
    for (const form of forms) pairs.push({ form, entry })
  })
  pairs.sort((one, other) => one.form - other.form || one.entry - other.entry)
  const table = formTable(pairs)
  return {
    mayBegin: (one, other) => first[one] === 1 || swapped[pairOf(one, other)] === 1,
    near: (letters) => {
      let found: Set<number> | null = null
      eachForm(letters, (form) => {
        if (!table.mayHold(form)) return
        found ??= new Set()
        for (const entry of table.entriesOf(form)) found.add(entry)
      })
      return found ?? NOTHING
    },
  }
}

/** A place for two letters in a table of flags; letters of other scripts may share one. */
function pairOf(one: number, other: number): number {
  return (Math.imul(one, 0x101) ^ other) & 0xffff
}

interface Pair {
  readonly form: number
  readonly entry: number
}

interface FormTable {
  /** One look at one bit: nearly every form of an ordinary text ends here. */
  mayHold(form: number): boolean
  entriesOf(form: number): Int32Array
}

/** Names under one form: enough to tell that a form says nothing, and a bound on what one word can cost. */
const ENTRIES_OF_FORM_MAX = 64

/** A table from forms to entries, in flat arrays: ten thousand names have half a million pairs. */
function formTable(pairs: readonly Pair[]): FormTable {
  let size = 16
  while (size < pairs.length * 2) size *= 2
  const bits = new Uint32Array(size)
  const bitOf = (form: number): number => (Math.imul(form, 0x2c1b3c6d) >>> 5) & (size * 32 - 1)
  for (const { form } of pairs) bits[bitOf(form) >>> 5] = (bits[bitOf(form) >>> 5] ?? 0) | (1 << (bitOf(form) & 31))
  const start = new Int32Array(size).fill(-1)
  const forms = Int32Array.from(pairs, (pair) => pair.form)
  const entries = Int32Array.from(pairs, (pair) => pair.entry)
  const slotOf = (form: number): number => {
    let slot = (Math.imul(form, 0x9e3779b1) >>> 7) & (size - 1)
    while (start[slot] !== -1 && forms[start[slot] ?? 0] !== form) slot = (slot + 1) & (size - 1)
    return slot
  }
  for (let at = pairs.length - 1; at >= 0; at--) start[slotOf(forms[at] ?? 0)] = at
  const nothing = new Int32Array(0)
  return {
    mayHold: (form) => ((bits[bitOf(form) >>> 5] ?? 0) & (1 << (bitOf(form) & 31))) !== 0,
    entriesOf: (form) => {
      const from = start[slotOf(form)] ?? -1
      if (from === -1) return nothing
      let to = from
      while (to < forms.length && forms[to] === form && to - from < ENTRIES_OF_FORM_MAX) to++
      return entries.subarray(from, to)
    },
  }
}

/** Calls with the hash of a word's head without none, one, or (in long words) two of its letters, and of its letters without runs. */
function eachForm(letters: readonly number[], call: (form: number) => void): void {
  const head = Math.min(letters.length, HEAD)
  call(squeezedForm(letters))
  call(formOf(letters, head, -1, -1))
  for (let one = 0; one < head; one++) {
    call(formOf(letters, head, one, -1))
    if (letters.length < LETTERS_FOR_TWO) continue
    for (let other = one + 1; other < head; other++) call(formOf(letters, head, one, other))
  }
}

function formOf(letters: readonly number[], head: number, without: number, alsoWithout: number): number {
  let hash = HASH_SEED
  for (let at = 0; at < head; at++) {
    if (at !== without && at !== alsoWithout) hash = hashStep(hash, letters[at] ?? 0)
  }
  return hash | 0
}

function squeezedForm(letters: readonly number[]): number {
  let hash = ~HASH_SEED
  for (let at = 0; at < letters.length; at++) {
    if (letters[at] !== letters[at - 1]) hash = hashStep(hash, letters[at] ?? 0)
  }
  return hash | 0
}
