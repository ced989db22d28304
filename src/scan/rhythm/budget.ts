// How many pages a source may cost in a day, whatever its rhythm and however many threads it names: a bug of ours, or
// a forum of endless pages, must not become a nuisance to its host.

import type { SourceState } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'

/** One page every 43 seconds, day and night. The pages a scan starts with are always fetched. */
export const REQUESTS_PER_DAY_MAX = 2000

/** Requests that this source may still cost today (UTC). */
export function requestsLeftToday(state: SourceState, now: Instant): number {
  const { requests } = state
  const spent = requests?.day === dayOf(now) ? requests.count : 0
  return Math.max(0, REQUESTS_PER_DAY_MAX - spent)
}

/** The day's count with so many more. */
export function requestsAfter(state: SourceState, asked: number, now: Instant): NonNullable<SourceState['requests']> {
  const day = dayOf(now)
  const spent = state.requests?.day === day ? state.requests.count : 0
  return { day, count: spent + asked }
}

function dayOf(instant: Instant): string {
  return instant.slice(0, 10)
}
