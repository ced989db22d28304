// Decides when a source is polled next. Pure: the state and the instant go in, an instant comes out. The rules
// stand in README.md; the figures follow what feed readers have found to be polite and quick enough.

import type { SourceSpec } from '../../domain/settings.js'
import type { PublisherHints, SourceState } from '../../domain/source.js'
import { type Instant, instantPlus, msBetween } from '../../domain/time.js'
import type { StoredSource } from '../../store/store.js'
import { nextCronInstant } from '../cron.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Polling more often than this is rude to the host and gains nobody anything. */
const INTERVAL_MIN_MS = 5 * MINUTE_MS
/** A complaint in a place that is quiet for weeks must still be heard within a day. */
const INTERVAL_MAX_MS = DAY_MS
/** Until a source's pace is known, it is asked as often as most feed readers ask. */
const INTERVAL_UNKNOWN_MS = HOUR_MS
/** With a hub that tells of new posts, polls are this much further apart, up to a day. */
const TOLD_FACTOR = 3
/** Polls per post to be expected: two halve the time that a complaint waits unseen. */
const POLLS_PER_POST = 2

const BACKOFF_FIRST_MS = 5 * MINUTE_MS
const BACKOFF_GROWTH = 1.5
const BACKOFF_MAX_MS = 4 * HOUR_MS

/** A host may ask us to wait for very long, by mistake or by malice. */
const ASKED_WAIT_MAX_MS = DAY_MS

/** Times move by up to a tenth, so that sources that started together do not stay together. */
const JITTER_SHARE = 0.1

/** A change of pace is believed by two thirds after this long. */
const PACE_MEMORY_MS = 3 * DAY_MS

/** What the side of the host asks for, besides the hints that are kept in the state. */
export interface Wishes {
  /** Cache-Control or Expires of what was just fetched. */
  readonly freshForMs: number | null
  readonly retryAfterSeconds: number | null
}

/** What the next instant depends on. */
export interface RhythmInput {
  readonly spec: SourceSpec
  readonly postsPerDay: number | null
  readonly hints: PublisherHints | null
  readonly wishes: Wishes
  /** Failures in a row, this scan's included. */
  readonly failures: number
  /** A hub tells of new posts: polling is only a safety net. */
  readonly isTold?: boolean
  readonly now: Instant
  readonly timezone: string
  readonly random: () => number
}

/** When the source is to be scanned next. A wish to wait (Retry-After) binds every rhythm, hints only the adaptive one. */
export function nextScanAt(input: RhythmInput): Instant {
  const planned = input.failures > 0 ? retryAt(input) : regularAt(input)
  if (input.wishes.retryAfterSeconds === null) return planned
  const asked = Math.min(input.wishes.retryAfterSeconds * 1000, ASKED_WAIT_MAX_MS)
  return laterOf(planned, instantPlus(input.now, Math.ceil(asked * (1 + JITTER_SHARE * input.random()))))
}

function laterOf(one: Instant, other: Instant): Instant {
  if (one > other) return one
  return other
}

function regularAt(input: RhythmInput): Instant {
  const { rhythm } = input.spec
  const spaced = input.isTold === true ? rarer : same
  if (rhythm.kind === 'every') return instantPlus(input.now, spaced(rhythm.ms))
  if (rhythm.kind === 'cron') return cronAt(rhythm.line, input)
  const interval = spaced(adaptiveIntervalMs(input.postsPerDay, input.hints, input.wishes.freshForMs))
  const wait = notUnder(leastIntervalMs(input.hints, input.wishes.freshForMs), jittered(interval, input.random))
  return outsideQuietHours(instantPlus(input.now, wait), input.hints)
}

/** Hubs lose messages, and some forget their subscribers: polling gets rarer with one, and never stops. */
function rarer(ms: number): number {
  return Math.max(ms, Math.min(ms * TOLD_FACTOR, INTERVAL_MAX_MS))
}

function same(ms: number): number {
  return ms
}

/** A line that never matches is as good as the slowest rhythm. */
function cronAt(line: string, input: RhythmInput): Instant {
  return nextCronInstant(line, input.timezone, input.now) ?? instantPlus(input.now, INTERVAL_MAX_MS)
}

