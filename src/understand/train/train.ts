// Trains a model: learns the word lists, fits the heads on part of the posts, calibrates them on the held-out part,
// and fits them again on everything. The same posts, lexicon and seed give the same file to the last byte.

import { createHash } from 'node:crypto'
import type { LabelledPost } from '../labelled.js'
import { parseLexicon } from '../lexicon.js'
import { encodeModel, type Model, type ModelHeader } from '../model.js'
import { assemble } from './assemble.js'
import { augment } from './augment.js'
import { calibrate } from './calibrate.js'
import { fitHeads, rarityOf } from './heads.js'
import { type TrainOptions, TUNING } from './options.js'
import { learnWords, sample, trainingAnalysis } from './samples.js'
import { thresholdsOf } from './thresholds.js'

export { signsOf, targetOf } from './heads.js'
export type { TrainOptions } from './options.js'

/** One group in this many is held out for calibration and for the figures that are reported. */
const HELD_OUT_ONE_IN = 8

/** Whether a post is held out: decided by its group and the seed alone. */
function isHeldOut(post: LabelledPost, seed: number): boolean {
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
  const held = posts.map((post) => isHeldOut(post, options.seed))
  const rows = given.length

  say('fitting on the training part')
  const part = assemble({
    fits: fitHeads(shared, (row) => held[row] === false),
    lexicon,
    words,
    rows,
    seed: options.seed,
  })
  say('calibrating on the held-out part')
  const heldOut = given.filter((_, row) => held[row] === true)
  const calibration = calibrate(part, heldOut)
  const thresholds = thresholdsOf(part, calibration, heldOut)
  options.onHeldOut?.(settled(part, calibration, thresholds), heldOut)

  say('fitting on everything')
  const whole = assemble({ fits: fitHeads(shared, () => true), lexicon, words, rows, seed: options.seed })
  return encodeModel(named(settled(whole, calibration, thresholds)))
}

function settled(model: Model, calibration: ModelHeader['calibration'], thresholds: ModelHeader['thresholds']): Model {
  return { ...model, header: { ...model.header, calibration, thresholds } }
}

/** The model's name tells its content, so that a verdict can be traced to the weights that gave it. */
function named(model: Model): Model {
  const id = `escucha-${createHash('sha256').update(encodeModel(model)).digest('hex').slice(0, 10)}`
  return { ...model, header: { ...model.header, id } }
}
