// The lexicon's patterns as one trie over words, in flat arrays: it is built once, when a model is trained, and kept in
// the model's file in a short form that unfolds in a few milliseconds.

import type { Pattern, Step } from './lexicon.js'

/** The symbol that stands for any word. */
export const ANY = 1

/** Open-addressed map from a 32-bit key under a node to a number above zero. */
export interface Table {
  /** Per slot the node (-1 where it is free), the key, the value and a spare, so that a slot stands in one cache line. */
  readonly slots: Int32Array
  readonly mask: number
}

const SLOT = 4

/** The trie, ready to be walked. Node 0 is the root. */
export interface Trie {
  /** From a word's hash to its symbol, and from the hash of a beginning of a word to its symbol. */
  readonly words: Table
  readonly prefixes: Table
  /** 1 where some beginning of a word may have that hash: most have none, and are not looked up. */
  readonly mayBegin: Uint8Array
  /** From (node, symbol) to the next node, the root's apart. */
  readonly edges: Table
  /** Concepts that end at node n: `ends` from `endsFrom[n]` to `endsFrom[n + 1]`. */
  readonly endsFrom: Int32Array
  readonly ends: Int32Array
  /** 1 where a node goes on with any word. */
  readonly hasAny: Uint8Array
  /** One bit per symbol (its last five bits) that a node goes on with: most words do not follow, and are not looked up. */
  readonly follows: Int32Array
  /** The root's children by symbol, 0 where there is none: most steps are taken here. */
  readonly root: Int32Array
}

/** Where the slot of (node, key) begins. */
function slotOf({ slots, mask }: Table, node: number, key: number): number {
  let slot = ((Math.imul(key, 0x9e3779b1) ^ Math.imul(node + 1, 0x85ebca6b)) >>> 5) & mask
  while (slots[slot * SLOT] !== -1 && (slots[slot * SLOT] !== node || slots[slot * SLOT + 1] !== key))
    slot = (slot + 1) & mask
  return slot * SLOT
}

/** The number stored under (node, key); 0 where there is none. */
export function lookUp(table: Table, node: number, key: number): number {
  return table.slots[slotOf(table, node, key) + 2] as number
}

function store(table: Table, node: number, key: number, value: number): void {
  const at = slotOf(table, node, key)
  table.slots[at] = node
  table.slots[at + 1] = key
  table.slots[at + 2] = value
}

/** Room for `entries` at half load. */
function sizeFor(entries: number): number {
  let size = 16
  while (size < entries * 2 + 2) size *= 2
  return size
}

interface Builder {
  /** Words under "w" and their hash, beginnings under "p": each has a symbol. */
  readonly symbols: Map<string, number>
  readonly children: Map<number, number>[]
  readonly ends: Set<number>[]
}

/**
 * Builds the trie as one array of numbers, as the model's file keeps it: four sizes, the hashes of words, those of
 * beginnings, then each node in the order of its level with the symbol that leads to it and how many it leads to, then
 * which concept ends where. The tables that are walked take five times the room; `readTrieChecked` builds them.
 */
export function buildTrie(patterns: readonly Pattern[]): Int32Array {
  const builder: Builder = { symbols: new Map(), children: [new Map()], ends: [new Set()] }
  for (const pattern of patterns) add(builder, pattern.steps, pattern.concept)
  const words = hashesOf(builder, 'w')
  const prefixes = hashesOf(builder, 'p')
  const symbolOf = new Map(
    [...words, ...prefixes].map((key, index) => [builder.symbols.get(key) ?? ANY, ANY + 1 + index]),
  )
  const nodes: number[] = [builder.children[0]?.size ?? 0]
  const ends: number[] = []
  const order = [0]
  for (let at = 0; at < order.length; at++) {
    const node = order[at] ?? 0
    for (const concept of builder.ends[node] ?? []) ends.push(at * CONCEPTS_MAX + concept)
    for (const [symbol, child] of builder.children[node] ?? []) {
      order.push(child)
      nodes.push((symbolOf.get(symbol) ?? ANY) * CHILDREN_MAX + (builder.children[child]?.size ?? 0))
    }
  }
  const hash = (key: string): number => Number(key.slice(1))
  return Int32Array.from([
    words.length,
    prefixes.length,
    nodes.length,
    ends.length,
    ...words.map(hash),
    ...prefixes.map(hash),
    ...nodes,
    ...ends,
  ])
}

