// Scans one source inside one fence: whatever happens here, the other sources go on, and what happened is shown with
// the next try. One lease holds the source, and one transaction stores what came of it.

import type { SourceState } from '../domain/source.js'
import { type Instant, instantOf, instantPlus } from '../domain/time.js'
import type { Push } from '../domain/websub.js'
import type { StoredSource, Visit } from '../store/store.js'
import { olderIds, wayBackOf } from './reading/backfill.js'
import { type Fault, faultOf } from './reading/faults.js'
import { brandsAt } from './reading/judge.js'
import { type ReadyKind, readyKind } from './reading/kind.js'
import { type Reading, readPages } from './reading/pages.js'
import { type SortedPosts, sortPosts } from './reading/posts.js'
import { Snags } from './reading/snags.js'
import { requestsAfter, requestsLeftToday } from './rhythm/budget.js'
import { conversationsDue, revisitRequests, type Waiting } from './rhythm/revisit.js'
import { failureOf, stateAfterFailure, stateAfterPush, stateAfterScan } from './state.js'
import { noteDeletions, type Standing } from './storing/deletions.js'
import { keepLinks } from './storing/links.js'
import { type Stored, storeFinding } from './storing/storing.js'
import type { ResolvedKind, ScanTools, SourceScan } from './tools.js'
import { fetchInstead, pushedPages, removePushes, toldByHubs } from './websub/pushed.js'

/** A visit ends well before this; a process that was killed holds its sources no longer. */
const LEASE_MS = 15 * 60_000
/** After this much of the lease it is renewed before anything is stored. */
const LEASE_RENEWED_AFTER_MS = 5 * 60_000

/**
 * Whether the source itself is due, or only the conversations in it that wait for an answer; or whether its hub has
 * distributed something, which is read without asking the source.
 */
export type Purpose = 'scan' | 'visit' | 'push'

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
  const pushes = purpose === 'push' ? await tools.store.pushes(source.spec.id) : []
  const waiting =
    purpose === 'push' ? [] : await conversationsDue(source, prepared.kind, instantOf(tools.clock()), tools.store)
  if (purpose !== 'scan' && waiting.length + pushes.length === 0) return nothing(source.spec.id, 'visited')
  const reading = await visit(source, prepared, { purpose, waiting, pushes }, tools)
  if (reading.asked === 0 && tools.isEnding?.() === true) return nothing(source.spec.id, 'busy')

  const now = instantOf(tools.clock())
  const language = reading.language ?? source.state.language
  const isFirstScan = source.state.lastScanAt === null
  const context = { source: source.spec.id, now, language, brands: brandsAt(source, tools.brands), isFirstScan }
  const snags = new Snags(source.spec.id, tools.log)
  const sorted = await sortPosts(reading.drafts, context, tools, snags)
  const isTold = purpose === 'scan' && reading.startsAtOnePage && (await toldByHubs(tools, now)).has(source.spec.id)
  const found = { reading, sorted, snags, now, isTold }
  const stateAfter = () => stateFor(source, purpose, prepared.resolution, found, tools)
  const isLate = tools.monotonicMs() - startedMs > LEASE_RENEWED_AFTER_MS
  if (isLate && !(await renewLease(source, now, tools))) return nothing(source.spec.id, 'busy')
  const { fresh, unchanged } = sorted
  const titled = { ...source, state: { ...source.state, title: reading.title ?? source.state.title } }
  const stored = await storeFinding({ source: titled, fresh, unchanged, now, snags, stateAfter }, tools)
  // What an ending program has not read any more is read by the next one.
  if (pushes.length > 0 && tools.isEnding?.() !== true) await removePushes(pushes, tools)
  await keepLinks(source.spec.id, fresh, reading.links, tools)
  await noteDeletions(source.spec.id, standingIn(reading, waiting, prepared, source), now, tools)
  const isWhole = reading.complete && sorted.leftOut === 0 && snags.count === 0
  await markVisited(source, visitsOf(waiting, reading, isWhole), now, tools)
  return report(source, purpose, { reading, sorted, stored, now }, tools)
}

/** What stands where, as this visit has seen it. */
function standingIn(
  { standing, vanished }: Reading,
  waiting: readonly Waiting[],
  { kind, options, resolution }: ReadyKind,
  { state }: StoredSource,
): Standing {
  const pageOf = (conversation: Waiting) =>
    kind.revisit?.(conversation, resolution.url, { options, memory: state.memory })[0]?.url ?? null
  const gone = vanished.size === 0 ? [] : waiting.filter((conversation) => vanished.has(pageOf(conversation) ?? ''))
  return { standing, vanished: gone.map(({ id }) => id) }
}

