// Failures as answers: RFC 9457 problem documents for programs. The page for people is made of the same `Fault`.

import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERROR_CODES, type ErrorCode, type EscuchaError } from '../domain/errors.js'

/** A field that does not fit, named as the caller named it. */
export interface FieldFault {
  readonly field: string
  readonly message: string
}

/** Everything that is told about a failed request. */
export interface Fault {
  readonly status: ContentfulStatusCode
  readonly code: ErrorCode | 'unexpected' | 'method-not-allowed' | 'wrong-host'
  /** What is wrong, in a line; null where the title says it all. */
  readonly detail: string | null
  readonly hint?: string | null
  readonly errors?: readonly FieldFault[]
  readonly headers?: Readonly<Record<string, string>>
  /** Stands in the log beside the stack of an unexpected failure. */
  readonly requestId?: string
}

/** Carries a fault out of a handler. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.detail ?? fault.code)
    this.fault = fault
  }
}

/** Throws input faults with their fields. */
export function refuseInput(errors: readonly FieldFault[], detail = 'some fields do not fit'): never {
  throw new FaultError({ status: 422, code: 'bad-input', detail, errors })
}

const STATUS_OF: Readonly<Partial<Record<ErrorCode, ContentfulStatusCode>>> = {
  'bad-input': 422,
  'bad-url': 422,
  'blocked-address': 422,
  'unknown-kind': 422,
  'config-invalid': 422,
  'not-found': 404,
  'not-allowed': 403,
  'store-conflict': 409,
  'store-busy': 503,
  'store-full': 503,
  'store-read-only': 503,
  'rate-limited': 429,
}

/** Failures of somebody else's host: we are only the gateway. */
const GATEWAY_STATUS = 502

/** The fault that an expected failure is answered with. */
export function faultOf(error: EscuchaError): Fault {
  return {
    status: STATUS_OF[error.code] ?? (error.code.startsWith('store-') ? 500 : GATEWAY_STATUS),
    code: error.code,
    detail: error.message,
    hint: error.hint,
    ...(error.retryAfterSeconds === null ? {} : { headers: { 'Retry-After': String(error.retryAfterSeconds) } }),
  }
}

/** Answers with a problem document. */
export function answerProblem(c: Context, fault: Fault): Response {
  const { status, code, detail, hint, errors, headers, requestId } = fault
  const body = {
    type: `urn:escucha:problem:${code}`,
    title: titleOf(fault),
    status,
    ...(detail === null ? {} : { detail }),
    instance: new URL(c.req.url).pathname,
    code,
    ...(hint === undefined || hint === null ? {} : { hint }),
    ...(errors === undefined ? {} : { errors }),
    ...(requestId === undefined ? {} : { requestId }),
  }
  return c.body(JSON.stringify(body), status, { ...headers, 'Content-Type': 'application/problem+json' })
}

function titleOf(fault: Fault): string {
  if (fault.status === 401) return 'a login or a bearer token is needed'
  if (fault.code === 'unexpected') return 'something went wrong on our side'
  if (fault.code === 'method-not-allowed') return 'this address does not take that method'
  if (fault.code === 'wrong-host') return 'this server does not answer to that name'
  return ERROR_CODES[fault.code]
}
