// The failures that Escucha expects and handles. Anything else that is thrown is a bug, and is caught
// only at a fence: one source's scan, one delivery, one request, the command line.

/** The closed list of codes. A code is part of the public face: it stands in `failures[].code` and in problem documents. */
export const ERROR_CODES = {
  // Wrong usage or configuration (the command line exits with 2)
  usage: 'the command was called with words that do not fit',
  'config-missing': 'there is no configuration file',
  'config-invalid': 'the configuration file has faults',
  'unknown-kind': 'no source kind or notifier has that name',
  // Getting a page
  'bad-url': 'the address is not a web address',
  'blocked-address': 'the address is loopback, private or link-local, and the configuration does not allow it',
  'dns-failed': 'the host name does not resolve',
  'connect-failed': 'the host refuses or drops the connection',
  'tls-failed': 'the certificate is not valid',
  timeout: 'the host took too long',
  'too-large': 'the answer is over the size limit',
  'bad-encoding': 'the body cannot be decompressed or decoded',
  'too-many-redirects': 'the redirects do not end',
  'robots-denied': 'robots.txt does not allow this address',
  'http-status': 'the host answered with an error status',
  'rate-limited': 'the host asks to wait',
  gone: 'the host says that this is gone for good',
  'login-required': 'the page wants a login',
  challenged: 'the site shows a captcha or a browser check instead of its page',
  // Reading a page
  'not-a-feed': 'a feed was expected and something else came',
  'not-recognised': 'no source kind recognises the page',
  'page-missing': 'the page says that what was asked for does not exist, though it answers as though it did',
  'page-empty': 'the host answers with an empty page',
  unreadable: 'the page cannot be read as its kind',
  'parse-timeout': 'reading the page took too long and was stopped',
  silent: 'the source used to give posts and gives none now',
  // Storing
  'store-not-a-database': 'the file is not an Escucha database',
  'store-corrupt': 'the database file is damaged',
  'store-newer': 'the database was made by a newer version',
  'store-read-only': 'the database cannot be written',
  'store-busy': 'another process holds the database',
  'store-full': 'the disk is full',
  'store-conflict': 'the record was changed by somebody else in between',
  'not-found': 'there is no such record',
  // Sending
  'target-refused': 'the target refuses the message for good',
  'target-failed': 'the target did not take the message this time',
  // Serving
  'port-in-use': 'another program listens on that port',
  'not-allowed': 'this needs a login or another role',
  'bad-input': 'the input does not fit',
} as const satisfies Record<string, string>

/** One of the closed list of failure codes. */
export type ErrorCode = keyof typeof ERROR_CODES

/** What may accompany an expected failure. */
export interface ErrorDetails {
  /** What the person can do about it, as one sentence. */
  readonly hint?: string
  /** Seconds that the other side asked us to wait (Retry-After). */
  readonly retryAfterSeconds?: number
  /** The HTTP status that was answered, where there was one. */
  readonly status?: number
  readonly cause?: unknown
}

/** What happened and what can be done about it, as sentences on one line. */
export function explained({ message, hint }: EscuchaError): string {
  if (hint === null) return message
  return `${message}${/[.!?…]$/.test(message) ? '' : '.'} ${hint}`
}

/** An expected failure: its message says what was expected of what, in one line, without a secret in it. */
export class EscuchaError extends Error {
  override readonly name = 'EscuchaError'
  readonly code: ErrorCode
  readonly hint: string | null
  readonly retryAfterSeconds: number | null
  readonly status: number | null

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.hint = details.hint ?? null
    this.retryAfterSeconds = details.retryAfterSeconds ?? null
    this.status = details.status ?? null
  }
}

/** True of a failure that Escucha expects; narrows `unknown` in a catch clause. */
export function isExpected(error: unknown): error is EscuchaError {
  return error instanceof EscuchaError
}
