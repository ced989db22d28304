// Decides what a conversation means for the alert list: which cases it holds, how each stands, and what is to be
// told. It reads no clock and no store: the same posts, alerts and instant give the same outcome, and once that is
// stored, asking again gives nothing.

import type { Brand } from '../domain/brand.js'
import type { Alert, ConversationView } from '../domain/case.js'
import type { Rule } from '../domain/rule.js'
import type { AlertRules } from '../domain/settings.js'
import { type Instant, instantPlus } from '../domain/time.js'
import type { AlertChange } from '../store/store.js'
import { caseThread, followThread } from './case/follow.js'
import { caseId, openingAlert } from './case/open.js'
import { type DeskEvent, Progress, passTime } from './case/progress.js'
import { readThread, type Said } from './case/thread.js'
import { isMuted, routeHeavier, routeOpening } from './rules/apply.js'

export { MENTION_THRESHOLD } from './case/flags.js'
export type { DeskEvent } from './case/progress.js'

/** What the desk decides by. */
export interface DeskContext {
  readonly rules: AlertRules
  readonly brands: readonly Brand[]
  /** The operator's business rules, in their order; none when absent. */
  readonly businessRules?: readonly Rule[]
  /** A case older than this when it is first seen is recorded, and told to nobody; `QUIET_AFTER_MS` when absent. */
  readonly quietAfterMs?: number
}

/** What is to be stored, and what is to be told once it is stored. */
export interface DeskOutcome {
  readonly changes: readonly AlertChange[]
  readonly events: readonly DeskEvent[]
}

/**
 * The first look at a forum shows years of old threads. They are cases with their true dates, and count in the
 * figures of their time, but nobody wants to be called for last year's question.
 */
export const QUIET_AFTER_MS = 365 * 86_400_000

/** What the posts of a conversation change, given the alerts that are stored for it. */
export function reviewConversation(view: ConversationView, context: DeskContext, now: Instant): DeskOutcome {
  const outcomes = context.brands.flatMap((brand) => reviewForBrand(view, brand, context, now))
  return {
    changes: outcomes.flatMap(({ change }) => (change === null ? [] : [change])),
    events: outcomes.flatMap(({ events }) => events),
  }
}

type CaseOutcome = ReturnType<Progress['finish']>

function reviewForBrand(
  view: ConversationView,
  brand: Brand,
  context: DeskContext,
  now: Instant,
): readonly CaseOutcome[] {
  const stored = view.alerts.filter((alert) => alert.brand === brand.id)
  if (stored.length === 0 && !isSpokenOf(view, brand)) return []
  const thread = readThread(view, brand, context.rules)
  const known = new Set(stored.map((alert) => alert.id))
  return [
    ...stored.map((alert) => goOn(alert, thread, brand, context, now)),
    ...openers(view, brand, thread, known, context).map((opener) => open(view, brand, thread, opener, context, now)),
  ]
}

function isSpokenOf(view: ConversationView, brand: Brand): boolean {
  return view.posts.some(({ judgements }) => judgements.some((judgement) => judgement.brand === brand.id))
}

/**
 * The first flagged post of each customer who has no alert yet. A copy opens nothing: its original has. Nor does what a
 * business rule mutes, until the customer says something that it does not.
 */
function openers(
  view: ConversationView,
  brand: Brand,
  thread: readonly Said[],
  known: ReadonlySet<string>,
  { businessRules = [] }: DeskContext,
): readonly Said[] {
  const found = new Map<string, Said>()
  for (const said of thread) {
    if (said.flagged.length === 0 || said.staff || said.judged.copyOf !== null) continue
    const id = caseId(brand.id, view, said)
    if (known.has(id) || found.has(id) || isMuted(businessRules, view, brand, said)) continue
    found.set(id, said)
  }
  return [...found.values()]
}

function open(
  view: ConversationView,
  brand: Brand,
  thread: readonly Said[],
  opener: Said,
  context: DeskContext,
  now: Instant,
): CaseOutcome {
  const { rules } = context
  const progress = Progress.opening(openingAlert(view, brand, opener, rules), rules)
  progress.note('opened', opener.at, `opened.${opener.flagged[0] ?? 'question'}`, { to: opener.judged.post.id })
  routeOpening(progress, brand, context.businessRules ?? [], rules)
  progress.tell('opened')
  followThread(progress, caseThread(thread, opener), rules, now)
  const outcome = progress.finish(now)
  const isOld = opener.at < instantPlus(now, -(context.quietAfterMs ?? QUIET_AFTER_MS))
  return isOld ? { ...outcome, events: [] } : outcome
}

function goOn(
  alert: Alert,
  thread: readonly Said[],
  brand: Brand,
  { rules, businessRules = [] }: DeskContext,
  now: Instant,
): CaseOutcome {
  const progress = Progress.from(alert, rules)
  const opener = thread.find((said) => said.judged.post.id === alert.posts[0])
  // The opening post may have been erased; the alert then lives on by what it remembers.
  if (opener === undefined) passTime(progress, rules, { by: now })
  if (opener !== undefined) followThread(progress, caseThread(thread, opener), rules, now)
  routeHeavier(progress, alert, brand, businessRules, { rules, now })
  return progress.finish(now)
}
