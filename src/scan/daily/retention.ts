// Deletes what is older than the operator wants it kept. What a clock that jumped would call old must not go: a
// sweep waits until the clock on the wall has kept step with the one that only moves on.

import { type Instant, instantOf, instantPlus, msBetween } from '../../domain/time.js'
import type { ScanTools } from '../tools.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Both clocks may differ by this much between two looks: a machine that slept, a correction of seconds. */
const STEP_MS = 5 * 60_000
/** After a start the clock is often corrected within minutes; after a jump somebody needs time to notice. */
const STEADY_AFTER_START_MS = HOUR_MS
const STEADY_AFTER_JUMP_MS = DAY_MS

const LAST_SWEEP = 'retention.last'

/** How long things are kept. */
export interface RetentionSettings {
  readonly postsMs: number
  readonly unmatchedMs: number
}

type RetentionTools = Pick<ScanTools, 'store' | 'clock' | 'monotonicMs' | 'log'> & {
  readonly retention: RetentionSettings
}

/** Sweeps once a day. */
export class Retention {
  private steadyFromMs: number
  private last: { readonly wall: Instant; readonly ms: number }

  constructor(private readonly tools: RetentionTools) {
    this.last = this.look()
    this.steadyFromMs = this.last.ms + STEADY_AFTER_START_MS
  }

  /** Deletes what is over its time, if a day has passed since the last sweep and the clock can be trusted. */
  async sweep(): Promise<void> {
    const { tools } = this
    const look = this.look()
    this.noteJump(look)
    if (look.ms < this.steadyFromMs) return
    const lastSweep = await tools.store.setting(LAST_SWEEP)
    if (lastSweep !== null && lastSweep <= look.wall && msBetween(lastSweep, look.wall) < DAY_MS) return
    const { postsMs, unmatchedMs } = tools.retention
    const { posts } = await tools.store.prune({
      posts: instantPlus(look.wall, -postsMs),
      unmatched: instantPlus(look.wall, -unmatchedMs),
    })
    await tools.store.saveSetting(LAST_SWEEP, look.wall)
    tools.log.info({ posts }, 'deleted what is over its time')
  }

  private look(): { readonly wall: Instant; readonly ms: number } {
    return { wall: instantOf(this.tools.clock()), ms: this.tools.monotonicMs() }
  }

  private noteJump(look: { readonly wall: Instant; readonly ms: number }): void {
    const drift = msBetween(this.last.wall, look.wall) - (look.ms - this.last.ms)
    this.last = look
    if (Math.abs(drift) <= STEP_MS) return
    this.steadyFromMs = look.ms + STEADY_AFTER_JUMP_MS
    this.tools.log.warn({ driftMs: Math.round(drift) }, 'the clock jumped, so nothing is deleted for a day')
  }
}
