// Words for telling a thread in a test: who said what, when, and what understanding made of it.

import { type DeskContext, type DeskOutcome, reviewConversation } from '../../src/desk/review.js'
import type { Brand } from '../../src/domain/brand.js'
import type { Alert, ConversationView, JudgedPost } from '../../src/domain/case.js'
import type { Post } from '../../src/domain/post.js'
import type { AlertRules } from '../../src/domain/settings.js'
import type { Judgement, Label, Severity, Urgency } from '../../src/domain/verdict.js'

const HOUR = 3_600_000

export const brand: Brand = {
  id: 'sol',
  name: 'Sol',
  terms: ['Sol'],
  context: [],
  exclude: [],
  query: null,
  products: [],
  competitors: [],
  staff: ['Soporte Sol', '@SolAyuda'],
}

export const rules: AlertRules = {
  labels: ['complaint', 'question', 'churn'],
  minSeverity: 0,
  minUrgency: 0,
  threshold: { complaint: 0.5, question: 0.5, suggestion: 0.5, praise: 0.5, churn: 0.5 },
  graceMs: { complaint: 4 * HOUR, question: 24 * HOUR, suggestion: 48 * HOUR, praise: 48 * HOUR, churn: 4 * HOUR },
  spike: { windowMs: HOUR, factor: 3, least: 5, sensitivity: 'medium' },
}

export const context: DeskContext = { rules, brands: [brand] }

/** An instant of the story: day of March 2026 and time of day. */
export function at(day: number, time: string): string {
  return `2026-03-${String(day).padStart(2, '0')}T${time.length === 5 ? `${time}:00` : time}.000Z`
}

/** What a post says of the brand. */
export interface Saying {
  readonly labels?: readonly Label[]
  readonly relevance?: number
  readonly severity?: Severity
  readonly urgency?: Urgency
  readonly brand?: string
}

/** A judgement with the labels at 0.9 and the others at 0.1. */
export function judgement(saying: Saying): Judgement {
  const labels = saying.labels ?? []
  const probability = (label: Label) => (labels.includes(label) ? 0.9 : 0.1)
  return {
    brand: saying.brand ?? brand.id,
    relevance: saying.relevance ?? 0.9,
    labels: {
      complaint: probability('complaint'),
      question: probability('question'),
      suggestion: probability('suggestion'),
      praise: probability('praise'),
      churn: probability('churn'),
    },
    tags: labels,
    severity: saying.severity ?? 0,
    urgency: saying.urgency ?? 0,
    evidence: [],
    model: 'test-1',
  }
}

/** One post of the story; what is not said is ordinary. */
export function said(
  id: string,
  by: string | null,
  when: string | null,
  text: string,
  more: Saying & {
    readonly seen?: string
    readonly staff?: boolean
    readonly copy?: boolean
    readonly unjudged?: boolean
    readonly post?: Partial<Post>
  } = {},
): JudgedPost {
  return {
    post: {
      id,
      url: `https://foro.example/p/${id}`,
      kind: id === '1' ? 'topic' : 'reply',
      title: null,
      text,
      author: { name: by, url: null, staff: more.staff ?? false },
      publishedAt: when,
      updatedAt: null,
      conversation: { id: 't1', url: 'https://foro.example/t1', title: 'El hilo' },
      inReplyTo: null,
      accepted: false,
      answered: null,
      views: null,
      language: 'es',
      source: 'foro',
      ...more.post,
    },
    judgements:
      more.unjudged === true ? [] : [judgement({ relevance: more.labels === undefined ? 0.2 : 0.9, ...more })],
    seenAt: more.seen ?? when ?? at(1, '00:00'),
    copyOf: more.copy === true ? { source: 'otro', id: '9' } : null,
  }
}

/** The conversation with these posts and alerts. */
export function view(posts: readonly JudgedPost[], alerts: readonly Alert[] = []): ConversationView {
  return {
    source: 'foro',
    conversation: { id: 't1', url: 'https://foro.example/t1', title: 'El hilo' },
    posts,
    alerts,
  }
}

/** A small stand-in for a store and its scans: what was seen so far, the alerts as stored, and all that was told. */
export class Desk {
  readonly #context: DeskContext
  #posts: readonly JudgedPost[] = []
  alerts: readonly Alert[] = []
  readonly told: string[] = []

  constructor(deskContext: DeskContext = context) {
    this.#context = deskContext
  }

  /** Posts come in (an edited one replaces itself) and the conversation is reviewed. */
  review(now: string, ...posts: readonly JudgedPost[]): DeskOutcome {
    const ids = new Set(posts.map(({ post }) => post.id))
    this.#posts = [...this.#posts.filter(({ post }) => !ids.has(post.id)), ...posts]
    return this.take(reviewConversation(view(this.#posts, this.alerts), this.#context, now))
  }

  /** Stores an outcome. */
  take(outcome: DeskOutcome): DeskOutcome {
    const changed = new Map(outcome.changes.map(({ alert }) => [alert.id, alert]))
    const known = new Set(this.alerts.map(({ id }) => id))
    this.alerts = [
      ...this.alerts.map((alert) => changed.get(alert.id) ?? alert),
      ...outcome.changes.flatMap(({ alert }) => (known.has(alert.id) ? [] : [alert])),
    ]
    this.told.push(...outcome.events.map(({ kind }) => kind))
    return outcome
  }

  /** The only alert of the story. */
  get alert(): Alert {
    const [alert, ...others] = this.alerts
    if (alert === undefined || others.length > 0) throw new Error(`${this.alerts.length} alerts where one was told of`)
    return alert
  }
}

/** Kind and instant of each line of history. */
export function history(outcome: DeskOutcome): readonly string[] {
  return outcome.changes.flatMap(({ history: lines }) =>
    lines.map(({ at: when, text }) => `${when.slice(8, 16)} ${text}`),
  )
}
