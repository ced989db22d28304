// WordPress: a blog by its feeds (articles, and the comments of all of them), an article's page with its comments, or the REST
// interface. An article and its comments are one conversation, whichever way they were read.

import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind, SourceMemory } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { looksLikeHtml, recogniseBy } from './forum/engine.js'
import { valueAt } from './forum/fields.js'
import { listedThreads } from './forum/listing.js'
import { HtmlPage } from './forum/page.js'
import type { Mark } from './forum/shape.js'
import { type ForumOptions, forumOptions } from './forum/staff.js'
import { postElements, readThread } from './forum/thread.js'
import { canonicalOf, languageOf, readingOf, titleOf } from './forum/thread-head.js'
import { errandOf, knownThread, roleOf, withThread } from './forum/visit.js'
import { looksLikeJson } from './reading/answers.js'
import { dateOrderOf } from './reading/dates.js'
import { refuseFaultyPage } from './reading/faults.js'
import { resolveUrl } from './reading/urls.js'
import { articleOf, commentsFeedOf, conversationId, feedOf, postIdIn } from './wordpress/addresses.js'
import { articleIn } from './wordpress/article.js'
import { commentShape, SAYS } from './wordpress/comments.js'
import { looksLikeRest, readRest } from './wordpress/rest.js'

