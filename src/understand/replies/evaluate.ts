// Holds a judge of replies against labelled ones: precision, recall and F1 per kind, the same for "answers or not", by
// part and language, and which kinds it takes for which.

import { REPLY_KINDS, type ReplyJudge, type ReplyKind } from '../../domain/reply.js'
import { figuresOf, type Guess } from '../metrics.js'
import type { LabelledReply } from './rows.js'

/** How one kind fares; null where nothing can be said. */
export interface ReplyRow {
  readonly set: string
  readonly language: string
  readonly kind: ReplyKind
  readonly n: number
  readonly positives: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
}

/** How "this answers" fares against everything else: the figure that matters to whoever waits. */
export interface AnswerRow {
  readonly set: string
  readonly language: string
  readonly n: number
  readonly positives: number
  readonly precision: number | null
  readonly recall: number | null
  readonly f1: number | null
  readonly interval: readonly [number, number] | null
  readonly auc: number | null
  readonly ece: number | null
  /** Share of replies whose kind is right, over all kinds. */
  readonly accuracy: number
}

/** What an evaluation of replies found. */
export interface ReplyEvaluation {
  readonly model: string
  readonly answers: readonly AnswerRow[]
  readonly kinds: readonly ReplyRow[]
  /** Mistakes by pair, most frequent first. */
  readonly confusions: readonly { readonly truth: ReplyKind; readonly taken: ReplyKind; readonly count: number }[]
}

/** Pairs of kinds shown: the rest are single mistakes. */
const CONFUSIONS_MAX = 12

interface Judged {
  readonly reply: LabelledReply
  readonly kind: ReplyKind
  readonly answers: number
}

/** Judges each reply and compares. `origin` names the set where the file has no parts of its own. */
export function evaluateReplies(judge: ReplyJudge, replies: readonly LabelledReply[], origin: string): ReplyEvaluation {
  const judged = replies.map((reply): Judged => ({ reply, ...judge.judge(reply) }))
  const sets = [...new Set(judged.map(({ reply }) => setOf(reply, origin)))].sort()
  const parts = sets.flatMap((set) => {
    const within = judged.filter(({ reply }) => setOf(reply, origin) === set)
    const languages = [...new Set(within.map(({ reply }) => reply.lang ?? 'und'))].sort()
    const byLanguage = languages.map((language) => ({
      set,
      language,
      group: within.filter(({ reply }) => (reply.lang ?? 'und') === language),
    }))
    return languages.length < 2 ? byLanguage : [{ set, language: 'all', group: within }, ...byLanguage]
  })
  return {
    model: judge.id,
    answers: parts.map(({ set, language, group }) => ({ set, language, ...answerFigures(group) })),
    kinds: parts
      .filter(
        ({ set, language }) => language === 'all' || !parts.some((part) => part.set === set && part.language === 'all'),
      )
      .flatMap(({ set, language, group }) =>
        REPLY_KINDS.map((kind) => ({ set, language, kind, ...kindFigures(group, kind) })),
      ),
    confusions: confusionsOf(judged),
  }
}

function setOf({ split }: LabelledReply, origin: string): string {
  return split === null ? origin : `${origin} (${split})`
}

/** A reply counts as taken for an answer when that is its likeliest kind. */
function answerFigures(group: readonly Judged[]): Omit<AnswerRow, 'set' | 'language'> {
  const { n, positives, precision, recall, f1 } = kindFigures(group, 'answer')
  const hard = figuresOf(
    group.map(({ kind, reply }): Guess => ({ p: Number(kind === 'answer'), truth: reply.label === 'answer' })),
    0.5,
  )
  const soft = figuresOf(
    group.map(({ answers, reply }): Guess => ({ p: answers, truth: reply.label === 'answer' })),
    0.5,
  )
  const right = group.filter(({ kind, reply }) => kind === reply.label).length
  const interval = hard.intervals.f1
  return { n, positives, precision, recall, f1, interval, auc: soft.auc, ece: soft.ece, accuracy: right / group.length }
}

function kindFigures(group: readonly Judged[], kind: ReplyKind) {
  const positives = group.filter(({ reply }) => reply.label === kind).length
  const taken = group.filter((one) => one.kind === kind)
  const right = taken.filter(({ reply }) => reply.label === kind).length
  const precision = taken.length === 0 ? null : right / taken.length
  const recall = positives === 0 ? null : right / positives
  const both = taken.length + positives
  return { n: group.length, positives, precision, recall, f1: both === 0 ? null : (2 * right) / both }
}

function confusionsOf(judged: readonly Judged[]): ReplyEvaluation['confusions'] {
  const pairs = REPLY_KINDS.flatMap((truth) =>
    REPLY_KINDS.map((taken) => ({
      truth,
      taken,
      count: judged.filter(({ kind, reply }) => kind === taken && reply.label === truth).length,
    })),
  )
  return pairs
    .filter(({ truth, taken, count }) => truth !== taken && count > 0)
    .sort((one, other) => other.count - one.count)
    .slice(0, CONFUSIONS_MAX)
}

/** The report as a table for a terminal. */
export function replyTable({ model, answers, kinds, confusions }: ReplyEvaluation): string {
  const answerLines = answers.map((row) =>
    [
      `${row.set}  ${row.language}`.padEnd(34),
      `n=${row.n}`.padEnd(7),
      `answers=${row.positives}`.padEnd(12),
      `precision ${shown(row.precision)}  recall ${shown(row.recall)}  F1 ${shown(row.f1)}${range(row.interval)}`,
      ` AUC ${shown(row.auc)}  ECE ${shown(row.ece)}  all kinds right ${shown(row.accuracy)}`,
    ].join(' '),
  )
  const kindLines = kinds.map((row) =>
    [
      `${row.set}  ${row.kind}`.padEnd(34),
      `pos=${row.positives}`.padEnd(8),
      `precision ${shown(row.precision)}  recall ${shown(row.recall)}  F1 ${shown(row.f1)}`,
    ].join(' '),
  )
  const mistakes = confusions.map(({ truth, taken, count }) => `${count} × ${truth} taken for ${taken}`)
  return [
    `replies, model ${model}`,
    'answer or not:',
    ...answerLines,
    '',
    'by kind:',
    ...kindLines,
    '',
    ...mistakes,
  ].join('\n')
}

function shown(value: number | null): string {
  return value === null ? '-' : value.toFixed(3)
}

function range(interval: readonly [number, number] | null): string {
  return interval === null ? '' : ` [${interval[0].toFixed(2)}-${interval[1].toFixed(2)}]`
}
