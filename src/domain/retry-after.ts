// Reads how long another server asks to be left alone, the same way for pages and for targets.

/** No server may silence a source or a target for longer than a day by one answer. */
const RETRY_AFTER_SECONDS_MAX = 86_400

/**
 * Seconds that a Retry-After header asks for, given in seconds or as a date, at most a day; null when it is absent or
 * senseless. `date` is the answer's own Date header: a date means what the server's clock means by it.
 */
export function retryAfterSeconds(value: string | null, date: string | null, now: Date): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,15}(\.\d{1,9})?$/.test(text)) return Math.min(Math.ceil(Number(text)), RETRY_AFTER_SECONDS_MAX)
  const untilMs = httpDateMs(text)
  if (untilMs === null) return null
  const fromMs = httpDateMs(date ?? '') ?? now.getTime()
  return Math.min(Math.max(0, Math.ceil((untilMs - fromMs) / 1000)), RETRY_AFTER_SECONDS_MAX)
}

/** The instant of a date in a header; null when it is none. A bare number is no date, though Date.parse takes "0" for one. */
export function httpDateMs(value: string): number | null {
  if (value.length > 60 || !/[a-z]{3}.*\d:\d\d/i.test(value)) return null
  const ms = Date.parse(value)
  return Number.isNaN(ms) ? null : ms
}
