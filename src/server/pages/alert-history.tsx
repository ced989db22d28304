// What became of an alert: its history and notes, and who was told.

import type { FC } from 'hono/jsx'
import { DESK_ACTOR, historyText, isQuoting, quoteOf } from '../../desk/words.js'
import { ALERT_STATUSES, type HistoryEntry } from '../../domain/case.js'
import { LABELS } from '../../domain/verdict.js'
import type { AlertPageData } from './alert.js'
import { mayChange } from './alert-actions.js'
import { FormFields } from './frame.js'
import type { PageView } from './page.js'
import { Words } from './text.js'

/** The history, newest first, with the form for a note. */
export const History: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { words } = view
  return (
    <section class="card">
      <h2>{words.alert.history}</h2>
      {mayChange(view) && (
        <form method="post" action={`/alerts/${encodeURIComponent(data.alert.id)}/notes`} class="note-form">
          <FormFields view={view} />
          <textarea
            name="text"
            rows={2}
            required
            maxlength={5000}
            placeholder={words.alert.notePlaceholder}
            aria-label={words.alert.note}
          ></textarea>
          <button type="submit" class="btn">
            {words.alert.addNote}
          </button>
        </form>
      )}
      {data.history.toReversed().map((entry) => (
        <HistoryLine view={view} data={data} entry={entry} />
      ))}
    </section>
  )
}

const HistoryLine: FC<{ view: PageView; data: AlertPageData; entry: HistoryEntry }> = ({ view, data, entry }) => {
  const posts = data.main === null ? data.others : [data.main, ...data.others]
  const show = (value: string) => (isQuoting(entry) ? quoteOf(value, posts) : valueWords(value, view))
  return (
    <div class={entry.kind === 'note' ? 'line note' : 'line'}>
      <div class="meta">
        {view.say.date(entry.at)} · {entry.actor === DESK_ACTOR ? 'Escucha' : entry.actor}
      </div>
      <Words text={historyText(entry, view.language, show)} />
    </div>
  )
}

/** Turns the instants, statuses and labels of a history into words; a person's name stays as it is. */
function valueWords(value: string, view: PageView): string {
  const { words, say } = view
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return say.date(value)
  const status = ALERT_STATUSES.find((entry) => entry === value)
  if (status !== undefined) return words.statuses[status].toLowerCase()
  const names = value.split(/[,\s]+/).map((part) => LABELS.find((label) => label === part))
  return names.every((name) => name !== undefined)
    ? names.map((name) => words.labels[name].toLowerCase()).join(', ')
    : value
}

/** Who was told of the alert. */
export const Deliveries: FC<{ view: PageView; data: AlertPageData }> = ({ view, data }) => {
  const { words, say } = view
  return (
    <section class="card">
      <h2>{words.alert.deliveries}</h2>
      {data.deliveries.length === 0 && <p class="hint">{words.alert.noDeliveries}</p>}
      <ul class="plain">
        {data.deliveries.map((delivery) => (
          <li>
            {delivery.target} · {words.events[delivery.event.kind]} · {words.deliveryStatuses[delivery.status]}
            <span class="hint"> {say.date(delivery.sentAt ?? delivery.createdAt)}</span>
            {delivery.lastError !== null && delivery.status !== 'sent' && (
              <span class="hint bad"> {delivery.lastError}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
