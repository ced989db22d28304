// The part of an erasure that concerns cases: alerts that rested on the erased posts, their history, and the
// snapshots of them that wait in the outbox or went out long ago.

import type { AlertEvent, DeliveryStatus } from '../../../domain/delivery.js'
import type { Instant } from '../../../domain/time.js'
import type { Erased } from '../../store.js'
import { ALERT_COLUMNS, ALERT_JOINS, type AlertRow, alertOf } from '../alerts/rows.js'
import type { Database } from '../database.js'
import { fromJson } from '../rows.js'

/** What became of the cases. */
export type ErasedAlerts = Pick<Erased, 'alerts' | 'sentTo'>

/**
 * Removes the alerts that lost their last post, and those of the person; takes out of the others what they retold.
 * `titles` holds the threads' titles that were erased, by conversation.
 */
export function eraseAlerts(
  database: Database,
  linked: ReadonlySet<number>,
  author: string | null,
  titles: ReadonlyMap<number, string>,
): ErasedAlerts {
  const gone: string[] = []
  const touched = new Set<string>()
  for (const row of affected(database, linked, author, titles)) {
    touched.add(row.id)
    if (isGone(database, row, author)) {
      gone.push(row.id)
      database.run('DELETE FROM alert WHERE key = ?', row.key)
    } else {
      redact(database, row, titles)
    }
  }
  return { alerts: gone.length, sentTo: redactDeliveries(database, touched) }
}

type AffectedRow = AlertRow & { readonly author_folded: string | null; readonly conversation: number }

function affected(
  database: Database,
  linked: ReadonlySet<number>,
  author: string | null,
  titles: ReadonlyMap<number, string>,
): AffectedRow[] {
  const read = `SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} WHERE`
  const rows = [...linked].flatMap((key) => database.all<AffectedRow>(`${read} a.key = ?`, key))
  if (author !== null) rows.push(...database.all<AffectedRow>(`${read} a.author_folded = ?`, author))
  for (const conversation of titles.keys()) {
    rows.push(...database.all<AffectedRow>(`${read} a.conversation = ?`, conversation))
  }
  return [...new Map(rows.map((row) => [row.key, row])).values()]
}

function isGone(database: Database, row: AffectedRow, author: string | null): boolean {
  if (author !== null && row.author_folded === author) return true
  return database.first('SELECT 1 FROM alert_post WHERE alert = ? LIMIT 1', row.key) === null
}

/** What an alert still says after some of its posts went: only what a post that is left says too. */
function redact(database: Database, row: AffectedRow, titles: ReadonlyMap<number, string>): void {
  const left = database.all<{ id: string; title: string | null; text: string }>(
    `SELECT p.id, t.title, t.text FROM alert_post ap CROSS JOIN post p ON p.key = ap.post
      CROSS JOIN post_text t ON t.post = p.key WHERE ap.alert = ?`,
    row.key,
  )
  const core = row.excerpt.replace(/^…|…$/gu, '').trim()
  const said =
    core !== '' && left.some((post) => squeezed(`${post.title ?? ''}\n${post.text}`).includes(squeezed(core)))
  const title = row.alert_title === (titles.get(row.conversation) ?? null) ? null : row.alert_title
  const ids = new Set(left.map((post) => post.id))
  const posts = fromJson<string[]>(row.posts).filter((id) => ids.has(id))
  const sql = 'UPDATE alert_text SET title = ?, excerpt = ?, evidence = ?, posts = ? WHERE alert = ?'
  database.run(sql, title, said ? row.excerpt : '', said ? row.evidence : '[]', JSON.stringify(posts), row.key)
  // The page, and a person with the old version on the screen, must notice.
  database.run('UPDATE alert SET version = version + 1 WHERE key = ?', row.key)
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ')
}

interface SnapshotRow {
  readonly id: string
  readonly target: string
  readonly event: string
  readonly status: DeliveryStatus
  readonly sent_at: Instant | null
}

/** Rewrites every snapshot of these alerts to what they are now; one that speaks of nothing any more is not sent. */
function redactDeliveries(database: Database, alerts: ReadonlySet<string>): Erased['sentTo'] {
  const sql = `SELECT d.id, d.target, d.event, d.status, d.sent_at FROM delivery_alert l CROSS JOIN delivery d
    ON d.id = l.delivery WHERE l.alert = ?`
  const rows = [...alerts].flatMap((alert) => database.all<SnapshotRow>(sql, alert))
  const snapshots = [...new Map(rows.map((row) => [row.id, row])).values()]
  for (const row of snapshots) redactDelivery(database, row, alerts)
  return snapshots.flatMap((row) => (row.sent_at === null ? [] : [{ target: row.target, at: row.sent_at }]))
}

function redactDelivery(database: Database, row: SnapshotRow, touched: ReadonlySet<string>): void {
  const event = fromJson<AlertEvent>(row.event)
  const alerts = event.alerts.flatMap((alert) => (touched.has(alert.id) ? present(database, alert.id) : [alert]))
  if (alerts.length === 0 && row.status === 'pending') {
    database.run('DELETE FROM delivery WHERE id = ?', row.id)
    return
  }
  database.run('UPDATE delivery SET event = ? WHERE id = ?', JSON.stringify({ ...event, alerts }), row.id)
  const gone = event.alerts.filter((alert) => !alerts.some((kept) => kept.id === alert.id))
  for (const alert of gone)
    database.run('DELETE FROM delivery_alert WHERE alert = ? AND delivery = ?', alert.id, row.id)
}

function present(database: Database, id: string) {
  return database.all<AlertRow>(`SELECT ${ALERT_COLUMNS} FROM alert a ${ALERT_JOINS} WHERE a.id = ?`, id).map(alertOf)
}
