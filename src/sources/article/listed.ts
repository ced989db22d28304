// What a listing or a sitemap gives: requests for the articles that are new; where nothing can be asked (a file), what it
// shows of them.

import type { ConversationRef, PostDraft } from '../../domain/post.js'
import type { Page, PageRequest, ReadResult, SourceMemory } from '../../domain/source.js'
import { postWith } from '../forum/json.js'
import { canonicalUrl } from '../reading/urls.js'
import { errandsFor } from './known.js'
import type { ArticleLink } from './links.js'
import { readSitemap, type SitemapEntry } from './sitemap.js'

/** Further sitemaps of an index that are read in one scan. */
const SITEMAPS_MAX = 3
/** Pages of a sitemap that may be articles to read: the latest. */
const SITEMAP_PAGES_MAX = 200

/** The conversation of an article and its comments; null where nothing names it. */
export function conversationAt(url: string | null, title: string | null): ConversationRef | null {
  if (url !== null) return { id: canonicalUrl(url), url, title }
  return title === null ? null : { id: title, url: null, title }
}

/** The articles of a listing. */
export function listedArticles(
  links: readonly ArticleLink[],
  page: Page,
  memory: SourceMemory,
): Pick<ReadResult, 'posts' | 'next' | 'memory'> {
  if (page.role === null) return { posts: links.map(listedPost), next: [] }
  return {
    posts: [],
    ...errandsFor(
      links.map((link) => link.url),
      memory,
    ),
  }
}

function listedPost(link: ArticleLink): PostDraft {
  return postWith({
    kind: 'article',
    url: link.url,
    title: link.title,
    publishedAt: link.publishedAt,
    conversation: conversationAt(link.url, link.title),
  })
}

/** The request for a sitemap; its depth ends indexes that list themselves. */
export function sitemapRequest(url: string, depth: number): PageRequest {
  return { url, role: `sitemap ${depth}`, detail: true }
}

/** Sitemaps of these names list no articles. */
const NO_ARTICLES = /categor|tag|author|autor|user|image|video|page-sitemap|product(?:_cat|_tag)|misc/i
/** An index within an index is followed, one within that is not. */
const DEPTH_MAX = 2

/** A sitemap's articles, or the further sitemaps that it lists. */
export function pagesOfSitemap(page: Page, memory: SourceMemory): ReadResult {
  const { isIndex, entries } = readSitemap(page)
  const head = { title: null, language: null }
  if (!isIndex) {
    const latest = entries.slice(0, SITEMAP_PAGES_MAX).filter(isDeep)
    if (page.role === null)
      return { ...head, posts: latest.map((entry) => listedPost({ ...entry, publishedAt: entry.changedAt })), next: [] }
    return {
      ...head,
      posts: [],
      ...errandsFor(
        latest.map((entry) => entry.url),
        memory,
      ),
    }
  }
  const depth = Number(/^sitemap (\d)$/.exec(page.role ?? '')?.[1] ?? 0)
  const further =
    depth > DEPTH_MAX ? [] : entries.filter((entry) => !NO_ARTICLES.test(entry.url)).slice(0, SITEMAPS_MAX)
  return { ...head, posts: [], next: further.map((entry) => sitemapRequest(entry.url, depth + 1)) }
}

/** The front page and sections of one word are no articles. */
function isDeep(entry: SitemapEntry): boolean {
  const path = new URL(entry.url).pathname
  return entry.title !== null || /-|\d|\/[^/]+\/[^/]+/.test(path)
}
