// What people do to an alert: set its status, assign it, snooze it, correct its labels, write a note. Corrections
// are kept as labelled data, so that the classifier learns from them.

import type { Alert, DismissReason } from '../domain/case.js'
import type { Delivery } from '../domain/delivery.js'
import { EscuchaError, isExpected } from '../domain/errors.js'
import type { AlertPatch, AlertRules } from '../domain/settings.js'
import { type Instant, instantPlus } from '../domain/time.js'
import type { Label } from '../domain/verdict.js'
import type { AlertChange, Feedback, Store } from '../store/store.js'
import { graceMs } from './case/flags.js'
import { type CheckedPatch, checkPatch, fieldsOfStatus } from './case/patch.js'
import { type DeskEvent, type HistoryMore, Progress } from './case/progress.js'
import type { DeskContext } from './review.js'

/** What a change needs besides the rules. */
export interface ChangeContext extends DeskContext {
  /** Turns events into what is owed to the targets; absent: nobody is told. */
  readonly owe?: (events: readonly DeskEvent[]) => readonly Delivery[]
}

/** What a patch comes to. */
export interface PatchOutcome {
  /** Null when the alert is as wanted already. */
  readonly change: AlertChange | null
  readonly feedback: readonly Feedback[]
  readonly events: readonly DeskEvent[]
}

/** Stands in feedback where the model that judged is not known any more. */
const UNKNOWN_MODEL = 'unknown'

/** A note is a few sentences; more belongs into a document. */
const NOTE_LENGTH_MAX = 5_000

/** A person's change to an alert, as a rule. Throws `bad-input` with what was expected. */
export function applyPatch(
  alert: Alert,
  patch: AlertPatch,
  actor: string,
  now: Instant,
  context: DeskContext,
  model: string = UNKNOWN_MODEL,
): PatchOutcome {
  const checked = checkPatch(alert, patch, now)
  const progress = Progress.from(alert, context.rules)
  setLabels(progress, checked, actor, now, context.rules)
  setStatus(progress, checked, actor, now, context.rules)
  assign(progress, checked, actor, now)
  const { change, events } = progress.finish(now)
  const correction = correctionIn(alert, checked)
  const feedback = correction === null ? [] : [{ ...feedbackOn(alert, actor, now, model), ...correction }]
  return { change, feedback, events }
}

/** Changes a stored alert and gives it back. Somebody else's change in between is taken into account once. */
export async function changeAlert(
  store: Store,
  id: string,
  patch: AlertPatch,
  actor: string,
  now: Instant,
  context: ChangeContext,
): Promise<Alert> {
  try {
    return await changeOnce(store, id, patch, actor, now, context)
  } catch (error) {
    if (!isExpected(error) || error.code !== 'store-conflict') throw error
    return changeOnce(store, id, patch, actor, now, context)
  }
}

/** Writes a person's note into the history. */
export async function addNote(store: Store, id: string, text: string, actor: string, now: Instant): Promise<void> {
  const words = text.trim()
  if (words === '') throw new EscuchaError('bad-input', 'a note needs some text')
  if (words.length > NOTE_LENGTH_MAX) {
    throw new EscuchaError(
      'bad-input',
      `a note has at most ${NOTE_LENGTH_MAX} characters; this one has ${words.length}`,
    )
  }
  await existing(store, id)
  await store.addHistory({ alert: id, at: now, actor, kind: 'note', text: words, from: null, to: null })
}

async function changeOnce(
  store: Store,
  id: string,
  patch: AlertPatch,
  actor: string,
  now: Instant,
  context: ChangeContext,
): Promise<Alert> {
  const alert = await existing(store, id)
  const { change, feedback, events } = applyPatch(alert, patch, actor, now, context, await modelOf(store, alert))
  if (change === null && feedback.length === 0) return alert
  await store.recordAlerts(change === null ? [] : [change], context.owe?.(events) ?? [], feedback)
  return change?.alert ?? alert
}

async function existing(store: Store, id: string): Promise<Alert> {
  const alert = await store.alert(id)
  if (alert === null) throw new EscuchaError('not-found', `there is no alert ${id.slice(0, 80)}`)
  return alert
}

