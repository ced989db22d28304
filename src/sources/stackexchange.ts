// Question pages of Stack Exchange sites: the question, its answers, and which of them was accepted. A post's id is its number.

import { forumKind } from './forum/engine.js'

/** Stack Exchange sites by their pages. */
export const stackexchange = forumKind({
  kind: 'stackexchange',
  title: 'Stack Exchange site',
  about:
    'Reads question pages and question lists of Stack Exchange sites, with accepted answers. Comments under posts are left out.',
  exampleUrl: 'https://preguntas.example/questions/tagged/fibra',
  marks: [
    { pattern: /StackExchange\.(?:init|ready|using)\(|cdn\.sstatic\.net/i, weight: 0.96 },
    { pattern: /<body[^>]{0,100}class="[^"]{0,80}\bquestion-page\b/i, weight: 0.93 },
    { pattern: /class="question[^"]{0,80}" data-questionid=|data-answerid="\d+"/i, weight: 0.93 },
  ],
  shapes: [
    {
      posts: {
        post: 'div.question[data-questionid], div#question, div.answer[data-answerid], div[id^="answer-"]',
        id: ['@data-questionid', '@data-answerid', '@id'],
        idPattern: /(\d+)$/,
        author: [
          '.post-signature.owner .user-details a',
          '.user-details[itemprop=author] a',
          '.user-details[itemprop=author] [itemprop=name]',
          '.user-details[itemprop=author]',
          '[itemprop=author] [itemprop=name]',
          '.post-signature:last-child .user-details a',
          '.post-signature:last-child .user-details',
          '.s-user-card--link',
        ],
        authorUrl: ['.user-details[itemprop=author] a@href', '.post-signature.owner .user-details a@href'],
        titles: '.user-details .s-badge, .mod-flair',
        staff: '.s-badge__staff',
        date: [
          'time[itemprop=dateCreated]@datetime',
          '.post-signature.owner .relativetime@title',
          '.post-signature:last-child .relativetime@title',
          '.user-action-time .relativetime@title',
          'time@datetime',
        ],
        utc: true,
        edited: [],
        body: ['.js-post-body', '.post-text', '.s-prose'],
        quotes: { block: 'blockquote', author: ['cite'], from: [], header: null },
        drop: '.post-notice, .js-post-notice, .spoiler-text',
        permalink: ['a.js-share-link@href', 'a.short-link@href', 'a[itemprop=url]@href', 'link[itemprop=url]@href'],
        accepted: '.accepted-answer, [itemprop=acceptedAnswer]',
        replyTo: [],
        skip: '.deleted-answer',
      },
      thread: {
        title: ['#question-header h1', 'h1[itemprop=name]', 'h1'],
        idPatterns: [/\/questions\/(\d+)/, /\/q\/(\d+)/],
        id: ['#question@data-questionid'],
        self: ['#question-header h1 a@href'],
        next: ['.s-pagination a[rel=next]@href', 'a[rel=next]@href', 'link[rel=next]@href'],
        previous: ['.s-pagination a[rel=prev]@href', 'a[rel=prev]@href', 'link[rel=prev]@href'],
        pages: '.s-pagination--item, .pager-answers a',
        current: ['.s-pagination--item.is-selected'],
        solved: '.accepted-answer',
        unsolved: null,
        views: ['[title^="Viewed"]@title', '[title^="Visto"]@title'],
      },
      listing: {
        row: '.s-post-summary, .question-summary',
        link: ['.s-post-summary--content-title a@href', 'h3 a@href', 'a.question-hyperlink@href'],
        title: ['.s-post-summary--content-title a', 'h3 a', 'a.question-hyperlink'],
        author: ['.s-user-card--link', '.user-details a'],
        date: ['.relativetime@title'],
        replies: ['.s-post-summary--stats-item.has-answers', '.status strong', '.status'],
        views: ['.s-post-summary--stats-item[title$="views"]@title', '.views@title'],
        last: [],
        solved: '.has-accepted-answer, .answered-accepted',
        skip: null,
        forums: 'a.none-such',
      },
    },
  ],
})
