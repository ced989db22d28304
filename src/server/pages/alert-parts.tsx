// The parts that the list and the alert's page share: labels, who must act, a row.

import type { FC } from 'hono/jsx'
import type { Alert, AnswerDoubt } from '../../domain/case.js'
import { msBetween } from '../../domain/time.js'
import type { Label } from '../../domain/verdict.js'
import { cut } from '../cut.js'
import type { Sayer } from '../words/index.js'
import type { PageView } from './page.js'
import { markedSpans, shiftSpans, Words } from './text.js'

/** Who must act and how long is left: the right-hand side of a row. */
export interface AlertState {
  readonly tone: 'late' | 'wait' | 'staff' | 'done' | 'calm'
  readonly head: string
  readonly detail: string
}

/** Says an alert's state. */
export function stateOf(alert: Alert, say: Sayer): AlertState {
  const { state, statuses, dismissReasons, time } = say.words
  if (alert.status === 'dismissed') {
    return {
      tone: 'calm',
      head: statuses.dismissed,
      detail: alert.dismissReason === null ? '' : dismissReasons[alert.dismissReason],
    }
  }
  if (alert.status === 'snoozed') {
    return {
      tone: 'calm',
      head: statuses.snoozed,
      detail: alert.snoozedUntil === null ? '' : time.until(say.date(alert.snoozedUntil)),
    }
  }
  if (isDoubted(alert)) return doubtedState(alert, alert.doubt.kind, say)
  if (alert.status === 'answered' || alert.status === 'resolved') return closedState(alert, say)
  return waitingState(alert, say, state)
}

/** True of an answered case whose answer is wrong, empty or a request for data: somebody still has to act. */
export function isDoubted(alert: Alert): alert is Alert & { readonly doubt: AnswerDoubt & { readonly kind: Doubted } } {
  return alert.status === 'answered' && alert.doubt !== null && alert.doubt.kind !== 'settled'
}

type Doubted = Exclude<AnswerDoubt['kind'], 'settled'>

function doubtedState(alert: Alert, kind: Doubted, say: Sayer): AlertState {
  const { state } = say.words
  if (alert.waitingFor === 'staff') return { tone: 'staff', head: state.staff, detail: state.doubts[kind] }
  const head = alert.waitingFor === 'community' ? state.community : state.customer
  return { tone: 'wait', head, detail: alert.dueAt === null ? state.doubts[kind] : say.due(alert.dueAt) }
}

function closedState(alert: Alert, say: Sayer): AlertState {
  const { state, statuses } = say.words
  const heads = { staff: state.answeredByStaff, community: state.answeredByCommunity }
  const who = alert.answeredBy === null ? state.answered : heads[alert.answeredBy]
  const took = alert.answeredAt === null ? '' : state.took(say.span(msBetween(alert.openedAt, alert.answeredAt)))
  return { tone: 'done', head: alert.status === 'resolved' ? `${statuses.resolved} · ${who}` : who, detail: took }
}

function waitingState(alert: Alert, say: Sayer, state: Sayer['words']['state']): AlertState {
  if (alert.dueAt !== null && alert.dueAt <= say.now)
    return { tone: 'late', head: state.late, detail: say.due(alert.dueAt) }
  const detail = alert.dueAt === null ? state.noDeadline : say.due(alert.dueAt)
  if (alert.waitingFor === 'community') return { tone: 'wait', head: state.community, detail }
  if (alert.waitingFor === 'staff') return { tone: 'staff', head: state.staff, detail }
  return { tone: 'calm', head: state.none, detail }
}

/** A label's pill, with its probability where that is known. */
export const LabelPill: FC<{ label: Label; say: Sayer; probability?: number }> = ({ label, say, probability }) => (
  <span class={`label ${label}`}>
    {say.words.labels[label]}
    {probability !== undefined && ` ${say.percent(probability * 100)}`}
  </span>
)

/** The state as shown at the right of a row and at the top of an alert. */
export const StateBlock: FC<{ alert: Alert; say: Sayer }> = ({ alert, say }) => {
  const state = stateOf(alert, say)
  return (
    <div class={`state ${state.tone}`}>
      <b>{state.head}</b> {state.detail}
    </div>
  )
}

/** What an alert is called in a list. */
export function titleOf(alert: Alert): string | null {
  return alert.title ?? alert.conversation.title
}

/** The customer's words; an excerpt that begins with the title goes on after it. */
const Excerpt: FC<{ alert: Alert }> = ({ alert }) => {
  const title = titleOf(alert)
  const from = title !== null && alert.excerpt.startsWith(title) ? title.length : 0
  const text = alert.excerpt.slice(from)
  return (
    <p class="excerpt">
      <Words text={text} spans={shiftSpans(markedSpans(alert.evidence), from)} />
    </p>
  )
}

/** What business rules made of it. */
export const Routed: FC<{ alert: Alert; view: PageView }> = ({ alert, view }) => {
  const { rules } = view.words
  const { team, priority, tags } = alert.routing
  return (
    <>
      {priority !== 'normal' && <span class={`priority ${priority}`}>{rules.priorityOf[priority]}</span>}
      {team !== null && <span>{rules.team_(team)}</span>}
      {tags.map((tag) => (
        <span class="tag">
          <bdi dir="auto">#{tag}</bdi>
        </span>
      ))}
    </>
  )
}

/** One alert in the list. */
export const AlertRow: FC<{ alert: Alert; view: PageView; href: string; select: boolean }> = (props) => {
  const { alert, view, href, select } = props
  const { say, words } = view
  const title = titleOf(alert)
  return (
    <li class={`row sev${alert.severity}`} data-alert={alert.id}>
      <span
        class="sevbar"
        title={`${words.severity} ${alert.severity}: ${words.severities[alert.severity] ?? ''}`}
      ></span>
      {select && (
        <label class="pick">
          <input
            type="checkbox"
            name="id"
            value={alert.id}
            form="act"
            aria-label={`${words.list.select}: ${title ?? cut(alert.excerpt, 60)}`}
          />
        </label>
      )}
      <div class="said">
        <h2>
          <a href={href} class="open">
            <bdi dir="auto">{title ?? words.alert.untitled}</bdi>
          </a>
        </h2>
        <Excerpt alert={alert} />
        <div class="meta">
          {alert.labels.map((label) => (
            <LabelPill label={label} say={say} />
          ))}
          {alert.urgency >= 2 && <span class="urgent">{words.urgencies[alert.urgency]}</span>}
          <span>
            <bdi dir="auto">{alert.author ?? words.list.anonymous}</bdi>
          </span>
          <span>{alert.source}</span>
          <span title={say.date(alert.openedAt)}>{say.ago(alert.openedAt)}</span>
          <span>{words.list.responses(alert.responses)}</span>
          {alert.assignee !== null && <span class="assignee">→ {alert.assignee}</span>}
          <Routed alert={alert} view={view} />
        </div>
      </div>
      <StateBlock alert={alert} say={say} />
    </li>
  )
}
