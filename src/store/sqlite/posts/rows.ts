// Rows of posts and judgements, and the nouns they stand for: both directions, in this one place.

import type { Post, PostKind } from '../../../domain/post.js'
import type { Evidence, Judgement, Label, Severity, Urgency } from '../../../domain/verdict.js'
import type { Mention } from '../../store.js'
import { fromJson, labelsOf, truthOrNull } from '../rows.js'

/** A post with its conversation and its text. */
export interface PostRow {
  readonly post_key: number
  readonly post_source: string
  readonly post_id: string
  readonly post_url: string | null
  readonly kind: PostKind
  readonly post_title: string | null
  readonly post_text: string
  readonly author: string | null
  readonly author_url: string | null
  readonly staff: number
  readonly published_at: string | null
  readonly updated_at: string | null
  readonly conversation_id: string
  readonly conversation_url: string | null
  readonly conversation_title: string | null
  readonly in_reply_to: string | null
  readonly accepted: number
  readonly answered: number | null
  readonly views: number | null
  readonly language: string | null
  readonly seen_at: string
  readonly copy_source: string | null
  readonly copy_id: string | null
}

/** What a query selects to read posts; `p`, `t` and `c` as `POST_JOINS` names them. */
export const POST_COLUMNS = `p.key AS post_key, p.source AS post_source, p.id AS post_id, p.url AS post_url, p.kind,
  t.title AS post_title, t.text AS post_text, p.author, p.author_url, p.staff, p.published_at, p.updated_at,
  c.id AS conversation_id, c.url AS conversation_url, c.title AS conversation_title, p.in_reply_to, p.accepted,
  p.answered, p.views, p.language, p.seen_at, p.copy_source, p.copy_id`

/** The tables of a post, from `p` on. CROSS JOIN holds SQLite to this order, so that the page's index leads. */
export const POST_JOINS = `CROSS JOIN post_text t ON t.post = p.key CROSS JOIN conversation c ON c.key = p.conversation`

/** The post of a row. */
export function postOf(row: PostRow): Post {
  return {
    id: row.post_id,
    url: row.post_url,
    kind: row.kind,
    title: row.post_title,
    text: row.post_text,
    author: { name: row.author, url: row.author_url, staff: row.staff === 1 },
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    conversation: { id: row.conversation_id, url: row.conversation_url, title: row.conversation_title },
    inReplyTo: row.in_reply_to,
    accepted: row.accepted === 1,
    answered: truthOrNull(row.answered),
    views: row.views,
    language: row.language,
    source: row.post_source,
  }
}

/** The first post of which this one is a copy. */
export function copyOf(row: PostRow): Mention['copyOf'] {
  if (row.copy_source === null || row.copy_id === null) return null
  return { source: row.copy_source, id: row.copy_id }
}

/** What is said of one brand in one post. */
export interface JudgementRow {
  readonly judgement_key: number
  readonly judged_post: number
  readonly brand: string
  readonly happened_at: string
  readonly relevance: number
  readonly tags: number
  readonly severity: number
  readonly urgency: number
  readonly model: string
  readonly labels: string
  readonly evidence: string
}

/** What a query selects to read judgements, from `j` on. */
export const JUDGEMENT_COLUMNS = `j.key AS judgement_key, j.post AS judged_post, j.brand, j.happened_at, j.relevance,
  j.tags, j.severity, j.urgency, j.model, j.labels, j.evidence`

/** The judgement of a row. */
export function judgementOf(row: JudgementRow): Judgement {
  return {
    brand: row.brand,
    relevance: row.relevance,
    labels: fromJson<Record<Label, number>>(row.labels),
    tags: labelsOf(row.tags),
    severity: row.severity as Severity,
    urgency: row.urgency as Urgency,
    evidence: fromJson<Evidence[]>(row.evidence),
    model: row.model,
  }
}

/** The mention of a row that holds a post, a judgement and the alert it led to. */
export function mentionOf(row: PostRow & JudgementRow & { readonly alert_id: string | null }): Mention {
  const post = postOf(row)
  return { post, ...judgementOf(row), alert: row.alert_id, copyOf: copyOf(row), seenAt: row.seen_at }
}
