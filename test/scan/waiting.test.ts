import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import { instantPlus } from '../../src/domain/time.js'
import { isRevisitDue } from '../../src/scan/rhythm/revisit.js'
import { scanOnce } from '../../src/scan/scan.js'
import { minutes, openKit, START, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const THREAD = 'https://board.example/t/t1'
const complaint = { id: '1', text: 'El internet de UNE falla desde ayer', thread: 't1' }
const answer = {
  id: '2',
  text: 'Hola, ya enviamos un técnico a tu dirección',
  author: '@UNETelco',
  thread: 't1',
  kind: 'reply' as const,
  date: minutes(20),
}

const DAY = 86_400_000

/** The ages in hours at which a thread is visited that is looked after without a pause. */
function visits(graceHours: number | null, days: number): readonly number[] {
  const graceEndsAt = graceHours === null ? null : minutes(graceHours * 60)
  const ages: number[] = []
  let lastVisitAt: string | null = null
  for (let minute = 0; minute <= days * 1440; minute += 5) {
    if (!isRevisitDue({ openedAt: START, graceEndsAt, lastVisitAt }, minutes(minute))) continue
    lastVisitAt = minutes(minute)
    ages.push(minute / 60)
  }
  return ages
}

describe('a thread that waits for an answer', () => {
  it('is looked at again soon while its grace runs, as it ends, and more rarely with age', () => {
    expect(visits(24, 2).map(Math.round)).toEqual([3, 6, 12, 18, 24, 26, 30, 37])
    expect(visits(4, 1).map(Math.round)).toEqual([1, 1, 2, 3, 4, 5, 6, 9, 16])
  })

  it.each([null, 1, 4, 24, 72, 400])(
    'costs at most twelve requests in its first week with a grace of %s hours',
    (grace) => {
      const ages = visits(grace, 7)
      expect(ages.length).toBeLessThanOrEqual(12)
      expect(ages.length).toBeGreaterThanOrEqual(grace === 400 ? 2 : 11)
    },
  )

  it('is seen every few days at last, and after two months no more', () => {
    const late = visits(24, 90).filter((age) => age > 14 * 24)
    const pauses = late.slice(1).map((age, index) => age - (late[index] ?? 0))
    expect(Math.max(...pauses)).toBeLessThanOrEqual(4 * 24 + 0.1)
    expect(late.at(-1)).toBeLessThanOrEqual(60 * 24)
    expect(late.at(-1)).toBeGreaterThan(55 * 24)
  })

  it('is seen at once when the clock was set back', () => {
    expect(isRevisitDue({ openedAt: START, graceEndsAt: null, lastVisitAt: minutes(600) }, minutes(30))).toBe(true)
  })

  it('is visited though its source is not due, and its answer is seen', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: DAY } })])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.web.put(THREAD, { posts: [complaint, answer] })
    kit.pass(30 * 60_000)
    const summary = await scanOnce({}, kit.tools)
    kit.pass(30 * 60_000)
    const after = await scanOnce({}, kit.tools)

    expect(summary.sources).toMatchObject({ due: 0, fetched: 0, failed: 0 })
    expect(summary.posts).toMatchObject({ seen: 2, new: 1 })
    expect(summary.alerts.answered).toBe(1)
    expect(kit.web.fetched()).toEqual([PAGE, THREAD])
    expect(after.posts.seen).toBe(0)
    const [source] = await kit.store.listSources()
    expect(source?.state.nextScanAt).toBe(instantPlus(START, DAY))
  })

  it('is asked for with what validates its page, and told apart from a new answer', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: DAY } })])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.web.put(THREAD, { posts: [complaint] })
    kit.pass(30 * 60_000)
    await scanOnce({}, kit.tools)
    kit.pass(30 * 60_000)
    const unchanged = await scanOnce({}, kit.tools)
    kit.web.put(THREAD, { posts: [complaint, { ...answer, date: minutes(70) }] })
    kit.pass(60 * 60_000)
    const answered = await scanOnce({}, kit.tools)

    const etags = kit.web.requests.filter(({ url }) => url === THREAD).map(({ validators }) => validators?.etag)
    expect(etags).toEqual([undefined, expect.any(String), etags[1]])
    expect([unchanged.posts.seen, answered.posts.new, answered.alerts.answered]).toEqual([0, 1, 1])
  })

  it('is read whole each time when its page names others', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: DAY } })])
    const second = `${THREAD}?page=2`
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.web.put(THREAD, { posts: [complaint], next: [{ url: second, role: 'thread', detail: true }] })
    kit.web.put(second, { posts: [] })
    kit.pass(30 * 60_000)
    await scanOnce({}, kit.tools)
    kit.web.put(second, { posts: [{ ...answer, date: minutes(50) }] })
    kit.pass(60 * 60_000)

    expect((await scanOnce({}, kit.tools)).alerts.answered).toBe(1)
  })

  it('is left in peace for a while when its page fails, and its source is no worse for it', async () => {
    const kit = await openKit([spec('foro', { rhythm: { kind: 'every', ms: DAY } })])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.web.put(THREAD, new EscuchaError('timeout', 'board.example took over 25 s'))
    kit.pass(30 * 60_000)
    const summary = await scanOnce({}, kit.tools)
    kit.pass(60_000)
    await scanOnce({}, kit.tools)

    expect(summary.failures).toEqual([])
    expect(kit.web.fetched()).toEqual([PAGE, THREAD])
    const [source] = await kit.store.listSources()
    expect(source?.state.failures).toBe(0)
  })
})

describe('an alert that nobody answers', () => {
  it('escalates once, with the notification that it owes', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    await scanOnce({}, kit.tools)
    kit.pass(5 * 3_600_000)
    const late = await scanOnce({}, kit.tools)
    const again = await scanOnce({ force: true }, kit.tools)

    expect(late.alerts.escalated).toBe(1)
    expect(again.alerts.escalated).toBe(0)
    expect(kit.owed.map(({ kind }) => kind)).toEqual(['opened', 'escalated'])
    expect((await kit.store.countDeliveries()).pending).toBe(2)
    const { items } = await kit.store.listAlerts({ limit: 1, order: 'newest', now: kit.now() })
    expect(items[0]?.escalatedAt).toBe(minutes(240))
  })

  it('does not keep the pass from its end when escalating fails', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [complaint] })
    const desk = {
      ...kit.tools.desk,
      escalate: () => {
        throw new Error('a fault in the desk')
      },
    }
    const summary = await scanOnce({}, { ...kit.tools, desk })

    expect(summary.posts.new).toBe(1)
    expect(kit.logged).toContainEqual(expect.objectContaining({ level: 'error', sentence: 'escalating failed' }))
  })
})

describe('a replay', () => {
  it('runs as though it were another instant', async () => {
    const kit = await openKit([spec('foro')])
    kit.web.put(PAGE, { posts: [{ ...complaint, date: '2026-01-01T08:00:00.000Z' }] })
    const summary = await scanOnce({ now: '2026-01-01T13:00:00.000Z' }, kit.tools)

    expect(summary).toMatchObject({ now: '2026-01-01T13:00:00.000Z', alerts: { opened: 1, escalated: 1 } })
    const { items } = await kit.store.listAlerts({ limit: 1, order: 'newest', now: kit.now() })
    expect(items[0]).toMatchObject({ openedAt: '2026-01-01T08:00:00.000Z', escalatedAt: '2026-01-01T12:00:00.000Z' })
  })
})