/** Which model judged the post that the correction is about. */
async function modelOf(store: Store, alert: Alert): Promise<string> {
  const [view] = await store.conversations(alert.source, [alert.conversation.id])
  const opener = view?.posts.find(({ post }) => post.id === alert.posts[0])
  return opener?.judgements.find(({ brand }) => brand === alert.brand)?.model ?? UNKNOWN_MODEL
}

function setStatus(progress: Progress, checked: CheckedPatch, actor: string, now: Instant, rules: AlertRules): void {
  const { alert } = progress
  const fields = fieldsOfStatus(alert, checked, rules, now)
  const isSame = Object.entries(fields).every(([key, value]) => alert[key as keyof Alert] === value)
  if (checked.status === null || isSame) return
  progress.set(fields)
  const more: HistoryMore = { actor, from: alert.status, to: checked.status }
  if (checked.status === 'snoozed') {
    progress.note('snoozed', now, 'snoozed', { ...more, to: checked.snoozedUntil })
    return
  }
  if (checked.status === 'dismissed') {
    progress.note('status', now, `status.dismissed.${checked.dismissReason ?? 'not-actionable'}`, more)
    return
  }
  const isSettled = checked.status === 'answered' && alert.status === 'answered'
  progress.note('status', now, isSettled ? 'status.settled' : `status.${checked.status}`, more)
  if (checked.status === 'answered' || checked.status === 'resolved') progress.tell(checked.status)
  const wasDone = alert.status === 'answered' || alert.status === 'resolved'
  if (wasDone && progress.isWaiting) progress.tell('reopened')
}

function assign(progress: Progress, { assignee }: CheckedPatch, actor: string, now: Instant): void {
  const before = progress.alert.assignee
  if (assignee === undefined || assignee === before) return
  progress.set({ assignee })
  progress.note('assigned', now, assignee === null ? 'assigned.nobody' : 'assigned', {
    actor,
    from: before,
    to: assignee,
  })
}

function setLabels(progress: Progress, { labels }: CheckedPatch, actor: string, now: Instant, rules: AlertRules): void {
  if (labels === null) return
  const { alert } = progress
  const from = alert.labels.join(', ')
  const to = labels.join(', ')
  progress.note('labels', now, from === to ? 'labels.confirmed' : 'labels', { actor, from, to })
  if (from === to) return
  progress.set({ labels })
  if (!progress.isWaiting || alert.dueAt === null || alert.escalatedAt !== null || alert.answeredAt !== null) return
  progress.set({ dueAt: instantPlus(alert.openedAt, graceMs(progress.alert, rules)) })
}

type Correction = Pick<Feedback, 'relevant' | 'labels'>

/** What the change says of the classifier's work; null when it says nothing of it. */
function correctionIn(alert: Alert, { labels, status, dismissReason }: CheckedPatch): Correction | null {
  if (status === 'dismissed') {
    return alert.dismissReason === dismissReason ? null : correctionOf(dismissReason, alert.labels, false)
  }
  if (labels !== null) {
    const wrong = alert.labels.filter((label) => !labels.includes(label))
    return { relevant: true, labels: { ...verdict(wrong, false), ...verdict(labels, true) } }
  }
  // Taking a dismissal back takes its correction back: the newest word on a post counts.
  return alert.status === 'dismissed' && status !== null ? correctionOf(alert.dismissReason, alert.labels, true) : null
}

function correctionOf(reason: DismissReason | null, labels: readonly Label[], isRight: boolean): Correction | null {
  if (reason === 'not-our-brand') return { relevant: isRight, labels: {} }
  return reason === 'wrong-label' ? { relevant: true, labels: verdict(labels, isRight) } : null
}

function verdict(labels: readonly Label[], isRight: boolean): Partial<Record<Label, boolean>> {
  return Object.fromEntries(labels.map((label) => [label, isRight]))
}

function feedbackOn(alert: Alert, actor: string, now: Instant, model: string): Omit<Feedback, 'relevant' | 'labels'> {
  const post = alert.posts[0] ?? ''
  return { at: now, actor, alert: alert.id, source: alert.source, post, brand: alert.brand, model }
}
