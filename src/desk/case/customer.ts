// What the customer's own next posts do to the case: a further complaint weighs more, one after the answer opens the
// case again, "ya quedó, gracias" closes it.

import type { AlertRules } from '../../domain/settings.js'
import { type Instant, instantPlus } from '../../domain/time.js'
import { LABELS, type Severity, type Urgency } from '../../domain/verdict.js'
import { excerptOf } from './excerpt.js'
import { graceMs } from './flags.js'
import { type Progress, reopen, resolve } from './progress.js'
import { saysOver } from './solved.js'
import { asksOrComplains, complains, type Said } from './thread.js'

/** Takes in one further post of the customer's; `isRefuting` when it says that the answers did not help. */
export function hearCustomer(progress: Progress, said: Said, rules: AlertRules, isRefuting: boolean): void {
  const { status } = progress.alert
  const isGraver = complains(said) && severityOf(said) > progress.alert.severity
  progress.set({ posts: [...progress.alert.posts, said.judged.post.id] })
  progress.note('post-added', said.at, 'post-added', { to: said.judged.post.id })
  if (isRefuting) progress.note('doubt', said.at, 'doubt.refuted', { to: said.judged.post.id })
  if (!asksOrComplains(said)) {
    const isDone = status === 'answered' || status === 'resolved'
    if (isRefuting && isDone) reopen(progress, rules, said.at, 'reopened.wrong')
    if (!isRefuting) hearThanks(progress, said)
    return
  }
  // What a person put aside comes back only for something graver than what they put aside.
  const isPutAside = status === 'dismissed' || status === 'snoozed'
  if (isPutAside && !isGraver) return
  widen(progress, said, rules, said.at)
  if (isPutAside || status === 'answered' || status === 'resolved') {
    reopen(progress, rules, said.at, complains(said) ? 'reopened.complaint' : 'reopened.question')
  }
}

/**
 * An edit that changes the words which decided is read again; one elsewhere in a post changes nothing. A post whose
 * words are gone (deleted, emptied) takes nothing back: the case was raised, and somebody may be at work on it.
 */
export function noticeEdit(progress: Progress, own: readonly Said[], rules: AlertRules, now: Instant): void {
  const needsEvidence = progress.alert.evidence.length > 0
  const judged = own.filter(
    ({ judgement, judged: { post, copyOf } }) =>
      judgement !== null && copyOf === null && post.text !== '' && (!needsEvidence || judgement.evidence.length > 0),
  )
  if (judged.length === 0 || judged.some((said) => cutOf(said).excerpt === progress.alert.excerpt)) return
  const gravest = judged.reduce((best, said) => (severityOf(said) > severityOf(best) ? said : best))
  widen(progress, gravest, rules, now)
  progress.set(cutOf(gravest))
}

function hearThanks(progress: Progress, said: Said): void {
  const { status, respondedAt } = progress.alert
  if (status === 'dismissed' || status === 'resolved') return
  const over = saysOver(said.judged.post.text)
  // Thanks before anyone has responded are thanks in advance.
  const isOver = over === 'solved' || (over === 'thanks' && respondedAt !== null)
  if (isOver) resolve(progress, said.at, 'resolved.author')
}

/** Makes the case as heavy as this post; what is left of its grace may get shorter, never longer. */
function widen(progress: Progress, said: Said, rules: AlertRules, at: Instant): void {
  const { alert } = progress
  const labels = LABELS.filter((label) => alert.labels.includes(label) || said.labels.includes(label))
  const severity = Math.max(alert.severity, severityOf(said)) as Severity
  const urgency = Math.max(alert.urgency, said.judgement?.urgency ?? 0) as Urgency
  const isGraver = severity > alert.severity || urgency > alert.urgency
  progress.set({ labels, severity, urgency, ...(isGraver ? cutOf(said) : {}) })
  if (!progress.isWaiting || alert.dueAt === null || alert.escalatedAt !== null) return
  const dueAt = instantPlus(at, graceMs({ labels, severity, urgency, routing: alert.routing }, rules))
  if (dueAt < alert.dueAt) progress.set({ dueAt })
}

function cutOf(said: Said) {
  return excerptOf(said.judged.post, said.judgement?.evidence ?? [])
}

function severityOf(said: Said): Severity {
  return said.judgement?.severity ?? 0
}
