import { copyFile, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startReceiver, temporaryFolder } from '../e2e/program.js'
import { type Said, say } from './terminal.js'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let site: Server
let base: string

const GOOD = `<rss version="2.0"><channel><title>Bien</title><item><guid>b-1</guid><title>Consulta</title><description>¿Alguien sabe cómo activar el roaming de UNE?</description></item></channel></rss>`
const TRUNCATED = `<?xml version="1.0"?><rss version="2.0"><channel><title>Cortado</title><item><guid>c-1</guid><title>Uno</title></item><item><guid>c-2</guid><title>Dos & más</title><description>Sin cer`

const answers: Readonly<
  Record<
    string,
    { readonly type: string; readonly body: string | Buffer; readonly status?: number; readonly location?: string }
  >
> = {
  '/good.xml': { type: 'application/rss+xml', body: GOOD },
  '/page': {
    type: 'text/html; charset=utf-8',
    body: '<!doctype html><title>Mantenimiento</title><p>Volvemos pronto</p>',
  },
  '/truncated.xml': { type: 'text/xml', body: TRUNCATED },
  '/latin1.xml': {
    type: 'text/xml; charset=utf-8',
    body: Buffer.from(
      '<rss version="2.0"><channel><title>Mañana</title><item><guid>l-1</guid><title>Señal pésima “otra vez”</title></item></channel></rss>'.replace(
        /[“”]/g,
        '"',
      ),
      'latin1',
    ),
  },
  '/private': { type: 'text/plain', body: '', status: 302, location: 'http://169.254.169.254/latest/meta-data/' },
}

