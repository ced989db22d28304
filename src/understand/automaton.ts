// Finds ten thousand terms in one pass over a folded text: an Aho-Corasick automaton in typed arrays. The cost per
// character does not grow with the number of terms. It knows nothing of brands; a term is a number.

import { classOfUnit, DIGIT, fold, LETTER, SKIPPED, SYMBOL } from './fold.js'

/** One place where a term stands: offsets are UTF-16 units of the text. */
export interface Hit {
  readonly term: number
  readonly start: number
  readonly end: number
}

/** More hits in one post say nothing new, and a text made of one term only must not cost more than its length. */
const HITS_MAX = 400

/** A compiled set of terms. */
export interface Automaton {
  /** Calls back for each whole-word hit in the first `units` folded units, in order of its end. */
  find(folded: Uint16Array, units: number): Hit[]
}

interface Trie {
  readonly children: Map<number, number>[]
  readonly ends: number[][]
}

/** A separator inside a phrase: any run of white space, hyphens or points in the text stands for it. */
const SEPARATOR = 32

/** Folds a term as the automaton reads text: runs of separators become one. */
export function foldTerm(term: string): string {
  return fold(term)
    .replace(/['’`]/gu, '')
    .replace(/[^\p{L}\p{N}@#&+$!]+/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])[&+$!](?![\p{L}\p{N}])/gu, ' ')
    .replace(/ +/gu, ' ')
    .trim()
}

/** Compiles terms. A term that folds to nothing is never found. */
export function compileTerms(terms: readonly string[]): Automaton {
  const trie: Trie = { children: [new Map()], ends: [[]] }
  const lengths: number[] = []
  terms.forEach((term, index) => {
    const folded = foldTerm(term)
    lengths.push(folded.length)
    if (folded.length > 0) insert(trie, folded, index)
  })
  return searcher(freeze(trie), lengths)
}

function insert(trie: Trie, term: string, index: number): void {
  let state = 0
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i)
    const next = trie.children[state]?.get(unit)
    if (next !== undefined) {
      state = next
      continue
    }
    trie.children.push(new Map())
    trie.ends.push([])
    const added = trie.children.length - 1
    trie.children[state]?.set(unit, added)
    state = added
  }
  trie.ends[state]?.push(index)
}

/** Latin letters lead from the root by a plain table; other scripts take the common one. */
const ROOT_UNITS = 0x250

/** The automaton in flat arrays: edges of a state in one open-addressed table keyed by (state, unit). */
interface Frozen {
  /** Per slot the state (-1 where it is free), the unit, the target and a spare, so that a slot stands in one cache line. */
  readonly slots: Int32Array
  readonly mask: number
  readonly fail: Int32Array
  /** Nearest state on the failure path, itself included, where a term ends; -1 where none does. */
  readonly output: Int32Array
  readonly ends: readonly (readonly number[])[]
  /** The root's edges, by unit: most steps are taken here. */
  readonly root: Int32Array
}

function freeze(trie: Trie): Frozen {
  const states = trie.children.length
  let size = 1
  while (size < states * 2 + 2) size *= 2
  const frozen: Frozen = {
    slots: new Int32Array(size * SLOT),
    mask: size - 1,
    fail: new Int32Array(states),
    output: new Int32Array(states).fill(-1),
    ends: trie.ends,
    root: new Int32Array(ROOT_UNITS),
  }
  for (let slot = 0; slot < size; slot++) frozen.slots[slot * SLOT] = -1
  trie.children.forEach((children, state) => {
    for (const [unit, target] of children) addEdge(frozen, state, unit, target)
  })
  linkFailures(trie, frozen)
  return frozen
}

const SLOT = 4

/** Where the slot of (state, unit) begins. */
function slotOf({ slots, mask }: Frozen, state: number, unit: number): number {
  let slot = ((Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 7) & mask
  while (slots[slot * SLOT] !== -1 && (slots[slot * SLOT] !== state || slots[slot * SLOT + 1] !== unit)) {
    slot = (slot + 1) & mask
  }
  return slot * SLOT
}

function addEdge(frozen: Frozen, state: number, unit: number, target: number): void {
  if (state === 0 && unit < ROOT_UNITS) {
    frozen.root[unit] = target
    return
  }
  const slot = slotOf(frozen, state, unit)
  frozen.slots[slot] = state
  frozen.slots[slot + 1] = unit
  frozen.slots[slot + 2] = target
}

/** The next state. `within`: the unit goes on with a word, and no term that begins there would stand whole. */
function step(frozen: Frozen, from: number, unit: number, within = false): number {
  let state = from
  while (state !== 0) {
    const slot = slotOf(frozen, state, unit)
    if (frozen.slots[slot] === state) return frozen.slots[slot + 2] as number
    state = frozen.fail[state] as number
  }
  if (within) return 0
  if (unit < ROOT_UNITS) return frozen.root[unit] ?? 0
  const slot = slotOf(frozen, 0, unit)
  return frozen.slots[slot + 2] as number
}

function linkFailures(trie: Trie, frozen: Frozen): void {
  const queue: number[] = [...(trie.children[0]?.values() ?? [])]
  for (const state of queue) frozen.output[state] = (trie.ends[state]?.length ?? 0) > 0 ? state : -1
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0
    for (const [unit, child] of trie.children[state] ?? []) {
      const fail = step(frozen, frozen.fail[state] ?? 0, unit)
      frozen.fail[child] = fail
      frozen.output[child] = (trie.ends[child]?.length ?? 0) > 0 ? child : (frozen.output[fail] ?? -1)
      queue.push(child)
    }
  }
}

function searcher(frozen: Frozen, lengths: readonly number[]): Automaton {
  /** Where each unit fed to the automaton stood: a term's start is looked up from its length. */
  let positions = new Int32Array(1024)
  return {
    find(folded, units) {
      if (positions.length < units + 2) positions = new Int32Array(units * 2 + 2)
      const hits: Hit[] = []
      let state = 0
      let fed = 0
      let inSeparator = true
      let inWord = false
      for (let at = 0; at < units && hits.length < HITS_MAX; at++) {
        const unit = folded[at] as number
        if (unit === SKIPPED) continue
        if (isApostrophe(unit)) {
          inWord = false
          continue
        }
        const isInWord = isWordUnit(unit)
        const isSeparator = !isInWord && !isTermUnit(folded, at)
        if (isSeparator && inSeparator) continue
        inSeparator = isSeparator
        positions[fed++] = at
        state = step(frozen, state, isSeparator ? SEPARATOR : unit, inWord && isInWord)
        inWord = isInWord
        if (state === 0) {
          if (isInWord) at = lastOfWord(folded, units, at)
          continue
        }
        for (
          let output = frozen.output[state] as number;
          output > 0;
          output = frozen.output[frozen.fail[output] ?? 0] ?? -1
        ) {
          for (const term of frozen.ends[output] ?? []) {
            const start = positions[fed - (lengths[term] ?? 1)] ?? 0
            if (isWhole(folded, units, start, at + 1))
              hits.push({ term, start, end: endWithUnseen(folded, units, at + 1) })
          }
        }
      }
      return hits
    },
  }
}

/** The last unit of the word that goes on at `at`. */
function lastOfWord(folded: Uint16Array, units: number, at: number): number {
  let next = at + 1
  while (next < units && (folded[next] === SKIPPED || isWordUnit(folded[next]))) next++
  return next - 1
}

function isApostrophe(unit: number): boolean {
  return unit === 39 || unit === 8217 || unit === 96
}

/** Letters, digits, @ and #; and & + $ ! beside a letter or digit ("H&M", "Disney+", "Yahoo!"). */
function isTermUnit(folded: Uint16Array, at: number): boolean {
  const unit = folded[at] ?? 0
  const kind = classOfUnit(unit)
  if (kind === LETTER || kind === DIGIT || kind === SYMBOL || unit === 64 || unit === 35) return true
  if (unit !== 38 && unit !== 43 && unit !== 36 && unit !== 33) return false
  return isWordUnit(folded[at - 1]) || isWordUnit(folded[at + 1])
}

function isWordUnit(unit: number | undefined): boolean {
  if (unit === undefined) return false
  const kind = classOfUnit(unit)
  return kind === LETTER || kind === DIGIT
}

/** Takes in what belongs to the last letter: its combining accent, the second half of a letter of another plane. */
function endWithUnseen(folded: Uint16Array, units: number, end: number): number {
  let after = end
  while (after < units && folded[after] === SKIPPED) after++
  return after
}

/** A hit counts at word borders only; "@claro" and "#claro" hold the term "claro", "@claroboy" does not. */
function isWhole(folded: Uint16Array, units: number, start: number, end: number): boolean {
  if (isWordUnit(folded[start]) && joinsBefore(folded, start)) return false
  if (end >= units || !isWordUnit(folded[end - 1])) return true
  const after = endWithUnseen(folded, units, end)
  // "claro's" is claro; "claro_oficial" is a handle of another name.
  return after >= units || !(isWordUnit(folded[after]) || folded[after] === 95)
}

function joinsBefore(folded: Uint16Array, start: number): boolean {
  let before = start - 1
  while (before >= 0 && folded[before] === SKIPPED) before--
  if (before < 0) return false
  return isWordUnit(folded[before]) || folded[before] === 95
}
