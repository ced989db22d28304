// Says what a failure means for a scan: its code and reason for people, and whether asking again would help.

import { type ErrorCode, type EscuchaError, explained, isExpected } from '../../domain/errors.js'

/** A failure as a scan sees it. */
export interface Fault {
  readonly code: ErrorCode | 'unexpected'
  /** One line: what, where, what to do. */
  readonly reason: string
  readonly status: number | null
  readonly retryAfterSeconds: number | null
  /** What was thrown, for the log of an unexpected one. */
  readonly error: unknown
}

/** Reads what was thrown. Anything but an expected failure is a bug of ours and is shown as such. */
export function faultOf(error: unknown): Fault {
  if (!isExpected(error)) {
    return { code: 'unexpected', reason: oneLine(messageOf(error)), status: null, retryAfterSeconds: null, error }
  }
  return {
    code: error.code,
    reason: oneLine(told(error)),
    status: error.status,
    retryAfterSeconds: error.retryAfterSeconds,
    error,
  }
}

/** What happened and what to do; a kind may have put the hint into its message already. */
function told(error: EscuchaError): string {
  return error.hint !== null && error.message.includes(error.hint) ? error.message : explained(error)
}

function messageOf(error: unknown): string {
  if (error instanceof Error && error.message !== '') return error.message
  return `an unknown fault was thrown (${typeof error})`
}

/** A reason stands in tables and logs; a page's words may be in it, so it is kept short and on one line. */
const REASON_LENGTH_MAX = 400

function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return line.length <= REASON_LENGTH_MAX ? line : `${line.slice(0, REASON_LENGTH_MAX - 1)}…`
}

const FINAL_CODES: ReadonlySet<string> = new Set([
  'bad-url',
  'blocked-address',
  'gone',
  'login-required',
  'page-missing',
  'robots-denied',
  'unreadable',
  'too-large',
])

/** True when the same page asked again would fail again: a deleted thread must not be asked for at every scan. */
export function isFinal(fault: Fault): boolean {
  if (FINAL_CODES.has(fault.code)) return true
  return fault.code === 'http-status' && fault.status !== null && fault.status >= 400 && fault.status < 500
}
