// What passes between the pool and its workers. Everything here survives structured cloning; errors are taken apart
// and put together again, because a cloned one is no `EscuchaError` any more.

import { ERROR_CODES, type ErrorCode, EscuchaError, isExpected } from '../../domain/errors.js'
import type { GivenSelectors, PagePreview } from '../../domain/preview.js'
import type { Page, ReadContext, ReadResult } from '../../domain/source.js'
import type { OrdinaryReading } from '../feed/ordinary.js'

/** What a worker is asked for. */
export type Task =
  | {
      readonly task: 'read'
      readonly kind: string
      readonly page: Page
      readonly context: ReadContext<Readonly<Record<string, unknown>>>
    }
  | { readonly task: 'recognise'; readonly page: Page }
  | { readonly task: 'ordinary'; readonly text: string }
  | { readonly task: 'preview'; readonly page: Page; readonly selectors: GivenSelectors }

/** A kind with how surely it recognises a page. */
export interface Recognised {
  readonly kind: string
  readonly sureness: number
}

/** What a worker answers to each task. */
export interface Answers {
  readonly read: ReadResult
  readonly recognise: readonly Recognised[]
  readonly ordinary: OrdinaryReading
  readonly preview: PagePreview
}

/** A failure on its way between threads. */
export interface CarriedError {
  readonly code: ErrorCode | null
  readonly message: string
  readonly hint: string | null
  readonly retryAfterSeconds: number | null
  readonly status: number | null
  readonly stack: string | null
}

/** A worker's answer: the value, or what was thrown. */
export type Answer = { readonly value: Answers[keyof Answers] } | { readonly error: CarriedError }

/** Takes an error apart. */
export function carry(error: unknown): CarriedError {
  if (isExpected(error)) {
    const { code, message, hint, retryAfterSeconds, status } = error
    return { code, message, hint, retryAfterSeconds, status, stack: null }
  }
  const isError = error instanceof Error
  const message = isError ? `${error.name}: ${error.message}` : String(error)
  return {
    code: null,
    message,
    hint: null,
    retryAfterSeconds: null,
    status: null,
    stack: isError ? (error.stack ?? null) : null,
  }
}

/** Puts it together again; what was a bug there is a bug here, with the stack of there. */
export function revive(carried: CarriedError): Error {
  const { code, message } = carried
  if (code !== null && Object.hasOwn(ERROR_CODES, code)) {
    return new EscuchaError(code, message, {
      ...(carried.hint === null ? {} : { hint: carried.hint }),
      ...(carried.retryAfterSeconds === null ? {} : { retryAfterSeconds: carried.retryAfterSeconds }),
      ...(carried.status === null ? {} : { status: carried.status }),
    })
  }
  const error = new Error(message)
  if (carried.stack !== null) error.stack = carried.stack
  return error
}
