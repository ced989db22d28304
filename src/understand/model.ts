// The model's file: a header in JSON and numbers in blocks behind it. It holds all that judging needs, the lexicon
// included, so that one file is one model. Reading checks everything: a file cut short is refused, never half used.

import { EscuchaError } from '../domain/errors.js'
import { LABELS, type Label } from '../domain/verdict.js'
import type { WordSets } from './analysis.js'
import { NAMED_FROM, namedCount } from './features.js'
import { hashMap, hashSet } from './hashed.js'
import type { Concept, Lexicon } from './lexicon.js'
import { RELEVANCE_BUCKETS, RELEVANCE_NAMED } from './relevance-features.js'

/** What the model scores, in the order of its weights. */
export const HEADS = [...LABELS, 'severity', 'urgency'] as const
/** One of them. */
export type HeadName = (typeof HEADS)[number]

/** Lanes per feature: seven heads and one spare, so that a feature's weights share a cache line. */
export const LANES = 8

/** Turns a score into a probability: σ(slope · score + shift + doubt · log relevance). */
export interface Calibration {
  readonly slope: number
  readonly shift: number
  readonly doubt: number
}

/** What the header says. */
export interface ModelHeader {
  readonly format: 2
  readonly id: string
  /** Per head: what one step of a hashed weight is worth. */
  readonly scales: readonly number[]
  /** Per head: the cut points added to the score; one for labels, three for grades. */
  readonly cuts: readonly (readonly number[])[]
  readonly calibration: Readonly<Record<string, Readonly<Record<Label | 'relevance', Calibration>>>>
  readonly thresholds: Readonly<Record<Label, number>>
  readonly relevance: { readonly scale: number; readonly cut: number }
  /** The figures measured when it was trained, for `evaluate` and the model's card. */
  readonly trainedOn: { readonly rows: number; readonly seed: number }
}

/** Whole steps of a head's scale: bytes in the model that ships, finer ones where corrections were learnt. */
export type Weights = Int8Array | Int16Array

/** A model ready to judge. */
export interface Model {
  readonly header: ModelHeader
  readonly lexicon: Lexicon
  /** Hashed weights, LANES per bucket. */
  readonly hashed: Weights
  /** Named weights, LANES per feature. */
  readonly named: Float32Array
  readonly relevanceHashed: Weights
  readonly relevanceNamed: Float32Array
  readonly names: Int32Array
  readonly commonNames: Int32Array
  readonly vocabulary: Int32Array
  /** Pairs of a word's hash and its polarity. */
  readonly polarity: Int32Array
  /** Pairs of the hash of a company's name and its trades as bits. */
  readonly companies: Int32Array
}

/** Builds the sets. */
export function wordSets(
  model: Pick<Model, 'names' | 'commonNames' | 'vocabulary' | 'polarity' | 'companies'>,
): WordSets {
  return {
    names: hashSet(model.names),
    common: hashSet(model.commonNames),
    vocabulary: hashSet(model.vocabulary),
    polarity: hashMap(model.polarity),
    companies: model.companies,
  }
}

const MAGIC = 'ESC1'
/** Blocks of numbers in a file. */
const BLOCKS = 10

function blocksOf(model: Model): ArrayBufferView[] {
  return [
    model.named,
    model.relevanceNamed,
    model.names,
    model.commonNames,
    model.vocabulary,
    model.polarity,
    model.companies,
    model.lexicon.trie,
    model.hashed,
    model.relevanceHashed,
  ]
}

/** Writes a model as bytes. */
export function encodeModel(model: Model): Uint8Array {
  const blocks = blocksOf(model).map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength))
  const header = Buffer.from(
    JSON.stringify({ ...model.header, concepts: model.lexicon.concepts, blocks: blocks.map((block) => block.length) }),
  )
  const padded = Buffer.concat([header, Buffer.alloc((4 - (header.length % 4)) % 4, 32)])
  const start = Buffer.alloc(8)
  start.write(MAGIC, 'latin1')
  start.writeUInt32LE(padded.length, 4)
  return Buffer.concat([start, padded, ...blocks])
}

function broken(what: string): EscuchaError {
  return new EscuchaError('bad-input', `the model file ${what}`, {
    hint: 'train it again with "npm run train", or restore data/model',
  })
}

/** Reads a model; a file that is not one, or not whole, is refused. */
export function decodeModel(bytes: Uint8Array): Model {
  // A copy of its own, aligned for the typed arrays that look into it.
  const data = new Uint8Array(bytes).buffer
  const view = new DataView(data)
  if (data.byteLength < 8 || Buffer.from(data, 0, 4).toString('latin1') !== MAGIC)
    throw broken('is not an Escucha model')
  const headerBytes = view.getUint32(4, true)
  if (8 + headerBytes > data.byteLength) throw broken('is cut short')
  const header = readHeader(Buffer.from(data, 8, headerBytes).toString('utf8'))
  let offset = 8 + headerBytes
  const blocks = header.blocks.map((length) => {
    const at = offset
    offset += length
    return { at, length }
  })
  if (offset !== data.byteLength || blocks.length !== BLOCKS) throw broken('is cut short')
  const block = (index: number): { at: number; length: number } => blocks[index] ?? { at: 0, length: 0 }
  const floats = (index: number): Float32Array => new Float32Array(data, block(index).at, block(index).length / 4)
  const ints = (index: number): Int32Array => new Int32Array(data, block(index).at, block(index).length / 4)
  const small = (index: number): Int8Array => new Int8Array(data, block(index).at, block(index).length)
  const model: Model = {
    header,
    lexicon: { concepts: header.concepts, trie: ints(7) },
    named: floats(0),
    relevanceNamed: floats(1),
    names: ints(2),
    commonNames: ints(3),
    vocabulary: ints(4),
    polarity: ints(5),
    companies: ints(6),
    hashed: small(8),
    relevanceHashed: small(9),
  }
  checkSizes(model)
  return model
}

/** The header as it stands in the file. */
interface FileHeader extends ModelHeader {
  readonly concepts: readonly Concept[]
  readonly blocks: readonly number[]
}

function readHeader(text: string): FileHeader {
  try {
    const header = JSON.parse(text) as FileHeader
    if (header.format === 2 && Array.isArray(header.blocks)) return header
  } catch (cause) {
    throw new EscuchaError('bad-input', 'the model file has an unreadable header', { cause })
  }
  throw broken('is of another format')
}

function checkSizes(model: Model): void {
  const fits =
    model.hashed.length === NAMED_FROM * LANES &&
    model.named.length === namedCount(model.lexicon) * LANES &&
    model.relevanceHashed.length === RELEVANCE_BUCKETS &&
    model.relevanceNamed.length === RELEVANCE_NAMED.length
  if (!fits) throw broken('was made for another version of the features')
}
