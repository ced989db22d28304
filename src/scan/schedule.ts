// Runs passes all day: what is due every few seconds, digests by their cron lines, retention once a day. The pulse
// is a plain interval, which goes by a clock that only moves on: node-cron's own timers go by the clock on the wall,
// and one that is set back by a day would hold them up for a day. Cron lines themselves are read by node-cron.

import type { TargetSpec } from '../domain/settings.js'
import { type Instant, instantOf } from '../domain/time.js'
import type { StoredSource } from '../store/store.js'
import { oweDigests } from './daily/digests.js'
import { oweReports, type ReportTools } from './daily/reports.js'
import { Retention, type RetentionSettings } from './daily/retention.js'
import { isDue } from './rhythm/rhythm.js'
import { scanOnce } from './scan.js'
import { oneAfterAnother } from './storing/turn.js'
import type { ScanSummary, ScanTools, SourceScan } from './tools.js'

/** How often it is looked what is due: half of the shortest rhythm that anybody should wish for. */
const TICK_MS = 30_000
/** A notification that is owed waits this long at most, also while a pass takes its time. */
const SENDING_MS = 5000
/** A source that is due this soon is due: at the next tick it would be half a minute late. */
const SLACK_MS = 2000

/** Sources of one host in a pass, at about a second each: a host with a thousand must not hold up the rest. */
const PER_HOST_IN_PASS = 30

/** What the schedule needs besides what a scan needs. */
export interface ScheduleTools extends ScanTools, Pick<ReportTools, 'report'> {
  readonly targets: readonly TargetSpec[]
  readonly retention: RetentionSettings
  /** Calls again and again after so many milliseconds, until the returned function is called. */
  readonly every: (ms: number, work: () => void) => () => void
  /** Learns from corrections when it is time to; the signal ends it early. Absent: nothing is learnt here. */
  readonly learn?: (signal: AbortSignal) => Promise<void>
  /** Told of each pass that scanned something. */
  readonly onPass?: (summary: ScanSummary) => void
}

/** A schedule that runs. */
export interface Schedule {
  /** Does at once what is due; while that still runs, waits for it. */
  tick(): Promise<void>
  /** Starts nothing more and waits for what runs. */
  stop(): Promise<void>
}

/** Starts scanning on schedule. */
export function startSchedule(given: ScheduleTools): Schedule {
  const takeTurn = oneAfterAnother()
  let isEnding = false
  const tools: ScheduleTools = { ...given, sendDue: () => takeTurn(given.sendDue), isEnding: () => isEnding }
  const plan = new SteadyPlan(tools.monotonicMs)
  const retention = new Retention(tools)
  const ending = new AbortController()
  // Nobody waits for it: a fit takes its time in a process of its own.
  const learn = neverTwiceAtOnce(() =>
    shielded(async () => tools.learn?.(ending.signal), 'learning from corrections failed', tools),
  )
  const beat = neverTwiceAtOnce(async () => {
    void learn()
    await shielded(() => oweDigests(tools), 'writing digests failed', tools)
    await shielded(() => oweReports(tools), 'writing reports failed', tools)
    await shielded(() => pass(tools, plan), 'a pass failed', tools)
    await shielded(() => retention.sweep(), 'retention failed', tools)
  })
  const send = neverTwiceAtOnce(() => shielded(tools.sendDue, 'sending failed', tools))
  const cancels = [tools.every(TICK_MS, () => void beat()), tools.every(SENDING_MS, () => void send())]
  return {
    tick: beat,
    stop: async () => {
      isEnding = true
      ending.abort()
      for (const cancel of cancels) cancel()
      await Promise.all([beat.running(), send.running(), learn.running()])
    },
  }
}

interface Beat {
  (): Promise<void>
  /** Settles when what runs now is over. */
  running(): Promise<void>
}

/** A call that comes while the last one runs joins it. */
function neverTwiceAtOnce(work: () => Promise<void>): Beat {
  let running: Promise<void> | null = null
  const beat = () => {
    running ??= work().finally(() => {
      running = null
    })
    return running
  }
  return Object.assign(beat, { running: () => running ?? Promise.resolve() })
}

async function shielded(work: () => Promise<unknown>, sentence: string, tools: Pick<ScanTools, 'log'>): Promise<void> {
  try {
    await work()
  } catch (error) {
    tools.log.error({ err: error }, sentence)
  }
}

async function pass(tools: ScheduleTools, plan: SteadyPlan): Promise<void> {
  const summary = await scanOnce(
    {
      perHostMax: PER_HOST_IN_PASS,
      isDue: (source, now) => plan.isDue(source, now),
      onProgress: ({ scan }) => plan.note(scan, instantOf(tools.clock())),
    },
    tools,
  )
  if (summary.sources.due > 0) tools.onPass?.(summary)
}

interface Planned {
  readonly nextScanAt: Instant
  readonly dueMs: number
}

/**
 * Keeps the intervals of this process by the clock that only moves on. When the clock on the wall jumps by a year,
 * sources are then scanned neither all at once nor not at all.
 */
class SteadyPlan {
  private readonly planned = new Map<string, Planned>()

  constructor(private readonly monotonicMs: () => number) {}

  isDue(source: StoredSource, now: Instant): boolean {
    if (source.state.disabledReason !== null) return false
    const planned = this.planned.get(source.spec.id)
    // A cron line means the clock on the wall; and a plan that somebody else changed is no longer ours.
    if (planned === undefined || source.spec.rhythm.kind === 'cron') return isDue(source, now)
    if (planned.nextScanAt !== source.state.nextScanAt) return isDue(source, now)
    return this.monotonicMs() + SLACK_MS >= planned.dueMs
  }

  /** Remembers when a source that was just scanned is due, as counted from now. */
  note({ source, nextScanAt }: SourceScan, now: Instant): void {
    if (nextScanAt === null) return
    this.planned.set(source, { nextScanAt, dueMs: this.monotonicMs() + Date.parse(nextScanAt) - Date.parse(now) })
  }
}
