// The desk at the terminal: figures beside the period before, known answers, what reviewers corrected, and new places.

import { mkdir, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import { temporaryFolder } from '../e2e/program.js'
import { type Said, say } from './terminal.js'

const NOW = '2026-11-16T13:00:00Z'
const item = (id: string, text: string, day: number) =>
  `<item><guid>${id}</guid><link>https://vecinos.example/${id}</link><author>gloria-${id}</author><title>Sin servicio ${id}</title><pubDate>${new Date(Date.UTC(2026, 10, day, 12)).toUTCString()}</pubDate><description>${text}</description></item>`
const FEED = `<rss version="2.0"><channel><title>Vecinos</title>${[
  item(
    'v-1',
    'El internet de UNE no funciona desde ayer, pésimo servicio, nadie contesta. Lo cuentan también en https://otroforo.example/t/9',
    14,
  ),
  item('v-2', 'UNE me cobró dos veces la factura de internet, es el colmo, devuelvan la plata.', 15),
].join('')}</channel></rss>`

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let site: Server

const escucha = (...words: string[]): Promise<Said> => say([...words, '--config', 'config/escucha.yaml'], folder.path)

beforeAll(async () => {
  folder = await temporaryFolder()
  await mkdir(join(folder.path, 'config', 'answers'), { recursive: true })
  site = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED)
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  await folder.write(
    'config/escucha.yaml',
    `storage: escucha.db
language: es
timezone: America/Bogota
brands: [{id: une, name: UNE, terms: [UNE], context: [internet]}]
sources: [{id: vecinos, url: "http://127.0.0.1:${(site.address() as AddressInfo).port}/feed.xml"}]
fetch: {allowHosts: [127.0.0.1], delay: 0s}
`,
  )
  await folder.write(
    'config/answers/cobro.md',
    '---\ntitle: Cobro doble\nwords: [cobró dos veces]\n---\nSe anula solo.\n',
  )
  await folder.write('config/answers/mala.md', '---\ntitle: Mala\nmarcas: [une]\n---\nx\n')
  await escucha('scan', '--now', NOW)
}, 60_000)

afterAll(async () => {
  site.close()
  await folder.remove()
})

describe('insights', () => {
  it('are set beside the period before, and say so where nobody listened then', async () => {
    const week = await escucha('insights', '--since', '7d', '--now', NOW)
    expect(week.stdout).toContain('Casos')
    expect(week.stdout).toContain('Aún no hay un período anterior con qué comparar.')
    const day = await escucha('insights', '--since', '1d', '--now', '2026-11-16T11:00:00Z')
    expect(day.stdout).toMatch(/Casos\s+1 · antes 1\n/)
    const [record] = (await escucha('insights', '--since', '1d', '--now', '2026-11-16T11:00:00Z', '--json')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(record).toMatchObject({ brand: 'une', cases: 1, before: { cases: 1 }, knownAnswers: { offered: 0 } })
    expect(record.newPlaces).toEqual([])
  })

  it('make a report for people, as Markdown and as a page', async () => {
    const markdown = await escucha('insights', '--since', '7d', '--now', NOW, '--report', 'markdown')
    expect(markdown.stdout).toMatch(/^# Informe de escucha: UNE\n/)
    expect((await escucha('insights', '--since', '7d', '--now', NOW, '--report', 'html')).stdout).toMatch(
      /^<!doctype html>/,
    )
  })
})

describe('answers', () => {
  it('are listed with those of the pages, and bad files are named with their line', async () => {
    const listed = await escucha('answers', 'list', '--json')
    expect(JSON.parse(listed.stdout).items).toMatchObject([{ id: 'cobro', origin: 'file', used: 0 }])
    expect(listed.stderr).toContain('config/answers/mala.md:3:1 unknown key "marcas".')
    const checked = await escucha('answers', 'check')
    expect(checked).toMatchObject({ code: 2, stdout: '1 answer is in order.\n' })
    expect((await escucha('doctor', '--offline')).stdout).toContain('✗ answers  1 in files')
  })

  it('of the pages become files that are never overwritten', async () => {
    const store = await openSqliteStore(join(folder.path, 'escucha.db'))
    await store.saveAnswer({
      id: 'señal'.replace('ñ', 'n'),
      origin: 'page',
      title: 'Sin señal',
      brands: null,
      words: ['sin señal'],
      topics: [],
      texts: { es: 'Reinicie el módem.' },
      link: null,
      updatedAt: NOW,
      updatedBy: 'rita',
    })
    await store.close()
    expect((await escucha('answers', 'export', 'fuera')).stdout).toBe('1 written to fuera.\n')
    expect(await readFile(join(folder.path, 'fuera', 'senal.md'), 'utf8')).toContain('Reinicie el módem.')
    expect(await escucha('answers', 'export', 'fuera')).toMatchObject({
      code: expect.any(Number),
      stderr: expect.stringContaining('is there already'),
    })
  })
})

describe('what reviewers corrected', () => {
  it('is exported as labelled data that train reads', async () => {
    const [alert] = JSON.parse((await escucha('alerts', 'list', '--json')).stdout).items
    await escucha('alerts', 'set', alert.id, 'dismissed', '--reason', 'not-our-brand')
    const { stdout } = await escucha('export', 'labelled')
    expect(JSON.parse(stdout)).toMatchObject({
      id: `vecinos/${alert.posts[0]}/une`,
      text: expect.stringContaining('UNE'),
      brand: { name: 'UNE', terms: ['UNE'] },
      lang: 'es',
      relevant: false,
      labels: { complaint: null },
    })
    await folder.write('corregidas.jsonl', stdout)
    const evaluated = await escucha('evaluate', '--data', 'corregidas.jsonl')
    expect(evaluated.code).toBe(0)
    expect(await escucha('export', 'labelled', '--format', 'csv')).toMatchObject({ code: 2 })
  })
})

describe('new places', () => {
  it('are where the posts link to and nobody listens yet', async () => {
    const { stdout } = await escucha('sources', 'suggest', '--since', '3650d', '--json')
    expect(JSON.parse(stdout).items).toMatchObject([
      { place: 'otroforo.example', count: 1, brands: ['une'], kind: null },
    ])
  })
})
