// Shows why: the model is a sum, so each word's share of it can be named. A span is what a concept matched or a run of
// words that speaks for the label; its weight is exactly what the model adds for it.

import type { Evidence, EvidenceFor } from '../domain/verdict.js'
import type { Analysis } from './analysis.js'
import { type Bag, scaleOf } from './bags.js'
import { NEGATED, SAID_OF_IT, SAID_OF_OTHERS, SLOTS_PER_CONCEPT } from './features.js'
import { HEADS, type HeadName, LANES, type Model } from './model.js'
import { AFTER_STOP, MARK, type Reading, TOKENS_MAX, WORD } from './reading.js'
import { CONCEPTS_MAX } from './trie.js'

/** Spans shown per label: enough to see why, few enough to read. */
const SPANS_FOR = 3
const SPANS_AGAINST = 1
/** A run of words longer than this shows nothing in particular. */
const RUN_TOKENS_MAX = 7
/** A share of the log-odds below this is noise. */
const WEIGHT_MIN = 0.08

interface Candidate {
  readonly from: number
  readonly to: number
  readonly weight: number
  readonly concept: string | null
  /** What the concept itself adds, without its words. */
  readonly own: number
}

/** Working arrays: what each token adds, and how often each concept is said (`keyOf`). */
const tokenShares = new Float64Array(TOKENS_MAX)
const times = new Int32Array(2 * CONCEPTS_MAX)

/** Adds what each token's hashed features contribute to `head`. */
function addShares(shares: Float64Array, bag: Bag, model: Model, head: number): void {
  const unit = scaleOf(bag) * (model.header.scales[head] ?? 0)
  for (let i = 0; i < bag.count; i++) {
    const token = bag.token[i] as number
    shares[token] = (shares[token] as number) + unit * (model.hashed[(bag.index[i] as number) * LANES + head] as number)
  }
}

/** The evidence for one head in the text that was analysed last, strongest first. */
export function evidenceFor(analysis: Analysis, model: Model, head: HeadName, slope: number): Evidence[] {
  const lane = HEADS.indexOf(head)
  const { reading, features } = analysis
  const shares = tokenShares.fill(0, 0, reading.tokens)
  for (const bag of features.bags) addShares(shares, bag, model, lane)
  const concepts = conceptCandidates(analysis, model, lane, shares)
  const candidates = concepts.filter(({ weight }) => Math.abs(weight) >= WEIGHT_MIN)
  addRuns(candidates, concepts, reading, shares, 1)
  addRuns(candidates, concepts, reading, shares, -1)
  const telling = candidates.filter((candidate) => tells(analysis, candidate))
  const chosen = choose(telling.some(({ weight }) => weight > 0) ? telling : candidates)
  return chosen.map((candidate) => toEvidence(analysis, head, candidate, slope))
}

/** What a concept's own weight adds, with what its words add. A concept said twice shares its weight. */
function conceptCandidates(analysis: Analysis, model: Model, lane: number, shares: Float64Array): Candidate[] {
  const { sayings, reading, overlay, lexicon } = analysis
  for (const saying of sayings) times[keyOf(saying)] = 0
  for (const saying of sayings) times[keyOf(saying)] = (times[keyOf(saying)] as number) + 1
  const found: Candidate[] = []
  for (const saying of sayings) {
    const slot = saying.concept * SLOTS_PER_CONCEPT
    const weightOf = (at: number): number => model.named[(slot + at) * LANES + lane] ?? 0
    const isOfBrand = overlay.ownClause[reading.clause[saying.to - 1] ?? 0] === 1
    const affirmed = weightOf(0) + weightOf(isOfBrand ? SAID_OF_IT : SAID_OF_OTHERS)
    const own = (saying.negated ? weightOf(NEGATED) : affirmed) / (times[keyOf(saying)] as number)
    const from = saying.negated ? negationBefore(analysis, saying.from) : saying.from
    const weight = own + sum(shares, from, saying.to)
    found.push({ from, to: saying.to, weight, concept: lexicon.concepts[saying.concept]?.name ?? null, own })
  }
  return found
}

function keyOf(saying: { readonly concept: number; readonly negated: boolean }): number {
  return saying.concept * 2 + Number(saying.negated)
}

