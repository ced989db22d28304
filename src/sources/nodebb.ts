// NodeBB: by its JSON, which stands under `/api` at the same paths as its pages, and by the pages themselves. A post's id is NodeBB's
// number of it.

import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { forumKind, listingResult, threadResult } from './forum/engine.js'
import { headWith, listedThread, postWith, spokenIn } from './forum/json.js'
import type { ForumEngine } from './forum/shape.js'
import { type ForumOptions, speaksForCompany } from './forum/staff.js'
import type { ThreadHead } from './forum/thread-head.js'
import { knownThread, threadRequest } from './forum/visit.js'
import {
  idIn,
  type Json,
  jsonOf,
  lineIn,
  looksLikeJson,
  numberIn,
  objectOf,
  objectsOf,
  textIn,
} from './reading/answers.js'
import { htmlToText } from './reading/html.js'
import { pastInstant } from './reading/instants.js'

const engine: ForumEngine = {
  kind: 'nodebb',
  title: 'NodeBB forum',
  about: 'Reads public NodeBB forums by their JSON (/api), or by their pages: recent topics, a category or one topic.',
  exampleUrl: 'https://comunidad.example/category/3/soporte',
  marks: [
    { pattern: /component="(?:post|post\/content|category\/topic|topic)"/i, weight: 0.96 },
    { pattern: /nodebb\.min\.js|content="NodeBB|app\.config = JSON|\/assets\/nodebb/i, weight: 0.9 },
  ],
  shapes: [
    {
      posts: {
        post: 'li[component="post"], div[component="post"]',
        id: ['@data-pid'],
        idPattern: /^(.{1,200})$/,
        author: ['@data-username', '[itemprop=author]', '[component="user/username"]'],
        authorUrl: ['a[itemprop=author]@href', 'a[data-username]@href', 'a[href*="/user/"]@href'],
        titles: '.group-label, .user-title',
        staff: null,
        date: [
          'meta[itemprop=datePublished]@content',
          '@data-timestamp',
          '.permalink .timeago@title',
          '.timeago@title',
        ],
        edited: ['meta[itemprop=dateModified]@content'],
        body: ['div[component="post/content"]', '[component="post/content"]', '[itemprop=text]'],
        quotes: {
          block: 'blockquote',
          author: ['a.plugin-mentions-user', 'a.mention'],
          from: ['a[href*="/post/"]@href'],
          header: null,
          headerBefore: 'p:has(a[href*="/post/"])',
          id: { pattern: /\/post\/([^/?#]+)/, prefix: '' },
        },
        drop: '[component="post/signature"], .post-signature',
        permalink: ['a.permalink@href'],
        accepted: '.solved-post, [component="post"].solved',
        replyTo: ['[component="post/parent"]@data-topid', '@data-topid'],
        skip: '.deleted',
      },
      thread: {
        title: ['span[component="topic/title"]', '[component="topic/title"]', 'h1'],
        idPatterns: [/\/topic\/(\d+)(?:[/?#]|$)/],
        id: ['[component=topic]@data-tid'],
        self: [],
        next: ['.pagination .next:not(.disabled) a@href', 'link[rel=next]@href'],
        previous: ['.pagination .previous:not(.disabled) a@href', 'link[rel=prev]@href'],
        pages: '.pagination a[data-page]',
        current: ['.pagination .active a'],
        solved: '.solved, [component="topic/solved"]',
        unsolved: '.unsolved',
        views: ['[component="topic/viewcount"]@title', '.stats.view-count [title]@title'],
      },
      listing: {
        row: 'li[component="category/topic"], [component="category/topic"]',
        link: ['[component="topic/header"] a@href', 'h2 a@href', 'h3 a@href'],
        title: ['[component="topic/header"] a', 'h2 a', 'h3 a'],
        author: ['[component="topic/username"]', '@data-username'],
        date: ['.timeago@title'],
        replies: ['.stats-postcount .human-readable-number@title', '.stats-postcount'],
        views: ['.stats-viewcount .human-readable-number@title', '.stats-viewcount'],
        last: ['[component="category/topic/teaser"] a.permalink@href', '.lastpost .timeago@title'],
        solved: '.solved',
        skip: '[component="topic/moved"]:not(.hidden)',
        forums: '[component="categories/category"] h2 a, [component="category/link"]',
      },
    },
  ],
}

const pages = forumKind(engine)

/** NodeBB forums. */
export const nodebb: SourceKind<ForumOptions> = {
  ...pages,
  recognise: (page) => (looksLikeJson(page) ? recogniseJson(page) : pages.recognise(page)),
  start: (url, context) => pages.start(apiUrl(url), context),
  read: (page, context) => (looksLikeJson(page) ? readJson(page, context) : pages.read(page, context)),
  revisit: (conversation, _sourceUrl, context) => {
    if (conversation.url === null) return []
    const known = knownThread(context.memory, conversation.id)
    return [threadRequest(conversation.id, apiUrl(conversation.url), known?.mark ?? '', known)]
  },
}

function recogniseJson(page: Page): number {
  const head = page.text.slice(0, 200_000)
  return /"(?:tid|cid)"\s*:/.test(head) && /"(?:timestampISO|lastposttimeISO|userslug)"\s*:/.test(head) ? 0.97 : 0
}

/** First path segments of NodeBB's pages; what stands before them is the folder it is installed in. */
const OWN_PATH = /\/(?:api\/)?(topic|category|recent|popular|top|unread|categories|tags|user|post)(?=\/|$)/

function apiUrl(address: string): string {
  const url = new URL(address)
  const own = OWN_PATH.exec(url.pathname)
  const root = own === null ? url.pathname.replace(/\/(?:api)?\/?$/, '') : url.pathname.slice(0, own.index)
  const path = own === null ? '/recent' : url.pathname.slice(own.index).replace(/^\/api/, '')
  return `${url.origin}${root}/api${path.replace(/\/+$/, '')}${url.search}`
}

function rootOf(address: string): string {
  if (!/^https?:/.test(address)) return ''
  const url = new URL(address)
  const at = url.pathname.search(/\/api\//)
  return `${url.origin}${at < 0 ? '' : url.pathname.slice(0, at)}`
}

function readJson(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const answer = objectOf(jsonOf(page))
  const topic = objectOf(answer?.response) ?? answer ?? {}
  if (Array.isArray(topic.posts) && topic.tid !== undefined) return readTopic(topic, page, context)
  if (Array.isArray(topic.topics)) return readTopics(topic, page, context)
  const said = lineIn(objectOf(topic.status)?.message) ?? lineIn(topic.error)
  if (said !== null && /not-authorized|not-logged-in|no-privileges/.test(said)) {
    throw new EscuchaError('login-required', `the forum shows ${page.url} to members only`)
  }
  throw new EscuchaError('unreadable', `the answer at ${page.url} holds neither posts nor topics of a NodeBB forum`)
}

function readTopic(topic: Json, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const root = rootOf(page.url)
  const solved = topic.isQuestion === 1 || topic.isQuestion === true ? isSolved(topic) : null
  const head = headOf(topic, root, page, solved)
  const main = idIn(topic.mainPid)
  const posts = objectsOf(topic.posts)
    .filter((post) => post.deleted !== true && post.deleted !== 1)
    .map((post) => {
      const id = idIn(post.pid)
      const first = main === null ? numberIn(post.index) === 0 : id === main
      return draftOf(post, head, first, root, page, context.options, idIn(topic.solvedPid))
    })
  return threadResult(head, posts, page, context, [])
}

function isSolved(topic: Json): boolean {
  return topic.isSolved === 1 || topic.isSolved === true
}

function headOf(topic: Json, root: string, page: Page, solved: boolean | null): ThreadHead {
  const pagination = objectOf(topic.pagination)
  const current = numberIn(pagination?.currentPage) ?? 1
  const count = numberIn(pagination?.pageCount) ?? 1
  const at = (number: number) => pageUrl(page.url, number)
  return headWith({
    id: idIn(topic.tid),
    url: topicUrl(root, topic),
    title: titleOf(topic),
    solved,
    views: numberIn(topic.viewcount),
    firstPage: current === 1,
    next: current < count ? at(current + 1) : null,
    previous: current > 1 ? at(current - 1) : null,
    last: current < count ? at(count) : null,
  })
}

function pageUrl(address: string, number: number): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  url.searchParams.set('page', String(number))
  return url.href
}

function topicUrl(root: string, topic: Json): string | null {
  const slug = lineIn(topic.slug) ?? idIn(topic.tid)
  return root === '' || slug === null ? null : `${root}/topic/${slug}`
}

function titleOf(topic: Json): string | null {
  return lineIn(htmlToText(lineIn(topic.titleRaw) ?? lineIn(topic.title) ?? ''))
}

function draftOf(
  post: Json,
  head: ThreadHead,
  first: boolean,
  root: string,
  page: Page,
  options: ForumOptions,
  solution: string | null,
): PostDraft {
  const id = idIn(post.pid)
  const user = objectOf(post.user)
  const slug = lineIn(user?.userslug)
  const groups = objectsOf(user?.selectedGroups).map((group) => lineIn(group.userTitle) ?? lineIn(group.name))
  const titles = [...groups, lineIn(user?.signatureTitle)].filter((title) => title !== null)
  const { text, quotes } = spokenIn(textIn(post.content))
  return postWith({
    id,
    url: root === '' || id === null ? null : `${root}/post/${encodeURIComponent(id)}`,
    kind: first ? 'topic' : 'reply',
    title: first ? head.title : null,
    text,
    quotes,
    author: {
      name: lineIn(user?.username) ?? lineIn(user?.displayname),
      url: slug === null || root === '' ? null : `${root}/user/${slug}`,
      staff: speaksForCompany(false, titles, options),
    },
    publishedAt: pastInstant(lineIn(post.timestampISO) ?? lineIn(post.timestamp), page.fetchedAt),
    updatedAt: pastInstant(lineIn(post.editedISO), page.fetchedAt),
    conversation: head.id === null ? null : { id: head.id, url: head.url, title: head.title },
    inReplyTo: idIn(post.toPid) === '0' ? null : idIn(post.toPid),
    accepted: !first && solution !== null && id === solution,
    answered: first ? head.solved : null,
    views: first ? head.views : null,
  })
}

function readTopics(list: Json, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const root = rootOf(page.url)
  const threads = objectsOf(list.topics).flatMap((topic) => {
    const id = idIn(topic.tid)
    if (id === null || topic.deleted === 1 || topic.deleted === true) return []
    const count = numberIn(topic.postcount)
    const title = titleOf(topic)
    const url = topicUrl(root, topic)
    const user = objectOf(topic.user)
    const draft = postWith({
      id: idIn(topic.mainPid),
      url,
      kind: 'topic',
      title,
      author: { name: lineIn(user?.username), url: null, staff: false },
      publishedAt: pastInstant(lineIn(topic.timestampISO) ?? lineIn(topic.timestamp), page.fetchedAt),
      conversation: { id, url, title },
      answered: topic.isQuestion === 1 ? isSolved(topic) : null,
      views: numberIn(topic.viewcount),
      replyCount: count === null ? null : Math.max(0, count - 1),
    })
    const mark = count === null ? '' : `${count}${isSolved(topic) ? ' solved' : ''}`
    return [listedThread(id, `${root}/api/topic/${id}`, mark, draft)]
  })
  return listingResult(threads, page, context, { title: lineIn(list.name) ?? lineIn(list.title), language: null })
}
