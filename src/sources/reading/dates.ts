// Reads any date that feeds, forums and people write. Lenient in form, strict in substance: a date is never invented
// (no number, no date), a missing year is the nearest past one, and nothing is ever later than the moment at which
// the page was fetched. A date up to a day ahead is a clock that runs fast and is read as that moment; further ahead
// it is a mistake and unknown.

import type { Instant } from '../../domain/time.js'
import { type ClockText, splitClock } from './dates/clock.js'
import { type DateOrder, type DayText, daysIn } from './dates/day.js'
import { agoMs, bareWeekday, daysAgo } from './dates/relative.js'
import { foldDateText, monthOf } from './dates/words.js'
import { utcMs, wallTimeAt, zonedMs } from './dates/zones.js'

export { type DateOrder, dateOrderOf } from './dates/day.js'

/** What a date is read against. */
export interface DateContext {
  /** When the page was fetched. */
  readonly now: Instant
  /** IANA zone of dates that name none. */
  readonly timezone: string
  /** What `dateOrderOf` says of the source; without it 05/06 is day first, unless an English "PM" stands beside it. */
  readonly order?: DateOrder | null
}

/** No written date is longer; more is a paragraph that a wrong selector caught. */
const TEXT_MAX = 300
const DAY_MS = 86_400_000
/** Before this there was no public forum to speak of: zero dates and epochs of broken software. */
const EARLIEST_MS = Date.UTC(1980, 0, 2)
const MIDNIGHT: ClockText = { hour: 0, minute: 0, second: 0, offsetMinutes: null }

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)? ?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/
/** The same without its signs, as calendars write it. */
const ISO_BASIC = /^(\d{4})(\d{2})(\d{2})[Tt](\d{2})(\d{2})(\d{2})?(?:[.,]\d{1,9})?(Z|z|[+-]\d{2}:?\d{2})?$/
/** The date of mails and of nearly every RSS feed, which need not go through the search for what may be a date. */
const MAIL = /^(?:[A-Za-z]{3}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (GMT|UTC|Z|[+-]\d{4})$/
const PARTIAL = /^(\d{4})(?:-(\d{1,2}))?$/
const ORDINAL = /^(\d{4})-?(\d{3})$/
const UNIX = /^(\d{9,10})(\d{3})?$/
const CJK_DAY = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/

/** The instant that the text names; null when it names none that can be known. */
export function readDate(text: string, context: DateContext): Instant | null {
  const now = Date.parse(context.now)
  const found = epochMs(text.slice(0, TEXT_MAX).trim(), now, context)
  if (found === null || found < EARLIEST_MS || found > now + DAY_MS) return null
  return new Date(Math.min(found, now)).toISOString()
}

function epochMs(text: string, now: number, context: DateContext): number | null {
  if (text === '') return null
  const iso = ISO.exec(text) ?? ISO_BASIC.exec(text)
  if (iso !== null) return isoMs(iso, context)
  const mail = MAIL.exec(text)
  if (mail !== null) return mailMs(mail, context)
  const unix = UNIX.exec(text)
  if (unix !== null) return Number(unix[1]) * 1000 + Number(unix[2] ?? 0)
  const partial = PARTIAL.exec(text)
  if (partial !== null)
    return dayMs({ year: Number(partial[1]), month: Number(partial[2] ?? 1) - 1, day: 1 }, MIDNIGHT, context)
  const ordinal = ORDINAL.exec(text)
  if (ordinal !== null) return ordinalMs(Number(ordinal[1]), Number(ordinal[2]), context)
  return looseMs(text, now, context)
}

function isoMs(match: RegExpExecArray, context: DateContext): number | null {
  const clock = {
    hour: Number(match[4] ?? 0),
    minute: Number(match[5] ?? 0),
    second: Math.min(Number(match[6] ?? 0), 59),
    offsetMinutes: isoOffset(match[7]),
  }
  if (clock.hour > 24 || clock.minute > 59) return null
  return dayMs({ year: Number(match[1]), month: Number(match[2]) - 1, day: Number(match[3]) }, clock, context)
}

function mailMs(match: RegExpExecArray, context: DateContext): number | null {
  const month = monthOf((match[2] ?? '').toLowerCase())
  const clock = {
    hour: Number(match[4]),
    minute: Number(match[5]),
    second: Math.min(Number(match[6] ?? 0), 59),
    offsetMinutes: isoOffset(match[7]),
  }
  if (month === null || clock.hour > 24 || clock.minute > 59) return null
  return dayMs({ year: Number(match[3]), month, day: Number(match[1]) }, clock, context)
}

function isoOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null
  if (/^[a-z]/i.test(zone)) return 0
  return (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)))
}

