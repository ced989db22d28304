// The figures a support lead asks for, ostrich index first. A figure that is not known yet says so; it is never 0.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { type Insights, type InsightsPair, readCompared, readPairs } from '../../desk/insights.js'
import { insightsRows } from '../../desk/insights-csv.js'
import { readReport, reportHtml, reportMarkdown } from '../../desk/report.js'
import { EscuchaError } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import type { ServerEnv } from '../env.js'
import { readLibrary } from '../library.js'
import { InsightsQuery, insightsFilter, readQuery } from '../query.js'
import { Recent } from '../recent.js'
import { addressWith } from './alert-filters.js'
import { Panels } from './insights-panels.js'
import { percentOf } from './insights-words.js'
import { languageOf, type PageTools, type PageView, sendPage, viewOf } from './page.js'

const HOUR_MS = 3_600_000

/** The route of the figures. */
export function insightsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  const recent = new Recent<readonly InsightsPair[]>()
  app.get('/insights', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const now = instantOf(tools.clock())
    const filter = insightsFilter(readQuery(InsightsQuery, query), now)
    const { answers } = await readLibrary(tools)
    const token = `${await tools.store.changeToken()} ${answers.map(({ id, updatedAt }) => id + updatedAt).join()}`
    const [view, pairs] = await Promise.all([
      viewOf(c, tools),
      recent.get(JSON.stringify(query), token, Date.parse(now), () =>
        readPairs(tools.store, filter, tools.settings, now, answers),
      ),
    ])
    const body = (
      <>
        <h1>{view.words.insights.title}</h1>
        <Period view={view} tools={tools} query={query} />
        {pairs.map(({ current, before }) => (
          <Brand view={view} record={current} before={before} name={brandName(current.brand, tools)} />
        ))}
        <Downloads view={view} query={query} />
      </>
    )
    return sendPage(c, view, { title: view.words.insights.title, section: 'insights', body })
  })
  app.get('/insights/report', (c) => download(c, tools))
  return app
}

const FORMATS = ['html', 'md', 'csv'] as const
type Format = (typeof FORMATS)[number]

const TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
}

/** The report of the same period as a file, to be sent on. */
async function download(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const now = instantOf(tools.clock())
  const { format: wanted = 'html', ...query } = c.req.query()
  const format = FORMATS.find((entry) => entry === wanted)
  if (format === undefined) throw new EscuchaError('bad-input', `a report is one of ${FORMATS.join(', ')}`)
  const filter = insightsFilter(readQuery(InsightsQuery, query), now)
  c.header('Content-Disposition', `attachment; filename="escucha-${filter.until.slice(0, 10)}.${format}"`)
  return c.body(await reportIn(format, filter, languageOf(c.get('visitor'), tools), now, tools), 200, {
    'Content-Type': TYPES[format],
  })
}

async function reportIn(
  format: Format,
  filter: ReturnType<typeof insightsFilter>,
  language: PageView['language'],
  now: string,
  tools: PageTools,
): Promise<string> {
  const { store, settings } = tools
  const { answers } = await readLibrary(tools)
  if (format === 'csv') return insightsRows(await readCompared(store, filter, settings, now, answers))
  const reports = await readReport(store, filter, settings, now, answers)
  return format === 'html' ? reportHtml(reports, language) : reportMarkdown(reports, language)
}

const Downloads: FC<{ view: PageView; query: Readonly<Record<string, string>> }> = ({ view, query }) => (
  <p class="buttons downloads">
    <span class="hint">{view.words.insights.download}</span>
    {FORMATS.map((format) => (
      <a class="btn small" href={addressWith('/insights/report', query, { format })} download>
        {view.words.insights.formats[format]}
      </a>
    ))}
  </p>
)

/** A brand's name for people. */
export function brandName(id: string, tools: PageTools): string {
  return tools.settings.brands.find((brand) => brand.id === id)?.name ?? id
}

