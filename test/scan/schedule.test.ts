import { describe, expect, it } from 'vitest'
import type { TargetSpec } from '../../src/domain/settings.js'
import { inLanes } from '../../src/scan/lanes.js'
import { scanOnce } from '../../src/scan/scan.js'
import { type ScheduleTools, startSchedule } from '../../src/scan/schedule.js'
import type { ScanSummary } from '../../src/scan/tools.js'
import { type Kit, openKit, START, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const complaint = { id: '1', text: 'El internet de UNE falla desde ayer', thread: 't1' }
const MINUTE = 60_000
const DAY = 86_400_000

function target(id: string, digest: string | null): TargetSpec {
  const when = { labels: null, minSeverity: 0 as const, minUrgency: 0 as const, brands: null, sources: null }
  return { id, kind: 'slack', on: ['opened', 'digest'], when, digest, options: {} }
}

interface Running {
  readonly tools: ScheduleTools
  readonly passes: ScanSummary[]
  readonly beats: Map<number, () => void>
}

function scheduleTools(kit: Kit, given: Partial<ScheduleTools> = {}): Running {
  const passes: ScanSummary[] = []
  const beats = new Map<number, () => void>()
  const tools: ScheduleTools = {
    ...kit.tools,
    targets: [],
    retention: { postsMs: 365 * DAY, unmatchedMs: 30 * DAY },
    every: (ms, work) => {
      beats.set(ms, work)
      return () => beats.delete(ms)
    },
    onPass: (summary) => passes.push(summary),
    ...given,
  }
  return { tools, passes, beats }
}

describe('the schedule', () => {
  it('scans what is due at each tick and says so', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    const { tools, passes } = scheduleTools(kit)
    const schedule = startSchedule(tools)
    for (let n = 0; n < 31; n++) {
      await schedule.tick()
      kit.pass(MINUTE)
    }
    await schedule.stop()

    expect(passes.map(({ now }) => now.slice(11, 16))).toEqual(['12:00', '12:15', '12:30'])
  })

  it('never runs two passes at once, and waits for the last one when it stops', async () => {
    const kit = await openKit([spec('foro')])
    let open = 0
    let most = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const fetchPage: Kit['tools']['fetcher']['fetchPage'] = async (request) => {
      begin()
      most = Math.max(most, ++open)
      await held
      open -= 1
      return kit.web.fetchPage(request)
    }
    kit.web.put(PAGE, { posts: [complaint] })
    const { tools, passes, beats } = scheduleTools(kit, {
      fetcher: { fetchPage, post: (...given) => kit.web.post(...given) },
    })
    const schedule = startSchedule(tools)
    const first = schedule.tick()
    const second = schedule.tick()
    await begun
    let stopped = false
    const stopping = schedule.stop().then(() => {
      stopped = true
    })
    await Promise.resolve()
    expect(stopped).toBe(false)
    release()
    await Promise.all([first, second, stopping])

    expect(most).toBe(1)
    expect(passes).toHaveLength(1)
    expect(beats.size).toBe(0)
  })

  it('begins no further source when it stops', async () => {
    const kit = await openKit(Array.from({ length: 30 }, (_, n) => spec(`s${n}`)))
    let stop = () => {}
    const fetchPage: Kit['tools']['fetcher']['fetchPage'] = async (request) => {
      stop()
      return kit.web.fetchPage(request)
    }
    const { tools } = scheduleTools(kit, { fetcher: { fetchPage, post: (...given) => kit.web.post(...given) } })
    const schedule = startSchedule(tools)
    stop = () => void schedule.stop()
    await schedule.tick()

    expect(kit.web.requests.length).toBeLessThanOrEqual(tools.pace.concurrency)
    const never = (await kit.store.listSources()).filter(({ state }) => state.lastScanAt === null)
    expect(never).toHaveLength(30 - kit.web.requests.length)
  })

  it('keeps its intervals when the clock on the wall jumps by a year', async () => {
    const kit = await openKit([spec('foro'), spec('otro')])
    kit.web.put(PAGE, { posts: [complaint] })
    kit.web.put('https://otro.example/latest', { posts: [{ ...complaint, id: '2' }] })
    const { tools, passes } = scheduleTools(kit)
    const schedule = startSchedule(tools)
    const minutesOfScans = async (minutes: number) => {
      const found: number[] = []
      for (let minute = 1; minute <= minutes; minute++) {
        kit.pass(MINUTE)
        const before = passes.length
        await schedule.tick()
        if (passes.length > before) found.push(minute)
      }
      return found
    }
    await schedule.tick()
    kit.jump(365 * DAY)
    const forward = await minutesOfScans(30)
    kit.jump(-2 * 365 * DAY)
    const back = await minutesOfScans(30)

    expect(forward).toEqual([15, 30])
    expect(back).toEqual([15, 30])
    expect(passes.every(({ sources }) => sources.due === 2)).toBe(true)
  })

  it('scans at once what somebody moved to now', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    const { tools, passes } = scheduleTools(kit)
    const schedule = startSchedule(tools)
    await schedule.tick()
    kit.pass(MINUTE)
    const [source] = await kit.store.listSources()
    if (source !== undefined) await kit.store.saveSourceState({ ...source.state, nextScanAt: kit.now() })
    await schedule.tick()

    expect(passes).toHaveLength(2)
  })

  it('sends what is owed also while a pass takes its time', async () => {
    const kit = await openKit([spec('foro')])
    let sends = 0
    const sendDue = async () => {
      sends += 1
      return { sent: 0, failed: 0 }
    }
    const { tools, beats } = scheduleTools(kit, { sendDue })
    const schedule = startSchedule(tools)
    beats.get(5000)?.()
    await schedule.stop()

    expect(sends).toBe(1)
  })

  it('goes on when a pass throws', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    let broken = true
    const store = new Proxy(kit.store, {
      get: (whole, key, self) => {
        if (key === 'listSources' && broken) return () => Promise.reject(new Error('the disk is gone'))
        return Reflect.get(whole, key, self)
      },
    })
    const { tools, passes } = scheduleTools(kit, { store })
    const schedule = startSchedule(tools)
    await schedule.tick()
    broken = false
    await schedule.tick()

    expect(kit.logged).toContainEqual(expect.objectContaining({ level: 'error', sentence: 'a pass failed' }))
    expect(passes).toHaveLength(1)
  })
})

