// An alert while the desk moves it: each move changes the alert, writes the history and notes what is to be told.
// The moves are small and know nothing of why they are made; `follow.ts` and `change.ts` decide that.

import type { Alert, AnswerDoubt, HistoryEntry, HistoryKind, WaitingFor } from '../../domain/case.js'
import type { EventKind } from '../../domain/delivery.js'
import type { AlertRules } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import type { AlertChange } from '../../store/store.js'
import { DESK_ACTOR, type HistoryText } from '../words.js'
import { handOver } from './doubt.js'
import { graceMs, isForCommunity } from './flags.js'

/** Something to be told, with the alert as it is in the end. */
export interface DeskEvent {
  readonly kind: EventKind
  readonly alert: Alert
}

/** A case of ten thousand posts needs no history of ten thousand lines: more of one review are left out. */
const LINES_MAX = 200

/** "Wrote again" says less than the other lines, and gives way to them sooner. */
const WROTE_AGAIN_MAX = 20

/** An alert on its way from what is stored to what will be. Local to one decision, and mutable for its time. */
export class Progress {
  readonly #stored: Alert | null
  readonly #rules: AlertRules
  readonly #history: Omit<HistoryEntry, 'alert'>[] = []
  readonly #events = new Set<EventKind>()
  #alert: Alert

  private constructor(stored: Alert | null, alert: Alert, rules: AlertRules) {
    this.#stored = stored
    this.#alert = alert
    this.#rules = rules
  }

  /** Goes on from a stored alert. */
  static from(stored: Alert, rules: AlertRules): Progress {
    return new Progress(stored, stored, rules)
  }

  /** Starts with an alert that is not stored yet. */
  static opening(alert: Alert, rules: AlertRules): Progress {
    return new Progress(null, alert, rules)
  }

  get alert(): Alert {
    return this.#alert
  }

  /** Nothing of it is stored yet. */
  get isNew(): boolean {
    return this.#stored === null
  }

  /** Somebody still has to act: neither answered nor put aside. */
  get isWaiting(): boolean {
    return this.#alert.status === 'open' || this.#alert.status === 'acknowledged'
  }

  /** Changes fields. Who is waited for follows from the rest, and is never set by hand. */
  set(fields: Partial<Omit<Alert, 'id' | 'version' | 'updatedAt' | 'waitingFor'>>): void {
    const next = { ...this.#alert, ...fields }
    this.#alert = { ...next, waitingFor: waitingFor(next, this.#rules) }
  }

  /** Writes a line of history. */
  note(kind: HistoryKind, at: Instant, text: HistoryText, more: HistoryMore = {}): void {
    if (this.#history.length >= (kind === 'post-added' ? WROTE_AGAIN_MAX : LINES_MAX)) return
    this.#history.push({
      kind,
      at,
      text,
      actor: more.actor ?? DESK_ACTOR,
      from: more.from ?? null,
      to: more.to ?? null,
    })
  }

  /** Notes that targets are to hear of it; the same thing is told once. */
  tell(kind: EventKind): void {
    this.#events.add(kind)
  }

  /** Takes back what would be told, where it is over before anyone could hear it. */
  dropEvent(kind: EventKind): void {
    this.#events.delete(kind)
  }

