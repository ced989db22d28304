// What a training run can be told.

import type { LabelledPost } from '../labelled.js'
import type { Model } from '../model.js'

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

/** Chosen on a held-out part of the corpus; between half and double of each, figures move by less than a point. */
export const TUNING: Tuning = {
  hashedPenalty: 1.5,
  conceptPenalty: 1,
  shapePenalty: 1,
  relevanceHashed: 1,
  relevanceNamed: 0.3,
  iterations: 60,
}
