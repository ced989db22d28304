// The alert list: what was left alone first, then everything else by how pressing it is.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { instantOf, msBetween } from '../../domain/time.js'
import type { AlertFilter } from '../../store/store.js'
import type { ServerEnv } from '../env.js'
import { AlertQuery, alertFilter, readQuery, readSlice } from '../query.js'
import { ActForm, mayChange, OpenActions } from './alert-actions.js'
import { addressWith, Filters, type ListProps, type Query } from './alert-filters.js'
import { AlertRow } from './alert-parts.js'
import { lastPass } from './frame.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'

/** The filter behind the list's address: without a status, a view or words to search, the alerts to attend to. */
export function listFilter(query: Query, now: string): AlertFilter {
  const filter = alertFilter(readQuery(AlertQuery, query), now, 'pressing')
  const isPlain = filter.status === undefined && filter.view === undefined && filter.q === undefined
  return isPlain ? { ...filter, view: 'active' } : filter
}

/** The route of the list. */
export function alertListPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const filter = listFilter(query, instantOf(tools.clock()))
    const list = () => tools.store.listAlerts(filter)
    const [view, slice, users] = await Promise.all([
      viewOf(c, tools),
      readSlice(filter.cursor, list),
      tools.store.users(),
    ])
    const names = users.map((user) => user.name)
    const body = <ListBody view={view} query={query} slice={slice} tools={tools} people={names} filter={filter} />
    return sendPage(c, view, { title: view.words.list.title, section: 'alerts', body })
  })
  return app
}

const ListBody: FC<ListProps> = (props) => {
  const { view, query, slice, filter } = props
  const title = filter.view === undefined ? view.words.list.title : view.words.views[filter.view]
  return (
    <>
      <h1>{title}</h1>
      <Ostrich view={view} />
      <Filters {...props} />
      <div
        class="live"
        role="status"
        data-live
        hidden
        data-one={view.words.list.changed(1)}
        data-many={view.words.list.changed(2)}
      >
        <span></span>{' '}
        <a class="btn small" href={view.here}>
          {view.words.list.refresh}
        </a>
      </div>
      {slice.items.length === 0 ? <Empty {...props} /> : <Rows {...props} />}
      <Paging view={view} query={query} next={slice.nextCursor} />
    </>
  )
}

const Ostrich: FC<{ view: PageView }> = ({ view }) => {
  const { words, say, counts } = view
  if (counts === null) return null
  if (counts.late === 0) return counts.active === 0 ? null : <p class="calm">{words.list.noneLate}</p>
  return (
    <div class="ostrich">
      <span>
        <strong>{counts.late}</strong> {words.list.ostrich(counts.late)}
      </span>
      {counts.oldestLate !== null && (
        <span>
          {words.list.oldest}{' '}
          <a href={`/alerts/${encodeURIComponent(counts.oldestLate.alert)}`}>
            <b>{say.span(msBetween(counts.oldestLate.openedAt, say.now))}</b>
          </a>
        </span>
      )}
      <a class="see" href="/?view=late">
        {words.list.see} <span aria-hidden="true">→</span>
      </a>
    </div>
  )
}

const Rows: FC<ListProps> = ({ view, query, slice }) => {
  const select = mayChange(view)
  const list = addressWith('', query, {}).slice(1)
  return (
    <>
      {select && <ActForm view={view} />}
      {select && (
        <section class="bulk" aria-label={view.words.list.selected}>
          <label class="check" hidden data-select-all title={view.words.list.selectAll}>
            <input type="checkbox" /> {view.words.list.all}
          </label>
          <OpenActions view={view} />
        </section>
      )}
      <ul class="list" data-list>
        {slice.items.map((alert) => (
          <AlertRow
            alert={alert}
            view={view}
            select={select}
            href={addressWith(`/alerts/${encodeURIComponent(alert.id)}`, {}, { list: list })}
          />
        ))}
      </ul>
    </>
  )
}

const Empty: FC<ListProps> = ({ view, filter, query }) => {
  const { words, say } = view
  const isPlain =
    filter.view === 'active' &&
    Object.values(query).every((value, index) => value === '' || Object.keys(query)[index] === 'view')
  if (!isPlain) return <p class="empty">{words.list.emptyFilter}</p>
  const last = lastPass(view)
  const failing = view.counts?.failingSources ?? 0
  return (
    <div class="empty">
      <p class="big">{words.list.emptyActive}</p>
      {view.sources.length === 0 ? (
        <p>
          <a href="/sources">{words.list.startFirst}</a>
        </p>
      ) : (
        <p>{words.list.emptyHealth(last === null ? null : say.ago(last), view.sources.length - failing, failing)}</p>
      )}
      <p>
        <a href="/audit">{words.list.audit}</a>
      </p>
    </div>
  )
}

const Paging: FC<{ view: PageView; query: Query; next: string | null }> = ({ view, query, next }) => {
  const { list } = view.words
  if (next === null && query.cursor === undefined) return null
  return (
    <p class="paging">
      {query.cursor !== undefined && (
        <a class="btn" href={addressWith('/', query, { cursor: null })}>
          ← {list.first}
        </a>
      )}
      {next !== null && (
        <a class="btn" rel="next" href={addressWith('/', query, { cursor: next })}>
          {list.more} →
        </a>
      )}
    </p>
  )
}
