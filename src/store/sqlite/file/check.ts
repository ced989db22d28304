// Whether a database is sound. Small ones are checked each time they are opened; large ones when somebody asks,
// because a check reads the whole file.

import { statSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { connectReadOnly } from './connect.js'
import { damaged } from './failures.js'

/** Up to this size a check takes less time than a person notices. */
const CHECKED_BYTES_MAX = 32 * 1024 * 1024

/** Faults that are told; the first one says enough. */
const FAULTS_MAX = 5

/** Throws when the database is small and damaged. */
export function assertSound(file: string): void {
  if (statSync(file).size > CHECKED_BYTES_MAX) return
  const connection = connectReadOnly(file)
  try {
    const faults = faultsOf(connection, `quick_check(${FAULTS_MAX})`)
    if (faults.length > 0) throw damaged(file, new Error(faults.join('; ')))
  } finally {
    connection.close()
  }
}

/** What is wrong with the database, from a check of every page and index; nothing when it is sound. */
export function checkDatabase(file: string): readonly string[] {
  const connection = connectReadOnly(file)
  try {
    return faultsOf(connection, `integrity_check(${FAULTS_MAX})`)
  } finally {
    connection.close()
  }
}

function faultsOf(connection: Sqlite.Database, pragma: string): string[] {
  const rows = connection.pragma(pragma) as readonly Readonly<Record<string, string>>[]
  return rows.flatMap((row) => Object.values(row)).filter((line) => line !== 'ok')
}
