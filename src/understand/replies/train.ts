// Fits the reply model: one logistic head per kind of reply against all others, made comparable by one temperature. The
// same replies and cues give the same file to the last byte.

import { createHash } from 'node:crypto'
import { EscuchaError } from '../../domain/errors.js'
import { REPLY_KINDS } from '../../domain/reply.js'
import { type Lexicon, parseLexicon } from '../lexicon.js'
import { fitLinear, type SparseRows } from '../train/solver.js'
import { columnCount, NAMED_FROM, replyReader } from './features.js'
import { encodeReplyModel, LANES, type ReplyModel } from './model.js'
import type { LabelledReply } from './rows.js'

/** How strongly weights are held down. Chosen by five-fold runs over the conversations that are not kept unseen. */
export interface ReplyTuning {
  readonly hashedPenalty: number
  readonly namedPenalty: number
  readonly temperature: number
  readonly iterations: number
}

/** The tuning that ships. */
export const REPLY_TUNING: ReplyTuning = { hashedPenalty: 0.2, namedPenalty: 0.6, temperature: 1.1, iterations: 120 }

/** Fits a model on the replies and gives its file. */
export function trainReplies(replies: readonly LabelledReply[], cuesText: string): Uint8Array {
  return encodeReplyModel(fitReplies(replies, parseLexicon(cuesText)))
}

/** Fits a model on the replies. */
export function fitReplies(
  replies: readonly LabelledReply[],
  cues: Lexicon,
  tuning: ReplyTuning = REPLY_TUNING,
): ReplyModel {
  const data = rowsOf(replies, cues)
  const penalty = new Float32Array(data.columns).fill(tuning.hashedPenalty, 0, NAMED_FROM)
  penalty.fill(tuning.namedPenalty, NAMED_FROM)
  const fits = REPLY_KINDS.map((kind) =>
    fitLinear({
      data,
      use: Int32Array.from(replies.keys()),
      target: Float32Array.from(replies, ({ label }) => Number(label === kind)),
      weight: new Float32Array(replies.length).fill(1),
      levels: 2,
      penalty,
      sign: new Int8Array(data.columns),
      iterations: tuning.iterations,
    }),
  )
  const scales = fits.map(({ weights }) => stepOf(weights))
  const hashed = new Int8Array(NAMED_FROM * LANES)
  const named = new Float32Array((data.columns - NAMED_FROM) * LANES)
  fits.forEach(({ weights }, lane) => {
    const step = scales[lane] ?? 1
    for (let at = 0; at < NAMED_FROM; at++) hashed[at * LANES + lane] = Math.round((weights[at] ?? 0) / step)
    for (let at = NAMED_FROM; at < data.columns; at++) named[(at - NAMED_FROM) * LANES + lane] = weights[at] ?? 0
  })
  const cuts = fits.map((fit) => fit.cuts[0] ?? 0)
  const { temperature } = tuning
  const header = { format: 1, id: '', scales, cuts, temperature, trainedOn: { rows: replies.length } } as const
  return withName({ header, cues, hashed, named })
}

/** The model's name tells its content, so that a verdict can be traced to the weights that gave it. */
function withName(model: ReplyModel): ReplyModel {
  const id = `replies-${createHash('sha256').update(encodeReplyModel(model)).digest('hex').slice(0, 10)}`
  return { ...model, header: { ...model.header, id } }
}

function rowsOf(replies: readonly LabelledReply[], cues: Lexicon): SparseRows {
  const reader = replyReader(cues)
  if (reader === null) throw new EscuchaError('bad-input', 'the cues of replies cannot be read')
  const from: number[] = [0]
  const column: number[] = []
  const value: number[] = []
  for (const reply of replies) {
    const features = reader.read(reply)
    for (const entry of features.column) column.push(entry)
    for (const entry of features.value) value.push(entry)
    from.push(column.length)
  }
  return {
    rows: replies.length,
    columns: columnCount(cues),
    from: Int32Array.from(from),
    column: Int32Array.from(column),
    value: Float32Array.from(value),
  }
}

function stepOf(weights: Float64Array): number {
  let most = 0
  for (let at = 0; at < NAMED_FROM; at++) most = Math.max(most, Math.abs(weights[at] ?? 0))
  return most === 0 ? 1 : most / 127
}
