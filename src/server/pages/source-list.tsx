// Where we listen, and how each place fares. A source that gives nothing says why, in words.

import type { Context } from 'hono'
import type { FC } from 'hono/jsx'
import { type HubRecord, hubsBySource } from '../../domain/websub.js'
import type { StoredSource } from '../../store/store.js'
import { roleReaches } from '../auth/policy.js'
import type { ServerEnv } from '../env.js'
import { healthOf } from '../source-health.js'
import type { FoundSource } from '../tools.js'
import type { FailureCode } from '../words/failures.js'
import type { Words } from '../words/index.js'
import { AddFound } from './add-found.js'
import { AddressField } from './address-field.js'
import { FormFields } from './frame.js'
import { type PageTools, type PageView, sendPage, viewOf } from './page.js'
import { Places, placesFor } from './source-places.js'
import { OutLink } from './text.js'

/** What a look at an address came to. */
export interface Discovery {
  readonly url: string
  readonly found: readonly FoundSource[]
  readonly failure: string | null
}

/** Sends the page, with what a look at an address came to where there was one. */
export async function showSources(
  c: Context<ServerEnv>,
  tools: PageTools,
  discovery: Discovery | null,
): Promise<Response> {
  const [view, subscriptions] = await Promise.all([viewOf(c, tools), tools.store.subscriptions()])
  const hubs = hubsBySource(subscriptions, view.say.now)
  const places = await placesFor(tools, view)
  const { sources } = view.words
  const isAdmin = view.visitor !== null && roleReaches(view.visitor.role, 'admin')
  const mayScan = view.visitor !== null && roleReaches(view.visitor.role, 'reviewer')
  const body = (
    <>
      <div class="heading">
        <h1>{sources.title}</h1>
        {mayScan && view.sources.length > 0 && (
          <form method="post" action="/scans">
            <FormFields view={view} back="/sources" />
            <button type="submit" class="btn">
              {sources.scanAll}
            </button>
          </form>
        )}
      </div>
      {isAdmin && <AddForm view={view} url={discovery?.url ?? ''} />}
      {discovery !== null && <Found view={view} discovery={discovery} tools={tools} />}
      {view.sources.length === 0 ? (
        <p class="empty">{sources.empty}</p>
      ) : (
        <SourceList view={view} hubs={hubs} isAdmin={isAdmin} mayScan={mayScan} />
      )}
      <Places view={view} places={places} isAdmin={isAdmin} />
    </>
  )
  return sendPage(c, view, { title: sources.title, section: 'sources', body })
}

const AddForm: FC<{ view: PageView; url: string }> = ({ view, url }) => {
  const { sources } = view.words
  return (
    <form method="post" action="/sources/discover" class="card add">
      <FormFields view={view} back="/sources" />
      <AddressField title={sources.address} value={url} example="https://foro.example" />
      <button type="submit" class="btn main">
        {sources.find}
      </button>
      <a class="hint" href="/sources/preview">
        {sources.bySelectors}
      </a>
    </form>
  )
}

const Found: FC<{ view: PageView; discovery: Discovery; tools: PageTools }> = ({ view, discovery, tools }) => {
  const { sources } = view.words
  const { url, found, failure } = discovery
  const kinds = new Map(tools.sourceKinds.map((kind) => [kind.kind, kind.title]))
  return (
    <section class="card" aria-live="polite">
      {failure !== null && <p class="bad">{failure}</p>}
      {failure === null && <p>{found.length === 0 ? sources.notFound : sources.found(url)}</p>}
      {found.map((entry) => (
        <AddFound
          view={view}
          url={entry.url}
          kind={entry.kind}
          text={`${entry.title ?? entry.url} · ${kinds.get(entry.kind) ?? entry.kind}`}
        />
      ))}
      {found.length === 0 && <AddFound view={view} url={url} kind="auto" text={url} button={sources.addAnyway} />}
    </section>
  )
}

interface RowProps {
  readonly view: PageView
  /** The hubs that tell of what is new, by source. */
  readonly hubs: ReadonlyMap<string, HubRecord>
  readonly isAdmin: boolean
  readonly mayScan: boolean
}

const SourceList: FC<RowProps> = (props) => {
  // What fails stands first: silence is a fault, and faults are looked for.
  const rank = { failing: 0, paused: 1, new: 2, ok: 3 }
  const sorted = props.view.sources.toSorted((a, b) => rank[healthOf(a.state)] - rank[healthOf(b.state)])
  return (
    <ul class="list sources">
      {sorted.map((source) => (
        <SourceRow {...props} source={source} />
      ))}
    </ul>
  )
}

