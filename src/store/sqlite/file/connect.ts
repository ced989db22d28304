// Opens a connection with the settings that every one of ours needs.

import Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../../domain/errors.js'
import { LOCK_WAIT_MS } from '../database.js'

/**
 * Before this version two connections that write and checkpoint at once could corrupt a database in WAL mode
 * (the "WAL-reset" fault of 3.7.0 to 3.51.2), and `serve` and `scan` may well run at once.
 */
const SQLITE_VERSION_MIN = [3, 51, 3] as const

/** Pages kept in memory, in KiB: enough for the upper levels of every index of a million posts. */
const CACHE_KIB = 32_768

/**
 * Pages in the log before they are written into the file: 32 MB. Scans change the same upper pages again and again;
 * the longer the log, the fewer times each of them is written.
 */
const CHECKPOINT_PAGES = 8000

/** A reader that stays long lets the log grow; when it is gone the log is cut back to this. */
const LOG_BYTES_MAX = 64 * 1024 * 1024

/** Opens a connection for reading and writing, in WAL mode. */
export function connect(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { timeout: LOCK_WAIT_MS })
  try {
    assertEngine(connection)
    if (connection.pragma('journal_mode', { simple: true }) !== 'wal') connection.pragma('journal_mode = WAL')
    // FULL, not NORMAL: a commit is on the disk before any message about it goes out (see Database.write).
    connection.pragma('synchronous = FULL')
    connection.pragma('foreign_keys = ON')
    // A copy that somebody sent us may hold views and triggers of their own: they may call nothing that acts.
    connection.pragma('trusted_schema = OFF')
    // What is deleted is overwritten: an erasure leaves nothing for a search of the file's bytes.
    connection.pragma('secure_delete = ON')
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    connection.pragma(`journal_size_limit = ${LOG_BYTES_MAX}`)
    connection.pragma('temp_store = MEMORY')
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Opens a connection that cannot change anything. */
export function connectReadOnly(file: string): Sqlite.Database {
  const connection = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: LOCK_WAIT_MS })
  try {
    assertEngine(connection)
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** SQLite's own version. */
export function engineVersion(connection: Sqlite.Database): string {
  return String(connection.prepare('SELECT sqlite_version()').pluck().get())
}

function assertEngine(connection: Sqlite.Database): void {
  const version = engineVersion(connection)
  const found = version.split('.').map(Number)
  for (const [place, least] of SQLITE_VERSION_MIN.entries()) {
    const part = found[place] ?? 0
    if (part > least) return
    if (part < least) {
      const message = `SQLite ${version} can corrupt a database; ${SQLITE_VERSION_MIN.join('.')} or later is needed`
      throw new EscuchaError('store-read-only', message, { hint: 'Install better-sqlite3 12.8 or later.' })
    }
  }
}
