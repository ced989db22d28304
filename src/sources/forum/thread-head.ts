// What a thread page says of its thread: id, title, solved or not, and where its other pages are.

import type { Page } from '../../domain/source.js'
import { lineOf } from '../reading/html.js'
import { cleanLine } from '../reading/text.js'
import { resolveUrl } from '../reading/urls.js'
import { countIn, pageAddressOf, type Reading, valueAt } from './fields.js'
import type { HtmlPage } from './page.js'
import type { ForumShape, Places } from './shape.js'

/** A thread as one of its pages tells it. */
export interface ThreadHead {
  /** The engine's id, else the address; null when the page has neither. */
  readonly id: string | null
  readonly url: string | null
  readonly title: string | null
  readonly language: string | null
  readonly solved: boolean | null
  readonly views: number | null
  readonly firstPage: boolean
  readonly next: string | null
  readonly previous: string | null
  /** The page with the latest posts; null when this one is it. */
  readonly last: string | null
}

const SOLVED_TITLE =
  /[[({<]\s*(?:solucionado|solventado|resuelto|solved|resolved|fixed|r[ée]solu|gel[öo]st|erledigt|resolvido|risolto)\s*[\])}>]/i
const UNSOLVED_TITLE = /[[({<]\s*(?:sin resolver|no resuelto|no solucionado|unsolved|unresolved|unanswered)\s*[\])}>]/i

/** Reads the head of a thread page. */
export function readThreadHead(shape: ForumShape, reading: Reading): ThreadHead {
  const { thread } = shape
  const { html } = reading
  const link = (places: Places) => pageAt(valueAt(html, null, places), reading.base)
  const canonical = canonicalOf(html, reading.base)
  const previous = link(thread.previous)
  const self = link(thread.self)
  const own = canonical ?? self ?? pageAddressOf(reading.base, reading)
  const labelled = valueAt(html, null, thread.title) ?? titleOf(html)
  const title = withoutLabels(html, thread) ?? labelled
  const pages = pageLinks(html, thread.pages, reading.base)
  const current = countIn(valueAt(html, null, thread.current))
  const next = link(thread.next) ?? pageAfter(pages, current)
  const firstPage = previous === null && (current ?? 1) <= 1 && !isLaterPage(own)
  return {
    id:
      valueAt(html, null, thread.id) ??
      threadIdIn([canonical, self, reading.base, ...pages.map((page) => page.url)], thread.idPatterns) ??
      own,
    url: firstPage
      ? own
      : (pages.find((page) => page.number === 1)?.url ?? self ?? (own === null ? null : firstPageOf(own))),
    title,
    language: languageOf(html),
    solved: solvedIn(shape, html, labelled),
    views: countIn(valueAt(html, null, thread.views)),
    firstPage,
    next,
    previous,
    last: next === null ? null : (highest(pages) ?? next),
  }
}

/** The page after this one of a listing, by the same bar as a thread has; null on the last. */
export function nextPageOf({ thread }: ForumShape, { html, base }: Reading): string | null {
  const next = pageAt(valueAt(html, null, thread.next), base)
  return next ?? pageAfter(pageLinks(html, thread.pages, base), countIn(valueAt(html, null, thread.current)))
}

/** The title without the labels that stand in it; null where there are none. */
function withoutLabels(html: HtmlPage, { title, titleLabel }: ForumShape['thread']): string | null {
  if (titleLabel === undefined) return null
  const labels = new Set(html.all(titleLabel))
  if (labels.size === 0) return null
  const element = title.map((selector) => html.first(selector)).find((found) => found !== null)
  return element === undefined || element === null ? null : cleanLine(lineOf(element, labels))
}

/** `link[rel=canonical]`, else `og:url`, as an absolute address. */
export function canonicalOf(html: HtmlPage, base: string): string | null {
  return pageAt(valueAt(html, null, ['link[rel=canonical]@href', 'meta[property="og:url"]@content']), base)
}

/** ISO 639-1 of the page, where it declares one. */
export function languageOf(html: HtmlPage): string | null {
  const declared = valueAt(html, null, ['html@lang', 'html@xml:lang', 'meta[http-equiv="content-language"]@content'])
  return /^([a-z]{2})(?:$|[-_,\s])/i.exec(declared ?? '')?.[1]?.toLowerCase() ?? null
}

