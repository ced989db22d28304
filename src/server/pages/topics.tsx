// What repeats: near-identical questions and complaints grouped, with the answer that is already known.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { type Insights, readInsights } from '../../desk/insights.js'
import { instantOf } from '../../domain/time.js'
import type { ServerEnv } from '../env.js'
import { InsightsQuery, insightsFilter, readQuery } from '../query.js'
import { brandName, Period } from './insights.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { Words } from './text.js'

/** The route of the topics. */
export function topicsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/topics', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const now = instantOf(tools.clock())
    const filter = insightsFilter(readQuery(InsightsQuery, query), now)
    const [view, records] = await Promise.all([viewOf(c, tools), readInsights(tools.store, filter, tools.settings, now)])
    const { topics } = view.words
    const withTopics = records.filter((record) => record.topics.length > 0)
    const body = (
      <>
        <h1>{topics.title}</h1>
        <p class="hint">{topics.about}</p>
        <Period view={view} tools={tools} query={query} action="/topics" />
        {withTopics.length === 0 && <p class="empty">{topics.empty}</p>}
        {withTopics.map((record) => <BrandTopics view={view} record={record} name={brandName(record.brand, tools)} />)}
      </>
    )
    return sendPage(c, view, { title: topics.title, section: 'topics', body })
  })
  return app
}

const BrandTopics: FC<{ view: PageView; record: Insights; name: string }> = ({ view, record, name }) => {
  const { topics } = view.words
  return (
    <section class="brand">
      <h2 class="brand-name">{name}</h2>
      {record.topics.map((topic) => (
        <article class="card topic">
          <h3><Words text={topic.title} /></h3>
          <p class="meta">
            <b>{topics.count(topic.count)}</b>
            {topic.sharePct !== null && <span>{topics.share(view.say.percent(topic.sharePct))}</span>}
          </p>
          {topic.answer === null ? (
            <p class="hint">{topics.noAnswer}</p>
          ) : (
            <>
              <h4>{topics.known}</h4>
              <p class="draft"><Words text={topic.answer} /></p>
            </>
          )}
        </article>
      ))}
    </section>
  )
}
