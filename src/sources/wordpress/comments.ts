// Comment lists as WordPress's themes write them, from Kubrick to block themes, and the article above them.

import type { ForumShape } from '../forum/shape.js'

/** Words that themes write behind a commenter's name, in the languages of our users and their neighbours. */
export const SAYS =
  /\s*(?:(?<!\p{L})(?:says|said|wrote|writes|commented|responds|responded|dice|dijo|escribió|escribe|comentó|comenta|ha dicho|respondió|a dit|dit|sagt|sagte|schrieb|diz|disse|ha detto)(?!\p{L}))?\s*:?\s*$/iu

/** WordPress comments as posts of a thread. */
export const commentShape: ForumShape = {
  posts: {
    post: 'li.comment, li.review, li[id^="comment-"], div.comment, article.comment, li[id^="li-comment-"]',
    id: ['@id', 'article[id^="comment-"]@id, div[id^="comment-"]@id', '[id^="div-comment-"]@id'],
    idPattern: /(comment-\d+)$/,
    author: [
      '.comment-author .fn',
      '.comment-author [itemprop=name]',
      '.comment-author cite',
      '.comment-author-name',
      'cite.fn, .fn',
      '.woocommerce-review__author',
      '.comment-author',
      '.commentauthor, .comment_author, .author-name',
      'cite',
    ],
    authorUrl: ['.comment-author a.url@href', '.comment-author a[rel~=external]@href', '.fn a@href', 'cite a@href'],
    authorSuffix: SAYS,
    titles: '.comment-author-role, .author-badge, .comment-badge',
    staff: null,
    date: [
      'time@datetime',
      '.comment-metadata a',
      '.comment-meta a[href*="#comment-"]',
      '.comment-date, .comment-time, .comment_date',
      '.commentmetadata a, .commentmetadata',
      '.comment-meta',
      'time',
      'small',
    ],
    edited: [],
    body: [
      '.comment-content',
      '.comment-text .description',
      '.comment-text, .comment_text, .commenttext, .comment-entry, .commententry',
      '[itemprop=text], [itemprop=commentText]',
      '.comment-body, .commentbody',
      '',
    ],
    quotes: { block: 'blockquote', author: ['cite'], from: ['a[href*="#comment-"]@href'], header: 'cite' },
    drop: '.comment-author, .comment-meta, .commentmetadata, .comment-metadata, .reply, .comment-reply, .comment-reply-link, .children, .says, li > cite, .comment-awaiting-moderation, .comment-edit-link, cite.fn, .star-rating, .comment-likes, .sharedaddy',
    permalink: [
      '.comment-metadata a[href*="#comment-"]@href',
      '.comment-meta a[href*="#comment-"]@href',
      'a[href*="#comment-"]:not(.comment-reply-link)@href',
    ],
    accepted: null,
    replyTo: [],
    skip: '.pingback, .trackback',
    nests: true,
  },
  thread: {
    title: [
      'h1.entry-title',
      '.entry-title',
      'h1.post-title, .post-title',
      'h1[itemprop=headline]',
      'article h1',
      'h1',
    ],
    idPatterns: [],
    id: [],
    self: ['link[rel=shortlink]@href'],
    next: ['.comments-pagination a.next@href', '.comment-navigation .nav-next a@href', '.nav-links a.next@href'],
    previous: [],
    pages: '.comments-pagination a.page-numbers',
    current: ['.comments-pagination .current'],
    solved: null,
    unsolved: null,
    views: [],
  },
  listing: {
    row: 'article.post, div.post, .hentry, li.wp-block-post',
    link: [
      '.entry-title a@href',
      '.post-title a@href',
      '.wp-block-post-title a@href',
      'h1 a@href',
      'h2 a@href',
      'a[rel=bookmark]@href',
    ],
    title: ['.entry-title', '.post-title', '.wp-block-post-title', 'h1 a', 'h2 a', 'a[rel=bookmark]'],
    author: ['.author .fn', '.author a', '.byline a', '[rel=author]', '.author'],
    date: ['time.entry-date@datetime', 'time.published@datetime', 'time@datetime', '.entry-date', '.post-date, .date'],
    replies: ['.comments-link a', '.comments-link', '.comment-count'],
    views: [],
    last: [],
    solved: null,
    skip: null,
    forums: 'a.none-such',
  },
  postKinds: ['comment', 'comment'],
}
