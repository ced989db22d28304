import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PublisherHints, SourceState } from '../../src/domain/source.js'
import { instantPlus, msBetween } from '../../src/domain/time.js'
import { isCronLine, nextCronInstant } from '../../src/scan/cron.js'
import {
  adaptiveIntervalMs,
  isDue,
  nextScanAt,
  paceFromDates,
  type RhythmInput,
  smoothedPace,
} from '../../src/scan/rhythm/rhythm.js'
import { state } from '../store/samples.js'
import { minutes, START, spec } from './kit.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const NO_HINTS: PublisherHints = { minIntervalMs: null, skipHours: [], skipDays: [], hub: null }

function input(given: Partial<RhythmInput> = {}): RhythmInput {
  return {
    spec: spec('foro', { rhythm: { kind: 'adaptive' } }),
    postsPerDay: null,
    hints: null,
    wishes: { freshForMs: null, retryAfterSeconds: null },
    failures: 0,
    now: START,
    timezone: 'America/Bogota',
    random: () => 0.5,
    ...given,
  }
}

describe('the adaptive rhythm', () => {
  it.each([
    ['a source of unknown pace', null, HOUR],
    ['two posts a day', 2, 6 * HOUR],
    ['a busy forum', 2000, 5 * MINUTE],
    ['a blog that sleeps', 0, DAY],
    ['a post a year', 1 / 365, DAY],
  ])('asks %s in time', (_name, postsPerDay, expected) => {
    expect(adaptiveIntervalMs(postsPerDay, null, null)).toBe(expected)
  })

  it('never asks more often than the publisher wishes, nor while the page is fresh', () => {
    expect(adaptiveIntervalMs(2000, { ...NO_HINTS, minIntervalMs: HOUR }, null)).toBe(HOUR)
    expect(adaptiveIntervalMs(2000, null, 30 * MINUTE)).toBe(30 * MINUTE)
    expect(adaptiveIntervalMs(2000, { ...NO_HINTS, minIntervalMs: 90 * DAY }, null)).toBe(DAY)
  })

  it('never moves to before what the publisher asks for', () => {
    for (const random of [() => 0, () => 0.3, () => 0.999]) {
      const given = input({ postsPerDay: 2000, hints: { ...NO_HINTS, minIntervalMs: 2 * HOUR }, random })
      expect(msBetween(START, nextScanAt(given))).toBeGreaterThanOrEqual(2 * HOUR)
      expect(msBetween(START, nextScanAt(given))).toBeLessThanOrEqual(2.2 * HOUR)
      const fresh = input({ postsPerDay: 2000, wishes: { freshForMs: HOUR, retryAfterSeconds: null }, random })
      expect(msBetween(START, nextScanAt(fresh))).toBeGreaterThanOrEqual(HOUR)
    }
  })

  it.each([
    ['every quarter of an hour', { kind: 'every', ms: 15 * MINUTE }, 45 * MINUTE],
    ['twice a day', { kind: 'every', ms: 12 * HOUR }, DAY],
    ['every three days', { kind: 'every', ms: 3 * DAY }, 3 * DAY],
    ['adaptive', { kind: 'adaptive' }, 3 * HOUR],
  ] as const)('is three times as rare with a hub that tells, within a day: %s', (_name, rhythm, expected) => {
    const given = input({ spec: spec('foro', { rhythm }), isTold: true })
    expect(msBetween(START, nextScanAt(given))).toBe(expected)
    expect(msBetween(START, nextScanAt({ ...given, failures: 1 }))).toBeLessThanOrEqual(15 * MINUTE)
  })

  it('moves by a tenth at most, so that sources do not stay together', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (chance) => {
        const wait = msBetween(START, nextScanAt(input({ random: () => chance })))
        expect(wait).toBeGreaterThanOrEqual(0.9 * HOUR)
        expect(wait).toBeLessThanOrEqual(1.1 * HOUR)
      }),
    )
  })

  it('leaves the hours and days alone that the feed names', () => {
    const hints = { ...NO_HINTS, minIntervalMs: 30 * MINUTE, skipHours: [12, 13, 14], skipDays: [] }
    expect(nextScanAt(input({ hints, postsPerDay: 2000 }))).toBe('2026-03-10T15:00:00.000Z')
    // 10 March 2026 is a Tuesday.
    const days = { ...NO_HINTS, skipDays: ['Tuesday', 'wednesday'] }
    expect(nextScanAt(input({ hints: days }))).toBe('2026-03-12T00:00:00.000Z')
    const always = { ...NO_HINTS, skipHours: Array.from({ length: 24 }, (_, hour) => hour) }
    expect(nextScanAt(input({ hints: always }))).toBe('2026-03-10T13:00:00.000Z')
  })
})

describe('a fixed rhythm', () => {
  it('is kept to the millisecond', () => {
    const fixed = spec('foro', { rhythm: { kind: 'every', ms: 90_000 } })
    expect(nextScanAt(input({ spec: fixed, postsPerDay: 1, hints: { ...NO_HINTS, minIntervalMs: HOUR } }))).toBe(
      minutes(1.5),
    )
  })

  it('gives way to a host that asks to wait, for a day at most', () => {
    const fixed = spec('foro', { rhythm: { kind: 'every', ms: 90_000 } })
    const wait = (retryAfterSeconds: number) =>
      msBetween(
        START,
        nextScanAt(
          input({ spec: fixed, failures: 1, wishes: { freshForMs: null, retryAfterSeconds }, random: () => 0 }),
        ),
      )
    expect(wait(3600)).toBe(HOUR)
    expect(wait(1e12)).toBe(DAY)
  })

  it('follows a cron line in the configured zone', () => {
    const line = spec('foro', { rhythm: { kind: 'cron', line: '0 9 * * 1-5' } })
    // Noon UTC on a Tuesday is seven in the morning in Bogotá.
    expect(nextScanAt(input({ spec: line }))).toBe('2026-03-10T14:00:00.000Z')
  })
})

