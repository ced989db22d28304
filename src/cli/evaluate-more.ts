// What `escucha evaluate` measures besides labelled posts: replies in context, and texts with their topics. A file's
// first line tells which of the three it holds.

import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { evaluateTopics, type LabelledText, type TopicRow, topicTable } from '../desk/topics/evaluate.js'
import { EscuchaError } from '../domain/errors.js'
import { evaluateReplies, type ReplyEvaluation, replyTable } from '../understand/replies/evaluate.js'
import { openReplyJudge } from '../understand/replies/judge.js'
import { isReplyRow, readReplies } from '../understand/replies/rows.js'

/** A file to be measured on. */
export interface DataFile {
  readonly name: string
  readonly text: string
}

/** What was measured besides posts; a key is absent where no file holds such rows. */
export interface MoreEvaluation {
  readonly replies?: readonly ReplyEvaluation[]
  readonly topics?: readonly TopicRow[]
}

/** What a file holds, by its first line; a file that is none of these is read as posts, and told what is wrong with it. */
export function holds({ text }: DataFile): 'posts' | 'replies' | 'topics' {
  const row = firstRow(text)
  if (isReplyRow(row)) return 'replies'
  const isTopic = typeof row === 'object' && row !== null && 'topic' in row && !('labels' in row)
  return isTopic ? 'topics' : 'posts'
}

/** Measures the files that hold replies or topics; null when there are none. */
export function evaluateMore(files: readonly DataFile[]): MoreEvaluation | null {
  const replies = files.filter((file) => holds(file) === 'replies')
  const topics = files.filter((file) => holds(file) === 'topics')
  if (replies.length === 0 && topics.length === 0) return null
  const judge = replies.length === 0 ? null : openReplyJudge()
  return {
    ...(judge === null
      ? {}
      : { replies: replies.map(({ name, text }) => evaluateReplies(judge, readReplies(text, name), name)) }),
    ...(topics.length === 0
      ? {}
      : { topics: topics.flatMap(({ name, text }) => evaluateTopics(readTopicRows(text, name), name)) }),
  }
}

/** The report for a terminal. */
export function moreTable({ replies = [], topics = [] }: MoreEvaluation): string {
  return [...replies.map(replyTable), ...(topics.length === 0 ? [] : [topicTable(topics)])].join('\n\n')
}

/** The figures that stand beside the models that ship, as training measured them on what it had not learnt from. */
export function recordedFigures(): string {
  const folder = new URL('../../data/model/', import.meta.url)
  return ['held-out.txt', 'replies-held-out.txt']
    .map((name) => new URL(name, folder))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
}

const topicSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  topic: z.union([z.string(), z.number().transform(String)]).nullable(),
  brand: z.string().default(''),
  text: z.string().max(1_000_000),
  split: z.string().nullish(),
})

function readTopicRows(text: string, name: string): readonly LabelledText[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = topicSchema.safeParse(asJson(line))
    if (parsed.success) return [{ ...parsed.data, split: parsed.data.split ?? null }]
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    const what = `${where === '' ? '' : `"${where}" `}${parsed.error.issues[0]?.message ?? ''}`
    throw new EscuchaError('bad-input', `${name} line ${index + 1}: ${what}`)
  })
}

function firstRow(text: string): unknown {
  const line = text.split('\n', 100).find((entry) => entry.trim() !== '')
  return line === undefined ? undefined : asJson(line)
}

function asJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
