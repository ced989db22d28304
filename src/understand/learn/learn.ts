// Learns from what reviewers corrected: fits the smallest change of the shipped model that explains their words, and
// examines the result before it may judge. The same corrections give the same model, to the byte; the clock is not asked.

import { createHash } from 'node:crypto'
import type { Brand } from '../../domain/brand.js'
import type { LearningReport, LearntVerdict } from '../../domain/learning.js'
import { type Instant, msBetween } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import { classifierOf, type Room, roomOf } from '../classifier.js'
import { NAMED_FROM, SLOTS_PER_CONCEPT } from '../features.js'
import type { LabelledPost } from '../labelled.js'
import { LANES, type Model } from '../model.js'
import { RELEVANCE_BUCKETS } from '../relevance-features.js'
import { SEED } from '../train/corpus.js'
import { isHeldOut, signsOf } from '../train/train.js'
import {
  type Correction,
  corrected,
  decodeCorrection,
  encodeCorrection,
  type HeadChange,
  sparse,
} from './correction.js'
import { compare, lossesIn } from './examine.js'
import {
  addReminder,
  addReview,
  columnsOf,
  type Known,
  LEARNING_HEADS,
  type LearningHead,
  type Lessons,
  noLessons,
} from './lessons.js'
import { fitChange, type Lesson } from './solver.js'

/** A correction with its post. */
export interface Review extends Known {
  /** Names the thread: what stands in one thread is all learnt from, or all kept aside. */
  readonly thread: string
  readonly at: Instant
  /** Drawn at random from what opened no alert, so that it tells how good the model is and not how bad its worst is. */
  readonly isRandom: boolean
}

/** What is learnt from, and what it is held against. */
export interface LearningTask {
  readonly brands: readonly Brand[]
  /** The newest word on each post and brand. */
  readonly reviews: readonly Review[]
  readonly thresholds: Readonly<Partial<Record<Label, number>>>
  /** How many posts of the corpus a fresh correction counts for, and when it counts for half. */
  readonly weight: number
  readonly halfLifeMs: number
  /** The learnt model that judges now; null: the shipped one. */
  readonly active: Uint8Array | null
}

/** What was learnt. */
export interface Learnt {
  readonly id: string
  readonly base: string
  readonly verdict: Extract<LearntVerdict, 'accepted' | 'refused'>
  readonly report: LearningReport
  readonly weights: Uint8Array
}

/** The last random reviews that examine a model. */
const RANDOM_EXAM_MAX = 200
/** Fewer random reviews tell nothing; the fixed set then decides alone. */
const RANDOM_EXAM_MIN = 20
/** Posts of the corpus on which nothing is to change: enough to hold on to every common word. */
const REMINDERS_MAX = 3_000

/** Learns and examines. `corpus` is the product's own: its held-out part examines, the rest reminds. */
export function learn(task: LearningTask, base: Model, corpus: readonly LabelledPost[]): Learnt {
  const isHeld = corpus.map((post) => isHeldOut(post, SEED))
  const exam = examOf(task.reviews)
  const lessonsFrom = task.reviews.filter((review) => !isKeptAside(review))
  const room = roomOf(base, task.brands)
  const reminders = everyFew(
    corpus.filter((_, at) => !isHeld[at]),
    REMINDERS_MAX,
  )
  const correction = correctionFrom(lessonsFrom, reminders.map(knownOf), room, task)
  const weights = encodeCorrection(correction)
  const model = corrected(base, correction)
  const before = classifierOf(activeModel(base, task.active), task.brands, task.thresholds)
  const after = classifierOf(model, task.brands, task.thresholds)
  const fixed = compare(before, after, corpus.filter((_, at) => isHeld[at]).map(knownOf))
  const random = exam.length < RANDOM_EXAM_MIN ? [] : compare(before, after, exam)
  const losses = [...lossesIn('fixed', fixed), ...lossesIn('random', random)]
  const report = { learntFrom: lessonsFrom.length, keptAside: exam.length, fixed, random, losses }
  const verdict = losses.length === 0 ? 'accepted' : 'refused'
  return { id: model.header.id, base: base.header.id, verdict, report, weights }
}

