// Cron lines, read by node-cron. Its own "next run" goes by the wall clock of the machine; a scan must be able to
// run as though it were any instant, so the next match is searched from a given one, with node-cron as the judge.

import { createTask, parse, type ScheduledTask, validate } from 'node-cron'
import type { Instant } from '../domain/time.js'

/** A line that matches no day in this time ("31 December, first Sunday") never will; leap days come every four years, or eight. */
const HORIZON_MS = 8 * 366 * 86_400_000

const MINUTE_MS = 60_000

/** Whether a line ever matches does not depend on the day from which on one looks. */
const ANY_DAY: Instant = '2024-01-01T00:00:00.000Z'

interface CronLine {
  readonly task: ScheduledTask
  readonly hours: ReadonlySet<number>
  readonly minutes: ReadonlySet<number>
  readonly second: number
  readonly clock: Intl.DateTimeFormat
}

/** Lines come from the configuration, so they are few; reading one again for each source and scan would be waste. */
const lines = new Map<string, CronLine>()

/** True when the text is a cron line that some day will match. */
export function isCronLine(text: string): boolean {
  return validate(text) && nextCronInstant(text, 'UTC', ANY_DAY) !== null
}

/** The first instant after `after` that the line matches in the zone; null when it never does. */
export function nextCronInstant(line: string, timezone: string, after: Instant): Instant | null {
  const cron = readLine(line, timezone)
  const from = Date.parse(after)
  let candidate = Math.floor(from / MINUTE_MS) * MINUTE_MS + cron.second * 1000
  if (candidate <= from) candidate += MINUTE_MS
  while (candidate < from + HORIZON_MS) {
    const date = new Date(candidate)
    const step = minutesToTry(cron, date)
    if (step === 0 && cron.task.match(date)) return date.toISOString()
    candidate += (step === 0 ? minutesToNextDay(cron, date) : step) * MINUTE_MS
  }
  return null
}

function readLine(line: string, timezone: string): CronLine {
  const key = `${timezone} ${line}`
  const known = lines.get(key)
  if (known !== undefined) return known
  const fields = parse(line)
  const read: CronLine = {
    task: createTask(line, () => undefined, { timezone }),
    hours: new Set(fields.hour),
    minutes: new Set(fields.minute),
    second: fields.second[0] ?? 0,
    clock: new Intl.DateTimeFormat('en-GB', { timeZone: timezone, hour: '2-digit', minute: '2-digit' }),
  }
  lines.set(key, read)
  return read
}

/** Minutes until the hour and minute may match: 0 when they do, else to the next minute or hour worth a look. */
function minutesToTry(cron: CronLine, date: Date): number {
  const [hour, minute] = localTime(cron, date)
  if (!cron.hours.has(hour)) return 60 - minute
  if (cron.minutes.has(minute)) return 0
  for (let later = minute + 1; later < 60; later++) if (cron.minutes.has(later)) return later - minute
  return 60 - minute
}

/** Hour and minute match but the day does not: on to about midnight, an hour short of it where the clocks may change. */
function minutesToNextDay(cron: CronLine, date: Date): number {
  const [hour, minute] = localTime(cron, date)
  const hoursLeft = Math.max(22 - hour, 0)
  return hoursLeft * 60 + 60 - minute
}

function localTime(cron: CronLine, date: Date): [hour: number, minute: number] {
  const text = cron.clock.format(date)
  return [Number(text.slice(0, 2)) % 24, Number(text.slice(3, 5))]
}
