// Simple Machines Forum 2.0 and 2.1. A post's id is the anchor of the page (`msg123`).

import { forumKind } from './forum/engine.js'

/** SMF 2. */
export const smf = forumKind({
  kind: 'smf',
  title: 'Simple Machines forum (SMF 2)',
  about:
    'Reads public SMF 2.0 and 2.1 forums by their pages: index, board or topic, with quotes taken apart. No key; only what guests may see.',
  exampleUrl: 'https://foro.example/index.php?board=2.0',
  marks: [
    { pattern: /<a[^>]{0,200}href="https?:\/\/(?:www\.)?simplemachines\.org/i, weight: 0.93 },
    { pattern: /var smf_(?:theme_url|scripturl|default_theme_url|images_url|iso_case_folding)/i, weight: 0.97 },
    { pattern: /class="[^"]{0,100}\bpost_wrapper\b|id="(?:messageindex|topic_container|forumposts)"/i, weight: 0.85 },
    { pattern: /index\.php\?(?:[^"]{0,80};)?(?:topic|board)=\d+\.\d/i, weight: 0.7 },
  ],
  shapes: [
    {
      posts: {
        post: 'div.post_wrapper',
        id: [
          '.inner[id^="msg_"]@id',
          '.list_posts[id^="msg_"]@id',
          '[id^="msg_"]@id',
          '[id^="subject_"]@id',
          'a[href*="#msg"]@href',
        ],
        idPattern: /msg_?(\d+)$|subject_(\d+)$/,
        idPrefix: 'msg',
        author: ['.poster h4 a[href*="profile"]', '.poster h4', '.poster .name'],
        authorUrl: ['.poster h4 a[href*="profile"]@href'],
        titles: '.poster .membergroup, .poster .title',
        staff: null,
        date: [
          '.postinfo a.smalltext',
          '.keyinfo .smalltext',
          '.postinfo .smalltext',
          '.keyinfo time@datetime',
          '.smalltext',
        ],
        edited: ['.modified'],
        body: ['.inner[id^="msg_"]', '.inner', '.post .list_posts', '.post'],
        quotes: {
          block: 'blockquote',
          author: ['cite a', 'cite'],
          from: ['cite a[href*="msg"]@href', 'a[href*="#msg"]@href'],
          header: 'cite',
          headerBefore: '.quoteheader',
          id: { pattern: /msg=?(\d+)/, prefix: 'msg' },
        },
        drop: '.quoteheader, .quotefooter, .signature, .modified, .codeheader, .smalltext.modified, .attachments, .post_verification_incl',
        permalink: ['[id^="subject_"] a@href', 'h5 a@href', '.postinfo a.smalltext@href', 'a[href*="#msg"]@href'],
        accepted: '.best_answer, .bestanswer, .solved_answer',
        replyTo: [],
        skip: null,
      },
      thread: {
        title: ['#top_subject', 'h2.display_title', '.navigate_section li.last a', '.navigate_section .last'],
        idPatterns: [/[?;&/]topic[=,](\d+)/],
        id: [],
        self: [],
        next: [
          'a.nav_page:has(.next_page)@href',
          'a.navPages:has(.next_page)@href',
          'link[rel=next]:not([href*="prev_next"])@href',
        ],
        previous: ['a.nav_page:has(.previous_page)@href', 'link[rel=prev]:not([href*="prev_next"])@href'],
        pages: 'a.nav_page, a.navPages, .pagelinks a',
        current: ['.pagelinks .current_page', '.pagelinks strong'],
        solved: '.topic_solved, img[alt*="olved"], .solved',
        unsolved: null,
        views: ['.display_title + .smalltext', '#forumposts h3'],
      },
      listing: {
        row: '#messageindex tr, #topic_container .windowbg, #topic_container .sticky, table.table_grid tr',
        link: [
          '.message_index_title a[href*="topic"]@href',
          'span[id^="msg_"] a@href',
          'td.subject a[href*="topic"]@href',
          'a[href*="topic="]@href',
        ],
        title: ['.message_index_title a[href*="topic"]', 'span[id^="msg_"] a', 'td.subject a[href*="topic"]'],
        author: ['.floatleft a', 'td.subject p a', 'td.starter a', '.started a'],
        date: [],
        replies: ['td.stats', '.board_stats', 'td.replies', '.stats'],
        views: ['td.views'],
        last: [
          'td.lastpost a[href*="msg"]@href',
          '.lastpost a[href*="msg"]@href',
          'a[href*="#msg"]@href',
          'a[href*="#new"]@href',
          '.lastpost',
        ],
        solved: '.solved, img[alt*="olved"]',
        skip: '.moved',
        forums: 'a.subject[href*="board="], a.subject[href*="/board,"]',
      },
    },
  ],
})
