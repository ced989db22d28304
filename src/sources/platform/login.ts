// What the logins of platforms have in common: an answer that gives a token, or says why it gives none.

import { EscuchaError } from '../../domain/errors.js'
import type { PostOutcome } from '../../domain/fetcher.js'
import { retryAfterSeconds } from '../../domain/retry-after.js'
import { type Json, lineIn, objectOf } from '../reading/answers.js'
import { parseJson } from '../reading/json.js'

/** A token is one word; more is no token. */
const TOKEN = /^[\x21-\x7e]{1,4000}$/

/** What a login answered, as JSON. Throws what the platform's refusal means; `hint` says what the operator can do. */
export function loginAnswer({ status, headers, body }: PostOutcome, place: string, hint: string): Json {
  const answer = objectOf(parseJson(body)) ?? {}
  if (status >= 200 && status < 300) return answer
  if (status === 429) {
    const wait =
      retryAfterSeconds(headers['retry-after'] ?? null, headers.date ?? null, new Date(0)) ?? UNTOLD_WAIT_SECONDS
    throw new EscuchaError('rate-limited', `${place} wants fewer logins`, { status, retryAfterSeconds: wait })
  }
  if (status >= 500) throw new EscuchaError('http-status', `${place} cannot log anybody in now (${status})`, { status })
  const said = lineIn(answer.message) ?? lineIn(answer.error_description) ?? lineIn(answer.error)
  const words = said === null ? '' : `: ${said.slice(0, 120)}`
  throw new EscuchaError('login-required', `${place} does not take the credentials (${status})${words}`, {
    hint,
    status,
  })
}

/** A limit that is not told lifts within minutes. */
const UNTOLD_WAIT_SECONDS = 300

/** The token in a field of the answer. */
export function tokenIn(answer: Json, field: string, place: string, hint: string): string {
  const token = lineIn(answer[field])
  if (token !== null && TOKEN.test(token)) return token
  const said = lineIn(answer.error) ?? 'the answer holds no token'
  throw new EscuchaError('login-required', `${place} gave no token: ${said.slice(0, 120)}`, { hint })
}
