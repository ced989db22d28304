// Carries over a restore what must not be undone by one: erasures, because a copy made before them still holds the
// posts; and which messages went out, because the next scan finds their posts again and would send them again.

import type { Database } from '../database.js'
import { eraseThese } from './erase.js'
import type { DoomedPost } from './remove.js'
import { Tombstones } from './tombstones.js'

/**
 * Takes both from the database file `before` into this one, and gives the number of posts erased again. Databases
 * that were never one have other keys, and nothing to do with each other.
 */
export function carryOver(database: Database, before: string): number {
  database.run('ATTACH DATABASE ? AS before', before)
  try {
    return database.write(() => {
      if (database.first(SAME_KEY) === null) return 0
      database.run(CARRY_DELIVERIES)
      database.run(CARRY_DELIVERY_ALERTS)
      return carryErasures(database)
    })
  } finally {
    database.run('DETACH DATABASE before')
  }
}

const SAME_KEY = 'SELECT 1 FROM main.salt JOIN before.salt AS other ON other.value = main.salt.value'

const CARRY_DELIVERIES = `INSERT INTO main.delivery (id, target, event, status, attempts, next_at, created_at, sent_at, last_error)
  SELECT id, target, event, status, attempts, next_at, created_at, sent_at, last_error FROM before.delivery
  WHERE status <> 'pending'
  ON CONFLICT DO UPDATE SET event = excluded.event, status = excluded.status, attempts = excluded.attempts,
    sent_at = excluded.sent_at, last_error = excluded.last_error, leased_until = NULL`

const CARRY_DELIVERY_ALERTS = `INSERT OR IGNORE INTO main.delivery_alert (alert, delivery)
  SELECT l.alert, l.delivery FROM before.delivery_alert l JOIN before.delivery d ON d.id = l.delivery
  WHERE d.status <> 'pending'`

const CARRY_TOMBSTONES = `INSERT INTO main.tombstone (identity, reason)
  SELECT identity, reason FROM before.tombstone WHERE reason = 'erased'
  ON CONFLICT DO UPDATE SET reason = excluded.reason`

function carryErasures(database: Database): number {
  database.run(CARRY_TOMBSTONES)
  const rows = database.all<{ identity: Buffer }>("SELECT identity FROM main.tombstone WHERE reason = 'erased'")
  const erased = new Set(rows.map((row) => row.identity.toString('hex')))
  const tombstones = new Tombstones(database)
  const doomed = database.select<DoomedPost>('SELECT key, source, id, conversation FROM post', (post) =>
    erased.has(tombstones.identity(post.source, post.id).toString('hex')),
  )
  return eraseThese(database, doomed, null).posts
}
