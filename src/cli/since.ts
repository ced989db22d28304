// Reads `--since` and `--until`: a span from now ("7d"), back or ahead, or an instant.

import { EscuchaError } from '../domain/errors.js'
import { durationMs, type Instant, instantOf } from '../domain/time.js'

/** The instant that `--since` means: a span counts back. */
export function sinceInstant(text: string, now: Date): Instant {
  return instantFrom('--since', text, now, -1)
}

/** The instant that `--until` means where something is put off: a span counts ahead. */
export function untilInstant(text: string, now: Date): Instant {
  return instantFrom('--until', text, now, 1)
}

function instantFrom(flag: string, text: string, now: Date, direction: 1 | -1): Instant {
  const ms = durationMs(text)
  const at = new Date(ms === null ? Date.parse(text) : now.getTime() + direction * ms)
  if (Number.isNaN(at.getTime()) || (ms === null && !/^\d{4}-\d{2}-\d{2}/.test(text))) {
    throw new EscuchaError('usage', `${flag} takes a span like 7d or an instant like 2026-11-01, not "${text}".`)
  }
  return instantOf(at)
}
