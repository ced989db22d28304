// The right-hand side of an alert: what to do, the facts, who was told, notes and history.

import type { FC } from 'hono/jsx'
import type { Alert } from '../../domain/case.js'
import { msBetween } from '../../domain/time.js'
import { LABELS } from '../../domain/verdict.js'
import { cut } from '../cut.js'
import type { AlertPageData } from './alert.js'
import { ActForm, ClosedActions, mayChange, OpenActions } from './alert-actions.js'
import { KnownAnswerCard } from './alert-answer.js'
import { Deliveries, History } from './alert-history.js'
import { isDoubted, StateBlock, titleOf } from './alert-parts.js'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'

/** What stands for a title where there is none. */
const TITLE_CHARS_MAX = 80

/** The column beside the post. */
export const AlertSide: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => (
  <aside>
    <Todo view={view} data={data} />
    <KnownAnswerCard view={view} data={data} />
    <Facts view={view} data={data} />
    <Others view={view} data={data} />
    <History view={view} data={data} />
    <Deliveries view={view} data={data} />
  </aside>
)

const Todo: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { alert } = data
  const { words, say, visitor } = view
  const isOpen = alert.status === 'open' || alert.status === 'acknowledged'
  return (
    <section class="card todo" aria-label={words.alert.actions}>
      <StateBlock alert={alert} say={say} />
      {mayChange(view) && (
        <>
          <ActForm view={view} id={alert.id} />
          <div class="buttons">
            {isOpen && (
              <OpenActions
                view={view}
                acknowledged={alert.status === 'acknowledged'}
                mine={alert.assignee === visitor?.name}
              />
            )}
            {!isOpen && (
              <ClosedActions view={view} resolvable={alert.status === 'answered'} doubted={isDoubted(alert)} />
            )}
            <button type="button" class="btn" popovertarget="labels" data-key="l">
              {words.alert.correct} <kbd>l</kbd>
            </button>
          </div>
          <LabelSheet view={view} alert={alert} />
          <details>
            <summary>
              {words.alert.snoozeCustom} · {words.alert.assign}
            </summary>
            <SnoozeForm view={view} alert={alert} />
            <AssignForm view={view} data={data} />
          </details>
        </>
      )}
    </section>
  )
}

const LabelSheet: FC<{ view: PageView; alert: Alert }> = ({ view, alert }) => {
  const { words } = view
  return (
    <div id="labels" popover="auto" class="sheet" role="dialog" aria-labelledby="labels-title">
      <h2 id="labels-title">{words.alert.correct}</h2>
      <form method="post" action="/alerts/change" class="choices">
        <FormFields view={view} />
        <input type="hidden" name="id" value={alert.id} />
        {LABELS.map((label, index) => (
          <label class="check">
            <input
              type="checkbox"
              name="label"
              value={label}
              checked={alert.labels.includes(label)}
              data-choice={index + 1}
            />
            <kbd>{index + 1}</kbd> {words.labels[label]}
          </label>
        ))}
        <p class="hint">{words.alert.correctHint}</p>
        <button type="submit" name="do" value="labels" class="btn main">
          {words.alert.save}
        </button>
      </form>
    </div>
  )
}

const SnoozeForm: FC<{ view: PageView; alert: Alert }> = ({ view, alert }) => (
  <form method="post" action="/alerts/change" class="inline">
    <FormFields view={view} />
    <input type="hidden" name="id" value={alert.id} />
    <label>
      <span>{view.words.alert.snoozeCustom}</span>
      <input type="datetime-local" name="snoozeAt" required />
    </label>
    <button type="submit" name="snooze" value="custom" class="btn">
      {view.words.alert.snooze}
    </button>
  </form>
)

const AssignForm: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => (
  <form method="post" action="/alerts/change" class="inline">
    <FormFields view={view} />
    <input type="hidden" name="id" value={data.alert.id} />
    <label>
      <span>{view.words.alert.assignee}</span>
      <select name="assignee">
        <option value="">{view.words.alert.nobody}</option>
        {data.people.map((person) => (
          <option value={person} selected={person === data.alert.assignee}>
            {person}
          </option>
        ))}
      </select>
    </label>
    <button type="submit" name="do" value="assign" class="btn">
      {view.words.alert.assign}
    </button>
  </form>
)

const Facts: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { words, say } = view
  const { alert } = data
  const facts: readonly (readonly [string, string | null])[] = [
    [words.alert.status, words.statuses[alert.status]],
    [words.alert.assignee, alert.assignee ?? words.alert.nobody],
    [words.rules.team, alert.routing.team],
    [words.rules.priority, alert.routing.priority === 'normal' ? null : words.rules.priorities[alert.routing.priority]],
    [words.rules.tags, alert.routing.tags.length === 0 ? null : alert.routing.tags.join(', ')],
    [words.rules.ruledBy, alert.routing.rules.length === 0 ? null : alert.routing.rules.join(', ')],
    [words.alert.brand, data.brandName],
    [words.severity, `${alert.severity} · ${words.severities[alert.severity] ?? ''}`],
    [words.urgency, `${alert.urgency} · ${words.urgencies[alert.urgency] ?? ''}`],
    [words.alert.source, alert.source],
    [words.alert.opened, say.date(alert.openedAt)],
    [words.alert.due, alert.dueAt === null ? null : say.date(alert.dueAt)],
    [words.alert.firstResponse, sinceOpened(alert, alert.respondedAt, view)],
    [words.alert.firstAnswer, sinceOpened(alert, alert.answeredAt, view)],
    [words.alert.answeredBy, answeredBy(alert, view)],
    [words.alert.language, alert.language === null ? null : (words.languageNames[alert.language] ?? alert.language)],
    [words.alert.views, alert.views === null ? null : say.number(alert.views)],
  ]
  return (
    <section class="card">
      <h2>{words.alert.facts}</h2>
      <dl class="facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ),
        )}
      </dl>
    </section>
  )
}

function sinceOpened(alert: Alert, at: string | null, view: PageView): string | null {
  if (at === null) return null
  const ms = msBetween(alert.openedAt, at)
  return ms < 0 ? view.say.date(at) : view.words.state.took(view.say.span(ms))
}

function answeredBy(alert: Alert, view: PageView): string | null {
  if (alert.answeredBy === null) return null
  return alert.answeredBy === 'staff' ? view.words.alert.byStaff : view.words.alert.byCommunity
}

const Others: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  if (data.byAuthor.length === 0) return null
  const { words, say } = view
  return (
    <section class="card">
      <h2>
        {words.alert.others} · {data.byAuthor.length}
      </h2>
      <ul class="plain">
        {data.byAuthor.map((alert) => (
          <li>
            <a href={`/alerts/${encodeURIComponent(alert.id)}`}>
              <bdi dir="auto">{titleOf(alert) ?? cut(alert.excerpt, TITLE_CHARS_MAX)}</bdi>
            </a>
            <span class="hint">
              {' '}
              {words.statuses[alert.status]} · {say.date(alert.openedAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
