// What SQLite's result codes mean to a person: one line each, with what to do. It decides nothing else, so that
// every other file here may let SQLite throw.

import { EscuchaError } from '../../../domain/errors.js'

/** True when another process holds the lock, so that the same call may succeed in a moment. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error)
  return code !== null && /^SQLITE_(BUSY|LOCKED)/.test(code)
}

/** The expected failure behind a SQLite error; anything that is not one of SQLite's comes back as it was. */
export function storeFailure(error: unknown, file: string): unknown {
  const code = sqliteCode(error)
  if (code === null) return error
  if (isBusy(error)) {
    const hint = 'Wait for the other command to end, or stop it, and try again.'
    return new EscuchaError('store-busy', `${file} is held by another process`, { hint, cause: error })
  }
  if (code === 'SQLITE_FULL') {
    const hint = 'Free some space and try again: what was stored before is safe.'
    return new EscuchaError('store-full', `the disk that holds ${file} is full`, { hint, cause: error })
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM|AUTH)/.test(code)) return cannotWrite(file, error)
  if (code === 'SQLITE_NOTADB') return notADatabase(file, error)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, error)
  if (code.startsWith('SQLITE_IOERR')) {
    const hint = 'Check the disk and the permissions of the file and its folder.'
    return new EscuchaError('store-read-only', `${file} cannot be read or written (${code})`, { hint, cause: error })
  }
  return error
}

/** The failure of a file or folder that this process may not write. */
export function cannotWrite(file: string, cause?: unknown): EscuchaError {
  const hint = 'Let the user that runs escucha write the file and its folder, or name another file under storage.'
  return new EscuchaError('store-read-only', `${file} cannot be written`, { hint, cause })
}

/** The failure of a file that SQLite cannot read at all. */
export function notADatabase(file: string, cause?: unknown): EscuchaError {
  const hint =
    'Name another file under storage, or bring back a copy with: escucha restore FILE. The file was left as it is.'
  return new EscuchaError('store-not-a-database', `${file} is not an Escucha database`, { hint, cause })
}

/** The failure of a database whose pages contradict each other. */
export function damaged(file: string, cause?: unknown): EscuchaError {
  const hint = 'Bring back a copy with: escucha restore FILE. The damaged file was left as it is.'
  return new EscuchaError('store-corrupt', `the database ${file} is damaged`, { hint, cause })
}

/** The failure of a database that a newer program has changed. */
export function newer(file: string, found: number, known: number): EscuchaError {
  const message = `${file} has schema version ${found}, and this program knows versions up to ${known}`
  return new EscuchaError('store-newer', message, { hint: 'Update escucha. The file was left as it is.' })
}

function sqliteCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : null
}
