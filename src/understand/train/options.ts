// What a training run can be told.

import type { LabelledPost } from '../labelled.js'
import type { HeadName, Model } from '../model.js'
import type { KnownNames } from './samples.js'

/** How to train. */
export interface TrainOptions extends KnownNames {
  readonly lexiconText: string
  readonly seed: number
  /** Told of each step, for a progress line. */
  readonly onStep?: (step: string) => void
  readonly tuning?: Partial<Tuning>
  /** Handed the models of the folds, each with the posts that it never saw, for honest figures. */
  readonly onHeldOut?: (parts: readonly HeldOut[]) => void
}

/** A model, and the posts that neither its weights nor its calibration have seen. */
export interface HeldOut {
  readonly model: Model
  readonly posts: readonly LabelledPost[]
}

/** The strength of each penalty. */
export interface Tuning {
  /** Per head: what few posts bear needs a lighter hand, or the penalty speaks louder than they do. */
  readonly hashedPenalty: Readonly<Record<HeadName, number>>
  readonly conceptPenalty: number
  readonly shapePenalty: number
  readonly relevanceHashed: number
  readonly relevanceNamed: number
  readonly iterations: number
  readonly relevanceIterations: number
}

/**
 * Chosen on a held-out part of the corpus. The steps are few on purpose: on posts by other hands a fit that is stopped
 * early is better than one that has converged, whatever the penalty.
 */
export const TUNING: Tuning = {
  hashedPenalty: {
    complaint: 0.7,
    question: 0.3,
    suggestion: 0.15,
    praise: 0.3,
    churn: 0.2,
    severity: 2,
    urgency: 0.5,
  },
  conceptPenalty: 3,
  shapePenalty: 3,
  relevanceHashed: 1,
  relevanceNamed: 0.3,
  iterations: 24,
  relevanceIterations: 60,
}
