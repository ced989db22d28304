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

describe('a thread that waits for an answer', () => {
  it.each([
    ['five minutes after it opened', 5, null, true],
    ['three minutes after it opened', 3, null, false],
    ['after a day, seen an hour ago', 1440, 1380, false],
    ['after a day, seen four hours ago', 1440, 1200, true],
    ['after ten days, seen half a day ago', 14_400, 13_680, false],
    ['after ten days, seen a day ago', 14_400, 12_960, true],
    ['after three months', 129_600, 1440, false],
    ['when the clock was set back', 30, 600, true],
  ])('is looked at again %s: %#', (_when, age, seen, expected) => {
    const waiting = { openedAt: START, lastVisitAt: seen === null ? null : minutes(seen) }
    expect(isRevisitDue(waiting, minutes(age))).toBe(expected)
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
