// Reads a thread page by its engine's description: the posts, and what the page says of the thread and its other pages.

import type { Element } from 'domhandler'
import type { ConversationRef, PostDraft, PostKind } from '../../domain/post.js'
import { isElement, textOf } from '../reading/html.js'
import { editedAt } from './edited.js'
import { addressOf, elementAt, linesAt, matchIn, nearestOf, type Reading, valueAt, whenOf } from './fields.js'
import type { HtmlPage } from './page.js'
import { quotesIn } from './quotes.js'
import type { ForumShape, PostShape } from './shape.js'
import { type ForumOptions, speaksForCompany } from './staff.js'
import { readThreadHead, type ThreadHead } from './thread-head.js'

/** More posts than any engine puts on one page. */
const POSTS_MAX = 2_000

/** A thread page that has been read. */
interface ThreadPage {
  readonly head: ThreadHead
  readonly posts: readonly PostDraft[]
}

/** The elements that are posts of this engine; empty when the page is no thread. */
export function postElements(shape: PostShape, html: HtmlPage): readonly Element[] {
  return html.all(shape.post).slice(0, POSTS_MAX)
}

/** Reads the posts found by `postElements`. */
export function readThread(
  shape: ForumShape,
  elements: readonly Element[],
  reading: Reading,
  options: ForumOptions,
): ThreadPage {
  const head = readThreadHead(shape, reading)
  const all = new Set<Element>(elements)
  const posts: PostDraft[] = []
  const seen = new Set<string>()
  for (const element of elements) {
    const post = readPost(shape, element, all, reading, options, { head, first: posts.length === 0 && head.firstPage })
    if (post?.id == null || seen.has(post.id)) continue
    seen.add(post.id)
    posts.push(post)
  }
  return { head, posts: withAnswered(posts, head) }
}

interface Place {
  readonly head: ThreadHead
  readonly first: boolean
}

function readPost(
  shape: ForumShape,
  element: Element,
  all: ReadonlySet<Element>,
  reading: Reading,
  options: ForumOptions,
  place: Place,
): PostDraft | null {
  const { posts } = shape
  const { html } = reading
  // A comment's element may hold the answers to it: what stands in those is theirs.
  const owns = (inner: Element) => nearestOf(inner, all) === element
  const at = (from: readonly string[]) => valueAt(html, element, from, owns)
  const has = (selector: string | null) => selector !== null && presentIn(html, element, selector, owns)
  const body = elementAt(html, element, posts.body, owns)
  const id = postId(posts, at(posts.id))
  if (body === null || id === null || has(posts.skip)) return null
  const { quotes, elements: quoted } = quotesIn(html, body, posts.quotes, posts.idPattern)
  const without = new Set([...quoted, ...(posts.drop === null ? [] : html.within(body, posts.drop))])
  const titles = linesAt(html, element, posts.titles, 8)
  const publishedAt = whenOf(at(posts.date), reading, posts.utc)
  const name = at(posts.author)
  return {
    id: posts.idInThread ? `${place.head.id ?? ''}#${id}` : id,
    url: permalinkOf(posts, at, reading) ?? numberedUrl(posts, id, place.head) ?? addressOf(anchorOf(element), reading),
    kind: kindOf(shape, place.first),
    title: place.first ? place.head.title : null,
    text: textOf(body, without),
    author: {
      name: authorName(name, posts.authorSuffix),
      url: addressOf(at(posts.authorUrl), reading),
      staff: speaksForCompany(has(posts.staff), titles, options),
    },
    publishedAt,
    updatedAt: editedAt(at(posts.edited), publishedAt, reading),
    conversation: conversationOf(place.head),
    inReplyTo: postId(posts, at(posts.replyTo)) ?? (posts.nests ? outerPost(posts, element, all, html) : null),
    accepted: !place.first && has(posts.accepted),
    answered: null,
    views: place.first ? place.head.views : null,
    language: place.head.language,
    quotes,
    replyCount: null,
  }
}

/** The post in whose element this one stands: nested comments answer it. */
function outerPost(
  shape: PostShape,
  element: Element,
  all: ReadonlySet<Element>,
  html: Reading['html'],
): string | null {
  const outer = element.parent === null ? null : nearestOf(element.parent, all)
  return outer === null || !isElement(outer) ? null : postId(shape, valueAt(html, outer, shape.id))
}

function presentIn(
  html: Reading['html'],
  element: Element,
  selector: string,
  owns: (inner: Element) => boolean,
): boolean {
  return html.matches(element, selector) || html.within(element, selector).some(owns)
}

/** The first permalink that leads anywhere: on a page without an address, `#p12` alone does not. */
function permalinkOf(
  posts: PostShape,
  at: (places: readonly string[]) => string | null,
  reading: Reading,
): string | null {
  for (const place of posts.permalink) {
    const url = addressOf(at([place]), reading)
    if (url !== null) return url
  }
  return null
}

/** `/t/topic/12` and the post `post_3` make `/t/topic/12/3`. */
function numberedUrl(posts: PostShape, id: string, head: ThreadHead): string | null {
  const number = posts.numbered ? /\d+$/.exec(id)?.[0] : undefined
  if (number === undefined || head.url === null) return null
  return `${head.url.replace(/[?#].*$/, '').replace(/\/$/, '')}/${number}`
}

/** Where the engine gives no permalink, the element's own id leads to the post. */
function anchorOf(element: Element): string | null {
  const { id } = element.attribs
  return id === undefined ? null : `#${id}`
}

/** The engine's id of the post, by the pattern of its description. */
export function postId(shape: Pick<PostShape, 'idPattern' | 'idPrefix'>, found: string | null): string | null {
  const id = matchIn(found, shape.idPattern)
  return id === null ? null : `${shape.idPrefix ?? ''}${id}`
}

function authorName(name: string | null, suffix: RegExp | undefined): string | null {
  if (name === null) return null
  const bare = suffix === undefined ? name : name.replace(suffix, '').trim()
  return bare === '' ? null : bare.slice(0, 200)
}

function kindOf(shape: ForumShape, first: boolean): PostKind {
  const [opening, others] = shape.postKinds ?? ['topic', 'reply']
  return first ? opening : others
}

function conversationOf(head: ThreadHead): ConversationRef | null {
  return head.id === null ? null : { id: head.id, url: head.url, title: head.title }
}

/** The opening post is answered when the page says so, or when a post on it bears the mark. */
function withAnswered(posts: readonly PostDraft[], head: ThreadHead): readonly PostDraft[] {
  const solved = head.solved ?? (posts.some((post) => post.accepted) ? true : null)
  if (solved === null) return posts
  return posts.map((post) => (post.kind === 'topic' ? { ...post, answered: solved } : post))
}
