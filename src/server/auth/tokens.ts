// Bearer tokens for programs. Shown once when made; afterwards only the SHA-256 is there.

import { randomBytes as systemRandom } from 'node:crypto'
import type { Instant } from '../../domain/time.js'
import type { ApiToken, Role, Store } from '../../store/store.js'
import { isBearerToken, newBearerToken, type RandomBytes, sha256 } from './secrets.js'

/** What a token is made with. */
export interface TokenRequest {
  readonly name: string
  readonly role: Role
  /** Null: it lasts until it is removed. */
  readonly expiresAt: Instant | null
}

/** Makes a bearer token and gives its text, which nobody can show again. */
export async function createToken(
  store: Store,
  request: TokenRequest,
  now: Instant,
  randomBytes: RandomBytes = systemRandom,
): Promise<string> {
  const token = newBearerToken(randomBytes)
  await store.saveToken({ ...request, tokenHash: sha256(token), createdAt: now })
  return token
}

/** The token behind an Authorization header; null when there is none, or it is unknown or over. */
export async function readToken(header: string | undefined, store: Store, now: Instant): Promise<ApiToken | null> {
  const text = /^Bearer +(\S{1,200})$/i.exec(header ?? '')?.[1]
  if (text === undefined || !isBearerToken(text)) return null
  const token = await store.token(sha256(text))
  if (token === null) return null
  return token.expiresAt !== null && token.expiresAt <= now ? null : token
}
