// Turns a reply in its context into numbers: hashed words and characters, cues, shape, who wrote it, and how it stands
// to what was asked and said before. Training and judging share this file, so they cannot see a reply differently.

import type { ReplyInContext } from '../../domain/reply.js'
import { type ConceptFinder, conceptFinder, type Saying } from '../concepts.js'
import { joinHash } from '../hashed.js'
import type { Lexicon } from '../lexicon.js'
import { read } from '../read.js'
import { hashStep, hashWord, newReading, type Reading, WORD } from '../reading.js'
import { readTrieChecked } from '../trie.js'
import { type ContextWords, contextOf } from './context.js'
import { REPLY_UNITS_MAX, SHAPES, shapesOf } from './shape.js'

/** Buckets of hashed words and of hashed characters: more gained nothing on the conversations that were held out. */
const WORD_BUCKETS = 1 << 13
const CHARACTER_BUCKETS = 1 << 13
/** Where the named features begin. */
export const NAMED_FROM = WORD_BUCKETS + CHARACTER_BUCKETS

/** Features said of each cue: said, said with a negation, said by whoever asked, said twice and more. */
export const SLOTS_PER_CUE = 4

/** Columns of one reply, for a lexicon of cues. */
export function columnCount(cues: Lexicon): number {
  return NAMED_FROM + cues.concepts.length * SLOTS_PER_CUE + SHAPES.length
}

/** One reply as a sparse row. `token` tells which token each entry came from; -1 where it came from none. */
export interface ReplyFeatures {
  readonly column: number[]
  readonly value: number[]
  readonly token: number[]
  readonly sayings: readonly Saying[]
  readonly reading: Reading
}

/** Reads replies with one lexicon; it holds working arrays, so one reader serves one thread at a time. */
export interface ReplyReader {
  readonly cues: Lexicon
  read(reply: ReplyInContext): ReplyFeatures
}

/** A reader over a lexicon of cues; null when its trie is damaged. */
export function replyReader(cues: Lexicon): ReplyReader | null {
  const trie = readTrieChecked(cues.trie)
  if (trie === null) return null
  const finder = conceptFinder(trie)
  const reading = newReading()
  const places = new Map(cues.concepts.map(({ name }, index) => [name, index]))
  return {
    cues,
    read: (reply) => {
      const context = contextOf(reply, reading, finder, places)
      read(reply.reply.slice(0, REPLY_UNITS_MAX), reading)
      return extract(reply, reading, finder, cues, context, places)
    },
  }
}

interface Row {
  readonly column: number[]
  readonly value: number[]
  readonly token: number[]
}

function extract(
  reply: ReplyInContext,
  reading: Reading,
  finder: ConceptFinder,
  cues: Lexicon,
  context: ContextWords,
  places: ReadonlyMap<string, number>,
): ReplyFeatures {
  const row: Row = { column: [], value: [], token: [] }
  addWords(row, reading, reply)
  addCharacters(row, reading)
  const sayings = finder.find(reading)
  addCues(row, sayings, reply.author === 'asker')
  const shapes = shapesOf(reply, reading, sayings, context, places)
  SHAPES.forEach((shape, index) => {
    const value = shapes[shape]
    if (value !== 0) put(row, NAMED_FROM + cues.concepts.length * SLOTS_PER_CUE + index, value, -1)
  })
  return { ...row, sayings, reading }
}

function put(row: Row, column: number, value: number, token: number): void {
  row.column.push(column)
  row.value.push(value)
  row.token.push(token)
}

function bucketOf(hash: number, buckets: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  return mixed & (buckets - 1)
}

const FIRST_SALT = hashWord('#first')
const STAFF_SALT = hashWord('#staff')
const ASKER_SALT = hashWord('#asker')
/** How many words open a reply: "a mí también", "sí pero no". */
const OPENING_WORDS = 3

/** Single words and pairs; the opening ones once more, since how a reply begins tells what it is. */
function addWords(row: Row, reading: Reading, { author }: ReplyInContext): void {
  const hashes: [number, number][] = []
  let previous = 0
  for (let token = 0; token < reading.tokens; token++) {
    const hash = reading.hash[token] ?? 0
    hashes.push([hash, token], [joinHash(previous, hash), token])
    if (token < OPENING_WORDS) hashes.push([joinHash(FIRST_SALT, hash), token])
    if (author === 'staff') hashes.push([joinHash(STAFF_SALT, hash), token])
    if (author === 'asker') hashes.push([joinHash(ASKER_SALT, hash), token])
    previous = hash
  }
  const scale = 1 / Math.sqrt(Math.max(1, hashes.length))
  for (const [hash, token] of hashes) put(row, bucketOf(hash, WORD_BUCKETS), scale, token)
}

function addCharacters(row: Row, reading: Reading): void {
  const found: [number, number][] = []
  for (let token = 0; token < reading.tokens; token++) {
    if (reading.kind[token] !== WORD) continue
    const to = reading.charactersTo[token] ?? 0
    for (let at = reading.charactersFrom[token] ?? 0; at + 4 <= to; at++) {
      let hash = 0x2f0b4a27
      for (let step = 0; step < 4; step++) hash = hashStep(hash, reading.characters[at + step] ?? 0)
      found.push([hash, token])
    }
  }
  const scale = 1 / Math.sqrt(Math.max(1, found.length))
  for (const [hash, token] of found) put(row, WORD_BUCKETS + bucketOf(hash, CHARACTER_BUCKETS), scale, token)
}

function addCues(row: Row, sayings: readonly Saying[], isAsker: boolean): void {
  const times = new Map<number, number>()
  for (const { concept, negated } of sayings) {
    const key = concept * SLOTS_PER_CUE + Number(negated)
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  for (const [key, count] of times) {
    put(row, NAMED_FROM + key, 1, -1)
    const isNegated = key % SLOTS_PER_CUE === 1
    if (isNegated) continue
    if (isAsker) put(row, NAMED_FROM + key + 2, 1, -1)
    if (count > 1) put(row, NAMED_FROM + key + 3, Math.min(1, Math.log2(count) / 2), -1)
  }
}
