// What two annotators agree on, beyond what chance would give. The second pass was made without sight of the first
// labels; `second-pass.tsv` keeps what both said, so the figure stays what it was when disagreements are mended.

import { LABELS, type Label } from '../../domain/verdict.js'
import { quadraticKappa } from '../metrics.js'

/** What one annotator said of one row. */
export interface Judgement {
  /** Null where the row says nothing about relevance. */
  readonly relevant: boolean | null
  readonly labels: ReadonlySet<Label>
  readonly severity: number
  readonly urgency: number
}

/** One row as both saw it. */
export interface TwoPasses {
  readonly id: string
  readonly first: Judgement
  readonly second: Judgement
}

/** Agreement on one question; `n` is how many rows both answered. Of a yes-or-no question it is the plain kappa. */
export interface Agreement {
  readonly on: string
  readonly n: number
  readonly kappa: number | null
}

const LETTERS: Readonly<Record<Label, string>> = {
  complaint: 'c',
  question: 'q',
  suggestion: 's',
  praise: 'p',
  churn: 'x',
}
/** Reads lines of id, first and second judgement, each `relevant:labels:severity:urgency`; the first line is a heading. */
export function readTwoPasses(text: string): TwoPasses[] {
  const lines = text.split('\n').slice(1)
  return lines.filter((line) => line !== '').map(readLine)
}

function readLine(line: string): TwoPasses {
  const [id = '', first = '', second = ''] = line.split('\t')
  return { id, first: readJudgement(first), second: readJudgement(second) }
}

function readJudgement(text: string): Judgement {
  const [relevant = '-', letters = '-', severity = '0', urgency = '0'] = text.split(':')
  return {
    relevant: relevant === '-' ? null : relevant === '1',
    labels: new Set(LABELS.filter((label) => letters.includes(LETTERS[label]))),
    severity: Number(severity),
    urgency: Number(urgency),
  }
}

/** Kappa of relevance, each label, severity (of what both call a complaint) and urgency. */
export function agreements(rows: readonly TwoPasses[]): Agreement[] {
  const judged = rows.filter((row) => row.first.relevant !== null && row.second.relevant !== null)
  const complaints = rows.filter((row) => row.first.labels.has('complaint') && row.second.labels.has('complaint'))
  return [
    agreement(
      'relevant',
      judged.map((row) => [Number(row.first.relevant), Number(row.second.relevant)]),
    ),
    ...LABELS.map((label) =>
      agreement(
        label,
        rows.map((row) => [Number(row.first.labels.has(label)), Number(row.second.labels.has(label))]),
      ),
    ),
    agreement(
      'severity',
      complaints.map((row) => [row.first.severity, row.second.severity]),
    ),
    agreement(
      'urgency',
      rows.map((row) => [row.first.urgency, row.second.urgency]),
    ),
  ]
}

function agreement(on: string, pairs: ReadonlyArray<readonly [number, number]>): Agreement {
  return { on, n: pairs.length, kappa: quadraticKappa(pairs) }
}
