// Bringing back a copy. The copy is proven before anything is touched, nobody may be using the database, the old
// file stays under another name; what was erased since the copy was made is erased again, what was sent is not.

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../../domain/errors.js'
import type { Clock } from '../../../domain/time.js'
import { Database } from '../database.js'
import { carryOver } from '../keeping/carry.js'
import { checkDatabase } from './check.js'
import { connect, connectReadOnly } from './connect.js'
import { cannotWrite, damaged, isBusy, storeFailure } from './failures.js'
import { assertNotForeign, inspectFile, isSameFile } from './inspect.js'
import { migrate } from './migrate.js'
import { nameAlso } from './place.js'
import { newestVersion, schemaVersions } from './versions.js'

/** What a restore did. */
export interface Restored {
  /** Where the database that was replaced is kept; null when there was none. */
  readonly keptAs: string | null
  /** Posts that were erased since the copy was made, and were erased again. */
  readonly erasedAgain: number
}

/** Puts the copy `from` in the place of the database `to`. */
export async function restoreDatabase(from: string, to: string, clock: Clock = () => new Date()): Promise<Restored> {
  if (!existsSync(from)) throw new EscuchaError('not-found', `there is no copy ${from}`)
  if (isSameFile(from, to)) throw new EscuchaError('usage', `${from} is the database itself, not a copy of it`)
  assertGood(from)
  if (existsSync(to)) assertNotForeign(to)
  const unfinished = `${to}.restoring-${randomBytes(6).toString('hex')}`
  try {
    await copyOf(from, unfinished, to)
    const before = existsSync(to) && isFree(to) ? to : null
    const erasedAgain = finish(unfinished, before, clock)
    const keptAs = existsSync(to) ? setAside(to, clock) : null
    renameSync(unfinished, to)
    return { keptAs, erasedAgain }
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${unfinished}${suffix}`, { force: true })
  }
}

function assertGood(from: string): void {
  inspectFile(from, newestVersion(schemaVersions))
  try {
    const faults = checkDatabase(from)
    if (faults.length > 0) throw damaged(from, new Error(faults.join('; ')))
  } catch (error) {
    throw storeFailure(error, from)
  }
}

async function copyOf(from: string, unfinished: string, to: string): Promise<void> {
  try {
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 })
    const copy = connectReadOnly(from)
    try {
      await copy.backup(unfinished)
    } finally {
      copy.close()
    }
    chmodSync(unfinished, 0o600)
  } catch (error) {
    const failure = storeFailure(error, to)
    throw failure === error ? cannotWrite(to, error) : failure
  }
}

/**
 * Proves that no process has the database open and has its log written into it. Leaving WAL mode needs every other
 * connection gone, which is the proof. False for a file too damaged to be opened: nobody has that open either.
 */
function isFree(to: string): boolean {
  let old: Sqlite.Database | null = null
  try {
    old = new Sqlite(to)
    old.pragma('journal_mode = DELETE')
    return true
  } catch (error) {
    if (isBusy(error)) throw storeFailure(error, to)
    return false
  } finally {
    old?.close()
  }
}

/** Brings the copy up to date, with what may not be undone from the database that it replaces. */
function finish(unfinished: string, before: string | null, clock: Clock): number {
  const connection = connect(unfinished)
  const database = new Database(connection, unfinished)
  try {
    migrate(connection, unfinished, schemaVersions, clock)
    const erasedAgain = before === null ? 0 : carried(database, before)
    if (erasedAgain > 0) connection.exec('VACUUM')
    return erasedAgain
  } finally {
    database.close()
  }
}

/** A damaged database, or one of an older schema, may have nothing that can be carried; the copy is good without. */
function carried(database: Database, before: string): number {
  try {
    return carryOver(database, before)
  } catch (error) {
    if (error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|ERROR|NOTADB)/.test(error.code)) return 0
    throw error
  }
}

/** Keeps the old database under another name. Until the copy takes its place it is still found under its own. */
function setAside(to: string, clock: Clock): string {
  const stamp = clock().toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  let keptAs = `${to}.before-restore-${stamp}`
  // Two restores within one second keep two files.
  for (let count = 2; !nameAlso(to, keptAs); count += 1) keptAs = `${to}.before-restore-${stamp}-${count}`
  // A log left by a crash belongs to the old file: beside the new one it would be read into it.
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${to}${suffix}`)) renameSync(`${to}${suffix}`, `${keptAs}${suffix}`)
  }
  return keptAs
}
