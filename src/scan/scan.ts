// One pass: scans the sources that are due side by side, lets the clock act on waiting alerts, sends what is owed,
// and adds it all up.

import type { SourceFailure } from '../domain/source.js'
import { type Instant, instantOf } from '../domain/time.js'
import { LABELS, type Label } from '../domain/verdict.js'
import type { StoredSource } from '../store/store.js'
import { escalateDue } from './escalation.js'
import { inLanes } from './lanes.js'
import { faultOf } from './reading/faults.js'
import { conversationsDue } from './rhythm/revisit.js'
import { isDue } from './rhythm/rhythm.js'
import { type Purpose, scanSource } from './source.js'
import { tellSpikes } from './spikes.js'
import type { AlertTally, PostCounts, ScanSummary, ScanTools, SourceScan } from './tools.js'
import { keepSubscriptions } from './websub/keep.js'
import { forgetPushes, isDueWithoutHub, pushedSources, toldByHubs } from './websub/pushed.js'

/** What a pass is to do. */
export interface ScanOptions {
  /** Only these sources; all when absent. */
  readonly sources?: readonly string[]
  /** Scans sources that are not due yet, too. */
  readonly force?: boolean
  /** Runs as though it were this instant. */
  readonly now?: Instant
  /** Sources of one host in this pass; the others stay due. Absent: no limit. */
  readonly perHostMax?: number
  /** Decides what is due where the wall clock alone is not to be trusted; `isDue` when absent. */
  readonly isDue?: (source: StoredSource, now: Instant) => boolean
  /** Told of each source as soon as it is done. */
  readonly onProgress?: (progress: ScanProgress) => void
}

/** How far a pass has come. */
export interface ScanProgress {
  readonly done: number
  readonly total: number
  readonly scan: SourceScan
}

interface Task {
  readonly source: StoredSource
  readonly purpose: Purpose
}

/** One pass over the sources that are due. A failing source, alert or target never stops the others. */
export async function scanOnce(options: ScanOptions, given: ScanTools): Promise<ScanSummary> {
  const tools = options.now === undefined ? given : at(options.now, given)
  const startedMs = tools.monotonicMs()
  const now = instantOf(tools.clock())
  await guarded(async () => tools.freshen?.(), undefined, 'taking up a learnt model failed', tools)
  const scans: SourceScan[] = [...(await readPushes(options.sources, tools))]
  const listed = await tools.store.listSources()
  const tasks = await tasksOf(named(listed, options.sources), options, now, tools)
  let done = 0
  await inLanes(tasks, hostOf, { ...tools.pace, perHost: tools.pace.perHost + 1 }, async (task) => {
    if (tools.isEnding?.() === true) return
    const scan = await scanSource(task.source, task.purpose, tools)
    scans.push(scan)
    done += 1
    options.onProgress?.({ done, total: tasks.length, scan })
  })
  await guarded(() => keepSubscriptions(tools), undefined, 'keeping subscriptions at hubs failed', tools)
  const escalated = await guarded(() => escalateDue(tools), NO_ALERTS, 'escalating failed', tools)
  await guarded(() => tellSpikes(tools), undefined, 'looking for spikes failed', tools)
  const outbox = await guarded(() => tools.sendDue(), { sent: 0, failed: 0 }, 'sending failed', tools)
  const { pending } = await tools.store.countDeliveries()
  return {
    now,
    ms: Math.round(tools.monotonicMs() - startedMs),
    sources: countSources(listed.length, tasks, scans),
    posts: addPosts(scans),
    mentions: addMentions(scans),
    alerts: addAlerts([...scans.map(({ alerts }) => alerts), escalated]),
    deliveries: { sent: outbox.sent, failed: outbox.failed, pending },
    failures: failuresOf(scans),
  }
}

/** What hubs have distributed comes first: it is here already, and costs no host anything. */
async function readPushes(ids: readonly string[] | undefined, tools: ScanTools): Promise<readonly SourceScan[]> {
  const pushed = await pushedSources(tools)
  if (pushed.size === 0) return []
  const listed = await tools.store.listSources()
  for (const id of pushed) {
    // Its source was taken off the list in the meantime.
    if (!listed.some(({ spec }) => spec.id === id)) await forgetPushes(id, tools)
  }
  const scans: SourceScan[] = []
  for (const source of named(listed, ids)) {
    if (!pushed.has(source.spec.id) || tools.isEnding?.() === true) continue
    scans.push(await scanSource(source, 'push', tools))
  }
  return scans
}

function at(now: Instant, tools: ScanTools): ScanTools {
  return { ...tools, clock: () => new Date(now) }
}

