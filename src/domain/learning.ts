// What learning from reviewers leaves behind: for each model that was made of their corrections, what it was held
// against and whether it may judge. `understand` makes it, `store` keeps it, the pages and the command line show it.

import type { Instant } from './time.js'
import type { Label } from './verdict.js'

/** What is compared: whether a brand is meant, and each label. */
export type JudgedHead = 'relevance' | Label

/** One head on one set, before and after. */
export interface HeadComparison {
  readonly head: JudgedHead
  /** Posts whose truth is known. */
  readonly n: number
  readonly f1Before: number | null
  readonly f1After: number | null
  /** Posts that were right before and are wrong now, and the other way round. */
  readonly lost: number
  readonly won: number
}

/** What a new model was held against. */
export interface LearningReport {
  /** Corrections that it learnt from, and those kept aside to examine it. */
  readonly learntFrom: number
  readonly keptAside: number
  /** The part of the product's own corpus that is never learnt from. */
  readonly fixed: readonly HeadComparison[]
  /** The last random reviews that are never learnt from; empty while there are too few to tell. */
  readonly random: readonly HeadComparison[]
  /** Where it lost, as "fixed complaint"; empty when it lost nowhere. */
  readonly losses: readonly string[]
}

/**
 * `accepted`: it lost nowhere and may judge. `refused`: it lost, and never judged. `withdrawn`: a person went back behind
 * it, and it does not come back by itself.
 */
export type LearntVerdict = 'accepted' | 'refused' | 'withdrawn'

/** A model that was made of corrections. */
export interface LearntModel {
  /** Stands in every judgement that it makes. */
  readonly id: string
  /** The shipped model that it corrects: with another one it is not used. */
  readonly base: string
  readonly madeAt: Instant
  readonly verdict: LearntVerdict
  readonly report: LearningReport
}

/** How the program learns from corrections. */
export interface LearningSettings {
  readonly enabled: boolean
  /** Cron line, read in the configured zone. */
  readonly at: string
  /** New corrections from which it is worth learning again. */
  readonly least: number
  /** How many posts of the corpus one fresh correction counts for. */
  readonly weight: number
  /** After this long a correction counts for half. */
  readonly halfLifeMs: number
}
