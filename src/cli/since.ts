// Reads `--since`: a span back from now ("7d") or an instant.

import { EscuchaError } from '../domain/errors.js'
import { durationMs, type Instant, instantOf } from '../domain/time.js'

/** The instant that `--since` means. */
export function sinceInstant(text: string, now: Date): Instant {
  const ms = durationMs(text)
  if (ms !== null) return instantOf(new Date(now.getTime() - ms))
  const at = Date.parse(text)
  if (Number.isNaN(at) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw new EscuchaError('usage', `--since takes a span like 7d or an instant like 2026-11-01, not "${text}".`)
  }
  return instantOf(new Date(at))
}