describe('a failing source', () => {
  it('is tried again after ever longer, up to four hours', () => {
    const waits = [1, 2, 3, 10, 11, 500].map((failures) => msBetween(START, nextScanAt(input({ failures }))) / MINUTE)
    expect(waits).toEqual([5, 7.5, 11.25, expect.closeTo(192.2, 0), 240, 240])
  })

  it('is never left alone, whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null }),
        fc.option(fc.nat(2 ** 31 - 1), { nil: null }),
        fc.option(fc.nat(2 ** 31 - 1), { nil: null }),
        (failures, postsPerDay, freshForMs, retryAfterSeconds) => {
          const next = nextScanAt(input({ failures, postsPerDay, wishes: { freshForMs, retryAfterSeconds } }))
          const wait = msBetween(START, next)
          expect(wait).toBeGreaterThanOrEqual(4.5 * MINUTE)
          expect(wait).toBeLessThanOrEqual(1.2 * DAY)
        },
      ),
    )
  })
})

describe('the pace of a source', () => {
  it('is told by the dates of its first page', () => {
    const dates = [1, 2, 3, 4].map((days) => instantPlus(START, -days * DAY))
    expect(paceFromDates(dates, START)).toBe(1)
    expect(paceFromDates([instantPlus(START, -400 * DAY), instantPlus(START, -500 * DAY)], START)).toBe(0)
    expect(paceFromDates([], START)).toBeNull()
    expect(paceFromDates(['2030-01-01T00:00:00.000Z'], START)).toBeNull()
  })

  it('is learned slowly from short times and quickly from long ones', () => {
    expect(smoothedPace(null, 3, DAY / 2)).toBe(6)
    expect(smoothedPace(10, 0, 5 * MINUTE)).toBeGreaterThan(9.9)
    expect(smoothedPace(10, 0, 30 * DAY)).toBeLessThan(0.01)
    expect(smoothedPace(10, 5, 0)).toBe(10)
  })
})

describe('what is due', () => {
  const stored = (given: Partial<SourceState>) => ({
    spec: spec('foro'),
    origin: 'config' as const,
    state: state('foro', given),
  })

  it('is what was never scanned or whose time has come', () => {
    expect(isDue(stored({}), START)).toBe(true)
    expect(isDue(stored({ nextScanAt: START }), START)).toBe(true)
    expect(isDue(stored({ nextScanAt: minutes(1) }), START)).toBe(false)
  })

  it('is never what is switched off', () => {
    expect(isDue(stored({ disabledReason: 'switched off: gone' }), START)).toBe(false)
  })

  it('is what was scanned by a clock that has been set back since', () => {
    expect(isDue(stored({ lastScanAt: minutes(60), nextScanAt: minutes(75) }), START)).toBe(true)
  })
})

describe('cron lines', () => {
  it.each([
    ['*/15 * * * *', '2026-03-10T12:00:00.000Z', '2026-03-10T12:15:00.000Z'],
    ['0 9 * * *', '2026-03-10T14:00:00.000Z', '2026-03-11T14:00:00.000Z'],
    ['30 0 1 1 *', '2026-03-10T12:00:00.000Z', '2027-01-01T05:30:00.000Z'],
    ['0 0 29 2 *', '2026-03-10T12:00:00.000Z', '2028-02-29T05:00:00.000Z'],
    ['10 30 8 * * *', '2026-03-10T13:30:09.500Z', '2026-03-10T13:30:10.000Z'],
    ['10 30 8 * * *', '2026-03-10T13:30:10.000Z', '2026-03-11T13:30:10.000Z'],
    ['59 23 * * 0', '2026-03-10T12:00:00.000Z', '2026-03-16T04:59:00.000Z'],
  ])('"%s" after %s matches at %s', (line, after, expected) => {
    expect(nextCronInstant(line, 'America/Bogota', after)).toBe(expected)
  })

  it('go by the zone where clocks change', () => {
    // In Madrid clocks go forward on 29 March 2026 at two: half past two does not exist that night.
    expect(nextCronInstant('0 9 * * *', 'Europe/Madrid', '2026-03-28T09:00:00.000Z')).toBe('2026-03-29T07:00:00.000Z')
    expect(nextCronInstant('0 9 * * *', 'Europe/Madrid', '2026-10-24T12:00:00.000Z')).toBe('2026-10-25T08:00:00.000Z')
  })

  it('that match no day are told by null', () => {
    // No 31 December is a first Sunday.
    expect(nextCronInstant('0 0 31 12 0#1', 'UTC', START)).toBeNull()
  })

  it('are told from other texts', () => {
    expect(isCronLine('0 9 * * 1-5')).toBe(true)
    expect(isCronLine('15m')).toBe(false)
    expect(isCronLine('61 * * * *')).toBe(false)
    expect(isCronLine('0 0 30 2 *')).toBe(false)
    expect(isCronLine('0 0 31 12 0#1')).toBe(false)
  })
})
