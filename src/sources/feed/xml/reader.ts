// Reads feed XML of any quality into elements, with a stack of its own, so that depth, items and text stay bounded and
// every closing tag costs what it closes. It knows nothing of what the elements mean.

import { type DeclaredEntities, decodeEntities, escapeMarkup } from '../../reading/entities.js'
import { resolveUrl } from '../../reading/urls.js'
import {
  AttributeReader,
  type Attributes,
  declarationsIn,
  endOfName,
  NO_ATTRIBUTES,
  SLASH,
  writtenAttributes,
} from './attributes.js'
import {
  type FeedElement,
  type FeedXml,
  FIELDS,
  HOLDERS,
  ITEMS,
  LINE_FIELDS,
  NEVER_MARKUP,
  ROOTS,
  VOID,
} from './element.js'
import { type Declarations, elementName, isKnownName } from './names.js'
import { cutPieces, type PieceSink } from './pieces.js'

/** A feed holds some tens of items; archives hold thousands. */
export const ITEMS_MAX = 10_000
/** Deeper nesting is an attack; deeper tags are read as though they were not there. */
const DEPTH_MAX = 256
/** Text beyond this never reaches a post, which is cut far earlier. */
const VALUE_CHARS_MAX = 400_000
const CHILDREN_MAX = 1_000

/** Where the text is HTML later on, a space keeps the sign from opening a tag that its author never meant. */
const BARE_SIGN = /<(?=[a-z!?/])/gi

interface Frame {
  readonly outer: Frame | null
  readonly written: string
  readonly kind: 'outside' | 'holder' | 'text' | 'markup'
  readonly element: FeedElement | null
  readonly base: string | null
  readonly language: string | null
  readonly declared: Declarations
}

/** Reads the elements of a feed. `base` is the address that it was fetched from. */
export function readFeedXml(text: string, base: string | null): FeedXml {
  const builder = new FeedBuilder(text, base)
  const repairs = cutPieces(text, builder)
  return builder.result(repairs)
}

class FeedBuilder implements PieceSink {
  readonly #text: string
  readonly #attributeReader = new AttributeReader()
  #declaredEntities: DeclaredEntities | null = null
  #top: Frame
  #depth = 0
  /** How often each written name is open, so that a stray closing tag costs nothing. */
  #open = new Map<string, number>()
  #root: FeedElement | null = null
  #channel: FeedElement | null = null
  #items: FeedElement[] = []
  #cut = false
  #namesUnder: Declarations | null = null
  #names = new Map<string, string>()

  constructor(text: string, base: string | null) {
    this.#text = text
    this.#top = { outer: null, written: '', kind: 'outside', element: null, base, language: null, declared: new Map() }
  }

  result(repairs: number): FeedXml {
    return {
      root: this.#root?.name ?? null,
      rootElement: this.#root,
      channel: this.#channel ?? this.#root,
      items: this.#items,
      repairs,
      cut: this.#cut,
    }
  }

  entities(declared: DeclaredEntities): void {
    this.#declaredEntities = declared
  }

