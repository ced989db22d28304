// Brings a database up to the newest schema: each version in a transaction of its own, after a copy beside the file
// was made. It goes forward only; going back is restoring that copy.

import { chmodSync, renameSync, rmSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../../domain/errors.js'
import { newer } from './failures.js'
import { APPLICATION_ID } from './inspect.js'
import { checksum, newestVersion, type SchemaVersion } from './versions.js'

const BOOKKEEPING = /* sql */ `
CREATE TABLE schema_version (
  number INTEGER PRIMARY KEY,
  checksum TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`

/** Applies what is pending. A database that is in use keeps its data whatever happens in between. */
export function migrate(
  connection: Sqlite.Database,
  file: string,
  versions: readonly SchemaVersion[],
  now: () => Date,
): void {
  const current = schemaVersion(connection)
  if (current > newestVersion(versions)) throw newer(file, current, newestVersion(versions))
  assertUnedited(connection, file, versions, current)
  const pending = versions.filter((version) => version.number > current)
  if (pending.length > 0 && current > 0) copyBeside(connection, file, current)
  for (const version of pending) apply(connection, version, now)
}

/** The schema version that the database has now; 0 for an empty one. */
export function schemaVersion(connection: Sqlite.Database): number {
  return Number(connection.pragma('user_version', { simple: true }))
}

function apply(connection: Sqlite.Database, version: SchemaVersion, now: () => Date): void {
  connection
    .transaction(() => {
      // Another process may have done it while this one waited for the lock.
      if (schemaVersion(connection) >= version.number) return
      if (version.number === 1) {
        connection.exec(BOOKKEEPING)
        connection.pragma(`application_id = ${APPLICATION_ID}`)
      }
      connection.exec(version.sql)
      const row = connection.prepare('INSERT INTO schema_version VALUES (?, ?, ?)')
      row.run(version.number, checksum(version), now().toISOString())
      connection.pragma(`user_version = ${version.number}`)
    })
    .immediate()
}

function assertUnedited(
  connection: Sqlite.Database,
  file: string,
  versions: readonly SchemaVersion[],
  current: number,
): void {
  if (current === 0) return
  const applied = connection.prepare('SELECT checksum FROM schema_version WHERE number = ?').pluck()
  for (const version of versions) {
    if (version.number > current || applied.get(version.number) === checksum(version)) continue
    const message = `${file} was made by a build whose schema version ${version.number} differs from this program's`
    throw new EscuchaError('store-newer', message, { hint: 'Use the build that made it. The file was left as it is.' })
  }
}

/** `escucha.db.bak-v1` holds the database as version 1 had it; an older copy of that version gives way. */
function copyBeside(connection: Sqlite.Database, file: string, version: number): void {
  if (file === ':memory:') return
  const copy = `${file}.bak-v${version}`
  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { force: true })
  connection.prepare('VACUUM INTO ?').run(unfinished)
  chmodSync(unfinished, 0o600)
  renameSync(unfinished, copy)
}
