// The database file: made whole or not at all, refused in words when it is not ours, never touched by a refusal.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { EscuchaError } from '../../../src/domain/errors.js'
import { answering, Database } from '../../../src/store/sqlite/database.js'
import { connect } from '../../../src/store/sqlite/file/connect.js'
import { newestVersion, schemaVersions } from '../../../src/store/sqlite/file/versions.js'
import { checkDatabase, openSqliteStore } from '../../../src/store/sqlite/index.js'
import { scanMethods } from '../../../src/store/sqlite/posts/scan.js'
import { complaint, list, mentioned, NOW, post, scan, spec } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

async function refusal(name: string): Promise<EscuchaError> {
  return open(name).then(
    () => Promise.reject(new Error(`${name} was opened`)),
    (error: EscuchaError) => error,
  )
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** A database with some hundred posts in it, closed. */
async function filled(name = 'escucha.db'): Promise<string> {
  const store = await open(name)
  await store.syncSources([spec('foro')], NOW)
  const posts = Array.from({ length: 300 }, (_, count) =>
    mentioned(post(`${count}`, { text: 'sin señal '.repeat(60) })),
  )
  await store.recordScan(scan({ posts }))
  await store.close()
  return path(name)
}

describe('a new database', () => {
  test('is made with its folder, for its owner only', async () => {
    await open('deep/down/escucha.db')
    expect(statSync(path('deep/down')).mode & 0o777).toBe(0o700)
    expect(statSync(path('deep/down/escucha.db')).mode & 0o777).toBe(0o600)
    expect(statSync(path('deep/down/escucha.db-wal')).mode & 0o777).toBe(0o600)
  })

  test('leaves nothing unfinished beside it, and no copy', async () => {
    const store = await open()
    await store.close()
    expect(readdirSync(path('.'))).toEqual(['escucha.db'])
  })

  test('keeps what it was given when it is opened again', async () => {
    await filled()
    const store = await open()
    expect(await store.info()).toMatchObject({
      kind: 'sqlite',
      schemaVersion: newestVersion(schemaVersions),
      posts: 300,
      mentions: 300,
      alerts: 0,
    })
    expect((await store.info()).engineVersion).toMatch(/^SQLite 3\.\d+\.\d+$/)
  })

  test('many that are opened at once are one', async () => {
    const stores = await Promise.all([open(), open(), open()])
    await stores[0]?.saveSetting('who', 'first')
    expect(await Promise.all(stores.map((store) => store.setting('who')))).toEqual(['first', 'first', 'first'])
  })

  test('may live in memory and leave nothing behind', async () => {
    const store = await openSqliteStore(':memory:')
    await store.syncSources([spec('foro')], NOW)
    await store.recordScan(scan(complaint('1')))
    await store.backup(path('copy.db'))
    await store.close()
    const copy = await open('copy.db')
    expect((await copy.listAlerts(list())).items).toHaveLength(1)
  })
})

describe('a file that is no sound database of ours', () => {
  test('is refused with one line that names it, and left as it is', async () => {
    const bad: Record<string, () => void> = {
      text: () => writeFileSync(path('text'), 'brands:\n  - id: nube\n'.repeat(400)),
      empty: () => writeFileSync(path('empty'), ''),
      short: () => writeFileSync(path('short'), 'SQLite format 3\0'),
      other: () => new Sqlite(path('other')).exec('CREATE TABLE notes (text)').close(),
      magic: () =>
        writeFileSync(path('magic'), Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192, 7)])),
    }
    for (const [name, make] of Object.entries(bad)) {
      make()
      const before = digest(path(name))
      const error = await refusal(name)
      expect([name, error.code]).toEqual([name, 'store-not-a-database'])
      expect(error.message).toContain(path(name))
      expect(`${error.message} ${error.hint}`).not.toContain('\n')
      expect(error.hint).not.toBeNull()
      expect(digest(path(name))).toBe(before)
    }
    expect(readdirSync(path('.')).sort()).toEqual(Object.keys(bad).sort())
  })

  test('a folder in its place is refused', async () => {
    mkdirSync(path('folder'))
    expect(await refusal('folder')).toMatchObject({ code: 'store-not-a-database' })
  })

  test('a database cut to half its length is damaged, and says how to bring a copy back', async () => {
    const file = await filled()
    truncateSync(file, Math.floor(statSync(file).size / 2))
    const before = digest(file)
    const error = await refusal('escucha.db')
    expect(error).toMatchObject({ code: 'store-corrupt' })
    expect(error.hint).toContain('escucha restore')
    expect(digest(file)).toBe(before)
  })

  test('a database with a page of rubbish in its middle is damaged', async () => {
    const file = await filled()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, 40 * 4096, 41 * 4096)
    writeFileSync(file, bytes)
    const before = digest(file)
    expect(await refusal('escucha.db')).toMatchObject({ code: 'store-corrupt' })
    expect(digest(file)).toBe(before)
  })

  test('a check of the whole file tells what is wrong, and nothing of a sound one', async () => {
    const file = await filled()
    expect(checkDatabase(file)).toEqual([])
    const raw = new Sqlite(file)
    raw.unsafeMode()
    raw.pragma('writable_schema = ON')
    raw.exec("DELETE FROM sqlite_schema WHERE name = 'post_seen'")
    raw.close()
    expect(checkDatabase(file).length).toBeGreaterThan(0)
  })
})