beforeAll(async () => {
  folder = await temporaryFolder()
  site = createServer((request, response) => {
    if (request.url === '/huge.xml') {
      response.writeHead(200, { 'content-type': 'text/xml' })
      const part = Buffer.alloc(1_000_000, '<!-- more -->')
      for (let count = 0; count < 50; count += 1) response.write(part)
      response.end()
      return
    }
    const answer = answers[request.url ?? '']
    if (answer === undefined) response.writeHead(404).end()
    else
      response
        .writeHead(answer.status ?? 200, {
          'content-type': answer.type,
          ...(answer.location ? { location: answer.location } : {}),
        })
        .end(answer.body)
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
})

afterAll(async () => {
  site.closeAllConnections()
  await new Promise((resolve) => site.close(resolve))
  await folder.remove()
})

async function withConfig(sources: string, more = ''): Promise<void> {
  await folder.write(
    'c.yaml',
    `storage: ${join(folder.path, 'bad.db')}\ntimezone: UTC\nbrands: [{id: une, name: UNE}]\nfetch: {allowHosts: [127.0.0.1], delay: 0s}\nsources:\n${sources}\n${more}`,
  )
}

function escucha(...words: string[]): Promise<Said> {
  return say([...words, '--config', 'c.yaml'], folder.path)
}

function oneLine(said: Said): string {
  const lines = said.stderr.trim().split('\n')
  expect(lines.length, said.stderr).toBe(1)
  expect(said.stderr).not.toMatch(/\n\s+at /)
  return lines[0] ?? ''
}

describe('bad input gets one clear line: what, where, what to do', () => {
  it('no configuration', async () => {
    const said = await say(['scan'], folder.path)
    expect(said.code).toBe(2)
    expect(oneLine(said)).toBe(
      'There is no configuration at config/escucha.yaml: run "escucha init" to write one, or name yours with --config FILE.',
    )
  })

  it('a misspelled key', async () => {
    await folder.write('c.yaml', 'brands: [{id: une, name: UNE}]\nsouces: []\n')
    const said = await escucha('scan')
    expect(said.code).toBe(2)
    expect(oneLine(said)).toBe('c.yaml:2:1 unknown key "souces". Did you mean "sources"?')
  })

  it('an unknown kind, in the configuration and on the command line', async () => {
    await withConfig('  - {id: a, url: "https://a.example", kind: phpb}')
    expect(oneLine(await escucha('scan'))).toContain('there is no source kind "phpb". Did you mean "phpbb"?')
    const said = await say(['extract', '--kind', 'fed', '-'], folder.path)
    expect(said.code).toBe(2)
    expect(oneLine(said)).toContain('There is no source kind "fed"')
  })

  it('unknown words and flags exit with 2 and name the help', async () => {
    expect((await say(['scna'], folder.path)).code).toBe(2)
    expect((await say(['scan', '--sorce', 'x'], folder.path)).code).toBe(2)
    expect((await say(['scan', '--now', 'yesterday'], folder.path)).stderr).toContain('ISO 8601')
  })

  it('sources that fail each in their own way, while the good one is read', async () => {
    await withConfig(`  - {id: bien, url: "${base}/good.xml"}
  - {id: nadie, url: "http://127.0.0.1:9/feed", kind: feed}
  - {id: pagina, url: "${base}/page", kind: feed}
  - {id: cortado, url: "${base}/truncated.xml", kind: feed}
  - {id: latin, url: "${base}/latin1.xml", kind: feed}
  - {id: enorme, url: "${base}/huge.xml", kind: feed}
  - {id: dentro, url: "${base}/private", kind: feed}
  - {id: borrado, url: "${base}/nothing.xml", kind: feed}`)
    const said = await escucha('scan', '--json')
    const summary = JSON.parse(said.stdout)
    const codes = Object.fromEntries(
      summary.failures.map((failure: { source: string; code: string }) => [failure.source, failure.code]),
    )

    expect(said.code).toBe(0)
    expect(summary.sources).toMatchObject({ total: 8, due: 8, fetched: 3, failed: 5 })
    expect(codes).toEqual({
      nadie: 'connect-failed',
      pagina: 'not-a-feed',
      enorme: 'too-large',
      dentro: 'blocked-address',
      borrado: 'http-status',
    })
    for (const failure of summary.failures) {
      expect(failure.reason).not.toContain('\n')
      expect(failure.nextTryInSeconds).toBeGreaterThan(0)
    }
    const posts = (await escucha('export', 'posts')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(posts.map((post) => [post.source, post.id, post.title]).sort()).toEqual([
      ['bien', 'b-1', 'Consulta'],
      ['cortado', 'c-1', 'Uno'],
      ['cortado', 'c-2', 'Dos & más'],
      ['latin', 'l-1', 'Señal pésima "otra vez"'],
    ])
  })

  it('a database that is not one, one from a newer version: both are left as they are', async () => {
    await withConfig('  []')
    const text = join(folder.path, 'notes.db')
    await writeFile(text, 'shopping list\n'.repeat(100))
    await folder.write('n.yaml', `storage: ${text}\ntimezone: UTC\nbrands: [{id: une, name: UNE}]\n`)
    const notOne = await say(['alerts', 'list', '--config', 'n.yaml'], folder.path)
    expect(notOne.code).toBe(1)
    expect(oneLine(notOne)).toContain('notes.db')

    await escucha('alerts', 'list')
    const newer = join(folder.path, 'newer.db')
    await copyFile(join(folder.path, 'bad.db'), newer)
    const database = new Sqlite(newer)
    database.pragma('user_version = 999')
    database.close()
    await folder.write('n.yaml', `storage: ${newer}\ntimezone: UTC\nbrands: [{id: une, name: UNE}]\n`)
    const said = await say(['alerts', 'list', '--config', 'n.yaml'], folder.path)
    expect(said.code).toBe(1)
    expect(oneLine(said)).toMatch(/newer/i)
  })

  it('a port in use', async () => {
    const port = (site.address() as AddressInfo).port
    await withConfig('  []', `server: {port: ${port}}`)
    const said = await escucha('serve', '--no-scan')
    expect(said.code).toBe(1)
    expect(oneLine(said)).toContain(String(port))
  })

  it('a webhook that answers 404 is told by doctor, and switched on again by the next test', async () => {
    const receiver = await startReceiver(404)
    await withConfig('  []', `notify: [{id: chat, kind: slack, url: "${receiver.url}/services/a/b/c", on: [opened]}]`)
    const said = await escucha('doctor', '--send-test', 'chat')
    expect(said.code).toBe(1)
    expect(said.stdout).toContain('chat')
    expect(said.stdout).toContain('404')
    expect((await escucha('doctor', '--send-test', 'chatt')).stderr).toContain('There is no target "chatt"')
    await receiver.close()
  })

  it('a broken line in the middle of classify: named by number, the rest goes on', async () => {
    const brand = { name: 'UNE', terms: ['UNE'] }
    const lines = [
      JSON.stringify({ id: 'a', text: 'UNE no sirve, otra vez sin internet', brand }),
      '{"id": "b", "text": ',
      JSON.stringify({ id: 'c', brand }),
      JSON.stringify({ id: 'd', text: 'Gracias UNE, excelente servicio', brand }),
    ]
    const said = await say(['classify'], folder.path, lines.join('\n'))
    expect(said.code).toBe(1)
    expect(
      said.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toEqual(['a', 'd'])
    expect(said.stderr).toMatch(/line 2: .*\n.*line 3: /)
  })

  it('extract names a bad document and goes on with the next', async () => {
    await folder.write('good.xml', GOOD)
    await folder.write('prose.txt', 'Nothing to see here.')
    const said = await say(['extract', 'missing.xml', 'prose.txt', 'good.xml'], folder.path)
    expect(said.code).toBe(1)
    expect(JSON.parse(said.stdout)).toMatchObject({ id: 'b-1', document: 'good.xml', source: null })
    expect(said.stderr.trim().split('\n')).toHaveLength(2)
  })
})
