// Any page by the operator's own selectors: for places that no other kind knows. A selector that is wrong, or that finds
// nothing, is told by its name, because only the operator can mend it.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { looksLikeHtml } from './forum/engine.js'
import { languageOf, titleOf } from './forum/thread-head.js'
import { itemsOf, nextAddress, openPage, readItems } from './html/items.js'
import { type Selectors, selectorsSchema } from './html/selectors.js'
import { refuseFaultyPage } from './reading/faults.js'

/** Options of the kind `html`. */
export type HtmlOptions = {
  readonly selectors: Selectors
}

/** Pages behind `next` that are read in one scan. */
const PAGES_MAX = 5

/** Pages by selectors. */
export const html: SourceKind<HtmlOptions> = {
  kind: 'html',
  title: 'Any page, by your selectors',
  about:
    'Reads the items of any page by CSS selectors that you give: item, and inside it title, text, author, date, link and id; next for up to four following pages. Try them first on the page Sources (“by selectors”) or with "extract --selector"; when the site changes its layout they must be mended, and the scan says so.',
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
  options: z.strictObject({ selectors: selectorsSchema }),
  // Only the operator knows that a page is to be read this way.
  recognise: () => 0,
  start: (url) => [{ url, role: 'page 1' }],
  read,
}

function read(page: Page, context: ReadContext<HtmlOptions>): ReadResult {
  const named: Selectors | undefined = context.options.selectors
  if (named === undefined) {
    throw new EscuchaError('config-invalid', 'the kind html needs selectors, at least one for "item"', {
      hint: 'selectors: {item: "article", title: "h2", text: ".body", author: ".author", date: time}',
    })
  }
  if (!looksLikeHtml(page) && !page.text.includes('<')) {
    throw new EscuchaError('unreadable', `a page of HTML was expected at ${page.url}, and something else came`)
  }
  const opened = openPage(page)
  const items = itemsOf(opened, named.item)
  if (items.length === 0) {
    refuseFaultyPage(page, opened.html)
    throw new EscuchaError('unreadable', `the selector item "${named.item}" finds nothing at ${page.url}`, {
      hint: 'Open the page in a browser, inspect one of its items, and correct the selector.',
    })
  }
  const { posts, reading } = readItems(opened, items, named)
  if (posts.every((post) => post.title === null && post.text === '')) throw sayingNothing(items.length, page)
  return {
    posts,
    next: nextRequests(nextAddress(opened, named.next, reading.base), page.role),
    title: titleOf(opened.html),
    language: languageOf(opened.html),
    warnings: emptyFields(posts, named),
  }
}

/** Items are there, but nothing that the selectors find says anything: the layout has changed inside them. */
function sayingNothing(items: number, page: Page): EscuchaError {
  return new EscuchaError(
    'unreadable',
    `the selectors find ${items} items at ${page.url}, and no words in any of them`,
    {
      hint: 'The layout may have changed: look at the page again and correct the selectors for title and text.',
    },
  )
}

function nextRequests(url: string | null, role: string | null): readonly PageRequest[] {
  const number = Number(/^page (\d+)$/.exec(role ?? 'page 1')?.[1] ?? 1)
  if (url === null || number >= PAGES_MAX) return []
  return [{ url, role: `page ${number + 1}`, detail: true }]
}

/** A selector that finds nothing in any item is most likely wrong. */
function emptyFields(posts: readonly PostDraft[], named: Selectors): readonly string[] {
  const fields = [
    ['title', (post: PostDraft) => post.title === null],
    ['text', (post: PostDraft) => post.text === ''],
    ['author', (post: PostDraft) => post.author.name === null],
    ['date', (post: PostDraft) => post.publishedAt === null],
    ['link', (post: PostDraft) => post.url === null],
    ['id', (post: PostDraft) => post.id === null],
  ] as const
  return fields
    .filter(([name, isEmpty]) => named[name] !== undefined && posts.every(isEmpty))
    .map(([name]) => `the selector ${name} "${named[name]}" gives nothing for any item`)
}
