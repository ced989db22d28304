// Counts attempts over a sliding window, in memory: one process serves, and a restart may forgive.

import type { Clock } from '../../domain/time.js'

/** So many in so long. */
export interface Limit {
  readonly most: number
  readonly windowMs: number
}

/** Keys remembered at once; beyond it the oldest is forgotten, so that made-up keys cannot fill the memory. */
const KEYS_MAX = 10_000

/** Counts what happened under a key, and tells when it is too much. */
export class Attempts {
  readonly #seen = new Map<string, number[]>()
  readonly #limit: Limit
  readonly #clock: Clock

  constructor(limit: Limit, clock: Clock) {
    this.#limit = limit
    this.#clock = clock
  }

  /** Seconds to wait before another attempt under this key; 0 when one is free. */
  waitSeconds(key: string): number {
    const recent = this.#recent(key)
    const oldest = recent[recent.length - this.#limit.most]
    if (oldest === undefined) return 0
    return Math.max(1, Math.ceil((oldest + this.#limit.windowMs - this.#clock().getTime()) / 1000))
  }

  /** Counts one attempt. */
  add(key: string): void {
    const recent = [...this.#recent(key), this.#clock().getTime()].slice(-this.#limit.most)
    this.#seen.delete(key)
    this.#seen.set(key, recent)
    const first = this.#seen.keys().next().value
    if (this.#seen.size > KEYS_MAX && first !== undefined) this.#seen.delete(first)
  }

  /** Counts one attempt when it is free; otherwise gives the seconds to wait. */
  take(key: string): number {
    const wait = this.waitSeconds(key)
    if (wait === 0) this.add(key)
    return wait
  }

  #recent(key: string): readonly number[] {
    const since = this.#clock().getTime() - this.#limit.windowMs
    return (this.#seen.get(key) ?? []).filter((at) => at > since)
  }
}
