// Which labels of a mention count, and how long a case that bears them may wait. Thresholds are the configuration's:
// what the model tags by its own is not asked here.

import type { Routing } from '../../domain/rule.js'
import type { AlertRules } from '../../domain/settings.js'
import { type Judgement, LABELS, type Label, type Severity, type Urgency } from '../../domain/verdict.js'

/** The relevance from which a post is truly about a brand. The scan uses the same number. */
export const MENTION_THRESHOLD = 0.5

/** Nobody is asked to wait from this severity or urgency on: blame, and danger to people or money. */
const NO_GRACE_FROM = 3

/** The labels at or above their thresholds, in the fixed order of labels. */
export function labelsOf(judgement: Judgement, rules: AlertRules): readonly Label[] {
  return LABELS.filter((label) => judgement.labels[label] >= rules.threshold[label])
}

/**
 * The labels that open an alert: those that the rules name, reach their threshold and are grave enough.
 * `minSeverity` holds for complaints only (the other labels have no severity), `minUrgency` for the mention as a whole.
 */
export function flaggedLabels(judgement: Judgement, rules: AlertRules): readonly Label[] {
  if (judgement.urgency < rules.minUrgency) return []
  return labelsOf(judgement, rules).filter(
    (label) => rules.labels.includes(label) && (label !== 'complaint' || judgement.severity >= rules.minSeverity),
  )
}

/** What the grace period depends on. */
export interface Weight {
  readonly labels: readonly Label[]
  readonly severity: Severity
  readonly urgency: Urgency
  /** A business rule's grace takes the place of the labels'. */
  readonly routing?: Pick<Routing, 'graceMs'>
}

/** How long a case may wait: the shortest grace of its flagged labels; none when it is severe or pressing. */
export function graceMs(weight: Weight, rules: AlertRules): number {
  if (weight.severity >= NO_GRACE_FROM || weight.urgency >= NO_GRACE_FROM) return 0
  if (weight.routing !== undefined && weight.routing.graceMs !== null) return weight.routing.graceMs
  const counted = countedLabels(weight.labels, rules)
  return counted.length === 0 ? 0 : Math.min(...counted.map((label) => rules.graceMs[label]))
}

/** True of a case that other customers may answer first: it only asks, and nothing in it is severe. */
export function isForCommunity(weight: Weight, rules: AlertRules): boolean {
  if (graceMs(weight, rules) === 0) return false
  return countedLabels(weight.labels, rules).every((label) => label === 'question')
}

function countedLabels(labels: readonly Label[], rules: AlertRules): readonly Label[] {
  const flagged = labels.filter((label) => rules.labels.includes(label))
  return flagged.length === 0 ? labels : flagged
}
