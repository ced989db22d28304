// Tells listeners which alerts opened or changed, whichever process changed them: the store is asked every two
// seconds while somebody listens, and not at all otherwise.

import type { Alert } from '../domain/case.js'
import { type Clock, type Instant, instantOf, instantPlus } from '../domain/time.js'
import type { Store } from '../store/store.js'

const POLL_MS = 2000

/** A scan stamps its alerts before it stores them: looking back this far finds those that were stored late. */
const LOOK_BACK_MS = 5 * 60_000

/** More changes than this at once are told as "reload". */
const CHANGES_MAX = 1000

/** What a listener is told. */
export type Change = { readonly kind: 'opened' | 'changed'; readonly alert: Alert } | { readonly kind: 'reload' }

type Listener = (change: Change) => void

/** The changes of alerts as they come. */
export class ChangeFeed {
  readonly #store: Pick<Store, 'alertsChangedSince'>
  readonly #clock: Clock
  readonly #onError: (error: unknown) => void
  readonly #listeners = new Map<Listener, () => void>()
  /** The version last told of each alert changed lately. */
  readonly #told = new Map<string, { readonly version: number; readonly updatedAt: Instant }>()
  #startedAt: Instant = ''
  #timer: NodeJS.Timeout | null = null

  constructor(store: Pick<Store, 'alertsChangedSince'>, clock: Clock, onError: (error: unknown) => void) {
    this.#store = store
    this.#clock = clock
    this.#onError = onError
  }

  /** Listens until the returned function is called. What changed before is not told; `onEnd` is called at the end of all. */
  async listen(listener: Listener, onEnd: () => void = () => {}): Promise<() => void> {
    if (this.#listeners.size === 0) await this.#start()
    this.#listeners.set(listener, onEnd)
    return () => this.#leave(listener)
  }

  /** Asks the store once, and tells what is new. */
  async poll(): Promise<void> {
    const since = instantPlus(instantOf(this.#clock()), -LOOK_BACK_MS)
    const changed = await this.#store.alertsChangedSince(since, CHANGES_MAX)
    const fresh = changed.filter((alert) => alert.version > (this.#told.get(alert.id)?.version ?? -1))
    for (const alert of fresh) this.#tell({ kind: this.#kindOf(alert), alert })
    this.#remember(changed, since)
    if (changed.length === CHANGES_MAX) this.#tell({ kind: 'reload' })
  }

  /** Ends all listening. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    for (const end of this.#listeners.values()) end()
    this.#listeners.clear()
  }

  async #start(): Promise<void> {
    this.#startedAt = instantOf(this.#clock())
    const since = instantPlus(this.#startedAt, -LOOK_BACK_MS)
    this.#told.clear()
    this.#remember(await this.#store.alertsChangedSince(since, CHANGES_MAX), since)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(async () => {
      await this.poll().catch(this.#onError)
      if (this.#listeners.size > 0) this.#schedule()
    }, POLL_MS)
    this.#timer.unref()
  }

  #leave(listener: Listener): void {
    this.#listeners.delete(listener)
    if (this.#listeners.size > 0 || this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
  }

  #tell(change: Change): void {
    for (const listener of this.#listeners.keys()) listener(change)
  }

  /** An alert that we had not heard of and that opened since we listen is new; any other has changed. */
  #kindOf(alert: Alert): 'opened' | 'changed' {
    return !this.#told.has(alert.id) && alert.version <= 1 ? 'opened' : 'changed'
  }

  #remember(alerts: readonly Alert[], since: Instant): void {
    for (const { id, version, updatedAt } of alerts) this.#told.set(id, { version, updatedAt })
    for (const [id, { updatedAt }] of this.#told) if (updatedAt < since) this.#told.delete(id)
  }
}
