// Logins that last: server-side, so that logging out, a new role or a new password ends them at once. The cookie
// holds a random id; the database holds its SHA-256.

import type { Clock } from '../../domain/time.js'
import { instantOf, instantPlus, msBetween } from '../../domain/time.js'
import type { Session, Store, User } from '../../store/store.js'
import { newSecret, type RandomBytes, sha256 } from './secrets.js'

/** A session nobody uses ends after half a day. */
export const SESSION_IDLE_MS = 12 * 3_600_000

/** And after a week whatever happens. */
export const SESSION_WHOLE_MS = 7 * 24 * 3_600_000

/** "Last seen" is written at most this often: every page would otherwise be a write. */
const TOUCH_MS = 60_000

/** What starting and reading sessions needs. */
export interface SessionTools {
  readonly store: Store
  readonly clock: Clock
  readonly randomBytes: RandomBytes
}

/** Starts a session with a new id and gives the id for the cookie. */
export async function startSession(user: string, tools: SessionTools): Promise<string> {
  const now = instantOf(tools.clock())
  const id = newSecret(tools.randomBytes)
  await tools.store.endSessions({ lastSeenBefore: instantPlus(now, -SESSION_IDLE_MS) })
  await tools.store.saveSession({
    idHash: sha256(id),
    user,
    csrf: newSecret(tools.randomBytes),
    createdAt: now,
    lastSeenAt: now,
  })
  return id
}

/** The session behind a cookie with its user; null when it is unknown, idle or too old. */
export async function readSession(id: string, tools: SessionTools): Promise<{ session: Session; user: User } | null> {
  const session = await tools.store.session(sha256(id))
  if (session === null) return null
  const now = instantOf(tools.clock())
  const idleMs = msBetween(session.lastSeenAt, now)
  if (idleMs > SESSION_IDLE_MS || msBetween(session.createdAt, now) > SESSION_WHOLE_MS) {
    await tools.store.endSessions({ idHash: session.idHash })
    return null
  }
  const user = await tools.store.user(session.user)
  if (user === null) return null
  if (idleMs > TOUCH_MS) await tools.store.saveSession({ ...session, lastSeenAt: now })
  return { session, user }
}
