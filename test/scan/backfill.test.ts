// The way back through a listing's older pages: as far as the operator wants, a few in each scan, on from where the last
// one stopped, and without asking twice.

import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import type { SourceSpec } from '../../src/domain/settings.js'
import type { PageRequest, SourceKind } from '../../src/domain/source.js'
import { scanOnce } from '../../src/scan/scan.js'
import type { ScanTools } from '../../src/scan/tools.js'
import { type BoardPage, type Kit, minutes, openKit, plainKind, spec } from './kit.js'

const PAGE = 'https://archivo.example/latest'
const PAGES = 40
const pageUrl = (depth: number) => (depth === 0 ? PAGE : `${PAGE}?page=${depth}`)
const threadUrl = (depth: number) => `https://archivo.example/t/${depth}`

/** Boards that name an older page, with a key in a header where the test says so. */
const archive: SourceKind = {
  ...plainKind,
  kind: 'archive',
  start: (url) => [{ url, role: 'list', headers: { 'x-key': 's3cr3t' } }],
  read: (page, context) => {
    const board: BoardPage & { readonly older?: PageRequest | null } = JSON.parse(page.text)
    return { ...plainKind.read(page, context), older: board.older ?? null }
  },
}

async function open(backfill: number | null = null): Promise<Kit> {
  const given: SourceSpec = { ...spec('archivo', { kind: 'archive' }), ...(backfill === null ? {} : { backfill }) }
  const kit = await openKit([given])
  fill(kit)
  const { tools } = kit
  return {
    ...kit,
    tools: {
      ...tools,
      sourceKind: (name) => (name === 'archive' ? archive : tools.sourceKind(name)),
      reader: {
        read: async (name, page, context) =>
          name === 'archive' ? archive.read(page, context) : tools.reader.read(name, page, context),
      },
    },
  }
}

/** Forty pages back, each with a post of its own and a thread. */
function fill(kit: Kit): void {
  for (let depth = 0; depth <= PAGES; depth++) {
    const thread: PageRequest = { url: threadUrl(depth), role: 'thread', detail: true, headers: { 'x-key': 's3cr3t' } }
    const older: PageRequest = { url: pageUrl(depth + 1), role: 'list', headers: { 'x-key': 's3cr3t' } }
    kit.web.put(pageUrl(depth), {
      posts: [{ id: `p${depth}`, text: `La fibra, parte ${depth}`, date: minutes(-depth * 1440) }],
      next: [thread],
      memory: { seen: depth },
      ...(depth === PAGES ? {} : { older }),
    } as BoardPage)
    kit.web.put(threadUrl(depth), {
      posts: [{ id: `t${depth}`, text: `Una respuesta, parte ${depth}`, date: minutes(-depth * 1440) }],
    })
  }
}

async function scans(kit: Kit, count: number, tools: ScanTools = kit.tools): Promise<void> {
  for (let scan = 0; scan < count; scan++) {
    await scanOnce({ force: true }, tools)
    kit.pass(900_000)
  }
}

async function ids(kit: Kit): Promise<ReadonlySet<string>> {
  return new Set((await kit.store.posts({ limit: 200 })).items.map(({ id }) => id))
}

async function stateOf(kit: Kit) {
  const [source] = await kit.store.listSources()
  if (source === undefined) throw new Error('there is no source')
  return source.state
}

/** Addresses that were asked for more than once, but for the page that every scan begins with. */
function repeated(kit: Kit): readonly string[] {
  const asked = kit.web.fetched().filter((url) => url !== PAGE)
  return asked.filter((url, at) => asked.indexOf(url) !== at)
}

