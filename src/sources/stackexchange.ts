// Stack Exchange sites: those of the network by its API, others by their pages. Either way: the question, its answers,
// and which of them was accepted. A post's id is its number.

import { z } from 'zod'
import type { ConversationRef } from '../domain/post.js'
import type { PageRequest, ReadContext, SourceKind } from '../domain/source.js'
import { forumKind } from './forum/engine.js'
import { credential, queries } from './platform/options.js'
import { looksLikeJson } from './reading/answers.js'
import {
  explainApi,
  isApiPlace,
  looksLikeApi,
  readApi,
  revisitApi,
  type StackExchangeOptions,
  startApi,
} from './stackexchange/api.js'

/** Stack Exchange sites by their pages. */
const pages = forumKind({
  kind: 'stackexchange',
  title: 'Stack Exchange site',
  about:
    'Questions of a Stack Exchange site, a tag or a `query`, with answers, accepted answers and views. Sites of the network are read by API 2.3 (300 requests a day, 10,000 with a `key`; its backoff is kept; content is CC BY-SA), others by their pages. Comments under posts are left out.',
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

/** Stack Exchange sites. */
export const stackexchange: SourceKind<StackExchangeOptions> = {
  ...pages,
  example: { query: 'router UNE' },
  options: z.strictObject({
    staffMarks: z.boolean().optional(),
    staffTitles: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
    query: queries.optional(),
    key: credential.optional(),
  }),
  interfaces: ['https://api.stackexchange.com/2.3/'],
  recognise: (page) => (looksLikeJson(page) && looksLikeApi(page.text) ? 0.97 : pages.recognise(page)),
  start: (url, context) =>
    isApiPlace(url) || context.options.query !== undefined ? startApi(url, context) : pages.start(url, context),
  read: (page, context) => (looksLikeJson(page) ? readApi(page, context) : pages.read(page, context)),
  revisit: (conversation, sourceUrl, context) => revisitMany([conversation], sourceUrl, context),
  revisitMany,
  explain: explainApi,
}

function revisitMany(
  conversations: readonly ConversationRef[],
  sourceUrl: string,
  context: ReadContext<StackExchangeOptions>,
): readonly PageRequest[] {
  if (isApiPlace(sourceUrl) || context.options.query !== undefined) {
    return revisitApi(conversations, sourceUrl, context.options)
  }
  return conversations.flatMap((conversation) => pages.revisit?.(conversation, sourceUrl, context) ?? [])
}
