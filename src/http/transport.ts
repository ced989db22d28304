// Makes one exchange: a request out, an answer in, within time and size. Redirects, robots.txt and pace are its
// callers' business; the guard against forbidden addresses is not: nothing leaves the program but through here.

import { Agent, type Dispatcher } from 'undici'
import { EscuchaError } from '../domain/errors.js'
import type { AllowedHosts } from './address.js'
import { guardedConnector, type Resolve, refuseLiteral } from './connect.js'
import { networkFailure } from './failures.js'
import type { RawHeaders } from './headers.js'

/** More is a fault or an attack: servers themselves seldom take over 16 kB. */
const HEADER_BYTES_MAX = 65_536
/** Bodies that nobody reads are taken off the wire up to this size, so that the connection can be kept. */
const DISCARDED_BYTES_MAX = 65_536
/** A page's next page follows within seconds; longer, and hosts close their end unheard. */
const KEEP_ALIVE_MS = 4_000

/** What to do with a body that is over its limit. */
export interface BodyLimit {
  readonly bytes: number
  readonly over: 'refuse' | 'cut'
}

/** One request. */
export interface Exchange {
  readonly url: URL
  readonly method: 'GET' | 'POST'
  readonly headers: Record<string, string>
  readonly body?: string
  readonly limit: BodyLimit
  /** Whether the body of an answer with this status is wanted. */
  readonly reads: (status: number) => boolean
  readonly deadline: Deadline
  /** How messages name the other side; never a secret address. */
  readonly place: string
}

/** An answer; the body is empty where it was not wanted. */
export interface Answer {
  readonly status: number
  readonly headers: RawHeaders
  readonly body: Buffer
}

/**
 * Time that a chain of exchanges may take on the network altogether. Waiting for one's turn on a busy host does not
 * count. Timeouts per chunk are no substitute: a byte a second would satisfy them for ever.
 */
export class Deadline {
  readonly #totalMs: number
  #leftMs: number

  constructor(totalMs: number) {
    this.#totalMs = totalMs
    this.#leftMs = totalMs
  }

  /** Runs a step with a signal that fires when the time is up. */
  async run<T>(place: string, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    const seconds = this.#totalMs / 1000
    const late = () =>
      new EscuchaError('timeout', `${place} did not finish answering within ${seconds} s; it is tried again`)
    const timer = setTimeout(() => controller.abort(late()), Math.max(1, this.#leftMs))
    const startedMs = performance.now()
    try {
      return await step(controller.signal)
    } finally {
      clearTimeout(timer)
      this.#leftMs -= performance.now() - startedMs
    }
  }
}

/** The only place where connections are made. */
export class Transport {
  readonly #allowed: AllowedHosts
  readonly #agent: Agent

  /** At most so many connections to one origin; null: as many as there are requests. */
  constructor(allowed: AllowedHosts, resolve: Resolve, connections: number | null) {
    this.#allowed = allowed
    this.#agent = new Agent({
      connections,
      connect: guardedConnector(allowed, resolve),
      maxHeaderSize: HEADER_BYTES_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      keepAliveMaxTimeout: KEEP_ALIVE_MS,
      // The deadline is the limit; these would only round it to seconds.
      headersTimeout: 0,
      bodyTimeout: 0,
    })
  }

  /** Throws `EscuchaError` when no whole answer came, whatever the answer's status. */
  async exchange(exchange: Exchange): Promise<Answer> {
    refuseLiteral(exchange.url, this.#allowed)
    try {
      return await exchange.deadline.run(exchange.place, (signal) => this.#ask(exchange, signal))
    } catch (error) {
      throw networkFailure(error, exchange.url.host)
    }
  }

  async #ask(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
    const { url, method, headers, body = null } = exchange
    const path = url.pathname + url.search
    const response = await this.#agent.request({ origin: url.origin, path, method, headers, body, signal })
    return { status: response.statusCode, headers: response.headers, body: await readBody(response, exchange) }
  }

  async close(): Promise<void> {
    await this.#agent.close()
  }
}

const EMPTY = Buffer.alloc(0)

async function readBody(response: Dispatcher.ResponseData, exchange: Exchange): Promise<Buffer> {
  if (!exchange.reads(response.statusCode)) {
    await response.body.dump({ limit: DISCARDED_BYTES_MAX })
    return EMPTY
  }
  const { bytes: bytesMax, over } = exchange.limit
  const announced = Number(response.headers['content-length'] ?? 0)
  if (announced > bytesMax && over === 'refuse') {
    response.body.on('error', () => {}).destroy()
    throw tooLarge(exchange)
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > bytesMax && over === 'refuse') throw tooLarge(exchange)
    chunks.push(chunk)
    if (size >= bytesMax && over === 'cut') break
  }
  const whole = chunks.length === 1 ? (chunks[0] ?? EMPTY) : Buffer.concat(chunks)
  return whole.length > bytesMax ? whole.subarray(0, bytesMax) : whole
}

function tooLarge({ place, limit }: Exchange): EscuchaError {
  return new EscuchaError(
    'too-large',
    `${place} is over ${limit.bytes / 1_000_000} MB: point the source at a smaller page`,
  )
}