/** The document's `<title>` without the site's name behind it. */
export function titleOf(html: HtmlPage): string | null {
  const element = html.first('head title') ?? html.first('title')
  const title = cleanLine(element === null ? null : lineOf(element))
  return title?.replace(/\s+(?:[|\u2013\u2014\u00ab\u00b7]|- (?=[^-]*$)).*$/u, '').trim() ?? null
}

/** The thread's id in the first address that tells one. */
export function threadIdIn(urls: readonly (string | null)[], patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    for (const url of urls) {
      const groups = url === null ? null : pattern.exec(url)
      const id = groups?.slice(1).find((group) => group !== undefined)
      if (id !== undefined) return id
    }
  }
  return null
}

/** A link to another page; one that only moves on this page is none. */
function pageAt(href: string | null, base: string): string | null {
  return href === null || href.startsWith('#') ? null : pageAddressOf(href, { base })
}

interface PageLink {
  readonly number: number
  readonly url: string
}

/** A pagination bar has fewer links than this. */
const PAGE_LINKS_MAX = 60

function pageLinks(html: HtmlPage, selector: string, base: string): readonly PageLink[] {
  const links: PageLink[] = []
  for (const element of html.all(selector).slice(0, PAGE_LINKS_MAX)) {
    const label = lineOf(element).trim()
    const url = pageAt(element.attribs.href ?? null, base)
    if (/^\d{1,6}$/.test(label) && url !== null) links.push({ number: Number(label), url })
  }
  return links
}

/** Bars without a "next" button show the present page as plain text among the links. */
function pageAfter(links: readonly PageLink[], current: number | null): string | null {
  return current === null ? null : (links.find((link) => link.number === current + 1)?.url ?? null)
}

function highest(links: readonly PageLink[]): string | null {
  let best: PageLink | null = null
  for (const link of links) if (best === null || link.number > best.number) best = link
  return best?.url ?? null
}

const LATER_PAGE =
  /[?&;](?:page|pagina|p(?:age)?no)=(?!0*1(?:\D|$))\d+|\/page-?(?!0*1(?:\D|$))\d+|\/p(?!0*1(?:\D|$))\d+(?:$|[?#])|[?&;]start=[1-9]|[?&;]topic=\d+\.[1-9]/i

function isLaterPage(url: string | null): boolean {
  return url !== null && LATER_PAGE.test(url)
}

/** The address of a thread's first page, made from that of a later one. */
function firstPageOf(url: string): string {
  return url
    .replace(/#.*$/, '')
    .replace(/\/page-?\d+\/?(?=$|\?)/i, '')
    .replace(/\/p\d+\/?(?=$|\?)/i, '')
    .replace(/([?&;]topic=\d+)\.\d+/i, '$1.0')
    .replace(/[&;](?:page|pagina|start)=\d+/gi, '')
    .replace(/\?(?:page|pagina|start)=\d+&?/gi, '?')
    .replace(/\?$/, '')
}

/** What people write into titles: "[Solucionado]"; null when the title tells nothing. */
export function solvedByTitle(title: string | null): boolean | null {
  if (title === null) return null
  if (UNSOLVED_TITLE.test(title)) return false
  return SOLVED_TITLE.test(title) ? true : null
}

function solvedIn(shape: ForumShape, html: HtmlPage, title: string | null): boolean | null {
  const { solved, unsolved } = shape.thread
  if (solved !== null && html.first(solved) !== null) return true
  const told = solvedByTitle(title)
  if (told !== null) return told
  return unsolved !== null && html.first(unsolved) !== null ? false : null
}

/** What a page is read against. */
export function readingOf(page: Page, html: HtmlPage, order: Reading['order']): Reading {
  return { html, base: baseOf(page, html), now: page.fetchedAt, timezone: page.timezone, order }
}

/** A recorded page that came without its address often tells it: what it calls its canonical one is where its links lead from. */
function baseOf(page: Page, html: HtmlPage): string {
  const own = /^https?:/i.test(page.url) ? page.url : (canonicalOf(html, page.url) ?? page.url)
  const declared = html.first('base')?.attribs.href
  return declared === undefined ? own : (resolveUrl(declared, own) ?? own)
}
