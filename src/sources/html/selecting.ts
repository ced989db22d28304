// Asks a page by an operator's selectors, through cheerio: theirs may be any CSS. Each selector is asked once of the whole
// page and its finds handed out to the items they lie in; asking it anew in each item would be quadratic on a long page.

import { load } from 'cheerio/slim'
import { type AnyNode, Document, Element } from 'domhandler'
import { EscuchaError } from '../../domain/errors.js'

/** A page that can be asked. */
export type Asked = ReturnType<typeof load>

/** Opens a tree for questions. It gets one root, because cheerio compares the topmost elements each with each. */
export function openTree(tree: Document): Asked {
  return load(new Document([new Element('html', {}, tree.children)]))
}

/** A place as operators write it: a selector, with `@name` behind it for an attribute. */
export interface Wanted {
  readonly selector: string
  readonly attribute: string | null
}

/** Takes `time@datetime` apart. */
export function wantedBy(text: string): Wanted {
  const match = /^(.*?)@([a-z][\w:-]*)$/is.exec(text)
  if (match === null) return { selector: text.trim(), attribute: null }
  return { selector: (match[1] ?? '').trim(), attribute: match[2] ?? null }
}

/** Whether cheerio takes the place's selector. */
export function isSelector(text: string): boolean {
  const { selector } = wantedBy(text)
  try {
    load('')(selector === '' ? '*' : selector)
    return true
  } catch {
    return false
  }
}

/** Everything on the page that a selector finds; one that is no CSS is the operator's mistake, and is named. */
export function findAll($: Asked, name: string, text: string): readonly Element[] {
  const { selector } = wantedBy(text)
  try {
    return $(selector).toArray().filter(isElementOf)
  } catch (cause) {
    throw new EscuchaError('config-invalid', `the selector ${name} "${text}" is no CSS selector`, {
      hint: 'Selectors look like "article .author" or "time@datetime".',
      cause,
    })
  }
}

function isElementOf(node: AnyNode): node is Element {
  return 'attribs' in node
}

/** What a selector finds in each of the items; without a selector (`@data-id`), the item itself. */
export function findInItems(
  $: Asked,
  items: readonly Element[],
  name: string,
  text: string,
): ReadonlyMap<Element, readonly Element[]> {
  const { selector } = wantedBy(text)
  if (selector === '') return new Map(items.map((item) => [item, [item]]))
  const found = new Map<Element, Element[]>(items.map((item) => [item, []]))
  for (const element of findAll($, name, text)) itemAround(element, found)?.push(element)
  return found
}

function itemAround(element: Element, found: ReadonlyMap<Element, Element[]>): Element[] | null {
  for (let at = element.parent; at !== null; at = at.parent) {
    const own = isElementOf(at) ? found.get(at) : undefined
    if (own !== undefined) return own
  }
  return null
}
