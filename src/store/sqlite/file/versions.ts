// The list of schema versions, oldest first. A change of schema is one file beside this and one line here; a
// released one is never edited, and a test holds its checksum.

import { createHash } from 'node:crypto'
import { VERSION_1 } from './version-1.js'

/** One step of the schema. */
export interface SchemaVersion {
  readonly number: number
  readonly sql: string
}

/** Every version, in order. */
export const schemaVersions: readonly SchemaVersion[] = [{ number: 1, sql: VERSION_1 }]

/** Tells a version's SQL from an edited one. */
export function checksum(version: SchemaVersion): string {
  return createHash('sha256').update(version.sql).digest('hex')
}

/** The number of the newest of these versions. */
export function newestVersion(versions: readonly SchemaVersion[]): number {
  return versions.at(-1)?.number ?? 0
}
