// One notification owed to one target. At least once: its id travels as the idempotency key.

import type { Alert } from './case.js'
import type { Instant } from './time.js'

/** What a target can be told of. */
export const EVENT_KINDS = [
  'opened',
  'reopened',
  'escalated',
  'answered',
  'resolved',
  'spike',
  'digest',
  'test',
] as const
/** One of them. */
export type EventKind = (typeof EVENT_KINDS)[number]

/** Something that happened, as told to a target. It is a snapshot: what is sent never changes between attempts. */
export interface AlertEvent {
  readonly kind: EventKind
  readonly at: Instant
  /** The alerts it speaks of: one for most kinds, several for a digest or a spike, none for a test. */
  readonly alerts: readonly Alert[]
  /** Display names of the brands in `alerts`, by id. */
  readonly brandNames: Readonly<Record<string, string>>
  readonly language: 'es' | 'en'
  /** Address of the dashboard, where one is configured or served; null otherwise. */
  readonly dashboardUrl: string | null
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
