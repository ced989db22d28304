// Measures what these features make of the public sets when they are trained on them, for comparison with the papers:
// five folds within a set, and one set against another. The rows of `dev.jsonl` are never trained on: they are samples that
// the fits on published files are tested on. The model that ships learns nothing here.

import { createHash } from 'node:crypto'
import { figuresOf, type Guess } from '../metrics.js'
import type { Model } from '../model.js'
import { TUNING } from '../train/options.js'
import { bayesGuesses } from './bayes.js'
import { fitOn, guessesOf, type Prepared, prepare, type ResearchTuning } from './fit.js'
import { devSampleOf, excludedIn, fingerprint, PUBLIC_SETS, type PublicSet, postsOf } from './sets.js'

const FOLDS = 5
/** natural's Bayes takes minutes on more. */
const BAYES_ROWS_MAX = 6_000
/** Fewer rows tell nothing. */
const ROWS_MIN = 40

/** What can be chosen. */
export interface ResearchOptions {
  readonly tuning: Omit<ResearchTuning, 'withShipped'>
  readonly baseline: boolean
  readonly onLine: (line: string) => void
}

/** Those of training: chosen on the corpus that ships, not on any of these sets. */
export const RESEARCH_TUNING: ResearchOptions['tuning'] = {
  wordPenalty: TUNING.hashedPenalty.complaint,
  namedPenalty: TUNING.conceptPenalty,
}

/** Prints the figures of every set that the folder holds. */
export function research(folder: string, model: Model, options: ResearchOptions): void {
  const excluded = excludedIn(folder)
  const published = PUBLIC_SETS.flatMap((set) => publishedSet(set, folder, excluded, model, options) ?? [])
  const samples = PUBLIC_SETS.flatMap((set) => devSample(set, folder, model, options) ?? [])
  acrossSets(published, samples, options)
}

/** A set to train on, and which of its rows may not be. */
interface Published {
  readonly one: Prepared
  readonly isBarred: readonly boolean[]
}

/** Prints what becomes of a set in folds; null where its file is not there, or too short to tell anything. */
function publishedSet(
  set: PublicSet,
  folder: string,
  excluded: ReadonlySet<string>,
  model: Model,
  { tuning, baseline, onLine }: ResearchOptions,
): Published | null {
  const posts = postsOf(set, folder)
  if (posts === null || posts.length < ROWS_MIN) {
    onLine(`${set.name}: skipped, there is no ${set.file} (${set.origin}) in ${folder}`)
    return null
  }
  const one = prepare(set, posts, model)
  const isBarred = posts.map(({ text }) => excluded.has(fingerprint(text)))
  onLine(`${set.name}: ${countsOf(one)}; ${isBarred.filter(Boolean).length} excluded rows are only tested on`)
  const folds = foldsOf(one)
  const guesses = (withShipped: boolean) => crossValidated(one, folds, isBarred, { ...tuning, withShipped })
  onLine(line('  5-fold, this set alone', guesses(false)))
  onLine(line('  5-fold, with the shipped model’s opinion', guesses(true)))
  onLine(line('  the shipped model, not trained on it', shippedGuesses(one)))
  if (baseline && posts.length <= BAYES_ROWS_MAX) onLine(line('  5-fold, natural’s Bayes', bayes(one, folds, isBarred)))
  onLine(`  published: ${set.published}`)
  return { one, isBarred }
}

/** Prints what the shipped model makes of a set's rows in `dev.jsonl`; null where there are too few. */
function devSample(set: PublicSet, folder: string, model: Model, { onLine }: ResearchOptions): Prepared | null {
  const posts = devSampleOf(set, folder)
  if (posts.length < ROWS_MIN) return null
  const one = prepare(set, posts, model)
  onLine(`${sampleName(set)}: ${countsOf(one)}; a sample that is only tested on, so it compares with no paper`)
  onLine(line('  the shipped model, not trained on it', shippedGuesses(one)))
  return one
}

function sampleName({ name }: PublicSet): string {
  return `${name} in dev.jsonl`
}

