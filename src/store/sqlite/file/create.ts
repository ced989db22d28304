// Makes a new database under another name and gives it its own only when it is whole. A process killed in between
// leaves no half-made file behind that the next start would have to explain.

import { randomBytes } from 'node:crypto'
import { chmodSync, closeSync, mkdirSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { connect } from './connect.js'
import { cannotWrite } from './failures.js'
import { migrate } from './migrate.js'
import { nameAlso } from './place.js'
import type { SchemaVersion } from './versions.js'

/** Posts name people: only the user that runs Escucha may read them. */
const FOLDER_MODE = 0o700
const FILE_MODE = 0o600

/** Creates the database and its folder. When another process is quicker, its file stays. */
export function createDatabase(file: string, versions: readonly SchemaVersion[], now: () => Date): void {
  const unfinished = `${file}.new-${randomBytes(6).toString('hex')}`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: FOLDER_MODE })
    closeSync(openSync(unfinished, 'wx', FILE_MODE))
  } catch (error) {
    throw cannotWrite(file, error)
  }
  try {
    const connection = connect(unfinished)
    try {
      migrate(connection, unfinished, versions, now)
    } finally {
      connection.close()
    }
    chmodSync(unfinished, FILE_MODE)
    nameIt(unfinished, file)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(`${unfinished}${suffix}`, { force: true })
  }
}

function nameIt(unfinished: string, file: string): void {
  try {
    // Where another process was quicker, its file stays and this one is not needed.
    nameAlso(unfinished, file)
  } catch (error) {
    throw cannotWrite(file, error)
  }
}
