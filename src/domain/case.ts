// A case is what one customer raises in one conversation about one brand; a case with a flagged label is an alert
// on the list. Rules live in `desk`; this is the vocabulary.

import type { ConversationRef, Post } from './post.js'
import type { ReplyVerdict } from './reply.js'
import type { Routing } from './rule.js'
import type { Instant } from './time.js'
import type { Evidence, Judgement, Label, Severity, Urgency } from './verdict.js'

/** What may become of an alert. */
export const ALERT_STATUSES = ['open', 'acknowledged', 'answered', 'resolved', 'dismissed', 'snoozed'] as const
/** One of the statuses. */
export type AlertStatus = (typeof ALERT_STATUSES)[number]

/** Why a person dismissed an alert; the first two are corrections that the classifier learns from. */
export const DISMISS_REASONS = ['not-our-brand', 'wrong-label', 'duplicate', 'spam', 'not-actionable'] as const
/** One of the reasons. */
export type DismissReason = (typeof DISMISS_REASONS)[number]

/** Who is expected to act now. Null: nobody (answered, resolved, dismissed, snoozed). */
export type WaitingFor = 'community' | 'staff' | null

/** Who answered first. */
export type AnsweredBy = 'staff' | 'community' | null

/** Why a case that counts as answered may still want somebody. */
export const DOUBT_KINDS = ['wrong', 'empty', 'asked', 'settled'] as const
/**
 * One of them: `wrong`, somebody says or the reply itself shows that it does not help; `empty`, of what was replied
 * nothing answers; `asked`, staff asked for data and answered nothing yet; `settled`, a person said that it is answered.
 */
export type DoubtKind = (typeof DOUBT_KINDS)[number]

/** A doubt about the answer of a case. It moves who must act, and no figure. */
export interface AnswerDoubt {
  readonly kind: DoubtKind
  readonly since: Instant
  /** The post that gives reason to it; null for a person's word. */
  readonly post: string | null
  /** When the team was called because of it; null while somebody else still has time. */
  readonly handedOverAt: Instant | null
}

/** One alert: an open case in the list. Everything that happened to it stands in its history. */
export interface Alert {
  /** Made of brand, source, conversation and author, so that the same case is the same alert for ever. */
  readonly id: string
  readonly brand: string
  readonly source: string
  readonly conversation: ConversationRef
  /** The customer's name as shown; null when the page names nobody. */
  readonly author: string | null
  readonly status: AlertStatus
  readonly openedAt: Instant
  readonly escalatedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly resolvedAt: Instant | null
  readonly answeredBy: AnsweredBy
  /** The first response of any kind, and the first by staff. */
  readonly respondedAt: Instant | null
  readonly staffRespondedAt: Instant | null
  /** When the engine's accepted or solution mark was first seen on a response. */
  readonly acceptedAt: Instant | null
  readonly labels: readonly Label[]
  readonly severity: Severity
  readonly urgency: Urgency
  readonly language: string | null
  /** Ids of the customer's own posts in the case, oldest first. */
  readonly posts: readonly string[]
  /** What the customer says, cut for a list; and the spans that decided, with offsets into the excerpt. */
  readonly title: string | null
  readonly url: string | null
  readonly excerpt: string
  readonly evidence: readonly Evidence[]
  readonly responses: number
  readonly views: number | null
  readonly assignee: string | null
  /** What the operator's business rules made of it. */
  readonly routing: Routing
  readonly snoozedUntil: Instant | null
  readonly dismissReason: DismissReason | null
  readonly waitingFor: WaitingFor
  /** Why its answer may not be one; null when nothing speaks against it, or there is none. */
  readonly doubt: AnswerDoubt | null
  /** When its grace period ends; null when none runs. */
  readonly dueAt: Instant | null
  readonly updatedAt: Instant
  /** Counts changes, so that a stale change is refused (`store-conflict`). */
  readonly version: number
}

/** What happened to an alert, in words a person reads later. */
export interface HistoryEntry {
  readonly alert: string
  readonly at: Instant
  /** `escucha` or a user's name. */
  readonly actor: string
  /** `opened`, `status`, `escalated`, `answered`, `assigned`, `labels`, `note`, `reopened`, `post-added` … */
  readonly kind: HistoryKind
  /** A fixed sentence's key or a person's own words; shown as text. */
  readonly text: string
  readonly from: string | null
  readonly to: string | null
}

/** What kinds of things happen to an alert. */
export const HISTORY_KINDS = [
  'opened',
  'post-added',
  'response',
  'answered',
  'escalated',
  'reopened',
  'resolved',
  'status',
  'assigned',
  'routed',
  'snoozed',
  'labels',
  'doubt',
  'handed-over',
  'answer-used',
  'deleted',
  'note',
] as const
/** One of them. */
export type HistoryKind = (typeof HISTORY_KINDS)[number]

/** A post with what understanding says of it, as the desk sees a conversation. */
export interface JudgedPost {
  readonly post: Post
  readonly judgements: readonly Judgement[]
  /** What it does for the case that it replies to, by brand; absent where nobody judged it as a reply. */
  readonly replies?: readonly ReplyVerdict[]
  /** When Escucha first saw it: what stands in for a date that the page does not give. */
  readonly seenAt: Instant
  /** When it was noticed that it does not stand there any more; absent while it does. */
  readonly goneAt?: Instant
  /** (source, id) of the first post with this text, when this one is a copy. */
  readonly copyOf: { readonly source: string; readonly id: string } | null
}

/** All that is known of one conversation when the desk decides. */
export interface ConversationView {
  readonly source: string
  readonly conversation: ConversationRef
  readonly posts: readonly JudgedPost[]
  readonly alerts: readonly Alert[]
}