/** Shows the "no" with what it negates. */
function negationBefore(analysis: Analysis, from: number): number {
  const clause = analysis.reading.clause[from]
  let first = from
  for (let token = from - 1; token >= 0 && token >= from - 3 && analysis.reading.clause[token] === clause; token--)
    first = token
  return first
}

/** A shorter word shows a reader nothing, however much it weighs. */
const TELLING_UNITS = 4

/** Whether a span says something by itself: "ya" or "y" do not, a concept, a longer word, a face or a mark does. */
function tells({ reading }: Analysis, { from, to, concept }: Candidate): boolean {
  if (concept !== null) return true
  for (let token = from; token < to; token++) {
    const units = (reading.charactersTo[token] ?? 0) - (reading.charactersFrom[token] ?? 0) - 2
    if (reading.kind[token] !== WORD || units >= TELLING_UNITS) return true
  }
  return false
}

function sum(shares: Float64Array, from: number, to: number): number {
  let total = 0
  for (let token = from; token < to; token++) total += shares[token] ?? 0
  return total
}

/** Adds the runs of words within a sentence whose shares add up most, for (1) or against (-1). */
function addRuns(
  found: Candidate[],
  concepts: readonly Candidate[],
  reading: Reading,
  shares: Float64Array,
  direction: 1 | -1,
): void {
  const { tokens, shape } = reading
  let from = 0
  let total = 0
  let best = 0
  let bestTo = 0
  for (let token = 0; token <= tokens; token++) {
    const breaks = ((shape[token] as number) & AFTER_STOP) !== 0 || token - from >= RUN_TOKENS_MAX
    if (total <= 0 || breaks || token === tokens) {
      if (best >= WEIGHT_MIN) found.push(runOf(from, bestTo, direction * best, concepts))
      from = token
      total = 0
      best = 0
    }
    if (token === tokens) return
    total += direction * (shares[token] as number)
    if (total <= best) continue
    best = total
    bestTo = token + 1
  }
}

/** A run of words adds what the concepts in it add too, and is called by the one that speaks loudest for the same. */
function runOf(from: number, to: number, words: number, concepts: readonly Candidate[]): Candidate {
  let weight = words
  let loudest = 0
  let concept: string | null = null
  for (const inside of concepts) {
    if (inside.from < from || inside.to > to) continue
    weight += inside.own
    const voice = inside.own * Math.sign(words)
    if (voice <= loudest) continue
    loudest = voice
    concept = inside.concept
  }
  return { from, to, weight, concept, own: weight - words }
}

/** The strongest spans that do not overlap, first by what they add. */
function choose(candidates: readonly Candidate[]): Candidate[] {
  const chosen: Candidate[] = []
  let next = strongest(candidates, chosen)
  while (next !== null) {
    chosen.push(next)
    next = strongest(candidates, chosen)
  }
  return chosen.sort((a, b) => b.weight - a.weight)
}

/** Of the spans that may still be chosen the one that weighs most; of equal ones the first. */
function strongest(candidates: readonly Candidate[], chosen: readonly Candidate[]): Candidate | null {
  let best: Candidate | null = null
  let most = 0
  for (const candidate of candidates) {
    const size = Math.abs(candidate.weight)
    if (size < most || (best !== null && size === most && candidate.from >= best.from)) continue
    if (!isOpen(candidate, chosen)) continue
    best = candidate
    most = size
  }
  return best
}

function isOpen({ from, to, weight }: Candidate, chosen: readonly Candidate[]): boolean {
  let same = 0
  for (const other of chosen) {
    if (other.from < to && from < other.to) return false
    if (other.weight > 0 === weight > 0) same++
  }
  return same < (weight > 0 ? SPANS_FOR : SPANS_AGAINST)
}

function toEvidence(analysis: Analysis, label: EvidenceFor, candidate: Candidate, slope: number): Evidence {
  const { reading } = analysis
  let last = candidate.to - 1
  while (last > candidate.from && reading.kind[last] === MARK && reading.hash[last] === reading.hash[last - 1]) last--
  const start = reading.start[candidate.from] ?? 0
  const end = reading.end[last] ?? start
  return {
    label,
    start,
    end,
    text: reading.text.slice(start, end),
    weight: Math.round(candidate.weight * slope * 1000) / 1000,
    concept: candidate.concept,
  }
}
