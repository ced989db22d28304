// Writing posts: new ones, and edits of known ones. A post that is there already, or was erased, is left as it is,
// so that two scans that saw the same page store it once.

import type { Post } from '../../../domain/post.js'
import type { Judgement } from '../../../domain/verdict.js'
import type { PostToStore } from '../../store.js'
import type { Database } from '../database.js'
import { asKept, bitsOf, flag, flagOrNull } from '../rows.js'
import { conversationKey } from './conversation-key.js'
import { dropBands, keepBands } from './copies.js'
import { dropReplies, writeReplies } from './replies.js'
import { makeSearchable, makeUnsearchable } from './search.js'

/** Writes a post of a source, as new or as a revision. */
export function writePost(database: Database, source: string, entry: PostToStore): void {
  if (entry.revision && revise(database, source, entry)) return
  const key = insertPost(database, source, entry)
  if (key === null) return
  const { post, quotes } = entry
  const sql = 'INSERT INTO post_text (post, title, text, quotes) VALUES (?, ?, ?, ?)'
  database.run(sql, key, post.title, post.text, quotesJson(quotes))
  writeJudgements(database, key, source, entry)
  writeReplies(database, key, entry.replies ?? [])
  keepBands(database, key, entry)
  if (entry.mentionOf.length > 0) makeSearchable(database, key)
}

/** When a post happened: its own date unless it has none or claims the future, else when it was seen. */
function happenedAt(post: Post, seenAt: string): string {
  return post.publishedAt !== null && post.publishedAt <= seenAt ? post.publishedAt : seenAt
}

const INSERT_POST = `INSERT INTO post (source, id, conversation, url, kind, author, author_url, staff, published_at,
  updated_at, in_reply_to, accepted, answered, views, language, content_hash, seen_at, happened_at, copy_source, copy_id)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`

function insertPost(
  database: Database,
  source: string,
  { post, contentHash, seenAt, copyOf }: PostToStore,
): number | null {
  return database.insert(
    INSERT_POST,
    source,
    asKept(post.id),
    conversationKey(database, source, post.conversation),
    ...changeable(post),
    contentHash,
    seenAt,
    happenedAt(post, seenAt),
    copyOf?.source ?? null,
    copyOf?.id ?? null,
  )
}

function changeable(post: Post) {
  return [
    post.url,
    post.kind,
    post.author.name,
    post.author.url,
    flag(post.author.staff),
    post.publishedAt,
    post.updatedAt,
    post.inReplyTo,
    flag(post.accepted),
    flagOrNull(post.answered),
    post.views,
    post.language,
  ] as const
}

const UPDATE_POST = `UPDATE post SET conversation = ?, url = ?, kind = ?, author = ?, author_url = ?, staff = ?,
  published_at = ?, updated_at = ?, in_reply_to = ?, accepted = ?, answered = ?, views = ?, language = ?,
  content_hash = ?, happened_at = ?, copy_source = ?, copy_id = ? WHERE key = ?`

interface Before {
  readonly key: number
  readonly content_hash: string
  readonly seen_at: string
}

/** Keeps what the post said before and writes what it says now; false when the post is not there. */
function revise(database: Database, source: string, entry: PostToStore): boolean {
  const find = 'SELECT key, content_hash, seen_at FROM post WHERE source = ? AND id = ?'
  const before = database.first<Before>(find, source, asKept(entry.post.id))
  if (before === null) return false
  // The other of two scans that saw this edit was quicker.
  if (before.content_hash === entry.contentHash) return true
  keepRevision(database, before, entry.seenAt)
  const searchable = makeUnsearchable(database, before.key)
  const { post, contentHash, copyOf } = entry
  const conversation = conversationKey(database, source, post.conversation)
  const happened = happenedAt(post, before.seen_at)
  const copy = [copyOf?.source ?? null, copyOf?.id ?? null] as const
  database.run(UPDATE_POST, conversation, ...changeable(post), contentHash, happened, ...copy, before.key)
  const text = 'UPDATE post_text SET title = ?, text = ?, quotes = ? WHERE post = ?'
  database.run(text, post.title, post.text, quotesJson(entry.quotes), before.key)
  database.run('DELETE FROM judgement WHERE post = ?', before.key)
  writeJudgements(database, before.key, source, { ...entry, seenAt: before.seen_at })
  dropReplies(database, before.key)
  writeReplies(database, before.key, entry.replies ?? [])
  dropBands(database, before.key)
  keepBands(database, before.key, entry)
  if (searchable || entry.mentionOf.length > 0) makeSearchable(database, before.key)
  return true
}

function keepRevision(database: Database, { key, content_hash }: Before, replacedAt: string): void {
  const sql = `INSERT INTO post_revision (post, number, content_hash, title, text, replaced_at)
    SELECT post, 1 + (SELECT count(*) FROM post_revision r WHERE r.post = t.post), ?, title, text, ?
    FROM post_text t WHERE post = ?`
  database.run(sql, content_hash, replacedAt, key)
}

const INSERT_JUDGEMENT = `INSERT OR REPLACE INTO judgement (post, brand, mention, source, happened_at, relevance, tags,
  severity, urgency, model, labels, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

function writeJudgements(database: Database, post: number, source: string, entry: PostToStore): void {
  const happened = happenedAt(entry.post, entry.seenAt)
  for (const judgement of entry.judgements) {
    const mention = entry.mentionOf.includes(judgement.brand)
    database.run(INSERT_JUDGEMENT, post, judgement.brand, flag(mention), source, happened, ...said(judgement))
  }
}

function said({ relevance, tags, severity, urgency, model, labels, evidence }: Judgement) {
  const json = [JSON.stringify(labels), JSON.stringify(evidence)] as const
  return [relevance, bitsOf(tags), severity, urgency, model, ...json] as const
}

function quotesJson(quotes: PostToStore['quotes']): string | null {
  return quotes.length === 0 ? null : JSON.stringify(quotes)
}
