// "Are we missing something?": a sample of mentions that opened no alert, to be judged; each verdict is labelled data.
// For admins also who did what.

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { auditSample } from '../../desk/audit.js'
import { instantOf, instantPlus } from '../../domain/time.js'
import { LABELS, type Label } from '../../domain/verdict.js'
import type { AuditEntry, Feedback, Mention } from '../../store/store.js'
import { roleReaches } from '../auth/policy.js'
import { cut } from '../cut.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { refuseInput } from '../problem.js'
import { wordsOf } from '../words/index.js'
import { mayChange } from './alert-actions.js'
import { LabelPill } from './alert-parts.js'
import { FormFields } from './frame.js'
import { brandName } from './insights.js'
import { goBack, languageOf, type PageTools, type PageView, sayNext, sendPage, viewOf } from './page.js'
import { markedSpans, OutLink, shiftSpans, Words } from './text.js'

/** The sample is drawn among the mentions of these days: what the figures of a month are estimated by. */
const PAST_MS = 30 * 86_400_000

/** Mentions that it is drawn among: some hundred milliseconds of reading. Of more, the newest stand for all. */
const DRAWN_AMONG_MAX = 2_000

const PAGE_SIZE = 200

/** As many as one sits down for. */
const SAMPLE_SIZE = 10

const LOG_LINES = 100

/** The routes of the audit. */
export function auditPage(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/audit', async (c: Context<ServerEnv>) => {
    const view = await viewOf(c, tools)
    const isAdmin = view.visitor !== null && roleReaches(view.visitor.role, 'admin')
    const [sample, log] = await Promise.all([sampleOf(tools), isAdmin ? tools.store.auditLog(LOG_LINES) : []])
    const body = (
      <>
        <h1>{view.words.audit.title}</h1>
        <Sample view={view} sample={sample} tools={tools} />
        {isAdmin && <Log view={view} log={log} />}
      </>
    )
    return sendPage(c, view, { title: view.words.audit.title, section: 'audit', body })
  })
  app.post('/audit/verdict', (c) => takeVerdict(c, tools))
  return app
}

/** A random draw among the recent mentions that opened no alert; it holds still for a day. */
async function sampleOf(tools: PageTools): Promise<readonly Mention[]> {
  const [mentions, feedback] = await Promise.all([passedOver(tools), tools.store.feedback()])
  return auditSample(mentions, feedback, SAMPLE_SIZE, instantOf(tools.clock()).slice(0, 'yyyy-mm-dd'.length))
}

/** The recent mentions that opened no alert. */
async function passedOver({ store, clock }: PageTools): Promise<readonly Mention[]> {
  const since = instantPlus(instantOf(clock()), -PAST_MS)
  const mentions: Mention[] = []
  let cursor: string | null = null
  do {
    const at: { readonly cursor?: string } = cursor === null ? {} : { cursor }
    const page = await store.mentions({ flagged: false, since, limit: PAGE_SIZE, ...at })
    mentions.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && mentions.length < DRAWN_AMONG_MAX)
  return mentions
}

async function takeVerdict(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const [source, post, brand] = ['source', 'post', 'brand'].map((name) => form.get(name) ?? '')
  const mention = (await passedOver(tools)).find(
    (entry) => entry.post.source === source && entry.post.id === post && entry.brand === brand,
  )
  if (mention === undefined)
    return refuseInput([{ field: 'post', message: 'that mention is not among the recent ones' }])
  const feedback = feedbackOf(mention, form.get('verdict') ?? '', visitorOf(c).name, instantOf(tools.clock()))
  await tools.store.recordAlerts([], [], [feedback])
  sayNext(c, tools, wordsOf(languageOf(visitorOf(c), tools)).notices.verdict)
  return goBack(c, '/audit')
}

function feedbackOf(mention: Mention, verdict: string, actor: string, at: string): Feedback {
  const { post, brand, model, tags } = mention
  const base = { at, actor, alert: '', source: post.source ?? '', post: post.id, brand, model }
  if (verdict === 'not-brand') return { ...base, relevant: false, labels: {} }
  if (verdict === 'right') return { ...base, relevant: true, labels: labelsWith(tags) }
  const label = LABELS.find((entry) => entry === verdict)
  if (label === undefined)
    return refuseInput([{ field: 'verdict', message: 'expected one of the buttons of the page' }])
  return { ...base, relevant: true, labels: labelsWith([...tags, label]) }
}

