// Makes a source kind of an engine's description: recognises its pages, decides whether a page is a thread, a listing or an
// index, and asks for what is new.

import type { Element } from 'domhandler'
import { EscuchaError } from '../../domain/errors.js'
import type { ConversationRef, PostDraft } from '../../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../../domain/source.js'
import { dateOrderOf } from '../reading/dates.js'
import { refuseFaultyPage } from '../reading/faults.js'
import { linksOf } from '../reading/links.js'
import { elementAt, valueAt } from './fields.js'
import { forumLinks, type ListedThread, listedThreads } from './listing.js'
import { HtmlPage } from './page.js'
import type { ForumEngine, ForumShape, Mark } from './shape.js'
import { type ForumOptions, forumOptions } from './staff.js'
import { postElements, postId, readThread } from './thread.js'
import { languageOf, nextPageOf, readingOf, type ThreadHead, threadIdIn, titleOf } from './thread-head.js'
import { afterPage, errandOf, furtherPages, knownThread, roleOf, threadRequest, threadRequests } from './visit.js'

/** The kind that reads this engine's pages. */
export function forumKind(engine: ForumEngine): SourceKind<ForumOptions> {
  return {
    kind: engine.kind,
    title: engine.title,
    about: engine.about,
    exampleUrl: engine.exampleUrl,
    example: {},
    options: forumOptions,
    recognise: (page) => recogniseBy(engine.marks, page),
    start: (url, context) => [startRequest(engine, url, context)],
    read: (page, context) => readForum(engine, page, context),
    revisit: (conversation, sourceUrl, context) => revisitThread(conversation, sourceUrl, context),
  }
}

/** Signs are looked for in this much of a page: a head with its scripts can be long. */
const MARKS_WITHIN = 200_000

/** How surely the page bears the engine's marks. */
export function recogniseBy(marks: readonly Mark[], page: Page): number {
  if (!looksLikeHtml(page)) return 0
  const source = page.text.slice(0, MARKS_WITHIN)
  let sureness = 0
  for (const mark of marks) {
    if (mark.weight > sureness && mark.pattern.test(source)) sureness = mark.weight
  }
  return sureness
}

/** HTML by its type or, for a page that has none, by its first tag. */
export function looksLikeHtml(page: Page): boolean {
  if (page.contentType !== null && /html/.test(page.contentType)) return true
  return /^\s*(?:\ufeff)?\s*(?:<!doctype html|<html|<!--|<head|<body|<div|<meta|<table|<article|<section|<ul|<li)/i.test(
    page.text.slice(0, 500),
  )
}

/** A source that is one thread is entered where it was left. */
export function startRequest(engine: ForumEngine, url: string, context: ReadContext<ForumOptions>): PageRequest {
  const id = threadIdIn(
    [url],
    engine.shapes.flatMap((shape) => shape.thread.idPatterns),
  )
  const known = id === null ? null : knownThread(context.memory, id)
  if (id === null || known?.page === null || known === null) return { url, role: roleOf({ place: 'start' }) }
  return { url: known.page, role: roleOf({ place: 'thread', thread: id, step: 'onward' }) }
}

/** A conversation is seen again from the page that was its latest. */
function revisitThread(
  conversation: ConversationRef,
  sourceUrl: string,
  context: ReadContext<ForumOptions>,
): readonly PageRequest[] {
  const known = knownThread(context.memory, conversation.id)
  const url = conversation.url ?? known?.page ?? null
  if (url === null) return []
  return [threadRequest(conversation.id, new URL(url, sourceUrl).href, known?.mark ?? '', known)]
}

/** Reads a page of the engine, whatever it is: a thread, a listing of threads, or an index of forums. */
export function readForum(engine: ForumEngine, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const html = new HtmlPage(page.text)
  const found =
    firstOf(engine, (shape) => readAsThread(shape, html, page, context)) ??
    firstOf(engine, (shape) => readAsListing(shape, html, page, context)) ??
    firstOf(engine, (shape) => readAsIndex(shape, html, page))
  if (found !== null) return found
  refuseFaultyPage(page, html)
  throw new EscuchaError('unreadable', `no posts, threads or forums of ${engine.title} were found at ${page.url}`, {
    hint: 'Check that the address shows posts without a login, and that the kind is right (escucha sources discover).',
  })
}

function firstOf(engine: ForumEngine, read: (shape: ForumShape) => ReadResult | null): ReadResult | null {
  for (const shape of engine.shapes) {
    const result = read(shape)
    if (result !== null) return result
  }
  return null
}

