// One notification owed to one target. At least once: its id travels as the idempotency key.

import type { Alert } from './case.js'
import type { Instant } from './time.js'
import type { Label } from './verdict.js'

/** What a target can be told of. */
export const EVENT_KINDS = [
  'opened',
  'reopened',
  'escalated',
  'answered',
  'resolved',
  'spike',
  'digest',
  'report',
  'test',
] as const
/** One of them. */
export type EventKind = (typeof EVENT_KINDS)[number]

/** The figures of one brand in a report: in words for people, and as they are for programs. No customer's words are in it. */
export interface ReportPart {
  readonly brand: string
  readonly name: string
  readonly since: Instant
  readonly until: Instant
  /** A figure's name, what it is, and what it was in the period before (null: nothing to compare with yet). */
  readonly rows: readonly { readonly name: string; readonly now: string; readonly before: string | null }[]
  readonly figures: Readonly<Record<string, unknown>>
  readonly before: Readonly<Record<string, unknown>> | null
}

/** Something that happened, as told to a target. It is a snapshot: what is sent never changes between attempts. */
export interface AlertEvent {
  readonly kind: EventKind
  readonly at: Instant
  /** The alerts it speaks of: one for most kinds, several for a digest or a spike, none for a test. */
  readonly alerts: readonly Alert[]
  /** Display names of the brands in `alerts`, by id. */
  readonly brandNames: Readonly<Record<string, string>>
  readonly language: 'es' | 'en'
  /** Of a spike: what rose, by how much. Deliveries of older versions tell none. */
  readonly spike?: SpikeFacts
  /** Of a report: the figures, brand by brand. */
  readonly report?: readonly ReportPart[]
  /** Address of the dashboard, where one is configured or served; null otherwise. */
  readonly dashboardUrl: string | null
}

/** What makes a rise of cases one, as a message tells it. */
export interface SpikeFacts {
  readonly label: Label
  readonly since: Instant
  readonly until: Instant
  readonly count: number
  /** Cases that would have been usual in that time. */
  readonly expected: number
  /** What they, or most of them, are about; null when they share nothing. */
  readonly topic: { readonly id: string; readonly title: string; readonly count: number } | null
}

/** What may become of a delivery: `dead` is given up for good. */
export const DELIVERY_STATUSES = ['pending', 'sent', 'dead'] as const
/** One of them. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** A row of the outbox. */
export interface Delivery {
  /** Idempotency key: made of target, alert, event and its count. Holds no full stop (Standard Webhooks). */
  readonly id: string
  readonly target: string
  readonly event: AlertEvent
  readonly status: DeliveryStatus
  readonly attempts: number
  readonly nextAt: Instant
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  readonly lastError: string | null
}

/** A request that a notifier wants sent. The body is rendered once per attempt from the same snapshot. */
export interface OutboundMessage {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
