// Decides which conversations with a waiting alert are looked at again, so that an answer is seen where it is given.
// A listing tells of new replies only while its thread is near the top; a waiting customer's thread may be far below.

import type { ConversationRef } from '../../domain/post.js'
import type { PageRequest, SourceKind, SourceMemory } from '../../domain/source.js'
import { type Instant, instantPlus, msBetween } from '../../domain/time.js'
import type { Store, StoredSource } from '../../store/store.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/**
 * While the grace runs, visits at these shares of it: an answer is then noticed within a quarter of the grace, and the
 * last one comes as it ends, so that nobody is called for a question that was answered an hour ago.
 */
const SHARES_OF_GRACE = [1 / 8, 1 / 4, 1 / 2, 3 / 4, 1] as const
/** From the end of the grace to the end of the week; with those before it, twelve requests in all. */
const LATER_VISITS = 7
/** How the later visits spread: above 1 they stand closer at the beginning, when the team was just told. */
const LATER_BEND = 1.8
/** Shorter graces (severe cases have none) are looked after as though they had this much. */
const GRACE_MIN_MS = HOUR_MS

/** After the week a thread is looked at again after a quarter of its age, within these bounds. */
const AGE_PER_INTERVAL = 4
const INTERVAL_MIN_MS = DAY_MS
const INTERVAL_MAX_MS = 4 * DAY_MS
/** Who has had no answer for this long gets none in that thread; the alert stays on the list. */
const AGE_MAX_MS = 60 * DAY_MS

/** Threads of one source in one pass: with the listing's own, a minute or two of one host's patience. */
const THREADS_MAX = 20
/** Waiting threads that are weighed; the youngest of them go first. */
const WAITING_MAX = 500
/** The shortest pause between two visits: an eighth of the shortest grace. */
const PAUSE_MIN_MS = GRACE_MIN_MS / 8

/** A conversation with an alert that waits. */
export type Waiting = Awaited<ReturnType<Store['conversationsToRevisit']>>[number]

/** What decides when a waiting conversation is looked at again. */
export type Waited = Pick<Waiting, 'openedAt' | 'graceEndsAt' | 'lastVisitAt'>

/** True when a visit of a waiting conversation has become due since the last one. */
export function isRevisitDue(waiting: Waited, now: Instant): boolean {
  const ageMs = msBetween(waiting.openedAt, now)
  if (ageMs > AGE_MAX_MS) return false
  const { lastVisitAt } = waiting
  // A visit that lies ahead was made under another clock.
  if (lastVisitAt !== null && lastVisitAt > now) return true
  const seenMs = Math.max(0, lastVisitAt === null ? 0 : msBetween(waiting.openedAt, lastVisitAt))
  return ageMs >= nextVisitMs(seenMs, graceOf(waiting))
}

/** The age, in milliseconds, at which a thread is due that was last seen at another age. */
function nextVisitMs(seenMs: number, graceMs: number): number {
  const planned = visitAges(graceMs).find((ageMs) => ageMs > seenMs)
  if (planned !== undefined) return planned
  return seenMs + Math.min(Math.max(seenMs / AGE_PER_INTERVAL, INTERVAL_MIN_MS), INTERVAL_MAX_MS)
}

/** The ages at which a thread is visited in its first week, the youngest first. */
function visitAges(graceMs: number): readonly number[] {
  const early = SHARES_OF_GRACE.map((share) => graceMs * share)
  if (graceMs >= WEEK_MS) return early
  const later = Array.from({ length: LATER_VISITS }, (_, index) => {
    const share = ((index + 1) / LATER_VISITS) ** LATER_BEND
    return graceMs * (WEEK_MS / graceMs) ** share
  })
  return [...early, ...later]
}

function graceOf({ openedAt, graceEndsAt }: Waited): number {
  return Math.max(GRACE_MIN_MS, graceEndsAt === null ? 0 : msBetween(openedAt, graceEndsAt))
}

/** The conversations of a source whose turn it is, the youngest first. */
export async function conversationsDue(
  source: StoredSource,
  kind: SourceKind,
  now: Instant,
  store: Pick<Store, 'conversationsToRevisit'>,
): Promise<readonly Waiting[]> {
  if (kind.revisit === undefined) return []
  const before = instantPlus(now, -PAUSE_MIN_MS)
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
  const asked = conversations
    .map(({ id, url, title }): ConversationRef => ({ id, url, title }))
    // An address that came from a page may be none; the thread is then seen when the listing names it.
    .filter(({ url }) => url === null || URL.canParse(url, sourceUrl))
  const requests =
    kind.revisitMany?.(asked, sourceUrl, context) ??
    asked.flatMap((conversation) => kind.revisit?.(conversation, sourceUrl, context) ?? [])
  return requests.map((request) => ({ ...request, detail: true }))
}
