// A feed once it is read, whatever its format was: what publishers say, before it is turned into posts.
// Dates stay as written here, because reading them needs the moment of the fetch.

/** A text that is either plain or HTML; which of them, the format tells. */
export interface FeedText {
  readonly value: string
  readonly isHtml: boolean
}

/** Somebody named by a feed. The address stays inside this room: no post ever carries it. */
export interface FeedPerson {
  readonly name: string | null
  readonly email: string | null
  readonly url: string | null
}

/** What an item answers, where it says so (RFC 4685). */
export interface FeedReplyTo {
  readonly id: string | null
  readonly url: string | null
}

/** One item or entry. Addresses are resolved and absolute. */
export interface FeedItem {
  /** The guid or id, to the letter. */
  readonly id: string | null
  readonly link: string | null
  readonly title: string | null
  readonly content: FeedText | null
  readonly summary: FeedText | null
  readonly authors: readonly FeedPerson[]
  readonly published: string | null
  readonly updated: string | null
  readonly created: string | null
  /** The page where comments are read. */
  readonly comments: string | null
  /** The feed of this item's comments. */
  readonly commentFeed: string | null
  readonly replyCount: number | null
  readonly inReplyTo: FeedReplyTo | null
  readonly tags: readonly string[]
  readonly enclosures: readonly string[]
  readonly language: string | null
}

/** Formats by family; RSS 0.90 and 1.0 are `rdf`, RSS 0.91 to 2.0 are `rss`. */
export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'cdf' | 'json'

/** A feed: what it says of itself, and its items in their order. */
export interface ParsedFeed {
  readonly format: FeedFormat
  readonly id: string | null
  readonly title: string | null
  readonly description: FeedText | null
  readonly link: string | null
  readonly language: string | null
  readonly authors: readonly FeedPerson[]
  readonly generator: string | null
  readonly rights: FeedText | null
  readonly published: string | null
  readonly updated: string | null
  readonly tags: readonly string[]
  readonly hub: string | null
  /** Where older items are, for formats that page (RFC 5005, JSON Feed `next_url`). */
  readonly nextPage: string | null
  readonly ttlMinutes: number | null
  /** Syndication module: how often it changes, in milliseconds between changes. */
  readonly updateEveryMs: number | null
  readonly skipHours: readonly number[]
  readonly skipDays: readonly string[]
  readonly items: readonly FeedItem[]
  /** What was odd but survivable. */
  readonly warnings: readonly string[]
}
