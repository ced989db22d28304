// Which pages asked to be left alone, and until when. One page that answers 429 or 503 does not speak for its host: a
// broken feed would stop every other source there. A host that says so of a second page, while the first still waits, means
// itself, and is then left alone altogether.

import { stillWaiting } from './pace.js'

/** Pages remembered at once: far more than are ever refused within a day. */
const PAGES_MAX = 10_000

interface Refusal {
  readonly host: string
  readonly untilMs: number
}

/** Remembers refusals for as long as they hold. */
export class Refusals {
  readonly #pages = new Map<string, Refusal>()

  constructor(private readonly nowMs: () => number) {}

  /** Notes that the page asks to wait; true when it is not the only one of its host. */
  note(url: URL, ms: number): boolean {
    const now = this.nowMs()
    for (const [page, { untilMs }] of this.#pages) if (untilMs <= now) this.#pages.delete(page)
    const page = pageOf(url)
    const isHost = [...this.#pages].some(([other, { host }]) => host === url.host && other !== page)
    if (this.#pages.size < PAGES_MAX) this.#pages.set(page, { host: url.host, untilMs: now + ms })
    return isHost
  }

  /** Throws `rate-limited` while the page asks to wait; `place` names it. */
  keep(url: URL, place: string): void {
    const leftMs = (this.#pages.get(pageOf(url))?.untilMs ?? 0) - this.nowMs()
    if (leftMs > 0) throw stillWaiting(place, leftMs)
  }
}

function pageOf(url: URL): string {
  return `${url.host}${url.pathname}${url.search}`
}
