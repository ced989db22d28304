// Reddit's feeds: Atom whose entries wrap the post's text in a line of links, and name posts `t3_…` and comments `t1_…`.

import type { ConversationRef, PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { draftsOf } from '../feed/drafts.js'
import type { FeedItem } from '../feed/model.js'
import { parseFeed } from '../feed/parse.js'
import { spokenIn } from '../forum/json.js'
import type { RedditPage } from './listing.js'

/** A full page of a feed: there may be more behind it. */
const FULL = 100
const COMMENT_TITLE = /^\/?u\/[\w-]{1,40} on (.{1,500})$/s

/** Reads a feed of posts, of comments, or of a thread. Throws `not-a-feed` when it is none. */
export function readRedditFeed(page: Page): RedditPage {
  const feed = parseFeed(page.text, page.url)
  const drafts = draftsOf(feed, { page, thread: null, reusedIds: [] }).drafts
  const posts = drafts.map((draft, index) => draftWith(draft, feed.items[index]))
  const last = feed.items.at(-1)?.id ?? null
  return { posts, title: feed.title, after: feed.items.length >= FULL ? last : null }
}

function draftWith(draft: PostDraft, item: FeedItem | undefined): PostDraft {
  const isComment = draft.id?.startsWith('t1_') === true
  const title = isComment ? (COMMENT_TITLE.exec(draft.title ?? '')?.[1]?.trim() ?? null) : draft.title
  return {
    ...draft,
    ...spokenIn(bodyOf(item?.content?.value ?? '')),
    kind: isComment ? 'comment' : 'topic',
    title: isComment ? null : draft.title,
    author: { ...draft.author, name: draft.author.name?.replace(/^\/?u\//, '') ?? null },
    updatedAt: draft.updatedAt === draft.publishedAt ? null : draft.updatedAt,
    conversation: conversationOf(draft, title),
    // A feed tells only which post a comment is under, not which comment it answers.
    inReplyTo: null,
  }
}

/** What stands between Reddit's marks; a post that is only a link has no such part. */
function bodyOf(markup: string): string {
  const from = markup.indexOf('<!-- SC_OFF -->')
  const to = markup.indexOf('<!-- SC_ON -->', from)
  if (from >= 0) return markup.slice(from, to < 0 ? undefined : to)
  return /\[comments\]|\[link\]/.test(markup) ? '' : markup
}

function conversationOf(draft: PostDraft, title: string | null): ConversationRef | null {
  const post = /^(https?:\/\/[^/]+(?:\/r\/[^/]+|\/user\/[^/]+)?\/comments\/([a-z0-9]{1,13})(?:\/[^/?#]*)?)/i.exec(
    draft.url ?? '',
  )
  return post === null ? null : { id: `t3_${post[2]}`, url: `${post[1]}/`, title }
}
