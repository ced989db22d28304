// The list of alerts in pages. Both orders are walks along an index: `pressing` by when an alert wants a look, then
// urgency and severity; `newest` by when it opened. What the filters add never changes the order.

import type { Alert } from '../../../domain/case.js'
import type { AlertFilter, Slice } from '../../store.js'
import { cursorAfter, cursorKeys } from '../cursor.js'
import type { Database } from '../database.js'
import { pageRows, slice, Where } from '../posts/list.js'
import { searchPhrase } from '../posts/search.js'
import { LABEL_BIT } from '../rows.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf, DONE } from './rows.js'

/** The pages of the alert list. */
export function listAlerts(database: Database, filter: AlertFilter): Slice<Alert> {
  const { sql, values } = listQuery(filter)
  const rows = database.all<AlertRow>(sql, ...values, pageRows(filter.limit) + 1)
  const order = ORDERS[filter.order]
  return slice(rows, filter.limit, alertOf, (row) => cursorAfter(filter.order, order.keys(row)))
}

/** The statement behind a page: a test reads its plan. It binds one value more than it names, the number of rows. */
export function listQuery(filter: AlertFilter): { readonly sql: string; readonly values: Where['values'] } {
  const where = new Where()
  addWhat(where, filter)
  addWho(where, filter)
  addView(where, filter)
  const order = ORDERS[filter.order]
  if (filter.cursor !== undefined) where.add(order.after, ...cursorKeys(filter.order, filter.cursor, order.shape))
  const sql = `SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} ${where.sql()} ORDER BY ${order.by} LIMIT ?`
  return { sql, values: where.values }
}

interface Order {
  readonly by: string
  readonly after: string
  readonly shape: readonly (string | number)[]
  keys(row: AlertRow): readonly (string | number)[]
}

const ORDERS: Readonly<Record<AlertFilter['order'], Order>> = {
  pressing: {
    by: 'a.press_at, a.press_rank, a.opened_at, a.key',
    after: '(a.press_at, a.press_rank, a.opened_at, a.key) > (?, ?, ?, ?)',
    shape: ['', 0, '', 0],
    keys: (row) => [row.press_at, row.press_rank, row.opened_at, row.key],
  },
  newest: {
    by: 'a.opened_at DESC, a.key DESC',
    after: '(a.opened_at, a.key) < (?, ?)',
    shape: ['', 0],
    keys: (row) => [row.opened_at, row.key],
  },
}

function addWhat(where: Where, filter: AlertFilter): void {
  if (filter.brand !== undefined) where.add('a.brand = ?', filter.brand)
  if (filter.label !== undefined) where.add(`a.tags & ${LABEL_BIT[filter.label]}`)
  if (filter.severity !== undefined) where.add('a.severity = ?', filter.severity)
  if (filter.source !== undefined) where.add('a.source = ?', filter.source)
  if (filter.language !== undefined) where.add('a.language = ?', filter.language)
  if (filter.since !== undefined) where.add('a.opened_at >= ?', filter.since)
  if (filter.until !== undefined) where.add('a.opened_at < ?', filter.until)
  const phrase = filter.q === undefined ? null : searchPhrase(filter.q)
  if (phrase === null) return
  const found = `SELECT ap.alert FROM post_search s CROSS JOIN alert_post ap ON ap.post = s.rowid WHERE post_search MATCH ?`
  where.add(`a.key IN (${found})`, phrase)
}

function addWho(where: Where, filter: AlertFilter): void {
  if (filter.status !== undefined) where.add('a.status = ?', filter.status)
  if (filter.assignee !== undefined) where.add('a.assignee = ?', filter.assignee)
}

/** Waits, and is not asleep. */
export const IS_ACTIVE = `a.press_at < '${DONE}' AND (a.status <> 'snoozed' OR a.snoozed_until <= ?)`

function addView(where: Where, { view, now }: AlertFilter): void {
  if (view === undefined) return
  if (view === 'done') {
    where.add(`a.press_at = '${DONE}'`)
    return
  }
  where.add(IS_ACTIVE, now)
  if (view === 'late') where.add('a.press_at <= ?', now)
  if (view === 'community' || view === 'staff') where.add('a.waiting_for = ?', view)
  if (view === 'unassigned') where.add('a.assignee IS NULL')
}
