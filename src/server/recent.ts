// Remembers what was dear to make for as long as nothing has changed, and a minute at most: figures over months are
// asked for again and again while somebody looks around. What is erased is gone from here within that minute too.

/** How long a result is good for: graces end, and people are erased, without a trace in the token. */
const KEPT_MS = 60_000

/** Periods and brands that people look at in one minute. */
const ENTRIES_MAX = 20

interface Entry<T> {
  readonly token: string
  readonly madeAtMs: number
  readonly value: Promise<T>
}

/** Results by key. */
export class Recent<T> {
  readonly #entries = new Map<string, Entry<T>>()

  /** The result kept for this key and token, or a new one. Who asks while it is being made waits for the same. */
  get(key: string, token: string, nowMs: number, make: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key)
    const ageMs = known === undefined ? 0 : nowMs - known.madeAtMs
    if (known?.token === token && ageMs >= 0 && ageMs < KEPT_MS) return known.value
    const value = make()
    this.#entries.delete(key)
    this.#entries.set(key, { token, madeAtMs: nowMs, value })
    const [oldest] = this.#entries.keys()
    if (this.#entries.size > ENTRIES_MAX && oldest !== undefined) this.#entries.delete(oldest)
    // A failure is nobody's to keep.
    value.catch(() => this.#entries.delete(key))
    return value
  }
}