/** What a visit is for. */
interface Errand {
  readonly purpose: Purpose
  readonly waiting: readonly Waiting[]
  readonly pushes: readonly Push[]
}

async function visit(
  source: StoredSource,
  { kind, options, resolution, fetched }: ReadyKind,
  { purpose, waiting, pushes }: Errand,
  tools: ScanTools,
): Promise<Visited> {
  const { memory, validators } = source.state
  const context = { options, memory }
  const start = purpose === 'visit' ? [] : kind.start(resolution.url, context)
  const pushed = pushedPages(pushes, start[0], tools)
  const first = purpose === 'push' ? pushed.requests : start
  const again = revisitRequests(waiting, kind, resolution.url, context)
  const requestsLeft = requestsLeftToday(source.state, instantOf(tools.clock()))
  const place = {
    kind: kind.kind,
    url: resolution.url,
    options,
    memory,
    validators: validatorsFor(first, validators),
    threadValidators: Object.assign({}, ...waiting.map((conversation) => conversation.validators)),
    fetched: new Map([...fetched, ...pushed.answers]),
    backfill: purpose === 'scan' ? wayBackOf(source) : null,
    requestsLeft,
  }
  const reading = await readPages([...first, ...again], place, tools)
  // A kind with threads gives only those that are new or have grown, and says itself when it finds none at all.
  const emptyIsOrdinary = reading.emptyIsOrdinary ?? kind.revisit !== undefined
  const asked = reading.asked - pushed.requests.length
  const whole = { ...reading, asked, emptyIsOrdinary, startsAtOnePage: start.length === 1 }
  // What a hub leaves out is not gone: it may send only what is new.
  return purpose === 'push' ? { ...whole, standing: new Map(), vanished: new Set<string>() } : whole
}

/** What a visit brought, and whether the page that a hub tells of is all that the source polls. */
interface Visited extends Reading {
  readonly startsAtOnePage: boolean
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
  /** A hub tells of all that is new here, so that polling is only a safety net. */
  readonly isTold: boolean
}

/** A visit to waiting threads tells nothing about the source's rhythm or health: only its memory may move. */
function stateFor(
  source: StoredSource,
  purpose: Purpose,
  resolution: ResolvedKind,
  { reading, sorted, snags, now, isTold }: Found,
  tools: ScanTools,
): SourceState {
  const older = olderIds(reading, source.spec.id, tools)
  const fresh = sorted.fresh.filter(({ revision, post }) => !revision && !older.has(post.id))
  const newPosts = Math.max(0, fresh.length - snags.count)
  const leftOut = sorted.leftOut + snags.count
  // Posts beyond the limit are on pages that are read again only when the way back stays where it was.
  const kept = sorted.leftOut === 0 ? reading : { ...reading, backfill: null }
  const result = { resolution, reading: kept, newPosts, leftOut, snag: snags.fault, now, isTold }
  if (purpose === 'scan') return stateAfterScan(source, result, tools)
  if (purpose === 'push') return stateAfterPush(source, result)
  const memory = leftOut === 0 ? reading.memory : source.state.memory
  const requests = requestsAfter(source.state, reading.asked, now)
  return { ...source.state, memory, requests, lastPostAt: newPosts > 0 ? now : source.state.lastPostAt }
}

/** Somebody else may have taken over a source whose lease ran out; storing then would be storing twice. */
function renewLease(source: StoredSource, now: Instant, tools: ScanTools): Promise<boolean> {
  return tools.store.leaseSource(source.spec.id, tools.owner, now, instantPlus(now, LEASE_MS))
}

/**
 * Looked at, whether or not the page could be had: the next look comes after the pause that its age deserves. A thread
 * that a listing led to counts as well. Validators are kept only with everything that the pages brought.
 */
function visitsOf(waiting: readonly Waiting[], { threads }: Reading, isWhole: boolean): readonly Visit[] {
  const ids = new Set([...waiting.map(({ id }) => id), ...threads.keys()])
  return [...ids].map((id) => ({ conversation: id, validators: isWhole ? (threads.get(id) ?? null) : null }))
}

async function markVisited(
  source: StoredSource,
  visits: readonly Visit[],
  now: Instant,
  tools: ScanTools,
): Promise<void> {
  if (visits.length > 0) await tools.store.markVisited(source.spec.id, visits, now)
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
  if (purpose === 'push') {
    await fetchInstead(source, now, tools)
    return nothing(id, 'visited')
  }
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
