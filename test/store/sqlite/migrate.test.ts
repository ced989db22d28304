// Bringing an older database up to date: forward, whole, after a copy.

import { readdirSync, statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { checksum, newestVersion, schemaVersions } from '../../../src/store/sqlite/file/versions.js'
import { checkDatabase } from '../../../src/store/sqlite/index.js'
import { complaint, list, NOW, scan, spec } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

const next = {
  number: newestVersion(schemaVersions) + 1,
  sql: 'CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (7);',
}
const broken = { number: next.number, sql: 'CREATE TABLE later (x INTEGER) STRICT; INSERT INTO nowhere VALUES (7);' }

async function filled(): Promise<void> {
  const store = await open()
  await store.syncSources([spec('foro')], NOW)
  await store.recordScan(scan(complaint('1')))
  await store.close()
}

describe('an older database', () => {
  test('is brought up to date with all that is in it, after a copy for its owner was made beside it', async () => {
    await filled()
    const store = await open('escucha.db', { versions: [...schemaVersions, next], clock: () => new Date(NOW) })
    expect((await store.info()).schemaVersion).toBe(next.number)
    expect((await store.listAlerts(list())).items.map((one) => one.id)).toEqual(['1'])
    const copy = path(`escucha.db.bak-v${newestVersion(schemaVersions)}`)
    expect(statSync(copy).mode & 0o777).toBe(0o600)
    expect(checkDatabase(copy)).toEqual([])
    const old = await open(`escucha.db.bak-v${newestVersion(schemaVersions)}`)
    expect(await old.alert('1')).not.toBeNull()
    const raw = new Sqlite(path('escucha.db'), { readonly: true })
    expect(raw.prepare('SELECT * FROM schema_version WHERE number = ?').get(next.number)).toEqual({
      number: next.number,
      checksum: checksum(next),
      applied_at: NOW,
    })
    raw.close()
  })

  test('stays as it was when a step fails, and opens with the program that made it', async () => {
    await filled()
    await expect(open('escucha.db', { versions: [...schemaVersions, broken] })).rejects.toThrow('nowhere')
    const store = await open()
    expect((await store.info()).schemaVersion).toBe(newestVersion(schemaVersions))
    expect(await store.alert('1')).not.toBeNull()
    const raw = new Sqlite(path('escucha.db'), { readonly: true })
    expect(raw.prepare("SELECT name FROM sqlite_schema WHERE name = 'later'").get()).toBeUndefined()
    raw.close()
  })

  test('that is up to date is left alone', async () => {
    await filled()
    await open()
    expect(readdirSync(path('.')).filter((name) => name.includes('bak'))).toEqual([])
  })

  test('is migrated once when two processes open it at once', async () => {
    await filled()
    const versions = [...schemaVersions, next]
    await Promise.all([open('escucha.db', { versions }), open('escucha.db', { versions })])
    const raw = new Sqlite(path('escucha.db'), { readonly: true })
    expect(raw.prepare('SELECT count(*) FROM later').pluck().get()).toBe(1)
    raw.close()
  })

  test('that may only be read is not migrated but named', async () => {
    await filled()
    const versions = [...schemaVersions, next]
    await expect(open('escucha.db', { versions, readOnly: true })).rejects.toMatchObject({ code: 'store-read-only' })
  })

  test('of a program that is newer is refused, also when only its log says so', async () => {
    await filled()
    const newer = await open('escucha.db', { versions: [...schemaVersions, next] })
    // Not closed: the new version stands in the write-ahead log, not yet in the file's header.
    await expect(open()).rejects.toMatchObject({ code: 'store-newer' })
    await newer.close()
    await expect(open()).rejects.toMatchObject({ code: 'store-newer' })
  })
})

describe('a released schema version', () => {
  test('is never edited: the next one is added', () => {
    expect(schemaVersions.map(checksum)).toEqual([
      '081980558616b3e103d0af37585e2011522d30a513a8d97dc9112c6b755ccd6f',
      '67da3d60ab354ad4bc3372d0545f70305cb26fc1207916dbb6a866c2042664cd',
      'f9e260b2f622d9cc03891e332317f5d57138b2457f2964353daa7c121ae909d3',
      'fd49a250dbf9ecd86f658e9d6a177450901ea4240fef5fbfe29869cf2f89600f',
      'ef289ed2a99ebebaa06aea7b221f4ac96c6925276359678e77725e33ddd5141c',
      'b52cf9c233eb88bbb3c5fce5ed10c16730c8e5f4862ac3f4961df26304c8c0d7',
      '8a736d9ff40e9aa69617b4af5aa57cb51c40de1127606138c258c82f4fd206c4',
    ])
    expect(schemaVersions.map((version) => version.number)).toEqual(schemaVersions.map((_, place) => place + 1))
  })
})
