// Examines a new model against the one that judges now: on the same posts, does it lose? A difference counts as a loss
// when chance would bring it about less than once in twenty times over all that is looked at (McNemar, exact), or when
// the mean F1 falls by more than a point.

import type { HeadComparison } from '../../domain/learning.js'
import type { EmbeddedClassifier } from '../classifier.js'
import { type Known, LEARNING_HEADS, type LearningHead, truthOf } from './lessons.js'

/** Chance of one false alarm over all heads of a set. */
const FALSE_ALARM = 0.05
/** The mean F1 may fall by this much: less is noise on sets of this size. */
const MEAN_F1_TOLERANCE = 0.01
/** Below this relevance a post is not about the brand. */
const RELEVANT_FROM = 0.5

/** Compares the two on posts whose truth is known, head by head. */
export function compare(
  before: EmbeddedClassifier,
  after: EmbeddedClassifier,
  exam: readonly Known[],
): readonly HeadComparison[] {
  const tallies = new Map(LEARNING_HEADS.map((head) => [head, new Tally()]))
  for (const known of exam) {
    const saidBefore = saysOf(before, known)
    const saidAfter = saysOf(after, known)
    for (const head of LEARNING_HEADS) {
      const truth = truthOf(known, head)
      if (truth !== null) tallies.get(head)?.add(truth, saidBefore(head), saidAfter(head))
    }
  }
  return [...tallies].flatMap(([head, tally]) => (tally.n === 0 ? [] : [tally.comparison(head)]))
}

/** Where the new model loses, as "fixed complaint"; nothing where it does not. */
export function lossesIn(set: 'fixed' | 'random', comparisons: readonly HeadComparison[]): readonly string[] {
  const heads = comparisons
    .filter(({ lost, won }) => chanceOf(lost, won) < FALSE_ALARM / LEARNING_HEADS.length)
    .map(({ head }) => `${set} ${head}`)
  return meanFall(comparisons) > MEAN_F1_TOLERANCE ? [...heads, `${set} mean`] : heads
}

function meanFall(comparisons: readonly HeadComparison[]): number {
  const known = comparisons.flatMap(({ f1Before, f1After }) =>
    f1Before === null || f1After === null ? [] : [f1Before - f1After],
  )
  return known.length === 0 ? 0 : known.reduce((sum, fall) => sum + fall, 0) / known.length
}

/** How likely so many of the differing posts would be lost if both models were equally good: an upper binomial tail. */
export function chanceOf(lost: number, won: number): number {
  const n = lost + won
  if (lost <= won) return 1
  let logTerm = n * Math.log(0.5)
  let tail = 0
  for (let k = 0; k <= n; k++) {
    if (k >= lost) tail += Math.exp(logTerm)
    logTerm += Math.log((n - k) / (k + 1))
  }
  return Math.min(1, tail)
}

function saysOf(classifier: EmbeddedClassifier, { post, brand }: Known): (head: LearningHead) => boolean {
  const judgement = classifier.classify([post], [brand])[0]?.judgements[0]
  return (head) => {
    if (judgement === undefined) return false
    if (head === 'relevance') return judgement.relevance >= RELEVANT_FROM
    return judgement.labels[head] >= classifier.thresholds[head]
  }
}

class Tally {
  n = 0
  #lost = 0
  #won = 0
  readonly #before = { right: 0, wrong: 0 }
  readonly #after = { right: 0, wrong: 0 }

  add(truth: boolean, before: boolean, after: boolean): void {
    this.n++
    if (before === truth && after !== truth) this.#lost++
    if (before !== truth && after === truth) this.#won++
    count(this.#before, truth, before)
    count(this.#after, truth, after)
  }

  comparison(head: LearningHead): HeadComparison {
    const f1 = ({ right, wrong }: { right: number; wrong: number }) =>
      right + wrong === 0 ? null : (2 * right) / (2 * right + wrong)
    return { head, n: this.n, f1Before: f1(this.#before), f1After: f1(this.#after), lost: this.#lost, won: this.#won }
  }
}

/** What F1 is made of: positives that were found, and those wrongly said or missed. */
function count(of: { right: number; wrong: number }, truth: boolean, said: boolean): void {
  if (truth && said) of.right++
  if (truth !== said) of.wrong++
}
