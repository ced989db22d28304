// The bands by which copies are found. Only first posts stand here: a copy of a copy is a copy of the first, and a
// text that is posted a thousand times takes one place.

import type { CopyCandidate, PostToStore } from '../../store.js'
import type { Database } from '../database.js'
import { fromJson } from '../rows.js'

/**
 * Bands that boilerplate shares could name every post there is; this many matches are looked at. A text that is
 * found in so many first posts is no copy of any of them.
 */
const MATCHES_MAX = 20_000

/** Posts whose bands gather before they are folded into the large index: some ten thousand rows, a hundred pages. */
const POSTS_PER_FOLD = 512

/** The copies' part of the store. */
export function copyMethods(database: Database) {
  return {
    copyCandidates(bands: readonly string[], limit: number): readonly CopyCandidate[] {
      if (bands.length === 0) return []
      const asked = JSON.stringify(bands.map(bandNumber).sort((one, other) => one - other))
      return database.all<CopyCandidate>(CANDIDATES, asked, asked, limit)
    },
  }
}

const CANDIDATES = `
  WITH near (post) AS (
    SELECT b.post FROM json_each(?) asked CROSS JOIN recent_band b ON b.band = asked.value
    UNION ALL SELECT b.post FROM json_each(?) asked CROSS JOIN copy_band b ON b.band = asked.value
    LIMIT ${MATCHES_MAX}
  )
  SELECT p.source, p.id, c.id AS conversation, k.signature, length(t.text) AS textLength, p.author, p.seen_at AS seenAt
  FROM (SELECT DISTINCT post FROM near) n CROSS JOIN post p ON p.key = n.post CROSS JOIN post_copy k ON k.post = p.key
    CROSS JOIN post_text t ON t.post = p.key CROSS JOIN conversation c ON c.key = p.conversation
  ORDER BY p.seen_at DESC, p.key DESC LIMIT ?`

/** Lets a post be found by its bands. */
export function keepBands(database: Database, post: number, { copyBands, copySignature, copyOf }: PostToStore): void {
  if (post % POSTS_PER_FOLD === 0) foldBands(database)
  if (copySignature === null || copyBands.length === 0 || copyOf !== null) return
  const bands = JSON.stringify(copyBands.map(bandNumber))
  database.run('INSERT INTO post_copy (post, signature, bands) VALUES (?, ?, ?)', post, copySignature, bands)
  database.run('INSERT OR IGNORE INTO recent_band (band, post) SELECT value, ? FROM json_each(?)', post, bands)
}

function foldBands(database: Database): void {
  database.run('INSERT OR IGNORE INTO copy_band (band, post) SELECT band, post FROM recent_band ORDER BY band, post')
  database.run('DELETE FROM recent_band')
}

/** Takes a post's bands away. */
export function dropBands(database: Database, post: number): void {
  const row = database.first<{ bands: string }>('SELECT bands FROM post_copy WHERE post = ?', post)
  if (row === null) return
  for (const band of fromJson<number[]>(row.bands)) {
    database.run('DELETE FROM copy_band WHERE band = ? AND post = ?', band, post)
    database.run('DELETE FROM recent_band WHERE band = ? AND post = ?', band, post)
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
