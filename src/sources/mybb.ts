// MyBB 1.8. A post's id is that of its element (`post_123`).

import { forumKind } from './forum/engine.js'

/** MyBB 1.8. */
export const mybb = forumKind({
  kind: 'mybb',
  title: 'MyBB forum',
  about:
    'Reads public MyBB 1.8 forums by their pages: index, forum or thread, with quotes taken apart. No key; only what guests may see.',
  exampleUrl: 'https://foro.example/forumdisplay.php?fid=2',
  marks: [
    { pattern: /powered by (?:<[^>]{1,200}>)?MyBB/i, weight: 0.96 },
    { pattern: /var my_post_key|jscripts\/general\.js\?ver=|MyBBEditor|mybb\.com/i, weight: 0.93 },
    { pattern: /cache\/themes\/theme\d+\//i, weight: 0.9 },
    { pattern: /class="post_body[^"]{0,40}" id="pid_\d+"/i, weight: 0.9 },
    { pattern: /(?:showthread|forumdisplay)\.php\?(?:tid|fid)=\d/i, weight: 0.7 },
  ],
  shapes: [
    {
      posts: {
        post: 'div.post[id^="post_"], table[id^="post_"], .post[id^="post_"]',
        id: ['@id'],
        idPattern: /(?:^|#)(post_\d+)$/,
        author: [
          '.author_information .largetext',
          '.post_author .largetext',
          '.author_information strong',
          '.largetext',
        ],
        authorUrl: ['.author_information .largetext a@href', '.author_information a@href', '.largetext a@href'],
        titles: '.author_information .smalltext, .author_information .usertitle',
        staff: null,
        date: ['.post_date', '.post_content .smalltext', '.postdate'],
        edited: ['.edited_post', '.post_edit', '.post_edit span@title'],
        body: ['.post_body', 'div[id^="pid_"]'],
        quotes: {
          block: 'blockquote',
          author: ['cite'],
          from: ['cite a@href'],
          header: 'cite',
          id: { pattern: /pid=?(\d+)/, prefix: 'post_' },
        },
        drop: '.post_edit, .edited_post, .signature, .codeblock .title',
        permalink: ['.post_head strong a[href*="#pid"]@href', 'a[href*="#pid"]@href'],
        accepted: '.best_answer, .bestanswer, .accepted_answer',
        replyTo: [],
        skip: '.ignored_post, .deleted_post_hidden, .deleted_post',
      },
      thread: {
        title: ['td.thead > div > strong', '.thead .thread_title', 'td.thead strong', '.navigation .active'],
        idPatterns: [/[?&;]tid=(\d+)/],
        id: ['input[name=tid]@value'],
        self: ['a[href*="printthread.php?tid="]@href', 'a[href*="newreply.php?tid="]@href'],
        next: ['a.pagination_next@href', 'link[rel=next]@href'],
        previous: ['a.pagination_previous@href', 'link[rel=prev]@href'],
        pages: 'a.pagination_page, a.pagination_last, a.pagination_first',
        current: ['.pagination_current'],
        solved: '.thread_solved, img[alt*="olved"]',
        unsolved: null,
        views: [],
      },
      listing: {
        row: 'tr.inline_row, tr:has(span[id^="tid_"])',
        link: ['span[id^="tid_"] a@href', '.subject_new a@href', '.subject_old a@href'],
        title: ['span[id^="tid_"] a', '.subject_new a', '.subject_old a'],
        author: ['.author a', '.author'],
        date: ['.thread_start_datetime'],
        replies: ['a[href*="whoPosted"]', 'a[onclick*="whoPosted"]'],
        views: ['td:nth-child(5)'],
        last: ['.lastpost a[href*="pid="]@href', '.lastpost'],
        solved: '.thread_solved, img[alt*="olved"]',
        skip: null,
        forums: 'td.trow1 strong a[href*="forum"], td.trow2 strong a[href*="forum"]',
      },
    },
  ],
})
