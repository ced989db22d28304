// Turns posts into lessons for each head: what a reviewer said of some, and of many others that nothing is to change
// there. Features, offsets and calibration are those that judging uses.

import type { Brand } from '../../domain/brand.js'
import { LABELS, type Label, type PostText } from '../../domain/verdict.js'
import { extractLabels } from '../analysis.js'
import { scaleOf } from '../bags.js'
import { lookAtPost, type Room, type Sight } from '../classifier.js'
import { NAMED_FROM, namedCount } from '../features.js'
import { RELEVANCE_COLUMNS } from '../relevance-features.js'
import { calibrationOf, probability, scoreHeads, scoreRelevance } from '../scores.js'
import type { Lesson, SparseRow } from './solver.js'

/** The heads that learn, in the order of everything in this folder. */
export const LEARNING_HEADS = [...LABELS, 'relevance'] as const
/** One of them. */
export type LearningHead = (typeof LEARNING_HEADS)[number]

/** What is known of one post as one brand; null is unknown. */
export interface Known {
  readonly post: PostText
  readonly brand: Brand
  readonly relevant: boolean | null
  readonly labels: Readonly<Record<Label, boolean | null>>
}

/** The lessons of every head. */
export type Lessons = Readonly<Record<LearningHead, Lesson[]>>

/** Columns of a head's features. */
export function columnsOf(head: LearningHead, room: Room): number {
  return head === 'relevance' ? RELEVANCE_COLUMNS : NAMED_FROM + namedCount(room.model.lexicon)
}

/** No lessons yet. */
export function noLessons(): Lessons {
  return Object.fromEntries(LEARNING_HEADS.map((head) => [head, [] as Lesson[]])) as unknown as Lessons
}

/** Adds what a reviewer said of a post. */
export function addReview(lessons: Lessons, room: Room, known: Known, weight: number): void {
  addLessons(lessons, room, known, (head) => {
    const truth = truthOf(known, head)
    return truth === null ? null : { target: Number(truth), weight }
  })
}

/** Adds a post of which nothing is to change: its target is what the model says now. */
export function addReminder(lessons: Lessons, room: Room, known: Known): void {
  addLessons(lessons, room, known, (_, now) => ({ target: now, weight: 1 }))
}

/** What is known of a head; of a post that does not mean the brand, nothing is known but that. */
export function truthOf({ relevant, labels }: Omit<Known, 'post' | 'brand'>, head: LearningHead): boolean | null {
  if (head === 'relevance') return relevant
  return relevant === false ? null : labels[head]
}

const scores = new Float64Array(8)

function addLessons(
  lessons: Lessons,
  room: Room,
  { post, brand }: Known,
  lessonFor: (head: LearningHead, now: number) => Pick<Lesson, 'target' | 'weight'> | null,
): void {
  lookAtPost(room, post, [brand], (sight) => {
    const add = (head: LearningHead, row: SparseRow, offset: number, scale: number): void => {
      const lesson = lessonFor(head, 1 / (1 + Math.exp(-offset)))
      if (lesson !== null) lessons[head].push({ row, offset, scale, ...lesson })
    }
    const relevance = relevanceOffset(room, sight)
    add('relevance', relevanceRow(room), relevance.offset, relevance.slope)
    const features = extractLabels(room.analysis)
    scoreHeads(room.model, features, scores)
    const row = labelRow(room)
    LABELS.forEach((label, lane) => {
      const calibration = calibrationOf(room.model, sight.language, label)
      const score = (scores[lane] ?? 0) + (room.model.header.cuts[lane]?.[0] ?? 0)
      const p = probability(score, calibration, relevance.p)
      add(label, row, logOdds(p), calibration.slope)
    })
  })
}

function relevanceOffset(room: Room, { language, leaning }: Sight): { offset: number; slope: number; p: number } {
  const calibration = calibrationOf(room.model, language, 'relevance')
  const p = probability(scoreRelevance(room.model, room.analysis.relevance) + leaning, calibration, 1)
  return { offset: logOdds(p), slope: calibration.slope, p }
}

/** A probability of exactly one has no log-odds; this is as sure as it gets. */
const SUREST = 1e-9

function logOdds(p: number): number {
  const bounded = Math.min(1 - SUREST, Math.max(SUREST, p))
  return Math.log(bounded / (1 - bounded))
}

function labelRow({ analysis }: Room): SparseRow {
  const { features } = analysis
  const sums = new Map<number, number>()
  for (const bag of features.bags) {
    const scale = scaleOf(bag)
    for (let i = 0; i < bag.count; i++) {
      const column = bag.index[i] ?? 0
      sums.set(column, (sums.get(column) ?? 0) + scale)
    }
  }
  features.named.forEach((value, slot) => {
    if (value !== 0) sums.set(NAMED_FROM + slot, value)
  })
  return rowOf(sums)
}

function relevanceRow({ analysis }: Room): SparseRow {
  const { index, value, count } = analysis.relevance
  const sums = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const column = index[i] ?? 0
    sums.set(column, (sums.get(column) ?? 0) + (value[i] ?? 0))
  }
  return rowOf(sums)
}

function rowOf(sums: ReadonlyMap<number, number>): SparseRow {
  return { column: Int32Array.from(sums.keys()), value: Float64Array.from(sums.values()) }
}
