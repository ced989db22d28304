// The counts beside the navigation. Those of what waits read one index that holds nothing else; those of all
// statuses are kept as counters.

import type { Instant } from '../../../domain/time.js'
import { LABELS, type Label } from '../../../domain/verdict.js'
import type { AlertCounts } from '../../store.js'
import type { Database } from '../database.js'
import { LABEL_BIT } from '../rows.js'
import { IS_ACTIVE, IS_UNANSWERED } from './list.js'

type WaitingCounts = Readonly<Record<'active' | 'late' | 'staff' | 'community' | 'unassigned' | Label, number>>

/** Counts for the navigation; labels are counted over what is active. */
export function countAlerts(database: Database, now: Instant): AlertCounts {
  const waiting = database.first<WaitingCounts>(WAITING, now, now)
  const byLabel = Object.fromEntries(LABELS.map((label) => [label, waiting?.[label] ?? 0]))
  return {
    active: waiting?.active ?? 0,
    late: waiting?.late ?? 0,
    staff: waiting?.staff ?? 0,
    community: waiting?.community ?? 0,
    unassigned: waiting?.unassigned ?? 0,
    oldestLate: database.first<{ alert: string; openedAt: Instant }>(OLDEST_LATE, now, now),
    byStatus: statusCounts(database),
    byLabel,
    failingSources: database.first<{ n: number }>(FAILING)?.n ?? 0,
  }
}

const LABEL_SUMS = LABELS.map((label) => `total(a.tags & ${LABEL_BIT[label]} > 0) AS ${label}`).join(', ')

const WAITING = `SELECT count(*) AS active, total(a.press_at <= ? AND ${IS_UNANSWERED}) AS late,
  total(a.waiting_for = 'staff') AS staff, total(a.waiting_for = 'community') AS community,
  total(a.assignee IS NULL) AS unassigned, ${LABEL_SUMS} FROM alert a WHERE ${IS_ACTIVE}`

const OLDEST_LATE = `SELECT a.id AS alert, a.opened_at AS openedAt FROM alert a
  WHERE ${IS_ACTIVE} AND a.press_at <= ? AND ${IS_UNANSWERED} ORDER BY a.opened_at, a.key LIMIT 1`

const FAILING = 'SELECT count(*) AS n FROM source WHERE listed = 1 AND failures > 0'

function statusCounts(database: Database): Record<string, number> {
  const rows = database.all<{ status: string; alerts: number }>(
    'SELECT status, alerts FROM alert_tally WHERE alerts > 0',
  )
  return Object.fromEntries(rows.map((row) => [row.status, row.alerts]))
}