/**
 * One thread of random reviews in two is never learnt from, so that there are always posts to examine a model on that
 * neither it nor the one before has seen.
 */
export function isKeptAside({ isRandom, thread }: Pick<Review, 'isRandom' | 'thread'>): boolean {
  return isRandom && createHash('sha256').update(thread).digest().readUInt8(0) % 2 === 0
}

function examOf(reviews: readonly Review[]): readonly Review[] {
  const aside = reviews.filter(isKeptAside)
  return aside.toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at)).slice(0, RANDOM_EXAM_MAX)
}

function activeModel(base: Model, active: Uint8Array | null): Model {
  if (active === null) return base
  const correction = decodeCorrection(active)
  // A learnt model of an older release does not judge any more, so it is not what the new one is held against.
  return correction.base === base.header.id ? corrected(base, correction) : base
}

function everyFew<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.ceil(items.length / most))
  return items.filter((_, at) => at % step === 0)
}

function knownOf({ text, lang, brand, relevant, labels }: LabelledPost): Known {
  const post = { title: null, text, languageHint: lang, conversationTitle: null, sourceText: null }
  return { post, brand, relevant, labels }
}

function correctionFrom(
  reviews: readonly Review[],
  reminders: readonly Known[],
  room: Room,
  { weight, halfLifeMs }: LearningTask,
): Correction {
  const newest = reviews.reduce((latest, { at }) => (at > latest ? at : latest), '')
  const lessons = noLessons()
  for (const review of reviews) {
    const age = Math.max(0, msBetween(review.at, newest))
    addReview(lessons, room, review, weight * 0.5 ** (age / halfLifeMs))
  }
  const spoken = Object.fromEntries(LEARNING_HEADS.map((head) => [head, lessons[head].length]))
  for (const known of reminders) addReminder(lessons, room, known)
  const change = (head: LearningHead) => changeOf(head, lessons, spoken[head] ?? 0, room)
  return { base: room.model.header.id, labels: LABELS.map(change), relevance: change('relevance') }
}

/** Only what stands in reviewed posts may change; the reminders hold it where it is. */
function changeOf(head: LearningHead, lessons: Lessons, spoken: number, room: Room): HeadChange {
  const columns = columnsOf(head, room)
  const touched = new Uint8Array(columns)
  for (const { row } of lessons[head].slice(0, spoken)) for (const column of row.column) touched[column] = 1
  const change = fitChange(lessons[head] satisfies readonly Lesson[], penaltyOf(head, room), touched)
  if (head !== 'relevance') keepSigns(change, head, room)
  return sparse(change)
}

/** As in training; what many posts share (concepts, shapes, claims) is held harder than a word that few of them use. */
const WORD_PENALTY = 1.5
const SHARED_PENALTY = 4

function penaltyOf(head: LearningHead, room: Room): Float32Array {
  const penalty = new Float32Array(columnsOf(head, room)).fill(SHARED_PENALTY)
  return penalty.fill(WORD_PENALTY, 0, head === 'relevance' ? RELEVANCE_BUCKETS : NAMED_FROM)
}

/** A concept that speaks for a label can lose its voice by corrections, but not turn round. */
function keepSigns(change: Float64Array, head: Label, { model }: Room): void {
  const lane = LABELS.indexOf(head)
  const signs = signsOf(model.lexicon, head, change.length)
  const concepts = NAMED_FROM + model.lexicon.concepts.length * SLOTS_PER_CONCEPT
  for (let column = NAMED_FROM; column < concepts; column++) {
    const weight = model.named[(column - NAMED_FROM) * LANES + lane] ?? 0
    const sign = signs[column] ?? 0
    if (sign !== 0 && (weight + (change[column] ?? 0)) * sign < 0) change[column] = -weight
  }
}
