// The outbox: what is owed to targets. A row is written with the alert it tells of, is taken by one sender at a
// time, and stays until it is settled, so a crash may send one twice and never loses one.

import type { Delivery, DeliveryStatus } from '../../domain/delivery.js'
import type { Instant } from '../../domain/time.js'
import type { Database } from './database.js'
import { Where } from './pages.js'
import { fromJson } from './rows.js'

interface DeliveryRow {
  readonly id: string
  readonly target: string
  readonly event: string
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly next_at: Instant
  readonly created_at: Instant
  readonly sent_at: Instant | null
  readonly last_error: string | null
}

const COLUMNS = 'd.id, d.target, d.event, d.status, d.attempts, d.next_at, d.created_at, d.sent_at, d.last_error'

type Outcome =
  | { readonly status: 'sent'; readonly at: Instant }
  | { readonly status: 'pending'; readonly nextAt: Instant; readonly error: string }
  | { readonly status: 'dead'; readonly at: Instant; readonly error: string }

/** The outbox's part of the store. */
export function outboxMethods(database: Database) {
  return {
    leaseDeliveries(now: Instant, leaseUntil: Instant, limit: number): readonly Delivery[] {
      // Oldest first, so that a target hears of things in their order; a target that is switched off waits with
      // all that is owed to it, and takes no place from the others.
      const due = `SELECT ${COLUMNS} FROM delivery d WHERE d.status = 'pending' AND d.next_at <= ?
        AND (d.leased_until IS NULL OR d.leased_until <= ?) AND d.target NOT IN (SELECT target FROM disabled_target)
        ORDER BY d.next_at, d.created_at, d.rowid LIMIT ?`
      // Mostly there is nothing to send: looking first spares the write lock.
      if (database.first(due, now, now, 1) === null) return []
      return database.writeRelaxed(() => {
        const rows = database.all<DeliveryRow>(due, now, now, limit)
        for (const row of rows) database.run('UPDATE delivery SET leased_until = ? WHERE id = ?', leaseUntil, row.id)
        return rows.map(deliveryOf)
      })
    },

    settleDelivery(id: string, outcome: Outcome): void {
      database.writeRelaxed(() => settle(database, id, outcome))
    },

    addDeliveries(deliveries: readonly Delivery[]): void {
      database.write(() => {
        for (const delivery of deliveries) writeDelivery(database, delivery)
      })
    },

    listDeliveries(filter: {
      readonly alert?: string
      readonly status?: Delivery['status']
      readonly limit: number
    }): readonly Delivery[] {
      const where = new Where()
      if (filter.alert !== undefined)
        where.add('d.id IN (SELECT delivery FROM delivery_alert WHERE alert = ?)', filter.alert)
      if (filter.status !== undefined) where.add('d.status = ?', filter.status)
      const sql = `SELECT ${COLUMNS} FROM delivery d ${where.sql()} ORDER BY d.created_at DESC, d.rowid DESC LIMIT ?`
      return database.all<DeliveryRow>(sql, ...where.values, filter.limit).map(deliveryOf)
    },

    countDeliveries(): { readonly pending: number; readonly sent: number; readonly dead: number } {
      const sql = `SELECT (SELECT count(*) FROM delivery WHERE status = 'pending') AS pending,
        (SELECT count(*) FROM delivery WHERE status = 'sent') AS sent,
        (SELECT count(*) FROM delivery WHERE status = 'dead') AS dead`
      return database.first<{ pending: number; sent: number; dead: number }>(sql) ?? { pending: 0, sent: 0, dead: 0 }
    },

    disabledTargets(): ReadonlyMap<string, { readonly reason: string; readonly at: Instant }> {
      const rows = database.all<{ target: string; reason: string; at: Instant }>('SELECT * FROM disabled_target')
      return new Map(rows.map(({ target, reason, at }) => [target, { reason, at }]))
    },

    disableTarget(target: string, reason: string, at: Instant): void {
      // The first reason stays: it says since when, and what began it.
      const sql = 'INSERT INTO disabled_target (target, reason, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'
      database.write(() => database.run(sql, target, reason, at))
    },

    enableTarget(target: string): void {
      database.write(() => database.run('DELETE FROM disabled_target WHERE target = ?', target))
    },
  }
}

const INSERT = `INSERT INTO delivery (id, target, event, status, attempts, next_at, created_at, sent_at, last_error)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`

/** Writes a delivery inside the caller's transaction; one with an id that is known is the same delivery. */
export function writeDelivery(database: Database, delivery: Delivery): void {
  const { id, target, event, status, attempts, nextAt, createdAt, sentAt, lastError } = delivery
  const row = [id, target, JSON.stringify(event), status, attempts, nextAt, createdAt, sentAt, lastError] as const
  if (database.run(INSERT, ...row) === 0) return
  const link = 'INSERT OR IGNORE INTO delivery_alert (alert, delivery) VALUES (?, ?)'
  for (const alert of event.alerts) database.run(link, alert.id, id)
}

const SETTLE = `UPDATE delivery SET status = ?, attempts = attempts + 1, next_at = coalesce(?, next_at), sent_at = ?,
  last_error = ?, leased_until = NULL WHERE id = ?`

function settle(database: Database, id: string, outcome: Outcome): void {
  const nextAt = outcome.status === 'pending' ? outcome.nextAt : null
  const sentAt = outcome.status === 'sent' ? outcome.at : null
  const error = outcome.status === 'sent' ? null : outcome.error
  database.run(SETTLE, outcome.status, nextAt, sentAt, error, id)
}

function deliveryOf(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    target: row.target,
    event: fromJson<Delivery['event']>(row.event),
    status: row.status,
    attempts: row.attempts,
    nextAt: row.next_at,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    lastError: row.last_error,
  }
}
