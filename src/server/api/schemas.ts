// The records of the API as OpenAPI describes them. The shapes themselves are made in domain/records.ts; a test holds
// the two together.

import { z } from '@hono/zod-openapi'
import { ALERT_STATUSES, DISMISS_REASONS, DOUBT_KINDS } from '../../domain/case.js'
import { POST_KINDS } from '../../domain/post.js'
import { REPLY_KINDS } from '../../domain/reply.js'
import { PRIORITIES } from '../../domain/rule.js'
import { LABELS } from '../../domain/verdict.js'

const text = z.string()
const maybeText = z.string().nullable()
const instant = z.string().openapi({ format: 'date-time', example: '2026-11-21T12:00:00.000Z' })
const maybeInstant = z.string().nullable().openapi({ format: 'date-time' })
const level = z.number().int().min(0).max(3)
const label = z.enum(LABELS)

const Conversation = z.object({ id: text, url: maybeText, title: maybeText }).openapi('Conversation')

const Evidence = z
  .object({
    label: z.enum([...LABELS, 'severity', 'urgency', 'relevance']),
    start: z.number().int(),
    end: z.number().int(),
    text,
    weight: z.number(),
    concept: maybeText,
  })
  .openapi('Evidence')

/** An alert, as in exports. */
export const AlertSchema = z
  .object({
    id: text,
    brand: text,
    conversation: Conversation,
    author: maybeText,
    status: z.enum(ALERT_STATUSES),
    openedAt: instant,
    escalatedAt: maybeInstant,
    answeredAt: maybeInstant,
    resolvedAt: maybeInstant,
    answeredBy: z.enum(['staff', 'community']).nullable(),
    labels: z.array(label),
    severity: level,
    urgency: level,
    source: text,
    posts: z.array(text),
    assignee: maybeText,
    excerpt: text,
    evidence: z.array(Evidence),
    waitingFor: z.enum(['community', 'staff']).nullable(),
    doubt: z
      .object({
        kind: z.enum(DOUBT_KINDS),
        since: instant,
        post: maybeText,
        handedOverAt: maybeInstant,
      })
      .nullable(),
    dueAt: maybeInstant,
    title: maybeText,
    url: maybeText,
    language: maybeText,
    snoozedUntil: maybeInstant,
    dismissReason: z.enum(DISMISS_REASONS).nullable(),
    respondedAt: maybeInstant,
    staffRespondedAt: maybeInstant,
    acceptedAt: maybeInstant,
    responses: z.number().int(),
    views: z.number().int().nullable(),
    team: maybeText,
    priority: z.enum(PRIORITIES),
    tags: z.array(text),
    updatedAt: instant,
    version: z.number().int(),
  })
  .openapi('Alert')

/** What happened to an alert. */
export const HistorySchema = z
  .object({ at: instant, actor: text, kind: text, text, from: maybeText, to: maybeText })
  .openapi('HistoryEntry')

const Post = z
  .object({
    id: text,
    url: maybeText,
    kind: z.enum(POST_KINDS),
    title: maybeText,
    text,
    author: z.object({ name: maybeText, url: maybeText, staff: z.boolean() }),
    publishedAt: maybeInstant,
    updatedAt: maybeInstant,
    conversation: Conversation,
    inReplyTo: maybeText,
    accepted: z.boolean(),
    answered: z.boolean().nullable(),
    views: z.number().int().nullable(),
    language: maybeText,
    source: maybeText,
  })
  .openapi('Post')

const Reply = z
  .object({
    post: text,
    kind: z.enum(REPLY_KINDS),
    probability: z.number(),
    answers: z.number(),
    evidence: z.array(
      z.object({ start: z.number().int(), end: z.number().int(), text, weight: z.number(), cue: maybeText }),
    ),
    model: text,
  })
  .openapi('Reply')

/** An alert with its history and its conversation, and what each reply does for it. */
export const AlertDetailSchema = AlertSchema.extend({
  history: z.array(HistorySchema),
  thread: z.array(Post),
  replies: z.array(Reply),
}).openapi('AlertDetail')

/** A mention, as in exports. */
export const MentionSchema = z
  .object({
    post: Post,
    brand: text,
    relevance: z.number(),
    labels: z.record(label, z.number()),
    tags: z.array(label),
    severity: level,
    urgency: level,
    alert: maybeText,
  })
  .openapi('Mention')

/** A source and how it fares. */
export const SourceSchema = z
  .object({
    id: text,
    url: text,
    kind: text,
    resolvedKind: maybeText,
    title: maybeText,
    origin: z.enum(['config', 'added']),
    brands: z.array(text).nullable(),
    status: z.enum(['ok', 'failing', 'paused', 'new']),
    lastScanAt: maybeInstant,
    lastSuccessAt: maybeInstant,
    lastPostAt: maybeInstant,
    nextScanAt: maybeInstant,
    postsPerDay: z.number().nullable(),
    failures: z.number().int(),
    lastFailure: z.object({ code: text, reason: text, at: instant }).nullable(),
    disabledReason: maybeText,
    hub: z
      .object({ url: text, status: z.enum(['active', 'asked', 'failing']), until: maybeInstant, reason: maybeText })
      .nullable()
      .openapi({ description: 'The WebSub hub that tells of what is new here; null without one' }),
  })
  .openapi('Source')

/** A group of near-identical cases. */
export const TopicSchema = z
  .object({
    id: text,
    brand: text,
    title: text,
    count: z.number().int(),
    sharePct: z.number().nullable(),
    answer: maybeText,
  })
  .openapi('Topic')

/** Figures: one object for each brand, as `escucha insights --json` prints them. */
export const InsightsSchema = z.record(z.string(), z.unknown()).openapi('Insights')

/** A change of an alert. */
export const PatchSchema = z
  .object({
    status: z.enum(ALERT_STATUSES).optional(),
    assignee: z.string().max(200).nullable().optional(),
    snoozedUntil: z.string().max(40).nullable().optional().openapi({ format: 'date-time' }),
    labels: z.array(label).max(LABELS.length).optional(),
    dismissReason: z.enum(DISMISS_REASONS).nullable().optional(),
  })
  .strict()
  .openapi('AlertPatch')

/** A note on an alert. */
export const NoteSchema = z
  .object({ text: z.string().min(1).max(5000) })
  .strict()
  .openapi('Note')

/** Which sources to scan; all when absent. */
export const ScanSchema = z
  .object({ sources: z.array(z.string().max(200)).max(1000).optional() })
  .strict()
  .openapi('Scan')

/** A failure, RFC 9457. */
export const ProblemSchema = z
  .object({
    type: text,
    title: text,
    status: z.number().int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: text,
    hint: z.string().optional(),
    errors: z.array(z.object({ field: text, message: text })).optional(),
    requestId: z.string().optional(),
  })
  .openapi('Problem')

/** A page of records. */
export function sliceOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: maybeText })
}
