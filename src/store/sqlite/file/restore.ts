// Bringing back a copy. The copy is proven before anything is touched, nobody may be using the database, the old
// file stays under another name, and what was erased since the copy was made is erased again.

import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { EscuchaError } from '../../../domain/errors.js'
import type { Clock } from '../../../domain/time.js'
import { Database } from '../database.js'
import { carryErasures, erasuresOf } from '../keeping/carry.js'
import { checkDatabase } from './check.js'
import { connect, connectReadOnly } from './connect.js'
import { cannotWrite, damaged, isBusy, storeFailure } from './failures.js'
import { assertNotForeign, inspectFile, isSameFile } from './inspect.js'
import { migrate } from './migrate.js'
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
    const erasures = existsSync(to) ? takeOver(to) : null
    const erasedAgain = finish(unfinished, erasures, clock)
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
 * Proves that no process has the database open, has its log written into it, and reads what was erased from it.
 * Leaving WAL mode needs every other connection gone, which is the proof. A database too damaged to be opened has
 * nothing to take over.
 */
function takeOver(to: string): ReturnType<typeof erasuresOf> | null {
  let old: Sqlite.Database | null = null
  try {
    old = new Sqlite(to)
    old.pragma('journal_mode = DELETE')
    return erasuresOf(old)
  } catch (error) {
    if (isBusy(error)) throw storeFailure(error, to)
    return null
  } finally {
    old?.close()
  }
}

function finish(unfinished: string, erasures: ReturnType<typeof erasuresOf> | null, clock: Clock): number {
  const connection = connect(unfinished)
  const database = new Database(connection, unfinished)
  try {
    migrate(connection, unfinished, schemaVersions, clock)
    return erasures === null ? 0 : carryErasures(database, erasures)
  } finally {
    database.close()
  }
}

function setAside(to: string, clock: Clock): string {
  const stamp = clock().toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '')
  const keptAs = freeName(`${to}.before-restore-${stamp}`)
  renameSync(to, keptAs)
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${to}${suffix}`)) renameSync(`${to}${suffix}`, `${keptAs}${suffix}`)
  }
  return keptAs
}

/** Two restores within one second keep two files. */
function freeName(wanted: string): string {
  let name = wanted
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${count}`
  return name
}
