// What one source's scan asks and leaves: which posts are known, and one transaction with everything it found.

import type { AlertChange, KnownPost, ScanRecord } from '../../store.js'
import { ERASED_CONTENT_HASH } from '../../store.js'
import { writeAlert } from '../alerts/write.js'
import type { Database } from '../database.js'
import { Tombstones } from '../keeping/tombstones.js'
import { writeDelivery } from '../outbox.js'
import { asKept, LOOKUP_MARKS, lookups } from '../rows.js'
import { saveState } from '../sources.js'
import { writeKnownReplies } from './replies.js'
import { writePost } from './write.js'

/** The scan's part of the store. */
export function scanMethods(database: Database) {
  return {
    knownPosts(source: string, ids: readonly string[]): ReadonlyMap<string, KnownPost> {
      const hashes = contentHashes(database, source, ids)
      const erased = erasedAmong(database, source, ids)
      const known = new Map<string, KnownPost>()
      for (const id of ids) {
        const contentHash = erased.has(id) ? ERASED_CONTENT_HASH : hashes.get(asKept(id))
        if (contentHash !== undefined) known.set(id, { id, contentHash })
      }
      return known
    },

    recordScan(record: ScanRecord): void {
      const work = () => storeScan(database, record)
      // Nobody is told of posts alone: if a power cut undoes them, it undoes their validators too.
      const tellsNobody = record.alerts.length === 0 && record.deliveries.length === 0
      if (tellsNobody) database.writeRelaxed(work)
      else database.write(work)
    },
  }
}

function storeScan(database: Database, record: ScanRecord): void {
  const source = record.state.id
  const { posts, alerts, deliveries } = withoutErased(database, record)
  saveState(database, record.state)
  for (const post of posts) writePost(database, source, post)
  for (const known of record.replies ?? []) writeKnownReplies(database, source, known)
  for (const change of alerts) writeAlert(database, change)
  for (const delivery of deliveries) writeDelivery(database, delivery)
}

/**
 * Leaves out what a scan read before it could know of an erasure: the posts, the new alerts that rest on nothing
 * else, and what would be sent about those alone.
 */
function withoutErased(database: Database, record: ScanRecord): Pick<ScanRecord, 'posts' | 'alerts' | 'deliveries'> {
  const erased = erasedAmong(
    database,
    record.state.id,
    record.posts.map(({ post }) => post.id),
  )
  if (erased.size === 0) return record
  const alerts = record.alerts.filter((change) => !restsOn(change, erased))
  const dropped = new Set(record.alerts.filter((change) => restsOn(change, erased)).map((change) => change.alert.id))
  const deliveries = record.deliveries.filter(
    ({ event }) => event.alerts.length === 0 || event.alerts.some((alert) => !dropped.has(alert.id)),
  )
  return { posts: record.posts.filter(({ post }) => !erased.has(post.id)), alerts, deliveries }
}

function restsOn({ alert, expectedVersion }: AlertChange, erased: ReadonlySet<string>): boolean {
  return expectedVersion === null && alert.posts.length > 0 && alert.posts.every((id) => erased.has(id))
}

function contentHashes(database: Database, source: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const sql = `SELECT id, content_hash FROM post WHERE source = ? AND id IN (${LOOKUP_MARKS})`
  const rows = lookups(ids).flatMap((turn) => database.all<{ id: string; content_hash: string }>(sql, source, ...turn))
  return new Map(rows.map((row) => [row.id, row.content_hash]))
}

function erasedAmong(database: Database, source: string, ids: readonly string[]): ReadonlySet<string> {
  const tombstones = new Tombstones(database)
  if (ids.length === 0 || tombstones.isEmpty()) return new Set()
  return new Set(ids.filter((id) => tombstones.holds(source, asKept(id))))
}
