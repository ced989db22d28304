// Decides which conversations with a waiting alert are looked at again, so that an answer is seen where it is given.
// A listing tells of new replies only while its thread is near the top; a waiting customer's thread may be far below.

import type { PageRequest, SourceKind, SourceMemory } from '../../domain/source.js'
import { type Instant, instantPlus, msBetween } from '../../domain/time.js'
import type { Store, StoredSource } from '../../store/store.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Half an hour after it opened, a thread is looked at again within five minutes; after a day, every four hours. */
const AGE_PER_INTERVAL = 6
const INTERVAL_MIN_MS = 5 * MINUTE_MS
const INTERVAL_MAX_MS = DAY_MS
/** Who has had no answer for this long gets none in that thread; the alert stays on the list. */
const AGE_MAX_MS = 60 * DAY_MS

/** Threads of one source in one pass: with the listing's own, a minute or two of one host's patience. */
const THREADS_MAX = 20
/** Waiting threads that are weighed; the youngest of them go first. */
const WAITING_MAX = 500

/** A conversation with an alert that waits. */
export type Waiting = Awaited<ReturnType<Store['conversationsToRevisit']>>[number]

/** True when a waiting conversation has not been looked at for as long as its age deserves. */
export function isRevisitDue(waiting: Pick<Waiting, 'openedAt' | 'lastVisitAt'>, now: Instant): boolean {
  const age = msBetween(waiting.openedAt, now)
  if (age > AGE_MAX_MS) return false
  const interval = Math.min(Math.max(age / AGE_PER_INTERVAL, INTERVAL_MIN_MS), INTERVAL_MAX_MS)
  const seen = waiting.lastVisitAt ?? waiting.openedAt
  // A visit that lies ahead was made under another clock.
  return seen > now || msBetween(seen, now) >= interval
}

/** The conversations of a source whose turn it is, the youngest first. */
export async function conversationsDue(
  source: StoredSource,
  kind: SourceKind,
  now: Instant,
  store: Pick<Store, 'conversationsToRevisit'>,
): Promise<readonly Waiting[]> {
  if (kind.revisit === undefined) return []
  const before = instantPlus(now, -INTERVAL_MIN_MS)
  const waiting = await store.conversationsToRevisit(source.spec.id, before, WAITING_MAX)
  return waiting
    .filter((conversation) => isRevisitDue(conversation, now))
    .sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1))
    .slice(0, THREADS_MAX)
}

/** The pages to be fetched for these conversations, as detail: a thread that is gone must not fail its source. */
export function revisitRequests(
  conversations: readonly Waiting[],
  kind: SourceKind,
  sourceUrl: string,
  context: { readonly options: Readonly<Record<string, unknown>>; readonly memory: SourceMemory },
): readonly PageRequest[] {
  return conversations.flatMap(({ id, url, title }) => {
    // An address that came from a page may be none; the thread is then seen when the listing names it.
    if (url !== null && !URL.canParse(url, sourceUrl)) return []
    const requests = kind.revisit?.({ id, url, title }, sourceUrl, context) ?? []
    return requests.map((request) => ({ ...request, detail: true }))
  })
}
