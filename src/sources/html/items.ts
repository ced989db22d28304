// Reads the items of a page by selectors: what each gives for each item, and the posts that come of it. The kind, its
// preview and its suggestions read by the same rules, so that what is shown before saving is what is read after.

import type { Element } from 'domhandler'
import type { PostDraft } from '../../domain/post.js'
import type { SelectorName } from '../../domain/preview.js'
import type { Page } from '../../domain/source.js'
import { addressOf, type Reading, whenOf } from '../forum/fields.js'
import { postWith } from '../forum/json.js'
import { HtmlPage } from '../forum/page.js'
import { quotesInDocument } from '../forum/quotes.js'
import { languageOf, readingOf } from '../forum/thread-head.js'
import { dateOrderOf } from '../reading/dates.js'
import { lineOf, textOf } from '../reading/html.js'
import { cleanLine } from '../reading/text.js'
import { type Asked, findAll, findInItems, openTree, wantedBy } from './selecting.js'
import type { Selectors } from './selectors.js'

/** A page longer than this many items is a list that should be asked for in pages. */
const ITEMS_MAX = 500
/** As many dates as decide whether the day or the month comes first. */
const DATE_SAMPLES = 80
/** Without a selector for it, an item's first link is its address. */
const LINK_BY_DEFAULT = 'a[href]@href'

/** A page that can be asked by an operator's selectors. */
export interface OpenPage {
  readonly page: Page
  readonly html: HtmlPage
  readonly $: Asked
}

/** Opens a page. */
export function openPage(page: Page): OpenPage {
  const html = new HtmlPage(page.text)
  return { page, html, $: openTree(html.document) }
}

/** What the selectors found, by item. */
export interface Fields {
  first(item: Element, name: SelectorName): Element | null
  value(item: Element, name: SelectorName): string | null
}

/** The items of a page with what the selectors find in them. */
export interface ItemReading {
  readonly items: readonly Element[]
  readonly fields: Fields
  /** What dates and links are read against. */
  readonly reading: Reading
  readonly posts: readonly PostDraft[]
}

/** Finds the items. Throws `config-invalid` when the selector is no CSS. */
export function itemsOf({ $ }: OpenPage, selector: string): readonly Element[] {
  return findAll($, 'item', selector).slice(0, ITEMS_MAX)
}

/** Reads the items by the selectors. */
export function readItems(opened: OpenPage, items: readonly Element[], named: Selectors): ItemReading {
  const fields = fieldsOf(opened.$, items, named)
  const dates = items.slice(0, DATE_SAMPLES).flatMap((item) => fields.value(item, 'date') ?? [])
  const reading = readingOf(opened.page, opened.html, dateOrderOf(dates))
  const language = languageOf(opened.html)
  const posts = items.map((item) => draftOf(item, fields, named, reading, language))
  return { items, fields, reading, posts }
}

/** The address behind `next`; null when there is none. */
export function nextAddress({ $ }: OpenPage, next: string | undefined, base: string): string | null {
  if (next === undefined) return null
  const link = findAll($, 'next', next)[0]
  if (link === undefined) return null
  return addressOf(saidBy('next', link, wantedBy(next).attribute) ?? null, { base })
}

/** What an element says where it is asked for `name`, in one line. */
export function saidBy(name: SelectorName, element: Element, attribute: string | null): string | null {
  return cleanLine(attribute === null ? plainValue(name, element) : element.attribs[attribute])
}

function fieldsOf($: Asked, items: readonly Element[], named: Selectors): Fields {
  const found = new Map<SelectorName, ReadonlyMap<Element, readonly Element[]>>()
  const placeOf = (name: SelectorName) => named[name] ?? (name === 'link' ? LINK_BY_DEFAULT : undefined)
  const at = (item: Element, name: SelectorName): readonly Element[] => {
    const text = placeOf(name)
    if (text === undefined) return []
    const finds = found.get(name) ?? findInItems($, items, name, text)
    found.set(name, finds)
    return finds.get(item) ?? []
  }
  return {
    first: (item, name) => at(item, name)[0] ?? null,
    value: (item, name) => {
      const { attribute } = wantedBy(placeOf(name) ?? '')
      for (const element of at(item, name)) {
        const value = saidBy(name, element, attribute)
        if (value !== null) return value
      }
      return null
    },
  }
}

function draftOf(
  item: Element,
  fields: Fields,
  named: Selectors,
  reading: Reading,
  language: string | null,
): PostDraft {
  const body = named.text === undefined ? item : fields.first(item, 'text')
  const { quotes, elements } = quotesInDocument(reading.html, body ?? item)
  const ownLink = named.link === undefined ? cleanLine(item.attribs.href) : null
  return postWith({
    id: fields.value(item, 'id'),
    url: addressOf(ownLink ?? fields.value(item, 'link'), reading),
    kind: 'article',
    title: fields.value(item, 'title'),
    text: body === null ? '' : textOf(body, elements),
    quotes: body === null ? [] : quotes,
    author: { name: fields.value(item, 'author'), url: null, staff: false },
    publishedAt: whenOf(fields.value(item, 'date'), reading),
    language,
  })
}

/** Without `@…`, a link gives its address and a time its machine-readable date: what is meant by pointing at them. */
function plainValue(name: SelectorName, element: Element): string | undefined {
  if ((name === 'link' || name === 'next') && element.attribs.href !== undefined) return element.attribs.href
  if (name === 'date' && element.attribs.datetime !== undefined) return element.attribs.datetime
  if (name === 'id' && element.attribs.id !== undefined) return element.attribs.id
  return lineOf(element)
}
