// Trains a model: learns the word lists, fits the heads on part of the posts, calibrates them on the held-out part,
// and fits them again on everything. The same posts, lexicon and seed give the same file to the last byte.

import { createHash } from 'node:crypto'
import { LABELS, type Label } from '../../domain/verdict.js'
import { NAMED_FROM, namedCount, SLOTS_PER_CONCEPT } from '../features.js'
import type { LabelledPost } from '../labelled.js'
import { type Lexicon, parseLexicon } from '../lexicon.js'
import { type Calibration, encodeModel, HEADS, type HeadName, LANES, type Model } from '../model.js'
import { RELEVANCE_BUCKETS, RELEVANCE_COLUMNS, RELEVANCE_NAMED } from '../relevance.js'
import { SHAPE_SIGNS, SHAPES } from '../shape.js'
import { augment } from './augment.js'
import { calibrate } from './calibrate.js'
import { learnWords, type Samples, sample, trainingAnalysis, type WordLists } from './samples.js'
import { type Fit, fitLinear } from './solver.js'

/** How to train. */
export interface TrainOptions {
  readonly lexiconText: string
  /** Words that are names and ordinary words alike. */
  readonly commonWords: readonly string[]
  readonly seed: number
  /** Told of each step, for a progress line. */
  readonly onStep?: (step: string) => void
  readonly tuning?: Partial<Tuning>
  /** Handed the model of the training part with the posts that it never saw, for honest figures. */
  readonly onHeldOut?: (model: Model, heldOut: readonly LabelledPost[]) => void
}

/** The strength of each penalty. */
export interface Tuning {
  readonly hashedPenalty: number
  readonly conceptPenalty: number
  readonly shapePenalty: number
  readonly relevanceHashed: number
  readonly relevanceNamed: number
  readonly iterations: number
}

/** Chosen by cross-validation over the corpus's own files: trained on some, tested on others. */
export const TUNING: Tuning = {
  hashedPenalty: 1.5,
  conceptPenalty: 1,
  shapePenalty: 1,
  relevanceHashed: 1,
  relevanceNamed: 0.3,
  iterations: 60,
}

/** One group in this many is held out for calibration and for the figures that are reported. */
const HELD_OUT_ONE_IN = 8

/** Whether a post is held out: decided by its group and the seed alone. */
export function isHeldOut(post: LabelledPost, seed: number): boolean {
  return createHash('sha256').update(`${seed}:${post.group}`).digest().readUInt32LE(0) % HELD_OUT_ONE_IN === 0
}

/** Fits a model on the posts. */
export function trainModel(given: readonly LabelledPost[], options: TrainOptions): Uint8Array {
  const tuning = { ...TUNING, ...options.tuning }
  const say = options.onStep ?? (() => undefined)
  const lexicon = parseLexicon(options.lexiconText)
  const words = learnWords(given, options.commonWords)
  const posts = augment(given)
  say('reading posts')
  const samples = sample(posts, trainingAnalysis(lexicon, words))
  const shared = { posts, samples, lexicon, tuning, say, rarity: rarityOf(samples) }
  const held = new Uint8Array(posts.map((post) => (isHeldOut(post, options.seed) ? 1 : 0)))
  say('fitting on the training part')
  const first = assemble(
    fitHeads(shared, (row) => held[row] === 0),
    lexicon,
    options,
    words,
    posts.length,
    {},
  )
  say('calibrating on the held-out part')
  const heldOut = given.filter((_, row) => held[row] === 1)
  const calibration = calibrate(first, heldOut)
  options.onHeldOut?.({ ...first, header: { ...first.header, calibration } }, heldOut)
  say('fitting on everything')
  return encodeModel(
    assemble(
      fitHeads(shared, () => true),
      lexicon,
      options,
      words,
      posts.length,
      calibration,
    ),
  )
}

