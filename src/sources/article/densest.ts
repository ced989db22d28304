// The container with the most words outside of links: what remains when Readability sees no article, or when a page is
// too large for it. One pass, bottom up.

import type { AnyNode, Element, ParentNode } from 'domhandler'
import type { HtmlPage } from '../forum/page.js'
import { UNREAD } from '../reading/blocks.js'
import { isElement } from '../reading/html.js'

/** Paragraphs shorter than this are labels and buttons. */
const PARAGRAPH_CHARS = 40
const BLOCKS: ReadonlySet<string> = new Set('article main section div td body'.split(' '))
const PARAGRAPHS: ReadonlySet<string> = new Set('p pre blockquote li'.split(' '))
const ASIDE: ReadonlySet<string> = new Set('nav header footer aside form'.split(' '))

interface Words {
  readonly chars: number
  readonly linked: number
}

/** The container that holds the paragraphs; null when no paragraph is on the page. */
export function densestOf(html: HtmlPage, without: ReadonlySet<AnyNode>): Element | null {
  const scores = new Map<Element, number>()
  weigh(html.document, without, scores, null)
  let best: Element | null = null
  for (const [element, score] of scores) if (best === null || score > (scores.get(best) ?? 0)) best = element
  return best
}

/** A paragraph counts whole for its container and half for the one around that. */
function weigh(
  parent: ParentNode,
  without: ReadonlySet<AnyNode>,
  scores: Map<Element, number>,
  block: Element | null,
): Words {
  let chars = 0
  let linked = 0
  for (const child of parent.children) {
    if (without.has(child)) continue
    const words = wordsOf(child, without, scores, block)
    chars += words.chars
    linked += words.linked
  }
  return { chars, linked }
}

function wordsOf(
  child: AnyNode,
  without: ReadonlySet<AnyNode>,
  scores: Map<Element, number>,
  block: Element | null,
): Words {
  if (child.type === 'text') return { chars: child.data.trim().length, linked: 0 }
  return isElement(child) ? inside(child, without, scores, block) : NONE
}

const NONE: Words = { chars: 0, linked: 0 }

function inside(
  element: Element,
  without: ReadonlySet<AnyNode>,
  scores: Map<Element, number>,
  block: Element | null,
): Words {
  if (UNREAD.has(element.name) || ASIDE.has(element.name)) return NONE
  const words = weigh(element, without, scores, BLOCKS.has(element.name) ? element : block)
  if (element.name === 'a') return { chars: words.chars, linked: words.chars }
  if (PARAGRAPHS.has(element.name) && block !== null) credit(block, words.chars - 2 * words.linked, scores)
  return words
}

function credit(block: Element, score: number, scores: Map<Element, number>): void {
  if (score < PARAGRAPH_CHARS) return
  scores.set(block, (scores.get(block) ?? 0) + score)
  const outer = block.parent
  if (outer !== null && isElement(outer)) scores.set(outer, (scores.get(outer) ?? 0) + score / 2)
}