function hashesOf(builder: Builder, kind: 'w' | 'p'): string[] {
  return [...builder.symbols.keys()].filter((key) => key.startsWith(kind))
}

const SIZES = 4
/** Places that one number of the file gives to a node's children (the root's stand alone). */
const CHILDREN_MAX = 1 << 13
/** A lexicon has fewer concepts. */
export const CONCEPTS_MAX = 1 << 9

/** Builds the tables to walk from the array that `buildTrie` made. Null when it is damaged. */
export function readTrieChecked(flat: Int32Array): Trie | null {
  const [words = -1, prefixes = -1, nodes = -1, ends = -1] = flat.subarray(0, SIZES)
  const isWhole = Math.min(words, prefixes, ends) >= 0 && nodes > 0
  if (!isWhole || flat.length !== SIZES + words + prefixes + nodes + ends) return null
  const at = (from: number, length: number): Int32Array => flat.subarray(from, from + length)
  const trie: Trie = {
    words: tableOf(at(SIZES, words), ANY + 1),
    prefixes: tableOf(at(SIZES + words, prefixes), ANY + 1 + words),
    mayBegin: sieveOf(at(SIZES + words, prefixes)),
    edges: newTable(nodes),
    endsFrom: new Int32Array(nodes + 1),
    ends: new Int32Array(ends),
    hasAny: new Uint8Array(nodes),
    follows: new Int32Array(nodes),
    root: new Int32Array(ANY + 1 + words + prefixes),
  }
  const isLinked = linkNodes(trie, at(SIZES + words + prefixes, nodes), ANY + 1 + words + prefixes)
  return isLinked && placeEnds(trie, at(SIZES + words + prefixes + nodes, ends)) ? trie : null
}

function newTable(entries: number): Table {
  const size = sizeFor(entries)
  const slots = new Int32Array(size * SLOT)
  for (let slot = 0; slot < size; slot++) slots[slot * SLOT] = -1
  return { slots, mask: size - 1 }
}

function tableOf(hashes: Int32Array, firstSymbol: number): Table {
  const table = newTable(hashes.length)
  hashes.forEach((hash, index) => {
    store(table, 0, hash, firstSymbol + index)
  })
  return table
}

/** Size of the sieve before the table of beginnings; a power of two. */
const SIEVE = 1 << 14

/** Whether a hash may be that of a beginning. */
export function mayBegin(trie: Trie, hash: number): boolean {
  return trie.mayBegin[hash & (SIEVE - 1)] === 1
}

/** The node that a symbol leads to; 0 where it leads nowhere. */
export function follow(trie: Trie, node: number, symbol: number): number {
  if (node === 0) return trie.root[symbol] as number
  return (((trie.follows[node] as number) >>> (symbol & 31)) & 1) === 0 ? 0 : lookUp(trie.edges, node, symbol)
}

function sieveOf(hashes: Int32Array): Uint8Array {
  const sieve = new Uint8Array(SIEVE)
  for (const hash of hashes) sieve[hash & (SIEVE - 1)] = 1
  return sieve
}

/** Nodes stand level by level, so a node's children follow those of the node before it. */
function linkNodes(trie: Trie, nodes: Int32Array, symbols: number): boolean {
  let child = 1
  for (let node = 0; node < nodes.length; node++) {
    const packed = nodes[node] as number
    const children = node === 0 ? packed : packed % CHILDREN_MAX
    if (children < 0 || child + children > nodes.length || (node > 0 && child <= node && children > 0)) return false
    for (const last = child + children; child < last; child++) {
      const symbol = Math.floor((nodes[child] as number) / CHILDREN_MAX)
      if (symbol < ANY || symbol >= symbols) return false
      trie.follows[node] = (trie.follows[node] as number) | (1 << (symbol & 31))
      if (node === 0) trie.root[symbol] = child
      else store(trie.edges, node, symbol, child)
      if (symbol === ANY) trie.hasAny[node] = 1
    }
  }
  return child === nodes.length
}

/** Ends stand in the order of their nodes. */
function placeEnds(trie: Trie, ends: Int32Array): boolean {
  const nodes = trie.hasAny.length
  let node = 0
  for (let index = 0; index < ends.length; index++) {
    const packed = ends[index] as number
    const at = Math.floor(packed / CONCEPTS_MAX)
    if (at < node || at >= nodes) return false
    while (node < at) trie.endsFrom[++node] = index
    trie.ends[index] = packed % CONCEPTS_MAX
  }
  while (node < nodes) trie.endsFrom[++node] = ends.length
  return true
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
