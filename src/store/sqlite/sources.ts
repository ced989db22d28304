// Sources: what was configured or added, what is remembered of each, and who scans it now.

import { EscuchaError } from '../../domain/errors.js'
import type { SourceSpec } from '../../domain/settings.js'
import type { SourceState } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import type { StoredSource } from '../store.js'
import type { Database } from './database.js'
import { fromJson } from './rows.js'

interface SourceRow {
  readonly id: string
  readonly origin: 'config' | 'added'
  readonly listed: number
  readonly spec: string
  readonly state: string
}

const COLUMNS = 'id, origin, listed, spec, state'

/** The sources' part of the store. */
export function sourceMethods(database: Database) {
  return {
    syncSources(specs: readonly SourceSpec[], _now: Instant): void {
      database.write(() => {
        const unlisted = new Set(configured(database))
        for (const [position, spec] of specs.entries()) {
          unlisted.delete(spec.id)
          list(database, spec, 'config', position)
        }
        for (const id of unlisted) database.run('UPDATE source SET listed = 0 WHERE id = ?', id)
      })
    },

    addSource(spec: SourceSpec, _now: Instant): void {
      database.write(() => {
        const known = find(database, spec.id)
        if (known?.listed === 1) throw takenId(spec.id)
        // Somebody who adds a removed source again wants it polled: a fault that switched it off is forgotten.
        if (known !== null) putState(database, freshState(spec))
        list(database, spec, 'added', nextPosition(database))
      })
    },

    removeSource(id: string): boolean {
      const sql = "UPDATE source SET listed = 0 WHERE id = ? AND listed = 1 AND origin = 'added'"
      return database.write(() => database.run(sql, id)) === 1
    },

    listSources(): readonly StoredSource[] {
      const sql = `SELECT ${COLUMNS} FROM source WHERE listed = 1 ORDER BY origin DESC, position, id`
      return database.all<SourceRow>(sql).map(storedSource)
    },

    leaseSource(id: string, owner: string, now: Instant, leaseUntil: Instant): boolean {
      const sql = `UPDATE source SET lease_owner = ?, lease_until = ?
        WHERE id = ? AND (lease_until IS NULL OR lease_until <= ? OR lease_owner = ?)`
      return database.writeRelaxed(() => database.run(sql, owner, leaseUntil, id, now, owner)) === 1
    },

    releaseSource(id: string, owner: string): void {
      const sql = 'UPDATE source SET lease_owner = NULL, lease_until = NULL WHERE id = ? AND lease_owner = ?'
      database.writeRelaxed(() => database.run(sql, id, owner))
    },

    saveSourceState(state: SourceState): void {
      database.write(() => saveState(database, state))
    },
  }
}

/** Replaces what is remembered of a source, inside the caller's transaction. */
export function saveState(database: Database, state: SourceState): void {
  if (putState(database, state) === 0) throw new EscuchaError('not-found', `there is no source ${state.id}`)
}

/** What is remembered of a source that was never scanned. */
function freshState(spec: SourceSpec): SourceState {
  return {
    id: spec.id,
    url: spec.url,
    resolvedKind: null,
    title: null,
    language: null,
    memory: {},
    validators: {},
    lastScanAt: null,
    lastSuccessAt: null,
    lastPostAt: null,
    nextScanAt: null,
    failures: 0,
    lastFailure: null,
    disabledReason: null,
    postsPerDay: null,
    redirect: null,
  }
}

function list(database: Database, spec: SourceSpec, origin: StoredSource['origin'], position: number): void {
  const known = find(database, spec.id)
  if (known === null) {
    const sql = `INSERT INTO source (id, origin, listed, position, spec, state, failures) VALUES (?, ?, 1, ?, ?, ?, 0)`
    database.run(sql, spec.id, origin, position, JSON.stringify(spec), JSON.stringify(freshState(spec)))
    return
  }
  const before = storedSource(known)
  const state = stateUnder(spec, before)
  if (state !== before.state) putState(database, state)
  const sql = `UPDATE source SET origin = ?, listed = 1, position = ?, spec = ? WHERE id = ?
    AND (origin, listed, position, spec) IS NOT (?, 1, ?, ?)`
  const row = [origin, position, JSON.stringify(spec)] as const
  database.run(sql, ...row, spec.id, ...row)
}

/**
 * A source that was given another address starts anew; one that is read in another way forgets its validators, or
 * "not modified" would hide for ever what the new way would have read.
 */
function stateUnder(spec: SourceSpec, before: StoredSource): SourceState {
  if (spec.url !== before.spec.url) return freshState(spec)
  const readAlike =
    spec.kind === before.spec.kind && JSON.stringify(spec.options) === JSON.stringify(before.spec.options)
  if (readAlike) return before.state
  // What is left of its older pages was named by the old way of reading.
  const { backfill: _, ...state } = before.state
  return { ...state, resolvedKind: null, memory: {}, validators: {}, nextScanAt: null }
}

function putState(database: Database, state: SourceState): number {
  const sql = 'UPDATE source SET state = ?, failures = ? WHERE id = ?'
  return database.run(sql, JSON.stringify(state), state.failures, state.id)
}

function find(database: Database, id: string): SourceRow | null {
  return database.first<SourceRow>(`SELECT ${COLUMNS} FROM source WHERE id = ?`, id)
}

function configured(database: Database): string[] {
  const sql = "SELECT id FROM source WHERE origin = 'config' AND listed = 1"
  return database.all<{ id: string }>(sql).map((row) => row.id)
}

function nextPosition(database: Database): number {
  return database.first<{ next: number }>('SELECT coalesce(max(position) + 1, 0) AS next FROM source')?.next ?? 0
}

function storedSource(row: SourceRow): StoredSource {
  return { spec: fromJson(row.spec), origin: row.origin, state: fromJson(row.state) }
}

function takenId(id: string): EscuchaError {
  return new EscuchaError('bad-input', `there is already a source with the id ${id}`, { hint: 'Choose another id.' })
}
