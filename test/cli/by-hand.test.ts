import { mkdir } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../e2e/program.js'
import { type Said, say } from './terminal.js'

// What a person types at the terminal, right and wrong: each wrong word is told in the words of the command line.

const FEED = `<rss version="2.0"><channel><title>Vecinos</title><item><guid>v-1</guid><author>gloria</author><title>Sin servicio</title><description>El internet de UNE no funciona desde ayer, pésimo servicio, nadie contesta.</description></item></channel></rss>`
const TOO_LONG = 'a'.repeat(10_000_001)

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let site: Server
let feed: string
let alert: string

const escucha = (...words: string[]): Promise<Said> => say([...words, '--config', 'escucha.yaml'], folder.path)

beforeAll(async () => {
  folder = await temporaryFolder()
  site = createServer((request, response) => {
    if (request.url === '/feed.xml') response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(FEED)
    else response.writeHead(404).end()
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  feed = `http://127.0.0.1:${(site.address() as AddressInfo).port}/feed.xml`
  await folder.write(
    'escucha.yaml',
    `storage: escucha.db
language: es
brands: [{id: une, name: UNE, terms: [UNE], context: [internet]}]
sources: [{id: vecinos, url: "${feed}"}]
fetch: {allowHosts: [127.0.0.1], delay: 0s}
`,
  )
  await escucha('scan')
  alert = JSON.parse((await escucha('alerts', 'list', '--json')).stdout).items[0].id
})

afterAll(async () => {
  site.close()
  await folder.remove()
})

describe('alerts set', () => {
  it.each([
    [['dismissed'], '"dismissed" needs --reason: one of not-our-brand'],
    [['snoozed'], '"snoozed" needs --until: a span like 2d'],
    [['open', '--reason', 'spam'], '--reason goes with the status "dismissed"'],
    [['open', '--until', '2d'], '--until goes with the status "snoozed"'],
    [['snoozed', '--until', '99999999999999d'], '--until takes a span like 7d'],
  ])('%j is wrong usage, and the line names the flag', async (words, message) => {
    const said = await escucha('alerts', 'set', alert, ...words)
    expect(said).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
  })

  it('snoozes for a span', async () => {
    const set = await escucha(
      'alerts',
      'set',
      alert,
      'snoozed',
      '--until',
      '2d',
      '--now',
      '2030-01-01T00:00:00Z',
      '--json',
    )
    expect(JSON.parse(set.stdout)).toMatchObject({ status: 'snoozed', snoozedUntil: '2030-01-03T00:00:00.000Z' })
  })

  it('leaves a history that is told in words', async () => {
    const { stdout } = await escucha('alerts', 'show', alert)
    expect(stdout).toContain('Se abrió: es una queja')
    expect(stdout).not.toContain('opened.complaint')
  })
})

describe('sources add', () => {
  it('says under which name an address is watched already', async () => {
    const said = await escucha('sources', 'add', feed, '--id', 'otra-vez')
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('is watched already, as "vecinos"') })
  })
})

describe('doctor', () => {
  it('looks at every page and index of the database', async () => {
    const { items } = JSON.parse((await escucha('doctor', '--offline', '--json')).stdout)
    expect(items[1]).toMatchObject({ what: 'database', state: 'ok' })
  })
})

describe('classify', () => {
  it('names a line that is too long by its number, and goes on', async () => {
    const line = (id: string) => JSON.stringify({ id, text: 'UNE', brand: { name: 'UNE' } })
    const said = await say(['classify'], folder.path, `\ufeff${line('a')}\r\n${TOO_LONG}\n${line('b')}`)
    expect(said.stdout.split('\n').map((text) => text.slice(0, 9))).toEqual(['{"id":"a"', '{"id":"b"', ''])
    expect(said).toMatchObject({ code: 1, stderr: 'line 2: it is over 10 MB: write one post a line\n' })
  })

  it('asks for a configuration where a line names no brand', async () => {
    const said = await say(['classify'], folder.path, '{"id":"a","text":"UNE no sirve"}\n')
    expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining('"escucha init"') })
  })
})

describe('extract', () => {
  it('calls a document by the name that it was given by', async () => {
    await folder.write('nota.txt', 'nada')
    await mkdir(join(folder.path, 'carpeta'))
    const said = await say(['extract', 'nota.txt', 'carpeta', 'falta.xml'], folder.path)
    const [unknown, directory, missing] = said.stderr.split('\n')
    expect(unknown).toContain('nota.txt: no source kind recognises what stands at nota.txt. Name the kind')
    expect(directory).toBe('carpeta: It cannot be read: it is a folder; name the files in it.')
    expect(missing).toBe('falta.xml: It cannot be read: there is no such file.')
    expect(said.code).toBe(1)
  })
})
