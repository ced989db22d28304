// The form in which a business rule is tried, and the rule that it describes. The address holds everything, so that a
// trial can be sent to a colleague.

import type { FC } from 'hono/jsx'
import { topicFault } from '../../desk/rules/match.js'
import { PRIORITIES, type Priority, type Rule } from '../../domain/rule.js'
import { durationMs } from '../../domain/time.js'
import { LABELS } from '../../domain/verdict.js'
import type { Query } from './alert-filters.js'
import type { PageTools, PageView } from './page.js'

const TEXT_CHARS_MAX = 300
const LIST_MAX = 30

/** A rule as the form describes it, with what is wrong in the form. */
export interface TriedRule {
  readonly rule: Rule
  readonly fault: string | null
}

/** Reads the form; null when nothing was asked. */
export function triedRule(query: Query, view: PageView, tools: PageTools): TriedRule | null {
  if (query.try === undefined) return null
  const { rules } = view.words
  const topics = listIn(query.topics)
  const graceMs = query.grace ? durationMs(query.grace) : null
  const names = tools.settings.brands.flatMap(({ name, terms }) => [name, ...terms])
  const rule: Rule = {
    id:
      (query.id ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9_-]+/g, '-')
        .replace(/^[-_]+/, '')
        .slice(0, 64) || 'nueva',
    when: {
      brands: listIn(query.brands),
      labels: LABELS.some((label) => label === query.labels) ? [query.labels ?? ''] : null,
      minSeverity: levelIn(query.minSeverity),
      minUrgency: levelIn(query.minUrgency),
      sources: listIn(query.sources),
      languages: listIn(query.languages),
      authors: listIn(query.authors),
      topics,
    },
    set: {
      assignee: textIn(query.assignee),
      team: textIn(query.team),
      priority: PRIORITIES.find((priority) => priority === query.priority) ?? null,
      graceMs,
      tags: listIn(query.tags) ?? [],
    },
    mute: query.mute === 'on',
    stop: query.stop === 'on',
  }
  const isBadTopic = topics?.some((topic) => topicFault(topic, names) !== null) ?? false
  const badGrace = query.grace && graceMs === null ? rules.badGrace : null
  return { rule, fault: badGrace ?? (isBadTopic ? rules.badTopic : null) }
}

function textIn(value: string | undefined): string | null {
  const text = value?.trim().slice(0, TEXT_CHARS_MAX) ?? ''
  return text === '' ? null : text
}

function listIn(value: string | undefined): readonly string[] | null {
  const parts = (textIn(value) ?? '').split(',').map((part) => part.trim())
  const given = parts.filter((part) => part !== '').slice(0, LIST_MAX)
  return given.length === 0 ? null : given
}

function levelIn(value: string | undefined): number {
  const level = Number(value ?? 0)
  return Number.isInteger(level) && level >= 0 && level <= 3 ? level : 0
}

interface FormProps {
  readonly view: PageView
  readonly query: Query
}

/** The form. */
export const RuleForm: FC<FormProps & { tools: PageTools }> = ({ view, query, tools }) => {
  const { words } = view
  const { rules } = words
  return (
    <form method="get" action="/rules" class="card preview-form" id="try">
      <h2>{rules.tryTitle}</h2>
      <p class="hint">{rules.conditionHint}</p>
      <fieldset>
        <legend>{rules.condition}</legend>
        <div class="selectors">
          <Choice
            name="brands"
            title={rules.brands}
            query={query}
            choices={tools.settings.brands.map(({ id, name }) => [id, name])}
          />
          <Choice
            name="labels"
            title={rules.labels}
            query={query}
            choices={LABELS.map((label) => [label, words.labels[label]])}
          />
          <Level name="minSeverity" title={rules.minSeverity} query={query} names={words.severities} />
          <Level name="minUrgency" title={rules.minUrgency} query={query} names={words.urgencies} />
          <Choice
            name="sources"
            title={rules.sources}
            query={query}
            choices={view.sources.map(({ spec }) => [spec.id, spec.id])}
          />
          <Choice
            name="languages"
            title={rules.languages}
            query={query}
            choices={Object.entries(words.languageNames)}
          />
          <Text name="authors" title={rules.authors} query={query} />
          <Text name="topics" title={rules.topics} query={query} hint={rules.topicsHint} />
        </div>
      </fieldset>
      <fieldset>
        <legend>{rules.effect}</legend>
        <div class="selectors">
          <Text name="assignee" title={rules.assignee} query={query} />
          <Text name="team" title={rules.team} query={query} />
          <Choice name="priority" title={rules.priority} query={query} choices={prioritiesOf(view)} />
          <Text name="grace" title={rules.grace} query={query} hint={rules.graceHint} />
          <Text name="tags" title={rules.tags} query={query} />
          <Check name="mute" title={rules.mute} query={query} />
          <Check name="stop" title={rules.stop} query={query} />
        </div>
      </fieldset>
      <p class="actions">
        <button type="submit" name="try" value="1" class="btn primary">
          {rules.try}
        </button>
      </p>
    </form>
  )
}

function prioritiesOf(view: PageView): readonly (readonly [Priority, string])[] {
  return PRIORITIES.map((priority) => [priority, view.words.rules.priorities[priority]] as const)
}

const Text: FC<{ name: string; title: string; query: Query; hint?: string }> = ({ name, title, query, hint }) => (
  <label>
    <span>{title}</span>
    <input type="text" name={name} value={query[name] ?? ''} maxlength={TEXT_CHARS_MAX} placeholder={hint} />
  </label>
)

const Choice: FC<{ name: string; title: string; query: Query; choices: readonly (readonly [string, string])[] }> = (
  props,
) => (
  <label>
    <span>{props.title}</span>
    <select name={props.name}>
      <option value="">–</option>
      {props.choices.map(([value, text]) => (
        <option value={value} selected={props.query[props.name] === value}>
          {text}
        </option>
      ))}
    </select>
  </label>
)

const Level: FC<{ name: string; title: string; query: Query; names: Readonly<Record<number, string>> }> = (props) => (
  <Choice
    name={props.name}
    title={props.title}
    query={props.query}
    choices={[1, 2, 3].map((level) => [String(level), `${level} · ${props.names[level] ?? ''}`])}
  />
)

const Check: FC<{ name: string; title: string; query: Query }> = ({ name, title, query }) => (
  <label class="check">
    <input type="checkbox" name={name} checked={query[name] === 'on'} /> {title}
  </label>
)
