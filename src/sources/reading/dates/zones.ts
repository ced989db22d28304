// From a wall clock in a named zone to an instant, by asking Intl what the zone's clock shows. No rules of our own:
// summer times change by law, and Node carries the tables.

/** A date and a time as a wall clock shows them; `month` is 0 to 11. */
export interface WallTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const DAY_MS = 86_400_000

// A formatter costs a hundred times what its use does. Zones come from the configuration, so there are few.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timezone: string): Intl.DateTimeFormat {
  const known = formatters.get(timezone)
  if (known !== undefined) return known
  const made = newFormatter(timezone)
  formatters.set(timezone, made)
  return made
}

function newFormatter(timezone: string): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }
  try {
    return new Intl.DateTimeFormat('en-US', options)
  } catch {
    // A zone that Intl does not know is the configuration's fault and is reported there; a page is read all the same.
    return new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' })
  }
}

/** What the clock of the zone shows at `epochMs`. */
export function wallTimeAt(epochMs: number, timezone: string): WallTime {
  const shown: Record<string, number> = {}
  for (const part of formatterOf(timezone).formatToParts(epochMs)) shown[part.type] = Number(part.value)
  return {
    year: shown.year ?? 1970,
    month: (shown.month ?? 1) - 1,
    day: shown.day ?? 1,
    hour: shown.hour ?? 0,
    minute: shown.minute ?? 0,
    second: shown.second ?? 0,
  }
}

/** The wall time read as though it stood in UTC. Days, months and hours may run over: they carry. */
export function utcMs(wall: WallTime): number {
  return Date.UTC(wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second)
}

/**
 * The instant at which the zone's clock shows `wall`. Of an hour that comes twice the first one counts; an hour that
 * summer time skips is read as though the clock had not been moved yet.
 */
export function zonedMs(wall: WallTime, timezone: string): number {
  const asUtc = utcMs(wall)
  if (timezone === 'UTC') return asUtc
  const offsetAt = (epochMs: number) => offsetIn(epochMs, timezone)
  const before = offsetAt(asUtc - DAY_MS)
  const first = asUtc - before
  if (offsetAt(first) === before) return first
  const after = offsetAt(asUtc + DAY_MS)
  const second = asUtc - after
  return offsetAt(second) === after ? second : first
}

/** More days than the posts of many threads span; then the memory begins anew. */
const DAYS_REMEMBERED = 5_000

/** What a zone's clock was ahead of UTC as each day (of UTC, by number) began. */
const offsets = new Map<string, Map<number, number>>()

/**
 * How far a zone's clock is ahead of UTC. Asking Intl costs more than reading the rest of a date, and the posts of a
 * page stand on few days: where a day begins and ends with the same offset, that is the offset of the whole day, since
 * no zone has ever moved its clock forth and back within one.
 */
function offsetIn(epochMs: number, timezone: string): number {
  const day = Math.floor(epochMs / DAY_MS)
  const atStart = offsetOfDay(day, timezone)
  return atStart === offsetOfDay(day + 1, timezone) ? atStart : exactOffset(epochMs, timezone)
}

function offsetOfDay(day: number, timezone: string): number {
  const known = offsets.get(timezone) ?? new Map<number, number>()
  const remembered = known.get(day)
  if (remembered !== undefined) return remembered
  if (known.size >= DAYS_REMEMBERED) known.clear()
  const offset = exactOffset(day * DAY_MS, timezone)
  known.set(day, offset)
  offsets.set(timezone, known)
  return offset
}

function exactOffset(epochMs: number, timezone: string): number {
  return utcMs(wallTimeAt(epochMs, timezone)) - epochMs
}
