// Any page without a kind of its own: one article with its comments, a discussion or reviews in schema.org's words, or a
// listing or sitemap whose articles are then asked for. Engines and feeds tell more, so they are preferred where they are.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, ReadContext, ReadResult, SourceKind, SourceMemory } from '../domain/source.js'
import { articleBody } from './article/body.js'
import { commentElements, readComments } from './article/comments.js'
import { describedArticle, ownAddress, readHead, saysArticle } from './article/head.js'
import { ARTICLE_ROLE, withRead } from './article/known.js'
import { articleLinks } from './article/links.js'
import { conversationAt, listedArticles, pagesOfSitemap, sitemapRequest } from './article/listed.js'
import { recogniseArticle } from './article/recognise.js'
import { looksLikeSitemap } from './article/sitemap.js'
import { looksLikeHtml } from './forum/engine.js'
import { postWith } from './forum/json.js'
import { HtmlPage } from './forum/page.js'
import { languageOf, readingOf, titleOf } from './forum/thread-head.js'
import { refuseFaultyPage } from './reading/faults.js'
import { spokenBy, type ThingReading } from './structured/draft.js'
import { jsonLdThings } from './structured/json-ld.js'
import { microdataThings } from './structured/microdata.js'
import { PageText } from './structured/page-text.js'
import type { Thing } from './structured/things.js'
import { commentsIn, discussionIn, reviewsIn } from './structured/threads.js'

/** Its own keys of a source in the configuration: none. */
export type ArticleOptions = Record<string, never>

/** Articles, marked-up discussions and reviews, and listings of articles. */
export const article: SourceKind<ArticleOptions> = {
  kind: 'article',
  title: 'Any article, blog page or sitemap',
  about:
    'Reads an article with its comments, discussions and reviews marked up by schema.org, and blogs without a feed by their listing page or sitemap (20 new articles a scan).',
  exampleUrl: 'https://diario.example/opinion/',
  example: {},
  options: z.strictObject({}),
  recognise: (page) => (looksLikeSitemap(page) ? 0.6 : recogniseArticle(page)),
  start: (url) => [{ url, role: 'start' }],
  read,
  revisit: (conversation) =>
    conversation.url === null ? [] : [{ url: conversation.url, role: ARTICLE_ROLE, detail: true }],
}

/** Articles of a page, so that it is taken for a listing. */
const LISTED_MIN = 3
/** An article that is not said to be one has at least so much to say. */
const PROSE_CHARS = 500
/** Less than this is a caption or a notice. */
const WORDS_CHARS = 80

/** A page being read, with all that it is asked for. */
interface Visit {
  readonly page: Page
  readonly html: HtmlPage
  readonly reading: ThingReading
  readonly things: readonly Thing[]
  readonly url: string | null
  readonly memory: SourceMemory
}

function read(page: Page, context: ReadContext<ArticleOptions>): ReadResult {
  if (looksLikeSitemap(page)) return pagesOfSitemap(page, context.memory)
  if (!looksLikeHtml(page))
    throw new EscuchaError(
      'unreadable',
      `an article or a page of HTML was expected at ${page.url}, and something else came`,
    )
  const visit = visitOf(page, context.memory)
  const described = describedPosts(visit)
  if (described.length > 0) return resultOf(visit, described)
  const links = page.role === ARTICLE_ROLE ? [] : articleLinks(visit.reading, visit.url)
  const posts = isFront(visit) && links.length >= LISTED_MIN ? [] : articlePosts(visit, links.length)
  if (posts.length > 0) return resultOf(visit, posts)
  if (links.length > 0)
    return {
      title: titleOf(visit.html),
      language: visit.reading.language,
      ...listedArticles(links, page, visit.memory),
    }
  return nothing(visit)
}

