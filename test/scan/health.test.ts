import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import { scanOnce } from '../../src/scan/scan.js'
import { type Kit, minutes, openKit, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const post = { id: '1', text: 'Ya llegó la fibra al barrio', thread: 't1' }

async function stateOf(kit: Kit) {
  const [source] = await kit.store.listSources()
  if (source === undefined) throw new Error('there is no source')
  return source.state
}

async function scanned(kit: Kit) {
  const summary = await scanOnce({ force: true }, kit.tools)
  kit.pass(900_000)
  return summary
}

describe('the health of a source', () => {
  it('is told with its reason, its hint and the next try, and mended by one good scan', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(
      PAGE,
      new EscuchaError('robots-denied', 'robots.txt of foro.example forbids /latest', { hint: 'Ask its owner.' }),
    )
    const failed = await scanOnce({}, kit.tools)
    kit.web.put(PAGE, { posts: [post] })
    kit.pass(300_000)
    const mended = await scanOnce({}, kit.tools)

    expect(failed.failures).toEqual([
      {
        source: 'foro',
        url: PAGE,
        kind: 'board',
        code: 'robots-denied',
        reason: 'robots.txt of foro.example forbids /latest. Ask its owner.',
        nextTryInSeconds: 300,
      },
    ])
    expect(mended.failures).toEqual([])
    expect(await stateOf(kit)).toMatchObject({ failures: 0, lastFailure: null, lastSuccessAt: minutes(5) })
  })

  it('keeps what it knew when it fails', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [post], memory: { cursor: 7 } })
    await scanned(kit)
    kit.web.put(PAGE, new EscuchaError('timeout', 'foro.example took over 25 s'))
    const before = await stateOf(kit)
    await scanned(kit)

    expect(await stateOf(kit)).toMatchObject({ memory: { cursor: 7 }, validators: before.validators, failures: 1 })
  })

  it('waits as long as the host asks', async () => {
    const kit = await openKit([spec('foro')], { random: () => 0 })
    kit.web.put(PAGE, new EscuchaError('rate-limited', 'foro.example asks to wait', { retryAfterSeconds: 7200 }))

    expect((await scanOnce({}, kit.tools)).failures).toMatchObject([{ code: 'rate-limited', nextTryInSeconds: 7200 }])
  })

  it('leaves a host alone that asks to wait in the middle of a scan', async () => {
    const kit = await openKit([spec('foro')], { random: () => 0 })
    const threads = ['a', 'b', 'c'].map((name) => `https://foro.example/t/${name}`)
    kit.web.put(PAGE, { posts: [post], next: threads.map((url) => ({ url, role: 'thread', detail: true })) })
    kit.web.put(threads[0] ?? '', new EscuchaError('rate-limited', 'asks to wait', { retryAfterSeconds: 7200 }))
    const summary = await scanOnce({}, kit.tools)

    expect(summary.posts.new).toBe(1)
    expect(kit.web.fetched()).toEqual([PAGE, threads[0]])
    expect((await stateOf(kit)).nextScanAt).toBe(minutes(120))
  })

  it('ends when the host says that the place is gone', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, new EscuchaError('gone', 'foro.example says that /latest is gone for good', { status: 410 }))
    const summary = await scanOnce({}, kit.tools)
    kit.pass(86_400_000)

    expect(summary.failures).toMatchObject([
      { reason: 'switched off: foro.example says that /latest is gone for good', nextTryInSeconds: null },
    ])
    expect((await scanOnce({ force: true }, kit.tools)).sources.due).toBe(0)
  })

  it('ends when nothing was found there ten times in a row', async () => {
    const kit = await openKit([spec('foro')])
    for (let n = 0; n < 9; n++) await scanned(kit)
    expect((await stateOf(kit)).disabledReason).toBeNull()
    await scanned(kit)

    expect((await stateOf(kit)).disabledReason).toContain('switched off after 10 failures in a row')
  })

  it('moves to a new address once it was told three times in a row', async () => {
    const kit = await openKit([spec('foro')])
    const moved = 'https://nuevo.example/latest'
    const page = (n: number) => ({ posts: [{ ...post, id: `${n}` }], movedTo: moved })
    const urls: string[] = []
    for (let n = 0; n < 3; n++) {
      kit.web.put(PAGE, page(n))
      await scanned(kit)
      urls.push((await stateOf(kit)).url)
    }

    expect(urls).toEqual([PAGE, PAGE, moved])
  })

  it('shows silence where there used to be posts', async () => {
    const kit = await openKit([spec('foro', { kind: 'plain' })])
    kit.web.put(PAGE, { posts: [post] })
    await scanned(kit)
    const quiet = []
    for (let n = 0; n < 4; n++) {
      kit.web.put(PAGE, { posts: [], memory: { visits: n } })
      quiet.push(await scanned(kit))
    }
    const unchanged = await scanned(kit)

    expect(quiet.map(({ failures }) => failures.map(({ code }) => code))).toEqual([[], [], ['silent'], ['silent']])
    expect(quiet[2]?.failures[0]?.reason).toContain('gave posts until 2026-03-10')
    expect(unchanged.failures).toMatchObject([{ code: 'silent' }])
    kit.web.put(PAGE, { posts: [{ ...post, id: '2' }] })
    expect((await scanned(kit)).failures).toEqual([])
  })

  it('shows silence where an empty page no longer changes, and takes the old page back', async () => {
    const kit = await openKit([spec('foro', { kind: 'plain' })])
    kit.web.put(PAGE, { posts: [post] })
    await scanned(kit)
    kit.web.put(PAGE, { posts: [] })
    const told: (readonly string[])[] = []
    for (let n = 0; n < 4; n++) told.push((await scanned(kit)).failures.map(({ code }) => code))
    kit.web.put(PAGE, { posts: [post] })

    expect(told).toEqual([[], [], ['silent'], ['silent']])
    expect((await scanned(kit)).failures).toEqual([])
  })

  it('takes nothing new for no silence where a kind gives only what is new, or says so', async () => {
    const kit = await openKit([spec('foro'), spec('busca', { kind: 'plain' }), spec('lista')])
    const search = 'https://busca.example/latest'
    kit.web.put(PAGE, { posts: [post] })
    kit.web.put(search, { posts: [{ ...post, url: 'https://busca.example/1' }] })
    kit.web.put('https://lista.example/latest', { posts: [{ ...post, url: 'https://lista.example/1' }] })
    await scanned(kit)
    for (let n = 0; n < 5; n++) {
      kit.web.put('https://lista.example/latest', { posts: [], emptyIsOrdinary: false, note: `visit ${n}` })
      kit.web.put(PAGE, { posts: [], note: `visit ${n}` })
      kit.web.put(search, { posts: [], emptyIsOrdinary: true, note: `visit ${n}` })
      const { failures } = await scanned(kit)
      expect(failures.map(({ source }) => source)).toEqual(n < 2 ? [] : ['lista'])
    }
  })

  it('is recognised anew when the site has changed its software', async () => {
    const kit = await openKit([spec('foro', { kind: 'auto' })])
    kit.web.put(PAGE, { posts: [post] })
    await scanned(kit)
    kit.web.put(PAGE, new EscuchaError('unreadable', 'no posts were found'))
    for (let n = 0; n < 3; n++) await scanned(kit)
    expect((await stateOf(kit)).resolvedKind).toBeNull()
    kit.web.put(PAGE, { posts: [{ ...post, id: '2' }] })
    await scanned(kit)

    expect(await stateOf(kit)).toMatchObject({ resolvedKind: 'board', failures: 0 })
  })

  it('learns the pace of a source from its first page', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'adaptive' } })])
    const posts = [0, 1, 2, 3].map((hours) => ({ ...post, id: `${hours}`, date: minutes(-60 * (hours + 1)) }))
    kit.web.put(PAGE, { posts })
    await scanned(kit)

    expect(await stateOf(kit)).toMatchObject({ postsPerDay: 24, nextScanAt: minutes(30) })
  })
})
