// One alert: left what was said, why it was marked and what others answered; right what to do and what is known.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { type Draft, draftFor } from '../../desk/answers/draft.js'
import type { AnswerUse } from '../../domain/answer.js'
import type { Alert, HistoryEntry, JudgedPost } from '../../domain/case.js'
import type { Delivery } from '../../domain/delivery.js'
import { EscuchaError } from '../../domain/errors.js'
import { instantOf } from '../../domain/time.js'
import type { Judgement } from '../../domain/verdict.js'
import type { ServerEnv } from '../env.js'
import { readLibrary } from '../library.js'
import { LIMIT_MAX } from '../query.js'
import { mayChange } from './alert-actions.js'
import { addressWith } from './alert-filters.js'
import { titleOf } from './alert-parts.js'
import { AlertSide } from './alert-side.js'
import { listFilter } from './alerts.js'
import { Conversation } from './conversation.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { WhatWasSaid } from './said.js'

/** Everything that the page of an alert shows. */
export interface AlertPageData {
  readonly alert: Alert
  /** The customer's post that decided, with its judgement for the alert's brand; null when it is no longer kept. */
  readonly main: JudgedPost | null
  readonly judgement: Judgement | null
  /** Everything else in the conversation, in order. */
  readonly others: readonly JudgedPost[]
  readonly history: readonly HistoryEntry[]
  readonly deliveries: readonly Delivery[]
  readonly byAuthor: readonly Alert[]
  readonly people: readonly string[]
  /** What the library or a public thread knows as the answer; null when nothing is known. */
  readonly draft: Draft | null
  /** The known answers that were offered for this alert, with who used them. */
  readonly uses: readonly AnswerUse[]
  readonly brandName: string
}

/** Neighbours in the list that the visitor came from. */
interface Place {
  readonly list: string
  readonly previous: string | null
  readonly next: string | null
  readonly at: number | null
  readonly of: string
}

/** Other cases of an author shown beside this one. */
const OTHERS_MAX = 5

/** Notifications shown on the page of an alert. */
const DELIVERIES_MAX = 20

/** The route of an alert's page. */
export function alertPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/alerts/:id', async (c: Context<ServerEnv>) => {
    const alert = await tools.store.alert(c.req.param('id') ?? '')
    if (alert === null) throw new EscuchaError('not-found', 'there is no alert with that id')
    const [data, place, view] = await Promise.all([
      readData(alert, tools),
      placeInList(alert, c, tools),
      viewOf(c, tools),
    ])
    if (mayChange(view)) await noteOffer(data, tools)
    const title = titleOf(alert) ?? view.words.alert.untitled
    const body = <AlertBody view={view} data={data} place={place} tools={tools} title={title} />
    return sendPage(c, view, { title, section: 'alerts', body })
  })
  return app
}

/** That somebody who could use it was shown an answer is counted; a reader who could not is no offer. */
async function noteOffer({ alert, draft }: AlertPageData, { store, clock }: PageTools): Promise<void> {
  if (draft === null) return
  await store.noteOffer({
    alert: alert.id,
    origin: draft.origin,
    answer: draft.answer,
    offeredAt: instantOf(clock()),
  })
}

async function readData(alert: Alert, tools: PageTools): Promise<AlertPageData> {
  const { store } = tools
  const [conversations, history, deliveries, byAuthor, users] = await Promise.all([
    store.conversations(alert.source, [alert.conversation.id]),
    store.history(alert.id),
    store.listDeliveries({ alert: alert.id, limit: DELIVERIES_MAX }),
    alert.author === null ? [] : store.alertsByAuthor(alert.source, alert.author, alert.id, OTHERS_MAX),
    store.users(),
  ])
  const brand = tools.settings.brands.find((entry) => entry.id === alert.brand)
  const uses = await store.answerUses({ alert: alert.id })
  const draft = await knownDraft(alert, uses, tools)
  const posts = (conversations[0]?.posts ?? []).toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)))
  const main = mainPost(alert, posts)
  return {
    alert,
    main,
    judgement: main?.judgements.find((entry) => entry.brand === alert.brand) ?? null,
    others: posts.filter((entry) => entry !== main),
    history,
    deliveries,
    byAuthor,
    people: users.map((user) => user.name),
    draft,
    uses,
    brandName: brand?.name ?? alert.brand,
  }
}

