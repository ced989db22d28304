// What is remembered of a source after a scan, as a pure function of what was remembered before and of what the
// scan brought. A validator is only ever kept together with the posts of its page: kept early, it would be answered
// "not modified" next time, and the posts would stay unseen for ever.

import type { SourceFailure, SourceState } from '../domain/source.js'
import { type Instant, msBetween } from '../domain/time.js'
import type { StoredSource } from '../store/store.js'
import type { Fault } from './reading/faults.js'
import type { Reading } from './reading/pages.js'
import { wallFault } from './reading/wall.js'
import { requestsAfter } from './rhythm/budget.js'
import { nextScanAt, paceFromDates, smoothedPace } from './rhythm/rhythm.js'
import type { ResolvedKind, ScanTools } from './tools.js'

/** The same "moved for good" this often in a row is believed: some hosts say so for an hour of maintenance. */
const REDIRECTS_BELIEVED = 3
/** "Not found" this often in a row, over about a day and a half, and nobody is there any more. */
const NOT_FOUND_MAX = 10
/** Empty readings in a row that are a fault and no lull. */
const EMPTY_READINGS_MAX = 3
/** A site that changed its software is recognised anew after so many failures to read it as what it was. */
const MISREADINGS_MAX = 3

/** What the new state is made of. */
export interface ScanResult {
  readonly resolution: ResolvedKind
  readonly reading: Reading
  readonly newPosts: number
  /** New posts left for the next scan. */
  readonly leftOut: number
  /** Why single posts had to be left out; null when none was. */
  readonly snag: Fault | null
  readonly now: Instant
  /** A hub tells of all that is new here. */
  readonly isTold: boolean
}

type StateTools = Pick<ScanTools, 'random' | 'timezone'>

/** The state after a scan whose pages were read, or had not changed, or failed in part. */
export function stateAfterScan(source: StoredSource, result: ScanResult, tools: StateTools): SourceState {
  const { state } = source
  const { reading, now, resolution } = result
  const wall = wallFault(reading, state.lastPostAt !== null)
  const fault = reading.fault ?? result.snag ?? wall ?? silenceIn(source, result)
  const postsPerDay = fault === null ? paceAfter(state, result) : state.postsPerDay
  const failures = fault === null ? 0 : state.failures + 1
  const rhythm = {
    spec: source.spec,
    postsPerDay,
    hints: reading.hints ?? state.hints ?? null,
    wishes: { freshForMs: reading.freshForMs, retryAfterSeconds: reading.retryAfterSeconds },
    failures,
    now,
    timezone: tools.timezone,
    random: tools.random,
  }
  const next: SourceState = {
    ...withoutHubPlan(state),
    ...addressAfter(state, resolution, reading),
    resolvedKind: resolution.kind,
    title: reading.title ?? state.title,
    language: reading.language ?? state.language,
    memory: result.leftOut === 0 ? reading.memory : state.memory,
    // A listing that has not changed must be read again all the same while nobody can see what stands behind it.
    // And an empty page that stood where posts were must be seen again to be told: "not modified" would hide it for ever.
    validators:
      reading.complete && result.leftOut === 0 && wall === null && !isEmptied(state, reading)
        ? reading.validators
        : state.validators,
    lastScanAt: now,
    lastSuccessAt: fault === null ? now : state.lastSuccessAt,
    lastPostAt: result.newPosts > 0 ? now : state.lastPostAt,
    failures,
    lastFailure: fault === null ? null : { code: fault.code, reason: fault.reason, at: now },
    disabledReason: disabledBy(fault, failures) ?? state.disabledReason,
    postsPerDay,
    emptyReadings: emptyReadingsAfter(state, reading),
    requests: requestsAfter(state, reading.asked, now),
    ...(reading.backfill === null ? {} : { backfill: reading.backfill }),
    ...(reading.hints === null ? {} : { hints: reading.hints }),
    nextScanAt: nextScanAt({ ...rhythm, isTold: result.isTold }),
    ...(result.isTold ? { nextScanWithoutHubAt: nextScanAt({ ...rhythm, isTold: false }) } : {}),
  }
  return fault === null ? next : recognisedAnew(source, next, fault)
}

/** The state after a scan that failed before or besides its pages: nothing is forgotten, and the next try is planned. */
export function stateAfterFailure(source: StoredSource, fault: Fault, now: Instant, tools: StateTools): SourceState {
  const { state } = source
  const failures = state.failures + 1
  return recognisedAnew(
    source,
    {
      ...withoutHubPlan(state),
      lastScanAt: now,
      failures,
      lastFailure: { code: fault.code, reason: fault.reason, at: now },
      disabledReason: disabledBy(fault, failures) ?? state.disabledReason,
      nextScanAt: nextScanAt({
        spec: source.spec,
        postsPerDay: state.postsPerDay,
        hints: state.hints ?? null,
        wishes: { freshForMs: null, retryAfterSeconds: fault.retryAfterSeconds },
        failures,
        isTold: false,
        now,
        timezone: tools.timezone,
        random: tools.random,
      }),
    },
    fault,
  )
}

