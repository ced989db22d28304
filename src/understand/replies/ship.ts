// Fits the reply model that ships from the corpus and the cues of this repository, and writes beside it the figures of
// the part that it never learns from. `npm run train` calls it after the classifier.

import { readFileSync, writeFileSync } from 'node:fs'
import { evaluateReplies, replyTable } from './evaluate.js'
import { judgeOf, SHIPPED_REPLY_MODEL } from './judge.js'
import { decodeReplyModel } from './model.js'
import { type LabelledReply, readReplies } from './rows.js'
import { trainReplies } from './train.js'

const DATA = new URL('../../../data/', import.meta.url)

/** Rows that no model is fitted on. */
export const UNSEEN = 'unseen'

/** The corpus of replies. */
export function replyCorpus(): readonly LabelledReply[] {
  return readReplies(readFileSync(new URL('corpus/replies.jsonl', DATA), 'utf8'), 'replies')
}

/** The cues that ship. */
export function shippedCues(): string {
  return readFileSync(new URL('lexicon/replies.txt', DATA), 'utf8')
}

/** Fits, writes the model and its figures, and gives the figures as text. */
export function shipReplies(): string {
  const replies = replyCorpus()
  const bytes = trainReplies(
    replies.filter(({ split }) => split !== UNSEEN),
    shippedCues(),
  )
  const unseen = replies.filter(({ split }) => split === UNSEEN)
  const table = replyTable(evaluateReplies(judgeOf(decodeReplyModel(bytes)), unseen, 'replies'))
  writeFileSync(SHIPPED_REPLY_MODEL, bytes)
  writeFileSync(new URL('replies-held-out.txt', SHIPPED_REPLY_MODEL), `${table}\n`)
  return table
}
