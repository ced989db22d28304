// What one public item is, before and after it is stored.

import type { Instant } from './time.js'

/** What a post is in its place. */
export const POST_KINDS = ['article', 'topic', 'reply', 'comment', 'review'] as const
/** One of the kinds. */
export type PostKind = (typeof POST_KINDS)[number]

/** Who wrote a post. `staff` holds when the engine marks the author as the company, or the brand lists the name. */
export interface Author {
  readonly name: string | null
  readonly url: string | null
  readonly staff: boolean
}

/** The thread that a post belongs to. `id` is the engine's own, unique within its source. */
export interface ConversationRef {
  readonly id: string
  readonly url: string | null
  readonly title: string | null
}

/** A passage of somebody else's that stood inside a post; kept apart from the text. */
export interface Quote {
  readonly author: string | null
  /** The quoted post's id on its engine, where the page tells it. */
  readonly postId: string | null
  readonly text: string
}

/**
 * One public item as CONTRACT.md section 5 prints it. (source, id) is its identity: `id` is the
 * engine's own id of the post, else the feed's guid, else its link, else a hash of what it says.
 */
export interface Post {
  readonly id: string
  readonly url: string | null
  readonly kind: PostKind
  readonly title: string | null
  /** Plain text, quoted passages and signatures taken out. Well-formed Unicode, without control characters. */
  readonly text: string
  readonly author: Author
  readonly publishedAt: Instant | null
  readonly updatedAt: Instant | null
  /** A post without a thread is its own conversation. */
  readonly conversation: ConversationRef
  /** The id of the post that this one answers, where the engine tells. */
  readonly inReplyTo: string | null
  /** The engine marks this post as the accepted answer or solution. */
  readonly accepted: boolean
  /** Of a question: whether the engine says that it has been answered; null where it does not tell. */
  readonly answered: boolean | null
  readonly views: number | null
  /** ISO 639-1. What the page declares until `understand` has looked at the text. */
  readonly language: string | null
  /** The id of the source that it came from; null in `extract`, where there is none. */
  readonly source: string | null
}

/** What a source kind reads from a page: a post before it has a source. Absent is null, never an empty string. */
export interface PostDraft extends Omit<Post, 'id' | 'conversation' | 'source'> {
  /** The engine's id or the feed's guid; null where there is none (identity then falls to link, then hash). */
  readonly id: string | null
  /** Null: the post is its own conversation. */
  readonly conversation: ConversationRef | null
  readonly quotes: readonly Quote[]
  /** Replies that the engine counts on this thread, where a listing tells: more than we know is a reason to revisit. */
  readonly replyCount: number | null
}
