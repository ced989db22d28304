// Finds the lexicon's concepts in a reading, with negation: "no me funciona" and "funciona" are told apart by the
// word before. All patterns are walked at once in a trie over words, so time does not grow with the lexicon.

import { AFTER_STOP, EMOJI, HASH_SEED, hashStep, MARK, type Reading } from './reading.js'
import { NEGATES } from './roles.js'
import { ANY, follow, lookUp, mayBegin, type Trie } from './trie.js'

/** Where a concept is said. `from` and `to` are tokens, `to` exclusive. */
export interface Saying {
  readonly concept: number
  readonly from: number
  readonly to: number
  readonly negated: boolean
}

/** Finds what is said. */
export interface ConceptFinder {
  find(reading: Reading): Saying[]
}

/** More sayings in one post add nothing but time. */
const SAYINGS_MAX = 300
/** Patterns under way at once; real text has under ten. */
const ACTIVE_MAX = 48
/** How many words before a concept a negation reaches. */
const NEGATION_REACH = 3

/** A finder over the trie of a lexicon. */
export function conceptFinder(trie: Trie): ConceptFinder {
  return { find: (reading) => walk(reading, trie) }
}

const symbols = new Int32Array(48)
let active = new Int32Array(ACTIVE_MAX * 2)
let next = new Int32Array(ACTIVE_MAX * 2)

function walk(reading: Reading, trie: Trie): Saying[] {
  const sayings: Saying[] = []
  let count = 0
  for (let token = 0; token < reading.tokens && sayings.length < SAYINGS_MAX; token++) {
    const kind = reading.kind[token] ?? 0
    if (kind === MARK) {
      count = 0
      continue
    }
    if (((reading.shape[token] ?? 0) & AFTER_STOP) !== 0) count = 0
    const found = symbolsOf(reading, token, kind, trie)
    let reached = 0
    let kept = 0
    // The last of them is the root: every pattern may begin here.
    for (let i = 0; i <= count; i++) {
      const node = i === count ? 0 : (active[i * 2] as number)
      const from = i === count ? token : (active[i * 2 + 1] as number)
      const tries = trie.hasAny[node] === 1 ? found + 1 : found
      for (let s = 0; s < tries; s++) {
        const symbol = s === found ? ANY : (symbols[s] as number)
        const child = follow(trie, node, symbol)
        if (child === 0) continue
        addSayings(sayings, reading, trie, child, from, token + 1)
        if (reached++ >= ACTIVE_MAX || trie.follows[child] === 0) continue
        next[kept * 2] = child
        next[kept * 2 + 1] = from
        kept++
      }
    }
    const spare = active
    active = next
    next = spare
    count = kept
  }
  return sayings
}

function addSayings(sayings: Saying[], reading: Reading, trie: Trie, node: number, from: number, to: number): void {
  const end = trie.endsFrom[node + 1] as number
  for (let at = trie.endsFrom[node] as number; at < end; at++) {
    sayings.push({ concept: trie.ends[at] as number, from, to, negated: isNegated(reading, from) })
  }
}

/** Writes the symbols that a token stands for into `symbols`: itself, and each beginning that the lexicon knows. */
function symbolsOf(reading: Reading, token: number, kind: number, trie: Trie): number {
  let found = 0
  const word = lookUp(trie.words, 0, reading.hash[token] as number)
  if (word !== 0) symbols[found++] = word
  if (kind === EMOJI) return found
  const to = (reading.charactersTo[token] as number) - 1
  let hash = HASH_SEED
  for (let at = (reading.charactersFrom[token] as number) + 1; at < to && found < symbols.length; at++) {
    hash = hashStep(hash, reading.characters[at] as number)
    if (!mayBegin(trie, hash)) continue
    const symbol = lookUp(trie.prefixes, 0, hash | 0)
    if (symbol !== 0) symbols[found++] = symbol
  }
  return found
}

function isNegated(reading: Reading, from: number): boolean {
  for (let token = from - 1; token >= 0 && token >= from - NEGATION_REACH; token--) {
    // "No, es excelente": a negation reaches no further than its clause.
    if (reading.clause[token] !== reading.clause[from]) return false
    if (((reading.role[token] as number) & NEGATES) !== 0) return true
  }
  return false
}
