// phpBB 3.0 to 3.3: prosilver and the themes made from it, and subsilver2. A post's id is the anchor that its page and its
// permalinks name (`p564`); a thread's id is its topic number.

import type { PostDraft } from '../domain/post.js'
import type { Page, ReadResult, SourceKind } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { forumKind } from './forum/engine.js'
import type { ForumShape } from './forum/shape.js'
import type { ForumOptions } from './forum/staff.js'

const ID_PATTERNS = [
  /[?&;]t=(\d+)/,
  /\/topic-?(\d+)(?:[-.s/]|$)/,
  /-t(\d+)(?:-s?\d+|s\d+)?(?:\.html|\/|$|[?#])/,
  /\/t(\d+)(?:-|\.html|\/)/,
]

const thread: ForumShape['thread'] = {
  title: [
    'h2.topic-title',
    '.topic-title',
    '#page-body h2 a',
    '#page-body h2',
    'h2 a.titles',
    'a.titles',
    'h1.topic-title',
  ],
  idPatterns: ID_PATTERNS,
  id: ['#topic-search input[name=t]@value'],
  self: ['h2.topic-title a@href', '#page-body h2 a@href', 'a.titles@href'],
  next: [
    '.pagination .next a@href',
    '.pagination a[rel=next]@href',
    'link[rel=next]@href',
    '.display-options a.right-box@href',
  ],
  previous: [
    '.pagination .previous a@href',
    '.pagination a[rel=prev]@href',
    'link[rel=prev]@href',
    '.display-options a.left-box@href',
  ],
  pages: '.pagination a, .nav a[href*="start="]',
  current: ['.pagination .active', '.pagination a[onclick] strong', '.pagination span strong', '.pagination strong'],
  solved: 'h2 .topic-solved, h2 img[alt*="olved"], .topic-title .solved, h2 .solved, .topicsolved',
  unsolved: null,
  views: [],
}

const listing: ForumShape['listing'] = {
  row: 'li.row, tr.row1, tr.row2, .topiclist-row',
  link: ['a.topictitle@href'],
  title: ['a.topictitle'],
  author: [
    '.topic-poster .username, .topic-poster .username-coloured',
    'dt .username, dt .username-coloured',
    'dt a:not(.topictitle):not([href*="start="])',
    '.topicauthor a',
  ],
  date: ['.topic-poster time@datetime', '.topic-poster', 'dt time@datetime', 'dl.icon dt', 'dl.row-item dt'],
  replies: ['dd.posts', 'dd.replies', 'p.topicdetails'],
  views: ['dd.views'],
  last: [
    'dd.lastpost a[href*="#p"]@href',
    'dd.lastpost time@datetime',
    'dd.lastpost',
    'p.topicdetails a[href*="#p"]@href',
  ],
  solved: '.topic-solved, .solved, .topicsolved, img[alt*="olved"]',
  skip: '.topic_moved, dl[style*="topic_moved"]',
  forums: 'a.forumtitle, a.forumlink',
}

const prosilver: ForumShape = {
  posts: {
    post: 'div.post[id^="p"], article.post[id^="p"], li.post[id^="p"]',
    id: ['@id'],
    idPattern: /(?:^|#)(p\d+)$/,
    author: [
      '.author .username, .author .username-coloured',
      '.author strong a',
      '.author strong',
      '.postprofile .username, .postprofile .username-coloured',
      '.postprofile dt a',
      '.postprofile dt',
      '.postauthor, .post-author',
    ],
    authorUrl: [
      '.author a.username@href, .author a.username-coloured@href',
      '.author strong a@href',
      '.postprofile a.username@href',
      '.postprofile dt a@href',
    ],
    titles: '.profile-rank, dl.postprofile dt + dd:not([class]), .postprofile .rank',
    staff: null,
    date: ['.author time@datetime', 'time@datetime', '.author', '.postdate, .post-date', 'time'],
    // Beside an attribute with the instant, the note's time is still the board's own, of an unknown zone.
    edited: ['.postbody:not(:has(time)) .notice'],
    body: ['.content', '.postbody .post-text', '.postbody'],
    quotes: {
      block: 'blockquote',
      author: ['cite a:not([href*="#p"])', 'cite'],
      from: ['cite a[href*="#p"]@href'],
      header: 'cite',
    },
    drop: '.signature, .notice, .codebox > p, dl.codebox dt, .posttitle, .post-buttons, .author, .rules, .reason, h3',
    permalink: [
      '.author a[href*="p="]@href',
      'h3 a[href*="#p"]@href',
      '.author a[href*="#p"]@href',
      'a[href*="#p"]@href',
    ],
    accepted: '.topic-solved, .topicsolved, .accepted-answer, .best-answer, .bestanswer, .solved',
    replyTo: [],
    skip: '.post-ignore, .deleted_post_info, .post_deleted_msg',
  },
  thread,
  listing,
}

const subsilver: ForumShape = {
  posts: {
    ...prosilver.posts,
    post: 'table.tablebg:has(.postauthor)',
    id: ['a[name^="p"]@name', 'a[href*="#p"]@href'],
    author: ['.postauthor'],
    authorUrl: ['.profile a@href', 'a[href*="mode=viewprofile"]@href'],
    titles: '.postdetails',
    date: ['td.gensmall div[style*="right"]', 'td.gensmall'],
    body: ['div.postbody', '.postbody'],
    quotes: {
      block: '.quotecontent, blockquote',
      author: [],
      from: [],
      header: null,
      headerBefore: '.quotetitle',
    },
    drop: '.attachtitle, .codetitle',
    permalink: ['a[href*="#p"]@href'],
  },
  thread,
  listing,
}

const pages = forumKind({
  kind: 'phpbb',
  title: 'phpBB forum',
  about:
    'Reads public phpBB 3.0–3.3 boards by their pages: index, forum or topic. Quotes are taken apart; ranks that name a company role mark staff.',
  exampleUrl: 'https://foro.example/viewforum.php?f=2',
  marks: [
    { pattern: /<body[^>]{0,200}\bid="phpbb"/i, weight: 0.97 },
    { pattern: /class="[^"]{0,200}\bsection-view(?:topic|forum)\b/i, weight: 0.95 },
    { pattern: /powered by (?:<[^>]{1,200}>)?phpBB/i, weight: 0.9 },
    { pattern: /\/styles\/(?:prosilver|subsilver2?)\//i, weight: 0.9 },
    { pattern: /style_cookie = 'phpBBstyle'|phpbb3?_[a-z0-9]{1,12}_(?:sid|u|k)\b/i, weight: 0.85 },
    { pattern: /href="[^"]{0,200}viewtopic\.php\?(?:f=\d+&amp;)?t=\d+/i, weight: 0.4 },
  ],
  shapes: [prosilver, subsilver],
})

/** phpBB 3. */
export const phpbb: SourceKind<ForumOptions> = {
  ...pages,
  read: (page, context) => (looksLikeFeed(page.text) > 0 ? readBoardFeed(page) : pages.read(page, context)),
}

/** The line that phpBB sets under each entry: "Statistics: Posted by ana — Thu May 02, 2024". */
const STATISTICS = /\n+[^\s:]{1,30}: [^\n]{1,200} — [^\n]{1,80}$/

/** `feed.php` and `/app.php/feed`: the board's latest posts, with the ids that its pages give them. */
function readBoardFeed(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  const posts = drafts.map(asBoardPost)
  return { posts, next: [], title: feed.title, language: feed.language }
}

function asBoardPost(draft: PostDraft): PostDraft {
  return {
    ...draft,
    id: /#(p\d+)$/.exec(draft.url ?? draft.id ?? '')?.[1] ?? draft.id,
    title: draft.kind === 'reply' ? null : draft.title,
    text: draft.text.replace(STATISTICS, ''),
    updatedAt: draft.updatedAt === draft.publishedAt ? null : draft.updatedAt,
  }
}
