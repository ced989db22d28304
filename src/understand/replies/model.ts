// The reply model's file: a header in JSON, the trie of cues, and the weights, one lane per kind of reply. It holds all
// that judging needs; a file cut short is refused, never half used.

import { EscuchaError } from '../../domain/errors.js'
import { REPLY_KINDS } from '../../domain/reply.js'
import type { Concept, Lexicon } from '../lexicon.js'
import { columnCount, NAMED_FROM } from './features.js'

/** Lanes per feature: one for each kind of reply. */
export const LANES = REPLY_KINDS.length

/** What the header says. */
export interface ReplyHeader {
  readonly format: 1
  readonly id: string
  /** Per kind: what one step of a hashed weight is worth, and what is added to every score. */
  readonly scales: readonly number[]
  readonly cuts: readonly number[]
  /** Scores are divided by this before they become probabilities, so that these mean what they say. */
  readonly temperature: number
  readonly trainedOn: { readonly rows: number }
}

/** A reply model ready to judge. */
export interface ReplyModel {
  readonly header: ReplyHeader
  readonly cues: Lexicon
  /** Hashed weights, then named ones; `LANES` per column. */
  readonly hashed: Int8Array
  readonly named: Float32Array
}

const MAGIC = 'ESR1'

/** Writes a model as bytes. */
export function encodeReplyModel({ header, cues, hashed, named }: ReplyModel): Uint8Array {
  const blocks = [named, cues.trie, hashed].map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength))
  const text = JSON.stringify({ ...header, concepts: cues.concepts, blocks: blocks.map(({ length }) => length) })
  const json = Buffer.from(text)
  const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, 32)])
  const start = Buffer.alloc(8)
  start.write(MAGIC, 'latin1')
  start.writeUInt32LE(padded.length, 4)
  return Buffer.concat([start, padded, ...blocks])
}

/** Reads a model; a file that is not one, or not whole, is refused. */
export function decodeReplyModel(bytes: Uint8Array): ReplyModel {
  // A copy of its own, aligned for the typed arrays that look into it.
  const data = new Uint8Array(bytes).buffer
  const isOurs = data.byteLength >= 8 && Buffer.from(data, 0, 4).toString('latin1') === MAGIC
  if (!isOurs) throw broken('is not a reply model')
  const headerBytes = new DataView(data).getUint32(4, true)
  if (8 + headerBytes > data.byteLength) throw broken('is cut short')
  const { concepts, blocks, ...header } = readHeader(Buffer.from(data, 8, headerBytes).toString('utf8'))
  const [named = 0, trie = 0, hashed = 0] = blocks
  const at = 8 + headerBytes
  if (at + named + trie + hashed !== data.byteLength || (named + trie) % 4 !== 0) throw broken('is cut short')
  const model: ReplyModel = {
    header,
    cues: { concepts, trie: new Int32Array(data, at + named, trie / 4) },
    named: new Float32Array(data, at, named / 4),
    hashed: new Int8Array(data, at + named + trie, hashed),
  }
  const namedColumns = columnCount(model.cues) - NAMED_FROM
  const fits = model.hashed.length === NAMED_FROM * LANES && model.named.length === namedColumns * LANES
  if (!fits) throw broken('was made for another version of the features')
  return model
}

interface FileHeader extends ReplyHeader {
  readonly concepts: readonly Concept[]
  readonly blocks: readonly number[]
}

function readHeader(text: string): FileHeader {
  try {
    const header = JSON.parse(text) as FileHeader
    if (header.format === 1 && Array.isArray(header.blocks) && Array.isArray(header.concepts)) return header
  } catch (cause) {
    throw new EscuchaError('bad-input', 'the reply model file has an unreadable header', { cause })
  }
  throw broken('is of another format')
}

function broken(what: string): EscuchaError {
  return new EscuchaError('bad-input', `the reply model file ${what}`, {
    hint: 'train it again with "npm run train", or restore data/model',
  })
}
