// The figures a support lead asks for, ostrich index first. A figure that is not known yet says so; it is never 0.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Child, FC } from 'hono/jsx'
import { type Insights, readInsights } from '../../desk/insights.js'
import type { Hours, Share } from '../../desk/figures/compute.js'
import { instantOf } from '../../domain/time.js'
import { LABELS } from '../../domain/verdict.js'
import type { ServerEnv } from '../env.js'
import { InsightsQuery, insightsFilter, readQuery } from '../query.js'
import { type Bar, Bars, DayLine } from './charts.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'

const HOUR_MS = 3_600_000

/** Rows of a ranking worth reading. */
const RANKED_MAX = 10

/** The route of the figures. */
export function insightsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/insights', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const now = instantOf(tools.clock())
    const filter = insightsFilter(readQuery(InsightsQuery, query), now)
    const [view, records] = await Promise.all([viewOf(c, tools), readInsights(tools.store, filter, tools.settings, now)])
    const body = (
      <>
        <h1>{view.words.insights.title}</h1>
        <Period view={view} tools={tools} query={query} />
        {records.map((record) => <Brand view={view} record={record} name={brandName(record.brand, tools)} />)}
      </>
    )
    return sendPage(c, view, { title: view.words.insights.title, section: 'insights', body })
  })
  return app
}

/** A brand's name for people. */
export function brandName(id: string, tools: PageTools): string {
  return tools.settings.brands.find((brand) => brand.id === id)?.name ?? id
}

/** The form that chooses period and brand. */
export const Period: FC<{ view: PageView; tools: PageTools; query: Readonly<Record<string, string>>; action?: string }> = (props) => {
  const { view, tools, query, action } = props
  const { insights, list } = view.words
  return (
    <form class="bar filters" method="get" action={action ?? '/insights'} data-filters>
      <label class="chip">
        <span>{insights.period}</span>
        <select name="since">
          {Object.entries(list.periods).map(([value, text]) => (
            <option value={value} selected={value === (query.since ?? '30d')}>{text}</option>
          ))}
        </select>
      </label>
      {tools.settings.brands.length > 1 && (
        <label class="chip">
          <span>{list.brand}</span>
          <select name="brand">
            <option value="">{insights.allBrands}</option>
            {tools.settings.brands.map((brand) => <option value={brand.id} selected={brand.id === query.brand}>{brand.name}</option>)}
          </select>
        </label>
      )}
      <button type="submit" class="btn small" data-filter-button>{insights.show}</button>
    </form>
  )
}

const Brand: FC<{ view: PageView; record: Insights; name: string }> = ({ view, record, name }) => {
  const { insights } = view.words
  if (record.cases === 0 && record.mentions === 0) {
    return <section class="brand"><h2 class="brand-name">{name}</h2><p class="empty">{insights.empty}</p></section>
  }
  return (
    <section class="brand">
      <h2 class="brand-name">{name} <span class="hint">{view.say.date(record.since)} – {view.say.date(record.until)}</span></h2>
      <Ostrich view={view} record={record} />
      <Counts view={view} record={record} />
      <div class="panels">
        <Answered view={view} record={record} />
        <Times view={view} record={record} />
        <People view={view} record={record} />
        <Panel title={insights.byLabel}><Bars bars={labelBars(view, record)} /></Panel>
        <Panel title={insights.bySource}><Bars bars={shareBars(view, record.bySource)} /></Panel>
        <Panel title={insights.byLanguage}><Bars bars={shareBars(view, record.byLanguage, view.words.languageNames)} /></Panel>
        <RankedSources view={view} record={record} />
        <Authors view={view} record={record} />
        <Voice view={view} record={record} />
        <Sentiment view={view} record={record} />
        <Quality view={view} record={record} />
      </div>
    </section>
  )
}

const Panel: FC<{ title: string; wide?: boolean; children?: Child }> = ({ title, wide, children }) => (
  <section class={wide === true ? 'card panel wide' : 'card panel'}>
    <h3>{title}</h3>
    {children}
  </section>
)

const Ostrich: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const { oldestUnanswered } = record
  const tone = (record.ostrichPct ?? 0) > 0 ? 'ostrich' : 'ostrich good'
  return (
    <div class={tone}>
      <span><b>{insights.ostrich}</b></span>
      <span><strong>{percentOf(record.ostrichPct, view)}</strong> {insights.ostrichAbout}</span>
      {oldestUnanswered !== null && (
        <a class="see" href={`/alerts/${encodeURIComponent(oldestUnanswered.alert)}`}>
          {insights.oldest(view.say.span(oldestUnanswered.hours * HOUR_MS))} →
        </a>
      )}
    </div>
  )
}

