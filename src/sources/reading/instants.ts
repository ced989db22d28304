// Instants that machines write: ISO 8601 and counts since 1970. Never one that lies ahead.

import type { Instant } from '../../domain/time.js'

/** The instant of an ISO 8601 text with a zone, or of a count of seconds or milliseconds; null when it is none, or lies after `now`. */
export function pastInstant(text: string | null, now: Instant): Instant | null {
  if (text === null) return null
  const ms = msOf(text)
  if (ms === null || Number.isNaN(ms) || ms > Date.parse(now) || ms <= 0) return null
  return new Date(ms).toISOString()
}

function msOf(text: string): number | null {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000
  if (/^\d{12,13}$/.test(text)) return Number(text)
  return /^\d{4}-\d\d-\d\d[T ][\d:.,]{4,18}\s?(?:Z|UTC|[+-]\d\d:?\d\d)$/i.test(text)
    ? Date.parse(text.replace(/\s?UTC$/i, 'Z'))
    : null
}
