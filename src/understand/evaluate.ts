// Holds a classifier against labelled posts, per label and language: precision, recall, F1, AUC, recall at a precision
// of 0.8, calibration, the grades' agreement, with intervals, and the posts it is most wrong about.

import { type Classifier, LABELS, type Label } from '../domain/verdict.js'
import type { EmbeddedClassifier } from './classifier.js'
import type { LabelledPost } from './labelled.js'
import { figuresOf, type Guess, type LabelFigures, quadraticKappa } from './metrics.js'

/** One row of the report. */
export interface EvaluationRow extends LabelFigures {
  readonly set: string
  readonly language: string
  readonly label: Label | 'relevance'
}

/** Agreement of a grade with its annotators. */
export interface GradeRow {
  readonly set: string
  readonly language: string
  readonly grade: 'severity' | 'urgency'
  readonly n: number
  readonly kappa: number | null
}

/** A post that the classifier is sure and wrong about. */
export interface Miss {
  readonly id: string
  readonly label: Label | 'relevance'
  readonly truth: boolean
  readonly p: number
  readonly text: string
}

/** What an evaluation found. */
export interface Evaluation {
  readonly model: string
  readonly rows: readonly EvaluationRow[]
  readonly grades: readonly GradeRow[]
  readonly misses: readonly Miss[]
}

/** How to evaluate. */
export interface EvaluateOptions {
  /** Names the sets: rows with the same name are reported together. Default: the file. */
  readonly setOf?: (post: LabelledPost) => string
}

const MISSES_PER_LABEL = 5
const EXCERPT = 160

interface Judged {
  readonly post: LabelledPost
  readonly relevance: number
  readonly labels: Readonly<Record<Label, number>>
  readonly severity: number
  readonly urgency: number
}

/** Judges each post for its own brand and compares. */
export function evaluateModel(
  classifier: EmbeddedClassifier,
  posts: readonly LabelledPost[],
  options: EvaluateOptions = {},
): Evaluation {
  return evaluateParts([{ classifier, posts }], options)
}

/** Posts with the classifier that is to judge them. */
export interface Part {
  readonly classifier: EmbeddedClassifier
  readonly posts: readonly LabelledPost[]
}

