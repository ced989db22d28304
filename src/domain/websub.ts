// A subscription at a WebSub hub (W3C Recommendation, 2018) and how it changes: asked for, verified, renewed, denied,
// given up, ended. Pure: the store keeps it, the scan asks the hub, the server answers it, and all three go by this.

import { type Instant, instantPlus, msBetween } from './time.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What a hub is asked for: the Recommendation calls ten days a good default. */
export const LEASE_SECONDS = 10 * 86_400
/** A hub that promises for longer is asked again all the same: nobody notices one that forgot us. */
const LEASE_MS_MAX = 30 * DAY_MS
/** Hubs of older drafts name no lease: they are asked again the next day. */
const LEASE_UNTOLD_MS = DAY_MS
/** Renewed after this share of the lease: what is left is time for a hub that is down. */
const RENEWED_AFTER = 0.8
/** However short a lease is, a hub is not asked more often. */
const ASK_PAUSE_MS = 5 * MINUTE_MS
/** A hub verifies when it comes to it; one that has not by then is asked again. */
const ANSWER_WAIT_MS = HOUR_MS
const BACKOFF_MS_MAX = DAY_MS
/** A hub's no stands for so long. */
const DENIED_MS = 7 * DAY_MS
/** An end that a hub does not take this often is left to the end of the lease. */
const END_TRIES_MAX = 5
/** A hub's own words, as people are shown them. */
const REASON_CHARS_MAX = 300

/** One subscription: a source at a hub. Its `id` is the secret part of its callback. */
export interface Subscription {
  readonly id: string
  readonly source: string
  readonly hub: string
  /** What is subscribed to: the address that the feed calls its own. */
  readonly topic: string
  readonly callback: string
  /** Signs what the hub distributes. */
  readonly secret: string
  readonly wants: 'subscribe' | 'unsubscribe'
  /** When the hub was last asked for what is wanted; null: no verification is expected. */
  readonly askedAt: Instant | null
  /** When it last verified; before `askedAt`, the question is still open. */
  readonly verifiedAt: Instant | null
  /** Until when the hub has promised to tell; null when it has not. */
  readonly leaseUntil: Instant | null
  readonly nextAskAt: Instant
  /** Failures in a row. */
  readonly failures: number
  /** Why the last one failed, or why the hub said no; null when all is well. */
  readonly reason: string | null
  readonly lastPushAt: Instant | null
  /** Grows with every change; a change of an older version is refused. */
  readonly version: number
}

/** How a subscription fares, in one word. `asked`: the hub has not verified yet. */
export type SubscriptionStatus = 'active' | 'asked' | 'failing' | 'ending'

/** What the hub distributed, signature already checked. */
export interface Push {
  readonly key: number
  readonly source: string
  readonly contentType: string | null
  readonly body: Uint8Array
  readonly receivedAt: Instant
}

/** A subscription that is to be asked for at once. */
export function newSubscription(
  given: Pick<Subscription, 'id' | 'source' | 'hub' | 'topic' | 'callback' | 'secret'>,
  now: Instant,
): Subscription {
  return {
    ...given,
    wants: 'subscribe',
    askedAt: null,
    verifiedAt: null,
    leaseUntil: null,
    nextAskAt: now,
    failures: 0,
    reason: null,
    lastPushAt: null,
    version: 0,
  }
}

/** Whether the hub tells of new posts now. */
export function isActive({ wants, leaseUntil }: Subscription, now: Instant): boolean {
  return wants === 'subscribe' && leaseUntil !== null && leaseUntil > now
}

/** How it fares at an instant. */
export function subscriptionStatus(subscription: Subscription, now: Instant): SubscriptionStatus {
  if (subscription.wants === 'unsubscribe') return 'ending'
  if (isActive(subscription, now)) return 'active'
  return subscription.failures > 0 ? 'failing' : 'asked'
}

/** A hub as outputs print it: never the callback or the secret. */
export interface HubRecord {
  readonly url: string
  readonly status: 'active' | 'asked' | 'failing'
  readonly until: Instant | null
  readonly reason: string | null
}

/** The hubs of the sources that are to be told by one. */
export function hubsBySource(subscriptions: readonly Subscription[], now: Instant): ReadonlyMap<string, HubRecord> {
  const records = subscriptions.flatMap((subscription): [string, HubRecord][] => {
    const status = subscriptionStatus(subscription, now)
    if (status === 'ending') return []
    const { source, hub, leaseUntil, reason } = subscription
    return [[source, { url: hub, status, until: status === 'active' ? leaseUntil : null, reason }]]
  })
  return new Map(records)
}