/** A model fitted on the training part alone, calibrated on the held-out part: what figures are honestly measured with. */
export function trainForFigures(
  posts: readonly LabelledPost[],
  options: TrainOptions,
  isTest: (post: LabelledPost) => boolean,
): Model {
  const tuning = { ...TUNING, ...options.tuning }
  const lexicon = parseLexicon(options.lexiconText)
  const given = posts.filter((post) => !isTest(post))
  const words = learnWords(given, options.commonWords)
  const training = augment(given)
  const samples = sample(training, trainingAnalysis(lexicon, words))
  const say = options.onStep ?? (() => undefined)
  const shared = { posts: training, samples, lexicon, tuning, say, rarity: rarityOf(samples) }
  const held = training.map((post) => isHeldOut(post, options.seed + 1))
  const first = assemble(
    fitHeads(shared, (row) => held[row] === false),
    lexicon,
    options,
    words,
    training.length,
    {},
  )
  const calibration = calibrate(
    first,
    given.filter((_, row) => held[row] === true),
  )
  return { ...first, header: { ...first.header, calibration } }
}

interface Shared {
  readonly posts: readonly LabelledPost[]
  readonly samples: Samples
  readonly lexicon: Lexicon
  readonly tuning: Tuning
  readonly say: (step: string) => void
  readonly rarity: Float32Array
}

/** A rare word says more than a common one: its penalty is lighter, as though its value were weighed by rarity. */
function rarityOf({ labels }: Samples): Float32Array {
  const seenIn = new Float32Array(NAMED_FROM)
  const last = new Int32Array(NAMED_FROM).fill(-1)
  for (let row = 0; row < labels.rows; row++) {
    for (let at = labels.from[row] ?? 0; at < (labels.from[row + 1] ?? 0); at++) {
      const column = labels.column[at] ?? 0
      if (column >= NAMED_FROM || last[column] === row) continue
      last[column] = row
      seenIn[column] = (seenIn[column] ?? 0) + 1
    }
  }
  return seenIn.map((count) => Math.max(0.05, Math.log((labels.rows + 1) / (count + 1)) / TYPICAL_RARITY))
}

/** Log-rarity of a middling feature: keeps the penalty's scale where it was. */
const TYPICAL_RARITY = 6

interface Fits {
  readonly heads: readonly Fit[]
  readonly relevance: Fit
}

function fitHeads(shared: Shared, takes: (row: number) => boolean): Fits {
  const heads = HEADS.map((head) => {
    shared.say(`  ${head}`)
    return fitHead(shared, head, takes)
  })
  shared.say('  relevance')
  return { heads, relevance: fitRelevance(shared, takes) }
}

/** What a head is to learn of a post; null where the post does not tell. */
export function targetOf(post: LabelledPost, head: HeadName): number | null {
  if (post.relevant === false) return null
  if (head === 'severity') return post.labels.complaint === true ? post.severity : null
  if (head === 'urgency') return post.urgency
  const value = post.labels[head]
  return value === null ? null : Number(value)
}

function fitHead(shared: Shared, head: HeadName, takes: (row: number) => boolean): Fit {
  const { posts, samples, lexicon, tuning } = shared
  const target = new Float32Array(posts.length)
  const weight = new Float32Array(posts.length)
  const use: number[] = []
  posts.forEach((post, row) => {
    const value = targetOf(post, head)
    weight[row] = post.weight
    if (value === null || !takes(row)) return
    target[row] = value
    use.push(row)
  })
  const columns = NAMED_FROM + namedCount(lexicon)
  const penalty = new Float32Array(columns).fill(tuning.hashedPenalty)
  shared.rarity.forEach((rarity, column) => {
    penalty[column] = tuning.hashedPenalty / rarity
  })
  const concepts = NAMED_FROM + lexicon.concepts.length * SLOTS_PER_CONCEPT
  penalty.fill(tuning.conceptPenalty, NAMED_FROM, concepts)
  penalty.fill(tuning.shapePenalty, concepts)
  const levels = head === 'severity' || head === 'urgency' ? 4 : 2
  return fitLinear({
    data: samples.labels,
    use: Int32Array.from(use),
    target,
    weight,
    levels,
    penalty,
    sign: signsOf(lexicon, head, columns),
    iterations: tuning.iterations,
  })
}

export function signsOf(lexicon: Lexicon, head: HeadName, columns: number): Int8Array {
  const sign = new Int8Array(columns)
  lexicon.concepts.forEach((concept, index) => {
    const at = NAMED_FROM + index * SLOTS_PER_CONCEPT
    sign[at] = sign[at + 1] = concept.signs[head] ?? 0
  })
  const shapes = NAMED_FROM + lexicon.concepts.length * SLOTS_PER_CONCEPT
  SHAPES.forEach((shape, index) => {
    sign[shapes + index] = SHAPE_SIGNS[shape]?.[head] ?? 0
  })
  return sign
}

