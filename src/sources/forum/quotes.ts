// Takes other people's words out of a post's body and keeps them apart, with who said them where the engine tells.

import type { AnyNode, Element } from 'domhandler'
import type { Quote } from '../../domain/post.js'
import { isElement, lineOf, textOf } from '../reading/html.js'
import { matchIn, nearestOf, valueAt } from './fields.js'
import type { HtmlPage } from './page.js'
import type { Places, QuoteShape } from './shape.js'

/** A post with more quotes than this quotes a whole thread; the rest is taken out without being kept. */
const QUOTES_MAX = 50
/** Enough of a quotation to know it by. */
const QUOTE_CHARS_MAX = 4_000

/** The quotes of a body, outermost first, and the elements that hold them. A quote within a quote is a quote of its own. */
export function quotesIn(
  html: HtmlPage,
  body: Element,
  shape: QuoteShape,
  idPattern: RegExp,
): { readonly quotes: readonly Quote[]; readonly elements: ReadonlySet<AnyNode> } {
  return readQuotes(html, html.within(body, shape.block), shape, idPattern)
}

function readQuotes(
  html: HtmlPage,
  blocks: readonly Element[],
  shape: QuoteShape,
  idPattern: RegExp,
): { readonly quotes: readonly Quote[]; readonly elements: ReadonlySet<AnyNode> } {
  if (blocks.length === 0) return { quotes: [], elements: NONE }
  const elements = new Set<AnyNode>(blocks)
  const quotes = blocks.slice(0, QUOTES_MAX).map((block) => readQuote(html, block, elements, shape, idPattern))
  for (const block of blocks) addHeaderBefore(html, block, shape, elements)
  return { quotes: quotes.filter((quote) => quote.text !== ''), elements }
}

const PLAIN_QUOTES: QuoteShape = { block: 'blockquote', author: ['cite'], from: [], header: 'cite' }

/** The quotes of a text that stands on no page of its engine: plain `<blockquote>`s, or what `shape` tells. */
export function quotesInDocument(
  html: HtmlPage,
  root: Element | null = null,
  shape: QuoteShape = PLAIN_QUOTES,
): ReturnType<typeof quotesIn> {
  return readQuotes(html, root === null ? html.all(shape.block) : html.within(root, shape.block), shape, /$^/)
}

function addHeaderBefore(html: HtmlPage, block: Element, shape: QuoteShape, elements: Set<AnyNode>): void {
  const header = headerBefore(html, block, shape)
  if (header !== null) elements.add(header)
}

/** The line before the quote that says whose it is, on engines that write it there. */
function headerBefore(html: HtmlPage, block: Element, shape: QuoteShape): Element | null {
  if (shape.headerBefore === undefined) return null
  let before = block.prev
  while (before !== null && before.type === 'text' && before.data.trim() === '') before = before.prev
  return before !== null && isElement(before) && html.matches(before, shape.headerBefore) ? before : null
}

const NONE: ReadonlySet<AnyNode> = new Set()

function readQuote(
  html: HtmlPage,
  block: Element,
  blocks: ReadonlySet<AnyNode>,
  shape: QuoteShape,
  idPattern: RegExp,
): Quote {
  const owns = (element: Element) => nearestOf(element, blocks) === block
  const headers = shape.header === null ? [] : html.within(block, shape.header).filter(owns)
  const before = headerBefore(html, block, shape)
  const at = (places: Places) =>
    (before === null ? null : valueAt(html, before, places)) ?? valueAt(html, block, places, owns)
  const author = at(shape.author) ?? (before === null ? null : lineOf(before))
  return {
    author: quotedAuthor(author),
    postId: quotedId(at(shape.from), shape, idPattern),
    text: textOf(block, new Set([...blocks, ...headers])).slice(0, QUOTE_CHARS_MAX),
  }
}

function quotedId(from: string | null, shape: QuoteShape, idPattern: RegExp): string | null {
  if (shape.id === undefined) return matchIn(from, idPattern) ?? matchIn(from, ANY_POST_ID)
  const id = matchIn(from, shape.id.pattern)
  return id === null ? null : `${shape.id.prefix}${id}`
}

/** `post: 123`, `#post-123`, `?p=123`: what quotes link to on most engines. */
const ANY_POST_ID = /(?:post|comment|msg|p|pid)[:=_\s/-]*(\d+)/i

const SAYS =
  /\s*(?:(?<!\p{L})(?:wrote|said|says|escribió|escribio|dijo|dice|ha dicho|ha escrito|comentó|a écrit|a dit|schrieb|sagte|ha scritto|ha detto|escreveu|disse)(?!\p{L})|:\s*$).*$/iu
const BY =
  /^(?:quote(?: from| by)?|quoting|originally posted by|cita(?: de| iniciad[ao] por)?|iniciado por|escrito originalmente por|mensaje original de|publicado por|enviado por|escrito por|zitat von|citation de|citação de)\s*:?\s+/iu
const DATED = /\s+(?:on|en|el|am|le|em)\s+(?=[\p{L}\d]+[\s,./-]+\d|\d).*$/iu

/** The name in `Ana wrote:`, `Cita de: Ana en 5 de marzo`, `Originally Posted by Ana`; null when it names nobody. */
function quotedAuthor(header: string | null): string | null {
  if (header === null || header.length > 200) return null
  const name = header
    .replace(/^\s*\([^)]{0,60}\)\s*/, '')
    .replace(BY, '')
    .replace(DATED, '')
    .replace(SAYS, '')
    .replace(/[↑:]+\s*$/, '')
    .replace(/^@/, '')
    .trim()
  return name === '' || /^(?:quote|cita|zitat|citation|citação)$/i.test(name) ? null : name
}
