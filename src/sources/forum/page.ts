// A parsed page that can be asked by selector, fast. A forum page is asked some fifteen selectors for each of its
// posts; walking each post's tree for each would cost more than parsing it. So the elements are indexed once, by class, id, and
// tag, and a selector is only tried on those that bear its rarest part. What lies within what is told by source offsets.

import { compile } from 'css-select'
import type { AnyNode, Document, Element } from 'domhandler'
import { getElementsByTagName } from 'domutils'
import { isElement, parseHtml } from '../reading/html.js'

/** A piece of a page: it begins and ends at these offsets of the source. */
interface Extent {
  readonly start: number
  readonly end: number
}

type Test = (element: Element) => boolean

/** A selector ready to be used: one entry for each alternative between commas. */
interface Plan {
  readonly key: string
  readonly test: Test
}

const plans = new Map<string, readonly Plan[]>()

/** An indexed page. Selectors are CSS; in lists, results come in the order of the page. */
export class HtmlPage {
  readonly document: Document
  /** A limit ended the reading early: what follows is missing. */
  readonly cut: boolean
  readonly #index = new Map<string, Element[]>()
  readonly #keys = new Map<string, readonly string[]>()

  constructor(html: string) {
    const { document, cut } = parseHtml(html)
    this.document = document
    this.cut = cut
    this.#collect(document.children)
  }

  /** Every element of the page that the selector matches. */
  all(selector: string): readonly Element[] {
    return this.#select(selector, null, null)
  }

  /** The first element of the page that the selector matches. */
  first(selector: string): Element | null {
    return this.#select(selector, null, 1)[0] ?? null
  }

  /** Every element inside `root` that the selector matches; its ancestors may lie outside, as with jQuery's `find`. */
  within(root: Element, selector: string): readonly Element[] {
    return this.#select(selector, extentOf(root), null)
  }

  /** Whether this element itself matches. */
  matches(element: Element, selector: string): boolean {
    return planOf(selector).some((plan) => plan.test(element))
  }

  #collect(nodes: readonly AnyNode[]): void {
    for (const node of nodes) {
      if (!isElement(node)) continue
      this.#put(node.name, node)
      const { id, class: classes } = node.attribs
      if (id !== undefined) this.#put(`#${id}`, node)
      if (classes !== undefined) for (const key of this.#classKeys(classes)) this.#put(key, node)
      this.#collect(node.children)
    }
  }

  /** The same few class attributes stand on most elements of a page. */
  #classKeys(classes: string): readonly string[] {
    const known = this.#keys.get(classes)
    if (known !== undefined) return known
    const names = classes.split(/\s+/, CLASSES_MAX).filter((name) => name !== '')
    const keys = [...new Set(names)].map((name) => `.${name}`)
    this.#keys.set(classes, keys)
    return keys
  }

  #put(key: string, element: Element): void {
    const list = this.#index.get(key)
    if (list === undefined) this.#index.set(key, [element])
    else list.push(element)
  }

  #select(selector: string, extent: Extent | null, limit: number | null): readonly Element[] {
    const steps = planOf(selector)
    if (steps.length === 1 && steps[0] !== undefined) return this.#run(steps[0], extent, limit)
    const found = new Set<Element>()
    for (const step of steps) for (const element of this.#run(step, extent, limit)) found.add(element)
    return [...found].sort((one, other) => startOf(one) - startOf(other))
  }

  #candidates(key: string): readonly Element[] {
    if (key === '*' && !this.#index.has(key)) {
      const everything = getElementsByTagName('*', this.document.children)
      this.#index.set(key, everything)
    }
    return this.#index.get(key) ?? []
  }

  #run(plan: Plan, extent: Extent | null, limit: number | null): Element[] {
    const candidates = this.#candidates(plan.key)
    const found: Element[] = []
    for (let at = extent === null ? 0 : firstAfter(candidates, extent.start); at < candidates.length; at += 1) {
      const element = candidates[at]
      if (element === undefined || (extent !== null && startOf(element) > extent.end)) break
      if (liesIn(element, extent) && plan.test(element)) found.push(element)
      if (limit !== null && found.length >= limit) break
    }
    return found
  }
}

/** More classes on one element are noise or an attack. */
const CLASSES_MAX = 40

/** Where an element lies in the source. One that is never closed reaches to the end of the page. */
function extentOf(element: Element): Extent {
  return { start: startOf(element), end: element.endIndex ?? Number.MAX_SAFE_INTEGER }
}

function startOf(element: Element): number {
  return element.startIndex ?? 0
}

/** An element that an implied end tag closed seems to reach into the tag that closed it: so the ends are compared too. */
function liesIn(element: Element, extent: Extent | null): boolean {
  return extent === null || element.endIndex === null || element.endIndex <= extent.end
}

/** Index of the first element that starts after `start`; the list is in page order. */
function firstAfter(elements: readonly Element[], start: number): number {
  let low = 0
  let high = elements.length
  while (low < high) {
    const middle = (low + high) >> 1
    const element = elements[middle]
    if (element !== undefined && startOf(element) > start) high = middle
    else low = middle + 1
  }
  return low
}

function planOf(selector: string): readonly Plan[] {
  const known = plans.get(selector)
  if (known !== undefined) return known
  const made = splitAlternatives(selector).map((part) => ({
    key: keyOf(part),
    test: compile(part, { cacheResults: false }) as unknown as Test,
  }))
  plans.set(selector, made)
  return made
}

/** Splits at the commas that stand outside brackets and parentheses. */
function splitAlternatives(selector: string): readonly string[] {
  return selector.split(/,(?![^([]*[)\]])/).map((part) => part.trim())
}

/** The part of the last compound that the fewest elements bear: its id, else its first class, else its tag, else any. */
function keyOf(selector: string): string {
  const bare = selector.replace(/\[[^\]]*\]|:[\w-]+\([^)]*\)|:[\w-]+/g, '')
  const last = bare.split(/[\s>+~]+/).at(-1) ?? ''
  const key = /#[\w-]+/.exec(last)?.[0] ?? /\.[\w-]+/.exec(last)?.[0] ?? /^[\w-]+/.exec(last)?.[0]
  if (key === undefined) return '*'
  return key.startsWith('#') || key.startsWith('.') ? key : key.toLowerCase()
}
