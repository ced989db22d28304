// Business rules: what those of the configuration do to the stored mentions, and a place to try another. It shows and
// changes nothing: rules live in the file, where they are checked.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { previewRules, type RulePreview, type RulesPreview } from '../../desk/rules/preview.js'
import { ruleYaml } from '../../desk/rules/yaml.js'
import type { Rule } from '../../domain/rule.js'
import { instantOf, instantPlus } from '../../domain/time.js'
import type { Mention } from '../../store/store.js'
import { cut } from '../cut.js'
import type { ServerEnv } from '../env.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { RuleForm, type TriedRule, triedRule } from './rules-form.js'
import { Words } from './text.js'

/** Rules are held against a month: what is usual shows, and the page is there at once. */
const DAYS = 30
const EXAMPLE_CHARS_MAX = 220

/** The route of the rules. */
export function rulesPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/rules', async (c: Context<ServerEnv>) => {
    const query = c.req.query()
    const view = await viewOf(c, tools)
    const tried = triedRule(query, view, tools)
    const configured = tools.settings.businessRules ?? []
    const preview = await previewOf(configured, tools)
    const alone = tried === null || tried.fault !== null ? null : await previewOf([tried.rule], tools)
    const { rules } = view.words
    const body = (
      <>
        <h1>{rules.title}</h1>
        <p class="hint">{rules.about}</p>
        <Configured view={view} rules={configured} preview={preview} />
        <RuleForm view={view} query={query} tools={tools} />
        {tried !== null && <Result view={view} tried={tried} preview={alone} />}
      </>
    )
    return sendPage(c, view, { title: rules.title, section: 'settings', body })
  })
  return app
}

function previewOf(rules: readonly Rule[], { store, settings, clock }: PageTools): Promise<RulesPreview> {
  const until = instantOf(clock())
  const period = { since: instantPlus(until, -DAYS * 86_400_000), until }
  return previewRules(store, rules, { rules: settings.alerts, brands: settings.brands }, period)
}

const Configured: FC<{ view: PageView; rules: readonly Rule[]; preview: RulesPreview }> = (props) => {
  const { view, preview } = props
  const { rules } = view.words
  return (
    <section class="card">
      <h2>{rules.period(DAYS)}</h2>
      <p class="meta">
        <span>{rules.seen(preview.mentions, preview.muted)}</span>
        {preview.isCut && <span>{rules.cut}</span>}
      </p>
      {props.rules.length === 0 && <p class="empty">{rules.none}</p>}
      {preview.rules.map((entry, index) => (
        <article class="rule">
          <h3>
            {entry.rule} <small>{rules.matched(entry.matched)}</small>
          </h3>
          <RuleText rule={props.rules[index]} />
          {entry.matched === 0 && preview.mentions > 0 && <p class="hint">{neverMatched(entry, view)}</p>}
          <Examples view={view} examples={entry.examples} />
        </article>
      ))}
    </section>
  )
}

const RuleText: FC<{ rule: Rule | undefined }> = ({ rule }) =>
  rule === undefined ? null : (
    <pre class="code">
      <Words text={ruleYaml(rule)} />
    </pre>
  )

const Result: FC<{ view: PageView; tried: TriedRule; preview: RulesPreview | null }> = ({ view, tried, preview }) => {
  const { rules } = view.words
  const [entry] = preview?.rules ?? []
  if (tried.fault !== null || preview === null || entry === undefined) {
    return (
      <p class="notice fault" role="alert">
        {tried.fault}
      </p>
    )
  }
  return (
    <section class="card" id="result" aria-live="polite">
      <h2>{rules.result}</h2>
      <p>
        <b>{rules.matched(entry.matched)}</b> / {preview.mentions}
        {entry.matched === 0 && preview.mentions > 0 && <> · {neverMatched(entry, view)}</>}
      </p>
      <Examples view={view} examples={entry.examples} />
      <h3>{rules.copy}</h3>
      <RuleText rule={tried.rule} />
      <p class="hint">{rules.keep}</p>
    </section>
  )
}

function neverMatched({ missed }: RulePreview, view: PageView): string {
  const { rules } = view.words
  const [part] = Object.entries(missed).sort(([, one], [, other]) => other - one)
  const why = part === undefined ? rules.stoppedBefore : rules.missedBy[part[0] as keyof typeof rules.missedBy]
  return `${rules.neverMatched}: ${why}.`
}

const Examples: FC<{ view: PageView; examples: readonly Mention[] }> = ({ view, examples }) =>
  examples.length === 0 ? null : (
    <ul class="plain examples">
      {examples.map(({ post, alert }) => (
        <li>
          <span>
            <Words text={shortened(post.title === null ? post.text : `${post.title}. ${post.text}`)} />
          </span>
          <span class="meta">
            <span>{post.source}</span>
            {post.publishedAt !== null && <span>{view.say.ago(post.publishedAt)}</span>}
            {alert !== null && <a href={`/alerts/${encodeURIComponent(alert)}`}>{view.words.rules.seeAlert}</a>}
          </span>
        </li>
      ))}
    </ul>
  )

function shortened(text: string): string {
  const start = cut(text, EXAMPLE_CHARS_MAX)
  return start === text ? text : `${start.trimEnd()}…`
}
