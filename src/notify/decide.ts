// Decides what an answer to a delivery means. It sends nothing and stores nothing, so every rule here can be read, and
// tested, as a table.

import { EscuchaError } from '../domain/errors.js'
import type { PostOutcome } from '../domain/fetcher.js'
import type { Notifier } from '../domain/notifier.js'
import { retryAfterSeconds } from '../domain/retry-after.js'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Waits before the first, second, third … attempt (Standard Webhooks): three days and some, then it is given up. */
export const ATTEMPT_WAITS_MS: readonly number[] = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** Without it, everything that failed together would come back together. */
const JITTER = 0.2
/** For targets that say "too many" and not for how long. */
const UNTOLD_WAIT_MS = MINUTE

/** What becomes of a delivery. `holdMs`: how long the target asks to be left alone altogether. */
export type Decision =
  | { readonly kind: 'sent' }
  | { readonly kind: 'retry'; readonly afterMs: number; readonly holdMs: number | null; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string }
  | { readonly kind: 'disable'; readonly reason: string }

/** What a decision is made from. */
export interface Attempt {
  /** What the target answered, or why no answer came. */
  readonly answer: PostOutcome | EscuchaError
  /** Attempts made, this one included. */
  readonly attempts: number
  /** The target as people may see it; never its address. */
  readonly place: string
  readonly judgeAnswer: Notifier['judgeAnswer']
  readonly now: Date
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number
}

/** Decides. */
export function decide(attempt: Attempt): Decision {
  const { answer, place } = attempt
  if (answer instanceof EscuchaError) return retryOrGiveUp(attempt, null, answer.message)
  const { status } = answer
  const own = attempt.judgeAnswer?.(status, answer.body) ?? null
  const told = `${place} answers ${status}${wordsOf(answer)}`
  if (own === 'sent') return { kind: 'sent' }
  if (own === 'refused' || status === 410) {
    return {
      kind: 'disable',
      reason: `${told}: it takes no more messages; check its address, then switch the target on again`,
    }
  }
  if (own === 'unfit') return { kind: 'dead', reason: `${told}: it will never take this message` }
  if (own === null && status >= 200 && status < 300) return { kind: 'sent' }
  return retryOrGiveUp(attempt, waitAskedMs(answer, attempt.now), `${told}: ${adviceOn(status)}`)
}

function retryOrGiveUp(attempt: Attempt, askedMs: number | null, reason: string): Decision {
  const waitMs = ATTEMPT_WAITS_MS[attempt.attempts]
  if (waitMs === undefined) return { kind: 'dead', reason: `given up after ${attempt.attempts} attempts: ${reason}` }
  const jittered = Math.round(waitMs * (1 - JITTER + 2 * JITTER * attempt.random()))
  return { kind: 'retry', afterMs: Math.max(jittered, askedMs ?? 0), holdMs: askedMs, reason }
}

function waitAskedMs({ status, headers }: PostOutcome, now: Date): number | null {
  const seconds = retryAfterSeconds(headers['retry-after'] ?? null, headers.date ?? null, now)
  if (seconds !== null && (status === 429 || status >= 500)) return seconds * SECOND
  return status === 429 ? UNTOLD_WAIT_MS : null
}

// A word of the target's own is worth more than the status; more than a word may be a page, or hold anything.
function wordsOf({ body }: PostOutcome): string {
  const word = body.trim()
  return /^[a-z][a-z0-9_ -]{1,60}$/i.test(word) ? ` (${word})` : ''
}

function adviceOn(status: number): string {
  if (status >= 300 && status < 400) return 'redirects are not followed; give the address that it redirects to'
  if (status === 404) return 'there is nothing at its address; check it'
  if (status === 401 || status === 403) return 'it does not accept us; check its address and its secret'
  if (status === 429) return 'it asks to slow down; it is tried again later'
  if (status >= 500) return 'it has a fault of its own; it is tried again'
  return 'it did not take the message; it is tried again'
}
