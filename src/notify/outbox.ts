// Sends what is owed. Each target has a lane of its own, so that a dead one delays nobody; within a lane, one message
// at a time in the order of events. A delivery is leased, sent, and only then settled: a crash in between sends it once
// more, under the same id, and never loses it.

import type { Delivery } from '../domain/delivery.js'
import type { Fetcher } from '../domain/fetcher.js'
import type { TargetSpec } from '../domain/settings.js'
import { type Clock, type Instant, instantOf, instantPlus } from '../domain/time.js'
import { Lane } from './lane.js'

/** A delivery is ours for so long; after a crash, it is free again then. */
const LEASE_MS = 20_000
/** Few at a time: what a crash leaves leased has to wait for the lease to end. */
const LEASED_AT_ONCE = 20
/** What the outbox needs of the store; `Store` has it all. */
export interface OutboxStore {
  leaseDeliveries(now: Instant, leaseUntil: Instant, limit: number): Promise<readonly Delivery[]>
  settleDelivery(
    id: string,
    outcome:
      | { readonly status: 'sent'; readonly at: Instant }
      | { readonly status: 'pending'; readonly nextAt: Instant; readonly error: string }
      | { readonly status: 'dead'; readonly at: Instant; readonly error: string },
  ): Promise<void>
  countDeliveries(): Promise<{ readonly pending: number }>
  disableTarget(target: string, reason: string, at: Instant): Promise<void>
  setting(key: string): Promise<string | null>
  saveSetting(key: string, value: string): Promise<void>
}

/** The lines that the outbox writes; pino's logger fits. */
export interface OutboxLog {
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void
}

/** What sending needs. */
export interface SendTools {
  readonly store: OutboxStore
  readonly fetcher: Pick<Fetcher, 'post'>
  readonly targets: readonly TargetSpec[]
  readonly clock: Clock
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number
  readonly log: OutboxLog
}

/** How sending went. `failed` counts deliveries that did not get through this time; `pending` is what is still owed in all. */
export interface SendResult {
  readonly sent: number
  readonly failed: number
  readonly pending: number
}

/** Sends everything that is due. Never throws for a target's sake. */
export async function sendDue(tools: SendTools): Promise<SendResult> {
  const lanes = new Map<string, Lane>()
  for (;;) {
    const now = tools.clock()
    const leaseUntil = instantPlus(instantOf(now), LEASE_MS)
    const leased = await tools.store.leaseDeliveries(instantOf(now), leaseUntil, LEASED_AT_ONCE)
    for (const delivery of leased) laneOf(lanes, delivery.target, tools).add(delivery, leaseUntil)
    const running = [...lanes.values()].filter((lane) => lane.isBusy)
    if (leased.length === 0 && running.length === 0) break
    // As soon as one lane is through, more is leased: a target that hangs keeps nobody waiting but itself.
    if (leased.length === 0) await Promise.all(running.map((lane) => lane.idle()))
    else await Promise.race(running.map((lane) => lane.idle()))
  }
  const { pending } = await tools.store.countDeliveries()
  const all = [...lanes.values()]
  return { sent: total(all, 'sent'), failed: total(all, 'failed'), pending }
}

function laneOf(lanes: Map<string, Lane>, target: string, tools: SendTools): Lane {
  const known = lanes.get(target)
  if (known !== undefined) return known
  const lane = new Lane(target, tools)
  lanes.set(target, lane)
  return lane
}

function total(lanes: readonly Lane[], figure: 'sent' | 'failed'): number {
  return lanes.reduce((sum, lane) => sum + lane[figure], 0)
}
