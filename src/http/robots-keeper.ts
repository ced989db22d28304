// Remembers what the robots.txt of each host says, and fetches it when it is not known. RFC 9309: a host without one
// (4xx) allows everything, a host whose robots.txt is broken (5xx) allows nothing until it is well again.

import { EscuchaError } from '../domain/errors.js'
import { ALLOW_ALL, ROBOTS_BYTES_MAX, type RobotsRules, readRobots } from './robots.js'
import type { Answer } from './transport.js'

/** The name that robots.txt files know us by. */
export const PRODUCT_TOKEN = 'Escucha'

/** RFC 9309: not to be used longer than a day. */
const KEPT_MS = 24 * 3_600_000
/** A broken robots.txt, or a host that is down, is looked at again soon, but not for each of its pages. */
const FAILURE_KEPT_MS = 60_000
/** Ten thousand sources on as many hosts; the least recently fetched are forgotten first. */
const HOSTS_KEPT_MAX = 10_000

interface Known {
  readonly rules: Promise<RobotsRules>
  untilMs: number
}

/** Knows the rules of every host that was asked lately. */
export class RobotsKeeper {
  readonly #known = new Map<string, Known>()
  readonly #fetchRobots: (url: URL) => Promise<Answer>
  readonly #nowMs: () => number

  constructor(fetchRobots: (url: URL) => Promise<Answer>, nowMs: () => number) {
    this.#fetchRobots = fetchRobots
    this.#nowMs = nowMs
  }

  /** The rules for an address. Throws what kept robots.txt from being read: such a host is unreachable, not forbidding. */
  async rulesFor(url: URL): Promise<RobotsRules> {
    const known = this.#known.get(url.origin)
    if (known !== undefined && known.untilMs > this.#nowMs()) return known.rules
    const fresh: Known = { rules: this.#read(new URL('/robots.txt', url)), untilMs: Number.POSITIVE_INFINITY }
    this.#known.delete(url.origin)
    this.#known.set(url.origin, fresh)
    if (this.#known.size > HOSTS_KEPT_MAX) this.#forgetOldest()
    try {
      const rules = await fresh.rules
      fresh.untilMs = this.#nowMs() + KEPT_MS
      return rules
    } catch (error) {
      fresh.untilMs = this.#nowMs() + FAILURE_KEPT_MS
      throw error
    }
  }

  #forgetOldest(): void {
    const oldest = this.#known.keys().next()
    if (oldest.done !== true) this.#known.delete(oldest.value)
  }

  async #read(robotsUrl: URL): Promise<RobotsRules> {
    const { status, body } = await this.#fetchRobots(robotsUrl)
    if (status >= 200 && status < 300) return readRobots(wholeLines(body), PRODUCT_TOKEN)
    // A redirect that leads nowhere counts as "there is none", like 404.
    if (status < 500) return ALLOW_ALL
    throw new EscuchaError(
      'robots-denied',
      `${robotsUrl.href} answers ${status}, which forbids everything (RFC 9309) until the host mends it; it is tried again`,
      { status },
    )
  }
}

// Of a file over the limit the last line is cut, and a cut rule would mean something else.
function wholeLines(body: Buffer): string {
  if (body.length < ROBOTS_BYTES_MAX) return body.toString('utf8')
  return body.toString('utf8', 0, body.lastIndexOf('\n', ROBOTS_BYTES_MAX))
}