/** The form that chooses period and brand. */
export const Period: FC<{
  view: PageView
  tools: PageTools
  query: Readonly<Record<string, string>>
  action?: string
}> = (props) => {
  const { view, tools, query, action } = props
  const { insights, list } = view.words
  return (
    <form class="bar filters" method="get" action={action ?? '/insights'} data-filters>
      <label class="chip">
        <span>{insights.period}</span>
        <select name="since">
          {Object.entries(list.periods).map(([value, text]) => (
            <option value={value} selected={value === (query.since ?? '30d')}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {tools.settings.brands.length > 1 && (
        <label class="chip">
          <span>{list.brand}</span>
          <select name="brand">
            <option value="">{insights.allBrands}</option>
            {tools.settings.brands.map((brand) => (
              <option value={brand.id} selected={brand.id === query.brand}>
                {brand.name}
              </option>
            ))}
          </select>
        </label>
      )}
      {view.sources.length > 1 && (
        <label class="chip">
          <span>{list.source}</span>
          <select name="source">
            <option value="">{insights.allSources}</option>
            {view.sources.map(({ spec, state }) => (
              <option value={spec.id} selected={spec.id === query.source}>
                {state.title ?? spec.id}
              </option>
            ))}
          </select>
        </label>
      )}
      <button type="submit" class="btn small" data-filter-button>
        {insights.show}
      </button>
    </form>
  )
}

const Brand: FC<{ view: PageView; record: Insights; before: Insights | null; name: string }> = ({
  view,
  record,
  before,
  name,
}) => {
  const { insights } = view.words
  if (record.cases === 0 && record.mentions === 0) {
    return (
      <section class="brand">
        <h2 class="brand-name">{name}</h2>
        <p class="empty">{insights.empty}</p>
      </section>
    )
  }
  return (
    <section class="brand">
      <h2 class="brand-name">
        {name}{' '}
        <span class="hint">
          {view.say.date(record.since)} – {view.say.date(record.until)}
        </span>
      </h2>
      <Ostrich view={view} record={record} />
      <Counts view={view} record={record} before={before} />
      {before === null && <p class="hint">{insights.noBefore}</p>}
      <Panels view={view} record={record} name={name} />
    </section>
  )
}

const Ostrich: FC<{ view: PageView; record: Insights }> = ({ view, record }) => {
  const { insights } = view.words
  const { oldestUnanswered } = record
  const tone = (record.ostrichPct ?? 0) > 0 ? 'ostrich' : 'ostrich good'
  return (
    <div class={tone}>
      <span>
        <b>{insights.ostrich}</b>
      </span>
      <span>
        <strong>{percentOf(record.ostrichPct, view)}</strong> {insights.ostrichAbout}
      </span>
      {oldestUnanswered !== null && (
        <a class="see" href={`/alerts/${encodeURIComponent(oldestUnanswered.alert)}`}>
          {insights.oldest(view.say.span(oldestUnanswered.hours * HOUR_MS))} →
        </a>
      )}
    </div>
  )
}

/** The headline figures, each with what it was in the period before. */
const Counts: FC<{ view: PageView; record: Insights; before: Insights | null }> = ({ view, record, before }) => {
  const { insights } = view.words
  const money = ({ saved }: Insights): string => view.say.money(saved.amount, saved.currency)
  const number = (field: 'cases' | 'complaints' | 'questions' | 'mentions' | 'communityAnswered') => (of: Insights) =>
    view.say.number(of[field])
  const counts: readonly (readonly [string, (of: Insights) => string])[] = [
    [insights.cases, number('cases')],
    [insights.complaints, number('complaints')],
    [insights.questions, number('questions')],
    [insights.mentions, number('mentions')],
    [insights.communityAnswered, number('communityAnswered')],
    [insights.saved, money],
  ]
  return (
    <dl class="tiles">
      {counts.map(([name, shown]) => (
        <div>
          <dt>{name}</dt>
          <dd>
            {shown(record)} {before !== null && <span class="hint">{insights.before(shown(before))}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