function retryAt(input: RhythmInput): Instant {
  const { rhythm } = input.spec
  const first = rhythm.kind === 'every' ? Math.min(rhythm.ms, BACKOFF_FIRST_MS) : BACKOFF_FIRST_MS
  const wait = Math.min(first * BACKOFF_GROWTH ** (input.failures - 1), BACKOFF_MAX_MS)
  return instantPlus(input.now, jittered(wait, input.random))
}

/** The interval that a source's own pace and its publisher's hints suggest. */
export function adaptiveIntervalMs(
  postsPerDay: number | null,
  hints: PublisherHints | null,
  freshForMs: number | null,
): number {
  const wanted = postsPerDay === null ? INTERVAL_UNKNOWN_MS : DAY_MS / (postsPerDay * POLLS_PER_POST)
  const polite = Math.max(wanted, leastIntervalMs(hints, freshForMs))
  return Math.min(Math.max(polite, INTERVAL_MIN_MS), INTERVAL_MAX_MS)
}

/** What the publisher asks for: not to be polled before so much time has passed. */
function leastIntervalMs(hints: PublisherHints | null, freshForMs: number | null): number {
  return Math.min(Math.max(hints?.minIntervalMs ?? 0, freshForMs ?? 0), INTERVAL_MAX_MS)
}

/** Times move by chance, but never to before what the publisher asked for: what would, moves as far behind it. */
function notUnder(leastMs: number, ms: number): number {
  return ms >= leastMs ? ms : 2 * leastMs - ms
}

function jittered(ms: number, random: () => number): number {
  return Math.round(ms * (1 + JITTER_SHARE * (2 * random() - 1)))
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** RSS skipHours and skipDays (UTC): moves on to the first hour that is not to be left alone, within a week. */
function outsideQuietHours(at: Instant, hints: PublisherHints | null): Instant {
  if (hints === null || (hints.skipHours.length === 0 && hints.skipDays.length === 0)) return at
  const skipDays = new Set(hints.skipDays.map((day) => day.trim().toLowerCase()))
  for (let hours = 0; hours < 7 * 24; hours++) {
    const date = new Date(Math.floor(Date.parse(at) / HOUR_MS + hours) * HOUR_MS)
    if (isQuiet(date, hints.skipHours, skipDays)) continue
    return hours === 0 ? at : date.toISOString()
  }
  return at
}

function isQuiet(date: Date, skipHours: readonly number[], skipDays: ReadonlySet<string>): boolean {
  // RSS writes midnight as 0 or as 24.
  const hour = date.getUTCHours()
  if (skipHours.some((skipped) => skipped % 24 === hour)) return true
  return skipDays.has(WEEKDAYS[date.getUTCDay()] ?? '')
}

/** New posts per day, smoothed: what came since the last scan counts the more, the longer that is ago. */
export function smoothedPace(previous: number | null, newPosts: number, elapsedMs: number): number | null {
  if (elapsedMs <= 0) return previous
  const observed = (newPosts * DAY_MS) / elapsedMs
  if (previous === null) return observed
  const weight = 1 - Math.exp(-elapsedMs / PACE_MEMORY_MS)
  return previous + weight * (observed - previous)
}

/** New posts per day as the dates on a first page tell: its last week, or the time that the page spans. Null without dates. */
export function paceFromDates(dates: readonly Instant[], now: Instant): number | null {
  const ages = dates.map((date) => msBetween(date, now)).filter((age) => age >= 0)
  if (ages.length < 2) return null
  const week = ages.filter((age) => age <= 7 * DAY_MS)
  const oldest = ages.reduce((most, age) => Math.max(most, age), 0)
  const span = Math.min(Math.max(oldest, HOUR_MS), 7 * DAY_MS)
  return (week.length * DAY_MS) / span
}

/**
 * True when a source is to be scanned now. A last scan that lies ahead means that the clock was set back (or that a
 * replay runs at an earlier instant): the plan made under the other clock is void then.
 */
export function isDue(source: StoredSource, now: Instant): boolean {
  const { state } = source
  if (state.disabledReason !== null) return false
  if (state.nextScanAt === null || state.nextScanAt <= now) return true
  return isAheadOf(state, now)
}

function isAheadOf(state: SourceState, now: Instant): boolean {
  return state.lastScanAt !== null && state.lastScanAt > now
}
