// The list of alerts in pages. Both orders are walks along an index: `pressing` by when an alert wants a look, then
// urgency and severity; `newest` by when it opened. What the filters add never changes the order.
//
// SQLite knows nothing of how many rows a condition leaves, so the statements say which index serves: a column behind
// a plus sign (`+a.status`) filters, and is not looked up. A test reads the plans.

import type { Alert } from '../../../domain/case.js'
import type { AlertFilter, Slice } from '../../store.js'
import { cursorAfter, cursorKeys } from '../cursor.js'
import type { Database } from '../database.js'
import { pageRows, slice, Where } from '../pages.js'
import { searchPhrase } from '../posts/search.js'
import { LABEL_BIT } from '../rows.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf, DONE } from './rows.js'

/** The pages of the alert list. */
export function listAlerts(database: Database, filter: AlertFilter): Slice<Alert> {
  const { sql, values } = listQuery(filter)
  const rows = database.all<AlertRow>(sql, ...values, pageRows(filter.limit) + 1)
  return slice(rows, filter.limit, alertOf, (row) => cursorAfter(filter.order, cursorOf(filter.order, row)))
}

/**
 * The statement behind a page; it binds one value more, the number of rows. The page's keys are found and put in
 * order first, so that what sorting there is moves keys and not texts.
 */
export function listQuery(filter: AlertFilter): { readonly sql: string; readonly values: Where['values'] } {
  const where = filter.order === 'pressing' ? pressingWhere(filter) : newestWhere(filter)
  const by = orderBy(filter)
  const keys = `SELECT a.key FROM alert a ${where.sql()} ORDER BY ${by} LIMIT ?`
  const sql = `SELECT ${ALERT_COLUMNS} FROM (${keys}) page CROSS JOIN alert a ON a.key = page.key ${ALERT_JOINS}
    ORDER BY ${by}`
  return { sql, values: where.values }
}

/** Waits, and is not asleep. */
export const IS_ACTIVE = `a.press_at < '${DONE}' AND (+a.status <> 'snoozed' OR a.snoozed_until <= ?)`

/** Is late by the plain rule; a case whose answer is doubted waits for somebody, and is no ostrich. */
export const IS_UNANSWERED = "+a.status <> 'answered'"

/** Along `alert_pressing` and its like: the time that presses, then the rank, then the age. */
function pressingWhere(filter: AlertFilter): Where {
  const where = commonWhere(filter)
  // Only `newest` has an index of statuses and a range of its own.
  if (filter.status !== undefined) where.add('+a.status = ?', filter.status)
  if (filter.since !== undefined) where.add('+a.opened_at >= ?', filter.since)
  if (filter.until !== undefined) where.add('+a.opened_at < ?', filter.until)
  if (filter.view === 'done') where.add(`a.press_at = '${DONE}'`)
  if (filter.cursor !== undefined) {
    const keys = cursorKeys('pressing', filter.cursor, ['', 0, '', 0])
    where.add('(a.press_at, a.press_rank, a.opened_at, a.key) > (?, ?, ?, ?)', ...keys)
  }
  return where
}

/** Along `alert_newest` and its like; but what waits is few among many, and is found by that and sorted. */
function newestWhere(filter: AlertFilter): Where {
  const where = commonWhere(filter)
  const opened = isWaitingView(filter) ? '+a.opened_at' : 'a.opened_at'
  if (filter.status !== undefined) where.add(`${isWaitingView(filter) ? '+' : ''}a.status = ?`, filter.status)
  if (filter.since !== undefined) where.add(`${opened} >= ?`, filter.since)
  if (filter.until !== undefined) where.add(`${opened} < ?`, filter.until)
  if (filter.view === 'done') where.add(`+a.press_at = '${DONE}'`)
  if (filter.cursor !== undefined) {
    where.add(`(${opened}, a.key) < (?, ?)`, ...cursorKeys('newest', filter.cursor, ['', 0]))
  }
  return where
}

function orderBy(filter: AlertFilter): string {
  if (filter.order === 'pressing') return 'a.press_at, a.press_rank, a.opened_at, a.key'
  return `${isWaitingView(filter) ? '+' : ''}a.opened_at DESC, a.key DESC`
}

function cursorOf(order: AlertFilter['order'], row: AlertRow): readonly (string | number)[] {
  if (order === 'pressing') return [row.press_at, row.press_rank, row.opened_at, row.key]
  return [row.opened_at, row.key]
}

function isWaitingView(filter: AlertFilter): boolean {
  return filter.view !== undefined && filter.view !== 'done'
}

function commonWhere(filter: AlertFilter): Where {
  const where = new Where()
  if (filter.brand !== undefined) where.add('a.brand = ?', filter.brand)
  if (filter.label !== undefined) where.add(`a.tags & ${LABEL_BIT[filter.label]}`)
  if (filter.severity !== undefined) where.add('a.severity = ?', filter.severity)
  if (filter.source !== undefined) where.add('a.source = ?', filter.source)
  if (filter.language !== undefined) where.add('a.language = ?', filter.language)
  if (filter.assignee !== undefined) where.add('a.assignee = ?', filter.assignee)
  if (filter.team !== undefined) where.add('+a.team = ?', filter.team)
  if (filter.priority !== undefined) where.add('a.priority = ?', filter.priority)
  if (filter.tag !== undefined) {
    where.add("EXISTS (SELECT 1 FROM json_each(a.routing, '$.tags') t WHERE t.value = ?)", filter.tag)
  }
  addView(where, filter)
  const phrase = filter.q === undefined ? null : searchPhrase(filter.q)
  if (phrase !== null) where.add(`a.key IN (${FOUND})`, phrase)
  return where
}

const FOUND = `SELECT ap.alert FROM post_search s CROSS JOIN alert_post ap ON ap.post = s.rowid
  WHERE post_search MATCH ?`

function addView(where: Where, { view, now }: AlertFilter): void {
  if (view === undefined || view === 'done') return
  where.add(IS_ACTIVE, now)
  if (view === 'late') where.add(`a.press_at <= ? AND ${IS_UNANSWERED}`, now)
  if (view === 'community' || view === 'staff') where.add('a.waiting_for = ?', view)
  if (view === 'unassigned') where.add('a.assignee IS NULL')
}