/** Prints what a fit on the whole of one published set makes of the other sets of its label, and of the samples. */
function acrossSets(
  published: readonly Published[],
  samples: readonly Prepared[],
  { tuning, onLine }: ResearchOptions,
): void {
  for (const { one, isBarred } of published) {
    const others = published.flatMap(({ one: other }) => (other === one ? [] : { to: other, name: other.set.name }))
    const tests = [...others, ...samples.map((to) => ({ to, name: sampleName(to.set) }))]
    const ofLabel = tests.filter(({ to }) => to.set.label === one.set.label)
    if (ofLabel.length === 0) continue
    const rows = [...one.posts.keys()].filter((row) => isBarred[row] !== true)
    const fit = fitOn(one, rows, { ...tuning, withShipped: false })
    for (const { to, name } of ofLabel)
      onLine(line(`${one.set.name} → ${name}`, guessesOf(fit, to, [...to.posts.keys()])))
  }
  for (const { set } of samples) {
    if (published.some(({ one }) => one.set.label === set.label)) continue
    onLine(`${sampleName(set)}: nothing was trained for it, as no published set with ${set.label} is in the folder`)
  }
}

function countsOf({ set, posts }: Prepared): string {
  const positives = posts.filter((post) => post.labels[set.label] === true).length
  return `${posts.length} rows, ${positives} ${set.label}`
}

/** Which fold each row is tested in: by its text alone, each class for itself, so that folds have the same shares. */
export function foldsOf({ posts, set }: Pick<Prepared, 'posts' | 'set'>): readonly number[] {
  const lots = posts.map((post, row) => ({
    row,
    truth: post.labels[set.label] === true,
    lot: createHash('sha256').update(post.text).digest('hex'),
  }))
  const folds: number[] = []
  for (const truth of [true, false]) {
    const ofClass = lots.filter((one) => one.truth === truth).sort((one, other) => (one.lot < other.lot ? -1 : 1))
    ofClass.forEach(({ row }, place) => {
      folds[row] = place % FOLDS
    })
  }
  return folds
}

function crossValidated(
  prepared: Prepared,
  folds: readonly number[],
  isBarred: readonly boolean[],
  tuning: ResearchTuning,
): readonly Guess[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const { train, test } = parted(folds, isBarred, fold)
    return guessesOf(fitOn(prepared, train, tuning), prepared, test)
  }).flat()
}

function parted(folds: readonly number[], isBarred: readonly boolean[], fold: number) {
  const rows = [...folds.keys()]
  return {
    train: rows.filter((row) => folds[row] !== fold && isBarred[row] !== true),
    test: rows.filter((row) => folds[row] === fold),
  }
}

function bayes({ set, posts }: Prepared, folds: readonly number[], isBarred: readonly boolean[]): readonly Guess[] {
  const pick = (rows: readonly number[]) => rows.flatMap((row) => posts[row] ?? [])
  return Array.from({ length: FOLDS }, (_, fold) => {
    const { train, test } = parted(folds, isBarred, fold)
    return bayesGuesses(set, pick(train), pick(test))
  }).flat()
}

/** The opinion stands in the last entry of each row; its sign is the shipped model's word. */
function shippedGuesses({ rows, posts, set }: Prepared): readonly Guess[] {
  return posts.map((post, row) => {
    const score = rows.value[(rows.from[row + 1] ?? 0) - 1] ?? 0
    return { p: 1 / (1 + Math.exp(-4 * score)), truth: post.labels[set.label] === true }
  })
}

function line(what: string, guesses: readonly Guess[]): string {
  const { macroF1, auc, recallAtPrecision80, ece, intervals } = figuresOf(guesses, 0.5)
  const shown = (value: number | null) => (value === null ? '-' : value.toFixed(3))
  const between = (of: readonly [number, number] | null) =>
    of === null ? '' : ` [${of[0].toFixed(2)}-${of[1].toFixed(2)}]`
  return `${what.padEnd(46)} macro-F1 ${shown(macroF1)}${between(intervals.macroF1)}  AUC ${shown(auc)}${between(intervals.auc)}  R@P.80 ${shown(recallAtPrecision80)}  ECE ${shown(ece)}`
}