describe('digests', () => {
  it('come by their cron line, once, with what still waits', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: DAY * 30 } })])
    kit.web.put(PAGE, { posts: [complaint] })
    const { tools } = scheduleTools(kit, { targets: [target('chat', '0 9 * * *'), target('mail', null)] })
    await scanOnce({}, kit.tools)
    const schedule = startSchedule(tools)
    // From seven in the morning in Bogotá to eleven on the next day but one.
    for (let n = 0; n < 2 * 52; n++) {
      await schedule.tick()
      kit.pass(30 * MINUTE)
    }

    const digests = kit.owed.filter(({ kind }) => kind === 'digest')
    expect(digests.map(({ target }) => target)).toEqual(['chat', 'chat', 'chat'])
    expect(digests[0]?.alerts).toHaveLength(1)
    const owed = await kit.store.listDeliveries({ limit: 50 })
    expect(
      owed
        .filter(({ event }) => event.kind === 'digest')
        .map(({ event }) => event.at)
        .sort(),
    ).toEqual(['2026-03-10T14:00:00.000Z', '2026-03-11T14:00:00.000Z', '2026-03-12T14:00:00.000Z'])
  })

  it('say nothing when nothing waits, and are not made up for days that were missed', async () => {
    const kit = await openKit([])
    const { tools } = scheduleTools(kit, { targets: [target('chat', '0 9 * * *')] })
    const schedule = startSchedule(tools)
    await schedule.tick()
    kit.pass(5 * DAY)
    await schedule.tick()

    expect(kit.owed).toEqual([])
    expect(await kit.store.setting('digest.chat')).toBe(kit.now())
  })
})

