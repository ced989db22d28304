// What paged lists share: conditions with their values, and the cutting of a page from the rows behind it.

import type { Slice } from '../store.js'
import type { Value } from './database.js'

/** A page of more rows than this is of no use to anybody; it is cut. */
const PAGE_ROWS_MAX = 1000

/** Conditions that must all hold, with what is bound to them. */
export class Where {
  readonly #clauses: string[] = []
  readonly values: Value[] = []

  add(clause: string, ...values: readonly Value[]): void {
    this.#clauses.push(clause)
    this.values.push(...values)
  }

  sql(): string {
    return this.#clauses.length === 0 ? '' : `WHERE ${this.#clauses.join(' AND ')}`
  }
}

/** A limit as a number of rows that makes sense. */
export function pageRows(limit: number): number {
  return Number.isFinite(limit) ? Math.min(Math.max(Math.trunc(limit), 1), PAGE_ROWS_MAX) : PAGE_ROWS_MAX
}

/** A page from one row more than it holds: that row tells whether another page follows. */
export function slice<Row, Noun>(
  rows: readonly Row[],
  limit: number,
  noun: (row: Row) => Noun,
  cursor: (last: Row) => string,
): Slice<Noun> {
  const kept = rows.slice(0, pageRows(limit))
  const last = kept.at(-1)
  const more = rows.length > kept.length && last !== undefined
  return { items: kept.map(noun), nextCursor: more ? cursor(last) : null }
}