const Counts: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const counts: readonly (readonly [string, string])[] = [
    [insights.cases, view.say.number(record.cases)],
    [insights.complaints, view.say.number(record.complaints)],
    [insights.questions, view.say.number(record.questions)],
    [insights.mentions, view.say.number(record.mentions)],
    [insights.communityAnswered, view.say.number(record.communityAnswered)],
    [insights.saved, view.say.money(record.saved.amount, record.saved.currency)],
  ]
  return (
    <dl class="tiles">
      {counts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Answered: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const rows: readonly (readonly [string, number | null])[] = [
    [insights.questionsAnswered, record.questionsAnsweredPct],
    [insights.questionsResponded, record.questionsRespondedPct],
    [insights.complaintsAnswered, record.complaintsAnsweredPct],
    [insights.complaintsResponded, record.complaintsRespondedPct],
    [insights.accepted, record.acceptedPct],
  ]
  const bars = rows.map(([name, value]) => ({ name, value: value ?? 0, shown: percentOf(value, view) }))
  return <Panel title={insights.answered}><Bars bars={bars} max={100} /></Panel>
}

const Times: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
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

const People: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
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

const RankedSources: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  if (record.sources.length === 0) return null
  return (
    <Panel title={insights.sourcesRanked}>
      <table class="grid">
        <thead><tr><th>{view.words.sources.name}</th><th>{insights.casesColumn}</th><th>{insights.participationColumn}</th></tr></thead>
        <tbody>
          {record.sources.slice(0, RANKED_MAX).map((entry) => (
            <tr><td>{entry.source}</td><td>{view.say.number(entry.cases)}</td><td>{percentOf(entry.participation, view)}</td></tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

const Authors: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
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
          <Bars bars={people.slice(0, RANKED_MAX).map(({ author, count }) => ({ name: author, value: count, shown: view.say.number(count) }))} />
        </>
      ))}
    </Panel>
  )
}

const Voice: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const voices = Object.entries(record.shareOfVoicePct ?? {})
  if (voices.length === 0) return null
  const bars = voices.map(([name, value]) => ({ name, value, shown: view.say.percent(value) }))
  return <Panel title={view.words.insights.voice}><Bars bars={bars} max={100} /></Panel>
}

const Sentiment: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const days = record.netSentiment
  if (days.length === 0) return null
  return (
    <Panel title={insights.sentiment} wide>
      <DayLine days={days} title={insights.sentiment} />
      <p class="hint">{insights.sentimentAbout}</p>
      <details>
        <summary>{insights.value}</summary>
        <table class="grid"><tbody>{days.map(({ day, value }) => <tr><td>{day}</td><td>{value === null ? '–' : view.say.number(value)}</td></tr>)}</tbody></table>
      </details>
    </Panel>
  )
}

const Quality: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights, labels } = view.words
  const rows = LABELS.flatMap((label) => {
    const measured = record.precision[label]
    return measured === null ? [] : [{ label, measured }]
  })
  if (rows.length === 0) return null
  return (
    <Panel title={insights.precision}>
      <dl class="facts">
        {rows.map(({ label, measured }) => (
          <>
            <dt>{labels[label]}</dt>
            <dd>{view.say.percent(measured.value * 100)} <span class="hint">({view.say.percent(measured.low * 100)}–{view.say.percent(measured.high * 100)}; {insights.precisionOf(measured.n)})</span></dd>
          </>
        ))}
      </dl>
    </Panel>
  )
}

function labelBars(view: PageView, record: Insights): readonly Bar[] {
  return LABELS.flatMap((label) => {
    const share = record.byLabel[label]
    return share === undefined ? [] : [{ name: view.words.labels[label], value: share.count, shown: shareWords(share, view), tone: label }]
  })
}

function shareBars(view: PageView, shares: Readonly<Record<string, Share>>, names: Readonly<Record<string, string>> = {}): readonly Bar[] {
  return Object.entries(shares)
    .toSorted(([, a], [, b]) => b.count - a.count)
    .slice(0, RANKED_MAX)
    .map(([name, share]) => ({ name: names[name] ?? name, value: share.count, shown: shareWords(share, view) }))
}

function shareWords(share: Share, view: PageView): string {
  const count = view.say.number(share.count)
  return share.sharePct === null ? count : `${count} · ${view.say.percent(share.sharePct)}`
}

function percentOf(value: number | null, view: PageView): string {
  return value === null ? view.words.insights.unknown : view.say.percent(value)
}

function hoursWords(hours: Hours, view: PageView): string {
  const { insights } = view.words
  if (hours.median === null) return insights.unknown
  const median = `${insights.median} ${view.say.span(hours.median * HOUR_MS)}`
  return hours.p90 === null ? median : `${median}; ${insights.p90} ${view.say.span(hours.p90 * HOUR_MS)}`
}
