// The shapes in which posts, mentions and alerts leave the program: exports, the API, `extract` and `--json` all
// print these, key by key as CONTRACT.md section 5 lists them. Nothing here filters or formats for people.

import type { Alert, AnswerDoubt, AnsweredBy, DismissReason, JudgedPost, WaitingFor } from './case.js'
import type { ConversationRef, Post } from './post.js'
import type { ReplyVerdict } from './reply.js'
import { NO_ROUTING, type Priority } from './rule.js'
import type { Instant } from './time.js'
import type { Evidence, EvidenceFor, Label } from './verdict.js'

/** A post as every output prints it: what it is inside, with nothing else beside it. */
export type PostRecord = Post

/** A deciding span as every output prints it; `concept` names it in words where the model has them. */
export interface EvidenceRecord {
  readonly label: EvidenceFor
  readonly start: number
  readonly end: number
  readonly text: string
  readonly weight: number
  readonly concept: string | null
}

/** A mention as every output prints it. */
export interface MentionRecord {
  readonly post: PostRecord
  readonly brand: string
  readonly relevance: number
  readonly labels: Readonly<Record<Label, number>>
  readonly tags: readonly Label[]
  readonly severity: number
  readonly urgency: number
  /** Id of the alert that it belongs to; null when it opened none. */
  readonly alert: string | null
}

/** What a mention must hold to be printed; the store's `Mention` does. */
export interface PrintableMention extends Omit<MentionRecord, 'post'> {
  readonly post: Post
}

/** An alert as every output prints it. */
export interface AlertRecord {
  readonly id: string
  readonly brand: string
  readonly conversation: ConversationRef
  readonly author: string | null
  readonly status: Alert['status']
  readonly openedAt: Instant
  readonly escalatedAt: Instant | null
  readonly answeredAt: Instant | null
  readonly resolvedAt: Instant | null
  readonly answeredBy: AnsweredBy
  readonly labels: readonly Label[]
  readonly severity: number
  readonly urgency: number
  readonly source: string
  readonly posts: readonly string[]
  readonly assignee: string | null
  readonly excerpt: string
  readonly evidence: readonly EvidenceRecord[]
  readonly waitingFor: WaitingFor
  /** Why its answer may not be one; it moves `waitingFor` and no figure. */
  readonly doubt: AnswerDoubt | null
  readonly dueAt: Instant | null
  readonly title: string | null
  readonly url: string | null
  readonly language: string | null
  readonly snoozedUntil: Instant | null
  readonly dismissReason: DismissReason | null
  readonly respondedAt: Instant | null
  readonly staffRespondedAt: Instant | null
  readonly acceptedAt: Instant | null
  readonly responses: number
  readonly views: number | null
  /** By the operator's business rules. */
  readonly team: string | null
  readonly priority: Priority
  readonly tags: readonly string[]
  readonly updatedAt: Instant
  readonly version: number
}

/** Prints a post: exactly the contract's keys in the contract's order, whatever else the object holds. */
export function postRecord(post: Post): PostRecord {
  const { author, conversation } = post
  return {
    id: post.id,
    url: post.url,
    kind: post.kind,
    title: post.title,
    text: post.text,
    author: { name: author.name, url: author.url, staff: author.staff },
    publishedAt: post.publishedAt,
    updatedAt: post.updatedAt,
    conversation: conversationRecord(conversation),
    inReplyTo: post.inReplyTo,
    accepted: post.accepted,
    answered: post.answered,
    views: post.views,
    language: post.language,
    source: post.source,
  }
}

/** Prints a mention: a post, the brand it is about, and what is said of it. */
export function mentionRecord(mention: PrintableMention): MentionRecord {
  return {
    post: postRecord(mention.post),
    brand: mention.brand,
    relevance: mention.relevance,
    labels: mention.labels,
    tags: mention.tags,
    severity: mention.severity,
    urgency: mention.urgency,
    alert: mention.alert,
  }
}

/** Prints an alert: the contract's keys first, in its order; then what the list and the figures need besides. */
export function alertRecord(alert: Alert): AlertRecord {
  // Deliveries of older versions hold alerts that knew of no rules.
  const routing = (alert.routing as Alert['routing'] | undefined) ?? NO_ROUTING
  return {
    id: alert.id,
    brand: alert.brand,
    conversation: conversationRecord(alert.conversation),
    author: alert.author,
    status: alert.status,
    openedAt: alert.openedAt,
    escalatedAt: alert.escalatedAt,
    answeredAt: alert.answeredAt,
    resolvedAt: alert.resolvedAt,
    answeredBy: alert.answeredBy,
    labels: alert.labels,
    severity: alert.severity,
    urgency: alert.urgency,
    source: alert.source,
    posts: alert.posts,
    assignee: alert.assignee,
    excerpt: alert.excerpt,
    evidence: alert.evidence.map(evidenceRecord),
    waitingFor: alert.waitingFor,
    dueAt: alert.dueAt,
    // Deliveries of older versions hold alerts that knew of no doubt.
    doubt: (alert.doubt as Alert['doubt'] | undefined) ?? null,
    title: alert.title,
    url: alert.url,
    language: alert.language,
    snoozedUntil: alert.snoozedUntil,
    dismissReason: alert.dismissReason,
    respondedAt: alert.respondedAt,
    staffRespondedAt: alert.staffRespondedAt,
    acceptedAt: alert.acceptedAt,
    responses: alert.responses,
    views: alert.views,
    team: routing.team,
    priority: routing.priority,
    tags: routing.tags,
    updatedAt: alert.updatedAt,
    version: alert.version,
  }
}

/** Prints a deciding span; offsets stay those of the text that the caller shows it with. */
export function evidenceRecord(evidence: Evidence): EvidenceRecord {
  return {
    label: evidence.label,
    start: evidence.start,
    end: evidence.end,
    text: evidence.text,
    weight: evidence.weight,
    concept: evidence.concept,
  }
}

/** A verdict on a reply as every output prints it, with the id of the reply. */
export type ReplyRecord = Omit<ReplyVerdict, 'brand'> & { readonly post: string }

/** Prints what the replies of a conversation do for the cases about a brand. */
export function replyRecords(posts: readonly JudgedPost[], brand: string): readonly ReplyRecord[] {
  return posts.flatMap(({ post, replies = [] }) =>
    replies
      .filter((verdict) => verdict.brand === brand)
      .map(({ kind, probability, answers, evidence, model }) => ({
        post: post.id,
        kind,
        probability,
        answers,
        evidence,
        model,
      })),
  )
}

function conversationRecord(conversation: ConversationRef): ConversationRef {
  return { id: conversation.id, url: conversation.url, title: conversation.title }
}
