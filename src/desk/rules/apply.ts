// Lets business rules act on a case: when it opens, and again when it becomes heavier. What a person has changed since
// stays as they left it.

import type { Brand } from '../../domain/brand.js'
import type { Alert, ConversationView } from '../../domain/case.js'
import { NO_ROUTING, type Routing, type Rule } from '../../domain/rule.js'
import type { AlertRules } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import { graceMs } from '../case/flags.js'
import type { Progress } from '../case/progress.js'
import type { Said } from '../case/thread.js'
import { type CaseFacts, matchingRules } from './match.js'

/** What the rules that are about a case come to. */
export interface Ruling {
  readonly assignee: string | null
  readonly routing: Routing
  /** The rule that mutes the case; null when none does. */
  readonly mutedBy: string | null
}

/** What these rules make of a case: in their order, a later one over an earlier one. */
export function rule(rules: readonly Rule[], facts: CaseFacts): Ruling {
  const matching = matchingRules(rules, facts)
  const tags = new Set<string>()
  let ruling: Ruling = { assignee: null, routing: NO_ROUTING, mutedBy: null }
  for (const { id, set, mute } of matching) {
    for (const tag of set.tags) tags.add(tag)
    const { routing } = ruling
    ruling = {
      assignee: set.assignee ?? ruling.assignee,
      mutedBy: mute ? id : ruling.mutedBy,
      routing: {
        team: set.team ?? routing.team,
        priority: set.priority ?? routing.priority,
        tags: [...tags],
        graceMs: set.graceMs ?? routing.graceMs,
        rules: [...routing.rules, id],
      },
    }
  }
  return ruling
}

/** What rules ask of an alert. */
export function factsOf(alert: Alert, brand: Brand): CaseFacts {
  const { source, labels, severity, urgency, language, author, title, excerpt } = alert
  return { brand, source, labels, severity, urgency, language, author, text: `${title ?? ''}\n${excerpt}` }
}

/** Whether a rule keeps this post from opening a case. */
export function isMuted(rules: readonly Rule[], view: ConversationView, brand: Brand, said: Said): boolean {
  if (!rules.some(({ mute }) => mute)) return false
  const { post } = said.judged
  const facts: CaseFacts = {
    brand,
    source: view.source,
    labels: said.labels,
    severity: said.judgement?.severity ?? 0,
    urgency: said.judgement?.urgency ?? 0,
    language: post.language,
    author: post.author.name,
    text: `${post.title ?? view.conversation.title ?? ''}\n${post.text}`,
  }
  return rule(rules, facts).mutedBy !== null
}

/** Routes a case that opens. */
export function routeOpening(progress: Progress, brand: Brand, rules: readonly Rule[], alertRules: AlertRules): void {
  const { assignee, routing } = rule(rules, factsOf(progress.alert, brand))
  if (routing.rules.length === 0) return
  progress.set({ routing, assignee })
  progress.set({ dueAt: instantPlus(progress.alert.openedAt, graceMs(progress.alert, alertRules)) })
  progress.note('routed', progress.alert.openedAt, 'routed', { to: routing.rules.join(', ') })
  if (assignee !== null) progress.note('assigned', progress.alert.openedAt, 'assigned', { to: assignee })
}

/**
 * Routes a case again that became heavier since `before`. Each field moves only where the rules now say something else,
 * and where it still is what they said then: a person's choice stands.
 */
export function routeHeavier(
  progress: Progress,
  before: Alert,
  brand: Brand,
  rules: readonly Rule[],
  { rules: alertRules, now }: { readonly rules: AlertRules; readonly now: Instant },
): void {
  if (rules.length === 0 || !isHeavier(before, progress.alert)) return
  const was = rule(rules, factsOf(before, brand))
  const is = rule(rules, factsOf(progress.alert, brand))
  if (JSON.stringify(was) === JSON.stringify(is)) return
  const { alert } = progress
  const assignee = alert.assignee === was.assignee ? is.assignee : alert.assignee
  progress.set({ routing: is.routing, assignee })
  progress.note('routed', now, 'routed', { to: is.routing.rules.join(', ') })
  if (assignee !== alert.assignee) {
    const text = assignee === null ? 'assigned.nobody' : 'assigned'
    progress.note('assigned', now, text, { from: alert.assignee, to: assignee })
  }
  hasten(progress, alertRules)
}

/** The grace may get shorter as a case gets heavier, never longer. */
function hasten(progress: Progress, alertRules: AlertRules): void {
  const { dueAt, escalatedAt, answeredAt, openedAt } = progress.alert
  if (!progress.isWaiting || dueAt === null || escalatedAt !== null || answeredAt !== null) return
  const sooner = instantPlus(openedAt, graceMs(progress.alert, alertRules))
  if (sooner < dueAt) progress.set({ dueAt: sooner })
}

function isHeavier(before: Alert, after: Alert): boolean {
  return (
    after.severity !== before.severity ||
    after.urgency !== before.urgency ||
    after.labels.length !== before.labels.length ||
    after.labels.some((label) => !before.labels.includes(label))
  )
}
