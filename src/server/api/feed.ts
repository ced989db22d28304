// The alerts as an Atom feed, for readers that people have open anyway.

import { OpenAPIHono } from '@hono/zod-openapi'
import { Feed } from 'feed'
import type { Alert } from '../../domain/case.js'
import { instantOf } from '../../domain/time.js'
import { baseUrl } from '../auth/hosts.js'
import { cut } from '../cut.js'
import type { ServerEnv } from '../env.js'
import { AlertQuery, alertFilter, readQuery } from '../query.js'
import type { ServerTools } from '../tools.js'
import { type Words, wordsOf } from '../words/index.js'

/** The route of the feed; it takes the same filters as the list. */
export function atomFeed(tools: ServerTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.get('/alerts.atom', async (c) => {
    const filter = alertFilter(readQuery(AlertQuery, c.req.query()), instantOf(tools.clock()), 'newest')
    const { items } = await tools.store.listAlerts(filter)
    const words = wordsOf(c.get('visitor')?.language ?? tools.settings.language)
    return c.body(render(items, words, tools), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
  return app
}

/** When an empty feed was last changed. */
const BEGINNING = '1970-01-01T00:00:00.000Z'

function render(alerts: readonly Alert[], words: Words, tools: ServerTools): string {
  const base = baseUrl(tools.settings.server)
  const [newest = BEGINNING] = alerts.map((alert) => alert.updatedAt).toSorted((a, b) => b.localeCompare(a))
  const feed = new Feed({
    id: `${base}/alerts.atom`,
    title: plain(`Escucha · ${words.nav.alerts}`),
    link: `${base}/`,
    feedLinks: { atom: `${base}/alerts.atom` },
    updated: new Date(newest),
    generator: 'Escucha',
    copyright: '',
    language: words.language,
  })
  for (const alert of alerts) feed.addItem(entryOf(alert, words, base))
  return feed.atom1()
}

function entryOf(alert: Alert, words: Words, base: string) {
  const labels = alert.labels.map((label) => words.labels[label]).join(', ')
  const title = alert.title ?? alert.conversation.title ?? cut(alert.excerpt, TITLE_CHARS_MAX)
  return {
    id: `urn:escucha:alert:${encodeURIComponent(alert.id)}`,
    title: plain(`${labels}: ${title}`),
    link: `${base}/alerts/${encodeURIComponent(alert.id)}`,
    date: new Date(alert.updatedAt),
    published: new Date(alert.openedAt),
    description: plain(alert.excerpt),
    author: [{ name: plain(alert.author ?? words.list.anonymous) }],
    category: alert.labels.map((label) => ({ name: words.labels[label], term: label })),
  }
}

const TITLE_CHARS_MAX = 80

/** The feed's titles and summaries are HTML: text must be escaped once before the XML is. */
function plain(text: string): string {
  const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  return withoutControls(text).replace(/[&<>]/g, (char) => escapes[char] ?? '')
}

/** XML 1.0 cannot carry these at all, escaped or not. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu, '')
}
