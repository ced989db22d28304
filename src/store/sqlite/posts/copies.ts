// The bands by which copies are found. Only first posts stand here: a copy of a copy is a copy of the first, and a
// text that is posted a thousand times takes one place.

import type { CopyCandidate, PostToStore } from '../../store.js'
import type { Database } from '../database.js'
import { fromJson } from '../rows.js'

/** A band shared by more posts than this is boilerplate; the newest ones speak for it. */
const POSTS_PER_BAND_MAX = 50

/** The copies' part of the store. */
export function copyMethods(database: Database) {
  return {
    copyCandidates(bands: readonly string[], limit: number): readonly CopyCandidate[] {
      if (bands.length === 0) return []
      const sql = `
        WITH shared (post) AS (
          SELECT DISTINCT near.post FROM json_each(?) asked CROSS JOIN copy_band near
          WHERE near.band = asked.value AND near.post IN (
            SELECT post FROM copy_band WHERE band = asked.value ORDER BY post DESC LIMIT ${POSTS_PER_BAND_MAX})
        )
        SELECT p.source, p.id, c.id AS conversation, k.signature, length(t.text) AS textLength, p.author,
          p.seen_at AS seenAt
        FROM shared CROSS JOIN post p ON p.key = shared.post CROSS JOIN post_copy k ON k.post = p.key
          CROSS JOIN post_text t ON t.post = p.key CROSS JOIN conversation c ON c.key = p.conversation
        ORDER BY p.seen_at DESC, p.key DESC LIMIT ?`
      return database.all<CopyCandidate>(sql, JSON.stringify(bands.map(bandNumber)), limit)
    },
  }
}

/** Lets a post be found by its bands. */
export function keepBands(database: Database, post: number, { copyBands, copySignature, copyOf }: PostToStore): void {
  if (copySignature === null || copyBands.length === 0 || copyOf !== null) return
  const bands = JSON.stringify(copyBands.map(bandNumber))
  database.run('INSERT INTO post_copy (post, signature, bands) VALUES (?, ?, ?)', post, copySignature, bands)
  database.run('INSERT OR IGNORE INTO copy_band (band, post) SELECT value, ? FROM json_each(?)', post, bands)
}

/** Takes a post's bands away. */
export function dropBands(database: Database, post: number): void {
  const row = database.first<{ bands: string }>('SELECT bands FROM post_copy WHERE post = ?', post)
  if (row === null) return
  for (const band of fromJson<number[]>(row.bands)) {
    database.run('DELETE FROM copy_band WHERE band = ? AND post = ?', band, post)
  }
  database.run('DELETE FROM post_copy WHERE post = ?', post)
}

const FNV_PRIME = 0x01000193
const FNV_START = 0x811c9dc5
const OTHER_START = 0x9747b28c
const LOW_BITS = 2 ** 21

/**
 * A band's text as a number of 53 bits, a quarter of the place in the largest index there is. Two bands that meet
 * by chance only make a candidate, and its signature tells it apart.
 */
function bandNumber(band: string): number {
  let high = FNV_START
  let low = OTHER_START
  for (let place = 0; place < band.length; place += 1) {
    const unit = band.charCodeAt(place)
    high = Math.imul(high ^ unit, FNV_PRIME)
    low = Math.imul(low ^ (unit + place), FNV_PRIME)
  }
  return (high >>> 0) * LOW_BITS + ((low >>> 0) % LOW_BITS)
}