function visitOf(page: Page, memory: SourceMemory): Visit {
  const html = new HtmlPage(page.text)
  const reading = readingOf(page, html, null)
  let text: PageText | null = null
  const pageText = () => {
    text ??= new PageText(html)
    return text
  }
  return {
    page,
    html,
    reading: { ...reading, language: languageOf(html), pageText },
    things: [...microdataThings(html), ...jsonLdThings(html)],
    url: ownAddress(html, reading.base, page.url),
    memory,
  }
}

/** A discussion or reviews. Microdata and JSON-LD often tell the same twice: who tells more is believed. */
function describedPosts(visit: Visit): readonly PostDraft[] {
  const { reading, url } = visit
  const told = byMarkup(visit).map((things) => discussionIn(things, reading, url))
  const discussion = longest(told)
  if (discussion.some((post) => post.text !== '')) return discussion
  if (describedArticle(visit.things, reading, url) !== null) return []
  return longest(byMarkup(visit).map((things) => reviewsIn(things, reading, url)))
}

function byMarkup({ things }: Visit): readonly (readonly Thing[])[] {
  return [things.filter((thing) => thing.element !== null), things.filter((thing) => thing.element === null)]
}

function longest(lists: readonly (readonly PostDraft[])[]): readonly PostDraft[] {
  return lists.reduce((best, list) => (list.length > best.length ? list : best), [])
}

/** The article with its comments; empty when the page is none. */
function articlePosts(visit: Visit, links: number): readonly PostDraft[] {
  const { html, reading, things, url, page } = visit
  const described = describedArticle(things, reading, url)
  const elements = commentElements(html)
  const { text, byline } = articleBody(
    html,
    new Set(elements),
    described === null ? null : spokenBy(described, reading).text,
  )
  const declared = described !== null || saysArticle(html) || page.role === ARTICLE_ROLE
  if (text.length < (declared ? WORDS_CHARS : wordsWanted(links))) return []
  const head = readHead(reading, { things, article: described, byline, comments: new Set(elements) })
  const conversation = conversationAt(url, head.title)
  const comments = conversation === null ? [] : commentsOf(visit, elements, conversation)
  const post = postWith({
    ...head,
    kind: 'article',
    url,
    text,
    conversation,
    language: reading.language,
    replyCount: comments.length,
  })
  return [post, ...comments]
}

/** Beside many links to articles, only a long text is an article itself. */
function wordsWanted(links: number): number {
  return links >= LISTED_MIN ? PROSE_CHARS * 3 : PROSE_CHARS / 2
}

function commentsOf(
  visit: Visit,
  elements: Parameters<typeof readComments>[0],
  conversation: ConversationRef,
): readonly PostDraft[] {
  const { reading } = visit
  const described = byMarkup(visit).map((things) => commentsIn(things, reading, conversation))
  return longest([...described, readComments(elements, reading, conversation, reading.language)])
}

function isFront({ url }: Visit): boolean {
  return url !== null && new URL(url).pathname === '/' && new URL(url).search === ''
}

/** Posts of a page; the address it was asked at and its own are then known. */
function resultOf(visit: Visit, posts: readonly PostDraft[]): ReadResult {
  const { page, html, reading, url, memory } = visit
  const result = { posts, next: [], title: posts[0]?.title ?? titleOf(html), language: reading.language }
  return page.role === ARTICLE_ROLE ? { ...result, memory: withRead([page.url, url], memory) } : result
}

/** A start page without articles may have a sitemap; any other page without words is a fault. */
function nothing({ page, html, url }: Visit): ReadResult {
  refuseFaultyPage(page, html)
  if (page.role === 'start' && url !== null) {
    return {
      posts: [],
      next: [sitemapRequest(new URL('/sitemap.xml', url).href, 1)],
      title: titleOf(html),
      language: languageOf(html),
      emptyIsOrdinary: false,
    }
  }
  throw new EscuchaError('unreadable', `no article, comments or links to articles were found at ${page.url}`, {
    hint: 'A page that a script fills in has no words to read: try the site’s feed, or kind html with selectors.',
  })
}
