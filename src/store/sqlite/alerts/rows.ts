// Rows of alerts and their history, and the nouns they stand for; and what is derived from an alert so that the
// list and the clock find it by an index.

import type {
  Alert,
  AlertStatus,
  AnswerDoubt,
  AnsweredBy,
  DismissReason,
  HistoryEntry,
  HistoryKind,
  WaitingFor,
} from '../../../domain/case.js'
import { NO_ROUTING, PRIORITIES, type Priority, type Routing } from '../../../domain/rule.js'
import type { Instant } from '../../../domain/time.js'
import type { Evidence, Severity, Urgency } from '../../../domain/verdict.js'
import type { Value } from '../database.js'
import { foldName } from '../names.js'
import { bitsOf, fromJson, labelsOf } from '../rows.js'

/** An alert with its conversation and its text. */
export interface AlertRow {
  readonly key: number
  readonly id: string
  readonly brand: string
  readonly source: string
  readonly conversation_id: string
  readonly conversation_url: string | null
  readonly conversation_title: string | null
  readonly author: string | null
  readonly status: AlertStatus
  readonly opened_at: Instant
  readonly escalated_at: Instant | null
  readonly answered_at: Instant | null
  readonly resolved_at: Instant | null
  readonly answered_by: AnsweredBy
  readonly responded_at: Instant | null
  readonly staff_responded_at: Instant | null
  readonly accepted_at: Instant | null
  readonly tags: number
  readonly severity: number
  readonly urgency: number
  readonly language: string | null
  readonly responses: number
  readonly views: number | null
  readonly assignee: string | null
  readonly team: string | null
  readonly priority: Priority
  readonly routing: string | null
  readonly snoozed_until: Instant | null
  readonly dismiss_reason: DismissReason | null
  readonly doubt: string | null
  readonly waiting_for: WaitingFor
  readonly due_at: Instant | null
  readonly updated_at: Instant
  readonly version: number
  readonly press_at: string
  readonly press_rank: number
  readonly alert_title: string | null
  readonly alert_url: string | null
  readonly excerpt: string
  readonly evidence: string
  readonly posts: string
}

/** What a query selects to read alerts; `a`, `c` and `t` as `ALERT_JOINS` names them. */
export const ALERT_COLUMNS = `a.*, c.id AS conversation_id, c.url AS conversation_url, c.title AS conversation_title,
  t.title AS alert_title, t.url AS alert_url, t.excerpt, t.evidence, t.posts`

/** The tables of an alert, from `a` on, in this order. */
export const ALERT_JOINS =
  'CROSS JOIN conversation c ON c.key = a.conversation CROSS JOIN alert_text t ON t.alert = a.key'