function fitRelevance(shared: Shared, takes: (row: number) => boolean): Fit {
  const { posts, samples, tuning } = shared
  const target = Float32Array.from(posts, (post) => (post.relevant === true ? 1 : 0))
  const weight = Float32Array.from(posts, (post) => post.weight)
  const use = posts.flatMap((post, row) => (post.relevant !== null && takes(row) ? [row] : []))
  const penalty = new Float32Array(RELEVANCE_COLUMNS).fill(tuning.relevanceHashed)
  penalty.fill(tuning.relevanceNamed, RELEVANCE_BUCKETS)
  const sign = new Int8Array(RELEVANCE_COLUMNS)
  for (const name of ['context', 'contexts', 'title-names', 'source-names', 'handle'] as const) {
    sign[RELEVANCE_BUCKETS + RELEVANCE_NAMED.indexOf(name)] = 1
  }
  return fitLinear({
    data: samples.relevance,
    use: Int32Array.from(use),
    target,
    weight,
    levels: 2,
    penalty,
    sign,
    iterations: tuning.iterations,
  })
}

/** What the corpus cannot teach, because its posts stand alone: how much a title, a site or a context word says. */
const PRIORS: Readonly<Partial<Record<(typeof RELEVANCE_NAMED)[number], number>>> = {
  context: 2,
  contexts: 1,
  'title-names': 3,
  'source-names': 2.5,
  excluded: -1.5,
}

function assemble(
  fits: Fits,
  lexicon: Lexicon,
  options: TrainOptions,
  words: WordLists,
  rows: number,
  calibration: Readonly<Record<string, Readonly<Record<Label | 'relevance', Calibration>>>>,
): Model {
  const scales = fits.heads.map((head) => stepOf(head.weights, NAMED_FROM))
  const hashed = new Int8Array(NAMED_FROM * LANES)
  const named = new Float32Array(namedCount(lexicon) * LANES)
  fits.heads.forEach((head, lane) => {
    for (let j = 0; j < NAMED_FROM; j++) hashed[j * LANES + lane] = quantise(head.weights[j] ?? 0, scales[lane] ?? 1)
    for (let j = 0; j < namedCount(lexicon); j++) named[j * LANES + lane] = head.weights[NAMED_FROM + j] ?? 0
  })
  const relevanceScale = stepOf(fits.relevance.weights, RELEVANCE_BUCKETS)
  const relevanceNamed = Float32Array.from(fits.relevance.weights.slice(RELEVANCE_BUCKETS))
  RELEVANCE_NAMED.forEach((name, index) => {
    const prior = PRIORS[name]
    if (prior !== undefined) relevanceNamed[index] = prior
  })
  const model: Model = {
    header: {
      format: 1,
      id: '',
      scales,
      cuts: fits.heads.map((head) => Array.from(head.cuts)),
      calibration,
      thresholds: Object.fromEntries(LABELS.map((label) => [label, 0.5])) as Record<Label, number>,
      relevance: { scale: relevanceScale, cut: fits.relevance.cuts[0] ?? 0 },
      trainedOn: { rows, seed: options.seed },
    },
    lexicon,
    hashed,
    named,
    relevanceHashed: Int8Array.from({ length: RELEVANCE_BUCKETS }, (_, j) =>
      quantise(fits.relevance.weights[j] ?? 0, relevanceScale),
    ),
    relevanceNamed,
    ...words,
  }
  return { ...model, header: { ...model.header, id: idOf(model) } }
}

/** The model's name tells its content, so that a verdict can be traced to the weights that gave it. */
function idOf(model: Model): string {
  return `escucha-${createHash('sha256').update(encodeModel(model)).digest('hex').slice(0, 10)}`
}

function stepOf(weights: Float64Array, to: number): number {
  let most = 0
  for (let j = 0; j < to; j++) most = Math.max(most, Math.abs(weights[j] ?? 0))
  return most === 0 ? 1 : most / 127
}

function quantise(weight: number, step: number): number {
  return Math.max(-127, Math.min(127, Math.round(weight / step)))
}
