// Wall-clock times of a zone as instants: "tomorrow at nine" where the team works. Intl knows every zone's rules but
// only answers the other way round, so the offset is found by asking twice.

import { type Instant, instantOf } from '../domain/time.js'

const DAY_MS = 86_400_000
const MORNING = '09:00'
const MONDAY = 1

/** The instant at which clocks in the zone show this date and time (`2026-11-21T09:00`); null when the text is none. */
export function instantAt(wallTime: string, timezone: string): Instant | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(wallTime)) return null
  const asUtc = Date.parse(`${wallTime}:00Z`)
  if (Number.isNaN(asUtc)) return null
  const guess = asUtc - offsetMs(asUtc, timezone)
  // Near a change of the clocks the first guess may use the offset of the other side.
  return instantOf(new Date(asUtc - offsetMs(guess, timezone)))
}

/** The date (`2026-11-21`) that the calendar shows in the zone. */
export function dateAt(instant: Instant, timezone: string): string {
  const ms = Date.parse(instant)
  return new Date(ms + offsetMs(ms, timezone)).toISOString().slice(0, 10)
}

/** Nine o'clock on the next day, in the zone. */
export function tomorrowMorning(now: Instant, timezone: string): Instant | null {
  return morningAfter(now, timezone, () => true)
}

/** Nine o'clock on the next Monday, in the zone. */
export function nextMonday(now: Instant, timezone: string): Instant | null {
  return morningAfter(now, timezone, (day) => day.getUTCDay() === MONDAY)
}

function morningAfter(now: Instant, timezone: string, fits: (day: Date) => boolean): Instant | null {
  const today = Date.parse(dateAt(now, timezone))
  for (let days = 1; days <= 7; days += 1) {
    const day = new Date(today + days * DAY_MS)
    if (fits(day)) return instantAt(`${day.toISOString().slice(0, 10)}T${MORNING}`, timezone)
  }
  return null
}

function offsetMs(at: number, timeZone: string): number {
  const parts = zoneFormat(timeZone).formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((entry) => entry.type === type)?.value)
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return shown - Math.floor(at / 1000) * 1000
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>()

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timeZone)
  if (known !== undefined) return known
  const numeric = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as const
  const made = new Intl.DateTimeFormat('en-US', { ...numeric, hourCycle: 'h23', timeZone })
  zoneFormats.set(timeZone, made)
  return made
}
