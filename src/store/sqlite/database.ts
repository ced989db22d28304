// The one connection: statements prepared once, transactions that take the write lock at their start, and the
// turning of plain methods into methods that answer with a promise. It knows no table.

import { setTimeout as wait } from 'node:timers/promises'
import type Sqlite from 'better-sqlite3'
import { isBusy, storeFailure } from './file/failures.js'

/** What SQLite takes and gives in our tables. */
export type Value = string | number | Buffer | null

/**
 * Filters make statements of many shapes. This many prepared ones take about a megabyte; the oldest goes first.
 */
const STATEMENTS_MAX = 300

/** A lock is tried again this often; each try itself waits inside SQLite for as long as `LOCK_WAIT_MS`. */
const LOCK_RETRY_MS = 25

/**
 * How long one try may hold the event loop. A longer wait is made of tries with the loop free in between, so
 * that a server still answers while another process writes.
 */
export const LOCK_WAIT_MS = 50

/** Statements and transactions over one SQLite connection. */
export class Database {
  readonly #connection: Sqlite.Database
  readonly #statements = new Map<string, Sqlite.Statement>()
  #relaxed = false

  constructor(
    connection: Sqlite.Database,
    /** As it is told to people; `:memory:` for none. */
    readonly file: string,
  ) {
    this.#connection = connection
  }

  /** The connection itself, for what only it can do: copies, pragmas, closing. */
  get connection(): Sqlite.Database {
    return this.#connection
  }

  /** All rows. The caller names the row's type, because it has written the columns. */
  all<Row>(sql: string, ...values: readonly Value[]): Row[] {
    return this.#prepared(sql).all(...values) as Row[]
  }

  /** The rows of a whole table that the test holds of, without ever having all of them in memory. */
  select<Row>(sql: string, test: (row: Row) => boolean): Row[] {
    const kept: Row[] = []
    for (const row of this.#prepared(sql).iterate() as IterableIterator<Row>) {
      if (test(row)) kept.push(row)
    }
    return kept
  }

  /** The first row, or null. */
  first<Row>(sql: string, ...values: readonly Value[]): Row | null {
    return (this.#prepared(sql).get(...values) as Row | undefined) ?? null
  }

  /** Runs a change and tells how many rows it touched. */
  run(sql: string, ...values: readonly Value[]): number {
    return this.#prepared(sql).run(...values).changes
  }

  /** Inserts a row and gives its key; null when an ON CONFLICT clause left it out. */
  insert(sql: string, ...values: readonly Value[]): number | null {
    const result = this.#prepared(sql).run(...values)
    return result.changes === 0 ? null : Number(result.lastInsertRowid)
  }

  /** A number from SQLite's own settings. */
  pragma(name: string): unknown {
    return this.#connection.pragma(name, { simple: true })
  }

  /**
   * One transaction that is on the disk when it returns: alerts, what is owed about them, and what people did must
   * outlive a power cut, because somebody was told of them.
   */
  write<T>(work: () => T): T {
    return this.#transact(work, false)
  }

  /**
   * One transaction that a power cut (never a crash of the program) may undo whole: leases, visits, and scans that
   * owe nothing, all of which the next scan makes again. It saves a wait for the disk on each of them.
   */
  writeRelaxed<T>(work: () => T): T {
    return this.#transact(work, true)
  }

  close(): void {
    this.#statements.clear()
    this.#connection.close()
  }

  #transact<T>(work: () => T, relaxed: boolean): T {
    if (relaxed !== this.#relaxed) {
      this.#connection.pragma(`synchronous = ${relaxed ? 'NORMAL' : 'FULL'}`)
      this.#relaxed = relaxed
    }
    return this.#connection.transaction(work).immediate()
  }

  #prepared(sql: string): Sqlite.Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) return known
    const [oldest] = this.#statements.keys()
    if (this.#statements.size >= STATEMENTS_MAX && oldest !== undefined) this.#statements.delete(oldest)
    const statement = this.#connection.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }
}

/** The same methods, each answering with a promise. */
export type Answering<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never
}

/**
 * Lets methods that work at once answer with a promise, wait for a lock without holding the event loop, and fail
 * in the product's words. Each method is one transaction, so trying one again repeats nothing.
 */
export function answering<Methods extends object>(
  methods: Methods,
  database: Database,
  busyTimeoutMs: number,
): Answering<Methods> {
  const promised = Object.entries(methods).map(([name, method]) => [
    name,
    (...args: unknown[]) => patiently(() => method(...args), database.file, busyTimeoutMs),
  ])
  return Object.fromEntries(promised) as Answering<Methods>
}

/** Does the work, again and again while another process holds the lock, until the time is up. */
export async function patiently<T>(work: () => T, file: string, busyTimeoutMs: number): Promise<Awaited<T>> {
  const start = performance.now()
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || performance.now() - start >= busyTimeoutMs) throw storeFailure(error, file)
      await wait(LOCK_RETRY_MS)
    }
  }
}
