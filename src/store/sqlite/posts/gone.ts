// Posts that were taken away where they stood. They stay here until their retention ends: what was said was said.

import type { Instant } from '../../../domain/time.js'
import type { Deletions } from '../../store.js'
import { writeAlert } from '../alerts/write.js'
import type { Database } from '../database.js'
import { asKept } from '../rows.js'

const GONE = `INSERT INTO gone_post (post, at) SELECT key, ? FROM post WHERE source = ? AND id = ? ON CONFLICT DO NOTHING`
const BACK = 'DELETE FROM gone_post WHERE post = (SELECT key FROM post WHERE source = ? AND id = ?)'

/** The part of the store for what is gone. */
export function goneMethods(database: Database) {
  return {
    recordDeletions({ source, gone, back, changes, at }: Deletions): void {
      database.write(() => {
        for (const id of gone) database.run(GONE, at, source, asKept(id))
        for (const id of back) database.run(BACK, source, asKept(id))
        for (const change of changes) writeAlert(database, change)
      })
    },
  }
}

/** Since when posts of a conversation are gone, by the key of the post. */
export function goneInConversation(database: Database, conversation: number): ReadonlyMap<number, Instant> {
  const sql = 'SELECT g.post, g.at FROM post p CROSS JOIN gone_post g ON g.post = p.key WHERE p.conversation = ?'
  return new Map(database.all<{ post: number; at: Instant }>(sql, conversation).map(({ post, at }) => [post, at]))
}
