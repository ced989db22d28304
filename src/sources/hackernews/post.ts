// A story or comment of Hacker News as a post, whichever interface told it.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith } from '../forum/json.js'
import { utcInstant } from '../platform/answer.js'
import { withoutQuotedLines } from '../platform/markdown.js'
import { htmlToText } from '../reading/html.js'

/** What both interfaces tell of an item. */
export interface HackerNewsPost {
  readonly id: string
  readonly isComment: boolean
  readonly title: string | null
  /** As HTML; null where there is none. */
  readonly markup: string | null
  readonly author: string | null
  /** Seconds or ISO 8601. */
  readonly when: string | null
  readonly story: string | null
  readonly storyTitle: string | null
  readonly parent: string | null
  readonly replies: number | null
}

const SITE = 'https://news.ycombinator.com'

/** The post that the item is. */
export function hackerNewsPost(item: HackerNewsPost, page: Page): PostDraft {
  const story = item.story ?? (item.isComment ? null : item.id)
  return postWith({
    id: item.id,
    url: itemPage(item.id),
    kind: item.isComment ? 'comment' : 'topic',
    title: item.title,
    // There is no mark-up for quotes: people write a `>` before the line.
    ...withoutQuotedLines(htmlToText(item.markup ?? '')),
    author: {
      name: item.author,
      url: item.author === null ? null : `${SITE}/user?id=${encodeURIComponent(item.author)}`,
      staff: false,
    },
    publishedAt: utcInstant(item.when, page.fetchedAt),
    conversation: story === null ? null : { id: story, url: itemPage(story), title: item.storyTitle },
    inReplyTo: item.parent,
    language: 'en',
    replyCount: item.replies,
  })
}

function itemPage(id: string): string {
  return `${SITE}/item?id=${encodeURIComponent(id)}`
}
