// What companies deal in: whoever hears "win" beside "router" thinks of the company that sells internet. The list is
// data/lexicon/companies.txt; the model holds it as hashes of names with one bit per trade.

import type { Brand } from '../domain/brand.js'
import { EscuchaError } from '../domain/errors.js'
import { joinHash } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { read } from './read.js'
import { newReading, type Reading } from './reading.js'

/** Trades are the lexicon's concepts of this name, in the lexicon's order. */
const TRADE_CONCEPT = 'industry-'
/** Trades at most; each is one bit. */
export const TRADES_MAX = 16
/** More words than any name has. */
const NAME_WORDS_MAX = 6

function tradeBits(lexicon: Lexicon): Int32Array {
  let next = 0
  return Int32Array.from(lexicon.concepts, ({ name }) => (name.startsWith(TRADE_CONCEPT) ? 1 << next++ : 0))
}

/** Reads the list: `trade: name, name`. Gives pairs of a name's hash and its trades, in the order of the hashes. */
export function parseCompanies(text: string, lexicon: Lexicon): Int32Array {
  const bits = tradeBits(lexicon)
  const reading = newReading()
  const trades = new Map<number, number>()
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return
    const colon = line.indexOf(':')
    const bit = bits[lexicon.concepts.findIndex(({ name }) => name === line.slice(0, colon).trim())] ?? 0
    if (bit === 0) throw new EscuchaError('bad-input', `companies line ${index + 1}: expected "industry-…: name, name"`)
    for (const name of line.slice(colon + 1).split(',')) {
      const hash = nameHash(reading, name)
      if (hash !== 0) trades.set(hash, (trades.get(hash) ?? 0) | bit)
    }
  })
  return Int32Array.from([...trades].sort(([one], [other]) => one - other).flat())
}

function nameHash(reading: Reading, name: string): number {
  read(name, reading)
  if (reading.tokens === 0 || reading.tokens > NAME_WORDS_MAX) return 0
  return Array.from(reading.hash.subarray(0, reading.tokens)).reduce(joinHash)
}

/** What is known of trades. */
export interface Trades {
  /** Per concept of the lexicon: its trade as a bit, or 0. */
  readonly bits: Int32Array
  /** The trades of a brand as bits; 0 for one that nobody listed. */
  of(brand: Brand): number
  /** The same of a name, by its hash. */
  ofName(hash: number): number
}

/** Looks brands up by their name and terms, each brand once. */
export function compileTrades(companies: Int32Array, lexicon: Lexicon): Trades {
  const trades = new Map<number, number>()
  for (let i = 0; i + 1 < companies.length; i += 2) trades.set(companies[i] ?? 0, companies[i + 1] ?? 0)
  const known = new WeakMap<Brand, number>()
  const reading = newReading()
  const lookUp = (brand: Brand): number => {
    for (const name of [brand.name, ...brand.terms]) {
      const found = trades.get(nameHash(reading, name))
      if (found !== undefined) return found
    }
    return 0
  }
  return {
    bits: tradeBits(lexicon),
    ofName: (hash) => trades.get(hash) ?? 0,
    of(brand) {
      const found = known.get(brand) ?? lookUp(brand)
      known.set(brand, found)
      return found
    },
  }
}
