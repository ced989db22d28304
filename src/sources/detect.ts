// `auto` and `discover`: from a site's address to the kind that reads it, and to the feeds behind it. Fetching and
// reading are handed in; which kinds there are is never asked, only which of them recognise a page.

import { EscuchaError, isExpected } from '../domain/errors.js'
import type { Page, PageReader } from '../domain/source.js'
import { looksLikeFeed } from './feed/parse.js'
import { looksLikeHtml } from './forum/engine.js'
import { HtmlPage } from './forum/page.js'
import { refuseFaultyPage } from './reading/faults.js'
import { comparableUrl } from './reading/urls.js'
import { type DiscoveredLink, discoverLinks, wellKnownFeeds } from './site-links.js'

export { type DiscoveredLink, discoverLinks } from './site-links.js'

/** Fetches a page; throws `EscuchaError` when it cannot be had. */
export type FetchPage = (url: string) => Promise<Page>

/** The kind of a source, and the address that is polled for it. */
export interface ResolvedKind {
  readonly kind: string
  readonly url: string
}

/** Something at or behind an address that can be watched. */
export interface FoundSource {
  readonly kind: string
  readonly url: string
  readonly title: string | null
  /** `site`: the address itself; `posts`, `comments`: a feed of these. */
  readonly holds: 'site' | 'posts' | 'comments'
}

/** From here on a page is taken for what it is recognised as, whatever feeds it announces. */
const SURE = 0.8
/** Below this a kind would only be guessing. */
const LIKELY = 0.4
/** Feeds that a page announces are tried in their order; the site's main feed stands first or second. */
const ANNOUNCED_TRIED_MAX = 4
/** Addresses tried blindly: a site must not feel searched. */
const GUESSED_TRIED_MAX = 6
/** Where a person asks what a site has, a few more are worth the wait. */
const DISCOVERED_TRIED_MAX = 12

/**
 * The kind that reads what stands at an address, and the address to poll: the page itself where an engine or feed is
 * recognised, else a feed of the site. Throws `not-recognised`, or why the page could not be had.
 */
export async function resolveKind(
  url: string,
  fetchPage: FetchPage,
  reader: Pick<PageReader, 'recognise'>,
): Promise<ResolvedKind> {
  const page = await fetchPage(url)
  const best = await bestKind(page, reader)
  if (best !== null && best.sureness >= SURE) return { kind: best.kind, url }
  const feed = await firstFeed(announcedFeeds(page), fetchPage, reader)
  if (feed !== null) return feed
  if (best !== null && best.sureness >= LIKELY) return { kind: best.kind, url }
  const guessed = await firstFeed(wellKnownFeeds(page.url).slice(0, GUESSED_TRIED_MAX), fetchPage, reader)
  if (guessed !== null) return guessed
  if (best !== null) return { kind: best.kind, url }
  throw notRecognised(page)
}

/** The kind for a page that is at hand, with nothing else fetched. Throws `not-recognised`. */
export async function kindOfPage(page: Page, reader: Pick<PageReader, 'recognise'>): Promise<string> {
  const best = await bestKind(page, reader)
  if (best === null) throw notRecognised(page)
  return best.kind
}

/** Everything at and behind an address that can be watched, the likeliest first. Throws why the page could not be had. */
export async function discover(
  url: string,
  fetchPage: FetchPage,
  reader: Pick<PageReader, 'recognise'>,
): Promise<readonly FoundSource[]> {
  return discoverFrom(await fetchPage(url), url, fetchPage, reader)
}

/** The same from a page that is at hand already. */
export async function discoverFrom(
  page: Page,
  url: string,
  fetchPage: FetchPage,
  reader: Pick<PageReader, 'recognise'>,
): Promise<readonly FoundSource[]> {
  const site = (await reader.recognise(page))
    .filter(({ sureness }) => sureness >= LIKELY)
    .slice(0, 1)
    .map(({ kind }) => ({ kind, url, title: titleOf(page), holds: 'site' as const }))
  const announced = discoverLinks(page).map(asFound)
  const guessed = announced.length > 0 || site[0]?.kind === 'feed' ? [] : await guessedFeeds(page, fetchPage, reader)
  return once([...site, ...announced, ...guessed])
}

function asFound({ url, title, holds }: DiscoveredLink): FoundSource {
  return { kind: 'feed', url, title, holds }
}

async function guessedFeeds(
  page: Page,
  fetchPage: FetchPage,
  reader: Pick<PageReader, 'recognise'>,
): Promise<readonly FoundSource[]> {
  const feed = await firstFeed(wellKnownFeeds(page.url).slice(0, DISCOVERED_TRIED_MAX), fetchPage, reader)
  return feed === null ? [] : [{ ...feed, title: null, holds: 'posts' }]
}

async function bestKind(
  page: Page,
  reader: Pick<PageReader, 'recognise'>,
): Promise<{ readonly kind: string; readonly sureness: number } | null> {
  return (await reader.recognise(page))[0] ?? null
}

function announcedFeeds(page: Page): readonly string[] {
  const links = discoverLinks(page).filter((link) => link.how === 'announced')
  const posts = links.filter((link) => link.holds === 'posts')
  return [...posts, ...links.filter((link) => link.holds === 'comments')]
    .map((link) => link.url)
    .slice(0, ANNOUNCED_TRIED_MAX)
}

/** The first address that answers with something recognised for sure; those that fail are passed over. */
async function firstFeed(
  urls: readonly string[],
  fetchPage: FetchPage,
  reader: Pick<PageReader, 'recognise'>,
): Promise<ResolvedKind | null> {
  for (const url of urls) {
    const page = await fetchPage(url).catch(nullIfExpected)
    const best = page === null ? null : await bestKind(page, reader)
    // A site that answers every address with its home page has no feed there.
    if (page === null || looksLikeFeed(page.text) === 0) continue
    if (best !== null && best.sureness >= SURE) return { kind: best.kind, url }
  }
  return null
}

function nullIfExpected(error: unknown): null {
  if (isExpected(error)) return null
  throw error
}

function once(found: readonly FoundSource[]): readonly FoundSource[] {
  const seen = new Set<string>()
  return found.filter(({ url, kind }) => {
    const key = `${kind} ${comparableUrl(url)}`
    return !seen.has(key) && seen.add(key)
  })
}

function titleOf(page: Page): string | null {
  const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(page.text.slice(0, 100_000))?.[1] ?? null
  return title === null ? null : title.replace(/\s+/g, ' ').trim() || null
}

/** A login or a browser check in the place of the page says more than that nothing was recognised. */
function notRecognised(page: Page): EscuchaError {
  const { url } = page
  if (looksLikeHtml(page) || page.text.trim() === '') refuseFaultyPage(page, new HtmlPage(page.text))
  return new EscuchaError('not-recognised', `no source kind recognises what stands at ${url}`, {
    hint: 'Name the kind yourself, or use kind html with selectors; `escucha sources list --kinds` shows the kinds.',
  })
}
