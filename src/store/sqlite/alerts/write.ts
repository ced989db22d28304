// Writing alerts: new ones and changes of known ones, each with its history. A change made from a stale alert is
// refused, so that of two people, or a person and a scan, neither undoes the other unseen.

import type { Alert, HistoryEntry } from '../../../domain/case.js'
import { EscuchaError } from '../../../domain/errors.js'
import type { AlertChange } from '../../store.js'
import type { Database } from '../database.js'
import { conversationKey, knownConversationKey } from '../posts/conversation-key.js'
import { makeSearchable } from '../posts/search.js'
import { asKept } from '../rows.js'
import { CHANGEABLE, changeableValues } from './rows.js'

/** Writes a change inside the caller's transaction; throws `store-conflict` when it is stale. */
export function writeAlert(database: Database, change: AlertChange): void {
  const { alert, expectedVersion } = change
  // The posts of a scan are written before its alerts, and know better where their thread stands now.
  const conversation =
    knownConversationKey(database, alert.source, alert.conversation.id) ??
    conversationKey(database, alert.source, alert.conversation)
  const key =
    expectedVersion === null
      ? insert(database, alert, conversation)
      : update(database, alert, conversation, expectedVersion)
  writeText(database, key, alert)
  linkPosts(database, key, alert)
  for (const entry of change.history) writeHistory(database, key, entry)
}

const INSERT_HISTORY =
  'INSERT INTO history (alert, at, actor, kind, text, from_value, to_value) VALUES (?, ?, ?, ?, ?, ?, ?)'

/** Adds a line to the history of the alert with this key. */
export function writeHistory(database: Database, key: number, entry: Omit<HistoryEntry, 'alert'>): void {
  database.run(INSERT_HISTORY, key, entry.at, entry.actor, entry.kind, entry.text, entry.from, entry.to)
}

/** The key of the alert with this id; null when there is none. */
export function alertKey(database: Database, id: string): number | null {
  return database.first<{ key: number }>('SELECT key FROM alert WHERE id = ?', id)?.key ?? null
}

const INSERT = `INSERT INTO alert (id, ${CHANGEABLE.join(', ')})
  VALUES (?, ${CHANGEABLE.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`

function insert(database: Database, alert: Alert, conversation: number): number {
  const key = database.insert(INSERT, alert.id, ...changeableValues(alert, conversation, alert.version))
  if (key === null) throw conflict(alert.id)
  return key
}

const UPDATE = `UPDATE alert SET ${CHANGEABLE.map((column) => `${column} = ?`).join(', ')} WHERE id = ? AND version = ?`

function update(database: Database, alert: Alert, conversation: number, expectedVersion: number): number {
  const key = alertKey(database, alert.id)
  if (key === null) throw new EscuchaError('not-found', `there is no alert ${alert.id}`)
  const values = changeableValues(alert, conversation, expectedVersion + 1)
  if (database.run(UPDATE, ...values, alert.id, expectedVersion) === 0) throw conflict(alert.id)
  return key
}

const WRITE_TEXT = `INSERT INTO alert_text (alert, title, url, excerpt, evidence, posts) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET title = excluded.title, url = excluded.url, excerpt = excluded.excerpt,
    evidence = excluded.evidence, posts = excluded.posts`

function writeText(database: Database, key: number, alert: Alert): void {
  const json = [JSON.stringify(alert.evidence), JSON.stringify(alert.posts)] as const
  database.run(WRITE_TEXT, key, alert.title, alert.url, alert.excerpt, ...json)
}

/** The posts of a case are found by search even where they do not name the brand. */
function linkPosts(database: Database, key: number, alert: Alert): void {
  const linked = database.all<{ post: number }>('SELECT post FROM alert_post WHERE alert = ?', key)
  const gone = new Set(linked.map((row) => row.post))
  for (const id of alert.posts) {
    const sql = 'SELECT key FROM post WHERE source = ? AND id = ?'
    const post = database.first<{ key: number }>(sql, alert.source, asKept(id))
    if (post === null || gone.delete(post.key)) continue
    database.run('INSERT OR IGNORE INTO alert_post (post, alert) VALUES (?, ?)', post.key, key)
    makeSearchable(database, post.key)
  }
  for (const post of gone) database.run('DELETE FROM alert_post WHERE post = ? AND alert = ?', post, key)
}

function conflict(id: string): EscuchaError {
  const hint = 'Look at the alert again, then make the change once more.'
  return new EscuchaError('store-conflict', `the alert ${id} was changed by somebody else in between`, { hint })
}
