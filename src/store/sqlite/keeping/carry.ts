// Carries erasures over a restore: a copy made before them still holds the posts, and bringing it back must not
// bring those back.

import type Sqlite from 'better-sqlite3'
import type { Database } from '../database.js'
import { eraseThese } from './erase.js'
import type { DoomedPost } from './remove.js'
import { Tombstones } from './tombstones.js'

/** Erasures that one database knows of, under its key. */
export interface Erasures {
  readonly salt: Buffer
  readonly identities: readonly Buffer[]
}

/** What was erased from a database. */
export function erasuresOf(connection: Sqlite.Database): Erasures {
  const salt = connection.prepare<[], Buffer>('SELECT value FROM salt').pluck().get() ?? Buffer.alloc(0)
  const sql = "SELECT identity FROM tombstone WHERE reason = 'erased'"
  return { salt, identities: connection.prepare<[], Buffer>(sql).pluck().all() }
}

/**
 * Erases again what `erasures` names, and gives the number of posts. Databases that were never one have other keys:
 * there is nothing to compare then.
 */
export function carryErasures(database: Database, erasures: Erasures): number {
  const salt = database.first<{ value: Buffer }>('SELECT value FROM salt')?.value
  if (salt === undefined || !salt.equals(erasures.salt)) return 0
  const erased = new Set(erasures.identities.map((identity) => identity.toString('hex')))
  return database.write(() => {
    for (const identity of erasures.identities) {
      const sql = `INSERT INTO tombstone (identity, reason) VALUES (?, 'erased')
        ON CONFLICT DO UPDATE SET reason = 'erased'`
      database.run(sql, identity)
    }
    const tombstones = new Tombstones(database)
    const doomed = database.select<DoomedPost>('SELECT key, source, id, conversation FROM post', (post) =>
      erased.has(tombstones.identity(post.source, post.id).toString('hex')),
    )
    return eraseThese(database, doomed, null).posts
  })
}
