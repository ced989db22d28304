// What repeats: near-identical questions and complaints grouped, with the answer that is already known and the way to
// the cases.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { draftOf } from '../../desk/answers/draft.js'
import { topicAnswer } from '../../desk/answers/library.js'
import { readTopicFigures, readTopics, type TopicFigure } from '../../desk/topics/read.js'
import type { LibraryAnswer } from '../../domain/answer.js'
import type { Brand } from '../../domain/brand.js'
import type { Alert } from '../../domain/case.js'
import { instantOf, instantPlus } from '../../domain/time.js'
import type { ServerEnv } from '../env.js'
import { readLibrary } from '../library.js'
import { InsightsQuery, insightsFilter, readQuery } from '../query.js'
import { mayChange } from './alert-actions.js'
import { addressWith } from './alert-filters.js'
import { StateBlock, titleOf } from './alert-parts.js'
import { Period } from './insights.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { Words } from './text.js'

/** Cases shown under a topic; the newest tell how it stands now. */
const CASES_SHOWN_MAX = 5

/** A topic of the period with its cases, newest first. */
interface ShownTopic {
  readonly figure: TopicFigure
  /** The library's answer; null where only a public one is known, or none. */
  readonly own: LibraryAnswer | null
  readonly firstAt: string | null
  readonly lastAt: string | null
  readonly cases: readonly Alert[]
}

/** The route of the topics. */
export function topicsPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/topics', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const filter = insightsFilter(readQuery(InsightsQuery, query), instantOf(tools.clock()))
    const brands = tools.settings.brands.filter((brand) => filter.brand === undefined || brand.id === filter.brand)
    const { answers: library } = await readLibrary(tools)
    const [view, ...shown] = await Promise.all([
      viewOf(c, tools),
      ...brands.map((brand) => topicsOf(brand, filter, library, tools)),
    ])
    const { topics } = view.words
    const body = (
      <>
        <h1>{topics.title}</h1>
        <p class="hint">{topics.about}</p>
        <Period view={view} tools={tools} query={query} action="/topics" />
        {shown.every((list) => list.length === 0) && <p class="empty">{topics.empty}</p>}
        {brands.map((brand, index) => (
          <BrandTopics view={view} tools={tools} brand={brand} topics={shown[index] ?? []} />
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
  library: readonly LibraryAnswer[],
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
    const topic = topics.find((entry) => entry.id === figure.id)
    const all = topic?.cases ?? []
    const own = topic === undefined ? null : topicAnswer(library, topic, brand)
    return {
      figure,
      own,
      firstAt: topic?.firstAt ?? null,
      lastAt: topic?.lastAt ?? null,
      cases: all
        .filter((alert) => inPeriod.has(alert.id))
        .toReversed()
        .slice(0, CASES_SHOWN_MAX),
    }
  })
}

interface BrandTopicsProps {
  readonly view: PageView
  readonly tools: PageTools
  readonly brand: Brand
  readonly topics: readonly ShownTopic[]
}

const BrandTopics: FC<BrandTopicsProps> = ({ view, tools, brand, topics }) =>
  topics.length === 0 ? null : (
    <section class="brand">
      <h2 class="brand-name">{brand.name}</h2>
      {topics.map((topic) => (
        <TopicCard view={view} tools={tools} brand={brand} topic={topic} />
      ))}
    </section>
  )

const TopicCard: FC<Omit<BrandTopicsProps, 'topics'> & { topic: ShownTopic }> = ({ view, tools, brand, topic }) => {
  const { figure, cases, firstAt, lastAt } = topic
  const { topics } = view.words
  return (
    <article class="card topic">
      <h3>
        <Words text={figure.title} />
      </h3>
      <p class="meta">
        <b>{topics.count(figure.count)}</b>
        {figure.sharePct !== null && <span>{topics.share(view.say.percent(figure.sharePct))}</span>}
        {firstAt !== null && <span>{topics.first(view.say.date(firstAt))}</span>}
        {lastAt !== null && <span>{topics.last(view.say.date(lastAt))}</span>}
      </p>
      <TopicAnswer view={view} tools={tools} brand={brand} topic={topic} />
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

/** The answer that is known, and where it comes from; else the way to write one. */
const TopicAnswer: FC<Omit<BrandTopicsProps, 'topics'> & { topic: ShownTopic }> = ({ view, tools, brand, topic }) => {
  const { topics, draft } = view.words
  const { figure, own, cases } = topic
  const text = own === null ? figure.answer : draftOf(own, cases[0]?.language ?? null, tools.settings.language).text
  const written = { topic: figure.id, brand: brand.id, title: figure.title }
  return (
    <>
      {text === null && <p class="hint">{topics.noAnswer}</p>}
      {text !== null && (
        <div>
          <h4>
            {topics.known}
            {own !== null && (
              <>
                {' '}
                · <a href={`/answers#${own.id}`}>{draft.library}</a>
              </>
            )}
          </h4>
          <p class="draft">
            <Words text={text} />
          </p>
        </div>
      )}
      {own === null && mayChange(view) && (
        <p>
          <a class="btn small" href={addressWith('/answers/new', written, {})}>
            {draft.write}
          </a>
        </p>
      )}
    </>
  )
}
