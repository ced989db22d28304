// Which links of a listing page lead to articles of the same site. No page says so: the signs are a heading around the
// link, a date beside it or in its address, an address made of a title, and other links of the same make.

import type { Element } from 'domhandler'
import type { Instant } from '../../domain/time.js'
import { pageAddressOf, type Reading, valueAt, whenOf } from '../forum/fields.js'
import { isElement, lineOf } from '../reading/html.js'
import { comparableUrl } from '../reading/urls.js'

/** A link that looks like an article. */
export interface ArticleLink {
  readonly url: string
  readonly title: string | null
  readonly publishedAt: Instant | null
}

/** Links of a page that are looked at, and those that are taken from it. */
const ANCHORS_MAX = 3_000
const LINKS_MAX = 100
/** From here on a link is taken for an article. */
const LIKELY = 3
/** Links of one make, so that it is a list. */
const ALIKE = 3
const TITLE_CHARS = 15

const NO_ARTICLE =
  /\/(?:tags?|etiquetas?|category|categor[ií]as?|categories|topics?|temas?|author|autor(?:es)?|users?|profile|perfil|page|pagina|search|buscar|login|signin|sign-in|register|registro|account|cuenta|cart|carrito|contact[eo]?|about|acerca|privacy|privacidad|terms|terminos|cookies|legal|wp-admin|wp-login|feed|rss|cdn-cgi|share|subscribe|suscri[a-z]*)(?:[/.?#]|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|xml|rss|css|js)(?:$|\?)/i
const DATED = /\/(?:19|20)\d\d[/-]\d{1,2}(?:[/-]|$)/
const SLUG = /\/[^/]{0,200}[a-z\d]+(?:-[a-z\d]+){2,}[^/]*\/?$/i
const NUMBERED = /(?:[/-]|[?&](?:p|id|art)=)\d{3,}(?:\.html?)?\/?$/i
const ENTRY =
  /(?:^|[-_\s])(?:post|entry|article|card|teaser|story|noticia|nota|articulo|entrada|hentry|item|headline|titular)/i
const OUTSIDE: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'header'])
/** Ancestors of a link that are looked at. */
const AROUND = 6

interface Candidate {
  readonly element: Element
  readonly url: string
  readonly text: string
  readonly make: string
  readonly score: number
}

/** The articles that a page links to, in its order, each once. */
export function articleLinks(reading: Reading, pageUrl: string | null): readonly ArticleLink[] {
  const candidates = reading.html
    .all('a[href]')
    .slice(0, ANCHORS_MAX)
    .flatMap((anchor) => candidateOf(anchor, reading, pageUrl) ?? [])
  const makes = new Map<string, Set<string>>()
  for (const { make, url } of candidates) makes.set(make, (makes.get(make) ?? new Set()).add(url))
  const found = new Map<string, ArticleLink>()
  for (const candidate of candidates) {
    const alike = (makes.get(candidate.make)?.size ?? 0) >= ALIKE ? 1 : 0
    const key = comparableUrl(candidate.url)
    const known = found.get(key)
    if (
      candidate.score + alike < LIKELY ||
      (known !== undefined && (known.title?.length ?? 0) >= candidate.text.length)
    )
      continue
    if (known === undefined && found.size >= LINKS_MAX) break
    found.set(key, linkOf(candidate, reading))
  }
  return [...found.values()]
}

function candidateOf(element: Element, reading: Reading, pageUrl: string | null): Candidate | null {
  const url = pageAddressOf(element.attribs.href ?? null, reading)?.replace(/#.*$/, '')
  if (url === undefined || !isOfSite(url, pageUrl) || isSamePage(url, pageUrl)) return null
  const { pathname, search } = new URL(url)
  const path = pathname + search
  if (pathname === '/' && search === '') return null
  if (NO_ARTICLE.test(path)) return null
  const text = lineOf(element)
  const around = ancestorsOf(element)
  return { element, url, text, make: makeOf(around), score: scoreOf(path, text, element, around) }
}

function scoreOf(path: string, text: string, element: Element, around: readonly Element[]): number {
  let score = 0
  if (around.slice(0, 3).some(isHeading) || element.children.some((child) => isElement(child) && isHeading(child)))
    score += 2
  if (around.some((outer) => outer.name === 'article' || ENTRY.test((outer.attribs.class ?? '').slice(0, 200))))
    score += 1
  if (DATED.test(path)) score += 2
  else if (SLUG.test(path) || NUMBERED.test(path)) score += 1
  if (text.length >= TITLE_CHARS && /\s/.test(text)) score += 1
  if (around.some((outer) => OUTSIDE.has(outer.name) && !around.some((other) => other.name === 'article'))) score -= 3
  return score
}

function isHeading(element: Element): boolean {
  return /^h[1-5]$/.test(element.name)
}

function ancestorsOf(element: Element): readonly Element[] {
  const found: Element[] = []
  for (let at = element.parent; at !== null && found.length < AROUND; at = at.parent) if (isElement(at)) found.push(at)
  return found
}

/** Links of a list stand in elements of the same names and classes. */
function makeOf(around: readonly Element[]): string {
  return around
    .slice(0, 3)
    .map((outer) => `${outer.name}.${(outer.attribs.class ?? '').slice(0, 80)}`)
    .join(' ')
}

function linkOf({ element, url, text }: Candidate, reading: Reading): ArticleLink {
  const entry = ancestorsOf(element).find(
    (outer) => outer.name === 'article' || outer.name === 'li' || ENTRY.test(outer.attribs.class ?? ''),
  )
  const date = entry === undefined ? null : valueAt(reading.html, entry, ['time@datetime', 'time', '.date, .fecha'])
  return { url, title: text === '' ? null : text, publishedAt: whenOf(date, reading) }
}

function isOfSite(url: string, pageUrl: string | null): boolean {
  if (pageUrl === null) return false
  const bare = (address: string) => new URL(address).hostname.replace(/^(?:www|m)\./, '')
  return bare(url) === bare(pageUrl)
}

function isSamePage(url: string, pageUrl: string | null): boolean {
  return pageUrl !== null && comparableUrl(url) === comparableUrl(pageUrl)
}