/**
 * The state after reading what a hub distributed. It says nothing of the validators, the address or the silence of the
 * page that is polled; where it could not be read whole, that page is fetched at once.
 */
export function stateAfterPush({ state }: StoredSource, result: Omit<ScanResult, 'isTold'>): SourceState {
  const { reading, newPosts, now } = result
  const next: SourceState = {
    ...state,
    title: reading.title ?? state.title,
    language: reading.language ?? state.language,
    memory: result.leftOut === 0 ? reading.memory : state.memory,
    lastPostAt: newPosts > 0 ? now : state.lastPostAt,
    requests: requestsAfter(state, reading.asked, now),
  }
  const isWhole = reading.fault === null && result.snag === null && result.leftOut === 0
  if (!isWhole) return { ...next, nextScanAt: now }
  return { ...next, lastSuccessAt: now, postsPerDay: paceAfter(state, result) }
}

function withoutHubPlan({ nextScanWithoutHubAt: _, ...state }: SourceState): SourceState {
  return state
}

/** How a failure that stands in a state is shown to people. */
export function failureOf(source: StoredSource, state: SourceState, now: Instant): SourceFailure | null {
  if (state.lastFailure === null) return null
  return {
    source: source.spec.id,
    url: state.url,
    kind: source.spec.kind === 'auto' ? (state.resolvedKind ?? 'auto') : source.spec.kind,
    code: state.lastFailure.code as SourceFailure['code'],
    reason: state.disabledReason ?? state.lastFailure.reason,
    nextTryInSeconds: secondsUntil(state, now),
  }
}

function secondsUntil(state: SourceState, now: Instant): number | null {
  if (state.disabledReason !== null || state.nextScanAt === null) return null
  return Math.max(0, Math.round(msBetween(now, state.nextScanAt) / 1000))
}

/** A permanent redirect replaces the address once it has been seen a few times in a row, always to the same place. */
function addressAfter(
  state: SourceState,
  resolution: ResolvedKind,
  reading: Reading,
): Pick<SourceState, 'url' | 'redirect'> {
  const { url } = resolution
  const movedTo = reading.moved.get(url)
  if (movedTo === undefined) return { url, redirect: state.redirect }
  if (movedTo === null || movedTo === url) return { url, redirect: null }
  const times = state.redirect?.url === movedTo ? state.redirect.times + 1 : 1
  return times >= REDIRECTS_BELIEVED ? { url: movedTo, redirect: null } : { url, redirect: { url: movedTo, times } }
}

function paceAfter(
  state: SourceState,
  { reading, newPosts, now }: Pick<ScanResult, 'reading' | 'newPosts' | 'now'>,
): number | null {
  if (state.lastSuccessAt === null) {
    return paceFromDates(
      reading.drafts.flatMap(({ publishedAt }) => publishedAt ?? []),
      now,
    )
  }
  return smoothedPace(state.postsPerDay, newPosts, msBetween(state.lastSuccessAt, now))
}

function disabledBy(fault: Fault | null, failures: number): string | null {
  if (fault?.code === 'gone') return `switched off: ${fault.reason}`
  if (fault?.code !== 'http-status' || fault.status !== 404 || failures < NOT_FOUND_MAX) return null
  return `switched off after ${failures} failures in a row: ${fault.reason}`
}

function isEmpty(reading: Reading): boolean {
  return reading.pagesRead > 0 && reading.drafts.length === 0 && reading.emptyIsOrdinary !== true
}

function isEmptied(state: SourceState, reading: Reading): boolean {
  return state.lastPostAt !== null && isEmpty(reading)
}

function emptyReadingsAfter(state: SourceState, reading: Reading): number {
  if (reading.pagesRead === 0 && reading.drafts.length === 0) return state.emptyReadings ?? 0
  return isEmpty(reading) ? (state.emptyReadings ?? 0) + 1 : 0
}

/** A source that gave posts and gives an empty page again and again has changed, or hides behind a wall. */
function silenceIn(source: StoredSource, { reading }: ScanResult): Fault | null {
  const { state } = source
  if (state.lastPostAt === null || !isEmpty(reading)) return null
  if (emptyReadingsAfter(state, reading) < EMPTY_READINGS_MAX) return null
  const since = state.lastPostAt.slice(0, 10)
  return {
    code: 'silent',
    reason: `${state.url} gave posts until ${since} and now gives an empty page: look whether its layout or address has changed, or a login is asked for`,
    status: null,
    retryAfterSeconds: null,
    error: null,
  }
}

const MISREADINGS: ReadonlySet<string> = new Set(['not-a-feed', 'not-recognised', 'page-missing', 'unreadable'])

function recognisedAnew(source: StoredSource, next: SourceState, fault: Fault): SourceState {
  if (source.spec.kind !== 'auto' || next.failures < MISREADINGS_MAX || !MISREADINGS.has(fault.code)) return next
  return { ...next, resolvedKind: null, url: source.spec.url, memory: {}, validators: {}, redirect: null }
}
