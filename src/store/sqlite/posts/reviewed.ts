// Posts that something beside lists asks for: those that reviewers judged, those that link elsewhere, and the oldest.

import type { Instant } from '../../../domain/time.js'
import type { LinkingPost, ReviewedPost } from '../../store.js'
import type { Database } from '../database.js'
import { FEEDBACK_COLUMNS, type FeedbackRow, feedbackOf } from '../people.js'
import { asKept } from '../rows.js'
import { POST_COLUMNS, POST_JOINS, type PostRow, postOf } from './rows.js'

interface LinkFilter {
  readonly since: Instant
  readonly until?: Instant
  readonly limit: number
}

/** A part of the store. */
export function reviewedMethods(database: Database) {
  return {
    firstSeenAt(): Instant | null {
      return database.first<{ at: Instant | null }>('SELECT min(seen_at) AS at FROM post')?.at ?? null
    },

    changeToken(): string {
      // Each is the end of an index, or a table of a few rows: this is asked before every look at the figures.
      const sql = `SELECT (SELECT max(key) FROM post) || '.' || (SELECT max(updated_at) FROM alert)
        || '.' || (SELECT coalesce(sum(alerts), 0) FROM alert_tally)
        || '.' || (SELECT coalesce(max(key), 0) FROM feedback)
        || '.' || (SELECT coalesce(max(updated_at), '') || count(*) FROM answer)
        || '.' || (SELECT coalesce(max(used_at), '') || count(*) || count(used_at) FROM answer_use) AS token`
      return database.first<{ token: string | null }>(sql)?.token ?? ''
    },

    reviewedPosts(): readonly ReviewedPost[] {
      // Feedback goes with its post, so each has one.
      const sql = `SELECT ${FEEDBACK_COLUMNS}, f.source AS feedback_source, ${POST_COLUMNS} FROM feedback f
        CROSS JOIN post p ON p.source = f.source AND p.id = f.post ${POST_JOINS} ORDER BY f.key`
      return database.all<FeedbackRow & PostRow>(sql).map((row) => ({ feedback: feedbackOf(row), post: postOf(row) }))
    },

    keepLinks(source: string, posts: readonly { readonly id: string; readonly urls: readonly string[] }[]): void {
      const sql = `INSERT OR IGNORE INTO post_link (post, url) SELECT p.key, ? FROM post p WHERE p.source = ? AND p.id = ?
        AND EXISTS (SELECT 1 FROM judgement j WHERE j.post = p.key AND j.mention = 1)`
      database.writeRelaxed(() => {
        for (const { id, urls } of posts) for (const url of urls) database.run(sql, asKept(url), source, asKept(id))
      })
    },

    linkingPosts({ since, until, limit }: LinkFilter): readonly LinkingPost[] {
      const sql = `SELECT j.brand, p.source, p.id, p.url,
          t.text || coalesce((SELECT ' ' || group_concat(l.url, ' ') FROM post_link l WHERE l.post = p.key), '') AS text
        FROM judgement j CROSS JOIN post p ON p.key = j.post
        CROSS JOIN post_text t ON t.post = p.key
        WHERE j.mention = 1 AND j.happened_at >= ? AND j.happened_at < ? AND p.copy_id IS NULL
          AND (t.text LIKE '%://%' OR t.text LIKE '%www.%' OR EXISTS (SELECT 1 FROM post_link l WHERE l.post = p.key))
        ORDER BY j.happened_at DESC, j.key DESC LIMIT ?`
      return database.all<LinkingPost>(sql, since, until ?? '9999', limit)
    },
  }
}
