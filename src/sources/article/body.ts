// The words of an article: its readable part, without what sites put between and behind the paragraphs. Quotations stay:
// in an article they are the author's, not another post's.

import type { AnyNode, Element } from 'domhandler'
import type { HtmlPage } from '../forum/page.js'
import { isElement, lineOf, textOf } from '../reading/html.js'
import { densestOf } from './densest.js'
import { readableOf } from './readable.js'

/** An article as it can be read. */
export interface ArticleBody {
  readonly text: string
  /** The line that names the author, where Readability saw one. */
  readonly byline: string | null
}

/** Classes and ids of what is not the article, though it stands within it. */
const ASIDE_NAMES =
  /(?:^|[-_\s])(?:related|relacionad[ao]s?|recommend(?:ed|ations?)?|recomendad[ao]s?|share|sharing|sharedaddy|compartir|social|newsletter|subscri(?:be|ption)|suscri(?:bete|pcion|birse)|breadcrumbs?|tags?|etiquetas|taglist|author-?(?:box|bio|info)|byline|entry-meta|post-meta|read-?more|lee-?tambien|also-?read|promo|advert(?:isement)?|publicidad|disclaimer|toc|caption-credit|cookie|comments?|comentarios|post-?nav(?:igation)?|pagination|jp-relatedposts|most-?(?:read|popular)|(?:post|pub|publish(?:ed)?|entry|article|meta)-?date|timestamp|wp-caption-text|image-?caption|photo-?caption|pie-?de-?foto)(?:$|[-_\s])/i
