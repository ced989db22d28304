// NodeBB: by its JSON, which stands under `/api` at the same paths as its pages, and by the pages themselves. A post's id is NodeBB's
// number of it.

import type { Page, SourceKind } from '../domain/source.js'
import { forumKind } from './forum/engine.js'
import type { ForumEngine } from './forum/shape.js'
import type { ForumOptions } from './forum/staff.js'
import { knownThread, threadRequest } from './forum/visit.js'
import { readNodeBBJson } from './nodebb/json.js'
import { looksLikeJson } from './reading/answers.js'

const engine: ForumEngine = {
  kind: 'nodebb',
  title: 'NodeBB forum',
  about:
    'Reads public NodeBB forums by their JSON (/api), or by their pages: recent topics, a category or one topic. No key; only what guests may see.',
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
          header: 'p:has(> a[href*="/post/"]):has(> a.plugin-mentions-user)',
          headerBefore: 'p:has(a[href*="/post/"])',
          id: { pattern: /\/post\/([^/?#]+)/, prefix: '' },
        },
        drop: '[component="post/signature"], .post-signature',
        permalink: ['a.permalink@href', 'a.post-index@href', '.post-header a[href*="/post/"]@href'],
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
  read: (page, context) => (looksLikeJson(page) ? readNodeBBJson(page, context) : pages.read(page, context)),
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
