// Lets the clock act on alerts: those whose grace has ended escalate, snoozes that are over end. Each batch is
// written with the notifications it owes, in one transaction of its own.

import type { Alert } from '../domain/case.js'
import { isExpected } from '../domain/errors.js'
import { type Instant, instantOf } from '../domain/time.js'
import { tallyAlerts } from './storing/storing.js'
import type { AlertTally, ScanTools } from './tools.js'

const ALERTS_AT_ONCE = 200
/** A first scan may bring years of old cases at once; what is left waits for the next pass. */
const BATCHES_MAX = 100

type EscalationTools = Pick<ScanTools, 'store' | 'desk' | 'owe' | 'clock' | 'log'>

/** Escalates everything that is due now. */
export async function escalateDue(tools: EscalationTools): Promise<AlertTally> {
  const now = instantOf(tools.clock())
  let tally: AlertTally = { opened: 0, reopened: 0, escalated: 0, answered: 0 }
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const due = await tools.store.alertsDue(now, ALERTS_AT_ONCE)
    const written = await escalate(due, now, tools)
    if (written === null) break
    tally = {
      opened: tally.opened + written.opened,
      reopened: tally.reopened + written.reopened,
      escalated: tally.escalated + written.escalated,
      answered: tally.answered + written.answered,
    }
    if (due.length < ALERTS_AT_ONCE) break
  }
  return tally
}

/** Null when nothing was written, so that asking again would bring the same alerts. */
async function escalate(due: readonly Alert[], now: Instant, tools: EscalationTools): Promise<AlertTally | null> {
  const { changes, events } = tools.desk.escalate(due, now)
  if (changes.length === 0) return null
  const happenings = events.map(({ kind, alert }) => ({ kind, alerts: [alert], target: null }))
  try {
    await tools.store.recordAlerts(changes, tools.owe(happenings, now), [])
    return tallyAlerts(changes)
  } catch (error) {
    if (!isExpected(error) || error.code !== 'store-conflict') throw error
    if (due.length > 1) return escalateOneByOne(due, now, tools)
    tools.log.debug({ alert: due[0]?.id }, 'an alert was changed meanwhile and waits for the next pass')
    return null
  }
}

/** One alert that somebody is just changing must not hold up the others. */
async function escalateOneByOne(
  due: readonly Alert[],
  now: Instant,
  tools: EscalationTools,
): Promise<AlertTally | null> {
  let escalated = 0
  for (const alert of due) escalated += (await escalate([alert], now, tools))?.escalated ?? 0
  return escalated === 0 ? null : { opened: 0, reopened: 0, escalated, answered: 0 }
}
