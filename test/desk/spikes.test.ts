import { describe, expect, test } from 'vitest'
import { findSpikes, readSpikes, settleSpike } from '../../src/desk/spikes/spikes.js'
import { isRise, usualPerWindow } from '../../src/desk/spikes/usual.js'
import type { Alert } from '../../src/domain/case.js'
import type { Store } from '../../src/store/store.js'
import { context, Desk, said } from './story.js'

const NOW = Date.parse('2026-03-29T10:00:00.000Z')
const HOUR = 3_600_000
const instant = (ms: number) => new Date(ms).toISOString()

const template = (() => {
  const desk = new Desk()
  const when = instant(NOW)
  desk.review(when, said('1', 'Ana', when, 'Sol sin internet', { labels: ['complaint'] }))
  return desk.alert
})()

function cases(agoMs: readonly number[], excerpt = 'Sol sin internet desde hace rato'): readonly Alert[] {
  return agoMs
    .map((ago, index) => ({ ...template, id: `${excerpt} ${ago} ${index}`, excerpt, openedAt: instant(NOW - ago) }))
    .sort((one, other) => (one.openedAt < other.openedAt ? -1 : 1))
}

const minutes = (...list: readonly number[]) => list.map((count) => count * 60_000)

const byTime = (one: Alert, other: Alert) => (one.openedAt < other.openedAt ? -1 : 1)

/**
 * Hours of cases that come by chance alone: four an hour on a working day's morning, some on its evening, hardly any at
 * night and on Sundays. The first four weeks are only past. The numbers are the same in each run.
 */
function chanceHours(hours: number): readonly { readonly count: number; readonly before: readonly number[] }[] {
  let seed = 20_260_329
  const chance = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return seed / 2 ** 32
  }
  const counts = Array.from({ length: hours }, (_, hour) => {
    const ofDay = hour % 24
    const isSunday = Math.floor(hour / 24) % 7 === 6
    const awake = ofDay < 13 ? 4 : 1.5
    const mean = (ofDay < 7 ? 0.2 : awake) * (isSunday ? 0.2 : 1)
    let count = 0
    for (let left = chance(); left > Math.exp(-mean); left *= chance()) count += 1
    return count
  })
  return counts.slice(28 * 24).map((count, index) => {
    const now = index + 28 * 24
    const past = counts.slice(now - 28 * 24, now)
    return {
      count,
      before: past.flatMap((cases, at) => new Array(cases).fill((past.length - at - 1) * HOUR + HOUR / 2)),
    }
  })
}

/** One case a day at this hour, over four weeks, besides so many at other hours. */
const quiet = cases(Array.from({ length: 27 }, (_, day) => (day + 1) * 24 * HOUR + 30 * 60_000))

