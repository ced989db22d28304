// Decides which subscriptions should be there: one for each source that is polled and whose page announces a hub, none
// where hubs are not wanted. Pure.

import { type Instant, msBetween } from '../../domain/time.js'
import { ending, newSubscription, type Subscription } from '../../domain/websub.js'
import type { StoredSource } from '../../store/store.js'
import type { WebSubTools } from '../tools.js'

/** What is to be changed. */
export interface SubscriptionPlan {
  /** No longer wanted; to be saved before the new ones are added. */
  readonly ended: readonly Subscription[]
  readonly added: readonly Subscription[]
}

/** Compares what is with what should be. */
export function planSubscriptions(
  sources: readonly StoredSource[],
  known: readonly Subscription[],
  tools: Pick<WebSubTools, 'callbackBase' | 'newSecret'>,
  now: Instant,
): SubscriptionPlan {
  const wanted = wantedAt(sources, tools.callbackBase)
  const current = known.filter(({ wants }) => wants === 'subscribe')
  const kept = current.filter(
    (subscription) =>
      isWanted(subscription, wanted.get(subscription.source), tools) ||
      isTooYoung(subscription, wanted.get(subscription.source), tools, now),
  )
  const keptSources = new Set(kept.map(({ source }) => source))
  return {
    ended: current.filter((subscription) => !kept.includes(subscription)).map((one) => ending(one, now)),
    added: [...wanted]
      .filter(([source]) => !keptSources.has(source))
      .map(([source, at]) => added(source, at, tools, now)),
  }
}

interface Announced {
  readonly hub: string
  readonly topic: string
}

function wantedAt(sources: readonly StoredSource[], callbackBase: string | null): ReadonlyMap<string, Announced> {
  if (callbackBase === null) return new Map()
  const announced = sources.flatMap(({ spec, state }): [string, Announced][] => {
    const hub = state.hints?.hub ?? null
    if (hub === null || state.disabledReason !== null) return []
    return [[spec.id, { hub, topic: state.hints?.topic ?? state.url }]]
  })
  return new Map(announced)
}

/** A hub that calls back where nobody listens any more is no use: another public address means another subscription. */
function isWanted(
  { hub, topic, callback }: Subscription,
  announced: Announced | undefined,
  { callbackBase }: Pick<WebSubTools, 'callbackBase'>,
): boolean {
  if (announced === undefined || callbackBase === null || !callback.startsWith(callbackBase)) return false
  return announced.hub === hub && announced.topic === topic
}

const DAY_MS = 86_400_000

/** A page that calls itself something else each time must not have its hub asked each time. */
function isTooYoung(
  { askedAt, callback }: Subscription,
  announced: Announced | undefined,
  { callbackBase }: Pick<WebSubTools, 'callbackBase'>,
  now: Instant,
): boolean {
  if (announced === undefined || callbackBase === null || askedAt === null) return false
  return callback.startsWith(callbackBase) && msBetween(askedAt, now) < DAY_MS
}

function added(
  source: string,
  { hub, topic }: Announced,
  { callbackBase, newSecret }: Pick<WebSubTools, 'callbackBase' | 'newSecret'>,
  now: Instant,
): Subscription {
  const id = newSecret()
  return newSubscription({ id, source, hub, topic, callback: `${callbackBase ?? ''}${id}`, secret: newSecret() }, now)
}
