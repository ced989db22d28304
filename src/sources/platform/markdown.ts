// Plain text of Markdown as people write it in comments: quotes taken out, links by their words, marks dropped.
// Line by line and without a tree: what is odd stays as it was written.

import type { Quote } from '../../domain/post.js'
import { cleanText, TEXT_CHARS_MAX } from '../reading/text.js'

const QUOTED = /^ {0,3}>[ \t]?/
const FENCE = /^ {0,3}(?:```|~~~)/
const RULE = /^ {0,3}(?:-{3,40}|\*{3,40}|_{3,40})\s{0,10}$/
const IMAGE = /!\[([^[\]]{0,300})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/g
const LINK = /\[([^[\]]{1,300})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/g
const STRONG = /(\*\*|__|~~)(?=\S)([^*_~\n]{1,500}?)\1/g
const EMPHASIS = /(?<![\w*])\*(?=[^\s*])([^*\n]{1,300}?)\*(?![\w*])/g
const SPOILER = /^ {0,3}:::.*$/

/** The text of a piece of Markdown, and what it quotes. */
export function spokenInMarkdown(markdown: string | null): {
  readonly text: string
  readonly quotes: readonly Quote[]
} {
  const own: string[] = []
  const quotes: string[][] = []
  let inQuote = false
  let inFence = false
  for (const line of (markdown ?? '').slice(0, TEXT_CHARS_MAX).split(/\r?\n/)) {
    if (FENCE.test(line)) inFence = !inFence
    else if (!inFence && QUOTED.test(line)) {
      if (!inQuote) quotes.push([])
      quotes.at(-1)?.push(plainLine(line.replace(QUOTED, '')))
      inQuote = true
      continue
    } else if (inFence || !(RULE.test(line) || SPOILER.test(line))) own.push(inFence ? line : plainLine(line))
    inQuote = false
  }
  return {
    text: cleanText(own.join('\n')),
    quotes: quotes.map((lines) => ({ author: null, postId: null, text: cleanText(lines.join('\n')) })).filter(hasText),
  }
}

/** A plain text without the lines that people mark as quoted with a `>`. */
export function withoutQuotedLines(text: string): { readonly text: string; readonly quotes: readonly Quote[] } {
  const lines = text.split('\n')
  const quotes = lines.filter((line) => QUOTED.test(line)).map((line) => cleanText(line.replace(QUOTED, '')))
  return {
    text: cleanText(lines.filter((line) => !QUOTED.test(line)).join('\n')),
    quotes: quotes.map((quote) => ({ author: null, postId: null, text: quote })).filter(hasText),
  }
}

function hasText(quote: Quote): boolean {
  return quote.text !== ''
}

function plainLine(line: string): string {
  return line
    .replace(/^ {0,3}#{1,6}\s+/, '')
    .replace(IMAGE, '$1')
    .replace(LINK, '$1')
    .replace(STRONG, '$2')
    .replace(EMPHASIS, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!>~|-])/g, '$1')
}
