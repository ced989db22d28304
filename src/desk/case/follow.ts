// Follows a case through what was said after it opened: responses, answers, the customer's own next posts. It goes
// through the new posts in their order and lets the clock pass between them, so that one late look at a thread
// gives the same state as many early ones. What it has gone through before it does not go through again: that is
// why a person's change of status stands until something new is said.

import type { Alert } from '../../domain/case.js'
import type { AlertRules } from '../../domain/settings.js'
import type { Instant } from '../../domain/time.js'
import { hearCustomer, noticeEdit } from './customer.js'
import { Round, weighAnswers } from './doubt.js'
import { type Progress, passTime, resolve } from './progress.js'
import { complains, isOther, type Said } from './thread.js'

/** A case's part of the conversation, from its opening post on. */
export interface CaseThread {
  /** The customer's own posts, the opening one first. */
  readonly own: readonly Said[]
  readonly responses: readonly Said[]
  /** Everything after the opening post that belongs here, in order. */
  readonly later: readonly Said[]
}

/** The part of a conversation that belongs to the case which `opener` opens. */
export function caseThread(thread: readonly Said[], opener: Said): CaseThread {
  const own = [opener]
  const responses: Said[] = []
  const later: Said[] = []
  // One pass without copies: a thread of thousands of posts may hold thousands of cases.
  for (let place = thread.indexOf(opener) + 1; place < thread.length; place += 1) {
    const said = thread[place]
    if (said === undefined) continue
    const belongsTo = opener.author !== null && said.author === opener.author ? own : responses
    if (belongsTo === responses && !isOther(said, opener.author)) continue
    belongsTo.push(said)
    later.push(said)
  }
  return { own, responses, later }
}

/** Moves the alert through everything in its thread that it has not met yet, up to `now`. */
export function followThread(progress: Progress, thread: CaseThread, rules: AlertRules, now: Instant): void {
  const own = new Set(thread.own)
  const fresh = whatIsNew(progress.alert, thread)
  const round = thread.own[0] === undefined ? null : new Round(thread.own[0])
  for (const said of fresh.isAny && round !== null ? thread.later : []) {
    if (round === null) break
    const isRefuting = own.has(said) && round.hearCustomer(said)
    if (!own.has(said)) round.hearResponse(said)
    if (!fresh.has(said)) continue
    passTime(progress, rules, { before: said.at })
    if (own.has(said)) hearCustomer(progress, said, rules, isRefuting)
    if (!own.has(said)) hearResponse(progress, said)
    weighAnswers(progress, round, said.at, rules)
  }
  progress.set({ responses: thread.responses.length, views: thread.own[0]?.judged.post.views ?? progress.alert.views })
  noticeEdit(progress, thread.own, rules, now)
  noticeLateAnswer(progress, thread)
  noticeMark(progress, thread, fresh, now)
  passTime(progress, rules, { by: now })
  keepEventsHonest(progress)
}

/** What the alert has not met yet; where there is none of it, nobody asks further. */
interface Fresh {
  readonly isAny: boolean
  has(said: Said): boolean
}

/** Own posts that the alert does not list, and the responses that it has not counted: those that were seen last. */
function whatIsNew(alert: Alert, thread: CaseThread): Fresh {
  const listed = new Set(alert.posts)
  const known = new Set(thread.own.filter((said) => listed.has(said.judged.post.id)))
  const uncounted = Math.max(0, thread.responses.length - alert.responses)
  const isAny = uncounted > 0 || known.size < thread.own.length
  // Most looks at a long thread bring nothing or are the first: neither needs a copy of it.
  if (uncounted === thread.responses.length || !isAny) return { isAny, has: (said) => !known.has(said) }
  // A stable sort of the reversed list: of those seen together, the last in the thread come first.
  const lastSeenFirst = thread.responses.toReversed().sort(newestFirst)
  for (const said of lastSeenFirst.slice(uncounted)) known.add(said)
  return { isAny, has: (said) => !known.has(said) }
}

