// Hot copies of the database, and bringing one back.

import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { setImmediate as letOthers } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { checkDatabase, openSqliteStore, restoreDatabase } from '../../../src/store/sqlite/index.js'
import { complaint, delivery, mentioned, minutes, NOW, post, scan, spec, stored } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

describe('a copy', () => {
  test('opens alone, is sound, and holds all that was stored before it began', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    await store.recordScan(scan(complaint('1')))
    await store.backup(path('copy.db'))
    await store.recordScan(scan(complaint('2')))
    expect(readdirSync(path('.')).filter((name) => name.startsWith('copy'))).toEqual(['copy.db'])
    expect(statSync(path('copy.db')).mode & 0o777).toBe(0o600)
    expect(checkDatabase(path('copy.db'))).toEqual([])
    const copy = await open('copy.db')
    expect((await copy.posts({ limit: 9 })).items).toEqual([post('1')])
    expect(await copy.countDeliveries()).toEqual({ pending: 1, sent: 0, dead: 0 })
  })

  test('is made while scans go on', async () => {
    const store = await open()
    const other = await open()
    await store.syncSources([spec('foro')], NOW)
    const posts = (round: number) =>
      Array.from({ length: 40 }, (_, count) => mentioned(post(`${round}-${count}`, { text: 'palabra '.repeat(200) })))
    for (let round = 0; round < 20; round += 1) await store.recordScan(scan({ posts: posts(round) }))
    let copying = true
    const copied = store.backup(path('copy.db')).finally(() => {
      copying = false
    })
    let rounds = 20
    while (copying) {
      await other.recordScan(scan({ posts: posts(rounds++) }))
      await letOthers()
    }
    await copied
    expect(checkDatabase(path('copy.db'))).toEqual([])
    const copy = await open('copy.db')
    expect((await copy.info()).posts).toBeGreaterThanOrEqual(800)
  })

  test('takes the place of an older copy, and of nothing else', async () => {
    const store = await open()
    await store.backup(path('copy.db'))
    await store.saveSetting('x', 'new')
    await store.backup(path('copy.db'))
    expect(await (await open('copy.db')).setting('x')).toBe('new')
    writeFileSync(path('letter.txt'), 'Dear support')
    await expect(store.backup(path('letter.txt'))).rejects.toMatchObject({ code: 'usage' })
    expect(readFileSync(path('letter.txt'), 'utf8')).toBe('Dear support')
  })

  test('never takes the place of the database itself', async () => {
    const store = await open()
    await store.saveSetting('x', 'mine')
    symlinkSync(path('escucha.db'), path('link.db'))
    await expect(store.backup(path('link.db'))).rejects.toMatchObject({ code: 'usage' })
    await store.close()
    await expect(restoreDatabase(path('escucha.db'), path('link.db'))).rejects.toMatchObject({ code: 'usage' })
  })

  test('into a folder that is not there fails in words and leaves nothing', async () => {
    const store = await open()
    await expect(store.backup(path('none/copy.db'))).rejects.toMatchObject({ code: 'store-read-only' })
    expect(existsSync(path('none'))).toBe(false)
  })
})

