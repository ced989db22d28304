// Login links: what `demo` and the first start print, and what an admin hands to a new colleague. One person, one
// use, one hour.

import { randomBytes as systemRandom } from 'node:crypto'
import { type Instant, instantPlus } from '../../domain/time.js'
import type { Store } from '../../store/store.js'
import { NO_PASSWORD } from './passwords.js'
import { newSecret, type RandomBytes, sha256 } from './secrets.js'

/** Long enough to walk to the colleague's desk, short enough for a forgotten terminal. */
export const LOGIN_LINK_MS = 3_600_000

/** The name of the person who sets Escucha up. */
export const FIRST_ADMIN = 'admin'

/** A link that was made: its path on the server, to be put after the server's address. */
export interface MadeLink {
  readonly path: string
  readonly expiresAt: Instant
}

/** Makes a link that lets this user in once. */
export async function createLoginLink(
  store: Store,
  user: string,
  now: Instant,
  randomBytes: RandomBytes = systemRandom,
): Promise<MadeLink> {
  const secret = newSecret(randomBytes)
  const expiresAt = instantPlus(now, LOGIN_LINK_MS)
  await store.saveLoginLink({ secretHash: sha256(secret), user, expiresAt })
  return { path: `/login?link=${secret}`, expiresAt }
}

/** On a database without users: makes the first admin, without a password, and the link to come in by. Null when there are users. */
export async function createSetupLink(
  store: Store,
  now: Instant,
  randomBytes: RandomBytes = systemRandom,
): Promise<MadeLink | null> {
  const users = await store.users()
  const first = users[0]
  if (first !== undefined && !isUntouched(users.length, first)) return null
  if (first === undefined) {
    await store.saveUser({
      name: FIRST_ADMIN,
      role: 'admin',
      passwordHash: NO_PASSWORD,
      language: null,
      createdAt: now,
    })
  }
  return createLoginLink(store, FIRST_ADMIN, now, randomBytes)
}

/** The first admin who never set a password could not come back without another link. */
function isUntouched(count: number, first: { readonly name: string; readonly passwordHash: string }): boolean {
  return count === 1 && first.name === FIRST_ADMIN && first.passwordHash === NO_PASSWORD
}
