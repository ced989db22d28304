// A parsed page that can be asked by selector, fast. A forum page is asked some fifteen selectors for each of its
// posts; walking each post's tree for each would cost more than parsing it. So the elements are indexed once, by class, id, and
// tag, and a selector is only tried on those that bear its rarest part. What lies within what is told by source offsets.

import { compile } from 'css-select'
import type { Document, Element } from 'domhandler'
import { parseHtml } from '../reading/html.js'

/** A piece of a page: it begins and ends at these offsets of the source. */
interface Extent {
  readonly start: number
  readonly end: number
}

type Test = (element: Element) => boolean

/** A selector ready to be used: one entry for each alternative between commas. */
interface Plan {
  readonly key: string
  /** Keys of elements that what is sought must stand in. */
  readonly under: readonly string[]
  readonly test: Test
}

const plans = new Map<string, readonly Plan[]>()

/** An indexed page. Selectors are CSS; in lists, results come in the order of the page. */
export class HtmlPage {
  readonly document: Document
  /** A limit ended the reading early: what follows is missing. */
  readonly cut: boolean
  readonly #elements: readonly Element[]
  /** Elements by `tag`, `#id` and `.class`. */
  readonly #index = new Map<string, Element[]>()
  /** The lists of the index that a class attribute stands in: a page has few different ones. */
  readonly #listsOf = new Map<string, readonly Element[][]>()

  constructor(html: string) {
    const { document, elements, cut } = parseHtml(html)
    this.document = document
    this.cut = cut
    this.#elements = elements
    for (const element of elements) this.#enter(element)
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

  #enter(element: Element): void {
    this.#listOf(element.name).push(element)
    const { id, class: classes } = element.attribs
    if (id !== undefined) this.#listOf(`#${id}`).push(element)
    if (classes !== undefined) for (const list of this.#classLists(classes)) list.push(element)
  }

  #classLists(classes: string): readonly Element[][] {
    const known = this.#listsOf.get(classes)
    if (known !== undefined) return known
    const names = new Set(classes.split(/\s+/, CLASSES_MAX))
    names.delete('')
    const lists = [...names].map((name) => this.#listOf(`.${name}`))
    this.#listsOf.set(classes, lists)
    return lists
  }

  #listOf(key: string): Element[] {
    const known = this.#index.get(key)
    if (known !== undefined) return known
    const list: Element[] = []
    this.#index.set(key, list)
    return list
  }

  #select(selector: string, extent: Extent | null, limit: number | null): readonly Element[] {
    const steps = planOf(selector)
    if (steps.length === 1 && steps[0] !== undefined) return this.#run(steps[0], extent, limit)
    const found = new Set<Element>()
    for (const step of steps) for (const element of this.#run(step, extent, limit)) found.add(element)
    return [...found].sort((one, other) => startOf(one) - startOf(other))
  }

  #candidates(key: string): readonly Element[] {
    return key === '*' ? this.#elements : (this.#index.get(key) ?? [])
  }

  #run(plan: Plan, extent: Extent | null, limit: number | null): Element[] {
    const candidates = this.#candidates(plan.key)
    const found: Element[] = []
    for (const part of extent === null ? this.#partsFor(plan, candidates) : [extent]) {
      for (let at = firstAfter(candidates, part.start); at < candidates.length; at += 1) {
        const element = candidates[at]
        if (element === undefined || startOf(element) > part.end) break
        if (liesIn(element, extent) && plan.test(element)) found.push(element)
        if (limit !== null && found.length >= limit) return found
      }
    }
    return found
  }

  /** Where on the page to look: of `.pagination a` only within the bars, and not at every link of the page. */
  #partsFor(plan: Plan, candidates: readonly Element[]): readonly Extent[] {
    let narrowest: readonly Element[] = candidates
    for (const key of plan.under) {
      const outer = this.#candidates(key)
      if (outer.length < narrowest.length) narrowest = outer
    }
    return narrowest === candidates ? EVERYWHERE : outermost(narrowest)
  }
}

const EVERYWHERE: readonly Extent[] = [{ start: -1, end: Number.MAX_SAFE_INTEGER }]

/** The extents of the elements without those that lie in another one of them. */
function outermost(elements: readonly Element[]): readonly Extent[] {
  const parts: Extent[] = []
  let end = -1
  for (const element of elements) {
    const extent = extentOf(element)
    if (extent.end <= end) continue
    parts.push({ start: Math.max(extent.start, end), end: extent.end })
    end = extent.end
  }
  return parts
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
    ...keysOf(part),
    test: compile(part, { cacheResults: false }) as unknown as Test,
  }))
  plans.set(selector, made)
  return made
}

/** Splits at the commas that stand outside brackets and parentheses. */
function splitAlternatives(selector: string): readonly string[] {
  return selector.split(/,(?![^([]*[)\]])/).map((part) => part.trim())
}

/**
 * The part of the last compound that the fewest elements bear (its id, else its first class, else its tag, else any), and
 * those of the compounds that stand above it. Beside a sibling's sign nothing is known of what stands above.
 */
function keysOf(selector: string): Pick<Plan, 'key' | 'under'> {
  const bare = selector.replace(/\[[^\]]*\]|:[\w-]+\([^)]*\)|:[\w-]+/g, '')
  const compounds = bare.split(/[\s>+~]+/)
  const key = keyOf(compounds.at(-1) ?? '') ?? '*'
  if (/[+~]/.test(bare)) return { key, under: [] }
  return { key, under: compounds.slice(0, -1).flatMap((compound) => keyOf(compound) ?? []) }
}

function keyOf(compound: string): string | null {
  const key = /#[\w-]+/.exec(compound)?.[0] ?? /\.[\w-]+/.exec(compound)?.[0] ?? /^[\w-]+/.exec(compound)?.[0]
  if (key === undefined) return null
  return key.startsWith('#') || key.startsWith('.') ? key : key.toLowerCase()
}