function ordinalMs(year: number, dayOfYear: number, context: DateContext): number | null {
  if (dayOfYear < 1 || dayOfYear > 366) return null
  return zonedMs({ year, month: 0, day: dayOfYear, hour: 0, minute: 0, second: 0 }, context.timezone)
}

function looseMs(text: string, now: number, context: DateContext): number | null {
  const { core, inKorea } = coreOf(text)
  const folded = foldDateText(core)
  const ago = agoMs(folded, now)
  if (ago !== null) return ago
  const { rest, clock, impossible } = splitClock(folded, core)
  if (impossible) return null
  const given = inKorea && clock !== null && clock.offsetMinutes === null ? { ...clock, offsetMinutes: 540 } : clock
  const days = daysIn(rest, folded, context.order ?? null)
  if (days.length > 0) return firstPossible(days, given ?? MIDNIGHT, now, context)
  return namedRelativeMs(rest, given, now, context)
}

// "by Ana » Sun May 26, 2019": what stands before the mark is a name, and names hold months and numbers.
function coreOf(text: string): { readonly core: string; readonly inKorea: boolean } {
  const open = text.replace(/[\s»]+$/, '')
  const core = open.slice(open.lastIndexOf('»') + 1)
  const inKorea = /[\uac00-\ud7af]/.test(core)
  return { core: core.replace(CJK_DAY, '$1-$2-$3'), inKorea }
}

function firstPossible(days: readonly DayText[], clock: ClockText, now: number, context: DateContext): number | null {
  for (const day of days) {
    const found = day.year === null ? nearestPastMs(day, clock, now, context) : dayMs(day, clock, context)
    if (found !== null && found <= now + DAY_MS) return found
  }
  return null
}

function nearestPastMs(day: DayText, clock: ClockText, now: number, context: DateContext): number | null {
  const thisYear = wallTimeAt(now, context.timezone).year
  // Eight years back hold a 29th of February for certain.
  for (let year = thisYear + 1; year >= thisYear - 8; year -= 1) {
    const found = dayMs({ ...day, year }, clock, context)
    if (found !== null && found <= now) return found
  }
  return null
}

function dayMs(day: DayText, clock: ClockText, context: DateContext): number | null {
  const { year, month } = day
  if (year === null || month < 0 || month > 11 || day.day < 1) return null
  if (day.day > new Date(Date.UTC(year, month + 1, 0)).getUTCDate()) return null
  const wall = { year, month, day: day.day, hour: clock.hour, minute: clock.minute, second: clock.second }
  if (clock.offsetMinutes !== null) return utcMs(wall) - clock.offsetMinutes * 60_000
  return zonedMs(wall, context.timezone)
}

function namedRelativeMs(rest: string, clock: ClockText | null, now: number, context: DateContext): number | null {
  const today = wallTimeAt(now, context.timezone)
  const time = clock ?? MIDNIGHT
  const at = (back: number) => dayMsCarried(today.year, today.month, today.day - back, time, context)
  const ago = daysAgo(rest)
  if (ago !== null) return at(ago)
  const weekday = bareWeekday(rest)
  if (weekday !== null) {
    const back = (new Date(utcMs(today)).getUTCDay() - weekday + 7) % 7
    const found = at(back)
    return found <= now ? found : at(back + 7)
  }
  // A time alone is today's, or last night's.
  if (clock === null || /[\p{L}\d]/u.test(rest)) return null
  return at(0) <= now ? at(0) : at(1)
}

function dayMsCarried(year: number, month: number, day: number, clock: ClockText, context: DateContext): number {
  const wall = { year, month, day, hour: clock.hour, minute: clock.minute, second: clock.second }
  if (clock.offsetMinutes !== null) return utcMs(wall) - clock.offsetMinutes * 60_000
  return zonedMs(wall, context.timezone)
}
