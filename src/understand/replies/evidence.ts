// Shows why a reply was judged so: cues and runs of words that speak for the kind, with what the model adds for each.

import type { ReplyEvidence } from '../../domain/reply.js'
import { AFTER_STOP, MARK } from '../reading.js'
import { NAMED_FROM, type ReplyFeatures, SLOTS_PER_CUE } from './features.js'
import { weightOf } from './judge.js'
import type { ReplyModel } from './model.js'

/** Enough to see why. */
const SPANS_MAX = 3
/** A longer run of words shows nothing in particular. */
const RUN_TOKENS_MAX = 8
/** A share of the log-odds below this is noise. */
const WEIGHT_MIN = 0.05
/** "I" and "you" weigh something and explain nothing. */
const SILENT_CUES: ReadonlySet<string> = new Set(['self', 'you'])
/** A bare run shorter than this ("el", "the") explains nothing either. */
const RUN_UNITS_MIN = 5

interface Candidate {
  readonly from: number
  readonly to: number
  readonly weight: number
  readonly cue: string | null
}

/** The spans that speak for a kind of reply, strongest first. */
export function evidenceOf(model: ReplyModel, features: ReplyFeatures, lane: number): readonly ReplyEvidence[] {
  const shares = sharesOf(model, features, lane)
  const chosen: Candidate[] = []
  const cues = cuesIn(model, features, lane, shares).filter(({ cue }) => cue !== null && !SILENT_CUES.has(cue))
  const runs = runsIn(features, shares).filter(({ from, to }) => isShown(features, from, to))
  const candidates = [...cues, ...runs.map((run) => ({ ...run, cue: strongestWithin(run, cues) }))]
  for (const candidate of candidates.sort((one, other) => other.weight - one.weight || one.from - other.from)) {
    if (chosen.length >= SPANS_MAX || candidate.weight < WEIGHT_MIN) break
    if (chosen.every(({ from, to }) => to <= candidate.from || candidate.to <= from)) chosen.push(candidate)
  }
  return chosen.map((candidate) => spanOf(features, candidate))
}

/** A run is called what the strongest cue in it is called. */
function strongestWithin({ from, to }: Candidate, cues: readonly Candidate[]): string | null {
  const within = cues.filter((cue) => cue.weight >= WEIGHT_MIN && cue.from >= from && cue.to <= to)
  return (
    within.reduce<Candidate | null>((best, cue) => (best === null || cue.weight > best.weight ? cue : best), null)
      ?.cue ?? null
  )
}

function isShown({ reading }: ReplyFeatures, from: number, to: number): boolean {
  return (reading.end[to - 1] ?? 0) - (reading.start[from] ?? 0) >= RUN_UNITS_MIN
}

/** What each token's hashed features add. */
function sharesOf(model: ReplyModel, { column, value, token, reading }: ReplyFeatures, lane: number): Float64Array {
  const shares = new Float64Array(reading.tokens)
  column.forEach((entry, at) => {
    const place = token[at] ?? -1
    if (place < 0) return
    const share = (value[at] ?? 0) * weightOf(model, entry, lane, model.header.scales)
    shares[place] = (shares[place] ?? 0) + share
  })
  return shares
}

/** A cue said twice shares its weight. */
function cuesIn(model: ReplyModel, { sayings }: ReplyFeatures, lane: number, shares: Float64Array): Candidate[] {
  const times = new Map<number, number>()
  const keyOf = (concept: number, negated: boolean): number => concept * SLOTS_PER_CUE + Number(negated)
  for (const { concept, negated } of sayings) {
    const key = keyOf(concept, negated)
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  return sayings.map(({ concept, negated, from, to }) => {
    const key = keyOf(concept, negated)
    const own = weightOf(model, NAMED_FROM + key, lane, model.header.scales) / (times.get(key) ?? 1)
    return { from, to, weight: own + sum(shares, from, to), cue: model.cues.concepts[concept]?.name ?? null }
  })
}

/** Runs of words within a sentence whose shares add up most. */
function runsIn({ reading }: ReplyFeatures, shares: Float64Array): Candidate[] {
  const found: Candidate[] = []
  let from = 0
  let total = 0
  let best = 0
  let bestTo = 0
  const close = (next: number): void => {
    if (best >= WEIGHT_MIN) found.push({ from, to: bestTo, weight: best, cue: null })
    from = next
    total = 0
    best = 0
  }
  for (let token = 0; token < reading.tokens; token++) {
    const breaks = ((reading.shape[token] ?? 0) & AFTER_STOP) !== 0 || token - from >= RUN_TOKENS_MAX
    if (total <= 0 || breaks) close(token)
    total += shares[token] ?? 0
    if (total <= best) continue
    best = total
    bestTo = token + 1
  }
  close(reading.tokens)
  return found
}

function sum(shares: Float64Array, from: number, to: number): number {
  let total = 0
  for (let token = from; token < to; token++) total += shares[token] ?? 0
  return total
}

function spanOf({ reading }: ReplyFeatures, { from, to, weight, cue }: Candidate): ReplyEvidence {
  let last = to - 1
  while (last > from && reading.kind[last] === MARK && reading.hash[last] === reading.hash[last - 1]) last--
  const start = reading.start[from] ?? 0
  const end = reading.end[last] ?? start
  return { start, end, text: reading.text.slice(start, end), weight: Math.round(weight * 1000) / 1000, cue }
}
