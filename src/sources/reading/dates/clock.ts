// The time of day and the zone inside a date's text: found, read and cut out, so that what is left is the day alone.

import { zoneMinutesOf } from './words.js'

/** A time of day as written, with the zone that stood beside it. */
export interface ClockText {
  readonly hour: number
  readonly minute: number
  readonly second: number
  /** Minutes east of Greenwich; null when no zone is named. */
  readonly offsetMinutes: number | null
}

/** A text with its time of day cut out. `clock` is null where there was none; `impossible` where it reads 25:71. */
export interface Split {
  readonly rest: string
  readonly clock: ClockText | null
  readonly impossible: boolean
}

const WITH_MINUTES =
  /(?<![\d#])(\d{1,2})(?::| ?h ?)(\d{2})(?!\d)(?::(\d{2})(?!\d)(?:[.,]\d{1,9})?)?(?: ?([ap])\.? ?m\b\.?)?/
const WITH_DOT = /(?<![\d#.])(\d{1,2})\.(\d{2})(?!\d)(?:\.(\d{2})(?!\d))?(?: uhr| ?([ap])\.? ?m\b\.?)/
const HOUR_ALONE = /(?<![\d#:/.-])(\d{1,2})()() ?([ap])\.? ?m\b\.?/
const AFTER_AT = /\b(?:at|a las|a la|um|alle|as)() (\d{1,2})(?![\d/.:-])/
const OFFSET = /^ ?\(?(?:utc|gmt|z)? ?([+-])(\d{1,2})(?!\d|:?\d(?!\d)):?(\d{2})?(?!\d)(?![/.-]\d)/
const OFFSET_COMPACT = /^ ?\(?(?:utc|gmt)? ?([+-])(\d{2}):?(\d{2})(?!\d)/
const ZULU = /^ ?z\b/
const CAPITALS = /(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])/g

/**
 * Cuts the time of day out of `folded` (lower case, no accents). Zone names are looked for in `original`, because
 * only their capitals tell `EST` from a French "est".
 */
export function splitClock(folded: string, original: string): Split {
  const match = WITH_MINUTES.exec(folded) ?? WITH_DOT.exec(folded) ?? HOUR_ALONE.exec(folded)
  if (match === null) return splitHourAfterAt(folded, original)
  const end = match.index + match[0].length
  const offset = offsetAt(folded.slice(end))
  const hour = hourOf(Number(match[1]), match[4] ?? halfBefore(folded.slice(0, match.index)))
  const minute = Number(match[2] || 0)
  const second = Math.min(Number(match[3] || 0), 59)
  const rest = `${folded.slice(0, match.index)} ${folded.slice(end + (offset?.length ?? 0))}`
  if (hour === null || minute > 59) return { rest, clock: null, impossible: true }
  return {
    rest,
    clock: { hour, minute, second, offsetMinutes: offset?.minutes ?? zoneName(original) },
    impossible: false,
  }
}

function splitHourAfterAt(folded: string, original: string): Split {
  const match = AFTER_AT.exec(folded)
  if (match === null) return { rest: folded, clock: null, impossible: false }
  const rest = `${folded.slice(0, match.index)} ${folded.slice(match.index + match[0].length)}`
  const hour = hourOf(Number(match[2]), null)
  if (hour === null) return { rest, clock: null, impossible: true }
  return { rest, clock: { hour, minute: 0, second: 0, offsetMinutes: zoneName(original) }, impossible: false }
}

function hourOf(hour: number, half: string | null): number | null {
  if (half === null) return hour <= 24 ? hour : null
  // "15:30 pm" is a mistake of the page's whose meaning is plain.
  if (hour > 12) return hour <= 24 ? hour : null
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

// Korean writes its half of the day before the hour.
function halfBefore(before: string): 'a' | 'p' | null {
  const word = before.trimEnd().normalize('NFC')
  if (word.endsWith('오후')) return 'p'
  if (word.endsWith('오전')) return 'a'
  return null
}

function offsetAt(after: string): { readonly minutes: number; readonly length: number } | null {
  const zulu = ZULU.exec(after)
  const match = OFFSET_COMPACT.exec(after) ?? OFFSET.exec(after)
  if (match === null) return zulu === null ? null : { minutes: 0, length: zulu[0].length }
  const hours = Number(match[2])
  const minutes = Number(match[3] ?? 0)
  if (hours > 14 || minutes > 59) return null
  return { minutes: (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes), length: match[0].length }
}

function zoneName(original: string): number | null {
  for (const [name] of original.matchAll(CAPITALS)) {
    const minutes = zoneMinutesOf(name)
    if (minutes !== null) return minutes
  }
  return null
}
