// The one outbound client: every page, every robots.txt and every message to a target goes through here, so that the
// guard, the pace and the limits can't be gone around. Chains of redirects are followed one guarded hop at a time.

import { hash } from 'node:crypto'
import { EscuchaError } from '../domain/errors.js'
import type { Fetcher, FetchOutcome, FetchRequest, PostOutcome } from '../domain/fetcher.js'
import type { FetchSettings } from '../domain/settings.js'
import type { Page } from '../domain/source.js'
import { type Clock, instantOf } from '../domain/time.js'
import { allowedHosts, placeOf, readUrl } from './address.js'
import { decodeBody } from './charset.js'
import { type Resolve, resolveBySystem } from './connect.js'
import { isStaleConnection, statusFailure } from './failures.js'
import {
  conditionalHeaders,
  flatHeaders,
  freshForMs,
  headerOf,
  mediaTypeOf,
  renewedValidators,
  sendableHeaders,
  validatorsOf,
} from './headers.js'
import { ACCEPTED_ENCODINGS, inflateBody } from './inflate.js'
import { Pace, type Sleep } from './pace.js'
import { Refusals } from './refusals.js'
import { ROBOTS_BYTES_MAX } from './robots.js'
import { RobotsKeeper } from './robots-keeper.js'
import { type Answer, type BodyLimit, Deadline, Transport } from './transport.js'

/** A forum page is well under this; more is a mistake or an attack. */
const PAGE_LIMIT: BodyLimit = { bytes: 10_000_000, over: 'refuse' }
const ROBOTS_LIMIT: BodyLimit = { bytes: ROBOTS_BYTES_MAX, over: 'cut' }
/** What a target answers is only read to judge it. */
const ANSWER_LIMIT: BodyLimit = { bytes: 64_000, over: 'cut' }
/** Browsers follow twenty; a feed that needs more than five is lost. */
const REDIRECTS_MAX = 5
/** A target that takes longer is down for us; the outbox tries again. */
const POST_TIMEOUT_MS = 15_000

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, text/html;q=0.8, */*;q=0.5'

/** What the fetcher needs of the outside. */
export interface FetchTools {
  readonly clock: Clock
  readonly sleep: Sleep
  /** Version of the product, for the user agent. */
  readonly version: string
  /** Resolves host names; the system's resolver unless given. */
  readonly resolve?: Resolve
  /** Milliseconds that only ever grow; the process's own unless given. */
  readonly nowMs?: () => number
}

/** Opens the outbound client. */
export function openFetcher(settings: FetchSettings, tools: FetchTools): Fetcher {
  return new GuardedFetcher(settings, tools)
}

/** How Escucha names itself to every host. */
function userAgent(version: string, contact: string | null): string {
  const told = contact === null ? 'public listening; no contact configured' : `+${contact}`
  return `Escucha/${version} (${told.replace(/[^\x20-\x7e]|[()]/g, '')})`
}

interface Hop {
  readonly url: URL
  readonly answer: Answer
  /** Every hop so far said "moved for good". */
  readonly permanent: boolean
}

class GuardedFetcher implements Fetcher {
  readonly #settings: FetchSettings
  readonly #tools: FetchTools
  readonly #pages: Transport
  readonly #messages: Transport
  readonly #pace: Pace
  readonly #refusals: Refusals
  readonly #robots: RobotsKeeper
  readonly #agentName: string

  constructor(settings: FetchSettings, tools: FetchTools) {
    const nowMs = tools.nowMs ?? (() => performance.now())
    this.#settings = settings
    this.#tools = tools
    const allowed = allowedHosts(settings.allowHosts)
    const resolve = tools.resolve ?? resolveBySystem
    this.#pages = new Transport(allowed, resolve, settings.perHost)
    // Targets share hosts (hooks.slack.com): one that hangs must not hold the connection that another needs.
    this.#messages = new Transport(allowed, resolve, null)
    this.#pace = new Pace({ ...settings, nowMs, sleep: tools.sleep })
    this.#refusals = new Refusals(nowMs)
    this.#robots = new RobotsKeeper((url) => this.#fetchRobots(url), nowMs)
    this.#agentName = userAgent(tools.version, settings.contact)
  }

