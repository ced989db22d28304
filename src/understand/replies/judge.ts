// Judges replies with a fitted model, and says why: the model is a sum, so each word's share of it can be named.

import { readFileSync } from 'node:fs'
import { EscuchaError } from '../../domain/errors.js'
import { REPLY_KINDS, type ReplyEvidence, type ReplyJudge, type ReplyVerdict } from '../../domain/reply.js'
import { evidenceOf } from './evidence.js'
import { NAMED_FROM, type ReplyFeatures, replyReader } from './features.js'
import { decodeReplyModel, LANES, type ReplyModel } from './model.js'

/** Where the model that ships stands. */
export const SHIPPED_REPLY_MODEL = new URL('../../../data/model/replies.model', import.meta.url)

/** Opens the judge of replies that ships, or the one in a file. */
export function openReplyJudge(file: URL | string = SHIPPED_REPLY_MODEL): ReplyJudge {
  return judgeOf(decodeReplyModel(readModel(file)))
}

function readModel(file: URL | string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new EscuchaError('bad-input', `the reply model file ${String(file)} cannot be read`, {
      hint: 'make it with "npm run train", or restore data/model',
      cause,
    })
  }
}

/** A judge of a model that is already in memory. */
export function judgeOf(model: ReplyModel): ReplyJudge {
  const reader = replyReader(model.cues)
  if (reader === null) throw new EscuchaError('bad-input', 'the reply model file holds damaged cues')
  const titles = new Map(model.cues.concepts.map((cue) => [cue.name, cue.titles]))
  return {
    id: model.header.id,
    judge: (reply) => {
      const features = reader.read(reply)
      const probabilities = probabilitiesOf(model, features)
      const lane = likeliest(probabilities)
      return {
        kind: REPLY_KINDS[lane] ?? 'noise',
        probability: rounded(probabilities[lane] ?? 0),
        answers: rounded(probabilities[REPLY_KINDS.indexOf('answer')] ?? 0),
        evidence: evidenceFor(model, features, lane),
        model: model.header.id,
      } satisfies Omit<ReplyVerdict, 'brand'>
    },
    cueTitle: (cue, language) => titles.get(cue)?.[language] ?? null,
  }
}

/** Nothing is shown for an empty reply: there are no words to show. */
function evidenceFor(model: ReplyModel, features: ReplyFeatures, lane: number): readonly ReplyEvidence[] {
  return features.reading.tokens === 0 ? [] : evidenceOf(model, features, lane)
}

/** The probability of each kind, in the order of the kinds. */
export function probabilitiesOf(model: ReplyModel, { column, value }: ReplyFeatures): readonly number[] {
  const { scales, cuts, temperature } = model.header
  const scores = REPLY_KINDS.map((_, lane) => {
    let score = cuts[lane] ?? 0
    for (let at = 0; at < column.length; at++)
      score += (value[at] ?? 0) * weightOf(model, column[at] ?? 0, lane, scales)
    return score / temperature
  })
  // Heads are fitted each against all others: odds, not scores, are what is shared out.
  const odds = scores.map((score) => Math.exp(Math.min(30, Math.max(-30, score))))
  const total = odds.reduce((sum, one) => sum + one, 0)
  return odds.map((one) => one / total)
}

/** What a column weighs for a kind. */
export function weightOf(model: ReplyModel, column: number, lane: number, scales: readonly number[]): number {
  if (column < NAMED_FROM) return (model.hashed[column * LANES + lane] ?? 0) * (scales[lane] ?? 1)
  return model.named[(column - NAMED_FROM) * LANES + lane] ?? 0
}

function likeliest(probabilities: readonly number[]): number {
  return probabilities.reduce((best, p, lane) => (p > (probabilities[best] ?? 0) ? lane : best), 0)
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
