// A person's change to an alert as a rule: what it may say, and what it moves. Every status can be left again, so
// each move puts the clocks back to where they belong in the status that it leads to.

import { ALERT_STATUSES, type Alert, type AlertStatus, DISMISS_REASONS, type DismissReason } from '../../domain/case.js'
import { EscuchaError } from '../../domain/errors.js'
import type { AlertPatch, AlertRules } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import { graceMs } from './flags.js'

/** Names of people and teams fit into this. */
const ASSIGNEE_LENGTH_MAX = 100

/** A pause of more than a year is a dismissal. */
const SNOOZE_MS_MAX = 366 * 86_400_000

/** A patch whose every word has been checked against the alert that it is for. */
export interface CheckedPatch {
  readonly status: AlertStatus | null
  readonly snoozedUntil: Instant | null
  readonly dismissReason: DismissReason | null
  /** Undefined: stays as it is. */
  readonly assignee: string | null | undefined
  readonly labels: readonly Label[] | null
}

/** Checks a patch; throws `bad-input` with what was expected. */
export function checkPatch(alert: Alert, patch: AlertPatch, now: Instant): CheckedPatch {
  const status = wantedStatus(alert, patch)
  const snoozedUntil = status === 'snoozed' ? checkedSnooze(patch.snoozedUntil ?? alert.snoozedUntil, now) : null
  if (typeof patch.snoozedUntil === 'string' && status !== 'snoozed') {
    throw bad('snoozedUntil goes with the status "snoozed"')
  }
  return {
    status,
    snoozedUntil,
    dismissReason: checkedReason(alert, patch, status),
    assignee: patch.assignee === undefined ? undefined : checkedAssignee(patch.assignee),
    labels: patch.labels === undefined ? null : checkedLabels(patch.labels),
  }
}

/** The fields that a status brings with it. `by hand` an answer is dated by the moment in which a person said so. */
export function fieldsOfStatus(alert: Alert, patch: CheckedPatch, rules: AlertRules, now: Instant): Partial<Alert> {
  const cleared = { snoozedUntil: null, dismissReason: null, resolvedAt: null, doubt: null } as const
  switch (patch.status) {
    case null:
      return {}
    case 'open':
    case 'acknowledged':
      return { ...cleared, status: patch.status, ...clockOnReturn(alert, rules, now) }
    case 'answered':
      return {
        ...cleared,
        status: 'answered',
        doubt: { kind: 'settled', since: now, post: null, handedOverAt: null },
        dueAt: null,
        answeredAt: alert.answeredAt ?? now,
        answeredBy: alert.answeredBy ?? 'staff',
      }
    case 'resolved':
      return { ...cleared, status: 'resolved', dueAt: null, resolvedAt: alert.resolvedAt ?? now }
    case 'dismissed':
      return { ...cleared, status: 'dismissed', dueAt: null, dismissReason: patch.dismissReason }
    case 'snoozed':
      return { ...cleared, status: 'snoozed', snoozedUntil: patch.snoozedUntil, ...clockOnReturn(alert, rules, now) }
  }
}

/** The clocks of a case that somebody has to look at again. Nothing moves where they still run. */
function clockOnReturn(alert: Alert, rules: AlertRules, now: Instant): Partial<Alert> {
  if (alert.dueAt !== null && alert.doubt === null) return {}
  const unanswered = isAnsweredByHand(alert) ? ({ answeredAt: null, answeredBy: null } as const) : {}
  const grace = graceMs(alert, rules)
  if (alert.answeredAt === null || isAnsweredByHand(alert)) {
    return { ...unanswered, dueAt: instantPlus(alert.openedAt, grace) }
  }
  return { dueAt: instantPlus(now, grace), escalatedAt: null }
}

/** Said by a person, not seen in the thread: an answer of staff's with no response of staff's by then. */
function isAnsweredByHand({ answeredBy, answeredAt, staffRespondedAt }: Alert): boolean {
  if (answeredBy !== 'staff' || answeredAt === null) return false
  return staffRespondedAt === null || staffRespondedAt > answeredAt
}

function wantedStatus(alert: Alert, patch: AlertPatch): AlertStatus | null {
  const { status, snoozedUntil } = patch
  if (status !== undefined && !ALERT_STATUSES.includes(status)) {
    throw bad(`status is one of ${ALERT_STATUSES.join(', ')}`)
  }
  if (status !== undefined) return status === alert.status && !canBeSaidAgain(alert) ? null : status
  if (typeof snoozedUntil === 'string') return 'snoozed'
  if (snoozedUntil === null && alert.status === 'snoozed') return 'open'
  return alert.status === 'dismissed' && typeof patch.dismissReason === 'string' ? 'dismissed' : null
}

/** A pause may get another end, a dismissal another reason, and of a doubted answer somebody may say that it helps. */
function canBeSaidAgain({ status, doubt }: Alert): boolean {
  if (status === 'answered') return doubt !== null && doubt.kind !== 'settled'
  return status === 'snoozed' || status === 'dismissed'
}

function checkedSnooze(text: string | null, now: Instant): Instant {
  const ms = text === null ? Number.NaN : Date.parse(text)
  if (Number.isNaN(ms)) throw bad('"snoozed" needs snoozedUntil, an ISO 8601 time', 'for instance 2026-01-31T09:00:00Z')
  const until = new Date(ms).toISOString()
  if (until <= now) throw bad(`snoozedUntil has to be later than now (${now})`)
  if (until > instantPlus(now, SNOOZE_MS_MAX))
    throw bad('snoozedUntil is more than a year away', 'dismiss the alert instead')
  return until
}

function checkedReason(alert: Alert, patch: AlertPatch, status: AlertStatus | null): DismissReason | null {
  const reason = patch.dismissReason ?? null
  if (reason !== null && !DISMISS_REASONS.includes(reason)) {
    throw bad(`dismissReason is one of ${DISMISS_REASONS.join(', ')}`)
  }
  if (reason !== null && status !== 'dismissed') throw bad('dismissReason goes with the status "dismissed"')
  const kept = reason ?? alert.dismissReason
  if (status === 'dismissed' && kept === null) {
    throw bad('"dismissed" needs a dismissReason', `one of ${DISMISS_REASONS.join(', ')}`)
  }
  return status === 'dismissed' ? kept : null
}

function checkedAssignee(name: string | null): string | null {
  if (name === null || name.trim() === '') return null
  if (name.trim().length > ASSIGNEE_LENGTH_MAX) throw bad(`assignee has at most ${ASSIGNEE_LENGTH_MAX} characters`)
  return name.trim()
}

function checkedLabels(labels: readonly Label[]): readonly Label[] {
  const unknown = labels.find((label) => !LABELS.includes(label))
  if (unknown !== undefined) throw bad(`labels are some of ${LABELS.join(', ')}`)
  return LABELS.filter((label) => labels.includes(label))
}

function bad(message: string, hint?: string): EscuchaError {
  return new EscuchaError('bad-input', message, hint === undefined ? {} : { hint })
}
