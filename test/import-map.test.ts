import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/** Which rooms a room may import, besides itself. `store` stands for its interface, `store/store.ts`. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  config: ['domain'],
  http: ['domain'],
  sources: ['domain'],
  understand: ['domain'],
  notify: ['domain', 'store'],
  store: ['domain'],
  scan: ['domain', 'store', 'desk'],
  desk: ['domain', 'store'],
  server: ['domain', 'store', 'desk'],
  demo: ['domain'],
}

/** Packages that live in one room only. */
const HOME: Readonly<Record<string, string>> = {
  undici: 'http',
  'better-sqlite3': 'store',
  hono: 'server',
  '@hono/node-server': 'server',
  'node-cron': 'scan',
  natural: 'understand',
  'rss-parser': 'sources',
  cheerio: 'sources',
}

async function imports(): Promise<readonly { readonly file: string; readonly target: string }[]> {
  const entries = await readdir(SRC, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const found = await Promise.all(
    files.map(async (path) => {
      const text = await readFile(path, 'utf8')
      const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
      return targets.map((target) => ({
        file: relative(SRC, path),
        target: target.startsWith('.') ? relative(SRC, resolve(dirname(path), target)) : target,
      }))
    }),
  )
  return found.flat()
}

function room(file: string): string {
  return file.includes('/') ? (file.split('/')[0] ?? '') : ''
}

describe('the map of the house', () => {
  it('lets each room import only the rooms it may', async () => {
    const broken = (await imports()).filter(({ file, target }) => {
      const from = room(file)
      const allowed = MAY_IMPORT[from]
      const isOwn = !/^[a-z-]+\//.test(target) || !(room(target) in { ...MAY_IMPORT, cli: 0, app: 0 })
      if (allowed === undefined || isOwn || room(target) === from) return false
      if (!allowed.includes(room(target))) return true
      return room(target) === 'store' && target !== 'store/store.js'
    })
    expect(broken).toEqual([])
  })

  it('keeps each of the heavy packages in the one room that may use it', async () => {
    const broken = (await imports()).filter(({ file, target }) => {
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '')
      const home = HOME[name]
      return home !== undefined && room(file) !== home && !file.startsWith(`${name}/`)
    })
    expect(broken).toEqual([])
  })

  it('never loads the whole of natural, which would open database drivers and print to stdout', async () => {
    const whole = (await imports()).filter(({ target }) => target === 'natural')
    expect(whole).toEqual([])
  })

  it('lets nobody but the command line and the program itself join the rooms', async () => {
    const joiners = (await imports()).filter(
      ({ file, target }) => /^app[./]/.test(target) && !['cli', 'app', ''].includes(room(file)),
    )
    expect(joiners).toEqual([])
  })
})
