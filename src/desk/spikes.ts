// Notices when far more cases open than usual: an outage, a broken update, a campaign that went wrong. Measured for
// each brand and label against its own past at that time of the day, so that a busy morning is none.

import type { Alert } from '../domain/case.js'
import type { AlertRules } from '../domain/settings.js'
import { type Instant, instantPlus, msBetween } from '../domain/time.js'
import { LABELS, type Label } from '../domain/verdict.js'
import type { Store } from '../store/store.js'
import { casesOf } from './figures/facts.js'
import type { DeskContext } from './review.js'
import { topicsOf } from './topics/topics.js'

/** More cases of one label than usual. */
export interface Spike {
  readonly brand: string
  readonly label: Label
  readonly since: Instant
  readonly until: Instant
  readonly count: number
  /** Cases that would have been usual in this window. */
  readonly expected: number
  /** What most of them are about; null when they share nothing. */
  readonly topic: { readonly id: string; readonly title: string; readonly count: number } | null
  /** The cases, newest first; those of the topic before the others. */
  readonly alerts: readonly Alert[]
}

/** What is usual is learned from the four weeks before. */
const PAST_MS = 28 * 86_400_000

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Chance of so many cases, were all as usual: below it they are no coincidence. */
const CHANCE_MAX = 0.01

/** The whole past speaks as loudly as this many windows of the same hour: few of these tell little. */
const PRIOR_WINDOWS = 3

/** Habits are not kept to the minute: the hours beside the same hour of another day count for a quarter each. */
const BESIDE_WEIGHT = 0.25

/** A spike is told again only after this long, or two windows. */
const COOLDOWN_MS = 6 * HOUR_MS

/** A message names some cases; the list has them all. */
const ALERTS_MAX = 10

/** The spikes of a brand's labels in the window that ends now, given its cases of the last four weeks. */
export function findSpikes(cases: readonly Alert[], context: DeskContext, now: Instant): readonly Spike[] {
  return context.brands.flatMap((brand) => {
    const own = cases.filter((alert) => alert.brand === brand.id)
    return LABELS.flatMap((label) => {
      const labelled = own.filter(({ labels }) => labels.includes(label))
      const spike = spikeOf(labelled, context.rules.spike, now)
      if (spike === null) return []
      const [largest] = topicsOf(spike.recent, brand).toSorted((one, other) => other.cases.length - one.cases.length)
      const isShared = largest !== undefined && largest.cases.length * 2 > spike.recent.length
      const about = new Set(isShared ? largest.cases : [])
      const alerts = spike.recent.toReversed().sort((one, other) => Number(about.has(other)) - Number(about.has(one)))
      return {
        brand: brand.id,
        label,
        since: instantPlus(now, -context.rules.spike.windowMs),
        until: now,
        count: spike.recent.length,
        expected: Math.round(spike.expected * 100) / 100,
        topic: isShared ? { id: largest.id, title: largest.title, count: largest.cases.length } : null,
        alerts: alerts.slice(0, ALERTS_MAX),
      }
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
    const last = await store.setting(settingOf(spike))
    const isOver = last === null || msBetween(last, now) >= Math.max(COOLDOWN_MS, 2 * windowMs)
    if (isOver) told.push(spike)
  }
  return told
}

/** Remembers that a spike has been told. */
export async function settleSpike(store: Store, spike: Spike): Promise<void> {
  await store.saveSetting(settingOf(spike), spike.until)
}

function settingOf({ brand, label }: Spike): string {
  return `spike.${brand}.${label}`
}

interface Found {
  /** Oldest first. */
  readonly recent: readonly Alert[]
  readonly expected: number
}

function spikeOf(cases: readonly Alert[], rule: AlertRules['spike'], now: Instant): Found | null {
  const start = instantPlus(now, -rule.windowMs)
  const recent = cases.filter(({ openedAt }) => openedAt > start && openedAt <= now)
  if (recent.length < rule.least) return null
  const past = cases.filter(({ openedAt }) => openedAt <= start && openedAt > instantPlus(start, -PAST_MS))
  const expected = usual(past, rule, start)
  if (recent.length < rule.factor * expected || chanceOf(recent.length, expected) >= CHANCE_MAX) return null
  return { recent, expected }
}

/** Cases per window that are usual at this time: those of the same hours, leaning on the whole past. */
function usual(past: readonly Alert[], { windowMs, least, factor }: AlertRules['spike'], end: Instant): number {
  const counts = new Map<number, number>()
  for (const { openedAt } of past) {
    const back = Math.floor(msBetween(openedAt, end) / windowMs)
    counts.set(back, (counts.get(back) ?? 0) + 1)
  }
  // A case more in a window more than there were: a new brand has no past, and that is not a past of nothing.
  const windows = [...counts.keys()].reduce((longest, back) => Math.max(longest, back), 0) + 1
  const mean = (past.length + 1) / (windows + 1)
  // Yesterday's outage must not make today's look usual.
  const countMax = Math.max(least, factor * mean)
  let sum = PRIOR_WINDOWS * mean
  let weights = PRIOR_WINDOWS
  for (let back = 0; back < windows; back += 1) {
    const weight = alikeness((back + 1) * windowMs, windowMs)
    sum += weight * Math.min(counts.get(back) ?? 0, countMax)
    weights += weight
  }
  return sum / weights
}

/** How much a window tells that began so long before this one: the same time of another day, or an hour beside it. */
function alikeness(agoMs: number, windowMs: number): number {
  const ofDay = agoMs % DAY_MS
  const apart = Math.min(ofDay, DAY_MS - ofDay)
  if (apart * 2 < windowMs) return 1
  return apart <= HOUR_MS ? BESIDE_WEIGHT : 0
}

/** P(X ≥ count) of a Poisson variable. */
function chanceOf(count: number, expected: number): number {
  let term = Math.exp(-expected)
  let below = 0
  for (let k = 0; k < count; k += 1) {
    below += term
    term *= expected / (k + 1)
  }
  return 1 - below
}