/**
 * The draft for this alert. It is looked for among a year of cases: worth it while somebody still waits for an answer,
 * and where one was used, so that it can be taken back.
 */
async function knownDraft(alert: Alert, uses: readonly AnswerUse[], tools: PageTools): Promise<Draft | null> {
  const { store, settings } = tools
  const brand = settings.brands.find((entry) => entry.id === alert.brand)
  const isWanted = alert.answeredAt === null || uses.some(({ usedAt }) => usedAt !== null)
  if (brand === undefined || !isWanted) return null
  const { answers: library } = await readLibrary(tools)
  return draftFor(store, alert, { brand, rules: settings.alerts, library, language: settings.language })
}

/** Of the customer's posts, the one that opened the case: the first that bears one of its labels. */
function mainPost(alert: Alert, posts: readonly JudgedPost[]): JudgedPost | null {
  const own = posts.filter((entry) => alert.posts.includes(entry.post.id))
  const bears = (entry: JudgedPost): boolean =>
    entry.judgements.some(
      (judgement) => judgement.brand === alert.brand && judgement.tags.some((tag) => alert.labels.includes(tag)),
    )
  return own.find(bears) ?? own[0] ?? null
}

function timeOf(entry: JudgedPost): string {
  return entry.post.publishedAt ?? entry.seenAt
}

async function placeInList(alert: Alert, c: Context<ServerEnv>, tools: PageTools): Promise<Place> {
  const list = c.req.query('list') ?? ''
  const query = Object.fromEntries(new URLSearchParams(list))
  const nowhere = { list, previous: null, next: null, at: null, of: '' }
  try {
    const filter = listFilter(query, instantOf(tools.clock()))
    const slice = await tools.store.listAlerts({ ...filter, limit: LIMIT_MAX })
    const at = slice.items.findIndex((entry) => entry.id === alert.id)
    const address = (index: number): string | null => {
      const neighbour = slice.items[index]
      return neighbour === undefined ? null : addressWith(`/alerts/${encodeURIComponent(neighbour.id)}`, {}, { list })
    }
    const of = `${slice.items.length}${slice.nextCursor === null ? '' : '+'}`
    // An alert that has just been answered is no longer in the list: the next one is then the first.
    if (at === -1) return { ...nowhere, next: address(0) }
    return { list, previous: at > 0 ? address(at - 1) : null, next: address(at + 1), at: at + 1, of }
  } catch {
    // The list in the address is only a way back; a broken one is no reason not to show the alert.
    return { ...nowhere, list: '' }
  }
}

const PlaceBar: FC<{ view: PageView; place: Place }> = ({ view, place }) => {
  const { alert } = view.words
  return (
    <div class="place">
      <a href={addressWith('/', Object.fromEntries(new URLSearchParams(place.list)), {})} data-back>
        ← {alert.back}
      </a>
      {place.at !== null && <span>{alert.position(place.at, place.of)}</span>}
      <span class="steps">
        {place.previous !== null && (
          <a class="btn small" rel="prev" href={place.previous} data-key="k">
            {alert.previous} <kbd>k</kbd>
          </a>
        )}
        {place.next !== null && (
          <a class="btn small" rel="next" href={place.next} data-key="j">
            {alert.next} <kbd>j</kbd>
          </a>
        )}
      </span>
    </div>
  )
}

const AlertBody: FC<{ view: PageView; data: AlertPageData; place: Place; tools: PageTools; title: string }> = (
  props,
) => {
  const { view, data, place, title, tools } = props
  return (
    <>
      <PlaceBar view={view} place={place} />
      <h1>
        <bdi dir="auto">{title}</bdi>
      </h1>
      <div class="two">
        <div>
          <WhatWasSaid view={view} data={data} tools={tools} />
          <Conversation view={view} data={data} tools={tools} />
        </div>
        <AlertSide view={view} data={data} />
      </div>
    </>
  )
}