describe('a spike', () => {
  test('is far more than usual: it names its label, its topic and some of its cases', () => {
    const burst = cases(minutes(1, 5, 9, 20, 40, 50))
    const [spike, ...others] = findSpikes([...quiet, ...burst], context, instant(NOW))
    expect(others).toEqual([])
    expect(spike).toMatchObject({
      brand: 'sol',
      label: 'complaint',
      count: 6,
      since: instant(NOW - HOUR),
      until: instant(NOW),
    })
    expect(spike?.topic).toMatchObject({ title: 'Sol sin internet desde hace rato', count: 6 })
    expect(spike?.alerts[0]?.openedAt).toBe(instant(NOW - 60_000))
    expect(spike?.expected).toBeLessThan(1)
  })

  test('needs the configured least, however quiet it was', () => {
    expect(findSpikes([...quiet, ...cases(minutes(1, 2, 3, 4))], context, instant(NOW))).toEqual([])
  })

  test('is none where so many are usual at this hour', () => {
    const busyMornings = Array.from({ length: 27 }, (_, day) =>
      minutes(5, 10, 15, 20, 25, 30).map((ago) => (day + 1) * 24 * HOUR + ago),
    )
    expect(
      findSpikes([...cases(busyMornings.flat()), ...cases(minutes(1, 2, 3, 4, 5, 6))], context, instant(NOW)),
    ).toEqual([])
    // The same number of cases a day, but never at this hour: six in an hour are a spike again.
    const busyNights = busyMornings.flat().map((ago) => ago + 12 * HOUR)
    expect(findSpikes([...cases(busyNights), ...cases(minutes(1, 2, 3, 4, 5, 6))], context, instant(NOW))).toHaveLength(
      1,
    )
  })

  test('of yesterday does not hide one of today', () => {
    const outage = Array.from({ length: 60 }, (_, index) => 24 * HOUR + index * 60_000)
    expect(
      findSpikes([...quiet, ...cases(outage), ...cases(minutes(1, 2, 3, 4, 5, 6, 7, 8))], context, instant(NOW)),
    ).toHaveLength(1)
  })

  test('is seen on a brand’s first day too', () => {
    expect(findSpikes(cases(minutes(1, 2, 3, 4, 5, 6)), context, instant(NOW))).toHaveLength(1)
  })

  test('on a Monday morning that is always busy is none, on a Wednesday it is one', () => {
    // NOW is a Sunday; the busy hour falls on the same day of each week, or three days beside it.
    const weekly = (shiftDays: number) =>
      [1, 2, 3, 4].flatMap((week) =>
        Array.from({ length: 12 }, (_, count) => week * 7 * 24 * HOUR + shiftDays * 24 * HOUR + count * 4 * 60_000),
      )
    const always = Array.from({ length: 27 * 6 }, (_, count) => HOUR + count * 4 * HOUR)
    const burst = cases(minutes(1, 4, 7, 10, 13, 16))
    expect(findSpikes([...cases(always), ...cases(weekly(0)), ...burst], context, instant(NOW))).toEqual([])
    expect(findSpikes([...cases(always), ...cases(weekly(-3)), ...burst], context, instant(NOW))).toHaveLength(1)
  })

  test('of a topic is told though its label as a whole is as usual', () => {
    const others = ['me cobraron de más en la factura', 'la app se cierra sola', 'el técnico no vino a la cita']
    const busy = Array.from({ length: 27 }, (_, day) =>
      others.flatMap((text, at) =>
        cases(
          minutes(5 + at, 15 + at, 25 + at, 35 + at).map((ago) => (day + 1) * 24 * HOUR + ago),
          text,
        ),
      ),
    ).flat()
    const now = [
      ...cases(minutes(1, 2, 3, 4, 5, 6), 'Sol sin señal en el celular desde anoche'),
      ...others.flatMap((text) => cases(minutes(7, 17), text)),
    ]
    const found = findSpikes([...busy, ...now].toSorted(byTime), context, instant(NOW))
    expect(found).toMatchObject([
      {
        label: 'complaint',
        isOfTopic: true,
        count: 6,
        topic: { title: 'Sol sin señal en el celular desde anoche', count: 6 },
      },
    ])
  })

  test.each([
    ['low', 0],
    ['medium', 2],
    ['high', 20],
  ] as const)('is told by chance alone at most so often in eight weeks at %s sensitivity', (sensitivity, most) => {
    const presets = { low: { factor: 5, least: 10 }, medium: { factor: 3, least: 5 }, high: { factor: 2, least: 3 } }
    const rule = { windowMs: HOUR, sensitivity, ...presets[sensitivity] }
    let told = 0
    for (const ago of chanceHours(12 * 7 * 24)) {
      const expected = usualPerWindow(ago.before, rule)
      if (isRise(ago.count, expected, rule)) told += 1
    }
    expect(told).toBeLessThanOrEqual(most)
  })

  test('names no topic when its cases share none', () => {
    const mixed = [
      'me cobraron de más',
      'la app se cierra sola',
      'no contesta nadie',
      'el técnico no vino',
      'sin internet',
      'muy caro',
    ].flatMap((text, index) => cases(minutes(index + 1), text))
    expect(findSpikes(mixed, context, instant(NOW))).toMatchObject([{ topic: null, count: 6 }])
  })

  test('is told once while it lasts, and again when it comes back', async () => {
    const settings = new Map<string, string>()
    const store = {
      alertsOpened: async ({ since, until }) =>
        cases(minutes(1, 2, 3, 4, 5, 6)).filter(({ openedAt }) => openedAt >= since && openedAt < until),
      setting: async (key) => settings.get(key) ?? null,
      saveSetting: async (key, value) => void settings.set(key, value),
    } satisfies Partial<Store> as Partial<Store> as Store
    const [spike] = await readSpikes(store, context, instant(NOW))
    expect(spike).toMatchObject({ count: 6 })
    if (spike !== undefined) await settleSpike(store, spike)
    expect(await readSpikes(store, context, instant(NOW + 60_000))).toEqual([])
    settings.set('spike.sol.complaint', instant(NOW - 7 * HOUR))
    expect(await readSpikes(store, context, instant(NOW + 60_000))).toHaveLength(1)
  })
})
