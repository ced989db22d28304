// Reads labelled replies from JSON lines: a reply, what it replies to, who wrote it, and what an annotator made of it.

import { z } from 'zod'
import { REPLY_KINDS, type ReplyInContext, type ReplyKind } from '../../domain/reply.js'
import { readJsonLines } from '../json-lines.js'

/** One labelled reply. */
export interface LabelledReply extends ReplyInContext {
  readonly id: string
  readonly lang: string | null
  readonly label: ReplyKind
  /** Replies of one conversation: they never stand on both sides of a split. */
  readonly group: string
  /** `unseen` is never trained on; null where the file has no such parts. */
  readonly split: string | null
}

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String).optional(),
  lang: z.string().nullish(),
  brand: z.unknown().optional(),
  title: z.string().max(10_000).nullish(),
  question: z.string().max(1_000_000),
  between: z.array(z.string().max(1_000_000)).max(10_000).default([]),
  reply: z.string().max(1_000_000),
  author: z.enum(['staff', 'asker', 'customer']).default('customer'),
  label: z.enum(REPLY_KINDS),
  split: z.string().max(100).nullish(),
})

/** True of a line that holds a labelled reply and not a labelled post. */
export function isReplyRow(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'reply' in value && 'question' in value
}

/** Reads labelled replies. A line that is not one fails with its number and what is wrong. */
export function readReplies(text: string, origin: string): LabelledReply[] {
  return readJsonLines(text, origin, rowSchema, 'a reply').map(({ row, number }) => replyOf(row, number, origin))
}

function replyOf(row: z.output<typeof rowSchema>, number: number, origin: string): LabelledReply {
  const { id, lang, brand, title, question, between, reply, author, label, split } = row
  return {
    id: id ?? `${origin}:${number}`,
    lang: lang ?? null,
    title: title ?? null,
    question,
    between,
    reply,
    author,
    label,
    group: JSON.stringify([brand, title ?? '', question]),
    split: split ?? null,
  }
}
