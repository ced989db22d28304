// The kind for feeds of every format: RSS, RDF, Atom, CDF and JSON Feed, read by our own tolerant reader. Where items
// announce a feed of their comments, it asks for it when the number of comments has grown.

import { z } from 'zod'
import type { ConversationRef } from '../domain/post.js'
import type { Page, PageRequest, PublisherHints, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import {
  type CommentMemory,
  commentMemory,
  commentRequests,
  noteAnnounced,
  noteRead,
  threadOf,
} from './feed/comments.js'
import { draftsOf } from './feed/drafts.js'
import type { FeedItem, ParsedFeed } from './feed/model.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { linksOf } from './reading/links.js'
import { resolveUrl } from './reading/urls.js'

/** The kind's own keys of a source. */
export type FeedOptions = {
  /** Follow the comment feeds that items announce. */
  readonly comments: boolean
}

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5'
/** Reused guids that are remembered, so that an id stays the same when only one of them is left in the feed. */
const REUSED_MAX = 200

/** Feeds of searches (Google Alerts, Google News, a blog's own): nothing found is an answer. */
const SEARCH = /\/alerts\/feeds\/|\/search\b|[?&](?:q|query|s|search)=/i

/** RSS, Atom and JSON feeds. */
export const feed: SourceKind<FeedOptions> = {
  kind: 'feed',
  title: 'RSS, Atom or JSON feed',
  about:
    'Any feed: RSS 0.9x to 2.0, RDF, Atom, CDF, JSON Feed, broken ones too. Gives what the publisher lists, usually the newest 10 to 50 items; comments where items announce a comment feed.',
  exampleUrl: 'https://blog.example/feed/',
  example: { comments: true },
  options: z.strictObject({ comments: z.boolean().default(true) }),
  recognise,
  start: (url) => [{ url, role: 'feed', accept: ACCEPT }],
  read,
  revisit: (conversation, _sourceUrl, context) => revisit(conversation, commentMemory(context.memory)),
}

function recognise(page: Page): number {
  const sureness = looksLikeFeed(page.text)
  if (sureness > 0) return sureness
  const type = page.contentType ?? ''
  return /rss\+xml|atom\+xml|feed\+json|rdf\+xml/.test(type) && !/<html\b/i.test(page.text.slice(0, 4_000)) ? 0.5 : 0
}

function read(page: Page, context: ReadContext<FeedOptions>): ReadResult {
  const parsed = feedOfPage(page, baseOf(page))
  const comments = commentMemory(context.memory)
  const thread = page.role === 'comments' ? threadOf(page.url, parsed, comments) : null
  const { drafts, reusedIds, undated, commentFeeds } = draftsOf(parsed, { page, thread, reusedIds: reusedIn(context) })
  const isList = page.role !== 'comments'
  const noted = isList ? noteAnnounced(comments, commentFeeds) : noteRead(comments, page.url)
  return {
    posts: drafts,
    ...linksOf(drafts.map(({ id, url }, index) => ({ id: id ?? url, html: htmlOf(parsed.items[index]) }))),
    next: isList && context.options.comments ? commentRequests(noted, page.url) : [],
    older: isList ? olderPage(parsed, page) : null,
    memory: { comments: noted, reusedIds: reusedIds.slice(-REUSED_MAX) },
    title: parsed.title,
    language: parsed.language,
    hints: hintsOf(parsed),
    emptyIsOrdinary: !isList || SEARCH.test(page.url),
    warnings: [
      ...parsed.warnings,
      ...(undated > 0 ? [`${undated} of ${drafts.length} items have no date that can be read`] : []),
    ],
  }
}

function htmlOf(item: FeedItem | undefined): string | null {
  return item === undefined ? null : `${item.content ?? ''}\n${item.summary ?? ''}`
}

/** Where a feed goes on (RFC 5005, JSON Feed's next_url). */
function olderPage({ nextPage, items }: ParsedFeed, page: Page): PageRequest | null {
  if (nextPage === null || nextPage === page.url || items.length === 0) return null
  return { url: nextPage, role: 'feed', accept: ACCEPT }
}

// What the host says of where its answer belongs counts before where it was asked for (RFC 9110, 8.7).
function baseOf(page: Page): string | null {
  return resolveUrl(page.headers['content-location'], page.url) ?? page.url
}

function reusedIn(context: ReadContext<FeedOptions>): readonly string[] {
  const known = context.memory.reusedIds
  return Array.isArray(known) ? known.filter((id) => typeof id === 'string') : []
}

function revisit(conversation: ConversationRef, comments: CommentMemory): readonly PageRequest[] {
  const entry = Object.entries(comments).find(([, known]) => known.thread.id === conversation.id)
  return entry === undefined ? [] : [{ url: entry[0], role: 'comments', accept: ACCEPT, detail: true }]
}

function hintsOf(parsed: ParsedFeed): PublisherHints {
  const waits = [parsed.ttlMinutes === null ? 0 : parsed.ttlMinutes * 60_000, parsed.updateEveryMs ?? 0]
  const minIntervalMs = Math.max(...waits)
  return {
    minIntervalMs: minIntervalMs > 0 ? minIntervalMs : null,
    skipHours: parsed.skipHours.filter((hour) => hour <= 24).map((hour) => hour % 24),
    skipDays: parsed.skipDays,
    hub: parsed.hub,
  }
}