/** The alert of a row. */
export function alertOf(row: AlertRow): Alert {
  return {
    id: row.id,
    brand: row.brand,
    source: row.source,
    conversation: { id: row.conversation_id, url: row.conversation_url, title: row.conversation_title },
    author: row.author,
    status: row.status,
    openedAt: row.opened_at,
    escalatedAt: row.escalated_at,
    answeredAt: row.answered_at,
    resolvedAt: row.resolved_at,
    answeredBy: row.answered_by,
    respondedAt: row.responded_at,
    staffRespondedAt: row.staff_responded_at,
    acceptedAt: row.accepted_at,
    labels: labelsOf(row.tags),
    severity: row.severity as Severity,
    urgency: row.urgency as Urgency,
    language: row.language,
    posts: fromJson<string[]>(row.posts),
    title: row.alert_title,
    url: row.alert_url,
    excerpt: row.excerpt,
    evidence: fromJson<Evidence[]>(row.evidence),
    responses: row.responses,
    views: row.views,
    assignee: row.assignee,
    routing: routingOf(row),
    snoozedUntil: row.snoozed_until,
    dismissReason: row.dismiss_reason,
    doubt: row.doubt === null ? null : fromJson<AnswerDoubt>(row.doubt),
    waitingFor: row.waiting_for,
    dueAt: row.due_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

function routingOf({ team, priority, routing }: AlertRow): Routing {
  const rest = routing === null ? NO_ROUTING : fromJson<Pick<Routing, 'tags' | 'graceMs' | 'rules'>>(routing)
  return { team, priority, tags: rest.tags, graceMs: rest.graceMs, rules: rest.rules }
}

function routingJson({ tags, graceMs, rules }: Routing): string | null {
  return rules.length === 0 ? null : JSON.stringify({ tags, graceMs, rules })
}

/** The columns of an alert that a change may change, in the order of `changeableValues`. */
export const CHANGEABLE = [
  'brand',
  'source',
  'conversation',
  'author',
  'author_folded',
  'status',
  'opened_at',
  'escalated_at',
  'answered_at',
  'resolved_at',
  'answered_by',
  'responded_at',
  'staff_responded_at',
  'accepted_at',
  'tags',
  'severity',
  'urgency',
  'language',
  'responses',
  'views',
  'assignee',
  'team',
  'priority',
  'routing',
  'snoozed_until',
  'dismiss_reason',
  'doubt',
  'waiting_for',
  'due_at',
  'updated_at',
  'version',
  'press_at',
  'press_rank',
  'wake_at',
] as const

/** An alert as its columns. */
export function changeableValues(alert: Alert, conversation: number, version: number): readonly Value[] {
  return [
    alert.brand,
    alert.source,
    conversation,
    alert.author,
    foldedAuthor(alert),
    alert.status,
    alert.openedAt,
    alert.escalatedAt,
    alert.answeredAt,
    alert.resolvedAt,
    alert.answeredBy,
    alert.respondedAt,
    alert.staffRespondedAt,
    alert.acceptedAt,
    bitsOf(alert.labels),
    alert.severity,
    alert.urgency,
    alert.language,
    alert.responses,
    alert.views,
    alert.assignee,
    alert.routing.team,
    alert.routing.priority,
    routingJson(alert.routing),
    alert.snoozedUntil,
    alert.dismissReason,
    alert.doubt === null ? null : JSON.stringify(alert.doubt),
    alert.waitingFor,
    alert.dueAt,
    alert.updatedAt,
    version,
    pressAt(alert),
    pressRank(alert),
    wakeAt(alert),
  ]
}

/** Stands in `press_at` of an alert that waits with no time running: after all that have one. */
export const NO_TIME = '9998'

/** Stands in `press_at` of an alert that is done: after all that wait. The schema's index names it. */
export const DONE = '9999'

/** When the list wants the alert looked at: it sorts by this first. */
function pressAt(alert: Alert): string {
  if (alert.status === 'snoozed') return alert.snoozedUntil ?? NO_TIME
  if (isDoubted(alert)) return alert.dueAt ?? NO_TIME
  if (alert.status !== 'open' && alert.status !== 'acknowledged') return DONE
  return alert.dueAt ?? alert.escalatedAt ?? NO_TIME
}

/** Answered, but not so that nobody has to look: the answer is wrong, empty, or staff asked for data. */
function isDoubted({ status, doubt }: Alert): boolean {
  return status === 'answered' && doubt !== null && doubt.kind !== 'settled'
}

const RANK_STEPS = 4

/** What ranks as it did before there were priorities: an alert of normal priority. */
const NORMAL = PRIORITIES.indexOf('normal')

/** Among alerts of the same time those of a higher priority first, then the more urgent one, then the more severe. */
function pressRank(alert: Alert): number {
  const weight = alert.urgency * RANK_STEPS + alert.severity
  const priority = PRIORITIES.indexOf(alert.routing.priority) - NORMAL
  return RANK_STEPS ** 2 * (1 - priority) - 1 - weight
}

/** When the alert has to be escalated or woken; null when nothing is to happen by itself. */
function wakeAt(alert: Alert): Instant | null {
  if (alert.status === 'snoozed') return alert.snoozedUntil
  if (isDoubted(alert)) return alert.doubt?.handedOverAt === null ? alert.dueAt : null
  if (alert.status !== 'open' && alert.status !== 'acknowledged') return null
  const escalated = alert.escalatedAt !== null && (alert.dueAt === null || alert.escalatedAt >= alert.dueAt)
  return escalated ? null : alert.dueAt
}

function foldedAuthor(alert: Alert): string | null {
  return alert.author === null ? null : foldName(alert.author)
}

/** A line of an alert's history. */
export interface HistoryRow {
  readonly alert: string
  readonly at: Instant
  readonly actor: string
  readonly kind: HistoryKind
  readonly text: string
  readonly from: string | null
  readonly to: string | null
}

/** The history entry of a row. */
export function historyOf(row: HistoryRow): HistoryEntry {
  return { ...row }
}
