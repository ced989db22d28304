// Scans one source inside one fence: whatever happens here, the other sources go on, and what happened is shown with
// the next try. One lease holds the source, and one transaction stores what came of it.

import type { SourceState } from '../domain/source.js'
import { type Instant, instantOf, instantPlus } from '../domain/time.js'
import type { StoredSource } from '../store/store.js'
import { type Fault, faultOf } from './reading/faults.js'
import { brandsAt } from './reading/judge.js'
import { type ReadyKind, readyKind } from './reading/kind.js'
import { type Reading, readPages } from './reading/pages.js'
import { type SortedPosts, sortPosts } from './reading/posts.js'
import { Snags } from './reading/snags.js'
import { requestsAfter, requestsLeftToday } from './rhythm/budget.js'
import { conversationsDue, revisitRequests, type Waiting } from './rhythm/revisit.js'
import { failureOf, stateAfterFailure, stateAfterScan } from './state.js'
import { type Stored, storeFinding } from './storing/storing.js'
import type { ResolvedKind, ScanTools, SourceScan } from './tools.js'

/** A visit ends well before this; a process that was killed holds its sources no longer. */
const LEASE_MS = 15 * 60_000
/** After this much of the lease it is renewed before anything is stored. */
const LEASE_RENEWED_AFTER_MS = 5 * 60_000

/** Whether the source itself is due, or only the conversations in it that wait for an answer. */
export type Purpose = 'scan' | 'visit'

/** Scans one source. Never throws. */
export async function scanSource(source: StoredSource, purpose: Purpose, tools: ScanTools): Promise<SourceScan> {
  const { id } = source.spec
  try {
    const now = instantOf(tools.clock())
    if (!(await tools.store.leaseSource(id, tools.owner, now, instantPlus(now, LEASE_MS)))) return nothing(id, 'busy')
    try {
      return await scanLeased(source, purpose, tools)
    } finally {
      await tools.store.releaseSource(id, tools.owner)
    }
  } catch (error) {
    return failed(source, purpose, faultOf(error), tools)
  }
}

async function scanLeased(source: StoredSource, purpose: Purpose, tools: ScanTools): Promise<SourceScan> {
  const startedMs = tools.monotonicMs()
  const prepared = await readyKind(source, tools)
  const waiting = await conversationsDue(source, prepared.kind, instantOf(tools.clock()), tools.store)
  if (purpose === 'visit' && waiting.length === 0) return nothing(source.spec.id, 'visited')
  const reading = await visit(source, prepared, purpose, waiting, tools)
  if (reading.asked === 0 && tools.isEnding?.() === true) return nothing(source.spec.id, 'busy')

  const now = instantOf(tools.clock())
  const language = reading.language ?? source.state.language
  const isFirstScan = source.state.lastScanAt === null
  const context = { source: source.spec.id, now, language, brands: brandsAt(source, tools.brands), isFirstScan }
  const snags = new Snags(source.spec.id, tools.log)
  const sorted = await sortPosts(reading.drafts, context, tools, snags)
  const stateAfter = () => stateFor(source, purpose, prepared.resolution, { reading, sorted, snags, now }, tools)
  const isLate = tools.monotonicMs() - startedMs > LEASE_RENEWED_AFTER_MS
  if (isLate && !(await renewLease(source, now, tools))) return nothing(source.spec.id, 'busy')
  const { fresh, unchanged } = sorted
  const titled = { ...source, state: { ...source.state, title: reading.title ?? source.state.title } }
  const stored = await storeFinding({ source: titled, fresh, unchanged, now, snags, stateAfter }, tools)
  await markVisited(source, waiting, now, tools)
  return report(source, purpose, { reading, sorted, stored, now }, tools)
}

async function visit(
  source: StoredSource,
  { kind, options, resolution, fetched }: ReadyKind,
  purpose: Purpose,
  waiting: readonly Waiting[],
  tools: ScanTools,
): Promise<Reading> {
  const { memory, validators } = source.state
  const context = { options, memory }
  const first = purpose === 'scan' ? kind.start(resolution.url, context) : []
  const again = revisitRequests(waiting, kind, resolution.url, context)
  const requestsLeft = requestsLeftToday(source.state, instantOf(tools.clock()))
  const place = {
    kind: kind.kind,
    options,
    memory,
    validators: validatorsFor(first, validators),
    fetched,
    requestsLeft,
  }
  const reading = await readPages([...first, ...again], place, tools)
  // A kind with threads gives only those that are new or have grown, and says itself when it finds none at all.
  return { ...reading, emptyIsOrdinary: reading.emptyIsOrdinary ?? kind.revisit !== undefined }
}

/** Addresses that are asked for no more would pile up in the state. */
function validatorsFor(
  requests: readonly { readonly url: string }[],
  validators: SourceState['validators'],
): SourceState['validators'] {
  const urls = new Set(requests.map(({ url }) => url))
  return Object.fromEntries(Object.entries(validators).filter(([url]) => urls.has(url)))
}