describe('the way back', () => {
  it('reads forty pages and their threads over several scans, each of them once', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    const first = (await ids(kit)).size
    expect(first).toBeGreaterThan(20)
    expect(first).toBeLessThan(60)
    kit.pass(900_000)
    await scans(kit, 5)
    expect((await ids(kit)).size).toBe(2 * (PAGES + 1))
    expect(repeated(kit)).toEqual([])
    expect((await stateOf(kit)).backfill).toEqual({ waiting: [], tries: 0 })
  })

  it('goes five pages back where nobody says how many, and none where none is wanted', async () => {
    const usual = await open()
    await scans(usual, 3)
    expect((await ids(usual)).size).toBe(2 * 6)
    const none = await open(0)
    await scans(none, 3)
    expect((await ids(none)).size).toBe(2)
    expect((await stateOf(none)).backfill).toBeUndefined()
  })

  it('goes on where it stopped when more is wanted later', async () => {
    const kit = await open(3)
    await scans(kit, 2)
    await kit.store.syncSources([{ ...spec('archivo', { kind: 'archive' }), backfill: 8 }], kit.now())
    await scans(kit, 2)
    expect((await ids(kit)).size).toBe(2 * 9)
    expect(repeated(kit)).toEqual([])
  })

  it('goes on although the first page has not changed', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    const before = (await ids(kit)).size
    kit.pass(900_000)
    const second = await scanOnce({}, kit.tools)
    expect(second.sources.notModified).toBe(1)
    expect((await ids(kit)).size).toBeGreaterThan(before)
  })

  it('that was killed before it was stored is walked again from there, and nothing is lost', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    const stored = new Set(kit.web.fetched())
    kit.pass(900_000)
    const dying = { ...kit.tools, store: { ...kit.store, recordScan: () => Promise.reject(new Error('killed')) } }
    await scanOnce({}, dying).catch(() => null)
    kit.pass(16 * 60_000)
    const from = kit.web.requests.length
    await scans(kit, 5, { ...kit.tools, owner: 'the next process' })
    expect((await ids(kit)).size).toBe(2 * (PAGES + 1))
    const after = kit.web
      .fetched()
      .slice(from)
      .filter((url) => url !== PAGE)
    expect(after.filter((url) => stored.has(url))).toEqual([])
  })

  it('waits at a page that cannot be had, passes by one that is gone, and gives one up in the end', async () => {
    const kit = await open(PAGES)
    kit.web.put(threadUrl(2), new EscuchaError('http-status', 'archivo.example answers 404', { status: 404 }))
    kit.web.put(pageUrl(4), new EscuchaError('timeout', 'archivo.example took over 25 s'))
    await scans(kit, 2)
    expect(await ids(kit)).toContain('t3')
    expect(await ids(kit)).not.toContain('p5')
    expect((await stateOf(kit)).failures).toBe(0)
    kit.web.put(pageUrl(4), {
      posts: [{ id: 'p4', text: 'Ya volvió' }],
      older: { url: pageUrl(5), role: 'list' },
    } as BoardPage)
    await scans(kit, 1)
    expect(await ids(kit)).toContain('p6')

    const hopeless = await open(PAGES)
    hopeless.web.put(threadUrl(2), new EscuchaError('timeout', 'archivo.example took over 25 s'))
    await scans(hopeless, 6)
    expect(hopeless.web.fetched().filter((url) => url === threadUrl(2))).toHaveLength(5)
    expect(await ids(hopeless)).toContain('p6')
  })

  it('stops when the host asks to wait, and is not begun while the source itself fails', async () => {
    const kit = await open(PAGES)
    kit.web.put(pageUrl(2), new EscuchaError('rate-limited', 'asks to wait', { status: 429, retryAfterSeconds: 7200 }))
    await scanOnce({}, kit.tools)
    expect(kit.web.fetched().at(-1)).toBe(pageUrl(2))
    expect((await stateOf(kit)).nextScanAt?.slice(0, 13)).toBe(minutes(126).slice(0, 13))
    kit.web.put(PAGE, new EscuchaError('timeout', 'archivo.example took over 25 s'))
    const asked = kit.web.requests.length
    await scans(kit, 1)
    expect(kit.web.requests).toHaveLength(asked + 1)
  })

  it('keeps no key, and sends it to the host it is for', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    expect(JSON.stringify(await stateOf(kit))).not.toContain('s3cr3t')
    await scans(kit, 1)
    const asked = kit.web.requests.filter(({ url }) => url !== PAGE)
    expect(asked.every(({ headers }) => headers?.['x-key'] === 's3cr3t')).toBe(true)
  })

  it('tells nothing of the pace of the source, and leaves the memory of its kind alone', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    const { postsPerDay } = await stateOf(kit)
    kit.pass(86_400_000)
    await scanOnce({ force: true }, kit.tools)
    const after = await stateOf(kit)
    expect(after.postsPerDay).toBeLessThanOrEqual(postsPerDay ?? 0)
    expect(after.memory).toEqual({ seen: 0 })
    expect(after.lastPostAt).toBe(minutes(0))
  })

  it('costs no more than the day allows', async () => {
    const kit = await open(PAGES)
    await scanOnce({}, kit.tools)
    await kit.store.saveSourceState({ ...(await stateOf(kit)), requests: { day: kit.now().slice(0, 10), count: 1999 } })
    const asked = kit.web.requests.length
    await scans(kit, 1)
    expect(kit.web.requests.length - asked).toBeLessThanOrEqual(2)
  })
})
