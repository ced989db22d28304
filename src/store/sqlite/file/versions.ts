// The list of schema versions, oldest first. A change of schema is one file beside this and one line here; a
// released one is never edited, and a test holds its checksum.

import { createHash } from 'node:crypto'
import { VERSION_1 } from './version-1.js'
import { VERSION_2 } from './version-2.js'
import { VERSION_3 } from './version-3.js'
import { VERSION_4 } from './version-4.js'
import { VERSION_5 } from './version-5.js'
import { VERSION_6 } from './version-6.js'
import { VERSION_7 } from './version-7.js'

/** One step of the schema. */
export interface SchemaVersion {
  readonly number: number
  readonly sql: string
}

/** Every version, in order. */
export const schemaVersions: readonly SchemaVersion[] = [
  { number: 1, sql: VERSION_1 },
  { number: 2, sql: VERSION_2 },
  { number: 3, sql: VERSION_3 },
  { number: 4, sql: VERSION_4 },
  { number: 5, sql: VERSION_5 },
  { number: 6, sql: VERSION_6 },
  { number: 7, sql: VERSION_7 },
]

/** Tells a version's SQL from an edited one. */
export function checksum(version: SchemaVersion): string {
  return createHash('sha256').update(version.sql).digest('hex')
}

/** The number of the newest of these versions. */
export function newestVersion(versions: readonly SchemaVersion[]): number {
  return versions.at(-1)?.number ?? 0
}
