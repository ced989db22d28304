// What a page of a site says of the site's feeds: its `link` elements, its links that look like feeds, and the paths
// at which engines keep their feeds when no page mentions them. Nothing is fetched here.

import { Parser } from 'htmlparser2'
import type { Page } from '../domain/source.js'
import { cleanLine } from './reading/text.js'
import { comparableUrl, resolveUrl } from './reading/urls.js'

/** A feed that a page points to. */
export interface DiscoveredLink {
  readonly url: string
  readonly title: string | null
  /** What it holds, as far as its name tells. */
  readonly holds: 'posts' | 'comments'
  /** `announced` in the head of the page, or only `mentioned` in a link. */
  readonly how: 'announced' | 'mentioned'
}

/** A page that points to more feeds than this is a directory of feeds. */
const LINKS_MAX = 30
/** Links stand in the head; the rest of a long page is searched only so far. */
const SEARCHED_CHARS = 600_000

const FEED_TYPE = /^\s*application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b|^\s*(?:application|text)\/(?:rss|atom)\b/i
const JSON_TYPE = /^\s*application\/json\b/i
const XML_TYPE = /^\s*(?:application|text)\/(?:xml|rdf\+xml)\b/i
const FEED_PATH =
  /(?:\/(?:feed|feeds|rss|atom)\/?|\.(?:rss|atom|rdf)|\/(?:rss|atom|feed|index|feeds)[\w-]{0,20}\.(?:xml|rss|json)|\/feeds\/posts\/default)$/i
const FEED_QUERY = /[?&](?:feed=(?:rss2?|atom)|type=(?:rss2?|atom1?\.?0?)|format=(?:feed|rss|atom)|alt=rss|mode=rss)\b/i
const COMMENTS = /comment|coment|kommentar|commentaire/i

/** Feeds that the page announces or links to, announced ones first, each once. */
export function discoverLinks(page: Page): readonly DiscoveredLink[] {
  const collector = new LinkCollector(page.url)
  const parser = new Parser(collector, { decodeEntities: true })
  parser.write(page.text.slice(0, SEARCHED_CHARS))
  parser.end()
  return collector.links()
}

class LinkCollector {
  #base: string
  #announced: DiscoveredLink[] = []
  #mentioned: DiscoveredLink[] = []

  constructor(private readonly pageUrl: string) {
    this.#base = pageUrl
  }

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'base') this.#base = resolveUrl(attributes.href, this.pageUrl) ?? this.#base
    if (name === 'link') this.#link(attributes)
    if (name === 'a') this.#anchor(attributes)
  }

  links(): readonly DiscoveredLink[] {
    const seen = new Set<string>()
    return [...this.#announced, ...this.#mentioned]
      .filter((link) => {
        const key = comparableUrl(link.url)
        return !seen.has(key) && seen.add(key)
      })
      .slice(0, LINKS_MAX)
  }

  #link(attributes: Readonly<Record<string, string>>): void {
    const rel = (attributes.rel ?? '').toLowerCase().split(/\s+/)
    if (!rel.includes('alternate') && !rel.includes('feed')) return
    const url = resolveUrl(attributes.href, this.#base)
    if (url === null || this.#announced.length >= LINKS_MAX || !isFeedLink(attributes.type ?? '', url, rel)) return
    this.#announced.push(linkTo(url, attributes.title, 'announced'))
  }

  #anchor(attributes: Readonly<Record<string, string>>): void {
    if (this.#mentioned.length >= LINKS_MAX) return
    const url = resolveUrl(attributes.href, this.#base)
    if (url === null || !sameHost(url, this.pageUrl)) return
    const { pathname, search } = new URL(url)
    if (!FEED_PATH.test(pathname) && !FEED_QUERY.test(search)) return
    this.#mentioned.push(linkTo(url, attributes.title, 'mentioned'))
  }
}

function isFeedLink(type: string, url: string, rel: readonly string[]): boolean {
  if (FEED_TYPE.test(type)) return true
  // WordPress announces its JSON interface the same way; oEmbed does so with XML.
  if (/\/wp-json\/|oembed/i.test(url)) return false
  if (rel.includes('feed')) return true
  return (JSON_TYPE.test(type) || XML_TYPE.test(type)) && FEED_PATH.test(new URL(url).pathname)
}

function linkTo(url: string, title: string | undefined, how: DiscoveredLink['how']): DiscoveredLink {
  const ofComments = COMMENTS.test(title ?? '') || COMMENTS.test(new URL(url).pathname)
  return { url, title: cleanLine(title), holds: ofComments ? 'comments' : 'posts', how }
}

function sameHost(url: string, other: string): boolean {
  if (!URL.canParse(other)) return false
  const bare = (address: string) => new URL(address).hostname.replace(/^www\./, '')
  return bare(url) === bare(other)
}

/** Where the common engines keep their feed: WordPress, Ghost, Jekyll and Hugo, Medium and Tumblr, Blogger; then the rest. */
const WELL_KNOWN = [
  'feed/',
  'rss.xml',
  'atom.xml',
  'feed.xml',
  'index.xml',
  'rss',
  'feed.json',
  'feeds/posts/default',
  'feed.atom',
  'index.rss',
  'rss/',
  'rss/feed.xml',
]

/** Addresses worth trying on a site whose pages announce no feed: in its directory and at its root. */
export function wellKnownFeeds(url: string): readonly string[] {
  if (!URL.canParse(url)) return []
  const { origin, pathname } = new URL(url)
  const folder = `${origin}${pathname.replace(/[^/]*$/, '')}`
  const places = folder === `${origin}/` ? [folder] : [folder, `${origin}/`]
  return [...new Set(WELL_KNOWN.flatMap((path) => places.map((place) => `${place}${path}`)))]
}
