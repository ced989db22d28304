// Cursors of keyset paging: the sort keys of the last row that was given, in a form that callers only hand back.

import { EscuchaError } from '../../domain/errors.js'

/** Ours are under a hundred characters; more is somebody's try. */
const CURSOR_CHARACTERS_MAX = 400

/** A cursor after the row with these keys, for this order only. */
export function cursorAfter(order: string, keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url')
}

/**
 * The keys in a cursor. `shape` holds a value of each key's type. A cursor of another order, or one that was never
 * ours, is refused.
 */
export function cursorKeys(order: string, cursor: string, shape: readonly (string | number)[]): (string | number)[] {
  const [told, ...keys] = parsed(cursor)
  const fits = keys.length === shape.length && keys.every((key, place) => typeof key === typeof shape[place])
  if (told !== order || !fits) throw badCursor()
  return keys as (string | number)[]
}

function parsed(cursor: string): unknown[] {
  if (cursor.length > CURSOR_CHARACTERS_MAX) throw badCursor()
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    throw badCursor()
  }
}

function badCursor(): EscuchaError {
  const hint = 'Use nextCursor of the page before, with the same filter and order.'
  return new EscuchaError('bad-input', 'the cursor does not belong to this list', { hint })
}