describe('a restore', () => {
  test('brings the copy back and keeps what it replaced', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    await store.recordScan(scan(complaint('1')))
    await store.backup(path('copy.db'))
    await store.recordScan(scan(complaint('2')))
    await store.close()
    const restored = await restoreDatabase(path('copy.db'), path('escucha.db'), () => new Date(NOW))
    expect(restored).toEqual({ keptAs: path('escucha.db.before-restore-20260310T120000Z'), erasedAgain: 0 })
    expect((await (await open()).posts({ limit: 9 })).items).toEqual([post('1')])
    const kept = await openSqliteStore(restored.keptAs ?? '')
    expect((await kept.info()).posts).toBe(2)
    await kept.close()
  })

  test('into an empty place keeps nothing and makes the folder', async () => {
    const store = await open()
    await store.backup(path('copy.db'))
    expect(await restoreDatabase(path('copy.db'), path('new/escucha.db'))).toEqual({ keptAs: null, erasedAgain: 0 })
    expect(readdirSync(path('new'))).toEqual(['escucha.db'])
    expect(statSync(path('new/escucha.db')).mode & 0o777).toBe(0o600)
  })

  test('is refused while the database is in use', async () => {
    const store = await open()
    await store.saveSetting('x', 'mine')
    await store.backup(path('copy.db'))
    await expect(restoreDatabase(path('copy.db'), path('escucha.db'))).rejects.toMatchObject({ code: 'store-busy' })
    expect(await store.setting('x')).toBe('mine')
    expect(readdirSync(path('.')).filter((name) => name.includes('restor'))).toEqual([])
  })

  test('of a file that is no good copy touches nothing', async () => {
    const store = await open()
    await store.close()
    const before = readFileSync(path('escucha.db'))
    writeFileSync(path('text'), 'nothing')
    await expect(restoreDatabase(path('text'), path('escucha.db'))).rejects.toMatchObject({
      code: 'store-not-a-database',
    })
    await expect(restoreDatabase(path('none'), path('escucha.db'))).rejects.toMatchObject({ code: 'not-found' })
    expect(readFileSync(path('escucha.db')).equals(before)).toBe(true)
  })

  test('never takes the place of another program’s database', async () => {
    const store = await open()
    await store.backup(path('copy.db'))
    new Sqlite(path('notes.db')).exec('CREATE TABLE notes (text)').close()
    await expect(restoreDatabase(path('copy.db'), path('notes.db'))).rejects.toMatchObject({
      code: 'store-not-a-database',
    })
    expect(readdirSync(path('.')).filter((name) => name.includes('restor'))).toEqual([])
  })

  test('takes the place of a database that is damaged', async () => {
    const store = await open()
    await store.saveSetting('x', 'saved')
    await store.backup(path('copy.db'))
    await store.close()
    writeFileSync(path('escucha.db'), 'rubbish')
    const { keptAs } = await restoreDatabase(path('copy.db'), path('escucha.db'))
    expect(readFileSync(keptAs ?? '', 'utf8')).toBe('rubbish')
    expect(await (await open()).setting('x')).toBe('saved')
  })

  test('sends nothing again that went out since the copy was made, when the next scan finds its post anew', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    await store.recordScan(scan(complaint('1')))
    await store.backup(path('copy.db'))
    await store.recordScan(scan(complaint('2')))
    for (const id of ['d-1', 'd-2']) await store.settleDelivery(id, { status: 'sent', at: minutes(1) })
    await store.close()
    await restoreDatabase(path('copy.db'), path('escucha.db'))
    const after = await open()
    await after.recordScan(scan(complaint('2')))
    expect(await after.alert('2')).not.toBeNull()
    expect(await after.leaseDeliveries(minutes(9), minutes(10), 10)).toEqual([])
    expect(await after.countDeliveries()).toEqual({ pending: 0, sent: 2, dead: 0 })
    expect(await after.listDeliveries({ alert: '2', limit: 5 })).toMatchObject([{ id: 'd-2', status: 'sent' }])
  })

  test('of a copy of some other database carries nothing over', async () => {
    const store = await open()
    await store.addDeliveries([delivery('mine', [], { status: 'sent', sentAt: NOW })])
    await store.close()
    const other = await open('other.db')
    await other.backup(path('copy.db'))
    await restoreDatabase(path('copy.db'), path('escucha.db'))
    expect(await (await open()).countDeliveries()).toEqual({ pending: 0, sent: 0, dead: 0 })
  })

  test('erases again what was erased since the copy was made', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    const other = { name: 'Ana', url: null, staff: false }
    await store.recordScan(
      scan({ ...complaint('1'), posts: [...complaint('1').posts, stored(post('2', { author: other }))] }),
    )
    await store.backup(path('copy.db'))
    await store.erase({ author: 'Lucía Peña' }, NOW)
    await store.close()
    expect(await restoreDatabase(path('copy.db'), path('escucha.db'))).toMatchObject({ erasedAgain: 1 })
    const after = await open()
    expect((await after.posts({ limit: 9 })).items.map((one) => one.id)).toEqual(['2'])
    expect(await after.alert('1')).toBeNull()
    await after.recordScan(scan(complaint('1')))
    expect((await after.info()).posts).toBe(1)
  })
})
