// Parts a post's own words from what it quotes ("> …", [quote]…[/quote]): what others said is not what its author
// says, but it tells what the author speaks of. Readers of sources take quotes out by an engine's own marks; this is
// for texts that come as they were written.

import type { PostText } from '../domain/verdict.js'

/** A quoted line, to its end. A face (">:(") opens no quote. */
const QUOTED_LINE = /^[ \t]{0,3}>(?=[>\s\p{L}\p{N}¿¡"'«“@#*])[^\n]*/gmu
/** Where a forum's quote opens or ends. */
const QUOTE_MARK = /\[(\/?)quote\b[^\]\n]{0,200}\]/giu

/** A post with its quotes blanked, place for place, so that offsets hold; they count as its surroundings. */
export function withoutQuotes(post: PostText): PostText {
  if (!post.text.includes('>') && !post.text.includes('[')) return post
  const quotes = [...linesIn(post.text), ...blocksIn(post.text)].sort((one, other) => one.start - other.start)
  if (quotes.length === 0) return post
  let [text, at] = ['', 0]
  for (const { start, end } of quotes) {
    if (end <= at) continue
    text += post.text.slice(at, start) + ' '.repeat(end - Math.max(at, start))
    at = end
  }
  text += post.text.slice(at)
  // Who says nothing but a quote means it, or writes so.
  if (text.trim() === '') return post
  const quoted = quotes.map(({ start, end }) => post.text.slice(start, end))
  return { ...post, text, conversationTitle: [post.conversationTitle ?? '', ...quoted].join('\n') }
}

interface Quote {
  readonly start: number
  readonly end: number
}

function linesIn(text: string): readonly Quote[] {
  return [...text.matchAll(QUOTED_LINE)].map(({ 0: line, index }) => ({ start: index, end: index + line.length }))
}

/** The outermost quotes; one that never ends is none. */
function blocksIn(text: string): readonly Quote[] {
  const quotes: Quote[] = []
  let [depth, start] = [0, 0]
  for (const { 0: mark, 1: slash, index } of text.matchAll(QUOTE_MARK)) {
    if (slash === '') {
      if (depth === 0) start = index
      depth++
      continue
    }
    if (depth === 0) continue
    depth--
    if (depth === 0) quotes.push({ start, end: index + mark.length })
  }
  return quotes
}

/** A post as it is read: its title and its text. Offsets of evidence count in this. */
export function wholeText({ title, text }: PostText): string {
  return title === null ? text : `${title}\n${text}`
}
