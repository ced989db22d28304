// The filters above the list: a form whose address can be read, kept and shared.

import type { FC } from 'hono/jsx'
import { ALERT_STATUSES, type Alert } from '../../domain/case.js'
import { LABELS } from '../../domain/verdict.js'
import type { AlertFilter, Slice } from '../../store/store.js'
import type { PageTools, PageView } from './page.js'

/** The query of an address. */
export type Query = Readonly<Record<string, string>>

/** The query of an address that leads on from another: fields given as null or empty go away. */
export function addressWith(path: string, query: Query, changes: Readonly<Record<string, string | null>>): string {
  const merged = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== null && value !== '')
  const params = new URLSearchParams(merged as [string, string][]).toString()
  return params === '' ? path : `${path}?${params}`
}

/** What the list is made from. */
export interface ListProps {
  readonly view: PageView
  readonly query: Query
  readonly slice: Slice<Alert>
  readonly tools: PageTools
  readonly people: readonly string[]
  readonly filter: AlertFilter
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

/** What rules can set, each once. */
function choicesOf(values: readonly (string | null)[]): readonly Choice[] {
  return [...new Set(values)].flatMap((value) => (value === null ? [] : [{ value, text: value }]))
}

/** Search and filters. */
export const Filters: FC<ListProps> = ({ view, query, tools, people }) => {
  const { words } = view
  const { list } = words
  const brands = tools.settings.brands.map(({ id, name }) => ({ value: id, text: name }))
  const sources = view.sources.map(({ spec, state }) => ({ value: spec.id, text: state.title ?? spec.id }))
  const effects = (tools.settings.businessRules ?? []).map(({ set }) => set)
  const teams = choicesOf(effects.map(({ team }) => team))
  const tags = choicesOf(effects.flatMap((effect) => effect.tags))
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
        {teams.length > 0 && (
          <Select name="team" title={words.rules.team} any={list.anyMasculine} choices={teams} chosen={query.team} />
        )}
        {tags.length > 0 && (
          <Select name="tag" title={words.rules.tag} any={list.any} choices={tags} chosen={query.tag} />
        )}
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
