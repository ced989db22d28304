// Any page by the operator's own selectors: for places that no other kind knows. A selector that is wrong, or that finds
// nothing, is told by its name, because only the operator can mend it.

import type { Element } from 'domhandler'
import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { looksLikeHtml } from './forum/engine.js'
import { addressOf, type Reading, whenOf } from './forum/fields.js'
import { postWith } from './forum/json.js'
import { HtmlPage } from './forum/page.js'
import { quotesInDocument } from './forum/quotes.js'
import { languageOf, readingOf, titleOf } from './forum/thread-head.js'
import { type Asked, findAll, findInItems, isSelector, openTree, wantedBy } from './html/selecting.js'
import { dateOrderOf } from './reading/dates.js'
import { refuseFaultyPage } from './reading/faults.js'
import { lineOf, textOf } from './reading/html.js'
import { cleanLine } from './reading/text.js'

const place = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(isSelector, { error: 'is no CSS selector; one looks like "article .author" or "time@datetime"' })

/** What the operator names; all but `item` and `next` are looked for inside an item. `@name` behind a selector reads that attribute. */
const selectors = z.strictObject({
  item: place,
  title: place.optional(),
  text: place.optional(),
  author: place.optional(),
  date: place.optional(),
  link: place.optional(),
  id: place.optional(),
  next: place.optional(),
})

/** Options of the kind `html`. */
export type HtmlOptions = {
  readonly selectors: z.infer<typeof selectors>
}

type Named = HtmlOptions['selectors']
type Names = keyof Named

/** A page longer than this many items is a list that should be asked for in pages. */
const ITEMS_MAX = 500
/** Pages behind `next` that are read in one scan. */
const PAGES_MAX = 5

/** Pages by selectors. */
export const html: SourceKind<HtmlOptions> = {
  kind: 'html',
  title: 'Any page, by your selectors',
  about:
    'Reads the items of any page by CSS selectors that you give: item, and inside it title, text, author, date, link and id; next for the following page.',
  exampleUrl: 'https://quejas.example/ultimas',
  example: {
    selectors: {
      item: 'article',
      title: 'h2',
      text: '.cuerpo',
      author: '.autor',
      date: 'time@datetime',
      link: 'h2 a@href',
    },
  },
  options: z.strictObject({ selectors }),
  // Only the operator knows that a page is to be read this way.
  recognise: () => 0,
  start: (url) => [{ url, role: 'page 1' }],
  read,
}

function read(page: Page, context: ReadContext<HtmlOptions>): ReadResult {
  const named: Named | undefined = context.options.selectors
  if (named === undefined) {
    throw new EscuchaError('config-invalid', 'the kind html needs selectors, at least one for "item"', {
      hint: 'selectors: {item: "article", title: "h2", text: ".body", author: ".author", date: time}',
    })
  }
  if (!looksLikeHtml(page) && !page.text.includes('<')) {
    throw new EscuchaError('unreadable', `a page of HTML was expected at ${page.url}, and something else came`)
  }
  const asked = new HtmlPage(page.text)
  const $ = openTree(asked.document)
  const items = findAll($, 'item', named.item).slice(0, ITEMS_MAX)
  if (items.length === 0) {
    refuseFaultyPage(page, asked)
    throw new EscuchaError('unreadable', `the selector item "${named.item}" finds nothing at ${page.url}`, {
      hint: 'Open the page in a browser, inspect one of its items, and correct the selector.',
    })
  }
  const fields = fieldsOf($, items, named)
  const dates = items.slice(0, DATE_SAMPLES).map((item) => fields.value(item, 'date'))
  const reading = readingOf(page, asked, dateOrderOf(dates.filter((date) => date !== null)))
  const language = languageOf(asked)
  const posts = items.map((item) => draftOf(item, fields, named, reading, language))
  return {
    posts,
    next: nextRequests($, named.next, reading.base, page.role),
    title: titleOf(asked),
    language,
    warnings: emptyFields(posts, named),
  }
}

/** As many dates as decide whether the day or the month comes first. */
const DATE_SAMPLES = 80

/** What the selectors found, by item. */
interface Fields {
  first(item: Element, name: Names): Element | null
  value(item: Element, name: Names): string | null
}

/** Without a selector for it, an item's first link is its address. */
const LINK_BY_DEFAULT = 'a[href]@href'

function fieldsOf($: Asked, items: readonly Element[], named: Named): Fields {
  const found = new Map<Names, ReadonlyMap<Element, readonly Element[]>>()
  const placeOf = (name: Names) => named[name] ?? (name === 'link' ? LINK_BY_DEFAULT : undefined)
  const at = (item: Element, name: Names): readonly Element[] => {
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
        const value = cleanLine(attribute === null ? plainValue(name, element) : element.attribs[attribute])
        if (value !== null) return value
      }
      return null
    },
  }
}

function draftOf(item: Element, fields: Fields, named: Named, reading: Reading, language: string | null): PostDraft {
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
function plainValue(name: Names, element: Element): string | undefined {
  if ((name === 'link' || name === 'next') && element.attribs.href !== undefined) return element.attribs.href
  if (name === 'date' && element.attribs.datetime !== undefined) return element.attribs.datetime
  if (name === 'id' && element.attribs.id !== undefined) return element.attribs.id
  return lineOf(element)
}

function nextRequests($: Asked, next: string | undefined, base: string, role: string | null): readonly PageRequest[] {
  const number = Number(/^page (\d+)$/.exec(role ?? 'page 1')?.[1] ?? 1)
  if (next === undefined || number >= PAGES_MAX) return []
  const link = findAll($, 'next', next)[0]
  const { attribute } = wantedBy(next)
  if (link === undefined) return []
  const href = attribute === null ? plainValue('next', link) : link.attribs[attribute]
  const url = addressOf(href ?? null, { base })
  return url === null ? [] : [{ url, role: `page ${number + 1}`, detail: true }]
}

/** A selector that finds nothing in any item is most likely wrong. */
function emptyFields(posts: readonly PostDraft[], named: Named): readonly string[] {
  const empty: Readonly<Record<string, (post: PostDraft) => boolean>> = {
    title: (post) => post.title === null,
    text: (post) => post.text === '',
    author: (post) => post.author.name === null,
    date: (post) => post.publishedAt === null,
    link: (post) => post.url === null,
    id: (post) => post.id === null,
  }
  return Object.entries(empty)
    .filter(([name, isEmpty]) => named[name as Names] !== undefined && posts.every(isEmpty))
    .map(([name]) => `the selector ${name} "${named[name as Names]}" gives nothing for any item`)
}