interface Found {
  readonly reading: Reading
  readonly sorted: SortedPosts
  readonly snags: Snags
  readonly now: Instant
}

/** A visit to waiting threads tells nothing about the source's rhythm or health: only its memory may move. */
function stateFor(
  source: StoredSource,
  purpose: Purpose,
  resolution: ResolvedKind,
  { reading, sorted, snags, now }: Found,
  tools: ScanTools,
): SourceState {
  const newPosts = Math.max(0, sorted.fresh.filter(({ revision }) => !revision).length - snags.count)
  const leftOut = sorted.leftOut + snags.count
  if (purpose === 'scan') {
    return stateAfterScan(source, { resolution, reading, newPosts, leftOut, snag: snags.fault, now }, tools)
  }
  const memory = leftOut === 0 ? reading.memory : source.state.memory
  const requests = requestsAfter(source.state, reading.asked, now)
  return { ...source.state, memory, requests, lastPostAt: newPosts > 0 ? now : source.state.lastPostAt }
}

/** Somebody else may have taken over a source whose lease ran out; storing then would be storing twice. */
function renewLease(source: StoredSource, now: Instant, tools: ScanTools): Promise<boolean> {
  return tools.store.leaseSource(source.spec.id, tools.owner, now, instantPlus(now, LEASE_MS))
}

/** Looked at, whether or not the page could be had: the next look comes after the pause that its age deserves. */
async function markVisited(
  source: StoredSource,
  waiting: readonly Waiting[],
  now: Instant,
  tools: ScanTools,
): Promise<void> {
  if (waiting.length === 0) return
  await tools.store.markVisited(
    source.spec.id,
    waiting.map(({ id }) => id),
    now,
  )
}

interface Outcome {
  readonly reading: Reading
  readonly sorted: SortedPosts
  readonly stored: Stored
  readonly now: Instant
}

function report(source: StoredSource, purpose: Purpose, outcome: Outcome, tools: ScanTools): SourceScan {
  const { reading, sorted, stored, now } = outcome
  const { state } = stored
  const { id } = source.spec
  const failure = purpose === 'scan' ? failureOf(source, state, now) : null
  const notes = [...reading.notes, ...(sorted.leftOut > 0 ? [leftOutNote(sorted.leftOut)] : [])]
  if (notes.length > 0) tools.log.warn({ source: id, notes: notes.slice(0, 10) }, 'a scan left something for later')
  if (failure !== null) tools.log.warn({ source: id, code: failure.code, reason: failure.reason }, 'a source failed')
  const { new: fresh, updated, copies, mentions, alerts } = stored
  const posts = { seen: sorted.seen, new: fresh, updated, copies }
  const nextScanAt = purpose === 'scan' ? state.nextScanAt : null
  const how = outcomeOf(purpose, failure !== null, reading)
  return { source: id, outcome: how, failure, nextScanAt, posts, mentions, alerts, notes }
}

function outcomeOf(purpose: Purpose, hasFailed: boolean, reading: Reading): SourceScan['outcome'] {
  if (purpose === 'visit') return 'visited'
  if (hasFailed) return 'failed'
  return reading.pagesRead === 0 && reading.pagesUnchanged > 0 ? 'not-modified' : 'fetched'
}

function leftOutNote(leftOut: number): string {
  return `${leftOut} new posts were left for the next scan`
}

/** The fence's own side: remembers the failure and plans the next try, as far as the store still answers. */
async function failed(source: StoredSource, purpose: Purpose, fault: Fault, tools: ScanTools): Promise<SourceScan> {
  const { id } = source.spec
  const now = instantOf(tools.clock())
  const state = stateAfterFailure(source, fault, now, tools)
  if (fault.code === 'unexpected') tools.log.error({ source: id, err: fault.error }, 'a scan failed unexpectedly')
  else tools.log.warn({ source: id, code: fault.code, reason: fault.reason }, 'a source failed')
  if (purpose === 'visit') return nothing(id, 'visited')
  try {
    await tools.store.recordScan({ state, posts: [], alerts: [], deliveries: [] })
  } catch (error) {
    tools.log.error({ source: id, err: error }, 'a failure could not be stored')
  }
  return { ...nothing(id, 'failed'), failure: failureOf(source, state, now), nextScanAt: state.nextScanAt }
}

function nothing(source: string, outcome: SourceScan['outcome']): SourceScan {
  return {
    source,
    outcome,
    failure: null,
    nextScanAt: null,
    posts: { seen: 0, new: 0, updated: 0, copies: 0 },
    mentions: { new: 0, byLabel: {} },
    alerts: { opened: 0, reopened: 0, escalated: 0, answered: 0 },
    notes: [],
  }
}