  text(start: number, end: number, bare: boolean): void {
    const { element } = this.#top
    if (element === null || element.value.length > VALUE_CHARS_MAX) return
    const raw = this.#text.slice(start, Math.min(end, start + VALUE_CHARS_MAX))
    if (element.hasMarkup) element.value += bare ? raw.replaceAll('<', '&lt;') : raw
    else element.value += decodeEntities(bare ? raw.replace(BARE_SIGN, '< ') : raw, this.#declaredEntities)
  }

  cdata(start: number, end: number): void {
    const { element } = this.#top
    if (element === null || element.value.length > VALUE_CHARS_MAX) return
    const raw = this.#text.slice(start, Math.min(end, start + VALUE_CHARS_MAX))
    element.value += element.hasMarkup ? escapeMarkup(raw) : raw
  }

  openingTag(start: number, end: number): void {
    if (this.#depth >= DEPTH_MAX) return
    const nameEnd = endOfName(this.#text, start + 1)
    const tag = this.#text.slice(start + 1, nameEnd)
    const closed = this.#text.charCodeAt(end - 2) === SLASH
    const isBare = nameEnd >= end - (closed ? 2 : 1)
    const attributes = isBare
      ? NO_ATTRIBUTES
      : this.#attributeReader.read(this.#text.slice(start, end), this.#declaredEntities)
    // Deep inside a text nothing can be an element of the feed, and most tags of a feed stand there.
    if (this.#top.kind === 'markup') this.#openMarkup(tag.toLowerCase(), attributes, closed)
    else this.#openElement(tag, attributes, closed)
  }

  closingTag(start: number, end: number): void {
    const written = this.#text.slice(start, end).trimEnd().toLowerCase()
    if ((this.#open.get(written) ?? 0) === 0) return
    while (this.#top.outer !== null) {
      const closes = this.#top.written === written
      this.#pop()
      if (closes) return
    }
  }

  #openElement(tag: string, attributes: Attributes, closed: boolean): void {
    const declared = attributes === NO_ATTRIBUTES ? this.#top.declared : declarationsIn(attributes, this.#top.declared)
    const name = this.#nameOf(tag, declared)
    if (this.#provesUnfinishedText(name)) this.#pop()
    if (ITEMS.has(name)) this.#closeUnfinishedItem()
    if (this.#top.kind === 'text') {
      this.#openMarkup(tag.toLowerCase(), attributes, closed)
      return
    }
    const frame = this.#frameFor(name, tag.toLowerCase(), attributes, declared)
    if (!closed) this.#push(frame)
  }

  // A feed repeats a dozen names thousands of times under the same declarations.
  #nameOf(tag: string, declared: Declarations): string {
    if (declared !== this.#namesUnder) {
      this.#namesUnder = declared
      this.#names = new Map()
    }
    const known = this.#names.get(tag) ?? elementName(tag, declared)
    this.#names.set(tag, known)
    // Within Atom the format's own names are often written with a prefix; elsewhere `atom:link` is a guest.
    const isGuest = this.#root !== null && this.#root.name !== 'feed'
    return known.startsWith('atom:') && !isGuest ? known.slice(5) : known
  }

  /** The frame of a tag that is an element of the feed, put where it belongs. */
  #frameFor(name: string, written: string, attributes: Attributes, declared: Declarations): Frame {
    const outer = this.#top
    const own = attributes['xml:base']
    const base = own === undefined ? outer.base : (resolveUrl(own, outer.base) ?? outer.base)
    const language = attributes['xml:lang'] ?? outer.language
    const outside: Frame = { outer, written, kind: 'outside', element: null, base, language, declared }
    if (outer.kind === 'outside' && !(this.#root === null && ROOTS.has(name))) return outside
    const element: FeedElement = {
      name,
      attributes,
      children: [],
      named: null,
      value: '',
      hasMarkup: false,
      base,
      language,
    }
    if (!this.#attach(element, outer)) return outside
    return { ...outside, kind: HOLDERS.has(name) ? 'holder' : 'text', element }
  }

  /** Puts the element where it belongs; false when a limit leaves no room for it. */
  #attach(element: FeedElement, outer: Frame): boolean {
    if (this.#root === null) {
      this.#root = element
      if (element.name === 'channel') this.#channel = element
      return true
    }
    if (ITEMS.has(element.name)) {
      if (this.#items.length >= ITEMS_MAX) this.#cut = true
      else this.#items.push(element)
      return !this.#cut
    }
    if (element.name === 'channel' && this.#channel === null) this.#channel = element
    if (outer.element === null || outer.element.children.length >= CHILDREN_MAX) return false
    outer.element.children.push(element)
    return true
  }

  /** A tag within a text is written on as markup. */
  #openMarkup(written: string, attributes: Attributes, closed: boolean): void {
    const outer = this.#top
    const { element, base, language, declared } = outer
    if (element === null) return
    if (!element.hasMarkup) {
      element.value = escapeMarkup(element.value)
      element.hasMarkup = true
    }
    const tag = written.slice(written.indexOf(':') + 1)
    if (element.value.length <= VALUE_CHARS_MAX) element.value += `<${tag}${writtenAttributes(attributes)}>`
    if (VOID.has(tag)) return
    const frame: Frame = { outer, written, kind: 'markup', element, base, language, declared }
    if (closed) endMarkup(frame)
    else this.#push(frame)
  }

  #push(frame: Frame): void {
    this.#top = frame
    this.#depth += 1
    this.#open.set(frame.written, (this.#open.get(frame.written) ?? 0) + 1)
  }

  /** Closes the innermost element; the frame around everything is never closed. */
  #pop(): void {
    const frame = this.#top
    if (frame.outer === null) return
    this.#top = frame.outer
    this.#depth -= 1
    this.#open.set(frame.written, (this.#open.get(frame.written) ?? 1) - 1)
    if (frame.kind === 'markup') endMarkup(frame)
  }

  // A publisher's own element may hold whatever it likes; only a field of the formats cannot hold another one.
  #provesUnfinishedText(name: string): boolean {
    const { kind, element } = this.#top
    if (kind !== 'text' || element === null || !isKnownName(element.name)) return false
    return NEVER_MARKUP.has(name) || (LINE_FIELDS.has(element.name) && FIELDS.has(name))
  }

  // An item within an item means that the first one's closing tag is missing.
  #closeUnfinishedItem(): void {
    if (this.#top.kind === 'markup') return
    let item: Frame | null = this.#top
    while (item !== null && !ITEMS.has(item.element?.name ?? '')) item = item.outer
    if (item === null) return
    const { outer } = item
    while (this.#top !== outer && this.#top.outer !== null) this.#pop()
  }
}

function endMarkup(frame: Frame): void {
  if (frame.element !== null) frame.element.value += `</${frame.written.slice(frame.written.indexOf(':') + 1)}>`
}
