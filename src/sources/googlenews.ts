// Google News searches by their feed: an article per item, its publisher named apart and its link unwrapped where the
// link still tells where it leads.

import { z } from 'zod'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { notBefore } from './platform/answer.js'
import { type Queries, queries, queriesOf } from './platform/options.js'
import { addressWith, originFor, webAddress } from './platform/place.js'
import { unwrapUrl } from './reading/urls.js'

/** The kind's own keys of a source. */
export type GoogleNewsOptions = {
  /** What to search for; one request each. `when:1d` and quotes are Google's own syntax. */
  readonly query?: Queries | undefined
  /** Language of the edition ("es-419"). */
  readonly language?: string | undefined
  /** Country of the edition ("CO"). */
  readonly country?: string | undefined
}

const SITES = /^news\.google\.com$/
const SITE = 'https://news.google.com'
/** Google takes what asks faster than a person for a robot. */
const MIN_INTERVAL_MS = 900_000

/** Google News. */
export const googlenews: SourceKind<GoogleNewsOptions> = {
  kind: 'googlenews',
  title: 'Google News search',
  about:
    'Headlines of a Google News search or topic by its feed, some 100 items: title and publisher, no text. No key; language and country must fit each other; links of the newer kind lead through Google. Google’s terms allow personal use of the feed; asked at most every quarter of an hour.',
  exampleUrl: 'https://noticias.example/rss/search?q=UNE+fibra',
  example: { query: 'UNE fibra when:7d', language: 'es-419', country: 'CO' },
  options: z.strictObject({
    query: queries.optional(),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,4})?$/, 'a language like "es" or "es-419"')
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'a country like "CO"')
      .optional(),
  }),
  recognise,
  start,
  read,
}

function recognise(page: Page): number {
  // A copy of its feed that is kept elsewhere is an ordinary feed, and is read as what it says.
  if (!SITES.test(webAddress(page.url)?.hostname ?? '')) return 0
  return looksLikeFeed(page.text) > 0 ? 0.99 : 0.95
}

function start(address: string, { options }: ReadContext<GoogleNewsOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  if (url === null) return [{ url: address, role: 'feed' }]
  const edition = editionOf(url, options)
  const asked = queriesOf(options.query)
  if (asked.length > 0) {
    const search = `${originFor(address, SITES, SITE)}/rss/search`
    return asked.map((query) => ({ url: addressWith(search, { q: query, ...edition }), role: 'feed' }))
  }
  url.pathname = url.pathname.startsWith('/rss') ? url.pathname : `/rss${url.pathname === '/' ? '' : url.pathname}`
  return [{ url: addressWith(url.href, edition), role: 'feed' }]
}

/** The three parameters of an edition must agree, or Google answers with another country's news. */
function editionOf(url: URL, options: GoogleNewsOptions): Readonly<Record<string, string>> {
  const language = options.language ?? url.searchParams.get('hl')
  const country = options.country ?? url.searchParams.get('gl')
  if (language === null || country === null) return {}
  const edition = language.startsWith('es-') ? 'es-419' : language.replace(/-.*$/, '')
  return { hl: language, gl: country, ceid: `${country}:${edition}` }
}

function read(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  return {
    posts: drafts.map((draft, index) => articleOf(draft, feed.items[index]?.summary?.value ?? '')),
    next: [],
    title: feed.title,
    language: feed.language,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function articleOf(draft: PostDraft, markup: string): PostDraft {
  const { title, publisher } = splitTitle(draft.title)
  const url = draft.url === null ? null : unwrapUrl(draft.url)
  return {
    ...draft,
    kind: 'article',
    url,
    title,
    // The description is only the headline once more, linked, with those of other papers.
    text: isOnlyHeadlines(markup) ? '' : draft.text,
    author: { name: publisher ?? draft.author.name, url: null, staff: false },
    conversation: null,
  }
}

/** "Cae la red en el norte - El Diario": the publisher stands last, behind a dash. */
function splitTitle(title: string | null): { readonly title: string | null; readonly publisher: string | null } {
  const at = title?.lastIndexOf(' - ') ?? -1
  if (title === null || at <= 0) return { title, publisher: null }
  const publisher = title.slice(at + 3).trim()
  return publisher === '' || publisher.length > 80
    ? { title, publisher: null }
    : { title: title.slice(0, at).trim(), publisher }
}

function isOnlyHeadlines(markup: string): boolean {
  return markup === '' || /^\s*(?:<ol>\s*<li>\s*)?<a\b[^>]{0,3000}href="[^"]{0,2500}"/.test(markup)
}