describe('retention', () => {
  async function prunes(kit: Kit, steps: readonly (() => void)[]): Promise<number> {
    const { tools } = scheduleTools(kit)
    const schedule = startSchedule(tools)
    for (const step of steps) {
      step()
      await schedule.tick()
    }
    return kit.logged.filter(({ sentence }) => sentence === 'deleted what is over its time').length
  }

  const hours = (kit: Kit, count: number) => Array.from({ length: count }, () => () => kit.pass(60 * MINUTE))

  it('deletes once a day what is over its time', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: 90 * DAY } })])
    kit.web.put(PAGE, { posts: [{ id: '1', text: 'Vendo una bicicleta casi nueva', thread: 't1' }] })
    await scanOnce({}, kit.tools)
    expect(await prunes(kit, hours(kit, 26))).toBe(2)
    expect((await kit.store.posts({ limit: 5 })).items).toHaveLength(1)
    kit.jump(40 * DAY)
    expect(await prunes(kit, hours(kit, 2))).toBe(3)
    expect((await kit.store.posts({ limit: 5 })).items).toHaveLength(0)
  })

  it('deletes nothing for a day after the clock has jumped', async () => {
    const kit = await openKit([])
    const count = await prunes(kit, [...hours(kit, 2), () => kit.jump(365 * DAY), ...hours(kit, 23)])
    expect(count).toBe(1)
  })
})

describe('lanes', () => {
  it('work on a bounded number at once, a few per host, each once', async () => {
    const items = Array.from({ length: 60 }, (_, n) => ({ n, host: n < 40 ? 'big' : `h${n}` }))
    const done: number[] = []
    const active = new Map<string, number>()
    let most = 0
    let mostPerHost = 0
    await inLanes(
      items,
      ({ host }) => host,
      { concurrency: 5, perHost: 2 },
      async ({ n, host }) => {
        active.set(host, (active.get(host) ?? 0) + 1)
        most = Math.max(
          most,
          [...active.values()].reduce((sum, count) => sum + count, 0),
        )
        mostPerHost = Math.max(mostPerHost, active.get(host) ?? 0)
        for (let turn = 0; turn < 1 + (n % 4); turn++) await Promise.resolve()
        active.set(host, (active.get(host) ?? 1) - 1)
        done.push(n)
      },
    )

    expect([...done].sort((a, b) => a - b)).toEqual(items.map(({ n }) => n))
    expect(most).toBe(5)
    expect(mostPerHost).toBe(2)
    expect(done.indexOf(40)).toBeLessThan(10)
  })

  it('end at once when there is nothing to do', async () => {
    await inLanes(
      [],
      () => '',
      { concurrency: 16, perHost: 1 },
      async () => {},
    )
  })
})

describe('a pass', () => {
  it('takes a bounded number of one host where it is told to', async () => {
    const kit = await openKit(Array.from({ length: 5 }, (_, n) => spec(`s${n}`, { url: `https://uno.example/${n}` })))
    for (let n = 0; n < 5; n++) kit.web.put(`https://uno.example/${n}`, { posts: [] })
    const first = await scanOnce({ perHostMax: 3 }, kit.tools)
    const second = await scanOnce({ perHostMax: 3 }, kit.tools)

    expect([first.sources.due, second.sources.due]).toEqual([3, 2])
  })

  it('scans only the sources that it is given', async () => {
    const kit = await openKit([spec('uno'), spec('dos')])
    kit.web.put('https://uno.example/latest', { posts: [] })
    const summary = await scanOnce({ sources: ['uno'], now: START }, kit.tools)

    expect(summary.sources).toMatchObject({ total: 2, due: 1, fetched: 1 })
  })
})