const SourceRow: FC<RowProps & { source: StoredSource }> = ({ view, hubs, source, isAdmin, mayScan }) => {
  const { words, say } = view
  const { spec, state, origin } = source
  const health = healthOf(state)
  const at = (instant: string | null): string => (instant === null ? words.sources.never : say.ago(instant))
  return (
    <li class={`source ${health}`}>
      <div class="said">
        <h2>
          <bdi dir="auto">{state.title ?? spec.id}</bdi>
        </h2>
        <p class="meta">
          <span>{spec.id}</span>
          <span>{state.resolvedKind ?? (spec.kind === 'auto' ? words.sources.unknown : spec.kind)}</span>
          <span>{origin === 'config' ? words.sources.fromConfig : words.sources.added}</span>
          <OutLink url={state.url} />
        </p>
        <p class="meta">
          <span>
            {words.sources.last}: {at(state.lastScanAt)}
          </span>
          {state.nextScanAt !== null && health !== 'paused' && (
            <span>
              {words.sources.next}: {nextWords(state.nextScanAt, view)}
            </span>
          )}
          <span>
            {words.sources.lastPost}: {at(state.lastPostAt)}
          </span>
          {state.postsPerDay !== null && (
            <span>
              {words.sources.rate}: {say.number(state.postsPerDay)}
            </span>
          )}
        </p>
        <Hub view={view} hub={hubs.get(spec.id) ?? null} />
        <Failure view={view} source={source} />
      </div>
      <div class="health">
        <b>{healthWords(source, words)}</b>
        <div class="buttons">
          {mayScan && health !== 'paused' && <Act view={view} id={spec.id} does="scan" text={words.sources.scan} />}
          {isAdmin && (
            <Act
              view={view}
              id={spec.id}
              does={health === 'paused' ? 'resume' : 'pause'}
              text={health === 'paused' ? words.sources.resume : words.sources.pause}
            />
          )}
          {isAdmin && origin === 'added' && <Act view={view} id={spec.id} does="remove" text={words.sources.remove} />}
        </div>
      </div>
    </li>
  )
}

const Act: FC<{ view: PageView; id: string; does: string; text: string }> = ({ view, id, does, text }) => (
  <form method="post" action={`/sources/${encodeURIComponent(id)}/${does}`}>
    <FormFields view={view} back="/sources" />
    <button type="submit" class="btn small" aria-label={`${text}: ${id}`}>
      {text}
    </button>
  </form>
)

/** A hub that fails is no failure of the source: it is read all the same. */
const Hub: FC<{ view: PageView; hub: HubRecord | null }> = ({ view, hub }) => {
  if (hub === null) return null
  return (
    <p class="meta">
      <span>{hubWords(hub, view)}</span>
      {hub.reason !== null && (
        <span>
          <bdi dir="auto">{hub.reason}</bdi>
        </span>
      )}
    </p>
  )
}

function hubWords({ url, status, until }: HubRecord, { words, say }: PageView): string {
  const host = URL.canParse(url) ? new URL(url).host : url
  if (status === 'active') return words.sources.hubActive(host, say.date(until ?? say.now))
  return status === 'asked' ? words.sources.hubAsked(host) : words.sources.hubFailing(host)
}

const Failure: FC<{ view: PageView; source: StoredSource }> = ({ view, source }) => {
  const { lastFailure, disabledReason } = source.state
  if (disabledReason !== null) return <p class="bad">{disabledReason}</p>
  if (lastFailure === null || source.state.failures === 0) return null
  const known = view.words.failures[lastFailure.code as FailureCode]
  return (
    <p class="bad">
      {known ?? view.words.failures.unexpected}{' '}
      <span class="hint">
        <bdi dir="auto">{lastFailure.reason}</bdi> · {view.say.date(lastFailure.at)}
      </span>
    </p>
  )
}

function nextWords(instant: string, view: PageView): string {
  return instant <= view.say.now ? view.words.time.now : view.say.date(instant)
}

function healthWords(source: StoredSource, words: Words): string {
  const health = healthOf(source.state)
  if (health === 'failing') return words.sources.failing(source.state.failures)
  return { ok: words.sources.ok, new: words.sources.fresh, paused: words.sources.paused }[health]
}