function newestFirst(one: Said, other: Said): number {
  if (one.judged.seenAt === other.judged.seenAt) return 0
  return one.judged.seenAt < other.judged.seenAt ? 1 : -1
}

function hearResponse(progress: Progress, said: Said): void {
  const { respondedAt, staffRespondedAt, openedAt } = progress.alert
  const at = later(said.at, openedAt)
  const by = said.staff ? 'staff' : 'community'
  if (respondedAt === null) progress.note('response', at, `response.${by}`, { to: said.judged.post.id })
  if (isEarlier(at, respondedAt)) progress.set({ respondedAt: at })
  if (said.staff && isEarlier(at, staffRespondedAt)) progress.set({ staffRespondedAt: at })
  if (said.answers) answer(progress, at, by)
}

function answer(progress: Progress, at: Instant, by: 'staff' | 'community'): void {
  const { status, answeredAt } = progress.alert
  if (isEarlier(at, answeredAt)) progress.set({ answeredAt: at, answeredBy: by })
  if (status !== 'open' && status !== 'acknowledged' && status !== 'snoozed') return
  progress.set({ status: 'answered', snoozedUntil: null, dueAt: null })
  progress.note('answered', at, `answered.${by}`, { from: status, to: 'answered' })
  progress.tell('answered')
}

/** A response that was no answer may have been edited into one, or been marked as one. */
function noticeLateAnswer(progress: Progress, thread: CaseThread): void {
  if (progress.alert.answeredAt !== null) return
  const found = thread.responses.find((said) => said.answers)
  if (found !== undefined)
    answer(progress, later(found.at, progress.alert.openedAt), found.staff ? 'staff' : 'community')
}

/** The engine's mark resolves a case once: when it is taken up again by a person or the customer, it stays so. */
function noticeMark(progress: Progress, thread: CaseThread, fresh: Fresh, now: Instant): void {
  const accepted = thread.responses.find((said) => said.judged.post.accepted)
  const isAnsweredByEngine = thread.own.some(({ judged }) => judged.post.answered === true || judged.post.accepted)
  if (accepted === undefined && !isAnsweredByEngine) return
  const isFresh = accepted !== undefined && fresh.isAny && fresh.has(accepted)
  if (progress.alert.acceptedAt !== null && !isFresh) return
  // The page tells that there is a mark, not since when: where the reply is new to us too, the thread's own dates
  // are the better guess (an old thread on a first scan); else the mark came between two looks.
  const markedAt = isFresh ? later(accepted.at, lastDate(thread.own)) : now
  progress.set({ acceptedAt: progress.alert.acceptedAt ?? markedAt })
  if (progress.alert.status === 'resolved' || progress.alert.status === 'dismissed') return
  const isContested = isFresh && thread.own.some((said) => said.at > accepted.at && complains(said))
  if (!isContested) resolve(progress, markedAt, 'resolved.accepted')
}

/** Nobody is called for what was over before it was noticed. The record keeps it; the message would be false. */
function keepEventsHonest(progress: Progress): void {
  const { doubt, escalatedAt } = progress.alert
  const isHandedOver = doubt !== null && doubt.handedOverAt !== null
  if (!isHandedOver && (!progress.isWaiting || escalatedAt === null)) progress.dropEvent('escalated')
  if (doubt?.kind === 'wrong' || doubt?.kind === 'empty') progress.dropEvent('answered')
  if (!progress.isWaiting || progress.isNew) progress.dropEvent('reopened')
  if (progress.isWaiting) progress.dropEvent('answered')
  if (progress.isWaiting) progress.dropEvent('resolved')
}

function isEarlier(at: Instant, known: Instant | null): boolean {
  return known === null || at < known
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other
}

function lastDate(said: readonly Said[]): Instant {
  return said.reduce<Instant>((last, { at }) => later(last, at), '')
}
