// What calls cost, in counts that no busy machine can blur: rows written, and how SQLite means to find a page.

import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { listQuery } from '../../../src/store/sqlite/alerts/list.js'
import { Database } from '../../../src/store/sqlite/database.js'
import { connect } from '../../../src/store/sqlite/file/connect.js'
import { scanMethods } from '../../../src/store/sqlite/posts/scan.js'
import type { AlertFilter } from '../../../src/store/store.js'
import { alert, complaint, list, minutes, NOW, opened, scan, spec } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

describe('a scan with nothing new', () => {
  test('writes one row: the state that it was given', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    await store.recordScan(scan(complaint('1')))
    const connection = connect(path('escucha.db'))
    const database = new Database(connection, path('escucha.db'))
    const changes = () => Number(connection.prepare('SELECT total_changes()').pluck().get())
    const before = changes()
    scanMethods(database).knownPosts('foro', ['1'])
    scanMethods(database).recordScan(scan())
    expect(changes() - before).toBe(1)
    scanMethods(database).recordScan(scan({ posts: complaint('1').posts }))
    expect(changes() - before).toBe(2)
    database.close()
  })
})

describe('what a scan stores', () => {
  test('is on the disk before anybody can be told of it, and costs no wait for the disk when nobody is', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const connection = connect(path('escucha.db'))
    const database = new Database(connection, path('escucha.db'))
    const waitsForDisk = () => connection.pragma('synchronous', { simple: true }) === 2
    scanMethods(database).recordScan(scan({ posts: complaint('1').posts }))
    expect(waitsForDisk()).toBe(false)
    scanMethods(database).recordScan(scan(complaint('2')))
    expect(waitsForDisk()).toBe(true)
    database.close()
  })
})

describe('a page of the alert list', () => {
  const filters: readonly Partial<AlertFilter>[] = [
    {},
    { brand: 'nube' },
    { label: 'churn' },
    { label: 'question', brand: 'nube' },
    { status: 'open' },
    { source: 'foro' },
    { source: 'foro', language: 'es', severity: 2 },
    { brand: 'nube', label: 'complaint', status: 'resolved' },
    { view: 'done' },
    { assignee: 'ana' },
    { brand: 'nube', since: NOW, until: minutes(5) },
  ]
  const waiting: readonly Partial<AlertFilter>[] = [
    { view: 'active' },
    { view: 'late' },
    { view: 'community', brand: 'nube' },
    { view: 'unassigned', label: 'complaint' },
  ]

  async function plan(filter: Partial<AlertFilter>): Promise<string[]> {
    const raw = new Sqlite(path('escucha.db'), { readonly: true })
    const { sql, values } = listQuery(list(filter))
    const keys = sql.slice(sql.indexOf('(SELECT a.key') + 1, sql.indexOf(') page'))
    const rows = raw.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${keys}`).all(...values, 50)
    raw.close()
    return rows.map((row) => row.detail)
  }

  test('is one walk along an index in its order, whatever the filter, from the start and from the middle', async () => {
    const store = await open()
    await store.recordAlerts(
      ['1', '2'].map((id) => opened(alert(id))),
      [],
      [],
    )
    for (const order of ['pressing', 'newest'] as const) {
      const { nextCursor } = await store.listAlerts(list({ order, limit: 1 }))
      for (const filter of order === 'pressing' ? [...filters, ...waiting] : filters) {
        for (const cursor of [{}, { cursor: nextCursor ?? '' }]) {
          const steps = await plan({ ...filter, ...cursor, order })
          expect([filter, steps]).toEqual([
            filter,
            [expect.stringMatching(/^(SEARCH|SCAN) a USING (COVERING )?INDEX alert_/)],
          ])
        }
      }
    }
  })

  test('of what waits, by age, reads only what waits', async () => {
    await open()
    for (const filter of waiting) {
      const steps = await plan({ ...filter, order: 'newest' })
      expect(steps[0]).toMatch(/^SEARCH a USING INDEX alert_(waiting|pressing_\w+) \(.*press_at<\?/)
    }
  })
})
