// Posts and mentions in pages, newest first. The order is (when it happened, key): it never moves while somebody
// pages through, and each page is one walk along one index however many rows there are.

import type { Post } from '../../../domain/post.js'
import type { Instant } from '../../../domain/time.js'
import type { Mention, MentionFilter, Slice } from '../../store.js'
import { cursorAfter, cursorKeys } from '../cursor.js'
import type { Database } from '../database.js'
import { pageRows, slice, Where } from '../pages.js'
import { LABEL_BIT } from '../rows.js'
import {
  JUDGEMENT_COLUMNS,
  type JudgementRow,
  mentionOf,
  POST_COLUMNS,
  POST_JOINS,
  type PostRow,
  postOf,
} from './rows.js'
import { searchPhrase } from './search.js'

type MentionRow = PostRow & JudgementRow & { readonly alert_id: string | null }

/** The listing part of the store for posts and mentions. */
export function postListMethods(database: Database) {
  return {
    posts(filter: { readonly since?: Instant; readonly cursor?: string; readonly limit: number }): Slice<Post> {
      const where = new Where()
      if (filter.since !== undefined) where.add('p.happened_at >= ?', filter.since)
      if (filter.cursor !== undefined) {
        where.add('(p.happened_at, p.key) < (?, ?)', ...cursorKeys('posts', filter.cursor, ['', 0]))
      }
      const sql = `SELECT ${POST_COLUMNS}, p.happened_at FROM post p ${POST_JOINS} ${where.sql()}
        ORDER BY p.happened_at DESC, p.key DESC LIMIT ?`
      const rows = database.all<PostRow & { happened_at: string }>(sql, ...where.values, pageRows(filter.limit) + 1)
      return slice(rows, filter.limit, postOf, (row) => cursorAfter('posts', [row.happened_at, row.post_key]))
    },

    mentions(filter: MentionFilter): Slice<Mention> {
      const where = mentionWhere(filter)
      // The page's keys come first, so that a search with many finds sorts keys and not texts.
      const keys = `SELECT j.key FROM judgement j ${where.sql()} ORDER BY j.happened_at DESC, j.key DESC LIMIT ?`
      const sql = `SELECT ${POST_COLUMNS}, ${JUDGEMENT_COLUMNS}, (SELECT a.id ${ALERT_OF} LIMIT 1) AS alert_id
        FROM (${keys}) page CROSS JOIN judgement j ON j.key = page.key CROSS JOIN post p ON p.key = j.post ${POST_JOINS}
        ORDER BY j.happened_at DESC, j.key DESC`
      const rows = database.all<MentionRow>(sql, ...where.values, pageRows(filter.limit) + 1)
      return slice(rows, filter.limit, mentionOf, (row) =>
        cursorAfter('mentions', [row.happened_at, row.judgement_key]),
      )
    },
  }
}

/** The alert that a mention belongs to. */
const ALERT_OF = `FROM alert_post ap CROSS JOIN alert a ON a.key = ap.alert WHERE ap.post = j.post AND a.brand = j.brand`

function mentionWhere(filter: MentionFilter): Where {
  const where = new Where()
  const phrase = filter.q === undefined ? null : searchPhrase(filter.q)
  where.add('j.mention = 1')
  if (filter.brand !== undefined) where.add('j.brand = ?', filter.brand)
  if (filter.label !== undefined) where.add(`j.tags & ${LABEL_BIT[filter.label]}`)
  if (filter.source !== undefined) where.add('j.source = ?', filter.source)
  if (filter.language !== undefined) where.add('(SELECT language FROM post WHERE key = j.post) = ?', filter.language)
  if (filter.since !== undefined) where.add('j.happened_at >= ?', filter.since)
  if (filter.until !== undefined) where.add('j.happened_at < ?', filter.until)
  if (filter.flagged !== undefined) where.add(`${filter.flagged ? '' : 'NOT '}EXISTS (SELECT 1 ${ALERT_OF})`)
  if (phrase !== null) where.add('j.post IN (SELECT rowid FROM post_search WHERE post_search MATCH ?)', phrase)
  if (filter.cursor !== undefined) {
    where.add('(j.happened_at, j.key) < (?, ?)', ...cursorKeys('mentions', filter.cursor, ['', 0]))
  }
  return where
}
