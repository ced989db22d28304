// XenForo 1 and 2. A post's id is the anchor of the page (`post-123`); a thread's is the number behind its name.

import { forumKind } from './forum/engine.js'
import type { ForumShape } from './forum/shape.js'

const ID_PATTERNS = [/(?:\/|\?)threads\/(?:[^/?#]*\.)?(\d+)(?:[/?#&]|$)/]
const QUOTED = { pattern: /(?:post:\s*|[?&]id=|posts\/|post-)(\d+)/, prefix: 'post-' }

const xenforo2: ForumShape = {
  posts: {
    post: 'article.message--post, article.message[data-content^="post-"], div.message--post, article.message--article',
    id: ['@data-content', '@id'],
    idPattern: /(post-\d+)$/,
    author: ['@data-author', '.message-name .username', '.message-name', '.message-articleUserName'],
    authorUrl: ['.message-name a.username@href', '.message-name a@href'],
    titles: '.message-userTitle, .userTitle, .userBanner',
    staff: '.userBanner--staff, .username--staff',
    date: [
      '.message-attribution-main time@datetime',
      '.message-attribution time@datetime',
      '.message-attribution-main time@data-time',
      'time.u-dt@datetime',
      'time@datetime',
    ],
    edited: ['.message-lastEdit time@datetime'],
    body: ['.message-body .bbWrapper', '.message-content .bbWrapper', '.bbWrapper', '.message-body'],
    quotes: {
      block: '.bbCodeBlock--quote, blockquote',
      author: ['@data-quote', '.bbCodeBlock-title a', '.bbCodeBlock-title'],
      from: ['@data-source', '.bbCodeBlock-sourceJump@href', '.bbCodeBlock-title a@href'],
      header: '.bbCodeBlock-title, .bbCodeBlock-expandLink',
      id: QUOTED,
    },
    drop: '.message-signature, .message-lastEdit, .bbCodeBlock-title, .bbCodeBlock-expandLink, .js-selectToQuoteEnd, .bbCodeBlock--unfurl',
    permalink: [
      '.message-attribution-opposite a@href',
      '.message-attribution-main a.u-concealed@href',
      '.message-attribution a@href',
    ],
    accepted: '.message--solution, .message-cell--solution, .is-solution, .solutionIcon.is-solution',
    replyTo: [],
    // The solution is shown once more, shortened, below the question.
    skip: '.message--deleted, .is-ignored, #js-solutionHighlightBlock .message',
  },
  thread: {
    title: ['h1.p-title-value', '.p-title h1', 'h1'],
    titleLabel: '.label, .label-append',
    idPatterns: ID_PATTERNS,
    id: [],
    self: [],
    next: ['a.pageNav-jump--next@href', 'link[rel=next]@href'],
    previous: ['a.pageNav-jump--prev@href', 'link[rel=prev]@href'],
    pages: '.pageNav-page a',
    current: ['.pageNav-page--current a', '.pageNav-page--current'],
    solved: '.label--solved, .message--solution, .structItem-status--solved',
    unsolved: null,
    views: [],
  },
  listing: {
    row: '.structItem--thread, .js-threadListItem',
    link: ['.structItem-title a[data-tp-primary]@href', '.structItem-title a:not(.labelLink)@href'],
    title: ['.structItem-title a[data-tp-primary]', '.structItem-title a:not(.labelLink)', '.structItem-title'],
    author: ['@data-author', '.structItem-minor .username'],
    date: ['.structItem-startDate time@datetime'],
    replies: ['.structItem-cell--meta .pairs:not(.structItem-minor) dd', '.structItem-cell--meta dd'],
    views: ['.structItem-cell--meta .structItem-minor dd'],
    last: ['.structItem-latestDate@datetime', 'time.structItem-latestDate@datetime'],
    solved: '.structItem-status--solved, .label--solved',
    skip: '.structItem-status--redirect',
    forums: '.node-title a',
  },
}

const xenforo1: ForumShape = {
  posts: {
    ...xenforo2.posts,
    post: 'li.message[id^="post-"]',
    id: ['@id'],
    author: ['@data-author', '.userText .username', '.username'],
    authorUrl: ['.userText a.username@href', 'a.username@href'],
    titles: '.userTitle, .userBanner',
    staff: '.bannerStaff, li.message.staff',
    date: [
      '.datePermalink abbr.DateTime@data-time',
      '.messageMeta abbr.DateTime@data-time',
      '.datePermalink .DateTime@title',
      '.messageMeta .DateTime@title',
      'abbr.DateTime@data-time',
      '.DateTime@title',
      '.DateTime',
    ],
    edited: ['.editDate .DateTime@data-time', '.editDate .DateTime@title'],
    body: ['.messageText'],
    quotes: {
      block: '.bbCodeQuote, blockquote:not(.quoteContainer):not(.messageText)',
      author: ['@data-author', '.attribution'],
      from: ['.attribution a@href'],
      header: '.attribution, .quoteExpand',
      id: QUOTED,
    },
    drop: '.signature, .editDate, .messageTextEndMarker, .quoteExpand, .bbCodeCode > .type, .likesSummary, .attachedFiles',
    permalink: ['a.datePermalink@href', 'a.postNumber@href', 'a.hashPermalink@href'],
    accepted: '.bestAnswer, .isBestAnswer, .message.solution',
    skip: '.deleted, .placeholder',
  },
  thread: {
    title: ['.titleBar h1', 'h1'],
    titleLabel: '.prefix',
    idPatterns: ID_PATTERNS,
    id: [],
    self: [],
    next: ['link[rel=next]@href', '.PageNav a.text:last-child@href'],
    previous: ['link[rel=prev]@href', '.PageNav a.text:first-child@href'],
    pages: '.PageNav nav a:not(.text), .PageNav a:not(.text)',
    current: ['.PageNav a.currentPage', '.PageNav .currentPage'],
    solved: '.prefix.prefixSolved',
    unsolved: null,
    views: [],
  },
  listing: {
    row: 'li.discussionListItem',
    link: ['.title a.PreviewTooltip@href', '.title a:not(.prefixLink)@href'],
    title: ['.title a.PreviewTooltip', '.title a:not(.prefixLink)'],
    author: ['@data-author', '.posterDate .username'],
    date: ['.startDate abbr.DateTime@data-time', '.startDate .DateTime@title'],
    replies: ['.stats .major dd'],
    views: ['.stats .minor dd'],
    last: ['.lastPostInfo a.dateTime@href', '.lastPostInfo abbr.DateTime@data-time', '.lastPostInfo .DateTime@title'],
    solved: '.prefixSolved',
    skip: '.redirect',
    forums: '.nodeTitle a',
  },
}

/** XenForo 1 and 2. */
export const xenforo = forumKind({
  kind: 'xenforo',
  title: 'XenForo forum',
  about:
    'Reads public XenForo 1 and 2 forums by their pages: index, forum or thread. Staff banners, solution marks and quotes are known. No key; only what guests may see.',
  exampleUrl: 'https://foro.example/forums/soporte.3/',
  marks: [
    { pattern: /<html[^>]{0,200}\bid="(?:XF|XenForo)"/i, weight: 0.98 },
    { pattern: /data-xf-init=|XF\.config\b|data-template="thread_view"/i, weight: 0.93 },
    { pattern: /xenforo\.com|class="(?:message-attribution|messageUserBlock|discussionListItem)/i, weight: 0.8 },
    { pattern: /\bid="js-XFUniqueId|\bxf_csrf|_xfToken/i, weight: 0.75 },
  ],
  shapes: [xenforo2, xenforo1],
})
