// Reads feed XML of any quality into elements: a streaming pass over htmlparser2's tokenizer with a stack of our own,
// so that depth, items and text stay bounded and every closing tag costs what it closes. It knows which elements
// hold elements and which hold text with markup, and nothing of what they mean.

import { Tokenizer } from 'htmlparser2'
import { decodeEntities, escapeMarkup } from '../reading/entities.js'
import { resolveUrl } from '../reading/urls.js'
import { type Declarations, elementName, isKnownName, spaceOf } from './names.js'
import { type RepairedXml, repairXml } from './repair.js'

/** An element of a feed. `value` is text, or markup when the element held tags of its own. */
export interface FeedElement {
  /** Lower case, with the customary prefix: `title`, `dc:creator`. */
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: FeedElement[]
  /** The children by name, made when they are first asked for by name. */
  named: ReadonlyMap<string, readonly FeedElement[]> | null
  value: string
  hasMarkup: boolean
  /** What relative addresses within it are resolved against. */
  readonly base: string | null
  readonly language: string | null
}

/** What was found: the root's name, what stands outside items, and the items. */
export interface FeedXml {
  /** `rss`, `rdf:rdf`, `feed`, `channel`; null when nothing in the text is a feed. */
  readonly root: string | null
  readonly rootElement: FeedElement | null
  readonly channel: FeedElement | null
  readonly items: readonly FeedElement[]
  readonly repairs: number
  /** True when a limit ended the reading early. */
  readonly cut: boolean
}

/** A feed holds some tens of items; archives hold thousands. */
export const ITEMS_MAX = 10_000
/** Deeper nesting is an attack; deeper tags are read as though they were not there. */
const DEPTH_MAX = 256
/** Text beyond this never reaches a post, which is cut far earlier. */
const VALUE_CHARS_MAX = 400_000
const CHILDREN_MAX = 1_000
const ATTRIBUTES_MAX = 40

const ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'rdf'])
const ITEMS: ReadonlySet<string> = new Set(['item', 'entry'])

/** Elements that hold elements. Every other one holds text, perhaps with markup. */
const HOLDERS: ReadonlySet<string> = new Set(
  (
    'rss rdf:rdf rdf feed channel item entry author contributor managingeditor webmaster source image textinput owner ' +
    'itunes:owner itunes:category media:group media:content media:community skiphours skipdays items rdf:seq rdf:bag dc:creator ' +
    'dc:contributor dc:author schedule rdf:description atom:author atom:contributor'
  ).split(' '),
)

/**
 * Elements of feeds that never occur in HTML: met within a text, they prove that its closing tag is missing.
 */
const NEVER_MARKUP: ReadonlySet<string> = new Set(
  (
    'item entry guid pubdate content:encoded dc:creator dc:date dc:subject slash:comments wfw:commentrss published updated ' +
    'issued modified enclosure comments'
  ).split(' '),
)

/** Elements of HTML that have no closing tag. */
const VOID: ReadonlySet<string> = new Set('br hr img wbr input meta col source area base embed param track'.split(' '))

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
  const repaired = repairXml(text)
  const handler = new FeedHandler(repaired, base)
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, handler)
  tokenizer.write(repaired.text)
  tokenizer.end()
  return handler.result()
}

class FeedHandler {
  readonly #text: string
  readonly #repaired: RepairedXml
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
  #tag = ''
  #attributes: Record<string, string> = {}
  #attributeCount = 0
  #attribute = ''
  #attributeValue = ''

  constructor(repaired: RepairedXml, base: string | null) {
    this.#repaired = repaired
    this.#text = repaired.text
    this.#top = { outer: null, written: '', kind: 'outside', element: null, base, language: null, declared: new Map() }
  }

  result(): FeedXml {
    return {
      root: this.#root?.name ?? null,
      rootElement: this.#root,
      channel: this.#channel ?? this.#root,
      items: this.#items,
      repairs: this.#repaired.repairs,
      cut: this.#cut,
    }
  }

  // What the tokenizer calls.

