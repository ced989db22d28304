// Fits the heads: what each has to learn of a post, what its weights may be, how strongly each is held down.

import { NAMED_FROM, namedCount, SLOTS_PER_CONCEPT } from '../features.js'
import type { LabelledPost } from '../labelled.js'
import type { Lexicon } from '../lexicon.js'
import { HEADS, type HeadName } from '../model.js'
import { RELEVANCE_BUCKETS, RELEVANCE_COLUMNS, RELEVANCE_NAMED } from '../relevance-features.js'
import { SHAPE_SIGNS, SHAPES } from '../shape.js'
import type { Tuning } from './options.js'
import type { Samples } from './samples.js'
import { type Fit, fitLinear } from './solver.js'
import { labelWeightOf } from './weights.js'

/** What all heads are fitted from. */
export interface Shared {
  readonly posts: readonly LabelledPost[]
  readonly samples: Samples
  readonly lexicon: Lexicon
  readonly tuning: Tuning
  readonly say: (step: string) => void
  readonly rarity: Float32Array
}

/** A rare word says more than a common one: its penalty is lighter, as though its value were weighed by rarity. */
export function rarityOf({ labels }: Samples): Float32Array {
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

/** The fitted heads, in the model's order. */
export interface Fits {
  readonly heads: readonly Fit[]
  readonly relevance: Fit
}

/** Fits every head on the rows that `takes` takes. */
export function fitHeads(shared: Shared, takes: (row: number) => boolean): Fits {
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
    weight[row] = labelWeightOf(post)
    if (value === null || !takes(row)) return
    target[row] = value
    use.push(row)
  })
  const columns = NAMED_FROM + namedCount(lexicon)
  const hashedPenalty = tuning.hashedPenalty[head]
  const penalty = new Float32Array(columns).fill(hashedPenalty)
  shared.rarity.forEach((rarity, column) => {
    penalty[column] = hashedPenalty / rarity
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

/** Which way each column may point for a head. */
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
    iterations: tuning.relevanceIterations,
  })
}
