// Blogger (Blogspot): a blog by its feeds, which hold articles and comments with their ids, or an article's page. A post's id is
// Blogger's number of it, however it was read.

import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadResult, SourceKind } from '../domain/source.js'
import { clutterIn } from './article/body.js'
import { bloggerShape } from './blogger/comments.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { recogniseBy } from './forum/engine.js'
import { valueAt, whenOf } from './forum/fields.js'
import { postWith, spokenIn } from './forum/json.js'
import { HtmlPage } from './forum/page.js'
import { quotesInDocument } from './forum/quotes.js'
import type { Mark } from './forum/shape.js'
import { type ForumOptions, forumOptions } from './forum/staff.js'
import { postElements, readThread } from './forum/thread.js'
import { canonicalOf, readingOf } from './forum/thread-head.js'
import { type Json, jsonOf, lineIn, looksLikeJson, numberIn, objectOf, objectsOf, textIn } from './reading/answers.js'
import { refuseFaultyPage } from './reading/faults.js'
import { textOf } from './reading/html.js'
import { pastInstant } from './reading/instants.js'

const MARKS: readonly Mark[] = [
  {
    pattern:
      /<meta[^>]{0,40}content=['"]blogger['"][^>]{0,20}name=['"]generator['"]|name=['"]generator['"] content=['"]blogger/i,
    weight: 0.97,
  },
  { pattern: /www\.blogger\.com\/(?:static|feeds|rearrange|comment)|_WidgetManager\._Init/i, weight: 0.93 },
]

/** Blogger blogs. */
export const blogger: SourceKind<ForumOptions> = {
  kind: 'blogger',
  title: 'Blogger (Blogspot) blog with its comments',
  about:
    'Reads articles and comments of Blogger by the blog’s own feeds, or an article’s page with its comments. No key; only blogs that are open to all.',
  exampleUrl: 'https://blog.example/',
  example: {},
  options: forumOptions,
  recognise: (page) => {
    if (looksLikeJson(page)) return /"xmlns\$(?:blogger|openSearch|thr)"\s*:/.test(page.text.slice(0, 5_000)) ? 0.97 : 0
    return recogniseBy(MARKS, page)
  },
  start: (url) => startRequests(url),
  read: (page, context) => {
    if (looksLikeJson(page)) return readJsonFeed(page)
    if (looksLikeFeed(page.text) > 0) return readXmlFeed(page)
    return readPage(page, context.options)
  },
  revisit: (conversation, sourceUrl) => {
    if (!/^\d+$/.test(conversation.id)) return []
    return [
      { url: `${new URL(sourceUrl).origin}/feeds/${conversation.id}/comments/default`, role: 'comments', detail: true },
    ]
  },
}

function startRequests(url: string): readonly PageRequest[] {
  if (/\/feeds\//.test(url) || /\.html(?:$|[?#])/.test(url)) return [{ url, role: 'start' }]
  const { origin } = new URL(url)
  return [
    { url: `${origin}/feeds/posts/default`, role: 'articles' },
    { url: `${origin}/feeds/comments/default`, role: 'comments', detail: true },
  ]
}

/** `tag:blogger.com,1999:blog-1.post-23` → `23`. */
function numberOf(id: string | null): string | null {
  return /(?:\.post-|^c?)(\d{5,})$/.exec(id ?? '')?.[1] ?? id
}

function readXmlFeed(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  return { posts: drafts.map(asBlogger), next: [], title: feed.title, language: feed.language }
}

function asBlogger(draft: PostDraft): PostDraft {
  const id = numberOf(draft.id)
  const { conversation } = draft
  const ofArticle = { id: id ?? '', url: draft.url, title: draft.title }
  const isComment = draft.kind === 'comment'
  return {
    ...draft,
    id,
    title: isComment ? null : draft.title,
    conversation:
      isComment && conversation !== null
        ? { ...conversation, id: numberOf(conversation.id) ?? conversation.id }
        : ofArticle,
    inReplyTo: numberOf(draft.inReplyTo),
  }
}

/** `?alt=json`: the Atom feed with `$t` for text. */
function readJsonFeed(page: Page): ReadResult {
  const answer = objectOf(jsonOf(page)) ?? {}
  const feed = objectOf(answer.feed)
  const single = objectOf(answer.entry)
  if (feed === null && single === null) {
    throw new EscuchaError('unreadable', `a Blogger feed was expected at ${page.url}, and other JSON came`)
  }
  const entries = feed === null ? [single ?? {}] : objectsOf(feed.entry)
  return { posts: entries.map((entry) => jsonDraft(entry, page)), next: [], title: told(feed?.title), language: null }
}

function told(value: unknown): string | null {
  return lineIn(objectOf(value)?.$t)
}

function jsonDraft(entry: Json, page: Page): PostDraft {
  const id = numberOf(told(entry.id))
  const answered = objectOf(entry['thr$in-reply-to'])
  const url = linkOf(entry, 'alternate')
  const author = objectsOf(entry.author)[0]
  const title = answered === null ? told(entry.title) : null
  const article = numberOf(lineIn(answered?.ref))
  const parent = numberOf(/\/(\d+)$/.exec(linkOf(entry, 'related') ?? '')?.[1] ?? null)
  const publishedAt = pastInstant(told(entry.published), page.fetchedAt)
  const updatedAt = pastInstant(told(entry.updated), page.fetchedAt)
  return postWith({
    ...spokenIn(textIn(objectOf(entry.content)?.$t) ?? textIn(objectOf(entry.summary)?.$t)),
    id,
    url,
    kind: answered === null ? 'article' : 'comment',
    title,
    author: { name: told(author?.name), url: told(author?.uri), staff: false },
    publishedAt,
    updatedAt: updatedAt === publishedAt ? null : updatedAt,
    conversation:
      article !== null ? { id: article, url: lineIn(answered?.href), title: null } : { id: id ?? '', url, title },
    inReplyTo: answered === null ? null : parent,
    replyCount: numberIn(told(entry.thr$total)),
  })
}

function linkOf(entry: Json, rel: string): string | null {
  return lineIn(objectsOf(entry.link).find((link) => link.rel === rel)?.href)
}

function readPage(page: Page, options: ForumOptions): ReadResult {
  const html = new HtmlPage(page.text)
  const reading = readingOf(page, html, null)
  const { head, posts } = readThread(bloggerShape, postElements(bloggerShape.posts, html), reading, options)
  const url = canonicalOf(html, reading.base) ?? page.url
  const number = valueAt(html, null, [
    'meta[itemprop=postId]@content',
    '.post-body[id^="post-body-"]@id',
    '.post@data-id',
  ])
  const id = /(\d{5,})$/.exec(number ?? '')?.[1] ?? null
  const conversation = { id: id ?? url, url, title: head.title }
  const bodies = html.all('.post-body, .entry-content')
  const comments = posts.map((post) => ({ ...post, kind: 'comment' as const, title: null, conversation }))
  const article = bodies.length === 1 && bodies[0] !== undefined ? bodies[0] : null
  if (article === null && comments.length === 0) {
    refuseFaultyPage(page, html)
    throw new EscuchaError('unreadable', `no article and no comments of Blogger were found at ${page.url}`)
  }
  const opening = article === null ? [] : [articleDraft(html, article, conversation, id, reading)]
  return { posts: [...opening, ...comments], next: [], title: head.title, language: head.language }
}

function articleDraft(
  html: HtmlPage,
  body: ReturnType<HtmlPage['all']>[number],
  conversation: NonNullable<PostDraft['conversation']>,
  id: string | null,
  reading: ReturnType<typeof readingOf>,
): PostDraft {
  const { quotes, elements } = quotesInDocument(html, body)
  const date = valueAt(html, null, [
    'abbr.published@title',
    'time.published@datetime',
    '[itemprop=datePublished]@title',
    '[itemprop=datePublished]@content',
  ])
  return postWith({
    text: textOf(body, new Set([...elements, ...clutterIn(html, body)])),
    quotes,
    id,
    url: conversation.url,
    kind: 'article',
    title: conversation.title,
    author: {
      name: valueAt(html, null, ['.post-author .fn', '.post-author [itemprop=name]', '.fn']),
      url: null,
      staff: false,
    },
    publishedAt: whenOf(date, reading),
    conversation,
  })
}
