// Trains a model: learns the word lists, fits the heads on part of the posts, calibrates them on the held-out part,
// and fits them again on everything. The same posts, lexicon and seed give the same file to the last byte.

import { createHash } from 'node:crypto'
import type { LabelledPost } from '../labelled.js'
import { parseLexicon } from '../lexicon.js'
import { encodeModel, type Model } from '../model.js'
import { assemble } from './assemble.js'
import { augment } from './augment.js'
import { calibrate } from './calibrate.js'
import { fitHeads, rarityOf } from './heads.js'
import { type TrainOptions, TUNING } from './options.js'
import { learnWords, sample, trainingAnalysis } from './samples.js'

export { signsOf, targetOf } from './heads.js'
export type { TrainOptions } from './options.js'

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
