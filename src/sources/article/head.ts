// What a page says of its article: title, author, dates, address. Structured data first, then the tags for networks and
// readers, then what the page shows; a publisher's own word before a guess.

import type { AnyNode, Element } from 'domhandler'
import type { Author } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import { addressOf, nearestOf, type Reading, valueAt, whenOf } from '../forum/fields.js'
import type { HtmlPage } from '../forum/page.js'
import { canonicalOf, titleOf as documentTitle } from '../forum/thread-head.js'
import { lineOf } from '../reading/html.js'
import { cleanLine } from '../reading/text.js'
import { comparableUrl, resolveUrl } from '../reading/urls.js'
import { addressIn, authorOf, titleOf } from '../structured/draft.js'
import { everyThing, isOf, lineIn, type Thing } from '../structured/things.js'

/** What is known of an article before it is read. */
export interface ArticleHead {
  readonly title: string | null
  readonly author: Author
  readonly publishedAt: Instant | null
  readonly updatedAt: Instant | null
}

const ARTICLES: ReadonlySet<string> = new Set(
  'Article NewsArticle BlogPosting TechArticle ReportageNewsArticle OpinionNewsArticle AnalysisNewsArticle AskPublicNewsArticle BackgroundNewsArticle ReviewNewsArticle LiveBlogPosting ScholarlyArticle Report SatiricalArticle AdvertiserContentArticle'.split(
    ' ',
  ),
)
const PAGES: ReadonlySet<string> = new Set(['WebPage', 'ItemPage', 'AboutPage'])

const TITLE = [
  'meta[property="og:title"]@content',
  'meta[name="twitter:title"]@content',
  'meta[name="dc.title"]@content',
]
const SITE = ['meta[property="og:site_name"]@content', 'meta[name="application-name"]@content']
const AUTHOR = [
  'meta[name=author]@content',
  'meta[property=author]@content',
  'meta[name="parsely-author"]@content',
  'meta[name="sailthru.author"]@content',
  'meta[name="dc.creator"]@content',
  'meta[property="article:author"]@content',
  'meta[name="twitter:data1"]@content',
]
const SHOWN_AUTHOR = [
  '[itemprop=author] [itemprop=name]',
  '[itemprop=author]',
  '[rel=author]',
  '.author .fn',
  '.author-name',
  '.byline a',
  '.autor a',
  '.autor',
  '.byline',
  '.author a',
  '.author',
]
const AUTHOR_URL = ['a[rel=author]@href', '.author a@href', '.byline a@href', '.autor a@href']
const PUBLISHED = [
  'meta[property="article:published_time"]@content',
  'meta[itemprop=datePublished]@content',
  'meta[name="parsely-pub-date"]@content',
  'meta[name="sailthru.date"]@content',
  'meta[name="cXenseParse:recs:publishtime"]@content',
  'meta[name="dc.date.issued"]@content',
  'meta[name="dc.date"]@content',
  'meta[name="DC.date"]@content',
  'meta[name=pubdate]@content',
  'meta[name=publishdate]@content',
  'meta[name=date]@content',
  'meta[property="og:published_time"]@content',
]
const SHOWN_DATE = [
  'time[itemprop=datePublished]@datetime',
  '[itemprop=datePublished]',
  'time[pubdate]@datetime',
  'article time@datetime',
  'main time@datetime',
  'time@datetime',
  'article time',
  'time',
  '.published',
  '.entry-date',
  '.post-date',
  '.article-date',
  '.fecha',
  '.date',
]
const MODIFIED = [
  'meta[property="article:modified_time"]@content',
  'meta[property="og:updated_time"]@content',
  'meta[itemprop=dateModified]@content',
  'time[itemprop=dateModified]@datetime',
]

/** The article that the page describes; null when it describes none, or a list of them. */
export function describedArticle(things: readonly Thing[], reading: Reading, page: string | null): Thing | null {
  const articles = everyThing(things).filter((thing) => isOf(thing, ARTICLES))
  const own = page === null ? undefined : articles.find((thing) => isAt(thing, reading, page))
  if (own !== undefined || articles.length === 1) return own ?? articles[0] ?? null
  const title = shownTitle(reading.html)
  return articles.find((thing) => title !== null && titleOf(thing) === title) ?? null
}

function isAt(thing: Thing, reading: Reading, page: string): boolean {
  const url = addressIn(thing, reading)
  return url !== null && comparableUrl(url) === comparableUrl(page)
}

/** What the head is read from. */
interface Signs {
  readonly things: readonly Thing[]
  readonly article: Thing | null
  /** The line under the title, where one was seen. */
  readonly byline: string | null
  /** Names and dates within these are not the article's. */
  readonly comments: ReadonlySet<AnyNode>
}