  ontext(start: number, end: number): void {
    const frame = this.#top
    const element = frame.element
    if (element === null || element.value.length > VALUE_CHARS_MAX) return
    const raw = this.#text.slice(start, Math.min(end, start + VALUE_CHARS_MAX))
    element.value += element.hasMarkup ? raw : decodeEntities(raw, this.#repaired.entities)
  }

  oncdata(start: number, end: number, endOffset: number): void {
    const element = this.#top.element
    if (element === null || element.value.length > VALUE_CHARS_MAX) return
    const raw = this.#text.slice(start, Math.min(end - endOffset, start + VALUE_CHARS_MAX))
    element.value += element.hasMarkup ? escapeMarkup(raw) : raw
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#text.slice(start, end)
    this.#attributes = {}
    this.#attributeCount = 0
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#text.slice(start, end)
    this.#attributeValue = ''
  }

  onattribdata(start: number, end: number): void {
    this.#attributeValue += this.#text.slice(start, end)
  }

  onattribend(): void {
    this.#attributeCount += 1
    if (this.#attributeCount > ATTRIBUTES_MAX) return
    this.#attributes[this.#attribute.toLowerCase()] = decodeEntities(this.#attributeValue, this.#repaired.entities)
  }

  onopentagend(): void {
    this.#openElement(false)
  }

  onselfclosingtag(): void {
    this.#openElement(true)
  }

  onclosetag(start: number, end: number): void {
    this.#closeElement(this.#text.slice(start, end).toLowerCase())
  }

  onattribentity(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
  ontextentity(): void {}

  // What it means.

  #openElement(closed: boolean): void {
    if (this.#depth >= DEPTH_MAX) return
    const declared = this.#declarations()
    const name = this.#nameOf(declared)
    if (NEVER_MARKUP.has(name)) this.#closeUnfinishedText()
    if (ITEMS.has(name)) this.#closeUnfinishedItem()
    const frame = this.#frameFor(name, declared)
    if (frame === null) return
    if (closed) {
      if (frame.kind === 'markup') endMarkup(frame)
      return
    }
    this.#push(frame)
  }

  #nameOf(declared: Declarations): string {
    const name = this.#knownName(declared)
    // Within Atom the format's own names are often written with a prefix; elsewhere `atom:link` is a guest.
    const isGuest = this.#root !== null && this.#root.name !== 'feed'
    return name.startsWith('atom:') && !isGuest ? name.slice(5) : name
  }

  // A feed repeats a dozen names thousands of times under the same declarations.
  #knownName(declared: Declarations): string {
    if (declared !== this.#namesUnder) {
      this.#namesUnder = declared
      this.#names = new Map()
    }
    const known = this.#names.get(this.#tag)
    if (known !== undefined) return known
    const name = elementName(this.#tag, declared)
    this.#names.set(this.#tag, name)
    return name
  }

  #declarations(): Declarations {
    const inherited = this.#top.declared
    if (this.#attributeCount === 0) return inherited
    let own: Map<string, string> | null = null
    for (const [name, value] of Object.entries(this.#attributes)) {
      if (!name.startsWith('xmlns')) continue
      own ??= new Map(inherited)
      own.set(name.slice(6), spaceOf(value))
    }
    return own ?? inherited
  }

  #frameFor(name: string, declared: Declarations): Frame | null {
    const parent = this.#top
    const base = this.#baseWithin(parent)
    const language = this.#attributes['xml:lang'] ?? parent.language
    const written = this.#tag.toLowerCase()
    if (parent.kind === 'text' || parent.kind === 'markup') return this.#markupFrame(parent, written, name)
    if (parent.kind === 'outside' && !(this.#root === null && ROOTS.has(name))) {
      return { outer: parent, written, kind: 'outside', element: null, base, language, declared }
    }
    const element: FeedElement = {
      name,
      attributes: this.#attributes,
      children: [],
      named: null,
      value: '',
      hasMarkup: false,
      base,
      language,
    }
    if (!this.#attach(element, parent))
      return { outer: parent, written, kind: 'outside', element: null, base, language, declared }
    return { outer: parent, written, kind: HOLDERS.has(name) ? 'holder' : 'text', element, base, language, declared }
  }

  /** Puts the element where it belongs; false when a limit leaves no room for it. */
  #attach(element: FeedElement, parent: Frame): boolean {
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
    if (parent.element === null || parent.element.children.length >= CHILDREN_MAX) return false
    parent.element.children.push(element)
    return true
  }

  #baseWithin(parent: Frame): string | null {
    const own = this.#attributes['xml:base']
    return own === undefined ? parent.base : (resolveUrl(own, parent.base) ?? parent.base)
  }

  #markupFrame(parent: Frame, written: string, name: string): Frame | null {
    const element = parent.element
    if (element === null) return null
    if (!element.hasMarkup) {
      element.value = escapeMarkup(element.value)
      element.hasMarkup = true
    }
    const tag = name.slice(name.indexOf(':') + 1)
    if (element.value.length <= VALUE_CHARS_MAX) element.value += `<${tag}${this.#writtenAttributes()}>`
    if (VOID.has(tag)) return null
    return { ...parent, outer: parent, written, kind: 'markup' }
  }

  #writtenAttributes(): string {
    let out = ''
    for (const [name, value] of Object.entries(this.#attributes)) {
      if (name === 'xmlns' || name.includes(':')) continue
      out += ` ${name}="${escapeMarkup(value).replaceAll('"', '&quot;')}"`
    }
    return out
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

  #closeElement(written: string): void {
    if ((this.#open.get(written) ?? 0) === 0) return
    while (this.#top.outer !== null) {
      const closes = this.#top.written === written
      this.#pop()
      if (closes) return
    }
  }

  // A publisher's own element may hold whatever it likes; only a field of the formats cannot hold another one.
  #closeUnfinishedText(): void {
    const { kind, element } = this.#top
    if (kind === 'text' && element !== null && isKnownName(element.name)) this.#pop()
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
