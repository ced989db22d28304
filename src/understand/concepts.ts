// Finds the lexicon's concepts in a reading, with negation: "no me funciona" and "funciona" are told apart by the
// word before. All patterns are walked at once in a trie over words, so time does not grow with the lexicon.

import type { Lexicon, Step } from './lexicon.js'
import { AFTER_STOP, EMOJI, HASH_SEED, hashStep, hashWord, MARK, type Reading } from './reading.js'

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

const NEGATORS = new Set(
  `no nunca jamas ni sin tampoco nada not never without dont doesnt didnt isnt arent wasnt werent cant cannot couldnt
  wont wouldnt hasnt havent hadnt aint nor hardly nadie ningun ninguna none não nao nem sem`
    .split(/\s+/)
    .map(hashWord),
)
const ANY = 1

/** Open-addressed map from a 32-bit hash (and a node) to a small number. */
interface Table {
  readonly keys: Int32Array
  readonly nodes: Int32Array
  readonly values: Int32Array
  readonly mask: number
}

function newTable(entries: number): Table {
  let size = 16
  while (size < entries * 2 + 2) size *= 2
  return {
    keys: new Int32Array(size),
    nodes: new Int32Array(size).fill(-1),
    values: new Int32Array(size),
    mask: size - 1,
  }
}

function slotOf(table: Table, node: number, key: number): number {
  let slot = ((Math.imul(key, 0x9e3779b1) ^ Math.imul(node + 1, 0x85ebca6b)) >>> 5) & table.mask
  while (table.nodes[slot] !== -1 && (table.nodes[slot] !== node || table.keys[slot] !== key))
    slot = (slot + 1) & table.mask
  return slot
}

function lookUp(table: Table, node: number, key: number): number {
  const slot = slotOf(table, node, key)
  return table.nodes[slot] === node ? (table.values[slot] ?? 0) : 0
}

function store(table: Table, node: number, key: number, value: number): void {
  const slot = slotOf(table, node, key)
  table.nodes[slot] = node
  table.keys[slot] = key
  table.values[slot] = value
}

interface Builder {
  readonly symbols: Map<string, number>
  readonly children: Map<number, number>[]
  readonly ends: Set<number>[]
}

/** Compiles a lexicon. */
export function compileConcepts(lexicon: Lexicon): ConceptFinder {
  const builder: Builder = { symbols: new Map(), children: [new Map()], ends: [new Set()] }
  for (const pattern of lexicon.patterns) add(builder, pattern.steps, pattern.concept)
  const words = newTable(builder.symbols.size)
  const prefixes = newTable(builder.symbols.size)
  for (const [key, symbol] of builder.symbols)
    store(key.startsWith('w') ? words : prefixes, 0, Number(key.slice(1)), symbol)
  const edges = newTable(builder.children.reduce((sum, children) => sum + children.size, 0))
  builder.children.forEach((children, node) => {
    for (const [symbol, child] of children) store(edges, node, symbol, child)
  })
  const ends = builder.ends.map((concepts) => [...concepts])
  const hasAny = Uint8Array.from(builder.children, (children) => (children.has(ANY) ? 1 : 0))
  return { find: (reading) => walk(reading, { words, prefixes, edges, ends, hasAny }) }
}

function symbolOf(builder: Builder, step: Step): number {
  if (step.kind === 'any') return ANY
  const key = `${step.kind === 'word' ? 'w' : 'p'}${step.hash}`
  const known = builder.symbols.get(key)
  if (known !== undefined) return known
  const symbol = builder.symbols.size + ANY + 1
  builder.symbols.set(key, symbol)
  return symbol
}

function add(builder: Builder, steps: readonly Step[], concept: number): void {
  let node = 0
  for (const step of steps) {
    const symbol = symbolOf(builder, step)
    let next = builder.children[node]?.get(symbol)
    if (next === undefined) {
      next = builder.children.push(new Map()) - 1
      builder.ends.push(new Set())
      builder.children[node]?.set(symbol, next)
    }
    node = next
  }
  builder.ends[node]?.add(concept)
}

interface Compiled {
  readonly words: Table
  readonly prefixes: Table
  readonly edges: Table
  readonly ends: readonly (readonly number[])[]
  readonly hasAny: Uint8Array
}

const symbols = new Int32Array(48)
let active = new Int32Array(ACTIVE_MAX * 2)
let next = new Int32Array(ACTIVE_MAX * 2)

function walk(reading: Reading, compiled: Compiled): Saying[] {
  const sayings: Saying[] = []
  let count = 0
  for (let token = 0; token < reading.tokens && sayings.length < SAYINGS_MAX; token++) {
    const kind = reading.kind[token] ?? 0
    if (kind === MARK) {
      count = 0
      continue
    }
    if (((reading.shape[token] ?? 0) & AFTER_STOP) !== 0) count = 0
    const found = symbolsOf(reading, token, kind, compiled)
    let kept = 0
    for (let i = 0; i <= count; i++) {
      const node = i === count ? 0 : (active[i * 2] ?? 0)
      const from = i === count ? token : (active[i * 2 + 1] ?? 0)
      const tries = compiled.hasAny[node] === 1 ? found + 1 : found
      for (let s = 0; s < tries; s++) {
        const child = lookUp(compiled.edges, node, s === found ? ANY : (symbols[s] ?? 0))
        if (child === 0) continue
        for (const concept of compiled.ends[child] ?? [])
          sayings.push({ concept, from, to: token + 1, negated: isNegated(reading, from) })
        if (kept >= ACTIVE_MAX) continue
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

/** Writes the symbols that a token stands for into `symbols`: itself, and each beginning that the lexicon knows. */
function symbolsOf(reading: Reading, token: number, kind: number, compiled: Compiled): number {
  let found = 0
  const word = lookUp(compiled.words, 0, reading.hash[token] ?? 0)
  if (word !== 0) symbols[found++] = word
  if (kind === EMOJI) return found
  const to = (reading.charactersTo[token] ?? 0) - 1
  let hash = HASH_SEED
  for (let at = (reading.charactersFrom[token] ?? 0) + 1; at < to && found < symbols.length; at++) {
    hash = hashStep(hash, reading.characters[at] ?? 0)
    const symbol = lookUp(compiled.prefixes, 0, hash | 0)
    if (symbol !== 0) symbols[found++] = symbol
  }
  return found
}

function isNegated(reading: Reading, from: number): boolean {
  for (let token = from - 1; token >= 0 && token >= from - NEGATION_REACH; token--) {
    // "No, es excelente": a negation reaches no further than its clause.
    if (reading.clause[token] !== reading.clause[from]) return false
    if (NEGATORS.has(reading.hash[token] ?? 0)) return true
  }
  return false
}
