// Reads a listing of threads: which there are, and by which mark it is seen that one has grown.

import type { Element } from 'domhandler'
import type { PostDraft } from '../../domain/post.js'
import { countIn, pageAddressOf, type Reading, valueAt, whenOf } from './fields.js'
import type { ForumShape, ListingShape } from './shape.js'
import { languageOf, solvedByTitle, threadIdIn } from './thread-head.js'

/** A listing page of any engine is shorter. */
const ROWS_MAX = 500
/** An index with more forums than this is read in part. */
const FORUMS_MAX = 60

/** One thread of a listing. */
export interface ListedThread {
  readonly id: string
  readonly url: string
  readonly title: string | null
  /** Changes when the thread grows; empty when the listing tells nothing that would. */
  readonly mark: string
  readonly replies: number | null
  readonly draft: PostDraft
}

/** The threads of a listing, in its order; empty when the page is none. */
export function listedThreads(shape: ForumShape, reading: Reading): readonly ListedThread[] {
  const threads = new Map<string, ListedThread>()
  for (const row of reading.html.all(shape.listing.row).slice(0, ROWS_MAX)) {
    const thread = readRow(shape, row, reading)
    if (thread !== null && !threads.has(thread.id)) threads.set(thread.id, thread)
  }
  return [...threads.values()]
}

/** On an index page: the addresses of the listings. */
export function forumLinks(shape: ListingShape, reading: Reading): readonly string[] {
  const urls = new Set<string>()
  for (const link of reading.html.all(shape.forums)) {
    const url = pageAddressOf(link.attribs.href ?? null, reading)
    if (url !== null) urls.add(url.replace(/#.*$/, ''))
    if (urls.size >= FORUMS_MAX) break
  }
  return [...urls]
}

function readRow(shape: ForumShape, row: Element, reading: Reading): ListedThread | null {
  const { listing } = shape
  const { html } = reading
  if (listing.skip !== null && (html.matches(row, listing.skip) || html.within(row, listing.skip).length > 0))
    return null
  const at = (places: readonly string[]) => valueAt(html, row, places)
  const url = pageAddressOf(at(listing.link), reading)
  if (url === null) return null
  const title = at(listing.title)
  const replies = countIn(at(listing.replies))
  const id = threadIdIn([url], shape.thread.idPatterns) ?? url
  const solved = listing.solved !== null && html.within(row, listing.solved).length > 0
  return {
    id,
    url,
    title,
    replies,
    mark: markOf(replies, at(listing.last), reading),
    draft: {
      id: null,
      url,
      kind: 'topic',
      title,
      text: '',
      author: { name: at(listing.author), url: null, staff: false },
      publishedAt: whenOf(at(listing.date), reading),
      updatedAt: null,
      conversation: { id, url, title },
      inReplyTo: null,
      accepted: false,
      answered: solved ? true : solvedByTitle(title),
      views: countIn(at(listing.views)),
      language: languageOf(html),
      quotes: [],
      replyCount: replies,
    },
  }
}

/** Relative dates ("5 minutes ago") change by themselves: where the replies are counted, only a link joins the count. */
function markOf(replies: number | null, last: string | null, reading: Reading): string {
  const link = last !== null && /\d/.test(last) && /[/?=]/.test(last) ? last : null
  if (replies !== null) return link === null ? `${replies}` : `${replies} ${postNumberIn(link)}`
  if (link !== null) return postNumberIn(link)
  return whenOf(last, reading) ?? ''
}

/** The number of the latest post, not its whole link: session ids change from visit to visit. */
function postNumberIn(link: string): string {
  return /(?:#\D*|[?&;]p=|post[-/]?)(\d+)/i.exec(link)?.[1] ?? ''
}
