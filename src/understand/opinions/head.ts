// What stands on top of an encoder: one logistic model per label over its vectors, fitted on labelled posts. So any
// encoder serves, whatever it was made for, and what it says is a probability.

import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { EscuchaError } from '../../domain/errors.js'
import type { OpinionSpec } from '../../domain/settings.js'
import { LABELS } from '../../domain/verdict.js'
import type { LabelledPost } from '../labelled.js'
import { fitLinear, type SparseRows } from '../train/solver.js'
import type { Encoder } from './encoder.js'
import type { Opinion, Said } from './opinions.js'

const HEADS = ['relevance', ...LABELS] as const

const weights = z.object({ weights: z.array(z.number()).min(1).max(10_000), bias: z.number() })
const headSchema = z.object({
  format: z.literal(1),
  encoder: z.string(),
  heads: z.partialRecord(z.enum(HEADS), weights),
})

/** A fitted head, as its file holds it. */
export type EncoderHead = z.infer<typeof headSchema>

/** Vectors have unit length, so weights are large; this holds them to what thousands of posts support. */
const PENALTY = 0.3
const ITERATIONS = 60
/** With fewer of either answer nothing is learnt of a label. */
const EXAMPLES_MIN = 10

/** A post as encoders are shown it: the brand first, since a label belongs to both. */
export function encoderText(brandName: string, text: string): string {
  return `${brandName}: ${text}`
}

/** Fits a head on labelled posts. Throws `bad-input` when no label has examples of both kinds. */
export async function fitHead(
  encoder: Encoder,
  posts: readonly LabelledPost[],
  onPost?: (done: number) => void,
): Promise<EncoderHead> {
  const vectors: Float32Array[] = []
  for (const post of posts) {
    vectors.push(await encoder.embed(encoderText(post.brand.name, post.text)))
    onPost?.(vectors.length)
  }
  const data = denseRows(vectors)
  const heads = HEADS.flatMap((head) => {
    const truths = posts.map((post) => truthOf(post, head))
    const fitted = fitOne(data, truths, posts)
    return fitted === null ? [] : [[head, fitted] as const]
  })
  if (heads.length === 0) {
    throw new EscuchaError('bad-input', `no label has ${EXAMPLES_MIN} posts that bear it and as many that do not`)
  }
  return { format: 1, encoder: encoder.fingerprint, heads: Object.fromEntries(heads) }
}

function truthOf(post: LabelledPost, head: (typeof HEADS)[number]): boolean | null {
  if (head === 'relevance') return post.relevant
  return post.relevant === false ? null : post.labels[head]
}

function fitOne(data: SparseRows, truths: readonly (boolean | null)[], posts: readonly LabelledPost[]) {
  const use = [...truths.keys()].filter((row) => truths[row] !== null)
  const positives = use.filter((row) => truths[row] === true).length
  if (positives < EXAMPLES_MIN || use.length - positives < EXAMPLES_MIN) return null
  const { weights, cuts } = fitLinear({
    data,
    use: Int32Array.from(use),
    target: Float32Array.from(truths, (truth) => Number(truth === true)),
    weight: Float32Array.from(posts, (post) => post.weight),
    levels: 2,
    penalty: new Float32Array(data.columns).fill(PENALTY),
    sign: new Int8Array(data.columns),
    iterations: ITERATIONS,
  })
  return { weights: Array.from(weights, rounded), bias: rounded(cuts[0] ?? 0) }
}

function rounded(value: number): number {
  return Math.round(value * 1e5) / 1e5
}

function denseRows(vectors: readonly Float32Array[]): SparseRows {
  const columns = vectors[0]?.length ?? 0
  if (vectors.some((vector) => vector.length !== columns)) {
    throw new EscuchaError('bad-input', 'the encoder gave vectors of different lengths')
  }
  return {
    rows: vectors.length,
    columns,
    from: Int32Array.from({ length: vectors.length + 1 }, (_, row) => row * columns),
    column: Int32Array.from({ length: vectors.length * columns }, (_, at) => at % columns),
    value: Float32Array.from(vectors.flatMap((vector) => [...vector])),
  }
}

/** Reads a head's file. Throws `config-invalid` when it is not there or is something else. */
export function readHead(file: string): EncoderHead {
  try {
    return headSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new EscuchaError('config-invalid', `${file} is no head of a sentence encoder`, {
      hint: 'Make one with: escucha train --encoder FOLDER --data FILE --out HEAD',
      cause,
    })
  }
}

/** An opinion by an encoder and its head. Throws `config-invalid` when they do not belong together. */
export function encoderOpinion(
  { band, perPass, head: file }: Extract<OpinionSpec, { kind: 'onnx' }>,
  encoder: Encoder,
  head: EncoderHead,
): Opinion {
  if (head.encoder !== encoder.fingerprint) {
    throw new EscuchaError('config-invalid', `${file} was made for another sentence encoder`, {
      hint: 'Make it again with: escucha train --encoder FOLDER --data FILE --out HEAD',
    })
  }
  return {
    id: `onnx:${encoder.fingerprint.slice(0, 8)}`,
    band,
    perPass,
    ask: async ({ text, brand }) => saidBy(head, await encoder.embed(encoderText(brand.name, text))),
  }
}

function saidBy({ heads }: EncoderHead, vector: Float32Array): Said {
  return Object.fromEntries(
    Object.entries(heads).map(([name, { weights, bias }]) => {
      if (weights.length !== vector.length)
        throw new EscuchaError('bad-input', 'the encoder gave another kind of vector')
      const score = weights.reduce((sum, weight, at) => sum + weight * (vector[at] ?? 0), bias)
      return [name, 1 / (1 + Math.exp(-score))]
    }),
  )
}