/** It is no longer wanted: the hub is to be told at once. */
export function ending(subscription: Subscription, now: Instant): Subscription {
  const unasked = { askedAt: null, verifiedAt: null, failures: 0, reason: null }
  return { ...subscription, ...unasked, wants: 'unsubscribe', nextAskAt: now }
}

/**
 * The hub is about to be asked: from now on its verification is expected, because a hub may verify before it answers.
 * A question that is still open was never verified, and counts as a failure.
 */
export function asking(subscription: Subscription, now: Instant): Subscription {
  const unanswered = subscription.askedAt !== null && !isVerified(subscription)
  const failures = unanswered ? subscription.failures + 1 : subscription.failures
  return {
    ...subscription,
    askedAt: now,
    failures,
    reason: unanswered ? 'the hub took the request and never verified it' : subscription.reason,
    nextAskAt: instantPlus(now, Math.max(ANSWER_WAIT_MS, backoffMs(failures))),
  }
}

function isVerified({ askedAt, verifiedAt }: Subscription): boolean {
  return askedAt !== null && verifiedAt !== null && verifiedAt >= askedAt
}

/** The hub could not be asked, or refused. One that verified before its answer got lost has not refused. */
export function refused(
  subscription: Subscription,
  reason: string,
  retryAfterSeconds: number | null,
  now: Instant,
): Subscription {
  if (isVerified(subscription)) return subscription
  const failures = subscription.failures + 1
  const wait = Math.max(backoffMs(failures), (retryAfterSeconds ?? 0) * 1000)
  return { ...subscription, askedAt: null, failures, reason: shown(reason), nextAskAt: instantPlus(now, wait) }
}

/** Whether the hub has been told often enough that nothing is wanted any more. */
export function isGivenUp({ wants, failures }: Subscription): boolean {
  return wants === 'unsubscribe' && failures >= END_TRIES_MAX
}

/** What a hub verifies: that it was we who asked. */
export interface Verification {
  readonly mode: string
  readonly topic: string
  readonly leaseSeconds: number | null
}

/**
 * The subscription after a verification: `gone` when its end was verified, null when nothing of the kind was asked.
 * The same verification may come twice, from a hub that did not get our answer.
 */
export function verified(
  subscription: Subscription,
  { mode, topic, leaseSeconds }: Verification,
  now: Instant,
): Subscription | 'gone' | null {
  if (!isExpected(subscription, mode, topic, now)) return null
  if (mode === 'unsubscribe') return 'gone'
  const leaseMs = leaseSeconds === null ? LEASE_UNTOLD_MS : Math.min(leaseSeconds * 1000, LEASE_MS_MAX)
  return {
    ...subscription,
    verifiedAt: now,
    leaseUntil: instantPlus(now, leaseMs),
    nextAskAt: instantPlus(now, Math.max(leaseMs * RENEWED_AFTER, ASK_PAUSE_MS)),
    failures: 0,
    reason: null,
  }
}

function isExpected({ wants, askedAt, ...known }: Subscription, mode: string, topic: string, now: Instant): boolean {
  if (askedAt === null || mode !== wants || topic !== known.topic) return false
  // The backoff of a hub that takes its time may be longer than the usual wait.
  const openMs = Math.max(ANSWER_WAIT_MS, backoffMs(known.failures))
  return msBetween(askedAt, now) <= openMs
}

/** The subscription after the hub's no; null when that was about something else. */
export function denied(
  subscription: Subscription,
  topic: string,
  reason: string | null,
  now: Instant,
): Subscription | 'gone' | null {
  if (topic !== subscription.topic) return null
  if (subscription.wants === 'unsubscribe') return 'gone'
  const words = reason === null ? '' : `: ${reason}`
  return {
    ...subscription,
    askedAt: null,
    leaseUntil: null,
    failures: subscription.failures + 1,
    reason: shown(`the hub denied the subscription${words}`),
    nextAskAt: instantPlus(now, DENIED_MS),
  }
}

function backoffMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(ASK_PAUSE_MS * 2 ** Math.min(failures - 1, 20), BACKOFF_MS_MAX)
}

function shown(reason: string): string {
  const line = reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length <= REASON_CHARS_MAX ? line : `${line.slice(0, REASON_CHARS_MAX - 1)}…`
}
