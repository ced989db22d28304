// The author's own words out of an item's text: without what a post quotes, and without the lines that software puts
// under every item.

import type { Quote } from '../../domain/post.js'
import { HtmlPage } from '../forum/page.js'
import { quotesInDocument } from '../forum/quotes.js'
import type { QuoteShape } from '../forum/shape.js'
import { htmlToText, textOf } from '../reading/html.js'
import { cleanText } from '../reading/text.js'
import type { FeedText } from './model.js'

/** What somebody said, and what he quoted. */
export interface Words {
  readonly text: string
  readonly quotes: readonly Quote[]
}

/** How forums frame quotes in their feeds, where no page of theirs stands around them. */
const FORUM_QUOTES: QuoteShape = {
  block: 'blockquote, .quotewrapper, aside.quote, .bbcode_quote, .bbCodeQuote, .quotebox, .quotecontainer',
  author: ['cite', '.quotetitle', '.title', '.attribution', '@data-author', '@data-username'],
  from: ['cite a@href', '@data-source', '@cite'],
  header: 'cite, .quotetitle, .quoteheader, .title, .attribution',
}
const MAY_QUOTE = /<blockquote|class\s{0,3}=\s{0,3}["'][^"']{0,100}quote/i

/** Frames of embedded things, often never closed: what stands between them is the author's. */
const FRAMES = /<\/?(?:iframe|object|applet|noembed|noframes)\b[^<>]{0,2000}>/gi

/** The plain text of a feed's text; empty for none. */
export function plain(text: FeedText | null): string {
  if (text === null) return ''
  return text.isHtml ? htmlToText(text.value.replace(FRAMES, ' ')) : cleanText(text.value)
}

/** An article's words: what it quotes is part of what it says. */
export function articleWords(text: FeedText | null): Words {
  return { text: withoutFooter(plain(text)), quotes: [] }
}

/** A forum post's or comment's words: what it quotes was said by somebody else. */
export function postWords(text: FeedText | null): Words {
  if (text === null || !text.isHtml || !MAY_QUOTE.test(text.value)) return articleWords(text)
  const html = new HtmlPage(text.value.replace(FRAMES, ' '))
  const { quotes, elements } = quotesInDocument(html, null, FORUM_QUOTES)
  return { text: withoutFooter(textOf(html.document, elements)), quotes }
}

/** Footers stand at the end and are short; the search for them must not walk through a whole article. */
const FOOTER_CHARS = 700

/** What WordPress, phpBB and Reddit put under every item, in the languages of their users. */
const FOOTERS: readonly RegExp[] = [
  /\n[^\n]{0,40}(?:The post|La entrada|El artículo|O post|L'article|Der Beitrag|L'articolo) [^\n]{1,300} (?:appeared first on|aparece primero en|apareció primero en|se publicó primero en|apareceu primeiro em|est apparu en premier sur|erschien zuerst auf|proviene da) [^\n]{1,200}$/i,
  /\n(?:Statistics: Posted by|Estadísticas: Publicado por|Statistiken? ?: Verfasst von|Statistiques: Posté par) [^\n]{1,200}$/i,
  /(?:^|\s)(?:\| )?submitted by\s+\/?u\/[\w-]{1,30}[^\n]{0,100}\n?\s*\[link\]\s*\[(?:\d{1,7} )?comments?\]$/i,
]

function withoutFooter(text: string): string {
  const from = Math.max(0, text.length - FOOTER_CHARS)
  const tail = text.slice(from)
  for (const footer of FOOTERS) {
    const match = footer.exec(tail)
    if (match !== null) return text.slice(0, from + match.index).trimEnd()
  }
  return text
}
