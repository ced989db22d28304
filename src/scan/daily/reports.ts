// Writes reports of the figures into the outbox when their cron lines say so: one message for the period that the line
// spans, a week for a weekly line.

import type { ReportPart } from '../../domain/delivery.js'
import type { TargetSpec } from '../../domain/settings.js'
import { type Instant, instantOf, instantPlus, msBetween } from '../../domain/time.js'
import { nextCronInstant } from '../cron.js'
import type { ScanTools } from '../tools.js'

/** What reports need. */
export interface ReportTools extends Pick<ScanTools, 'store' | 'owe' | 'clock' | 'timezone'> {
  readonly targets: readonly TargetSpec[]
  /** The figures of a period, seen from an instant; absent where nobody counts any. */
  readonly report?: (since: Instant, until: Instant, now: Instant) => Promise<readonly ReportPart[]>
}

/** Owes each target its report when the time has come since the last one. Of several that were missed the last is sent. */
export async function oweReports(tools: ReportTools): Promise<void> {
  const now = instantOf(tools.clock())
  for (const { id, report } of tools.targets) {
    if (report !== undefined) await oweReport(id, report, now, tools)
  }
}

async function oweReport(target: string, line: string, now: Instant, tools: ReportTools): Promise<void> {
  const key = `report.${target}`
  const last = await tools.store.setting(key)
  // At the first sight of a line, and after the clock was set back, counting starts now.
  if (last === null || last > now) return tools.store.saveSetting(key, now)
  const due = lastDue(line, tools.timezone, last, now)
  if (due === null || tools.report === undefined) return
  const next = nextCronInstant(line, tools.timezone, due)
  const since = instantPlus(due, next === null ? -WEEK_MS : -msBetween(due, next))
  const report = await tools.report(since, instantPlus(due, -1), due)
  // The instant of the line, not ours, makes the delivery's id: written twice, it is still one report.
  const deliveries = tools.owe([{ kind: 'report', alerts: [], target, report }], due)
  if (deliveries.length > 0) await tools.store.addDeliveries(deliveries)
  await tools.store.saveSetting(key, now)
}

const WEEK_MS = 7 * 86_400_000

/** A machine that was off for a year has missed many; nobody wants more than the last. */
const MISSED_MAX = 1_000

/** The last instant of the line after `last` that has come. */
function lastDue(line: string, timezone: string, last: Instant, now: Instant): Instant | null {
  let due: Instant | null = null
  for (let turn = 0; turn < MISSED_MAX; turn += 1) {
    const next = nextCronInstant(line, timezone, due ?? last)
    if (next === null || next > now) return due
    due = next
  }
  return due
}
