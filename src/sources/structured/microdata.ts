// Microdata: things as elements bear them (`itemscope`, `itemtype`, `itemprop`). A field's element is kept, because the page
// shows a text whole where its markup elsewhere cuts it.

import type { Element, ParentNode } from 'domhandler'
import type { HtmlPage } from '../forum/page.js'
import { isElement } from '../reading/html.js'
import { THINGS_MAX, type Thing, typeName, VALUES_MAX, type Value } from './things.js'

/** Names that one `itemprop` may list. */
const NAMES_MAX = 10

interface Open {
  readonly thing: Thing
  readonly fields: Map<string, Value[]>
}

/** The things that elements of the page bear, outermost only. */
export function microdataThings(html: HtmlPage): readonly Thing[] {
  if (html.first('[itemscope]') === null) return []
  const collector = new Collector()
  collector.visit(html.document, null)
  return collector.roots
}

/** Walks the tree, whose depth is bounded where it is made. */
class Collector {
  readonly roots: Thing[] = []
  #count = 0

  visit(parent: ParentNode, around: Open | null): void {
    for (const child of parent.children) if (isElement(child)) this.#element(child, around)
  }

  #element(element: Element, around: Open | null): void {
    const names = namesOf(element.attribs.itemprop)
    if (element.attribs.itemscope === undefined) {
      if (around !== null) for (const name of names) add(around, name, { said: saidBy(element, name) })
      this.visit(element, around)
      return
    }
    this.#count += 1
    if (this.#count > THINGS_MAX) return
    const open = opened(element)
    if (around === null || names.length === 0) this.roots.push(open.thing)
    else for (const name of names) add(around, name, { thing: open.thing })
    this.visit(element, open)
  }
}

function opened(element: Element): Open {
  const fields = new Map<string, Value[]>()
  const types = (element.attribs.itemtype ?? '')
    .slice(0, 1_000)
    .split(/\s+/)
    .filter((type) => type !== '')
    .slice(0, NAMES_MAX)
  return { fields, thing: { types: types.map(typeName), id: element.attribs.itemid ?? null, fields, element } }
}

function add(open: Open, name: string, value: Value): void {
  const values = open.fields.get(name)
  if (values === undefined) open.fields.set(name, [value])
  else if (values.length < VALUES_MAX) values.push(value)
}

function namesOf(text: string | undefined): readonly string[] {
  if (text === undefined) return []
  return text
    .slice(0, 500)
    .split(/\s+/)
    .filter((name) => name !== '')
    .slice(0, NAMES_MAX)
    .map(typeName)
}

/** Fields whose value is an address. Of any other field a link's words are meant, as in `<a itemprop="author">Ana</a>`. */
const ADDRESSES: ReadonlySet<string> = new Set(['url', 'sameAs', 'mainEntityOfPage', 'discussionUrl', 'image'])

/** What HTML says an element's value is: an attribute where it has one for that, else what it shows. */
function saidBy(element: Element, name: string): string | Element {
  const { content, href, src, datetime, value } = element.attribs
  if (content !== undefined) return content
  if (element.name === 'link') return href ?? element
  if (element.name === 'a') return ADDRESSES.has(name) ? (href ?? element) : element
  if (element.name === 'time') return datetime ?? element
  if (element.name === 'data' || element.name === 'meter') return value ?? element
  if (element.name === 'img' || element.name === 'iframe') return src ?? element
  return element
}
