// Subscriptions at WebSub hubs, and what hubs have distributed until a scan has read it.

import type { Instant } from '../../domain/time.js'
import type { Push, Subscription } from '../../domain/websub.js'
import type { Database } from './database.js'

const COLUMNS = `id, source, hub, topic, callback, secret, wants, asked_at AS askedAt, verified_at AS verifiedAt,
  lease_until AS leaseUntil, next_ask_at AS nextAskAt, failures, reason, last_push_at AS lastPushAt, version`

/** The hubs' part of the store. */
export function subscriptionMethods(database: Database) {
  return {
    subscriptions(): readonly Subscription[] {
      return database.all<Subscription>(`SELECT ${COLUMNS} FROM subscription ORDER BY source, wants, id`)
    },

    subscription(id: string): Subscription | null {
      return database.first<Subscription>(`SELECT ${COLUMNS} FROM subscription WHERE id = ?`, id)
    },

    addSubscription(subscription: Subscription): boolean {
      return database.write(() => insert(database, subscription)) === 1
    },

    saveSubscription(subscription: Subscription): boolean {
      return database.write(() => update(database, subscription)) === 1
    },

    removeSubscription(id: string): void {
      database.write(() => database.run('DELETE FROM subscription WHERE id = ?', id))
    },

    addPush(push: Omit<Push, 'key'>, most: number): void {
      database.write(() => keepPush(database, push, most))
    },

    pushes(source: string): readonly Push[] {
      const sql = `SELECT key, source, content_type AS contentType, body, received_at AS receivedAt FROM push
        WHERE source = ? ORDER BY key`
      return database.all<Push>(sql, source)
    },

    pushedSources(): readonly string[] {
      return database.all<{ source: string }>('SELECT DISTINCT source FROM push').map(({ source }) => source)
    },

    removePushes(keys: readonly number[]): void {
      database.writeRelaxed(() => {
        for (const key of keys) database.run('DELETE FROM push WHERE key = ?', key)
      })
    },
  }
}

function insert(database: Database, given: Subscription): number {
  const sql = `INSERT INTO subscription (id, source, hub, topic, callback, secret, wants, asked_at, verified_at,
      lease_until, next_ask_at, failures, reason, last_push_at, version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
  const { id, source, hub, topic, callback, secret, wants, lastPushAt, version } = given
  return database.run(sql, id, source, hub, topic, callback, secret, wants, ...changing(given), lastPushAt, version)
}

/** What asking and answering change, in the order of the columns. */
function changing(given: Subscription) {
  const { askedAt, verifiedAt, leaseUntil, nextAskAt, failures, reason } = given
  return [askedAt, verifiedAt, leaseUntil, nextAskAt, failures, reason] as const
}

function update(database: Database, given: Subscription): number {
  const sql = `UPDATE subscription SET wants = ?, asked_at = ?, verified_at = ?, lease_until = ?, next_ask_at = ?,
      failures = ?, reason = ?, version = version + 1
    WHERE id = ? AND version = ?`
  return database.run(sql, given.wants, ...changing(given), given.id, given.version)
}

function keepPush(database: Database, push: Omit<Push, 'key'>, most: number): void {
  const { source, contentType, body, receivedAt } = push
  const sql = 'INSERT INTO push (source, content_type, body, received_at) VALUES (?, ?, ?, ?)'
  database.run(sql, source, contentType, Buffer.from(body), receivedAt)
  noteTold(database, source, receivedAt)
  const old =
    'DELETE FROM push WHERE source = ? AND key NOT IN (SELECT key FROM push WHERE source = ? ORDER BY key DESC LIMIT ?)'
  database.run(old, source, source, most)
}

function noteTold(database: Database, source: string, at: Instant): void {
  database.run("UPDATE subscription SET last_push_at = ? WHERE source = ? AND wants = 'subscribe'", at, source)
}
