// Finds the element that shows a text of which the markup holds only the beginning: engines cut `articleBody` and `text`
// short. One pass over the page writes down its letters and where each element's begin; then every search is one look.

import type { Element, ParentNode } from 'domhandler'
import type { HtmlPage } from '../forum/page.js'
import { UNREAD } from '../reading/blocks.js'
import { isElement } from '../reading/html.js'

/** Letters by which a beginning is known; fewer stand in many places. */
const BEGINNING_LETTERS = 40
const BEGINNING_MIN = 16
/** Letters of the page that are searched: longer than any thread that is shown on one page. */
const LETTERS_MAX = 2_000_000

/** A beginning that stands in more places than this tells nothing. */
const PLACES_TRIED_MAX = 50

/** The words of a page, with the element that begins at each place. */
export class PageText {
  readonly #letters: string
  /** Where elements begin: the outermost that begins at a place stays. */
  readonly #begins = new Map<number, Element>()

  constructor(html: HtmlPage) {
    const parts: string[] = []
    this.#collect(html.document, parts, 0)
    this.#letters = parts.join('')
  }

  /** The outermost element whose words begin like the text; null when none does. */
  bodyOf(beginning: string): Element | null {
    const letters = lettersOf(beginning.slice(0, BEGINNING_LETTERS * 8)).slice(0, BEGINNING_LETTERS)
    if (letters.length < BEGINNING_MIN) return null
    let at = this.#letters.indexOf(letters)
    for (let tries = 0; at >= 0 && tries < PLACES_TRIED_MAX; tries += 1) {
      const element = this.#begins.get(at)
      if (element !== undefined) return element
      at = this.#letters.indexOf(letters, at + 1)
    }
    return null
  }

  #collect(parent: ParentNode, parts: string[], from: number): number {
    let at = from
    for (const child of parent.children) {
      if (at > LETTERS_MAX) return at
      if (child.type === 'text') {
        const letters = lettersOf(child.data)
        parts.push(letters)
        at += letters.length
      } else if (isElement(child) && !UNREAD.has(child.name)) {
        if (child.name !== 'html' && child.name !== 'body' && !this.#begins.has(at)) this.#begins.set(at, child)
        const end = this.#collect(child, parts, at)
        // An element without words begins nowhere: the next one does.
        if (end === at && this.#begins.get(at) === child) this.#begins.delete(at)
        at = end
      }
    }
    return at
  }
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}
