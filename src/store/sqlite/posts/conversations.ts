// What is known of whole conversations: for the desk's decisions, and for visiting those again that still wait.

import type { Alert, ConversationView, JudgedPost } from '../../../domain/case.js'
import type { ReplyVerdict } from '../../../domain/reply.js'
import type { Instant } from '../../../domain/time.js'
import type { Judgement } from '../../../domain/verdict.js'
import type { Store, Visit } from '../../store.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf, DONE } from '../alerts/rows.js'
import type { Database } from '../database.js'
import { LOOKUP_MARKS, lookups } from '../rows.js'
import { goneInConversation } from './gone.js'
import { repliesByPost } from './replies.js'
import {
  copyOf,
  JUDGEMENT_COLUMNS,
  type JudgementRow,
  judgementOf,
  POST_COLUMNS,
  POST_JOINS,
  type PostRow,
  postOf,
} from './rows.js'

interface ConversationRow {
  readonly key: number
  readonly id: string
  readonly url: string | null
  readonly title: string | null
}

type Waiting = Awaited<ReturnType<Store['conversationsToRevisit']>>[number]

interface WaitingRow extends Omit<Waiting, 'validators'> {
  readonly validators: string | null
}

/** The conversations' part of the store. */
export function conversationMethods(database: Database) {
  return {
    conversations(source: string, ids: readonly string[]): readonly ConversationView[] {
      const sql = `SELECT key, id, url, title FROM conversation WHERE source = ? AND id IN (${LOOKUP_MARKS})`
      const rows = lookups([...new Set(ids)]).flatMap((turn) => database.all<ConversationRow>(sql, source, ...turn))
      return rows.map((row) => view(database, source, row))
    },

    conversationsToRevisit(source: string, before: Instant, limit: number): readonly Waiting[] {
      // Each conversation once, by its oldest case that waits; the youngest first, because an answer comes soon or late.
      const sql = `SELECT c.id, c.url, c.title, c.last_visit_at AS lastVisitAt, c.visit_validators AS validators,
          min(a.opened_at) AS openedAt, coalesce(a.due_at, a.escalated_at) AS graceEndsAt
        FROM alert a CROSS JOIN conversation c ON c.key = a.conversation
        WHERE a.source = ? AND a.press_at < '${DONE}' AND (c.last_visit_at IS NULL OR c.last_visit_at < ?)
        GROUP BY c.key ORDER BY openedAt DESC, c.key DESC LIMIT ?`
      return database.all<WaitingRow>(sql, source, before, limit).map(waiting)
    },

    markVisited(source: string, visits: readonly Visit[], at: Instant): void {
      const sql = `UPDATE conversation SET last_visit_at = ?, visit_validators = coalesce(?, visit_validators)
        WHERE source = ? AND id = ?`
      database.writeRelaxed(() => {
        for (const { conversation, validators } of visits) {
          database.run(sql, at, validators === null ? null : JSON.stringify(validators), source, conversation)
        }
      })
    },
  }
}

function waiting(row: WaitingRow): Waiting {
  return { ...row, validators: row.validators === null ? {} : JSON.parse(row.validators) }
}

function view(database: Database, source: string, row: ConversationRow): ConversationView {
  const { key, id, url, title } = row
  return { source, conversation: { id, url, title }, posts: judgedPosts(database, key), alerts: alerts(database, key) }
}

function judgedPosts(database: Database, conversation: number): JudgedPost[] {
  const judgements = judgementsByPost(database, conversation)
  const replies = repliesByPost(database, conversation)
  const gone = goneInConversation(database, conversation)
  const sql = `SELECT ${POST_COLUMNS} FROM post p ${POST_JOINS} WHERE p.conversation = ? ORDER BY p.happened_at, p.key`
  return database.all<PostRow>(sql, conversation).map((row) => ({
    post: postOf(row),
    judgements: judgements.get(row.post_key) ?? [],
    ...judgedAsReply(replies.get(row.post_key)),
    ...goneSince(gone.get(row.post_key)),
    seenAt: row.seen_at,
    copyOf: copyOf(row),
  }))
}

function goneSince(goneAt: Instant | undefined): Pick<JudgedPost, 'goneAt'> {
  return goneAt === undefined ? {} : { goneAt }
}

function judgedAsReply(replies: readonly ReplyVerdict[] | undefined): Pick<JudgedPost, 'replies'> {
  return replies === undefined ? {} : { replies }
}

function judgementsByPost(database: Database, conversation: number): ReadonlyMap<number, Judgement[]> {
  const sql = `SELECT ${JUDGEMENT_COLUMNS} FROM post p CROSS JOIN judgement j ON j.post = p.key
    WHERE p.conversation = ? ORDER BY j.key`
  const byPost = new Map<number, Judgement[]>()
  for (const row of database.all<JudgementRow>(sql, conversation)) {
    const known = byPost.get(row.judged_post)
    if (known === undefined) byPost.set(row.judged_post, [judgementOf(row)])
    else known.push(judgementOf(row))
  }
  return byPost
}

function alerts(database: Database, conversation: number): Alert[] {
  const sql = `SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} WHERE a.conversation = ? ORDER BY a.opened_at, a.key`
  return database.all<AlertRow>(sql, conversation).map(alertOf)
}
