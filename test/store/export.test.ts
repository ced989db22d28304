// Exports: the same records in lines of JSON and in a table that spreadsheets open safely.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { alertRecord, mentionRecord, postRecord } from '../../src/domain/records.js'
import { type Exported, type ExportFormat, exportRows } from '../../src/store/export.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { Store } from '../../src/store/store.js'
import { complaint, mentioned, minutes, NOW, post, scan, spec, stored } from './samples.js'

let store: Store
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'escucha-export-'))
  store = await openSqliteStore(join(folder, 'escucha.db'))
  await store.syncSources([spec('foro')], NOW)
})

afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

async function exported(what: Exported, format: ExportFormat, filter: { since?: string } = {}): Promise<string> {
  const pieces: string[] = []
  for await (const piece of exportRows(store, what, format, filter)) pieces.push(piece)
  return pieces.join('')
}

describe('exports in lines of JSON', () => {
  test('each line is the record of the contract', async () => {
    await store.recordScan(scan(complaint('1')))
    const lines = async (what: Exported) => (await exported(what, 'jsonl')).trimEnd().split('\n')
    const [mention] = (await store.mentions({ limit: 1 })).items
    const alert = await store.alert('1')
    if (mention === undefined || alert === null) throw new Error('the store lost the sample')
    expect(await lines('posts')).toEqual([JSON.stringify(postRecord(post('1')))])
    expect(await lines('mentions')).toEqual([JSON.stringify(mentionRecord(mention))])
    expect(await lines('alerts')).toEqual([JSON.stringify(alertRecord(alert))])
  })

  test('nothing to export is an empty file', async () => {
    expect(await exported('alerts', 'jsonl')).toBe('')
  })

  test('more than a page comes whole, and since leaves out what is older', async () => {
    const ids = Array.from({ length: 1203 }, (_, count) => `${count}`)
    const posts = ids.map((id, count) => stored(post(id, { publishedAt: minutes(-count) })))
    await store.recordScan(scan({ posts }))
    const idsIn = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id)
    expect(idsIn(await exported('posts', 'jsonl'))).toEqual(ids)
    expect(idsIn(await exported('posts', 'jsonl', { since: minutes(-600) }))).toEqual(ids.slice(0, 601))
  })
})

describe('exports as a table', () => {
  test('nested fields are columns with dotted names, absent ones are empty', async () => {
    await store.recordScan(scan(complaint('1', { post: { publishedAt: null, views: 0 } })))
    const [head, row] = csv(await exported('mentions', 'csv'))
    const read = Object.fromEntries((head ?? []).map((name, place) => [name, row?.[place]]))
    expect(read).toMatchObject({
      'post.id': '1',
      'post.author.name': 'Lucía Peña',
      'post.author.staff': 'false',
      'post.conversation.url': 'https://foro.example/t/1',
      'post.publishedAt': '',
      'post.views': '0',
      'labels.complaint': '0.91',
      tags: 'complaint',
      alert: '1',
    })
  })

  test('an empty table still names its columns', async () => {
    expect(csv(await exported('alerts', 'csv'))).toHaveLength(1)
    expect(csv(await exported('alerts', 'csv'))[0]?.slice(0, 3)).toEqual(['id', 'brand', 'conversation.id'])
  })

  test('no cell can act in a spreadsheet, and every text comes back as it was', async () => {
    const texts = fc.oneof(
      fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', '\n', '\t', ' ', '＝', 'a', ';') }),
      fc.constantFrom('=HYPERLINK("http://x.example")', "'=1+1", '@SUM(1)', '+57 300 111', '-cmd|calc', '\t=1', ' =1'),
    )
    const samples = fc.sample(texts, { numRuns: 300, seed: 3 })
    const posts = samples.map((text, count) => mentioned(post(`${count}`, { text, publishedAt: minutes(-count) })))
    await store.recordScan(scan({ posts }))
    const [head, ...rows] = csv(await exported('posts', 'csv'))
    const column = head?.indexOf('text') ?? -1
    const cells = rows.map((row) => row[column] ?? '')
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/)
    expect(cells.map((cell) => cell.replace(/^'(?=['\s]*[=+\-@＝＋－＠\t\r\n])/u, ''))).toEqual(samples)
  })
})

/** A strict reader of RFC 4180, of our own, so that the writer is not judged by its own library. */
function csv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'))
    if (match[3] !== ',') {
      rows.push(row)
      row = []
    }
  }
  return rows
}
