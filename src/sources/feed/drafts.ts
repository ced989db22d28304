// From a feed to drafts of posts: texts made plain, dates read, authors without their addresses, every item with an
// identity of its own.

import type { Author, ConversationRef, PostDraft, PostKind } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { type DateContext, dateOrderOf, readDate } from '../reading/dates.js'
import { toPost } from '../reading/identity.js'
import { canonicalUrl } from '../reading/urls.js'
import type { CommentFeed } from './comments.js'
import type { FeedItem, FeedPerson, ParsedFeed } from './model.js'
import { isCommentFeed, placeOf } from './threads.js'
import { answeredComment, bareComment } from './wordpress-comments.js'
import { articleWords, postWords, type Words } from './words.js'

/** What the items of a feed are as posts. */
export interface FeedDrafts {
  readonly drafts: readonly PostDraft[]
  /** Guids that more than one item bore: they alone identify nothing. */
  readonly reusedIds: readonly string[]
  readonly undated: number
  /** Feeds of comments that items announce. */
  readonly commentFeeds: readonly CommentFeed[]
}

/** How the items are read: the page they came with, the thread they were asked for, ids known to be reused. */
export interface DraftContext {
  readonly page: Page
  readonly thread: ConversationRef | null
  readonly reusedIds: readonly string[]
}

/** The drafts of a feed's items, in their order. */
export function draftsOf(feed: ParsedFeed, context: DraftContext): FeedDrafts {
  const dates: DateContext = {
    now: context.page.fetchedAt,
    timezone: context.page.timezone,
    order: dateOrderOf(feed.items.flatMap((item) => item.published ?? [])),
  }
  const ofComments = isCommentFeed(feed)
  const reused = reusedIdsOf(feed.items, context.reusedIds)
  const identify = identifier(reused)
  const { items } = feed
  const drafts = items.map((item) => {
    const place = placeOf(item, ofComments, context.thread)
    if (place.kind !== 'comment') return draftOf(item, feed, identify(item), dates, place)
    const inReplyTo = place.inReplyTo ?? answeredComment(item, items)
    return draftOf(bareComment(item), feed, identify(item), dates, { ...place, inReplyTo })
  })
  return {
    drafts: withOwnIds(drafts),
    reusedIds: [...reused],
    undated: drafts.filter(isUndated).length,
    commentFeeds: items.flatMap((item, index) => commentFeedOf(item, drafts[index])),
  }
}

function commentFeedOf(item: FeedItem, draft: PostDraft | undefined): readonly CommentFeed[] {
  if (item.commentFeed === null || draft === undefined || !item.replyCount) return []
  return [{ url: item.commentFeed, count: item.replyCount, thread: toPost(draft, null).conversation }]
}

function isUndated(draft: PostDraft): boolean {
  return draft.publishedAt === null
}

function draftOf(
  item: FeedItem,
  feed: ParsedFeed,
  id: string | null,
  dates: DateContext,
  place: ReturnType<typeof placeOf>,
): PostDraft {
  const read = (text: string | null) => (text === null ? null : readDate(text, dates))
  const updatedAt = read(item.updated)
  const { text, quotes } = wordsOf(item, place.kind)
  return {
    id,
    url: item.link,
    kind: place.kind,
    title: item.title,
    text,
    author: authorOf(item.authors.length > 0 ? item.authors : inheritedAuthors(feed)),
    publishedAt: read(item.published) ?? read(item.created) ?? updatedAt,
    updatedAt,
    conversation: place.conversation,
    inReplyTo: place.inReplyTo,
    accepted: false,
    answered: null,
    views: null,
    language: item.language ?? feed.language,
    quotes,
    replyCount: item.replyCount,
  }
}

// Atom and JSON Feed say that an entry without an author is by the feed's. An RSS channel names its editor, which is
// no statement about who wrote an item.
function inheritedAuthors(feed: ParsedFeed): readonly FeedPerson[] {
  return feed.format === 'atom' || feed.format === 'json' ? feed.authors : []
}

// A content without words (a picture, a player) leaves the summary to speak.
function wordsOf(item: FeedItem, kind: PostKind): Words {
  const read = kind === 'article' ? articleWords : postWords
  const whole = read(item.content)
  return whole.text === '' && whole.quotes.length === 0 ? read(item.summary) : whole
}

// The first one is who a person would name; a list of contributors is no author.
function authorOf(people: readonly FeedPerson[]): Author {
  const person = people[0]
  return { name: person === undefined ? null : nameOf(person), url: person?.url ?? null, staff: false }
}

const ADDRESS = /([^\s@]{1,64})@[^\s@]{1,255}\.[a-z]{2,}/gi

// An e-mail address is personal data that nobody here needs: of one that stands for a name, the part before the @ is
// kept, so that two authors stay two.
function nameOf(person: FeedPerson): string | null {
  if (person.name !== null) return person.name.replace(ADDRESS, '$1@…')
  return person.email === null ? null : person.email.replace(ADDRESS, '$1@…')
}

function reusedIdsOf(items: readonly FeedItem[], known: readonly string[]): ReadonlySet<string> {
  const linkOf = new Map<string, string>()
  const reused = new Set(known)
  for (const item of items) {
    if (item.id === null) continue
    const says = `${item.link ?? ''}\n${item.title ?? ''}`
    const before = linkOf.get(item.id)
    if (before !== undefined && before !== says) reused.add(item.id)
    linkOf.set(item.id, says)
  }
  return reused
}

// A guid that several items bear is told apart by the link, and where that is the same too, by the title.
function identifier(reused: ReadonlySet<string>): (item: FeedItem) => string | null {
  return (item) => {
    if (item.id === null || !reused.has(item.id)) return item.id
    return `${item.id}|${item.link === null ? (item.title ?? '') : canonicalUrl(item.link)}`
  }
}

// The same id that says the same is the same item again, and is left for the scan to fold; one that says something
// else gets a number.
function withOwnIds(drafts: readonly PostDraft[]): readonly PostDraft[] {
  const seen = new Map<string, PostDraft[]>()
  return drafts.map((draft) => {
    if (draft.id === null) return draft
    const before = seen.get(draft.id)
    if (before === undefined) {
      seen.set(draft.id, [draft])
      return draft
    }
    const same = before.findIndex((other) => saysTheSame(other, draft))
    if (same < 0) before.push(draft)
    const place = same < 0 ? before.length : same + 1
    return place === 1 ? draft : { ...draft, id: `${draft.id}|${place}` }
  })
}

function saysTheSame(left: PostDraft, right: PostDraft): boolean {
  return left.url === right.url && left.title === right.title && left.text === right.text
}
