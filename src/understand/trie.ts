// The lexicon's patterns as one trie over words, in flat arrays: it is built once, when a model is trained, and a
// program that opens the model only looks into it.

import type { Pattern, Step } from './lexicon.js'

/** The symbol that stands for any word. */
export const ANY = 1

/** Open-addressed map from a 32-bit key under a node to a number above zero. */
export interface Table {
  readonly keys: Int32Array
  readonly nodes: Int32Array
  readonly values: Int32Array
  readonly mask: number
}

/** The trie, ready to be walked. Node 0 is the root. */
export interface Trie {
  /** From a word's hash to its symbol, and from the hash of a beginning of a word to its symbol. */
  readonly words: Table
  readonly prefixes: Table
  /** From (node, symbol) to the next node. */
  readonly edges: Table
  /** Concepts that end at node n: `ends` from `endsFrom[n]` to `endsFrom[n + 1]`. */
  readonly endsFrom: Int32Array
  readonly ends: Int32Array
  /** 1 where a node goes on with any word. */
  readonly hasAny: Int32Array
}

function slotOf(table: Table, node: number, key: number): number {
  let slot = ((Math.imul(key, 0x9e3779b1) ^ Math.imul(node + 1, 0x85ebca6b)) >>> 5) & table.mask
  while (table.nodes[slot] !== -1 && (table.nodes[slot] !== node || table.keys[slot] !== key))
    slot = (slot + 1) & table.mask
  return slot
}

/** The number stored under (node, key); 0 where there is none. */
export function lookUp(table: Table, node: number, key: number): number {
  const slot = slotOf(table, node, key)
  return table.nodes[slot] === node ? (table.values[slot] ?? 0) : 0
}

function store(table: Table, node: number, key: number, value: number): void {
  const slot = slotOf(table, node, key)
  table.nodes[slot] = node
  table.keys[slot] = key
  table.values[slot] = value
}

/** Room for `entries` at half load. */
function sizeFor(entries: number): number {
  let size = 16
  while (size < entries * 2 + 2) size *= 2
  return size
}

interface Builder {
  readonly symbols: Map<string, number>
  readonly children: Map<number, number>[]
  readonly ends: Set<number>[]
}

/** Builds the trie as one array of numbers, as the model's file keeps it. */
export function buildTrie(patterns: readonly Pattern[]): Int32Array {
  const builder: Builder = { symbols: new Map(), children: [new Map()], ends: [new Set()] }
  for (const pattern of patterns) add(builder, pattern.steps, pattern.concept)
  const edges = builder.children.reduce((sum, children) => sum + children.size, 0)
  const ends = builder.ends.flatMap((concepts) => [...concepts])
  const symbolSize = sizeFor(builder.symbols.size)
  const sizes = [symbolSize, symbolSize, sizeFor(edges), builder.children.length, ends.length]
  const flat = new Int32Array(flatLength(sizes))
  flat.set(sizes)
  const trie = readTrie(flat)
  for (const table of [trie.words, trie.prefixes, trie.edges]) table.nodes.fill(-1)
  for (const [key, symbol] of builder.symbols)
    store(key.startsWith('w') ? trie.words : trie.prefixes, 0, Number(key.slice(1)), symbol)
  builder.children.forEach((children, node) => {
    for (const [symbol, child] of children) store(trie.edges, node, symbol, child)
    trie.hasAny[node] = children.has(ANY) ? 1 : 0
    trie.endsFrom[node + 1] = (trie.endsFrom[node] ?? 0) + (builder.ends[node]?.size ?? 0)
  })
  trie.ends.set(ends)
  return flat
}

const SIZES = 5

function flatLength([words = 0, prefixes = 0, edges = 0, nodes = 0, ends = 0]: readonly number[]): number {
  return SIZES + 3 * (words + prefixes + edges) + (nodes + 1) + ends + nodes
}

/** Looks into the array that `buildTrie` made; nothing is copied. Null when its length does not fit. */
export function readTrieChecked(flat: Int32Array): Trie | null {
  const sizes = Array.from(flat.subarray(0, SIZES))
  if (sizes.length < SIZES || sizes.some((size) => size < 0) || flatLength(sizes) !== flat.length) return null
  return readTrie(flat)
}

function readTrie(flat: Int32Array): Trie {
  const [words = 0, prefixes = 0, edges = 0, nodes = 0, ends = 0] = flat
  let at = SIZES
  const take = (length: number): Int32Array => {
    at += length
    return flat.subarray(at - length, at)
  }
  const table = (size: number): Table => ({ keys: take(size), nodes: take(size), values: take(size), mask: size - 1 })
  return {
    words: table(words),
    prefixes: table(prefixes),
    edges: table(edges),
    endsFrom: take(nodes + 1),
    ends: take(ends),
    hasAny: take(nodes),
  }
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
