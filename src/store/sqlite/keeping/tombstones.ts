// What stays of a post that was erased or has expired: a keyed hash of its identity. It tells a scan that the post
// was here, and tells nobody what it was or who wrote it.

import { createHmac } from 'node:crypto'
import type { Database } from '../database.js'

/** Sixteen bytes: two posts would meet by chance once there are more of them than the web has. */
const IDENTITY_BYTES = 16

/** Why a post is gone: somebody asked for it, or its time was over. */
export type Reason = 'erased' | 'expired'

/** Looks up and leaves tombstones; made for one transaction, because the key is read once. */
export class Tombstones {
  readonly #database: Database
  readonly #salt: Buffer

  constructor(database: Database) {
    this.#database = database
    this.#salt = database.first<{ value: Buffer }>('SELECT value FROM salt')?.value ?? Buffer.alloc(0)
  }

  /** True when none was ever left: then nothing needs to be hashed. */
  isEmpty(): boolean {
    return this.#database.first('SELECT 1 FROM tombstone LIMIT 1') === null
  }

  holds(source: string, id: string): boolean {
    return this.#database.first('SELECT 1 FROM tombstone WHERE identity = ?', this.identity(source, id)) !== null
  }

  /** An erasure outweighs an expiry: after a restore only erasures are done again. */
  leave(source: string, id: string, reason: Reason): void {
    const sql = `INSERT INTO tombstone (identity, reason) VALUES (?, ?)
      ON CONFLICT DO UPDATE SET reason = excluded.reason WHERE excluded.reason = 'erased'`
    this.#database.run(sql, this.identity(source, id), reason)
  }

  identity(source: string, id: string): Buffer {
    const hash = createHmac('sha256', this.#salt)
      .update(JSON.stringify([source, id]))
      .digest()
    return hash.subarray(0, IDENTITY_BYTES)
  }
}
