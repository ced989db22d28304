// Builds the tree of a page as htmlparser2 does, within limits. Its own parser takes about twice as long: it looks at
// every character, keeps its stack at the front of an array, and has no limits.

import { Document, Element, type ParentNode, Text } from 'domhandler'
import { decodeEntities } from './entities.js'
import { scanTags, type TagSink } from './scan-tags.js'
import { type Tag, TagTable } from './tags.js'

/** Deeper than any real page; what is nested deeper is kept, as siblings, so that no recursion over a tree can overflow. */
const DEPTH_MAX = 256
/** Past this many open tags a page is an attack, and reading stops. */
const OPEN_TAGS_MAX = 4_000
/** A thread of 1,000 posts has some 100,000 nodes; what comes after the limit is left out. */
const NODES_MAX = 400_000
/** No element of a real page has as many; a tag with a million of them would be one object of a million keys. */
const ATTRIBUTES_MAX = 100

/** A parsed page. `cut` tells that a limit ended the reading early. */
export interface ParsedHtml {
  readonly document: Document
  /** Every element, in the order of the page. */
  readonly elements: readonly Element[]
  readonly cut: boolean
}

/** Parses HTML of any quality, within the limits. Each element bears where it starts and ends in the source. */
export function parseHtml(html: string): ParsedHtml {
  return new TreeBuilder(html).build()
}

/** An open tag. A `deep` one stands in the tree, but what it holds becomes its sibling. */
interface Open {
  readonly tag: Tag
  readonly element: Element
  readonly deep: boolean
  /** Within SVG or MathML, where `<path/>` closes itself. */
  readonly foreign: boolean
}

/** Comments, scripts and styles are left out: no reader needs them. */
class TreeBuilder implements TagSink {
  full = false
  readonly #html: string
  readonly #tags = new TagTable()
  readonly #document = new Document([])
  readonly #elements: Element[] = []
  readonly #open: Open[] = []
  #parent: ParentNode = this.#document
  /** The text that further text goes on, when no tag stands between. */
  #text: Text | null = null
  #nodes = 0
  #silent = false
  #tag: Tag = this.#tags.of('html')
  #tagStart = 0
  #attributes: Record<string, string> = {}
  #attributeCount = 0

  constructor(html: string) {
    this.#html = html
  }

  build(): ParsedHtml {
    scanTags(this.#html, this)
    while (this.#open.length > 0) this.#close(this.#html.length)
    return { document: this.#document, elements: this.#elements, cut: this.full }
  }

  text(start: number, end: number): void {
    if (this.#silent) return
    const raw = this.#html.slice(start, end)
    // A script is written without references: decoding them would break the quotes of its JSON.
    const data = this.#open.at(-1)?.tag.name === 'script' ? raw : decodeEntities(raw)
    if (this.#text !== null) {
      this.#text.data += data
      return
    }
    const text = new Text(data)
    text.startIndex = start
    this.#add(text)
    this.#text = text
  }

  name(start: number, end: number): void {
    this.#tag = this.#tags.of(this.#html.slice(start, end))
    this.#tagStart = start - 1
    this.#attributes = {}
    this.#attributeCount = 0
  }

  attribute(start: number, end: number, valueStart: number, valueEnd: number): void {
    this.#attributeCount += 1
    if (this.#attributeCount > ATTRIBUTES_MAX) return
    const name = this.#html.slice(start, end).toLowerCase()
    // The first of two counts. Names that every object inherits (`constructor`) are left out with the second ones.
    if (this.#attributes[name] !== undefined) return
    this.#attributes[name] = decodeEntities(this.#html.slice(valueStart, valueEnd))
  }

  opened(end: number, selfClosing: boolean): string | null {
    const tag = this.#tag
    this.#closeImplied(tag, end)
    this.#openTag(tag, this.#attributes, this.#tagStart)
    if (tag.isVoid || (selfClosing && this.#open.at(-1)?.foreign === true)) this.#close(end)
    return tag.isRaw ? tag.name : null
  }

  closing(start: number, end: number, tagEnd: number): void {
    const tag = this.#tags.of(this.#html.slice(start, end))
    if (tag.open > 0) this.#closeUpTo(tag, tagEnd)
    // Browsers make an element of a stray `</p>` and of `</br>`.
    else if (tag.name === 'p' || tag.name === 'br') this.#addEmpty(tag, start - 2, tagEnd)
    else this.#text = null
  }

  #openTag(tag: Tag, attributes: Record<string, string>, start: number): void {
    if (this.#nodes >= NODES_MAX || this.#open.length >= OPEN_TAGS_MAX) this.full = true
    const outer = this.#open.at(-1)
    const element = new Element(tag.name, attributes)
    element.startIndex = start
    this.#text = null
    this.#add(element)
    this.#elements.push(element)
    this.#silent = isSilent(tag.name, attributes)
    const deep = this.#open.length >= DEPTH_MAX
    this.#open.push({ tag, element, deep, foreign: tag.foreign ?? outer?.foreign ?? false })
    tag.open += 1
    if (!deep) this.#parent = element
  }

  #closeImplied(tag: Tag, end: number): void {
    if (tag.closes === null) return
    for (let top = this.#open.at(-1); top !== undefined && tag.closes.has(top.tag.name); top = this.#open.at(-1))
      this.#close(end)
  }

  #closeUpTo(tag: Tag, end: number): void {
    for (let top = this.#open.at(-1); top !== undefined; top = this.#open.at(-1)) {
      this.#close(end)
      if (top.tag === tag) return
    }
  }

  #close(end: number): void {
    const closed = this.#open.pop()
    if (closed === undefined) return
    closed.tag.open -= 1
    closed.element.endIndex = end
    this.#text = null
    this.#silent = false
    if (!closed.deep) this.#parent = closed.element.parent ?? this.#document
  }

  #addEmpty(tag: Tag, start: number, end: number): void {
    this.#closeImplied(tag, end)
    this.#openTag(tag, {}, start)
    this.#close(end)
  }

  #add(node: Element | Text): void {
    const parent = this.#parent
    const before = parent.children.at(-1)
    if (before !== undefined) {
      node.prev = before
      before.next = node
    }
    node.parent = parent
    parent.children.push(node)
    this.#nodes += 1
  }
}

/** JSON-LD is the one script that is read. */
function isSilent(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (name === 'style') return true
  return name === 'script' && attributes.type?.trim().toLowerCase() !== 'application/ld+json'
}
