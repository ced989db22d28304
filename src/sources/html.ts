// Any page by the operator's own selectors: for places that no other kind knows. A selector that is wrong, or that finds
// nothing, is told by its name, because only the operator can mend it.

import { load } from 'cheerio/slim'
import type { Element } from 'domhandler'
import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { looksLikeHtml } from './forum/engine.js'
import { addressOf, whenOf } from './forum/fields.js'
import { HtmlPage } from './forum/page.js'
import { quotesInDocument } from './forum/quotes.js'
import { languageOf, readingOf, titleOf } from './forum/thread-head.js'
import { type DateOrder, dateOrderOf } from './reading/dates.js'
import { refuseFaultyPage } from './reading/faults.js'
import { lineOf, textOf } from './reading/html.js'
import { cleanLine } from './reading/text.js'

/** What the operator names; all but `item` are looked for inside an item. `@name` behind a selector reads that attribute. */
const selectors = z.strictObject({
  item: z.string().trim().min(1).max(500),
  title: z.string().trim().min(1).max(500).optional(),
  text: z.string().trim().min(1).max(500).optional(),
  author: z.string().trim().min(1).max(500).optional(),
  date: z.string().trim().min(1).max(500).optional(),
  link: z.string().trim().min(1).max(500).optional(),
  id: z.string().trim().min(1).max(500).optional(),
  next: z.string().trim().min(1).max(500).optional(),
})

/** Options of the kind `html`. */
export type HtmlOptions = {
  readonly selectors: z.infer<typeof selectors>
}

type Names = keyof HtmlOptions['selectors']
type Cheerio = ReturnType<typeof load>

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
  const named: HtmlOptions['selectors'] | undefined = context.options.selectors
  if (named === undefined) {
    throw new EscuchaError('config-invalid', 'the kind html needs selectors, at least one for "item"', {
      hint: 'selectors: {item: "article", title: "h2", text: ".body", author: ".author", date: time}',
    })
  }
  if (!looksLikeHtml(page) && !page.text.includes('<')) {
    throw new EscuchaError('unreadable', `a page of HTML was expected at ${page.url}, and something else came`)
  }
  const asked = new HtmlPage(page.text)
  const $ = load(asked.document)
  const items = find($, null, 'item', named.item).slice(0, ITEMS_MAX)
  if (items.length === 0) {
    refuseFaultyPage(page, asked)
    throw new EscuchaError('unreadable', `the selector item "${named.item}" finds nothing at ${page.url}`, {
      hint: 'Open the page in a browser, inspect one of its items, and correct the selector.',
    })
  }
  const reading = readingOf(page, asked, orderIn($, items, named.date))
  const language = languageOf(asked)
  const posts = items.map((item) => draftOf($, item, named, reading, language))
  return {
    posts,
    next: nextRequests($, named.next, reading.base, page.role),
    title: titleOf(asked),
    language,
    warnings: emptyFields(posts, named),
  }
}

function draftOf(
  $: Cheerio,
  item: Element,
  named: HtmlOptions['selectors'],
  reading: Parameters<typeof whenOf>[1],
  language: string | null,
): PostDraft {
  const at = (name: Names) => fieldOf($, item, name, named[name])
  const body = named.text === undefined ? item : (find($, item, 'text', named.text)[0] ?? null)
  const { quotes, elements } = quotesInDocument(reading.html, body ?? item)
  return {
    id: at('id'),
    url: addressOf(named.link === undefined ? firstLink($, item) : at('link'), reading),
    kind: 'article',
    title: at('title'),
    text: body === null ? '' : textOf(body, elements),
    author: { name: at('author'), url: null, staff: false },
    publishedAt: whenOf(at('date'), reading),
    updatedAt: null,
    conversation: null,
    inReplyTo: null,
    accepted: false,
    answered: null,
    views: null,
    language,
    quotes: body === null ? [] : quotes,
    replyCount: null,
  }
}

interface Asked {
  readonly selector: string
  readonly attribute: string | null
}

function askedBy(text: string): Asked {
  const match = /^(.*?)@([a-z][\w:-]*)$/is.exec(text)
  return match === null
    ? { selector: text, attribute: null }
    : { selector: (match[1] ?? '').trim(), attribute: match[2] ?? null }
}

/** The elements that a selector finds; a selector that is no CSS is the operator's mistake and is named. */
function find($: Cheerio, root: Element | null, name: Names, text: string): readonly Element[] {
  const { selector } = askedBy(text)
  if (selector === '') return root === null ? [] : [root]
  try {
    const found = root === null ? $(selector) : $(root).find(selector)
    return found.toArray().filter((node): node is Element => 'attribs' in node)
  } catch (cause) {
    throw new EscuchaError('config-invalid', `the selector ${name} "${text}" is no CSS selector`, {
      hint: 'Selectors look like "article .author" or "time@datetime".',
      cause,
    })
  }
}

function fieldOf($: Cheerio, item: Element, name: Names, text: string | undefined): string | null {
  if (text === undefined) return null
  const { attribute } = askedBy(text)
  for (const element of find($, item, name, text)) {
    const value = cleanLine(attribute === null ? plainValue(name, element) : element.attribs[attribute])
    if (value !== null) return value
  }
  return null
}

/** Without `@…`, a link gives its address and a time its machine-readable date: what is meant by pointing at them. */
function plainValue(name: Names, element: Element): string | undefined {
  if ((name === 'link' || name === 'next') && element.attribs.href !== undefined) return element.attribs.href
  if (name === 'date' && element.attribs.datetime !== undefined) return element.attribs.datetime
  if (name === 'id' && element.attribs.id !== undefined) return element.attribs.id
  return lineOf(element)
}

function firstLink($: Cheerio, item: Element): string | null {
  return cleanLine(item.attribs.href ?? $(item).find('a[href]').first().attr('href'))
}

function orderIn($: Cheerio, items: readonly Element[], date: string | undefined): DateOrder | null {
  if (date === undefined) return null
  const texts = items.slice(0, 80).map((item) => fieldOf($, item, 'date', date))
  return dateOrderOf(texts.filter((text) => text !== null))
}

function nextRequests($: Cheerio, next: string | undefined, base: string, role: string | null): readonly PageRequest[] {
  const number = Number(/^page (\d+)$/.exec(role ?? 'page 1')?.[1] ?? 1)
  if (next === undefined || number >= PAGES_MAX) return []
  const root = $.root()[0]
  const link = find($, null, 'next', next)[0]
  const url = root === undefined || link === undefined ? null : addressOf(plainValue('next', link) ?? null, { base })
  return url === null ? [] : [{ url, role: `page ${number + 1}`, detail: true }]
}

/** A selector that finds nothing in any item is most likely wrong. */
function emptyFields(posts: readonly PostDraft[], named: HtmlOptions['selectors']): readonly string[] {
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