const MARKS: readonly Mark[] = [
  { pattern: /<meta[^>]{0,80}name=["']generator["'][^>]{0,20}content=["']WordPress/i, weight: 0.9 },
  { pattern: /\/wp-content\/(?:themes|plugins)\/|\/wp-includes\//i, weight: 0.8 },
  { pattern: /<link[^>]{0,80}https:\/\/api\.w\.org\//i, weight: 0.85 },
  { pattern: /<li[^>]{0,200}id=["'](?:li-)?comment-\d+["']/i, weight: 0.75 },
]

/** WordPress blogs. */
export const wordpress: SourceKind<ForumOptions> = {
  kind: 'wordpress',
  title: 'WordPress blog with its comments',
  about:
    'Reads articles and comments by the blog’s own feeds, by an article’s page, or by /wp-json/ addresses. Comments join their article’s conversation.',
  exampleUrl: 'https://blog.example/',
  example: {},
  options: forumOptions,
  recognise: (page) => {
    if (looksLikeJson(page)) return looksLikeRest(page.text) ? 0.97 : 0
    return recogniseBy(MARKS, page)
  },
  start: (url) => startRequests(url),
  read: readWordPress,
  revisit: (conversation) => (conversation.url === null ? [] : [commentsRequest(conversation.url)]),
}

function startRequests(url: string): readonly PageRequest[] {
  if (/\/wp-json\/|[?&]rest_route=/.test(url)) return [{ url, role: 'rest' }]
  if (/\/feed\/?(?:$|\?)|[?&]feed=/.test(url)) return [{ url, role: 'feed' }]
  return [
    { url: feedOf(url), role: 'feed' },
    { url: commentsFeedOf(url), role: 'comments', detail: true },
  ]
}

function commentsRequest(article: string): PageRequest {
  return { url: feedOf(article), role: 'comments', detail: true }
}

function readWordPress(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  if (looksLikeJson(page)) return readRest(page)
  if (looksLikeFeed(page.text) > 0) return readFeed(page, context)
  if (looksLikeHtml(page)) return readPage(page, context)
  throw new EscuchaError('unreadable', `neither a feed, a page nor JSON of WordPress came at ${page.url}`)
}

/**
 * A feed of articles, or of comments. Articles that have more comments than when we last read theirs ask for them; how many
 * there were is remembered with the answer, not with the question, which may fail.
 */
function readFeed(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  const posts = drafts.map(asWordPress)
  const grown = page.role === null ? [] : posts.filter((post) => hasNewComments(post, context.memory))
  const older = page.role === 'feed' && posts.length > 0 ? olderFeed(page.url) : null
  const result = { posts, older, next: grown.flatMap(commentsOf), title: feed.title, language: feed.language }
  const errand = errandOf(page.role)
  if (errand === null || errand.thread === null || errand.mark === '') return result
  return { ...result, memory: withThread(context.memory, errand.thread, { mark: errand.mark, page: null }) }
}

/** WordPress pages every feed without saying so; behind the last page it answers 404. */
function olderFeed(address: string): PageRequest | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  const page = Number(/^\d{1,5}$/.exec(url.searchParams.get('paged') ?? '1')?.[0] ?? 1)
  url.searchParams.set('paged', String(page + 1))
  return { url: url.href, role: 'feed' }
}

function hasNewComments(post: PostDraft, memory: SourceMemory): boolean {
  if (post.kind !== 'article' || post.conversation === null || !post.replyCount) return false
  return knownThread(memory, post.conversation.id)?.mark !== String(post.replyCount)
}

function commentsOf(post: PostDraft): readonly PageRequest[] {
  if (post.url === null || post.conversation === null) return []
  const role = roleOf({ place: 'thread', thread: post.conversation.id, mark: String(post.replyCount) })
  return [{ url: feedOf(post.url), role, detail: true }]
}

/** Gives a feed's item the identity that the same item has on the page and in the REST interface. */
function asWordPress(draft: PostDraft): PostDraft {
  const id = postIdIn(draft.url) ?? postIdIn(draft.id) ?? draft.id
  const isComment = id?.startsWith('comment-') ?? false
  const link = draft.url ?? draft.conversation?.url ?? null
  return {
    ...draft,
    id,
    kind: isComment ? 'comment' : 'article',
    title: isComment ? null : draft.title,
    conversation:
      link === null
        ? draft.conversation
        : conversationAt(link, isComment ? (draft.conversation?.title ?? null) : draft.title),
    inReplyTo: postIdIn(draft.inReplyTo) ?? draft.inReplyTo,
  }
}

function conversationAt(link: string, title: string | null): ConversationRef {
  return { id: conversationId(link), url: articleOf(link), title }
}

/** An article's page: the article and its comments. A page of several articles gives what it shows of each. */
function readPage(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const html = new HtmlPage(page.text)
  const elements = postElements(commentShape.posts, html)
  const dates = elements.slice(0, 80).map((element) => valueAt(html, element, commentShape.posts.date))
  const reading = readingOf(page, html, dateOrderOf(dates.filter((date) => date !== null)))
  const { head, posts } = readThread(commentShape, elements, reading, context.options)
  const conversation = conversationAt(canonicalOf(html, reading.base) ?? page.url, head.title)
  const comments = posts.map((post) => ({ ...post, text: withoutSays(post.text), title: null, conversation }))
  const article = articleIn(reading, conversation, comments.length)
  const result = { title: head.title ?? titleOf(html), language: languageOf(html) }
  if (article !== null || comments.length > 0) {
    return { ...result, posts: article === null ? comments : [article, ...comments], next: nextPage(head.next) }
  }
  const listed = listedThreads(commentShape, reading)
  if (listed.length > 0) return { ...result, posts: listed.map(({ draft }) => asArticle(draft)), next: [] }
  refuseFaultyPage(page, html)
  throw new EscuchaError('unreadable', `no articles and no comments of WordPress were found at ${page.url}`, {
    hint: 'Give the address of the blog or of one of its articles.',
  })
}

/** Where a theme gives a comment no element for its text, the words behind the name are left before it. */
function withoutSays(text: string): string {
  const line = /^.{1,40}\n/.exec(text)?.[0]
  return line !== undefined && line.trim().replace(SAYS, '') === '' ? text.slice(line.length).trim() : text
}

function asArticle(draft: PostDraft): PostDraft {
  const conversation = draft.url === null ? null : conversationAt(draft.url, draft.title)
  return { ...draft, kind: 'article', conversation }
}

function nextPage(url: string | null): readonly PageRequest[] {
  const next = resolveUrl(url, null)
  return next === null ? [] : [{ url: next, role: 'page', detail: true }]
}
