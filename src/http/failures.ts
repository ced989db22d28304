// Names what went wrong on the way: the errors of sockets, TLS and undici, and the statuses that are no page. One line
// each: what, where, what to do.

import { errors } from 'undici'
import { type ErrorCode, EscuchaError } from '../domain/errors.js'
import { askedToWaitSeconds, headerOf, type RawHeaders } from './headers.js'

/** How long a host is left alone that answers 429 without saying for how long. */
const UNTOLD_WAIT_SECONDS = 60

const DNS_CODES = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME', 'ENODATA', 'EBADNAME'])
const TIMEOUT_CODES = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
])
const CERTIFICATE_CODES = /^(ERR_TLS_CERT|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/
const TLS_CODES = /^(ERR_TLS|ERR_SSL|EPROTO)/
const SOCKET_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refuses the connection: is the server running and the port right',
  UND_ERR_CLOSED: 'was not asked: Escucha is shutting down',
  UND_ERR_DESTROYED: 'was not asked: Escucha is shutting down',
  ECONNRESET: 'dropped the connection',
  EPIPE: 'dropped the connection',
  UND_ERR_SOCKET: 'closed the connection before the answer was whole',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'sent another length than it announced',
  EHOSTUNREACH: 'cannot be reached from this network',
  ENETUNREACH: 'cannot be reached from this network',
  EADDRNOTAVAIL: 'cannot be reached from this network',
}

/**
 * The expected failure behind a thrown error of the network; what is no such error (a bug) is handed back as it is.
 * The host alone is named: that robots.txt was asked for first would only puzzle.
 */
export function networkFailure(error: unknown, host: string): unknown {
  if (error instanceof EscuchaError || !(error instanceof Error)) return error
  const code = String((error as NodeJS.ErrnoException).code ?? '')
  const failure = (kind: ErrorCode, words: string) => new EscuchaError(kind, `${host} ${words}`, { cause: error })
  if (DNS_CODES.has(code))
    return failure('dns-failed', 'has no address: the host name does not resolve; check its spelling and the DNS')
  if (TIMEOUT_CODES.has(code)) return failure('timeout', 'did not answer in time; it is tried again')
  if (CERTIFICATE_CODES.test(code))
    return failure('tls-failed', `has no valid certificate (${code}): its owner must renew it, or the address is wrong`)
  if (TLS_CODES.test(code)) return failure('tls-failed', `does not speak proper TLS (${code}): check scheme and port`)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return failure('too-large', 'sends more headers than are read')
  if (error instanceof errors.HTTPParserError)
    return failure('connect-failed', 'does not speak proper HTTP: check scheme and port')
  const words = SOCKET_WORDS[code]
  return words === undefined ? error : failure('connect-failed', words)
}

/** True when a kept connection had been closed by the host in the meantime: the request never reached anybody. */
export function isStaleConnection(error: unknown): boolean {
  if (!(error instanceof errors.SocketError)) return false
  return (error.socket?.bytesRead ?? 0) > 0
}

const STATUS_WORDS: Readonly<Record<number, string>> = {
  304: 'says "not modified" though nothing was asked about changes',
  401: 'wants a login, and Escucha reads only what is public: give a public address',
  402: 'wants to be paid',
  403: 'refuses Escucha: ask the owner of the site, or choose another source',
  404: 'has no page there: check the address',
  405: 'does not let this address be read',
  406: 'has no page of a kind that can be read',
  451: 'may not show it for legal reasons',
}

/** The failure that a status other than 2xx means. */
export function statusFailure(status: number, headers: RawHeaders, place: string, now: Date): EscuchaError {
  const told = askedToWaitSeconds(headers, now)
  if (status === 429 || (status === 503 && told !== null))
    return rateLimited(status, told ?? UNTOLD_WAIT_SECONDS, place)
  if (status === 410)
    return new EscuchaError('gone', `${place} answers 410: it is gone for good; remove the source`, { status })
  if (headerOf(headers, 'cf-mitigated') === 'challenge') {
    return new EscuchaError(
      'challenged',
      `${place} shows a browser check (${status}) that Escucha does not evade: ask the owner of the site`,
      { status },
    )
  }
  const words =
    STATUS_WORDS[status] ?? (status >= 500 ? 'has a fault of its own; it is tried again' : 'does not give the page')
  return new EscuchaError('http-status', `${place} answers ${status}: the host ${words}`, { status })
}

function rateLimited(status: number, seconds: number, place: string): EscuchaError {
  return new EscuchaError(
    'rate-limited',
    `${place} answers ${status} and asks to wait ${seconds} s: it is asked again then`,
    {
      status,
      retryAfterSeconds: seconds,
    },
  )
}