/** A line that only points elsewhere. */
const POINTER =
  /^(?:[>»•→*[(]\s*)?(?:le[ae](?:r)?(?: (?:tambi[eé]n|m[aá]s|adem[aá]s))|lee\b.{0,12}:|m[ií]r[aáe](?: (?:tambi[eé]n|adem[aá]s)|\s?:)|v[eé](?:a|r)? (?:tambi[eé]n|adem[aá]s|m[aá]s)|(?:te|le) (?:puede|podr[ií]a) interesar|tambi[eé]n (?:te|le) puede|no te pierdas|(?:notas?|noticias?|art[ií]culos?|contenidos?|temas?) relacionad[ao]s?|m[aá]s (?:informaci[oó]n|noticias|sobre)|siga leyendo|sigue leyendo|suscr[ií]b|s[ií]gue(?:nos|me)|publicidad\b|advertisement\b|read (?:more|also|next)|(?:see|read|watch) also|related(?::| (?:articles?|posts?|stories|links))|more (?:on|from|stories|in)\b|you (?:may|might) (?:also )?(?:like|be interested)|recommended\b|don['’]t miss|sign up|subscribe|follow us|share this|comparte|compartir|click here|leggi anche|leia (?:tamb[eé]m|mais)|siehe auch|lesen sie auch|lire aussi)/i
const POINTER_CHARS = 220

/**
 * Reads the article, leaving out the parts in `without` (its comments). What the page's markup says the article's words are
 * (`described`) is believed where Readability has found much less: the rest may have been taken for clutter.
 */
export function articleBody(
  html: HtmlPage,
  without: ReadonlySet<AnyNode>,
  described: string | null = null,
): ArticleBody {
  const read = readBody(html, without)
  if (described === null || described.length < DESCRIBED_CHARS || described.length < read.text.length * 1.3) return read
  return { ...read, text: described }
}

/** A shorter description is a summary. */
const DESCRIBED_CHARS = 500

function readBody(html: HtmlPage, without: ReadonlySet<AnyNode>): ArticleBody {
  const readable = readableOf(html, without)
  const text = readable === null ? '' : proseOf(readable.content)
  if (readable !== null && text.length >= DENSEST_BELOW) return { text, byline: readable.byline }
  const densest = densestOf(html, without)
  const dense = densest === null ? '' : textOf(densest, new Set([...without, ...clutterIn(html, densest)]))
  return { text: dense.length > text.length * 2 ? dense : text, byline: readable?.byline ?? null }
}

/** Readability's answer is trusted from this length on. */
const DENSEST_BELOW = 200

function proseOf(content: HtmlPage): string {
  return textOf(content.document, clutterIn(content, null))
}

const BLOCKS =
  'p, div, ul, ol, li, aside, section, h2, h3, h4, h5, h6, figure, figcaption, footer, nav, form, table, strong, em, time'
/** What a picture shows, and when the article appeared, are said of it and not in it. */
const UNSAID: ReadonlySet<string> = new Set(['figcaption', 'time'])

/** What is no part of the text of the root, or of the page: by name, by being nothing but links, or by pointing elsewhere. */
export function clutterIn(html: HtmlPage, root: Element | null): ReadonlySet<AnyNode> {
  const blocks = root === null ? html.all(BLOCKS) : html.within(root, BLOCKS)
  const whole = lineOf(root ?? html.document).length
  const clutter = new Set<AnyNode>()
  for (const block of blocks.slice(0, BLOCKS_MAX)) {
    if (!hasOuterIn(block, clutter) && isClutter(html, block, whole)) clutter.add(block)
  }
  return clutter
}

/** The blocks of an article that are looked at. */
const BLOCKS_MAX = 5_000

function hasOuterIn(block: Element, clutter: ReadonlySet<AnyNode>): boolean {
  for (let at = block.parent; at !== null; at = at.parent) if (clutter.has(at)) return true
  return false
}

/** Named after clutter, unless most of the article stands in it: themes name anything anything. */
function isClutter(html: HtmlPage, block: Element, whole: number): boolean {
  const { class: classes, id } = block.attribs
  const named = ASIDE_NAMES.test(`${(classes ?? '').slice(0, 300)} ${(id ?? '').slice(0, 100)}`)
  const small = block.name !== 'div' && block.name !== 'section' && block.name !== 'table'
  if (!named && !small && !mayBeLinks(block)) return false
  const line = lineOf(block)
  if (named) return line.length * 3 < whole
  if (UNSAID.has(block.name)) return standsAlone(block)
  if (line.length <= POINTER_CHARS && POINTER.test(line) && pointsAway(html, block, line)) return true
  return isLinkList(html, block, line)
}

/** By its links, or by being nothing but the heading of what is linked below it. */
function pointsAway(html: HtmlPage, block: Element, line: string): boolean {
  if (/^h[2-6]$/.test(block.name) && line.length <= POINTER_HEADING_CHARS) return true
  return linkedShare(html, block, line) > 0.3
}

/** "You may also like", "Te puede interesar": a longer heading says something of its own. */
const POINTER_HEADING_CHARS = 40

/** A time within a sentence belongs to it. */
function standsAlone(block: Element): boolean {
  if (block.name !== 'time') return true
  const { parent } = block
  return parent === null || lineOf(parent).length <= lineOf(block).length + DATE_WORDS_CHARS
}

/** "Published on …, by": no longer words stand beside a date that is no part of a sentence. */
const DATE_WORDS_CHARS = 20

function mayBeLinks(block: Element): boolean {
  return block.children.some((child) => isElement(child) && (child.name === 'ul' || child.name === 'a'))
}

/** A list of links that stand for themselves; one link within a sentence is none. */
function isLinkList(html: HtmlPage, block: Element, line: string): boolean {
  if (block.name !== 'ul' && block.name !== 'ol' && block.name !== 'div') return false
  const links = html.within(block, 'a')
  return links.length >= 2 && linkedShare(html, block, line) > 0.8
}

function linkedShare(html: HtmlPage, block: Element, line: string): number {
  if (line === '') return 0
  const linked = html
    .within(block, 'a')
    .slice(0, 200)
    .reduce((sum, link) => sum + lineOf(link).length, 0)
  return linked / line.length
}