describe('a database of another version', () => {
  test('a newer one is refused and left as it is', async () => {
    const file = await filled()
    const raw = new Sqlite(file)
    raw.pragma('user_version = 99')
    raw.close()
    const before = digest(file)
    const error = await refusal('escucha.db')
    expect(error).toMatchObject({ code: 'store-newer' })
    expect(error.message).toContain('99')
    expect(digest(file)).toBe(before)
  })

  test('one that a differing build made is refused', async () => {
    const file = await filled()
    const raw = new Sqlite(file)
    raw.exec("UPDATE schema_version SET checksum = 'other'")
    raw.close()
    expect(await refusal('escucha.db')).toMatchObject({ code: 'store-newer' })
  })
})

describe('a database that may only be read', () => {
  test('answers, and refuses to be written', async () => {
    await filled()
    const store = await open('escucha.db', { readOnly: true })
    expect((await store.posts({ limit: 1 })).items).toHaveLength(1)
    expect(await store.saveSetting('x', 'y').catch((error: EscuchaError) => error.code)).toBe('store-read-only')
  })

  test('is not made when it is not there', async () => {
    await expect(open('none.db', { readOnly: true })).rejects.toMatchObject({ code: 'not-found' })
    expect(readdirSync(path('.'))).toEqual([])
  })

  test('a folder that takes no files is named with what to do', async () => {
    // /proc takes no files from anybody, root included.
    const error = await openSqliteStore('/proc/escucha.db').catch((caught: EscuchaError) => caught)
    expect(error).toMatchObject({ code: 'store-read-only' })
    expect(error).toMatchObject({ message: '/proc/escucha.db cannot be written' })
  })

  test.runIf(process.getuid?.() !== 0)('a folder without the right to write is refused', async () => {
    const file = await filled()
    execFileSync('chmod', ['555', path('.')])
    const error = await refusal('escucha.db')
    execFileSync('chmod', ['755', path('.')])
    expect(error).toMatchObject({ code: 'store-read-only' })
    expect(statSync(file).size).toBeGreaterThan(0)
  })
})

describe('a full disk', () => {
  test('fails the call in words, keeps what was there, and takes the same call once there is room', async () => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    await store.close()
    const connection = connect(path('escucha.db'))
    const database = new Database(connection, path('escucha.db'))
    const limited = answering(scanMethods(database), database, 100)
    const posts = Array.from({ length: 400 }, (_, count) => mentioned(post(`${count}`, { text: 'x'.repeat(2000) })))
    connection.pragma('max_page_count = 100')
    await expect(limited.recordScan(scan({ posts }))).rejects.toMatchObject({ code: 'store-full' })
    expect(await limited.knownPosts('foro', ['0'])).toEqual(new Map())
    connection.pragma('max_page_count = 100000')
    await limited.recordScan(scan({ posts }))
    expect(
      (
        await limited.knownPosts(
          'foro',
          posts.map((one) => one.post.id),
        )
      ).size,
    ).toBe(400)
    database.close()
  })
})