  /** The change to be stored, null when nothing changed; and the events, each with the alert as it is now. */
  finish(now: Instant): { readonly change: AlertChange | null; readonly events: readonly DeskEvent[] } {
    const isNew = this.#stored === null
    if (!isNew && this.#history.length === 0 && isSame(this.#stored, this.#alert)) return { change: null, events: [] }
    const alert: Alert = { ...this.#alert, version: (this.#stored?.version ?? 0) + 1, updatedAt: now }
    return {
      change: { alert, expectedVersion: this.#stored?.version ?? null, history: this.#history },
      events: [...this.#events].map((kind) => ({ kind, alert })),
    }
  }
}

/** What a line of history may say besides its sentence. */
export interface HistoryMore {
  readonly actor?: string
  readonly from?: string | null
  readonly to?: string | null
}

/** Who is expected to act: the community while a pure question's grace runs, else staff; nobody once it is over. */
export function waitingFor(alert: Omit<Alert, 'waitingFor'>, rules: AlertRules): WaitingFor {
  if (alert.status === 'answered' && alert.doubt !== null) return waitingInDoubt(alert, alert.doubt, rules)
  if (alert.status !== 'open' && alert.status !== 'acknowledged') return null
  // An open case with an answer was opened again: that answer did not help, so the community has had its turn.
  if (alert.status === 'acknowledged' || alert.escalatedAt !== null || alert.answeredAt !== null) return 'staff'
  return isForCommunity(alert, rules) ? 'community' : 'staff'
}

/** An answer that does not help leaves the case waiting as it was, or for staff; who was asked for data is waited for. */
function waitingInDoubt(alert: Omit<Alert, 'waitingFor'>, { kind, handedOverAt }: AnswerDoubt, rules: AlertRules) {
  if (handedOverAt !== null) return 'staff'
  if (kind !== 'empty') return null
  return alert.escalatedAt === null && isForCommunity(alert, rules) ? 'community' : 'staff'
}

/** Whether an instant is over: `by` includes the last moment, `before` does not (an answer at the due moment is in time). */
export interface Deadline {
  readonly by?: Instant
  readonly before?: Instant
}

/** Ends the snooze and the grace period where they are over, at the instants at which they ended. */
export function passTime(progress: Progress, rules: AlertRules, deadline: Deadline): void {
  endSnooze(progress, deadline)
  endPatience(progress, deadline)
  const { dueAt, escalatedAt } = progress.alert
  if (!progress.isWaiting || escalatedAt !== null || !isOver(dueAt, deadline)) return
  const isSevere = graceMs(progress.alert, rules) === 0
  progress.set({ escalatedAt: dueAt })
  progress.note('escalated', dueAt, isSevere ? 'escalated.severe' : 'escalated')
  progress.tell('escalated')
}

/** Nobody answered better in time, or the customer gave no data: the team takes it up. */
function endPatience(progress: Progress, deadline: Deadline): void {
  const { status, doubt, dueAt } = progress.alert
  if (status !== 'answered' || doubt === null || doubt.kind === 'settled' || doubt.handedOverAt !== null) return
  if (isOver(dueAt, deadline)) handOver(progress, doubt, dueAt)
}

function endSnooze(progress: Progress, deadline: Deadline): void {
  const { status, snoozedUntil, dueAt, escalatedAt } = progress.alert
  if (status !== 'snoozed' || !isOver(snoozedUntil, deadline)) return
  // The pause was granted by a person: a grace that ended meanwhile counts as ended with the pause.
  const isPastDue = escalatedAt === null && dueAt !== null && dueAt < snoozedUntil
  progress.set({ status: 'open', snoozedUntil: null, ...(isPastDue ? { dueAt: snoozedUntil } : {}) })
  progress.note('snoozed', snoozedUntil, 'snoozed.over', { from: 'snoozed', to: 'open' })
}

function isOver(instant: Instant | null, deadline: Deadline): instant is Instant {
  if (instant === null) return false
  if (deadline.by !== undefined && instant <= deadline.by) return true
  return deadline.before !== undefined && instant < deadline.before
}

/** Opens a case again at `at`: a new grace runs, and the team is asked, not the community. */
export function reopen(progress: Progress, rules: AlertRules, at: Instant, text: HistoryText): void {
  const from = progress.alert.status
  progress.set({
    status: 'open',
    resolvedAt: null,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    escalatedAt: null,
    dueAt: instantPlus(at, graceMs(progress.alert, rules)),
  })
  progress.note('reopened', at, text, { from, to: 'open' })
  progress.tell('reopened')
}

/** Resolves a case. */
export function resolve(progress: Progress, at: Instant, text: HistoryText): void {
  const from = progress.alert.status
  progress.set({ status: 'resolved', resolvedAt: at, snoozedUntil: null, doubt: null, dueAt: null })
  progress.note('resolved', at, text, { from, to: 'resolved' })
  progress.tell('resolved')
}

function isSame(stored: Alert, next: Alert): boolean {
  return JSON.stringify(stored) === JSON.stringify(next)
}
