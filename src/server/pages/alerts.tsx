// The alert list: what was left alone first, then everything else by how pressing it is.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import type { Alert } from '../../domain/case.js'
import { ALERT_STATUSES } from '../../domain/case.js'
import { instantOf, msBetween } from '../../domain/time.js'
import { LABELS } from '../../domain/verdict.js'
import type { AlertFilter, Slice } from '../../store/store.js'
import type { ServerEnv } from '../env.js'
import { AlertQuery, alertFilter, readQuery, readSlice } from '../query.js'
import { ActForm, mayChange, OpenActions } from './alert-actions.js'
import { AlertRow } from './alert-parts.js'
import { lastPass } from './frame.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'

type Query = Readonly<Record<string, string>>

/** The filter behind the list's address: without a status, a view or words to search, the alerts to attend to. */
export function listFilter(query: Query, now: string): AlertFilter {
  const filter = alertFilter(readQuery(AlertQuery, query), now, 'pressing')
  const isPlain = filter.status === undefined && filter.view === undefined && filter.q === undefined
  return isPlain ? { ...filter, view: 'active' } : filter
}

/** The query of an address that leads on from another: fields given as null or empty go away. */
export function addressWith(path: string, query: Query, changes: Readonly<Record<string, string | null>>): string {
  const merged = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== null && value !== '')
  const params = new URLSearchParams(merged as [string, string][]).toString()
  return params === '' ? path : `${path}?${params}`
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

interface ListProps {
  readonly view: PageView
  readonly query: Query
  readonly slice: Slice<Alert>
  readonly tools: PageTools
  readonly people: readonly string[]
  readonly filter: AlertFilter
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

interface Choice {
  readonly value: string
  readonly text: string
}

const Select: FC<{
  name: string
  title: string
  any: string
  choices: readonly Choice[]
  chosen: string | undefined
}> = (props) => (
  <label class={props.chosen === undefined || props.chosen === '' ? 'chip' : 'chip on'}>
    <span>{props.title}</span>
    <select name={props.name}>
      <option value="">{props.any}</option>
      {props.choices.map(({ value, text }) => (
        <option value={value} selected={props.chosen === value}>
          {text}
        </option>
      ))}
    </select>
  </label>
)

const Filters: FC<ListProps> = ({ view, query, tools, people }) => {
  const { words } = view
  const { list } = words
  const brands = tools.settings.brands.map(({ id, name }) => ({ value: id, text: name }))
  const sources = view.sources.map(({ spec, state }) => ({ value: spec.id, text: state.title ?? spec.id }))
  const isFiltered = Object.keys(query).some((name) => name !== 'view' && name !== 'order' && query[name] !== '')
  return (
    <form class="filters" method="get" action="/" aria-label={list.filters} data-filters>
      {query.view !== undefined && <input type="hidden" name="view" value={query.view} />}
      <div class="bar">
        <label class="search">
          <span aria-hidden="true">⌕</span>
          <input
            type="search"
            name="q"
            value={query.q ?? ''}
            placeholder={list.search}
            aria-label={list.search}
            data-key="/"
          />
        </label>
        <kbd class="wide">/</kbd>
        <button type="submit" class="btn">
          {list.searchButton}
        </button>
      </div>
      <div class="bar chips">
        {brands.length > 1 && (
          <Select name="brand" title={list.brand} any={list.any} choices={brands} chosen={query.brand} />
        )}
        <Select
          name="label"
          title={list.label}
          any={list.anyMasculine}
          choices={LABELS.map((label) => ({ value: label, text: words.labels[label] }))}
          chosen={query.label}
        />
        <Select
          name="severity"
          title={words.severity}
          any={list.any}
          choices={[3, 2, 1, 0].map((level) => ({
            value: String(level),
            text: `${level} · ${words.severities[level]}`,
          }))}
          chosen={query.severity}
        />
        <Select
          name="status"
          title={list.status}
          any={list.anyMasculine}
          choices={ALERT_STATUSES.map((status) => ({ value: status, text: words.statuses[status] }))}
          chosen={query.status}
        />
        <Select name="source" title={list.source} any={list.any} choices={sources} chosen={query.source} />
        <Select
          name="language"
          title={list.languageOf}
          any={list.anyMasculine}
          choices={Object.entries(words.languageNames).map(([value, text]) => ({ value, text }))}
          chosen={query.language}
        />
        <Select
          name="assignee"
          title={list.assignee}
          any={list.any}
          choices={people.map((person) => ({ value: person, text: person }))}
          chosen={query.assignee}
        />
        <Select
          name="since"
          title={list.period}
          any={list.anyMasculine}
          choices={Object.entries(list.periods).map(([value, text]) => ({ value, text }))}
          chosen={query.since}
        />
        <Select
          name="order"
          title={list.order}
          any={list.pressing}
          choices={[{ value: 'newest', text: list.newest }]}
          chosen={query.order}
        />
        <button type="submit" class="btn small" data-filter-button>
          {list.filter}
        </button>
        {isFiltered && (
          <a class="clear" href={addressWith('/', {}, { view: query.view ?? null })}>
            {list.clear}
          </a>
        )}
      </div>
    </form>
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
