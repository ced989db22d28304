// Lets the clock act on cases in which nothing was said: a grace period that ended, a snooze that is over.

import type { Alert } from '../domain/case.js'
import type { Instant } from '../domain/time.js'
import { Progress, passTime } from './case/progress.js'
import type { DeskContext, DeskOutcome } from './review.js'

/** What the passing of time changes in these alerts, at the exact instants at which their periods ended. */
export function escalateDue(alerts: readonly Alert[], context: DeskContext, now: Instant): DeskOutcome {
  const outcomes = alerts.map((alert) => {
    const progress = Progress.from(alert, context.rules)
    passTime(progress, context.rules, { by: now })
    return progress.finish(now)
  })
  return {
    changes: outcomes.flatMap(({ change }) => (change === null ? [] : [change])),
    events: outcomes.flatMap(({ events }) => events),
  }
}
