// Alerts: read one, list them, count them, change them.

import type { Alert, HistoryEntry } from '../../../domain/case.js'
import type { Delivery } from '../../../domain/delivery.js'
import { EscuchaError } from '../../../domain/errors.js'
import type { Instant } from '../../../domain/time.js'
import type { AlertChange, AlertFilter, Feedback, Slice } from '../../store.js'
import type { Database } from '../database.js'
import { foldName } from '../names.js'
import { writeDelivery } from '../outbox.js'
import { Where } from '../pages.js'
import { writeFeedback } from '../people.js'
import { countAlerts } from './count.js'
import { listAlerts } from './list.js'
import type { RememberedAlerts } from './remembered.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf, type HistoryRow, historyOf } from './rows.js'
import { alertKey, writeAlert, writeHistory } from './write.js'

/** The alerts' part of the store. */
export function alertMethods(database: Database, remembered: RememberedAlerts) {
  const read = (rest: string, ...values: readonly (string | number)[]): Alert[] =>
    database.all<AlertRow>(`SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} ${rest}`, ...values).map(alertOf)

  return {
    alertsDue(now: Instant, limit: number): readonly Alert[] {
      return read('WHERE a.wake_at <= ? ORDER BY a.wake_at, a.key LIMIT ?', now, limit)
    },

    alert(id: string): Alert | null {
      return read('WHERE a.id = ?', id)[0] ?? null
    },

    listAlerts(filter: AlertFilter): Slice<Alert> {
      return listAlerts(database, filter)
    },

    countAlerts(now: Instant) {
      return countAlerts(database, now)
    },

    history(alert: string): readonly HistoryEntry[] {
      const sql = `SELECT a.id AS alert, h.at, h.actor, h.kind, h.text, h.from_value AS "from", h.to_value AS "to"
        FROM alert a CROSS JOIN history h ON h.alert = a.key WHERE a.id = ? ORDER BY h.at, h.key`
      return database.all<HistoryRow>(sql, alert).map(historyOf)
    },

    recordAlerts(
      changes: readonly AlertChange[],
      deliveries: readonly Delivery[],
      feedback: readonly Feedback[],
    ): void {
      database.write(() => {
        for (const change of changes) writeAlert(database, change)
        for (const delivery of deliveries) writeDelivery(database, delivery)
        for (const entry of feedback) writeFeedback(database, entry)
      })
    },

    addHistory(entry: HistoryEntry): void {
      database.write(() => {
        const key = alertKey(database, entry.alert)
        if (key === null) throw new EscuchaError('not-found', `there is no alert ${entry.alert}`)
        writeHistory(database, key, entry)
      })
    },

    alertsOpened(filter: {
      readonly brand?: string
      readonly source?: string
      readonly since: Instant
      readonly until: Instant
    }): readonly Alert[] {
      const where = new Where()
      where.add('a.opened_at >= ? AND a.opened_at < ?', filter.since, filter.until)
      if (filter.brand !== undefined) where.add('a.brand = ?', filter.brand)
      if (filter.source !== undefined) where.add('a.source = ?', filter.source)
      return remembered.opened(where.sql(), where.values)
    },

    alertsChangedSince(at: Instant, limit: number): readonly Alert[] {
      // One scan changes many alerts at the same instant: a page that ended among them would hide the rest from a
      // reader that goes on after its last one, so the page goes on to the end of that instant.
      const last = `SELECT updated_at FROM alert WHERE updated_at > ? ORDER BY updated_at LIMIT 1 OFFSET ?`
      const until = `coalesce((${last}), '${END_OF_TIME}')`
      return read(
        `WHERE a.updated_at > ? AND a.updated_at <= ${until} ORDER BY a.updated_at, a.key`,
        at,
        at,
        Math.max(limit, 1) - 1,
      )
    },

    alertsByAuthor(source: string, author: string, exceptId: string, limit: number): readonly Alert[] {
      const rest = `WHERE a.source = ? AND a.author_folded = ? AND a.id <> ? ORDER BY a.opened_at DESC, a.key DESC LIMIT ?`
      return read(rest, source, foldName(author), exceptId, limit)
    },
  }
}

/** After every instant. */
const END_OF_TIME = '~'
