// FluxBB and PunBB. A post's id is the anchor of the page (`p123`).

import { forumKind } from './forum/engine.js'
import type { ForumShape } from './forum/shape.js'

const fluxShape: ForumShape = {
  posts: {
    post: 'div.blockpost',
    id: ['@id', 'a[name^="p"]@name'],
    idPattern: /(?:^|#)(p\d+)$/,
    author: ['.postleft dt strong', '.postleft dt', '.postleft .username'],
    authorUrl: ['.postleft dt a@href'],
    titles: '.postleft .usertitle',
    staff: null,
    date: ['h2 a:not(.conr)', 'h2 span a', 'h2'],
    edited: ['.postedit'],
    body: ['.postmsg'],
    quotes: { block: '.quotebox', author: ['cite', 'h4'], from: ['cite a@href'], header: 'cite, h4' },
    drop: '.postedit, .postsignature, .codebox h4',
    permalink: ['h2 a[href*="#p"]@href', 'h2 a@href'],
    accepted: '.solved, .best-answer',
    replyTo: [],
    skip: null,
  },
  thread: {
    title: ['#brdmain h1', '.crumbs li:last-child strong', '.crumbs li:last-child', '.linkst li:last-child', 'h1'],
    idPatterns: [/viewtopic\.php\?id=(\d+)/, /\/topic\/(\d+)(?:\/|$|-)/, /\/topic-?(\d+)/],
    id: [],
    self: ['.crumbs li:last-child a@href', '.crumbs a[href*="viewtopic.php?id="]@href'],
    next: ['.pagelink a[rel=next]@href', 'a[rel=next]@href', 'link[rel=next]@href'],
    previous: ['.pagelink a[rel=prev]@href', 'a[rel=prev]@href', 'link[rel=prev]@href'],
    pages: '.pagelink a, .paging a',
    current: ['.pagelink strong', '.paging strong'],
    solved: null,
    unsolved: null,
    views: [],
  },
  listing: {
    row: '#vf tbody tr, .blocktable tbody tr',
    link: ['.tclcon a[href*="viewtopic"]@href', 'td.tcl a@href'],
    title: ['.tclcon a[href*="viewtopic"]', 'td.tcl a'],
    author: ['.tclcon .byuser'],
    date: [],
    replies: ['td.tc2'],
    views: ['td.tc3'],
    last: ['td.tcr a[href*="#p"]@href', 'td.tcr'],
    solved: null,
    skip: '.imoved',
    forums: '.tclcon h3 a[href*="viewforum"]',
  },
}

const punShape: ForumShape = {
  posts: {
    ...fluxShape.posts,
    post: 'div.post[id^="p"], div.post:has(> .posthead[id^="p"])',
    id: ['@id', '.posthead@id'],
    author: ['.author-ident .username', '.post-byline strong', '.post-byline a', '.username'],
    authorUrl: ['.author-ident .username a@href', '.post-byline a@href'],
    titles: '.author-ident .usertitle',
    date: ['.post-link', '.post-ident a.permalink', '.posthead .permalink'],
    edited: ['.lastedit', '.post-edit'],
    body: ['.entry-content'],
    drop: '.sig-content, .sig-line, .lastedit, .entry-title',
    permalink: ['a.permalink@href', '.post-link a@href'],
  },
  thread: {
    ...fluxShape.thread,
    title: ['h1.main-title', '#brd-crumbs-top .crumblast', '#brd-main h1', '.main-head .hn', 'h1'],
    self: ['.main-title a@href', '#brd-crumbs-top .crumblast a@href'],
  },
  listing: {
    ...fluxShape.listing,
    row: '.main-content .main-item',
    link: ['.item-subject h3 a@href', 'h3 a@href'],
    title: ['.item-subject h3 a', 'h3 a'],
    author: ['.item-starter cite', '.item-starter'],
    replies: ['li.info-replies strong', 'li.info-replies'],
    views: ['li.info-views strong', 'li.info-views'],
    last: ['li.info-lastpost a@href'],
    forums: '.item-subject h3 a[href*="viewforum"], .item-subject h3 a[href*="/forum/"]',
  },
}

/** FluxBB and PunBB. */
export const fluxbb = forumKind({
  kind: 'fluxbb',
  title: 'FluxBB or PunBB forum',
  about:
    'Reads public FluxBB and PunBB forums by their pages: index, forum or topic, with quotes taken apart. No key; only what guests may see.',
  exampleUrl: 'https://foro.example/viewforum.php?id=2',
  marks: [
    { pattern: /powered by (?:<[^>]{1,200}>)?(?:FluxBB|PunBB)/i, weight: 0.96 },
    {
      pattern:
        /<div id="pun(?:index|viewtopic|viewforum)"|<body[^>]{0,100}id="pun|<div id="brd-(?:wrap|viewtopic|viewforum|index)"/i,
      weight: 0.95,
    },
    { pattern: /class="blockpost [^"]{0,60}(?:roweven|rowodd)/i, weight: 0.93 },
  ],
  shapes: [fluxShape, punShape],
})
