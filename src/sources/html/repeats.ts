// Finds what repeats on a page: elements that bear the same class, stand in the same list or are of the same
// schema.org type. Where posts are shown, they are what repeats and holds most of the words.

import type { Document, Element } from 'domhandler'
import { isElement } from '../reading/html.js'

/** Elements that one short selector finds. */
export interface Repeat {
  readonly selector: string
  readonly elements: readonly Element[]
  /** Characters of text in all of them. */
  readonly chars: number
}

/** What repeats, and how much text each element holds. */
export interface Repeats {
  readonly groups: readonly Repeat[]
  readonly pageChars: number
  charsIn(element: Element): number
}

/** A page with more elements is suggested from its beginning: a person only wants to be put on the track. */
const ELEMENTS_MAX = 30_000
/** Classes that are looked at on one element. */
const CLASSES_MAX = 4
/** Groups that are looked at closely: the wordiest. */
const GROUPS_MAX = 14
/** Less than this each, and it is a menu or a row of buttons. */
const CHARS_EACH_MIN = 30
/** More items are the rows of a table of data. */
const ELEMENTS_EACH_MAX = 500

const CHROME: ReadonlySet<string> = new Set(['nav', 'footer'])
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'noscript', 'template', 'select', 'option'])
/** Classes that can stand in a selector as they are. */
const PLAIN_CLASS = /^[a-z_][\w-]{0,60}$/i
const POST_TYPE = /schema\.org\/(\w{0,40}(?:Posting|Comment|Comments|Review|Answer|Question|Article))\/?$/i

/** Finds what repeats on the page, wordiest first. */
export function findRepeats(document: Document): Repeats {
  const survey = new Survey()
  survey.visit(document.children, null, false)
  return {
    groups: survey.groups(),
    pageChars: survey.pageChars,
    charsIn: (element) => survey.chars.get(element) ?? 0,
  }
}

class Survey {
  readonly chars = new Map<Element, number>()
  pageChars = 0
  readonly #found = new Map<string, Element[]>()
  readonly #inChrome = new Set<Element>()

  /** Walks the tree, which is no deeper than the parser lets it be; gives the characters of text below. */
  visit(nodes: Document['children'], parent: Element | null, inChrome: boolean): number {
    let chars = 0
    for (const node of nodes) {
      if (node.type === 'text') chars += node.data.replace(/\s+/g, ' ').trim().length
      if (!isElement(node) || SILENT.has(node.name) || this.chars.size >= ELEMENTS_MAX) continue
      const within = inChrome || CHROME.has(node.name)
      if (within) this.#inChrome.add(node)
      this.chars.set(node, 0)
      for (const selector of selectorsFor(node, parent)) this.#put(selector, node)
      const below = this.visit(node.children, node, within)
      this.chars.set(node, below)
      chars += below
    }
    if (parent === null) this.pageChars = chars
    return chars
  }

  groups(): readonly Repeat[] {
    const groups = [...this.#found]
      .filter(([, elements]) => elements.length >= 2 && elements.length <= ELEMENTS_EACH_MAX)
      .filter(([, elements]) => !elements.some((element) => this.#inChrome.has(element)))
      .map(([selector, elements]) => ({ selector, elements, chars: this.#charsOf(elements) }))
      .filter(({ elements, chars }) => chars / elements.length >= CHARS_EACH_MIN)
      .sort((one, other) => other.chars - one.chars)
    return onceEach(groups).slice(0, GROUPS_MAX)
  }

  #put(selector: string, element: Element): void {
    const list = this.#found.get(selector)
    if (list === undefined) this.#found.set(selector, [element])
    else list.push(element)
  }

  #charsOf(elements: readonly Element[]): number {
    return elements.reduce((sum, element) => sum + (this.chars.get(element) ?? 0), 0)
  }
}

/** Selectors that find this element among others like it, the most telling first. */
function selectorsFor(element: Element, parent: Element | null): readonly string[] {
  const type = POST_TYPE.exec(element.attribs.itemtype ?? '')?.[1]
  const classes = classesOf(element)
  const inParent = parent === null || classes.length > 0 ? [] : parentSelectors(parent)
  return [
    ...(type === undefined ? [] : [`[itemtype$="${type}"]`]),
    ...classes.map((name) => `.${name}`),
    ...(element.name === 'article' ? ['article'] : []),
    ...inParent.map((selector) => `${selector} > ${element.name}`),
  ]
}

function parentSelectors(parent: Element): readonly string[] {
  const { id } = parent.attribs
  return [
    ...(id !== undefined && PLAIN_CLASS.test(id) ? [`#${id}`] : []),
    ...classesOf(parent).map((name) => `.${name}`),
  ]
}

/** The classes of an element that a selector can name. */
export function classesOf(element: Element): readonly string[] {
  const names = (element.attribs.class ?? '').split(/\s+/, CLASSES_MAX)
  return [...new Set(names)].filter((name) => PLAIN_CLASS.test(name))
}

/** Of selectors that find the same elements, the first stands for all. */
function onceEach(groups: readonly Repeat[]): readonly Repeat[] {
  const seen = new Set<string>()
  const numbers = new Map<Element, number>()
  return groups.filter(({ elements }) => {
    const [first] = elements
    if (first === undefined) return false
    const number = numbers.get(first) ?? numbers.size
    numbers.set(first, number)
    const key = `${number} ${elements.length}`
    return !seen.has(key) && seen.add(key)
  })
}
