// Taking posts out with all that hangs on them: the index, the bands, the revisions, the judgements (by the
// database's own cascade) and conversations that nothing is left of.

import { CORRECTIONS_ERASED } from '../../store.js'
import type { Database } from '../database.js'
import { dropBands } from '../posts/copies.js'
import { makeUnsearchable } from '../posts/search.js'
import type { Reason, Tombstones } from './tombstones.js'

/** A post that is to go. */
export interface DoomedPost {
  readonly key: number
  readonly source: string
  readonly id: string
  readonly conversation: number
}

/** Removes one post inside the caller's transaction and leaves its tombstone. */
export function removePost(database: Database, post: DoomedPost, tombstones: Tombstones, reason: Reason): void {
  makeUnsearchable(database, post.key)
  dropBands(database, post.key)
  const corrections = database.run('DELETE FROM feedback WHERE source = ? AND post = ?', post.source, post.id)
  if (reason === 'erased' && corrections > 0) countUnlearning(database)
  database.run('DELETE FROM post WHERE key = ?', post.key)
  tombstones.leave(post.source, post.id, reason)
}

/** What was learnt from an erased post is to be learnt anew without it: learning compares this count with its own. */
function countUnlearning(database: Database): void {
  const sql = `INSERT INTO setting (name, value) VALUES (?, '1')
    ON CONFLICT DO UPDATE SET value = CAST(value AS INTEGER) + 1`
  database.run(sql, CORRECTIONS_ERASED)
}

/** Removes these conversations where neither post nor alert is left. */
export function removeEmptyConversations(database: Database, conversations: ReadonlySet<number>): void {
  const sql = `DELETE FROM conversation AS c WHERE key = ? AND NOT EXISTS (SELECT 1 FROM post WHERE conversation = c.key)
    AND NOT EXISTS (SELECT 1 FROM alert WHERE conversation = c.key)`
  for (const conversation of conversations) database.run(sql, conversation)
}
