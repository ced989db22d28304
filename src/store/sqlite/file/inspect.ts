// What a file claims to be, read from its first hundred bytes. SQLite never sees a file that fails here, so a file
// of another program is not touched, not even by recovery.

import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { EscuchaError } from '../../../domain/errors.js'
import { cannotWrite, damaged, newer, notADatabase } from './failures.js'

/** Marks our databases in SQLite's header, so that another program's database is told from ours: "Escu". */
export const APPLICATION_ID = 0x45736375

const HEADER_BYTES = 100
const MAGIC = Buffer.from('SQLite format 3\0', 'latin1')
const PAGE_SIZE_AT = 16
const PAGES_AT = 28
const SCHEMA_VERSION_AT = 60
const APPLICATION_ID_AT = 68

/** Throws unless the file is an Escucha database of a version up to `knownVersion`, whole in length. */
export function inspectFile(file: string, knownVersion: number): void {
  const { header, bytes } = readHeader(file)
  if (bytes === 0) throw emptyFile(file)
  if (!isSqlite(header)) throw notADatabase(file)
  if (header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw anotherProgram(file)
  const version = header.readUInt32BE(SCHEMA_VERSION_AT)
  if (version > knownVersion) throw newer(file, version, knownVersion)
  // With a write-ahead log beside it the file may be shorter than its newest state; without one it may not.
  if (bytes < header.readUInt32BE(PAGES_AT) * pageSize(header) && !existsSync(`${file}-wal`)) throw damaged(file)
}

/** Throws when the file is the sound-looking database of another program, which nothing of ours may replace. */
export function assertNotForeign(file: string): void {
  const { header } = readHeader(file)
  if (isSqlite(header) && header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) throw anotherProgram(file)
}

/** True when both names lead to one file, by whatever path or link. */
export function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((file) => statSync(file, { throwIfNoEntry: false }))
  return first !== undefined && second !== undefined && first.dev === second.dev && first.ino === second.ino
}

function isSqlite(header: Buffer): boolean {
  return header.length === HEADER_BYTES && header.subarray(0, MAGIC.length).equals(MAGIC)
}

function readHeader(file: string): { header: Buffer; bytes: number } {
  try {
    const descriptor = openSync(file, 'r')
    try {
      const status = fstatSync(descriptor)
      if (!status.isFile()) throw notADatabase(file)
      const header = Buffer.alloc(HEADER_BYTES)
      const read = readSync(descriptor, header, 0, HEADER_BYTES, 0)
      return { header: header.subarray(0, read), bytes: status.size }
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (error instanceof EscuchaError) throw error
    throw cannotWrite(file, error)
  }
}

function pageSize(header: Buffer): number {
  const stored = header.readUInt16BE(PAGE_SIZE_AT)
  // The one size that does not fit its field is written as 1.
  return stored === 1 ? 65_536 : stored
}

function emptyFile(file: string): EscuchaError {
  const hint = 'Remove it to start anew, or bring back a copy with: escucha restore FILE. The file was left as it is.'
  return new EscuchaError('store-not-a-database', `${file} is empty (0 bytes)`, { hint })
}

function anotherProgram(file: string): EscuchaError {
  const hint = 'Name another file under storage. The file was left as it is.'
  return new EscuchaError('store-not-a-database', `${file} is the database of another program`, { hint })
}