function readAsThread(
  shape: ForumShape,
  html: HtmlPage,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult | null {
  const elements = postElements(shape.posts, html)
  if (elements.length === 0) return null
  const dates = elements.slice(0, DATE_SAMPLES).map((element) => valueAt(html, element, shape.posts.date))
  const reading = readingOf(page, html, dateOrderOf(dates.filter((date) => date !== null)))
  const { head, posts } = readThread(shape, elements, reading, context.options)
  if (posts.length === 0) return null
  const result = threadResult(head, posts, page, context, warningsOf(posts, html))
  return { ...result, ...linksOn(shape, elements, html, page, head) }
}

/** Where each post's own words link to. */
function linksOn(
  { posts }: ForumShape,
  elements: readonly Element[],
  html: HtmlPage,
  page: Page,
  head: ThreadHead,
): Pick<ReadResult, 'links'> {
  return linksOf(
    elements.map((element) => {
      const id = postId(posts, valueAt(html, element, posts.id))
      const body = elementAt(html, element, posts.body, () => true)
      const [start, end] = [body?.startIndex ?? null, body?.endIndex ?? null]
      return {
        id: id !== null && posts.idInThread ? `${head.id ?? ''}#${id}` : id,
        html: start === null || end === null ? null : page.text.slice(start, end + 1),
      }
    }),
  )
}

/** What follows from a page of a thread, however it was read: its posts, the pages to fetch next, and what to remember. */
export function threadResult(
  head: ThreadHead,
  posts: readonly PostDraft[],
  page: Page,
  context: ReadContext<unknown>,
  warnings: readonly string[],
): ReadResult {
  const result = { posts, ...standingOn(head, posts), title: head.title, language: head.language, warnings }
  const errand = errandOf(page.role)
  if (errand === null) return { ...result, next: nextOnly(head.next, head.id) }
  const next = furtherPages(head, errand)
  const memory = afterPage(head, page.url, errand, context.memory)
  return memory === null ? { ...result, next } : { ...result, next, memory }
}

/** A thread of a single page shows all its posts; one whose page does not say which it is may have others. */
function standingOn(head: ThreadHead, posts: readonly PostDraft[]): Pick<ReadResult, 'standing'> {
  const ids = posts.flatMap(({ id }) => id ?? [])
  const isWhole = head.firstPage && head.next === null && head.previous === null && head.last === null
  return head.id === null || !isWhole || ids.length < posts.length ? {} : { standing: [{ conversation: head.id, ids }] }
}

function nextOnly(url: string | null, thread: string | null): readonly PageRequest[] {
  return url === null ? [] : [{ url, role: roleOf({ place: 'thread', thread, step: 'onward' }), detail: true }]
}

function warningsOf(posts: ReadResult['posts'], html: HtmlPage): readonly string[] {
  const undated = posts.filter((post) => post.publishedAt === null).length
  const unnamed = posts.filter((post) => post.author.name === null).length
  return [
    ...(undated > 0 ? [`${undated} of ${posts.length} posts without a readable date`] : []),
    ...(unnamed > 0 ? [`${unnamed} of ${posts.length} posts without an author`] : []),
    ...(html.cut ? ['the page is over the size limit of the reader: its end is left out'] : []),
  ]
}

function readAsListing(
  shape: ForumShape,
  html: HtmlPage,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult | null {
  const rows = html.all(shape.listing.row).slice(0, DATE_SAMPLES)
  const dates = rows.map((row) => valueAt(html, row, shape.listing.date))
  const reading = readingOf(page, html, dateOrderOf(dates.filter((date) => date !== null)))
  const threads = listedThreads(shape, reading)
  if (threads.length === 0) return null
  const older = page.role === null ? null : olderListing(nextPageOf(shape, reading), page)
  return { ...listingResult(threads, page, context, { title: titleOf(html), language: languageOf(html) }), older }
}

function olderListing(url: string | null, page: Page): PageRequest | null {
  return url === null || url === page.url ? null : { url, role: roleOf({ place: 'list' }) }
}

/** What follows from a listing. In a scan it gives no posts of its own, only the way to them; alone (`extract`), its rows are all there is. */
export function listingResult(
  threads: readonly ListedThread[],
  page: Page,
  context: ReadContext<unknown>,
  place: Pick<ReadResult, 'title' | 'language'>,
): ReadResult {
  const posts = page.role === null ? threads.map((thread) => thread.draft) : []
  return { ...place, posts, next: threadRequests(threads, context.memory) }
}

function readAsIndex(shape: ForumShape, html: HtmlPage, page: Page): ReadResult | null {
  const forums = forumLinks(shape.listing, readingOf(page, html, null))
  if (forums.length === 0 || errandOf(page.role)?.place === 'list') return null
  const next = forums.map((url) => ({ url, role: roleOf({ place: 'list' }), detail: true }))
  return { posts: [], next, title: titleOf(html), language: languageOf(html) }
}

/** As many date texts as decide whether the day or the month comes first. */
const DATE_SAMPLES = 80
