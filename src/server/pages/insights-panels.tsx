// The panels under a brand's headline figures.

import type { FC } from 'hono/jsx'
import type { Insights } from '../../desk/insights.js'
import { Bars, DayLine } from './charts.js'
import { Measured, Reuse } from './insights-quality.js'
import { hoursWords, labelBars, percentOf, RANKED_MAX, shareBars } from './insights-words.js'
import type { PageView } from './page.js'
import { Panel } from './panel.js'

interface PanelProps {
  readonly view: PageView
  readonly record: Insights
}

interface NamedProps extends PanelProps {
  /** The brand's name as people write it; the figures know its id. */
  readonly name: string
}

/** Everything about a brand but its headline. */
export const Panels: FC<NamedProps> = ({ view, record, name }) => {
  const { insights } = view.words
  return (
    <div class="panels">
      <Answered view={view} record={record} />
      <Times view={view} record={record} />
      <People view={view} record={record} />
      <Panel title={insights.byLabel}>
        <Bars bars={labelBars(view, record)} />
      </Panel>
      <Panel title={insights.bySource}>
        <Bars bars={shareBars(view, record.bySource)} />
      </Panel>
      <Panel title={insights.byLanguage}>
        <Bars bars={shareBars(view, record.byLanguage, view.words.languageNames)} />
      </Panel>
      <RankedSources view={view} record={record} />
      <Authors view={view} record={record} />
      <Voice view={view} record={record} name={name} />
      <Reuse view={view} record={record} />
      <Measured
        view={view}
        title={insights.precision}
        figures={record.precision}
        byLanguage={record.precisionByLanguage}
      />
      <Measured view={view} title={insights.recall} figures={record.recall} byLanguage={record.recallByLanguage} />
      <Sentiment view={view} record={record} />
    </div>
  )
}

const Answered: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  const rows: readonly (readonly [string, number | null])[] = [
    [insights.questionsAnswered, record.questionsAnsweredPct],
    [insights.questionsResponded, record.questionsRespondedPct],
    [insights.complaintsAnswered, record.complaintsAnsweredPct],
    [insights.complaintsResponded, record.complaintsRespondedPct],
    [insights.accepted, record.acceptedPct],
  ]
  const bars = rows.map(([name, value]) => ({ name, value: value ?? 0, shown: percentOf(value, view) }))
  return (
    <Panel title={insights.answered}>
      <Bars bars={bars} max={100} />
    </Panel>
  )
}

const Times: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  return (
    <Panel title={insights.times}>
      <dl class="facts">
        <dt>{insights.firstResponse}</dt>
        <dd>{hoursWords(record.firstResponseHours, view)}</dd>
        <dt>{insights.firstAnswer}</dt>
        <dd>{hoursWords(record.firstAnswerHours, view)}</dd>
      </dl>
    </Panel>
  )
}

const People: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  const views = record.viewsAnsweredQuestions
  return (
    <Panel title={insights.staff}>
      <dl class="facts">
        <dt>{insights.participation}</dt>
        <dd>{percentOf(record.staff.participationPct, view)}</dd>
        <dt>{insights.shareOfResponses}</dt>
        <dd>{percentOf(record.staff.shareOfResponsesPct, view)}</dd>
        <dt>{insights.repeated}</dt>
        <dd>{percentOf(record.repeatedQuestionsPct, view)}</dd>
        <dt>{insights.views}</dt>
        <dd>{views === null ? insights.unknown : view.say.number(views)}</dd>
      </dl>
    </Panel>
  )
}

const RankedSources: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  if (record.sources.length === 0) return null
  return (
    <Panel title={insights.sourcesRanked}>
      <table class="grid">
        <thead>
          <tr>
            <th>{view.words.sources.name}</th>
            <th>{insights.casesColumn}</th>
            <th>{insights.participationColumn}</th>
          </tr>
        </thead>
        <tbody>
          {record.sources.slice(0, RANKED_MAX).map((entry) => (
            <tr>
              <td>{entry.source}</td>
              <td>{view.say.number(entry.cases)}</td>
              <td>{view.say.number(entry.participation)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const Authors: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  const { complainers, helpers, advocates } = record.authors
  const groups = [
    { title: insights.complainers, people: complainers },
    { title: insights.helpers, people: helpers },
    { title: insights.advocates, people: advocates },
  ].filter((group) => group.people.length > 0)
  if (groups.length === 0) return null
  return (
    <Panel title={insights.authors}>
      {groups.map(({ title, people }) => (
        <>
          <h4>{title}</h4>
          <Bars
            bars={people
              .slice(0, RANKED_MAX)
              .map(({ author, count }) => ({ name: author, value: count, shown: view.say.number(count) }))}
          />
        </>
      ))}
    </Panel>
  )
}

const Voice: FC<NamedProps> = ({ view, record, name }) => {
  const voices = Object.entries(record.shareOfVoicePct ?? {})
  if (voices.length === 0) return null
  const bars = voices.map(([voice, value]) => {
    return { name: voice === record.brand ? name : voice, value, shown: view.say.percent(value) }
  })
  return (
    <Panel title={view.words.insights.voice}>
      <Bars bars={bars} max={100} />
    </Panel>
  )
}

const Sentiment: FC<PanelProps> = ({ view, record }) => {
  const { insights } = view.words
  const days = record.netSentiment
  if (days.length === 0) return null
  return (
    <Panel title={insights.sentiment} wide>
      <DayLine days={days} title={insights.sentiment} />
      <p class="hint">{insights.sentimentAbout}</p>
      <details>
        <summary>{insights.value}</summary>
        <table class="grid">
          <tbody>
            {days.map(({ day, value }) => (
              <tr>
                <td>{day}</td>
                <td>{value === null ? '–' : view.say.number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Panel>
  )
}
