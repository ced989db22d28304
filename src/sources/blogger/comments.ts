// Comment lists as Blogger's templates write them: in the threaded list.

import type { ForumShape } from '../forum/shape.js'

/** Blogger comments as posts of a thread. */
export const bloggerShape: ForumShape = {
  posts: {
    post: 'li.comment, .comment-thread .comment, div.comment[id^="c"]',
    id: ['@id', '.comment-block@id', 'a[name^="c"]@name', 'a[id^="c"]@id'],
    idPattern: /c?(\d{5,})$/,
    author: ['cite.user', '.comment-header cite', '.comment-author', 'cite', 'a[rel=nofollow]'],
    authorUrl: ['cite.user a@href', '.comment-author a@href'],
    authorSuffix: /\s*(?:(?<!\p{L})(?:said|dijo|ha dicho|disse|a dit))?\s*(?:\.\.\.|…|:)?\s*$/iu,
    titles: '.icon.blog-author',
    staff: null,
    date: ['.datetime a', '.datetime', '.comment-timestamp a', '.comment-timestamp'],
    edited: [],
    body: ['.comment-content', '.comment-body', 'p'],
    quotes: { block: 'blockquote', author: ['cite'], from: [], header: 'cite' },
    drop: '.comment-actions, .comment-footer',
    permalink: ['.datetime a@href', '.comment-timestamp a@href'],
    accepted: null,
    replyTo: [],
    skip: null,
    nests: true,
  },
  thread: {
    title: ['h1.post-title', 'h3.post-title', '.post-title', 'h1', 'h3.entry-title'],
    idPatterns: [],
    id: [],
    self: [],
    next: [],
    previous: [],
    pages: 'a.none-such',
    current: [],
    solved: null,
    unsolved: null,
    views: [],
  },
  listing: {
    row: '.none-such',
    link: [],
    title: [],
    author: [],
    date: [],
    replies: [],
    views: [],
    last: [],
    solved: null,
    skip: null,
    forums: '.none-such',
  },
  postKinds: ['comment', 'comment'],
}
