// Several processes over one file: they wait for each other in turn, and say so when waiting is no use.

import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { alert, changed, complaint, delivery, list, minutes, NOW, opened, scan, spec } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

describe('two processes over one database', () => {
  test('see what the other stored', async () => {
    const [one, two] = [await open(), await open()]
    await one.syncSources([spec('foro')], NOW)
    await two.recordScan(scan(complaint('1')))
    expect((await one.listAlerts(list())).items.map((row) => row.id)).toEqual(['1'])
  })

  test('do not scan one source at once', async () => {
    const [one, two] = [await open(), await open()]
    await one.syncSources([spec('foro')], NOW)
    const got = await Promise.all([
      one.leaseSource('foro', 'one', NOW, minutes(5)),
      two.leaseSource('foro', 'two', NOW, minutes(5)),
    ])
    expect(got.filter(Boolean)).toHaveLength(1)
  })

  test('do not send one delivery twice', async () => {
    const [one, two] = [await open(), await open()]
    await one.addDeliveries(Array.from({ length: 30 }, (_, count) => delivery(`d${count}`, [])))
    const taken = await Promise.all([one, two, one, two].map((store) => store.leaseDeliveries(NOW, minutes(5), 10)))
    const ids = taken.flat().map((row) => row.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(30)
  })

  test('do not undo each other’s changes of an alert', async () => {
    const [one, two] = [await open(), await open()]
    await one.recordAlerts([opened(alert('1'))], [], [])
    const change = changed(alert('1'), { assignee: 'ana' })
    await one.recordAlerts([change], [], [])
    await expect(two.recordAlerts([changed(alert('1'), { status: 'resolved' })], [], [])).rejects.toMatchObject({
      code: 'store-conflict',
    })
  })

  test('wait while the other writes, with the event loop free', async () => {
    const store = await open()
    const other = new Sqlite(path('escucha.db'))
    other.exec('BEGIN IMMEDIATE')
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
      if (ticks === 5) other.exec('COMMIT')
    }, 10)
    await store.saveSetting('x', 'waited')
    clearInterval(ticking)
    other.close()
    expect(ticks).toBeGreaterThanOrEqual(5)
    expect(await store.setting('x')).toBe('waited')
  })

  test('give up in words when the other never ends, and lose nothing', async () => {
    const store = await open('escucha.db', { busyTimeoutMs: 120 })
    await store.syncSources([spec('foro')], NOW)
    const other = new Sqlite(path('escucha.db'))
    other.exec('BEGIN IMMEDIATE')
    await expect(store.recordScan(scan(complaint('1')))).rejects.toMatchObject({ code: 'store-busy' })
    expect((await store.listAlerts(list())).items).toEqual([])
    other.exec('ROLLBACK')
    other.close()
    await store.recordScan(scan(complaint('1')))
    expect((await store.listAlerts(list())).items).toHaveLength(1)
  })

  test('readers see a steady state while the other writes', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const other = new Sqlite(path('escucha.db'))
    other.exec('BEGIN IMMEDIATE')
    other.exec("UPDATE source SET state = 'half'")
    expect(await store.listSources()).toHaveLength(1)
    other.exec('ROLLBACK')
    other.close()
  })
})
