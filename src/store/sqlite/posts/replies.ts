// What replies do for the cases that they reply to, one row per reply and brand.

import type { ReplyEvidence, ReplyKind, ReplyVerdict } from '../../../domain/reply.js'
import type { Database } from '../database.js'
import { asKept, fromJson } from '../rows.js'

interface VerdictRow {
  readonly post: number
  readonly brand: string
  readonly kind: ReplyKind
  readonly probability: number
  readonly answers: number
  readonly model: string
  readonly evidence: string
}

const WRITE = `INSERT OR REPLACE INTO reply_verdict (post, brand, kind, probability, answers, model, evidence)
  VALUES (?, ?, ?, ?, ?, ?, ?)`

/** Writes the verdicts of a post; those for other brands stay. */
export function writeReplies(database: Database, post: number, replies: readonly ReplyVerdict[]): void {
  for (const { brand, kind, probability, answers, model, evidence } of replies) {
    database.run(WRITE, post, brand, kind, probability, answers, model, JSON.stringify(evidence))
  }
}

/** Forgets what was said of a post: its words have changed. */
export function dropReplies(database: Database, post: number): void {
  database.run('DELETE FROM reply_verdict WHERE post = ?', post)
}

/** Writes the verdicts of a post that was stored before; none where it is gone. */
export function writeKnownReplies(
  database: Database,
  source: string,
  { post, replies }: { readonly post: string; readonly replies: readonly ReplyVerdict[] },
): void {
  const sql = 'SELECT key FROM post WHERE source = ? AND id = ?'
  const row = database.first<{ key: number }>(sql, source, asKept(post))
  if (row !== null) writeReplies(database, row.key, replies)
}

/** The verdicts in a conversation, by post. */
export function repliesByPost(database: Database, conversation: number): ReadonlyMap<number, readonly ReplyVerdict[]> {
  const sql = `SELECT v.* FROM post p CROSS JOIN reply_verdict v ON v.post = p.key WHERE p.conversation = ?`
  const byPost = new Map<number, ReplyVerdict[]>()
  for (const row of database.all<VerdictRow>(sql, conversation)) {
    const { post, brand, kind, probability, answers, model } = row
    const verdict = { brand, kind, probability, answers, model, evidence: fromJson<ReplyEvidence[]>(row.evidence) }
    const known = byPost.get(post)
    if (known === undefined) byPost.set(post, [verdict])
    else known.push(verdict)
  }
  return byPost
}
