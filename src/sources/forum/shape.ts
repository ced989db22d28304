// How an engine writes its pages, as data: where the posts stand, and where in a post its parts. One reader (`thread.ts`,
// `listing.ts`) applies it, so that an engine is a description and not a program.

/**
 * Places of a value, tried in order: a CSS selector, with `@name` behind it when the value is an attribute. `@name` alone is an
 * attribute of the post (or row) itself. Selectors keep to tags, ids, classes, attributes and `:not()`.
 */
export type Places = readonly string[]

/** How quotes look within a body. */
export interface QuoteShape {
  /** The quoting elements. */
  readonly block: string
  /** Who is quoted; `@name` is read from the quoting element. */
  readonly author: Places
  /** Where the quoted post's id or address stands. */
  readonly from: Places
  /** The line that names the author, and buttons: not part of what is quoted. */
  readonly header: string | null
  /** Where that line stands before the quoting element instead of inside it. */
  readonly headerBefore?: string
  /** The quoted post's id in what `from` found, when it is written otherwise than on the post itself. */
  readonly id?: { readonly pattern: RegExp; readonly prefix: string }
}

/** Where a thread page keeps its posts. */
export interface PostShape {
  readonly post: string
  readonly id: Places
  /** The id within what `id` found: the first group, else the whole match. */
  readonly idPattern: RegExp
  /** Written before the first group of `idPattern`, where the page's anchor has a prefix that the place lacks. */
  readonly idPrefix?: string
  /** The id counts within its thread only: the thread's id is set before it. */
  readonly idInThread?: true
  readonly author: Places
  readonly authorUrl: Places
  /** Words that the engine writes after a name ("says"). */
  readonly authorSuffix?: RegExp
  /** Ranks, user titles and banners under the name. */
  readonly titles: string
  /** Present in a post whose author the engine itself calls staff. */
  readonly staff: string | null
  readonly date: Places
  /** The engine writes UTC without saying so. */
  readonly utc?: true
  /** An instant, or the sentence that tells it. */
  readonly edited: Places
  readonly body: Places
  readonly quotes: QuoteShape
  /** Signatures, edit notes, buttons: in the body, but not said by the author in this post. */
  readonly drop: string | null
  readonly permalink: Places
  /** Without a permalink: the thread's address with the number of `id` behind it leads to the post. */
  readonly numbered?: true
  /** Present in the post (or matching it) that is marked as the solution. */
  readonly accepted: string | null
  /** The post that this one answers, where the markup tells; read with `idPattern`. */
  readonly replyTo: Places
  /** Answers stand inside the element of the post that they answer. */
  readonly nests?: true
  /** Posts that say nothing: deleted, ignored, advertisements. */
  readonly skip: string | null
}

/** What a thread page says of its thread. */
interface ThreadShape {
  readonly title: Places
  /** Within the title: labels that the forum sets before it. */
  readonly titleLabel?: string
  /** The thread's id in an address: the first group that matched. */
  readonly idPatterns: readonly RegExp[]
  /** The bare id, where the page bears it apart from its address. */
  readonly id: Places
  /** Links of the page to the thread itself: its address without the page's place. */
  readonly self: Places
  readonly next: Places
  readonly previous: Places
  /** Links of the page numbers. */
  readonly pages: string
  /** The number of this page, where the bar shows it. */
  readonly current: Places
  readonly solved: string | null
  readonly unsolved: string | null
  readonly views: Places
}

/** Where a listing keeps its threads. */
export interface ListingShape {
  readonly row: string
  readonly link: Places
  readonly title: Places
  readonly author: Places
  readonly date: Places
  readonly replies: Places
  readonly views: Places
  /** The latest post's link (best) or date: it changes when the thread grows. */
  readonly last: Places
  readonly solved: string | null
  /** Rows that are no threads of this place: moved, announcements, advertisements. */
  readonly skip: string | null
  /** On an index page: links to the listings. */
  readonly forums: string
}

/** A sign of the engine in the source of its pages, and how much it tells (0..1). */
export interface Mark {
  readonly pattern: RegExp
  readonly weight: number
}

/** One way in which an engine writes its pages: a version, a theme family. */
export interface ForumShape {
  readonly posts: PostShape
  readonly thread: ThreadShape
  readonly listing: ListingShape
  /** What the first post of a thread is, and the others. */
  readonly postKinds?: readonly ['topic' | 'comment', 'reply' | 'comment']
}

/** One forum engine. */
export interface ForumEngine {
  readonly kind: string
  readonly title: string
  readonly about: string
  readonly exampleUrl: string
  /** The surest sign that matches decides. */
  readonly marks: readonly Mark[]
  /** Tried in order: the first whose posts or rows are found reads the page. */
  readonly shapes: readonly ForumShape[]
}