  async fetchPage(request: FetchRequest): Promise<FetchOutcome> {
    const deadline = new Deadline(this.#settings.timeoutMs)
    const headers = {
      'user-agent': this.#agentName,
      accept: request.accept ?? ACCEPT,
      'accept-encoding': ACCEPTED_ENCODINGS,
      ...conditionalHeaders(request.validators),
    }
    const first = readUrl(request.url)
    const last = await this.#follow(first, async (url) => {
      // An interface is its own host's word that programs are welcome there, and no other host's.
      if (request.isInterface !== true || url.origin !== first.origin) await this.#keepRobots(url)
      // A token is for the host it was given for: where a redirect leads, nobody said that it may be shown.
      const own = url.origin === first.origin ? sendableHeaders(request.headers) : {}
      return this.#get(url, { ...own, ...headers }, PAGE_LIMIT, deadline)
    })
    return this.#outcome(request, last)
  }

  async post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome> {
    const target = readUrl(url)
    const answer = await this.#messages.exchange({
      url: target,
      method: 'POST',
      headers: { 'user-agent': this.#agentName, ...headers },
      body,
      limit: ANSWER_LIMIT,
      reads: () => true,
      deadline: new Deadline(POST_TIMEOUT_MS),
      // The address of a target is a secret: messages name its host alone.
      place: target.host,
    })
    return { status: answer.status, headers: flatHeaders(answer.headers), body: answer.body.toString('utf8') }
  }

  async close(): Promise<void> {
    await this.#pace.close()
    await Promise.all([this.#pages.close(), this.#messages.close()])
  }

  /** Goes from redirect to redirect until something else is answered. */
  async #follow(first: URL, visit: (url: URL) => Promise<Answer>): Promise<Hop> {
    let hop: Hop = { url: first, answer: await visit(first), permanent: true }
    for (let count = 0; ; count += 1) {
      const location = redirectTarget(hop)
      if (location === null) return hop
      if (count === REDIRECTS_MAX) {
        throw new EscuchaError(
          'too-many-redirects',
          `${placeOf(first)} redirects more than ${REDIRECTS_MAX} times: check the address`,
        )
      }
      const permanent = hop.permanent && (hop.answer.status === 301 || hop.answer.status === 308)
      hop = { url: location, answer: await visit(location), permanent }
    }
  }

  /** One paced exchange. What asks to wait is not asked before: the page, and the host when it says so of several. */
  async #get(url: URL, headers: Record<string, string>, limit: BodyLimit, deadline: Deadline): Promise<Answer> {
    const place = placeOf(url)
    this.#refusals.keep(url, place)
    const exchange = { url, method: 'GET', headers, limit, reads: isSuccess, deadline, place } as const
    const ask = () => this.#pace.run(url.host, () => this.#pages.exchange(exchange))
    const answer = await ask().catch((error: unknown) => {
      if (error instanceof EscuchaError && isStaleConnection(error.cause)) return ask()
      throw error
    })
    if (answer.status === 429 || answer.status === 503) this.#hold(url, answer)
    if (answer.body.length === 0) return answer
    return { ...answer, body: await inflateBody(answer.body, headerOf(answer.headers, 'content-encoding'), place) }
  }

  #hold(url: URL, answer: Answer): void {
    const failure = statusFailure(answer.status, answer.headers, placeOf(url), this.#tools.clock())
    if (failure.code !== 'rate-limited') return
    const ms = (failure.retryAfterSeconds ?? 0) * 1000
    if (this.#refusals.note(url, ms)) this.#pace.hold(url.host, ms)
    throw failure
  }

  async #keepRobots(url: URL): Promise<void> {
    const rules = await this.#robots.rulesFor(url)
    if (rules.crawlDelaySeconds !== null) this.#pace.slowDown(url.host, rules.crawlDelaySeconds * 1000)
    if (rules.isAllowed(url)) return
    throw new EscuchaError(
      'robots-denied',
      `${placeOf(url)} is closed to robots by ${url.host}/robots.txt: ask the owner of the site, or choose another source`,
    )
  }

  async #fetchRobots(robotsUrl: URL): Promise<Answer> {
    const deadline = new Deadline(this.#settings.timeoutMs)
    const headers = {
      'user-agent': this.#agentName,
      accept: 'text/plain, */*;q=0.5',
      'accept-encoding': ACCEPTED_ENCODINGS,
    }
    try {
      const { answer } = await this.#follow(robotsUrl, (url) => this.#get(url, headers, ROBOTS_LIMIT, deadline))
      return answer
    } catch (error) {
      // RFC 9309: robots.txt that redirects without end is one that is not there.
      if (error instanceof EscuchaError && error.code === 'too-many-redirects') return NO_ROBOTS
      throw error
    }
  }

  #outcome(request: FetchRequest, hop: Hop): FetchOutcome {
    const { url, answer } = hop
    const { status, headers, body } = answer
    const now = this.#tools.clock()
    const freshFor = freshForMs(headers, now)
    const movedTo = hop.permanent && url.href !== readUrl(request.url).href ? url.href : null
    const known = request.validators ?? null
    if (status === 304 && known !== null) {
      return { outcome: 'not-modified', freshForMs: freshFor, validators: renewedValidators(known, headers), movedTo }
    }
    if (!isSuccess(status)) throw statusFailure(status, headers, placeOf(url), now)
    const bodyHash = hash('sha256', body)
    const validators = validatorsOf(headers, bodyHash)
    // The body decides, not its validators: some hosts change them without it, others it without them.
    if (known?.bodyHash === bodyHash) return { outcome: 'not-modified', freshForMs: freshFor, validators, movedTo }
    const page = this.#page(request, hop, now)
    return { outcome: 'page', page, validators, movedTo, freshForMs: freshFor }
  }

  #page(request: FetchRequest, { url, answer }: Hop, now: Date): Page {
    const { status, headers, body } = answer
    const contentType = headerOf(headers, 'content-type')
    return {
      url: url.href,
      status,
      contentType: mediaTypeOf(contentType),
      headers: flatHeaders(headers),
      text: decodeBody(body, contentType),
      fetchedAt: instantOf(now),
      timezone: request.timezone,
      role: request.role ?? null,
    }
  }
}

const NO_ROBOTS: Answer = { status: 404, headers: {}, body: Buffer.alloc(0) }

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

const REDIRECTS = new Set([301, 302, 303, 307, 308])

function redirectTarget({ url, answer }: Hop): URL | null {
  const location = REDIRECTS.has(answer.status) ? headerOf(answer.headers, 'location') : null
  return location === null ? null : readUrl(location, url)
}
