// Retention. Posts go when their time is over, in small transactions so that scans and people never wait for it.

import { setImmediate as letOthers } from 'node:timers/promises'
import type { Instant } from '../../../domain/time.js'
import { DONE } from '../alerts/rows.js'
import type { Database } from '../database.js'
import { type DoomedPost, removeEmptyConversations, removePost } from './remove.js'
import { Tombstones } from './tombstones.js'

/** Posts per transaction: some tens of milliseconds, the most that a server's answer may wait for. */
const BATCH = 200

/** Retention's part of the store. */
export function pruneMethods(database: Database) {
  return {
    async prune(before: { readonly unmatched: Instant; readonly posts: Instant }): Promise<{ readonly posts: number }> {
      const unmatched = await inBatches(database, UNMATCHED, before.unmatched)
      const old = await inBatches(database, OLD, before.posts)
      database.writeRelaxed(() => {
        const sql = "DELETE FROM delivery WHERE status <> 'pending' AND created_at < ?"
        database.run(sql, before.posts)
      })
      return { posts: unmatched + old }
    },
  }
}

const DOOMED = 'SELECT p.key, p.source, p.id, p.conversation FROM post p WHERE p.seen_at < ? AND p.key > ?'

/** Neither about a brand nor in a conversation that led to an alert: there every reply counts for the figures. */
const UNMATCHED = `${DOOMED} AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.post = p.key AND j.mention = 1)
  AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.conversation = p.conversation) ORDER BY p.key LIMIT ${BATCH}`

/** Past their time; a conversation with a case that still waits stays whole. */
const OLD = `${DOOMED} AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.conversation = p.conversation
  AND a.press_at < '${DONE}') ORDER BY p.key LIMIT ${BATCH}`

async function inBatches(database: Database, sql: string, before: Instant): Promise<number> {
  let removed = 0
  let after = 0
  for (;;) {
    const last = database.writeRelaxed(() => {
      const doomed = database.all<DoomedPost>(sql, before, after)
      removePosts(database, doomed)
      removed += doomed.length
      return doomed.at(-1) ?? null
    })
    if (last === null) return removed
    after = last.key
    await letOthers()
  }
}

function removePosts(database: Database, doomed: readonly DoomedPost[]): void {
  const tombstones = new Tombstones(database)
  const conversations = new Set(doomed.map((post) => post.conversation))
  const alerts = new Set(doomed.flatMap((post) => alertsOf(database, post.key)))
  for (const post of doomed) removePost(database, post, tombstones, 'expired')
  for (const alert of alerts) removeEmptyAlert(database, alert)
  removeEmptyConversations(database, conversations)
}

function alertsOf(database: Database, post: number): number[] {
  return database.all<{ alert: number }>('SELECT alert FROM alert_post WHERE post = ?', post).map((row) => row.alert)
}

/** A case of which no post is left has nothing to show but the customer's words: it goes with them. */
function removeEmptyAlert(database: Database, alert: number): void {
  const sql = 'DELETE FROM alert WHERE key = ? AND NOT EXISTS (SELECT 1 FROM alert_post l WHERE l.alert = alert.key)'
  database.run(sql, alert)
}
