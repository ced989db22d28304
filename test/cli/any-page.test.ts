import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../e2e/program.js'
import { type Said, say } from './terminal.js'

// Addresses that are no feed: home pages, forums, pages that only their selectors can read.

const FEED = `<rss version="2.0"><channel><title>Bitácora</title><item><guid>b-1</guid><title>Corte</title><description>Otra vez sin señal en el norte.</description></item></channel></rss>`
const HOME = `<!doctype html><html lang="es"><head><title>Inicio</title><link rel="alternate" type="application/rss+xml" title="Entradas" href="/feed.xml"><link rel="alternate" type="application/rss+xml" title="Comentarios" href="/comments.xml"></head><body><p>Bienvenidos.</p></body></html>`
const LIST = `<!doctype html><html><title>Quejas</title><body><div class="q"><b>Cobro doble</b><p>Me cobraron dos veces.</p><i>2026-03-01</i></div><div class="q"><b>Sin técnico</b><p>Nadie vino hoy.</p><i>2026-03-02</i></div></body></html>`

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let site: Server
let origin: string
let pages: Map<string, { body: string; type: string }>
let held: ServerResponse[]

const escucha = (...words: string[]): Promise<Said> => say([...words, '--config', 'escucha.yaml'], folder.path)
const put = (path: string, body: string, type = 'text/html; charset=utf-8') => pages.set(path, { body, type })
const lines = ({ stdout }: Said) =>
  stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

beforeAll(async () => {
  folder = await temporaryFolder()
  site = createServer((request, response) => {
    const answer = pages.get(request.url ?? '')
    if (request.url?.startsWith('/together') === true) {
      held.push(response)
      // Nobody is answered before all have asked.
      if (held.length === 4) for (const one of held) one.writeHead(200, { 'content-type': 'text/xml' }).end(FEED)
    } else if (answer === undefined) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': answer.type }).end(answer.body)
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})
beforeEach(async () => {
  pages = new Map()
  held = []
  await config('')
})
afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await folder.remove()
})

let runs = 0
async function config(sources: string, fetch = ''): Promise<void> {
  runs += 1
  await folder.write(
    'escucha.yaml',
    `storage: escucha-${runs}.db\nbrands: [{id: une, name: UNE}]\nsources: [${sources}]\nfetch: {allowHosts: [127.0.0.1], delay: 0s, timeout: 5s${fetch}}\n`,
  )
}

describe('extract of a page without posts', () => {
  it('names the feeds that its site announces, and fails', async () => {
    put('/', HOME)
    const said = await escucha('extract', `${origin}/`)
    expect(said).toMatchObject({ code: 1, stdout: '' })
    expect(said.stderr).toContain(
      `no posts here; this site's feed is at ${origin}/feed.xml, and its comments are at ${origin}/comments.xml`,
    )
  })

  it('names the feed that no page announces', async () => {
    put('/', '<!doctype html><html><title>Inicio</title><body><p>Bienvenidos.</p></body></html>')
    put('/feed/', FEED, 'application/rss+xml')
    expect((await escucha('extract', `${origin}/`)).stderr).toContain(`this site's feed is at ${origin}/feed/`)
  })

  it('asks nothing of anybody where the page is a file, and reads on after it', async () => {
    await folder.write('inicio.html', HOME)
    await folder.write('feed.xml', FEED)
    const said = await escucha('extract', 'inicio.html', 'feed.xml', '--url', 'https://sitio.example/')
    expect(said.stderr).toContain("this site's feed is at https://sitio.example/feed.xml")
    expect(lines(said)).toMatchObject([{ id: 'b-1', document: 'feed.xml' }])
    expect(said.code).toBe(1)
  })

  it('says what is wrong where a login stands there, feed or not', async () => {
    put('/', HOME.replace('<p>Bienvenidos.</p>', '<form><input type="password"></form>Debes iniciar sesión'))
    const said = await escucha('extract', `${origin}/`)
    expect(said.stderr).toContain('shows a login')
    expect(said.stderr).not.toContain('no posts here')
  })
})

describe('a page by selectors', () => {
  const selectors = ['--selector', 'item=.q', '--selector', 'title=b', '--selector', 'text=p', '--selector', 'date=i']

  it('is read by extract, and a selector that finds nothing is named', async () => {
    put('/quejas', LIST)
    const said = await escucha('extract', `${origin}/quejas`, ...selectors, '--selector', 'author=.nadie')
    expect(lines(said)).toMatchObject([
      { title: 'Cobro doble', text: 'Me cobraron dos veces.', publishedAt: expect.stringMatching(/^2026-03-01/) },
      { title: 'Sin técnico', text: 'Nadie vino hoy.' },
    ])
    expect(said.stderr).toContain('the selector author ".nadie" gives nothing for any item')
    expect(said.code).toBe(0)
  })

  it('is watched with them, and then scanned', async () => {
    put('/quejas', LIST)
    expect(await escucha('sources', 'add', `${origin}/quejas`, '--id', 'quejas', ...selectors)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('kind html'),
    })
    expect(JSON.parse((await escucha('scan', '--json')).stdout)).toMatchObject({ posts: { new: 2 }, failures: [] })
  })

  it.each([
    [['--selector', 'item=div >>> x'], '--selector item=div >>> x is no CSS selector'],
    [['--selector', 'title=b'], '--selector item is missing'],
    [['--selector', 'colour=.q'], 'with a name of item, title'],
    [['--selector', '.q'], 'takes name=css'],
    [['--selector', 'item=.q', '--kind', 'feed'], 'goes with --kind html'],
  ])('%j is wrong usage', async (words, message) => {
    expect(await escucha('extract', 'x.html', ...words)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    })
  })
})

describe('trying all sources', () => {
  const four = () => [1, 2, 3, 4].map((n) => `{id: s${n}, url: "${origin}/together/${n}", kind: feed}`).join(', ')

  it.each([
    ['sources check', ['sources', 'check', '--json']],
    ['doctor', ['doctor', '--json']],
  ])('by %s happens side by side, and is told in order', async (_name, words) => {
    await config(four(), ', perHost: 4')
    const said = await escucha(...words)
    const told = lines(said).flatMap((line) => line.items?.map(({ what }: { what: string }) => what) ?? line.id)
    expect(told.filter((what) => /s\d$/.test(what)).map((what) => what.slice(-2))).toEqual(['s1', 's2', 's3', 's4'])
    expect(said.code).toBe(0)
  })
})
