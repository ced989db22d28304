// The readable part of a page, by @mozilla/readability on linkedom. Both get a copy of the page that our own parser has
// bounded: no scripts, no depth, no endless attributes. They take a third of a second to load, so they are loaded when
// the first article comes: most sources are feeds, and most commands read none.

import { createRequire } from 'node:module'
import type { Readability as ReadabilityClass } from '@mozilla/readability'
import type { AnyNode, Element, ParentNode } from 'domhandler'
import type { parseHTML } from 'linkedom'
import { HtmlPage } from '../forum/page.js'
import { isElement } from '../reading/html.js'

/** Readability compares elements with each other; a page of more than this is left to the densest container. */
const ELEMENTS_MAX = 30_000
/** The longest article on record has half of this. */
const CHARS_MAX = 3_000_000
/** An article that is shorter than this may still be one; Readability then looks again with looser rules. */
const ARTICLE_CHARS = 250

/** Elements that hold nothing to read, and what stands in them. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'script style template iframe object embed svg canvas noscript link select option button input textarea map audio video dialog'.split(
    ' ',
  ),
)
/** The attributes that Readability decides by. */
const KEPT = [
  'class',
  'id',
  'href',
  'role',
  'rel',
  'itemprop',
  'hidden',
  'aria-hidden',
  'aria-modal',
  'style',
  'property',
  'name',
  'content',
  'src',
  'alt',
  'datetime',
  'dir',
  'start',
] as const
const ATTRIBUTE_CHARS_MAX = 1_000
const VOID: ReadonlySet<string> = new Set('br hr img meta wbr source col area base'.split(' '))

/** What Readability makes of a page. */
export interface Readable {
  readonly content: HtmlPage
  readonly byline: string | null
}

/** The article of a page, without the parts in `without`; null when it sees none, or the page is past a limit. */
export function readableOf(html: HtmlPage, without: ReadonlySet<AnyNode>): Readable | null {
  const copy = copyOf(html, without)
  if (copy === null) return null
  const article = parsed(copy)
  if (article?.content == null || article.content === '') return null
  return { content: new HtmlPage(article.content), byline: article.byline ?? null }
}

/** Readability answers some broken pages with a TypeError of its own; such a page is read without it. */
function parsed(copy: string): ReturnType<ReadabilityClass['parse']> {
  const { document, Readability } = open(copy)
  try {
    return new Readability(document, { charThreshold: ARTICLE_CHARS, keepClasses: true, disableJSONLD: true }).parse()
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

interface Loaded {
  readonly parseHTML: typeof parseHTML
  readonly Readability: typeof ReadabilityClass
}

let loaded: Loaded | null = null

function open(copy: string): {
  readonly document: ReturnType<typeof parseHTML>['document']
  readonly Readability: typeof ReadabilityClass
} {
  loaded ??= load()
  return { document: loaded.parseHTML(copy).document, Readability: loaded.Readability }
}

function load(): Loaded {
  const require = createRequire(import.meta.url)
  const linkedom = require('linkedom') as Pick<Loaded, 'parseHTML'>
  const readability = require('@mozilla/readability') as Pick<Loaded, 'Readability'>
  return { parseHTML: linkedom.parseHTML, Readability: readability.Readability }
}

/** The page as bounded HTML; null when it has too many elements. */
function copyOf(html: HtmlPage, without: ReadonlySet<AnyNode>): string | null {
  const head = new Copy(without)
  for (const element of html.all(IN_HEAD).slice(0, IN_HEAD_MAX)) head.element(element)
  const body = new Copy(without)
  body.children(html.document)
  if (head.full || body.full) return null
  return `<!doctype html><html><head>${head.text()}</head><body>${body.text()}</body></html>`
}

const IN_HEAD = 'title, meta'
const IN_HEAD_MAX = 200
/** The copy has one head and one body, whatever the page has: Readability takes both for granted. */
const FRAME: ReadonlySet<string> = new Set(['html', 'body'])
const HEAD: ReadonlySet<string> = new Set(['head', 'title', 'meta'])

class Copy {
  readonly #parts: string[] = []
  #elements = 0
  #chars = 0

  constructor(private readonly without: ReadonlySet<AnyNode>) {}

  get full(): boolean {
    return this.#elements > ELEMENTS_MAX || this.#chars > CHARS_MAX
  }

  text(): string {
    return this.#parts.join('')
  }

  children(parent: ParentNode): void {
    for (const child of parent.children) {
      if (this.full) return
      if (this.without.has(child)) continue
      if (child.type === 'text') this.#write(escaped(child.data))
      else if (isElement(child) && !LEFT_OUT.has(child.name) && !HEAD.has(child.name)) this.element(child)
    }
  }

  element(element: Element): void {
    if (FRAME.has(element.name) || !/^[a-z][a-z\d:-]{0,40}$/.test(element.name)) {
      this.children(element)
      return
    }
    this.#elements += 1
    this.#write(`<${element.name}${attributesOf(element)}>`)
    if (VOID.has(element.name)) return
    this.children(element)
    this.#write(`</${element.name}>`)
  }

  #write(text: string): void {
    this.#chars += text.length
    this.#parts.push(text)
  }
}

function attributesOf(element: Element): string {
  let text = ''
  for (const name of KEPT) {
    const value = element.attribs[name]
    if (value !== undefined)
      text += ` ${name}="${escaped(value.slice(0, ATTRIBUTE_CHARS_MAX)).replace(/"/g, '&quot;')}"`
  }
  return text
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
