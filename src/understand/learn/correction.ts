// A learnt model: the shipped one and what corrections change in it. Only the change is kept, as sparse columns: it is
// small, it says which model it belongs to, and with another shipped model it is simply not used.

import { createHash } from 'node:crypto'
import { EscuchaError } from '../../domain/errors.js'
import { LABELS } from '../../domain/verdict.js'
import { NAMED_FROM } from '../features.js'
import { LANES, type Model, type Weights } from '../model.js'
import { RELEVANCE_BUCKETS } from '../relevance-features.js'

/** What changes in one head: columns, in order, and by how much. */
export interface HeadChange {
  readonly column: Int32Array
  readonly value: Float32Array
}

/** What corrections change: one entry per label, in their order, and one for relevance. */
export interface Correction {
  /** The shipped model that it was made for. */
  readonly base: string
  readonly labels: readonly HeadChange[]
  readonly relevance: HeadChange
}

const MAGIC = 'ESL1'
/** Whole steps of a head: a byte, as in the model that ships, is too coarse for a correction. */
const STEPS = 32_767

/** The model with the corrections in it. Throws `bad-input` when they were made for another one. */
export function corrected(base: Model, correction: Correction): Model {
  const { header } = base
  if (correction.base !== header.id) {
    throw new EscuchaError('bad-input', `the learnt model corrects ${correction.base}, and ${header.id} ships`)
  }
  const hashed = new Int16Array(base.hashed.length)
  const named = base.named.slice()
  const scales = header.scales.map((scale, lane) => {
    const weights = laneOf(base.hashed, lane, scale)
    addChange(correction.labels[lane], NAMED_FROM, weights, (at, change) => {
      named[at * LANES + lane] = (named[at * LANES + lane] ?? 0) + change
    })
    return inSteps(weights, (at, steps) => {
      hashed[at * LANES + lane] = steps
    })
  })
  const relevanceHashed = new Int16Array(RELEVANCE_BUCKETS)
  const relevanceNamed = base.relevanceNamed.slice()
  const weights = Float64Array.from(base.relevanceHashed, (weight) => weight * header.relevance.scale)
  addChange(correction.relevance, RELEVANCE_BUCKETS, weights, (at, change) => {
    relevanceNamed[at] = (relevanceNamed[at] ?? 0) + change
  })
  const scale = inSteps(weights, (at, steps) => {
    relevanceHashed[at] = steps
  })
  const relevance = { ...header.relevance, scale }
  return {
    ...base,
    header: { ...header, id: idOf(correction), scales, relevance },
    hashed,
    named,
    relevanceHashed,
    relevanceNamed,
  }
}

function laneOf(hashed: Weights, lane: number, scale: number): Float64Array {
  const weights = new Float64Array(NAMED_FROM)
  for (let at = 0; at < NAMED_FROM; at++) weights[at] = scale * (hashed[at * LANES + lane] ?? 0)
  return weights
}

/** Adds a head's change: to the hashed weights here, to the named ones behind them by `addNamed`. */
function addChange(
  head: HeadChange | undefined,
  namedFrom: number,
  hashed: Float64Array,
  addNamed: (at: number, change: number) => void,
): void {
  head?.column.forEach((column, place) => {
    const change = head.value[place] ?? 0
    if (column >= namedFrom) addNamed(column - namedFrom, change)
    else hashed[column] = (hashed[column] ?? 0) + change
  })
}

/** Writes weights as whole steps; gives what one step is worth. */
function inSteps(weights: Float64Array, write: (at: number, steps: number) => void): number {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const step = most === 0 ? 1 : most / STEPS
  for (let at = 0; at < weights.length; at++) write(at, Math.round((weights[at] ?? 0) / step))
  return step
}

/** The learnt model's name: the shipped one's, and a hash of what was learnt. */
export function idOf(correction: Correction): string {
  return `${correction.base}+${createHash('sha256').update(encodeCorrection(correction)).digest('hex').slice(0, 8)}`
}

/** Keeps only the columns that change by something. */
export function sparse(change: Float64Array): HeadChange {
  const column = Int32Array.from([...change.keys()].filter((at) => Math.abs(change[at] ?? 0) > LEAST_CHANGE))
  return { column, value: Float32Array.from(column, (at) => change[at] ?? 0) }
}

/** Less than a hundredth of what would show in the fourth digit of a probability. */
const LEAST_CHANGE = 1e-5

/** Writes a correction as bytes. */
export function encodeCorrection({ base, labels, relevance }: Correction): Uint8Array {
  const heads = [...labels, relevance]
  const header = Buffer.from(JSON.stringify({ base, counts: heads.map(({ column }) => column.length) }))
  const padded = Buffer.concat([header, Buffer.alloc((4 - (header.length % 4)) % 4, 32)])
  const start = Buffer.alloc(8)
  start.write(MAGIC, 'latin1')
  start.writeUInt32LE(padded.length, 4)
  const blocks = heads.flatMap(({ column, value }) => [column, value])
  return Buffer.concat([
    start,
    padded,
    ...blocks.map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength)),
  ])
}

/** Reads a correction. Throws `bad-input` for anything else. */
export function decodeCorrection(bytes: Uint8Array): Correction {
  const data = new Uint8Array(bytes).buffer
  const header = headerOf(data)
  let at = header.end
  const heads = header.counts.map((count): HeadChange => {
    const column = new Int32Array(data, at, count)
    const value = new Float32Array(data, at + count * 4, count)
    at += count * 8
    return { column, value }
  })
  const relevance = heads.pop()
  if (relevance === undefined) throw damaged()
  return { base: header.base, labels: heads, relevance }
}

interface Header {
  readonly base: string
  readonly counts: readonly number[]
  readonly end: number
}

function headerOf(data: ArrayBuffer): Header {
  if (data.byteLength < 8 || Buffer.from(data, 0, 4).toString('latin1') !== MAGIC) throw damaged()
  const end = 8 + new DataView(data).getUint32(4, true)
  if (end > data.byteLength) throw damaged()
  const { base, counts } = parsed(Buffer.from(data, 8, end - 8).toString('utf8'))
  const sizes = Array.isArray(counts) ? counts.map(Number) : []
  const total = sizes.reduce((sum, count) => sum + count, 0)
  const isWhole = sizes.length === LABELS.length + 1 && sizes.every((count) => Number.isInteger(count) && count >= 0)
  if (typeof base !== 'string' || !isWhole || end + total * 8 !== data.byteLength) throw damaged()
  return { base, counts: sizes, end }
}

function parsed(text: string): { readonly base?: unknown; readonly counts?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as { readonly base?: unknown; readonly counts?: unknown }
  } catch {
    throw damaged()
  }
}

function damaged(): EscuchaError {
  return new EscuchaError('bad-input', 'the learnt model is damaged', {
    hint: 'Go back to the one that ships: escucha model use shipped.',
  })
}
