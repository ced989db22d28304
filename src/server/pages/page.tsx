// What every page is made with: who looks, in which language, as of when, and the frame around the content.

import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { instantOf } from '../../domain/time.js'
import type { AlertCounts, StoredSource } from '../../store/store.js'
import type { ServerEnv, Visitor } from '../env.js'
import type { Notice, Notices } from '../notices.js'
import type { ServerTools } from '../tools.js'
import { type PageLanguage, Sayer, type Words } from '../words/index.js'
import { Frame } from './frame.js'

/** What pages are given besides the tools. */
export interface PageTools extends ServerTools {
  readonly notices: Notices
}

/** The parts of the program that have a place in the navigation. */
export type Section = 'alerts' | 'topics' | 'answers' | 'insights' | 'sources' | 'audit' | 'settings' | 'docs' | null

/** What a page knows while it is being made. */
export interface PageView {
  readonly visitor: Visitor | null
  readonly language: PageLanguage
  readonly words: Words
  readonly say: Sayer
  /** The token that forms carry back; empty where there is no session. */
  readonly csrf: string
  /** The address of this page, to come back to. */
  readonly here: string
  readonly counts: AlertCounts | null
  readonly mine: number
  readonly sources: readonly StoredSource[]
  readonly notice: Notice | null
}

/** A page to be sent. */
export interface PageParts {
  readonly title: string
  readonly section: Section
  readonly body: Child
  readonly status?: ContentfulStatusCode
}

/** "99+" is as much as a count in the navigation needs to say. */
export const COUNT_SHOWN_MAX = 99

/** The language a visitor reads. */
export function languageOf(visitor: Visitor | null, tools: ServerTools): PageLanguage {
  return visitor?.language ?? tools.settings.language
}

/** Gathers what the frame and the content both need. */
export async function viewOf(c: Context<ServerEnv>, tools: PageTools): Promise<PageView> {
  const visitor = c.get('visitor') ?? null
  const now = instantOf(tools.clock())
  const language = languageOf(visitor, tools)
  const say = new Sayer(language, tools.settings, now)
  const url = new URL(c.req.url)
  const view = {
    visitor,
    language,
    words: say.words,
    say,
    here: `${url.pathname}${url.search}`,
    csrf: '',
    notice: null,
  }
  if (visitor === null) return { ...view, counts: null, mine: 0, sources: [] }
  const session = visitor.via === 'session' ? visitor.session : null
  const [counts, mine, sources] = await Promise.all([
    tools.store.countAlerts(now),
    tools.store.listAlerts({
      view: 'active',
      assignee: visitor.name,
      limit: COUNT_SHOWN_MAX + 1,
      order: 'newest',
      now,
    }),
    tools.store.listSources(),
  ])
  return {
    ...view,
    csrf: session?.csrf ?? '',
    counts,
    mine: mine.items.length,
    sources,
    notice: session === null ? null : tools.notices.take(session.idHash),
  }
}

/** Sends a page in its frame. */
export function sendPage(c: Context, view: PageView, parts: PageParts): Response | Promise<Response> {
  const page = (
    <Frame view={view} title={parts.title} section={parts.section}>
      {parts.body}
    </Frame>
  )
  return c.html(html`<!doctype html>${page}`, parts.status ?? 200)
}

/** Sends the visitor back to the page they came from, or to `fallback`; never to another site. */
export function goBack(c: Context<ServerEnv>, fallback: string): Response {
  return c.redirect(ownPath(c.get('form')?.get('back') ?? null) ?? fallback, 303)
}

/** A path on this server; null for anything that a browser could take for another place. */
export function ownPath(path: string | null): string | null {
  if (path === null || !/^\/(?![/\\])[\x21-\x7e]*$/.test(path) || path.includes('\\')) return null
  return path
}

/** Says a sentence on the visitor's next page. */
export function sayNext(
  c: Context<ServerEnv>,
  tools: PageTools,
  text: string,
  more: Partial<Omit<Notice, 'text'>> = {},
): void {
  const visitor = c.get('visitor')
  if (visitor?.via === 'session') tools.notices.say(visitor.session.idHash, text, more)
}
