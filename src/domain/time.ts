// Instants and the clock. The domain never asks what time it is: the clock is handed in by app.ts,
// so that `--now` and the tests can run as though it were any instant.

/** An instant as ISO 8601 in UTC with milliseconds (`Date.toISOString`), so that text order is time order. */
export type Instant = string

/** Tells the present. Replays and tests hand in their own. */
export type Clock = () => Date

/** The instant of a date. */
export function instantOf(date: Date): Instant {
  return date.toISOString()
}

/** The instant `ms` milliseconds after (or, negative, before) another. */
export function instantPlus(instant: Instant, ms: number): Instant {
  return new Date(Date.parse(instant) + ms).toISOString()
}

/** Milliseconds from one instant to another; negative when `to` is earlier. */
export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from)
}

const UNIT_MS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Reads `15m`, `24h`, `1.5d`, `500ms` as milliseconds; null when the text is no duration. */
export function durationMs(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)$/.exec(text.trim())
  if (match === null) return null
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS]
}