/** Reads the head. */
export function readHead(reading: Reading, signs: Signs): ArticleHead {
  const { article } = signs
  const { html } = reading
  const publishedAt = publishedIn(reading, signs)
  const modified = (article === null ? null : lineIn(article, 'dateModified')) ?? valueAt(html, null, MODIFIED)
  const updatedAt = whenOf(modified, reading)
  return {
    title: articleTitle(html, article),
    author: articleAuthor(reading, signs),
    publishedAt,
    updatedAt: updatedAt === publishedAt ? null : updatedAt,
  }
}

function publishedIn(reading: Reading, { things, article, comments }: Signs): Instant | null {
  const { html } = reading
  const pages = everyThing(things).filter((thing) => isOf(thing, PAGES))
  const described = [article, ...pages].map((thing) =>
    thing === null ? null : lineIn(thing, 'datePublished', 'dateCreated'),
  )
  for (const text of [...described, ...placesAt(html, PUBLISHED, comments), ...placesAt(html, SHOWN_DATE, comments)]) {
    const at = whenOf(text, reading)
    if (at !== null) return at
  }
  return null
}

function placesAt(
  html: HtmlPage,
  places: readonly string[],
  comments: ReadonlySet<AnyNode>,
): readonly (string | null)[] {
  return places.map((place) => valueAt(html, null, [place], (element) => nearestOf(element, comments) === null))
}

function articleTitle(html: HtmlPage, article: Thing | null): string | null {
  const described = article === null ? null : titleOf(article)
  if (described !== null) return described
  const shown = shownTitle(html)
  const announced = withoutSite(valueAt(html, null, TITLE), html)
  // The heading is the title as readers see it, unless it is the site's name.
  if (shown !== null && (announced === null || announced.includes(shown) || shown.includes(announced))) return shown
  return announced ?? shown ?? documentTitle(html)
}

/** The heading of the page, where there is one and not many. */
function shownTitle(html: HtmlPage): string | null {
  const headings = html
    .all('h1')
    .map((heading) => cleanLine(lineOf(heading)))
    .filter((line) => line !== null)
  const within = html.all('article h1, main h1').map((heading) => cleanLine(lineOf(heading)))
  if (headings.length === 1) return headings[0] ?? null
  return within.length === 1 ? (within[0] ?? null) : null
}

function withoutSite(title: string | null, html: HtmlPage): string | null {
  const site = valueAt(html, null, SITE)
  if (title === null || site === null || !title.endsWith(site)) return title
  return (
    title
      .slice(0, -site.length)
      .replace(/\s*[|\u2013\u2014\u00ab\u00b7:-]\s*$/u, '')
      .trim() || title
  )
}

function articleAuthor(reading: Reading, { article, byline, comments }: Signs): Author {
  const { html } = reading
  const described = article === null ? NOBODY : authorOf(article, reading)
  const shown = [...placesAt(html, AUTHOR, comments), ...placesAt(html, SHOWN_AUTHOR, comments), byline].map(authorName)
  const name = authorName(described.name) ?? shown.find((line) => line !== null) ?? null
  const url =
    described.url ?? addressOf(placesAt(html, AUTHOR_URL, comments).find((url) => url !== null) ?? null, reading)
  return { name, url: name === null ? null : url, staff: false }
}

const NOBODY: Author = { name: null, url: null, staff: false }
/** A longer line is a sentence about the author. */
const NAME_CHARS_MAX = 100
const BY =
  /^(?:(?:publicado|escrito|redactado|written|posted|published) )?(?:por|by|autor(?:a|es)?|author|texto)\b\s*:?\s*/i

/** The name in `Por Ana Ruiz | 3 de mayo de 2024`; null for an address or a sentence. */
function authorName(line: string | null | undefined): string | null {
  if (line === null || line === undefined || /^https?:|^@?\s*$|^\d+ min/i.test(line)) return null
  const name = line
    .replace(BY, '')
    .replace(/\s*(?:[|•·]|,?\s+(?:el |on )?\d{1,2}[\s/.-]|\s[-–—]\s).*$/u, '')
    .trim()
  return name === '' || name.length > NAME_CHARS_MAX || /^\d/.test(name) ? null : name
}

/** The one address of the page: what it names as canonical, unless that is merely the site's front page. */
export function ownAddress(html: HtmlPage, base: string, pageUrl: string): string | null {
  const own = resolveUrl(pageUrl, null)
  const canonical = canonicalOf(html, base)
  // A page that came without its address may name itself by a path alone, which leads nowhere.
  if (canonical === null || !URL.canParse(canonical)) return own
  const isFront = new URL(canonical).pathname === '/' && own !== null && new URL(own).pathname !== '/'
  return isFront ? own : canonical
}

/** Whether the page says of itself that it is one article. */
export function saysArticle(html: HtmlPage): boolean {
  return (
    valueAt(html, null, ['meta[property="og:type"]@content'])?.toLowerCase() === 'article' ||
    isSingle(html.first('body'))
  )
}

function isSingle(body: Element | null): boolean {
  return /\b(?:single|single-post|postid-\d+)\b/.test(body?.attribs.class ?? '')
}
