// The plain pages that Discourse shows to crawlers. They bear a post's number in its topic, not its id: here a post is
// known by both numbers, so that two topics never share one.

import type { ForumEngine } from '../forum/shape.js'

/** Discourse's crawler view as an engine of pages. */
export const crawlerView: ForumEngine = {
  kind: 'discourse',
  title: 'Discourse forum',
  about: '',
  exampleUrl: '',
  marks: [],
  shapes: [
    {
      posts: {
        post: '.crawler-post, div[id^="post_"]:not(.post), .topic-body[itemprop="comment"]',
        id: ['@id', 'div[id^="post_"]@id'],
        idPattern: /(post_\d+)$/,
        idInThread: true,
        author: ['[itemprop=author] [itemprop=name]', '.creator [itemprop=name]', '.creator a', '.username'],
        authorUrl: ['[itemprop=author] [itemprop=url]@href', '[itemprop=author] a@href', '.creator a@href'],
        titles: '.user-title',
        staff: null,
        date: [
          'time.post-time@datetime',
          'time[itemprop=datePublished]@datetime',
          'meta[itemprop=datePublished]@content',
          'time@datetime',
        ],
        edited: ['time[itemprop=dateModified]@datetime', 'meta[itemprop=dateModified]@content'],
        body: ['div.post[itemprop=text]', '[itemprop=text]', 'div.post', '[itemprop=articleBody]'],
        quotes: { block: 'aside.quote', author: ['@data-username', '.title'], from: [], header: '.title' },
        drop: 'aside.onebox, .lightbox-wrapper .meta, .crawler-linkback-list, .post-likes',
        // The other links of a post lead to its topic.
        permalink: ['a.post-url@href'],
        numbered: true,
        accepted: '[itemprop=acceptedAnswer], .accepted-answer',
        replyTo: [],
        skip: null,
      },
      thread: {
        title: ['#topic-title h1', '[itemprop=headline]@content', '[itemprop=headline]', 'h1', '[itemprop=name]'],
        idPatterns: [/\/t\/(?:[^/?#]*[^/?#\d][^/?#]*\/)?(\d+)(?:[/?#]|$)/],
        id: [],
        self: ['#topic-title h1 a@href', 'meta[itemprop=url]@content', 'link[itemprop=mainEntityOfPage]@href'],
        next: ['a[rel=next]@href', 'link[rel=next]@href'],
        previous: ['a[rel=prev]@href', 'link[rel=prev]@href'],
        pages: '.pagination a',
        current: [],
        solved: '[itemprop=acceptedAnswer]',
        unsolved: null,
        views: [],
      },
      listing: {
        row: 'tr.topic-list-item, .topic-list tr[itemprop=itemListElement]',
        link: ['a.raw-topic-link@href', '.link-top-line a@href', '.main-link a@href', 'a.title@href'],
        title: ['a.raw-topic-link', '.link-top-line a', '.main-link a', 'a.title'],
        author: ['.posters a img@title'],
        date: [],
        replies: ['.replies .posts', '.posts'],
        views: ['.views'],
        last: [],
        solved: null,
        skip: null,
        forums: '.category-title-link, .category a[itemprop=url]',
      },
    },
  ],
}