/** Reports on all parts as one: each post is judged by its own part's classifier. */
export function evaluateParts(parts: readonly Part[], options: EvaluateOptions = {}): Evaluation {
  const setOf = options.setOf ?? ((post) => post.origin)
  const judged = parts.flatMap(({ classifier, posts }) => posts.map((post) => judgeOne(classifier, post)))
  const groups = new Map<string, Judged[]>()
  for (const one of judged) {
    const key = `${setOf(one.post)}\u0000${one.post.lang ?? '?'}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [one])
    if (group !== undefined) group.push(one)
  }
  const rows: EvaluationRow[] = []
  const grades: GradeRow[] = []
  for (const [key, group] of groups) {
    const [set = '', language = ''] = key.split('\u0000')
    for (const label of ['relevance', ...LABELS] as const) {
      const guesses = guessesOf(group, label)
      const threshold = label === 'relevance' ? 0.5 : meanThreshold(parts, label)
      if (guesses.length > 0) rows.push({ set, language, label, ...figuresOf(guesses, threshold) })
    }
    grades.push(...gradesOf(group).map((row) => ({ set, language, ...row })))
  }
  return { model: parts[0]?.classifier.id ?? '', rows, grades, misses: missesOf(judged) }
}

/** Folds choose thresholds that differ by a hundredth or two. */
function meanThreshold(parts: readonly Part[], label: Label): number {
  return parts.reduce((sum, { classifier }) => sum + classifier.thresholds[label], 0) / parts.length
}

function judgeOne(classifier: Classifier, post: LabelledPost): Judged {
  const asText = { title: null, text: post.text, languageHint: post.lang, conversationTitle: null, sourceText: null }
  const judgement = classifier.classify([asText], [post.brand])[0]?.judgements[0]
  return {
    post,
    relevance: judgement?.relevance ?? 0,
    labels: judgement?.labels ?? { complaint: 0, question: 0, suggestion: 0, praise: 0, churn: 0 },
    severity: judgement?.severity ?? 0,
    urgency: judgement?.urgency ?? 0,
  }
}

function truthOf(post: LabelledPost, label: Label | 'relevance'): boolean | null {
  return label === 'relevance' ? post.relevant : post.labels[label]
}

function guessesOf(group: readonly Judged[], label: Label | 'relevance'): Guess[] {
  return group.flatMap((one) => {
    const truth = truthOf(one.post, label)
    return truth === null ? [] : [{ p: label === 'relevance' ? one.relevance : one.labels[label], truth }]
  })
}

function gradesOf(group: readonly Judged[]): Omit<GradeRow, 'set' | 'language'>[] {
  const severe = group.filter(({ post }) => post.labels.complaint === true && post.severity !== null)
  const urgent = group.filter(({ post }) => post.relevant !== false && post.urgency !== null)
  const rows: Omit<GradeRow, 'set' | 'language'>[] = []
  if (severe.length > 0) {
    const kappa = quadraticKappa(severe.map((one) => [one.severity, one.post.severity ?? 0]))
    rows.push({ grade: 'severity', n: severe.length, kappa })
  }
  if (urgent.length > 0) {
    rows.push({
      grade: 'urgency',
      n: urgent.length,
      kappa: quadraticKappa(urgent.map((one) => [one.urgency, one.post.urgency ?? 0])),
    })
  }
  return rows
}

function missesOf(judged: readonly Judged[]): Miss[] {
  return (['relevance', ...LABELS] as const).flatMap((label) => {
    const wrong = judged.flatMap((one): Miss[] => {
      const truth = truthOf(one.post, label)
      const p = label === 'relevance' ? one.relevance : one.labels[label]
      if (truth === null || p >= 0.5 === truth) return []
      return [{ id: one.post.id, label, truth, p, text: one.post.text.slice(0, EXCERPT) }]
    })
    return wrong.sort((a, b) => Math.abs(b.p - 0.5) - Math.abs(a.p - 0.5)).slice(0, MISSES_PER_LABEL)
  })
}

const COLUMNS = [
  'set',
  'lang',
  'label',
  'n',
  'pos',
  'precision',
  'recall',
  'F1',
  'macro-F1',
  'AUC',
  'R@P.80',
  'ECE',
] as const

/** The report as a table for a terminal. */
export function evaluationTable(evaluation: Evaluation): string {
  const lines: string[][] = [[...COLUMNS]]
  for (const row of evaluation.rows) {
    lines.push([
      row.set,
      row.language,
      row.label,
      String(row.n),
      String(row.positives),
      withInterval(row.precision, row.intervals.precision),
      withInterval(row.recall, row.intervals.recall),
      withInterval(row.f1, row.intervals.f1),
      withInterval(row.macroF1, row.intervals.macroF1),
      withInterval(row.auc, row.intervals.auc),
      withInterval(row.recallAtPrecision80, row.intervals.recallAtPrecision80),
      withInterval(row.ece, row.intervals.ece),
    ])
  }
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)))
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  const grades = evaluation.grades.map(
    (row) => `${row.set}  ${row.language}  ${row.grade}  n=${row.n}  quadratic kappa ${shown(row.kappa)}`,
  )
  const misses = evaluation.misses.map(
    (miss) =>
      `${miss.label} ${miss.truth ? 'missed' : 'wrong'} p=${shown(miss.p)} ${miss.id}: ${miss.text.replace(/\s+/gu, ' ')}`,
  )
  const wrong = misses.length === 0 ? [] : ['', 'Most wrong:', ...misses]
  return [`model ${evaluation.model}`, ...table, '', ...grades, ...wrong].join('\n')
}

function shown(value: number | null): string {
  return value === null ? '-' : value.toFixed(3)
}

function withInterval(value: number | null, interval: readonly [number, number] | null): string {
  if (value === null) return '-'
  return interval === null
    ? value.toFixed(3)
    : `${value.toFixed(3)} [${interval[0].toFixed(2)}-${interval[1].toFixed(2)}]`
}