function labelsWith(present: readonly Label[]): Readonly<Partial<Record<Label, boolean>>> {
  return Object.fromEntries(LABELS.map((label) => [label, present.includes(label)]))
}

const Sample: FC<{ view: PageView; sample: readonly Mention[]; tools: PageTools }> = ({ view, sample, tools }) => {
  const { audit } = view.words
  return (
    <section>
      <h2 class="big">{audit.sampleTitle}</h2>
      <p class="hint">{audit.sampleAbout}</p>
      {sample.length === 0 && <p class="empty">{audit.sampleEmpty}</p>}
      <ul class="list">
        {sample.map((mention) => (
          <MentionRow view={view} mention={mention} brand={brandName(mention.brand, tools)} />
        ))}
      </ul>
    </section>
  )
}

const MentionRow: FC<{ view: PageView; mention: Mention; brand: string }> = ({ view, mention, brand }) => {
  const { words, say } = view
  const { post, evidence, relevance, tags } = mention
  const from = post.title === null ? 0 : post.title.length + 1
  return (
    <li class="row mention">
      <div class="said">
        {post.title !== null && (
          <h3>
            <Words text={post.title} spans={markedSpans(evidence)} />
          </h3>
        )}
        <p class="text">
          <Words text={cut(post.text, TEXT_CHARS_MAX)} spans={shiftSpans(markedSpans(evidence), from)} />
        </p>
        <div class="meta">
          {tags.map((label) => (
            <LabelPill label={label} say={say} />
          ))}
          <span>
            {brand} · {words.audit.relevance(say.percent(relevance * 100))}
          </span>
          <span>
            <bdi dir="auto">{post.author.name ?? words.list.anonymous}</bdi>
          </span>
          <span>
            {post.source} · {say.date(post.publishedAt ?? mention.seenAt)}
          </span>
          <OutLink url={post.url}>{words.alert.original}</OutLink>
        </div>
        {mayChange(view) && <VerdictForm view={view} mention={mention} />}
      </div>
    </li>
  )
}

/** Enough to judge by; the rest is behind the link. */
const TEXT_CHARS_MAX = 600

const VerdictForm: FC<{ view: PageView; mention: Mention }> = ({ view, mention }) => {
  const { audit, labels } = view.words
  return (
    <form method="post" action="/audit/verdict" class="buttons">
      <FormFields view={view} back="/audit" />
      <input type="hidden" name="source" value={mention.post.source ?? ''} />
      <input type="hidden" name="post" value={mention.post.id} />
      <input type="hidden" name="brand" value={mention.brand} />
      <button type="submit" name="verdict" value="right" class="btn small">
        ✓ {audit.right}
      </button>
      <span class="hint">{audit.missedAs}</span>
      {LABELS.filter((label) => !mention.tags.includes(label)).map((label) => (
        <button type="submit" name="verdict" value={label} class="btn small">
          {labels[label]}
        </button>
      ))}
      <button type="submit" name="verdict" value="not-brand" class="btn small">
        {audit.notBrand}
      </button>
    </form>
  )
}

const Log: FC<{ view: PageView; log: readonly AuditEntry[] }> = ({ view, log }) => {
  const { audit } = view.words
  return (
    <section class="card">
      <h2>{audit.log}</h2>
      {log.length === 0 && <p class="hint">{audit.logEmpty}</p>}
      <div class="scroll">
        <table class="grid">
          <thead>
            <tr>
              <th>{audit.when}</th>
              <th>{audit.who}</th>
              <th>{audit.what}</th>
              <th>{audit.detail}</th>
            </tr>
          </thead>
          <tbody>
            {log.map((entry) => (
              <tr>
                <td>{view.say.date(entry.at)}</td>
                <td>{entry.actor}</td>
                <td>{entry.action}</td>
                <td>{entry.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
