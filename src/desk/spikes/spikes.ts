// Notices when far more cases open than usual: an outage, a broken update, a campaign that went wrong. Measured for
// each brand and label, and for each topic of theirs, against its own past at that time of the week (`usual.ts`), so
// that a busy Monday morning is none.

import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import { type Instant, instantPlus, msBetween } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import type { Store } from '../../store/store.js'
import { casesOf } from '../figures/facts.js'
import type { DeskContext } from '../review.js'
import { type Topic, topicsOf } from '../topics/topics.js'
import { isRise, PAST_MS, usualPerWindow } from './usual.js'

/** More cases of one label than usual. */
export interface Spike {
  readonly brand: string
  readonly label: Label
  readonly since: Instant
  readonly until: Instant
  readonly count: number
  /** Cases that would have been usual in this window. */
  readonly expected: number
  /** What they are about: most of them, or, where only one topic rises, that one; null when they share nothing. */
  readonly topic: { readonly id: string; readonly title: string; readonly count: number } | null
  /** True where the topic alone has risen, and its label as a whole has not. */
  readonly isOfTopic: boolean
  /** The cases, newest first; those of the topic before the others. */
  readonly alerts: readonly Alert[]
}

const HOUR_MS = 3_600_000

/** A spike is told again only after this long, or two windows. */
const COOLDOWN_MS = 6 * HOUR_MS

/** A message names some cases; the list has them all. */
const ALERTS_MAX = 10

/**
 * The spikes of a brand's labels in the window that ends now, given its cases of the last four weeks. Where a label as a
 * whole is as usual, a topic of it may still have risen: "no signal" among the day's many questions.
 */
export function findSpikes(cases: readonly Alert[], context: DeskContext, now: Instant): readonly Spike[] {
  return context.brands.flatMap((brand) => {
    const own = cases.filter((alert) => alert.brand === brand.id)
    return LABELS.flatMap((label) => {
      const labelled = own.filter(({ labels }) => labels.includes(label))
      return labelSpikes(labelled, { brand, label, context, now })
    })
  })
}

/**
 * The spikes that nobody has been told of yet. Telling is the caller's; `settleSpike` then keeps it from being told
 * again while it lasts.
 */
export async function readSpikes(store: Store, context: DeskContext, now: Instant): Promise<readonly Spike[]> {
  const { windowMs, least } = context.rules.spike
  const recent = await store.alertsOpened({ since: instantPlus(now, -windowMs), until: instantPlus(now, 1) })
  // Most passes end here, without a look at the past.
  if (recent.length < least) return []
  const cases = casesOf(
    await store.alertsOpened({ since: instantPlus(now, -PAST_MS - windowMs), until: instantPlus(now, 1) }),
  )
  const told: Spike[] = []
  for (const spike of findSpikes(cases, context, now)) {
    if (await isNews(store, spike, Math.max(COOLDOWN_MS, 2 * windowMs), now)) told.push(spike)
  }
  return told
}

/** Remembers that a spike has been told. */
export async function settleSpike(store: Store, spike: Spike): Promise<void> {
  for (const key of keysOf(spike)) await store.saveSetting(key, spike.until)
}

/** A topic that was named when its label rose is not told a second time on its own. */
async function isNews(store: Store, spike: Spike, cooldownMs: number, now: Instant): Promise<boolean> {
  const [key = ''] = keysOf(spike)
  const last = await store.setting(key)
  return last === null || msBetween(last, now) >= cooldownMs
}

/** Under which names a spike is remembered: the first is its own, the other that of the topic that it names. */
function keysOf({ brand, label, topic, isOfTopic }: Spike): readonly string[] {
  const ofTopic = topic === null ? [] : [`spike.${brand}.${label}.${topic.id}`]
  return isOfTopic ? ofTopic : [`spike.${brand}.${label}`, ...ofTopic]
}

interface Place {
  readonly brand: Brand
  readonly label: Label
  readonly context: DeskContext
  readonly now: Instant
}

function labelSpikes(labelled: readonly Alert[], place: Place): readonly Spike[] {
  const { least } = place.context.rules.spike
  const recent = labelled.filter((alert) => isRecent(alert, place))
  if (recent.length < least) return []
  const risen = riseOf(labelled, recent, place)
  if (risen !== null) return [spikeOf(recent, sharedTopic(recent, place.brand), risen, false, place)]
  // Grouping four weeks is only worth it where one topic alone could have risen.
  if (!topicsOf(recent, place.brand).some(({ cases }) => cases.length >= least)) return []
  return topicsOf(labelled, place.brand).flatMap((topic) => {
    const now = topic.cases.filter((alert) => isRecent(alert, place))
    const expected = now.length < least ? null : riseOf(topic.cases, now, place)
    return expected === null ? [] : [spikeOf(now, topic, expected, true, place)]
  })
}

function isRecent({ openedAt }: Alert, { context, now }: Place): boolean {
  return openedAt > instantPlus(now, -context.rules.spike.windowMs) && openedAt <= now
}

/** How many cases would have been usual, where there are far more of them; null where all is as usual. */
function riseOf(cases: readonly Alert[], recent: readonly Alert[], { context, now }: Place): number | null {
  const rule = context.rules.spike
  const start = instantPlus(now, -rule.windowMs)
  const agoMs = cases.map(({ openedAt }) => msBetween(openedAt, start)).filter((ago) => ago >= 0 && ago < PAST_MS)
  const expected = usualPerWindow(agoMs, rule)
  return isRise(recent.length, expected, rule) ? expected : null
}

/** What more than half of the cases are about; null when they share nothing. */
function sharedTopic(recent: readonly Alert[], brand: Brand): Topic | null {
  const [largest] = topicsOf(recent, brand).toSorted((one, other) => other.cases.length - one.cases.length)
  return largest !== undefined && largest.cases.length * 2 > recent.length ? largest : null
}

function spikeOf(
  recent: readonly Alert[],
  topic: Topic | null,
  expected: number,
  isOfTopic: boolean,
  { brand, label, context, now }: Place,
): Spike {
  const about = new Set(topic?.cases ?? [])
  const alerts = recent.toReversed().sort((one, other) => Number(about.has(other)) - Number(about.has(one)))
  const count = recent.filter((alert) => about.has(alert)).length
  return {
    brand: brand.id,
    label,
    since: instantPlus(now, -context.rules.spike.windowMs),
    until: now,
    count: recent.length,
    expected: Math.round(expected * 100) / 100,
    topic: topic === null ? null : { id: topic.id, title: topic.title, count },
    isOfTopic,
    alerts: alerts.slice(0, ALERTS_MAX),
  }
}