function named(sources: readonly StoredSource[], ids: readonly string[] | undefined): readonly StoredSource[] {
  if (ids === undefined) return sources
  const wanted = new Set(ids)
  return sources.filter(({ spec }) => wanted.has(spec.id))
}

/** Due sources first, the longest overdue before others; then those in which a waiting conversation is to be seen again. */
async function tasksOf(
  sources: readonly StoredSource[],
  options: ScanOptions,
  now: Instant,
  tools: Pick<ScanTools, 'sourceKind' | 'store' | 'websub'>,
): Promise<readonly Task[]> {
  const due: Task[] = []
  const visits: Task[] = []
  const told = await toldByHubs(tools, now)
  for (const source of sources) {
    if (isWanted(source, options, now) || isDueWithoutHub(source.state, told, now))
      due.push({ source, purpose: 'scan' })
    else if (await isVisitDue(source, now, tools)) visits.push({ source, purpose: 'visit' })
  }
  due.sort((one, other) => compare(one.source.state.nextScanAt ?? '', other.source.state.nextScanAt ?? ''))
  return limitPerHost([...due, ...visits], options.perHostMax ?? Number.POSITIVE_INFINITY)
}

function isWanted(source: StoredSource, options: ScanOptions, now: Instant): boolean {
  if (source.state.disabledReason !== null) return false
  return options.force === true || (options.isDue ?? isDue)(source, now)
}

async function isVisitDue(
  source: StoredSource,
  now: Instant,
  tools: Pick<ScanTools, 'sourceKind' | 'store'>,
): Promise<boolean> {
  const { spec, state } = source
  if (state.disabledReason !== null || state.failures > 0 || state.lastPostAt === null) return false
  const name = spec.kind === 'auto' ? state.resolvedKind : spec.kind
  const kind = name === null ? undefined : tools.sourceKind(name)
  if (kind?.revisit === undefined) return false
  return (await conversationsDue(source, kind, now, tools.store)).length > 0
}

function limitPerHost(tasks: readonly Task[], perHostMax: number): readonly Task[] {
  const taken = new Map<string, number>()
  return tasks.filter((task) => {
    const host = hostOf(task)
    const count = (taken.get(host) ?? 0) + 1
    taken.set(host, count)
    return count <= perHostMax
  })
}

function hostOf({ source }: Task): string {
  return URL.canParse(source.state.url) ? new URL(source.state.url).hostname : source.state.url
}

function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** A bug in one part of the pass is logged and must not hide what the other parts did. */
async function guarded<T>(work: () => Promise<T>, otherwise: T, sentence: string, tools: ScanTools): Promise<T> {
  try {
    return await work()
  } catch (error) {
    tools.log.error({ code: faultOf(error).code, err: error }, sentence)
    return otherwise
  }
}

function countSources(total: number, tasks: readonly Task[], scans: readonly SourceScan[]): ScanSummary['sources'] {
  const count = (outcome: SourceScan['outcome']) => scans.filter((scan) => scan.outcome === outcome).length
  return {
    total,
    due: tasks.filter(({ purpose }) => purpose === 'scan').length,
    fetched: count('fetched'),
    notModified: count('not-modified'),
    failed: count('failed'),
  }
}

function addPosts(scans: readonly SourceScan[]): PostCounts {
  const sum = (key: keyof PostCounts) => scans.reduce((total, { posts }) => total + posts[key], 0)
  return { seen: sum('seen'), new: sum('new'), updated: sum('updated'), copies: sum('copies') }
}

function addMentions(scans: readonly SourceScan[]): ScanSummary['mentions'] {
  const total = (label: Label) => scans.reduce((sum, { mentions }) => sum + (mentions.byLabel[label] ?? 0), 0)
  return {
    new: scans.reduce((sum, { mentions }) => sum + mentions.new, 0),
    byLabel: Object.fromEntries(LABELS.map((label) => [label, total(label)])) as Record<Label, number>,
  }
}

const NO_ALERTS: AlertTally = { opened: 0, reopened: 0, escalated: 0, answered: 0 }

function addAlerts(tallies: readonly AlertTally[]): AlertTally {
  const sum = (key: keyof AlertTally) => tallies.reduce((total, tally) => total + tally[key], 0)
  return { opened: sum('opened'), reopened: sum('reopened'), escalated: sum('escalated'), answered: sum('answered') }
}

function failuresOf(scans: readonly SourceScan[]): readonly SourceFailure[] {
  return scans.flatMap(({ failure }) => failure ?? []).sort((one, other) => compare(one.source, other.source))
}
