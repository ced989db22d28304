// What is usual at this time of the week, and when a count is far more than that. A level, then a factor for the time of
// the day, one for the day of the week and one for this time of this day, each leaning on those before it until the past
// says otherwise: four weeks hold only four Mondays at ten, too few to be asked alone.

import type { AlertRules } from '../../domain/settings.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** What is usual is learned from the four weeks before. */
export const PAST_MS = 4 * WEEK_MS

/** Habits are not kept to the minute: the hours beside the same hour of another day count for a quarter each. */
const BESIDE_WEIGHT = 0.25

/** A factor of the day or of the week is believed by half once this many cases would have been usual there. */
const LEANING_CASES = 3

/** Chance of so many cases, were all as usual: below it they are no coincidence. Windows overlap, so it is small. */
const CHANCE_MAX = { low: 0.00001, medium: 0.001, high: 0.01 } as const

type SpikeRule = AlertRules['spike']

/**
 * Cases per window that are usual in a window that begins now, given how long ago (in milliseconds, under `PAST_MS`)
 * earlier ones opened. A window of the past counts at most as much as a spike would: yesterday's outage must not make
 * today's look usual.
 */
export function usualPerWindow(agoMs: readonly number[], { windowMs, least, factor }: SpikeRule): number {
  const counts = new Map<number, number>()
  for (const ago of agoMs) {
    const back = Math.floor(ago / windowMs)
    counts.set(back, (counts.get(back) ?? 0) + 1)
  }
  // A case more in a window more than there were: a new brand has no past, and that is not a past of nothing.
  const windows = Math.max(-1, ...counts.keys()) + 1
  const level = (agoMs.length + 1) / (windows + 1)
  const countMax = Math.max(least, factor * Math.max(level, medianAtThisTime(counts, windows, windowMs)))
  const day = { cases: 0, windows: 0 }
  const week = { cases: 0, windows: 0 }
  const both = { cases: 0, windows: 0 }
  for (let back = 0; back < windows; back += 1) {
    const cases = Math.min(counts.get(back) ?? 0, countMax)
    const atMs = (back + 1) * windowMs
    const ofDay = sameTimeOfDay(atMs, windowMs)
    add(day, ofDay, cases)
    if (!isSameDayOfWeek(atMs)) continue
    add(week, 1, cases)
    add(both, ofDay, cases)
  }
  const usual = level * leaningFactor(day, level) * leaningFactor(week, level)
  return usual * leaningFactor(both, usual)
}

/** The median of the windows at this time of the day: one outage among them does not move it. */
function medianAtThisTime(counts: ReadonlyMap<number, number>, windows: number, windowMs: number): number {
  const same: number[] = []
  for (let back = 0; back < windows; back += 1) {
    if (sameTimeOfDay((back + 1) * windowMs, windowMs) === 1) same.push(counts.get(back) ?? 0)
  }
  return same.sort((one, other) => one - other)[same.length >> 1] ?? 0
}

function add(sum: { cases: number; windows: number }, weight: number, cases: number): void {
  sum.cases += weight * cases
  sum.windows += weight
}

/** Whether so many cases are a spike: enough of them, many times what is usual, and no coincidence. */
export function isRise(count: number, expected: number, { factor, least, sensitivity }: SpikeRule): boolean {
  return count >= least && count >= factor * expected && chanceOf(count, expected) < CHANCE_MAX[sensitivity]
}

/** How many times as many as expected are usual in these windows, leaning towards once. */
function leaningFactor(
  { cases, windows }: { readonly cases: number; readonly windows: number },
  expected: number,
): number {
  return (cases + LEANING_CASES) / (windows * expected + LEANING_CASES)
}

/** How much a window that began so long ago tells of this time of the day. */
function sameTimeOfDay(agoMs: number, windowMs: number): number {
  const apart = distance(agoMs, DAY_MS)
  if (apart * 2 < windowMs) return 1
  return apart <= HOUR_MS ? BESIDE_WEIGHT : 0
}

/** Whether it began within half a day of this time of this day of the week. */
function isSameDayOfWeek(agoMs: number): boolean {
  return agoMs >= WEEK_MS / 2 && distance(agoMs, WEEK_MS) <= DAY_MS / 2
}

function distance(agoMs: number, periodMs: number): number {
  const within = agoMs % periodMs
  return Math.min(within, periodMs - within)
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
