// Retention. Posts go when their time is over, in small transactions so that scans and people never wait for it.

import { setImmediate as letOthers } from 'node:timers/promises'
import type { Instant } from '../../../domain/time.js'
import { DONE } from '../alerts/rows.js'
import type { Database } from '../database.js'
import { type DoomedPost, removeEmptyConversations, removePost } from './remove.js'
import { Tombstones } from './tombstones.js'

/** Posts looked at in one go: some tens of milliseconds at most, which a server's answer may wait. */
const WINDOW = 300

/** Retention's part of the store. */
export function pruneMethods(database: Database) {
  return {
    async prune(before: { readonly unmatched: Instant; readonly posts: Instant }): Promise<{ readonly posts: number }> {
      const unmatched = await inWindows(database, UNMATCHED, before.unmatched)
      const old = await inWindows(database, OLD, before.posts)
      database.writeRelaxed(() => {
        const sql = "DELETE FROM delivery WHERE status <> 'pending' AND created_at < ?"
        database.run(sql, before.posts)
      })
      return { posts: unmatched + old }
    },
  }
}

const DOOMED = `SELECT p.key, p.source, p.id, p.conversation FROM post p
  WHERE p.key > ? AND p.key <= ? AND p.seen_at < ?`

/** Neither about a brand nor in a conversation that led to an alert: there every reply counts for the figures. */
const UNMATCHED = `${DOOMED} AND NOT EXISTS (SELECT 1 FROM judgement j WHERE j.post = p.key AND j.mention = 1)
  AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.conversation = p.conversation)`

/** Past their time; a conversation with a case that still waits stays whole. */
const OLD = `${DOOMED} AND NOT EXISTS (SELECT 1 FROM alert a WHERE a.conversation = p.conversation
  AND a.press_at < '${DONE}')`

async function inWindows(database: Database, sql: string, before: Instant): Promise<number> {
  const last =
    database.first<{ key: number | null }>('SELECT max(key) AS key FROM post WHERE seen_at < ?', before)?.key ?? 0
  let removed = 0
  for (let after = nextKey(database, 0) - 1; after < last; after = nextKey(database, after + WINDOW) - 1) {
    removed += removeWithin(database, sql, [after, after + WINDOW, before])
    await letOthers()
  }
  return removed
}

/** The first key from here on; beyond all keys where there is none. */
function nextKey(database: Database, from: number): number {
  const row = database.first<{ key: number | null }>('SELECT min(key) AS key FROM post WHERE key > ?', from)
  return row?.key ?? Number.MAX_SAFE_INTEGER
}

/** Looks without a lock first: most windows hold nothing that is to go. */
function removeWithin(database: Database, sql: string, window: readonly [number, number, Instant]): number {
  if (database.first(sql, ...window) === null) return 0
  return database.writeRelaxed(() => {
    const doomed = database.all<DoomedPost>(sql, ...window)
    removePosts(database, doomed)
    return doomed.length
  })
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
