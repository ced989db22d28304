// What repeats: near-identical questions and complaints grouped, with the answer that is already known and the way to
// the cases.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { readTopicFigures, readTopics, type TopicFigure } from '../../desk/topics/read.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import { instantOf, instantPlus } from '../../domain/time.js'
import type { ServerEnv } from '../env.js'
import { InsightsQuery, insightsFilter, readQuery } from '../query.js'
import { StateBlock, titleOf } from './alert-parts.js'
import { Period } from './insights.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { Words } from './text.js'

/** Cases shown under a topic; the newest tell how it stands now. */
const CASES_SHOWN_MAX = 5

/** A topic of the period with its cases, newest first. */
interface ShownTopic {
  readonly figure: TopicFigure
  readonly cases: readonly Alert[]
}

/** The route of the topics. */
export function topicsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/topics', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const filter = insightsFilter(readQuery(InsightsQuery, query), instantOf(tools.clock()))
    const brands = tools.settings.brands.filter((brand) => filter.brand === undefined || brand.id === filter.brand)
    const [view, ...shown] = await Promise.all([
      viewOf(c, tools),
      ...brands.map((brand) => topicsOf(brand, filter, tools)),
    ])
    const { topics } = view.words
    const body = (
      <>
        <h1>{topics.title}</h1>
        <p class="hint">{topics.about}</p>
        <Period view={view} tools={tools} query={query} action="/topics" />
        {shown.every((list) => list.length === 0) && <p class="empty">{topics.empty}</p>}
        {brands.map((brand, index) => (
          <BrandTopics view={view} name={brand.name} topics={shown[index] ?? []} />
        ))}
      </>
    )
    return sendPage(c, view, { title: topics.title, section: 'topics', body })
  })
  return app
}

async function topicsOf(
  brand: Brand,
  period: ReturnType<typeof insightsFilter>,
  tools: PageTools,
): Promise<readonly ShownTopic[]> {
  const { store, settings } = tools
  const [topics, cases] = await Promise.all([
    readTopics(store, brand, instantPlus(period.until, 1)),
    store.alertsOpened({ ...period, brand: brand.id }),
  ])
  const { listed } = await readTopicFigures(store, topics, cases, brand, settings.alerts)
  const inPeriod = new Set(cases.map((alert) => alert.id))
  return listed.map((figure) => {
    const all = topics.find((topic) => topic.id === figure.id)?.cases ?? []
    return {
      figure,
      cases: all
        .filter((alert) => inPeriod.has(alert.id))
        .toReversed()
        .slice(0, CASES_SHOWN_MAX),
    }
  })
}

const BrandTopics: FC<{ view: PageView; name: string; topics: readonly ShownTopic[] }> = ({ view, name, topics }) =>
  topics.length === 0 ? null : (
    <section class="brand">
      <h2 class="brand-name">{name}</h2>
      {topics.map((topic) => (
        <TopicCard view={view} topic={topic} />
      ))}
    </section>
  )

const TopicCard: FC<{ view: PageView; topic: ShownTopic }> = ({ view, topic: { figure, cases } }) => {
  const { topics } = view.words
  return (
    <article class="card topic">
      <h3>
        <Words text={figure.title} />
      </h3>
      <p class="meta">
        <b>{topics.count(figure.count)}</b>
        {figure.sharePct !== null && <span>{topics.share(view.say.percent(figure.sharePct))}</span>}
      </p>
      {figure.answer === null && <p class="hint">{topics.noAnswer}</p>}
      {figure.answer !== null && (
        <div>
          <h4>{topics.known}</h4>
          <p class="draft">
            <Words text={figure.answer} />
          </p>
        </div>
      )}
      <ul class="plain">
        {cases.map((alert) => (
          <li class="case">
            <a href={`/alerts/${encodeURIComponent(alert.id)}`}>
              <Words text={titleOf(alert) ?? alert.excerpt} />
            </a>
            <StateBlock alert={alert} say={view.say} />
          </li>
        ))}
      </ul>
    </article>
  )
}
