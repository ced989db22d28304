// Trains a model: learns the word lists, fits the heads as often as there are folds, each time without one of them, so
// that every post is scored by a model that never saw it; calibrates on those scores; and fits again on everything.
// The same posts, lexicon and seed give the same file to the last byte.

import { createHash } from 'node:crypto'
import type { LabelledPost } from '../labelled.js'
import { parseLexicon } from '../lexicon.js'
import { encodeModel, type Model } from '../model.js'
import { assemble } from './assemble.js'
import { augment } from './augment.js'
import { calibrate, type Scored, scorePosts } from './calibrate.js'
import { fitHeads, rarityOf } from './heads.js'
import { type HeldOut, type TrainOptions, TUNING } from './options.js'
import { learnWords, sample, trainingAnalysis } from './samples.js'
import { thresholdsOf } from './thresholds.js'

export { signsOf, targetOf } from './heads.js'
export type { HeldOut, TrainOptions } from './options.js'

/** One group in this many is held out for calibration and for the figures that are reported. */
const HELD_OUT_ONE_IN = 8

/** Whether a post is held out: decided by its group and the seed alone. */
export function isHeldOut(post: LabelledPost, seed: number): boolean {
  return createHash('sha256').update(`${seed}:${post.group}`).digest().readUInt32LE(0) % HELD_OUT_ONE_IN === 0
}

/** Each post is scored by a model of the other folds; more folds would only take longer. */
const FOLDS = 4

/** The fold of a post: decided by its group and the seed alone. What `isHeldOut` holds out stands in the first. */
function foldOf(post: LabelledPost, seed: number): number {
  return createHash('sha256').update(`${seed}:${post.group}`).digest().readUInt32LE(0) % FOLDS
}

/** Fits a model on the posts. */
export function trainModel(given: readonly LabelledPost[], options: TrainOptions): Uint8Array {
  const tuning = { ...TUNING, ...options.tuning }
  const say = options.onStep ?? (() => undefined)
  const lexicon = parseLexicon(options.lexiconText)
  const words = learnWords(given, options, lexicon)
  const posts = augment(given)
  say('reading posts')
  const samples = sample(posts, trainingAnalysis(lexicon, words))
  const shared = { posts, samples, lexicon, tuning, say, rarity: rarityOf(samples) }
  const fold = posts.map((post) => foldOf(post, options.seed))
  const fitted = (takes: (row: number) => boolean): Model =>
    assemble({ fits: fitHeads(shared, takes), lexicon, words, rows: given.length, seed: options.seed })

  const parts = Array.from({ length: FOLDS }, (_, k) => {
    say(`fitting without part ${k + 1} of ${FOLDS}`)
    const model = fitted((row) => fold[row] !== k)
    return {
      model,
      scored: scorePosts(
        model,
        given.filter((_, row) => fold[row] === k),
      ),
    }
  })
  options.onHeldOut?.(parts.map((part) => heldOut(part, parts)))

  say('fitting on everything')
  const scored = parts.flatMap((part) => part.scored)
  return encodeModel(
    named(
      settled(
        fitted(() => true),
        scored,
      ),
    ),
  )
}

interface Part {
  readonly model: Model
  readonly scored: readonly Scored[]
}

/** A part's own posts judge its model; calibration and thresholds come from the other parts, so they are honest too. */
function heldOut(part: Part, parts: readonly Part[]): HeldOut {
  const others = parts.filter((other) => other !== part).flatMap((other) => other.scored)
  return { model: settled(part.model, others), posts: part.scored.map(({ post }) => post) }
}

/** The model with the calibration and the thresholds that the scored posts give. */
function settled(model: Model, scored: readonly Scored[]): Model {
  const calibration = calibrate(scored)
  return { ...model, header: { ...model.header, calibration, thresholds: thresholdsOf(scored, calibration) } }
}

/** The model's name tells its content, so that a verdict can be traced to the weights that gave it. */
function named(model: Model): Model {
  const id = `escucha-${createHash('sha256').update(encodeModel(model)).digest('hex').slice(0, 10)}`
  return { ...model, header: { ...model.header, id } }
}
