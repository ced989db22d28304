// Hot copies. The copy is made from one moment's state while scans go on, under another name until it is whole.

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../../domain/errors.js'
import type { Database } from '../database.js'
import { connectReadOnly } from './connect.js'
import { storeFailure } from './failures.js'
import { inspectFile, isSameFile } from './inspect.js'
import { newestVersion, schemaVersions } from './versions.js'

/** Pages per step: about 8 MB, some ten milliseconds, after which other work has its turn. */
const PAGES_PER_STEP = 2000

/** Copies the database into a file that opens alone. An older copy of ours is replaced; anything else is not. */
export async function backupDatabase(database: Database, target: string): Promise<void> {
  if (isSameFile(target, database.file)) {
    throw new EscuchaError('usage', `${target} is the database itself`, { hint: 'Name another file for the copy.' })
  }
  if (existsSync(target)) assertOurs(target)
  const unfinished = `${target}.unfinished-${randomBytes(6).toString('hex')}`
  try {
    await copyInto(database, unfinished)
    standAlone(unfinished)
    chmodSync(unfinished, 0o600)
    renameSync(unfinished, target)
  } catch (error) {
    throw cannotCopy(error, target)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${unfinished}${suffix}`, { force: true })
  }
}

/**
 * Copies from a connection that stays in one read transaction: a change by another process would otherwise start
 * the copy anew, and with scans going on it might never end.
 */
async function copyInto(database: Database, unfinished: string): Promise<void> {
  if (database.file === ':memory:') {
    await database.connection.backup(unfinished)
    return
  }
  const reader = connectReadOnly(database.file)
  try {
    reader.exec('BEGIN')
    reader.prepare('SELECT 1 FROM setting LIMIT 1').get()
    await reader.backup(unfinished, { progress: () => PAGES_PER_STEP })
  } finally {
    reader.close()
  }
}

/** A copy in WAL mode could not be read from a folder that is read-only, such as a mounted archive. */
function standAlone(file: string): void {
  const copy = new Sqlite(file)
  try {
    copy.pragma('journal_mode = DELETE')
  } finally {
    copy.close()
  }
}

function assertOurs(target: string): void {
  try {
    inspectFile(target, newestVersion(schemaVersions))
  } catch (cause) {
    const hint = 'Name a file that is not there yet, or an older copy.'
    throw new EscuchaError('usage', `${target} is there and is no copy of this database`, { hint, cause })
  }
}

function cannotCopy(error: unknown, target: string): unknown {
  const failure = storeFailure(error, target)
  const refused = failure === error && error instanceof Error && 'code' in error && !(error instanceof EscuchaError)
  const missing = error instanceof TypeError && error.message.includes('directory')
  if (!refused && !missing) return failure
  const hint = 'Check that the folder is there and may be written.'
  return new EscuchaError('store-read-only', `the copy ${target} cannot be written`, { hint, cause: error })
}
