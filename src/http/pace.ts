// Keeps the pace that hosts are owed: so many requests at once on one host, so long from one start to the next,
// so many under way in all, and silence while a host asks to wait. It knows nothing of HTTP.

import { EscuchaError } from '../domain/errors.js'

/** Waits; an aborted signal ends it early, by resolving or rejecting. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>

/** How fast, and how time is told. `nowMs` only ever grows: a wall clock that jumps must not stop or flood a host. */
export interface PaceOptions {
  readonly concurrency: number
  readonly perHost: number
  readonly delayMs: number
  readonly nowMs: () => number
  readonly sleep: Sleep
}

/** Beyond this many hosts, those at rest are forgotten: a scan of 10,000 hosts must not keep 10,000 records for ever. */
const HOSTS_KEPT_MAX = 2_000

interface Turn {
  readonly start: () => void
  readonly refuse: (error: EscuchaError) => void
}

interface Host {
  readonly name: string
  readonly queue: Turn[]
  underWay: number
  lastStartMs: number
  delayMs: number
  heldUntilMs: number
  asleep: boolean
}

/** Gives every request its turn, first come first served on each host, hosts in the order in which they became ready. */
export class Pace {
  readonly #options: PaceOptions
  readonly #hosts = new Map<string, Host>()
  /** Hosts with somebody ready to start as soon as one of the requests under way ends. */
  readonly #ready = new Set<Host>()
  readonly #closing = new AbortController()
  #hostsKept = HOSTS_KEPT_MAX
  #underWay = 0
  #drained: (() => void) | null = null

  constructor(options: PaceOptions) {
    this.#options = options
  }

  /** Runs the task when the host's turn comes. Throws `rate-limited` when the host has asked to wait. */
  async run<T>(name: string, task: () => Promise<T>): Promise<T> {
    const host = this.#host(name)
    await this.#turn(host)
    try {
      return await task()
    } finally {
      this.#end(host)
    }
  }

  /** The host wants at least this long from one start to the next (Crawl-delay). */
  slowDown(name: string, delayMs: number): void {
    this.#host(name).delayMs = Math.max(this.#options.delayMs, delayMs)
  }

  /** The host asks to be left alone for so long: those that wait for it are refused now, later ones at once. */
  hold(name: string, ms: number): void {
    const host = this.#host(name)
    host.heldUntilMs = Math.max(host.heldUntilMs, this.#options.nowMs() + ms)
    this.#ready.delete(host)
    for (const turn of host.queue.splice(0)) turn.refuse(this.#held(host))
  }

  /** Refuses those who wait and resolves when those under way have ended. */
  async close(): Promise<void> {
    this.#closing.abort()
    for (const host of this.#hosts.values()) {
      for (const turn of host.queue.splice(0)) turn.refuse(closed(host.name))
    }
    this.#ready.clear()
    if (this.#underWay === 0) return
    await new Promise<void>((resolve) => {
      this.#drained = resolve
    })
  }

  #turn(host: Host): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(closed(host.name))
    if (host.heldUntilMs > this.#options.nowMs()) return Promise.reject(this.#held(host))
    return new Promise((start, refuse) => {
      host.queue.push({ start, refuse })
      this.#advance(host)
    })
  }

  /** Starts what may start on this host now; else arranges to come back when it may. */
  #advance(host: Host): void {
    while (host.queue.length > 0 && host.underWay < this.#options.perHost) {
      const waitMs = host.lastStartMs + host.delayMs - this.#options.nowMs()
      if (waitMs > 0) {
        this.#comeBack(host, waitMs)
        return
      }
      if (this.#underWay >= this.#options.concurrency) {
        this.#ready.add(host)
        return
      }
      const turn = host.queue.shift()
      host.lastStartMs = this.#options.nowMs()
      host.underWay += 1
      this.#underWay += 1
      turn?.start()
    }
  }

  #comeBack(host: Host, waitMs: number): void {
    if (host.asleep) return
    host.asleep = true
    const wake = () => {
      host.asleep = false
      this.#advance(host)
    }
    this.#options.sleep(Math.ceil(waitMs), this.#closing.signal).then(wake, wake)
  }

  #end(host: Host): void {
    host.underWay -= 1
    this.#underWay -= 1
    if (this.#underWay === 0) this.#drained?.()
    // The host goes behind those that already wait for a place, or one long queue would keep the place for itself.
    if (host.queue.length > 0) this.#ready.add(host)
    for (const next of this.#ready) {
      if (this.#underWay >= this.#options.concurrency) return
      this.#ready.delete(next)
      this.#advance(next)
    }
  }

  #host(name: string): Host {
    const known = this.#hosts.get(name)
    if (known !== undefined) return known
    if (this.#hosts.size >= this.#hostsKept) this.#forgetIdle()
    const host: Host = {
      name,
      queue: [],
      underWay: 0,
      lastStartMs: Number.NEGATIVE_INFINITY,
      delayMs: this.#options.delayMs,
      heldUntilMs: Number.NEGATIVE_INFINITY,
      asleep: false,
    }
    this.#hosts.set(name, host)
    return host
  }

  #forgetIdle(): void {
    const nowMs = this.#options.nowMs()
    for (const [name, host] of this.#hosts) {
      const restsUntilMs = Math.max(host.lastStartMs + host.delayMs, host.heldUntilMs)
      if (host.underWay === 0 && host.queue.length === 0 && restsUntilMs <= nowMs) this.#hosts.delete(name)
    }
    // Where most are busy, the next sweep waits for twice as many: sweeping stays cheap however many hosts there are.
    this.#hostsKept = Math.max(HOSTS_KEPT_MAX, this.#hosts.size * 2)
  }

  #held(host: Host): EscuchaError {
    return stillWaiting(host.name, host.heldUntilMs - this.#options.nowMs())
  }
}

/** Who asked to wait is not asked before that is over. */
export function stillWaiting(name: string, leftMs: number): EscuchaError {
  const seconds = Math.max(1, Math.ceil(leftMs / 1000))
  return new EscuchaError(
    'rate-limited',
    `${name} asks to be left alone for ${seconds} s more: it is asked again then`,
    {
      retryAfterSeconds: seconds,
    },
  )
}

function closed(name: string): EscuchaError {
  return new EscuchaError('timeout', `${name} was not asked: Escucha is shutting down, the next scan asks it`)
}
