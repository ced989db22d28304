// What a source kind is, and what passes between a kind and the scan. A kind never fetches, stores, sleeps or looks
// at the clock: it is a pure function from pages to posts, so it is tested on recorded pages.

import type { ZodType } from 'zod'
import type { ErrorCode, EscuchaError } from './errors.js'
import type { PostOutcome } from './fetcher.js'
import type { ConversationRef, PostDraft } from './post.js'
import type { Instant } from './time.js'

/** A page as it was fetched: the body already decoded to text. */
export interface Page {
  /** Address after redirects: what relative links are resolved against. */
  readonly url: string
  readonly status: number
  /** Lower-case media type without parameters; null when the host gives none. */
  readonly contentType: string | null
  /** Response headers, names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** When it was fetched: the "now" of relative dates ("hace 3 horas"), and the upper bound of any date. */
  readonly fetchedAt: Instant
  /** IANA zone of dates that name none. */
  readonly timezone: string
  /** The `role` of the request that fetched it; null for a page that came from nowhere (`extract FILE`). */
  readonly role: string | null
}

/** A page that a kind wants fetched. */
export interface PageRequest {
  readonly url: string
  /** The kind's own word for what the page is ("list", "thread", "comments"), handed back in `Page.role`. */
  readonly role: string
  readonly accept?: string
  /**
   * Further request headers: a key or token that the operator gave the kind. They go to this origin alone, never on
   * with a redirect, and never into a log or a message.
   */
  readonly headers?: Readonly<Record<string, string>>
  /**
   * A page that is read only for detail of something new (a thread behind a listing). It is fetched without the
   * source's validators, and its failure does not fail the source.
   */
  readonly detail?: boolean
}

/** A login of a program: what to post, and where what it gives is good for. */
export interface LoginRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Every request of the source to this origin carries what the login gave. */
  readonly origin: string
}

/** What a login gave: request headers, for as long as they are good. Kept in memory alone, never stored. */
export interface Login {
  readonly headers: Readonly<Record<string, string>>
  readonly endsInSeconds: number
}

/** What a kind keeps between scans: small, JSON, its own business (a cursor, seen reply counts). */
export type SourceMemory = Readonly<Record<string, unknown>>

/** How the publisher would like to be polled; lower bounds of the adaptive rhythm. */
export interface PublisherHints {
  readonly minIntervalMs: number | null
  /** Hours of the day (UTC) to be left alone (RSS skipHours). */
  readonly skipHours: readonly number[]
  readonly skipDays: readonly string[]
  /** WebSub hub, where announced. */
  readonly hub: string | null
  /** The address that the hub knows the page by, where it announced one beside the hub. */
  readonly topic?: string | null
}

/** What a kind reads from one page. */
export interface ReadResult {
  readonly posts: readonly PostDraft[]
  /** Pages to fetch next, in order; the scan bounds their number. */
  readonly next: readonly PageRequest[]
  /**
   * Where the listing goes on with older posts; null at its end. It is read, a few pages in each scan, as far back as
   * the operator wants; what is found there leaves the kind's memory alone.
   */
  readonly older?: PageRequest | null
  /** Replaces the memory when given. */
  readonly memory?: SourceMemory
  /** What the page calls itself: the title of the feed, forum or thread. */
  readonly title: string | null
  /** ISO 639-1 that the page declares. */
  readonly language: string | null
  readonly hints?: PublisherHints
  /**
   * Whether an empty answer is ordinary (a search from a cursor on) or, time after time, silence. Where it is not told,
   * it is ordinary for kinds that `revisit`: they give only what is new.
   */
  readonly emptyIsOrdinary?: boolean
  /** The place asks to be left alone for so long: nothing more is asked of it in this scan. */
  readonly waitSeconds?: number
  /**
   * Threads of which the page tells every post that stands in them now, by the posts' ids: a known one that is missing
   * was deleted. Left out where the page shows a part.
   */
  readonly standing?: readonly { readonly conversation: string; readonly ids: readonly string[] }[]
  /** Where posts link to, by the draft's id, or its address where it has none: their text shows only what a link says. */
  readonly links?: readonly { readonly post: string; readonly urls: readonly string[] }[]
  /** What was odd but survivable ("17 entries without a date"), for `sources check`. */
  readonly warnings?: readonly string[]
}

/** What a kind is asked to read with. */
export interface ReadContext<Options> {
  readonly options: Options
  readonly memory: SourceMemory
}

/**
 * One kind of public place. Adding one is one file, one test, one line in `sources/index.ts`.
 * `read` throws `EscuchaError` with `not-a-feed`, `unreadable`, `login-required`, `challenged` … when the page is
 * not what it should be; never a TypeError.
 */
export interface SourceKind<Options = Readonly<Record<string, unknown>>> {
  readonly kind: string
  /** Its name for people: "RSS, Atom or JSON feed". */
  readonly title: string
  /** What it gives, what it needs, its limits: one or two sentences for the docs and `sources list --kinds`. */
  readonly about: string
  /** A site's address of the shape this kind takes, for the docs and the contract suite. */
  readonly exampleUrl: string
  readonly example: Options
  /** Checks the kind's own keys of a source in the configuration. */
  readonly options: ZodType<Options>
  /** How surely this page is of this kind: 0 no … 1 certain. Cheap: it is asked of every kind for `auto`. */
  recognise(page: Page): number
  /** What to fetch first, given the configured address. */
  start(url: string, context: ReadContext<Options>): readonly PageRequest[]
  read(page: Page, context: ReadContext<Options>): ReadResult
  /** What to fetch to see a conversation again; absent for kinds without threads. */
  revisit?(conversation: ConversationRef, sourceUrl: string, context: ReadContext<Options>): readonly PageRequest[]
  /** The same for several at once, where the engine answers for many threads in one request. */
  revisitMany?(
    conversations: readonly ConversationRef[],
    sourceUrl: string,
    context: ReadContext<Options>,
  ): readonly PageRequest[]
  /**
   * Addresses, each ending in "/", under which nothing stands but an interface that its owner documents for programs.
   * Requests there are no crawling, so robots.txt, which speaks to crawlers, is not asked. Never a page for people.
   */
  readonly interfaces?: readonly string[]
  /** How the operator's credentials become a token that ends; absent where a place has no such thing. */
  readonly login?: {
    /** What to post; null where the options hold nothing to log in with. */
    request(url: string, options: Options): LoginRequest | null
    /** Reads the answer. Throws `login-required` when the place does not take the credentials. */
    read(answer: PostOutcome, options: Options): Login
    /** Whether a failed request says that the token has ended before its time. */
    hasEnded(failure: EscuchaError): boolean
  }
  /** What a failed fetch means at this place ("403: Reddit has blocked this network"), where the kind knows better. */
  explain?(failure: EscuchaError): EscuchaError
  /** What to fetch in the place of a listing that cannot be had, where the place has another door; else nothing. */
  instead?(request: PageRequest, failure: EscuchaError, context: ReadContext<Options>): readonly PageRequest[]
}

/** What validates a cached copy (RFC 9110): sent back as they came. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
  /** sha256 of the body, for hosts whose validators lie. */
  readonly bodyHash: string | null
}

/** Why a source could not be scanned, as shown to people. */
export interface SourceFailure {
  readonly source: string
  readonly url: string
  readonly kind: string
  readonly code: ErrorCode | 'unexpected'
  /** One line: what, where, what to do. */
  readonly reason: string
  /** Null: not tried again until somebody switches it on. */
  readonly nextTryInSeconds: number | null
}

/** What is remembered of a source between scans. */
export interface SourceState {
  readonly id: string
  /** Where it is polled now: the configured address, unless a permanent redirect has replaced it. */
  readonly url: string
  /** The kind in use; for `auto`, what it was recognised as, null until then. */
  readonly resolvedKind: string | null
  readonly title: string | null
  readonly language: string | null
  readonly memory: SourceMemory
  /** Validators by address of the pages that `start` asks for. */
  readonly validators: Readonly<Record<string, Validators>>
  readonly lastScanAt: Instant | null
  /** The last scan that fetched and read without a failure. */
  readonly lastSuccessAt: Instant | null
  /** When a new post last came. */
  readonly lastPostAt: Instant | null
  readonly nextScanAt: Instant | null
  /** When it would be scanned next if no hub told of new posts meanwhile; absent where none does. */
  readonly nextScanWithoutHubAt?: Instant
  /** Failures in a row. */
  readonly failures: number
  readonly lastFailure: { readonly code: string; readonly reason: string; readonly at: Instant } | null
  /** Set when the host said "gone" or the operator switched it off: it is not polled. */
  readonly disabledReason: string | null
  /** New posts per day, smoothed: what the adaptive rhythm goes by; null until known. */
  readonly postsPerDay: number | null
  /** The same permanent redirect target seen this many times in a row. */
  readonly redirect: { readonly url: string; readonly times: number } | null
  /** What the publisher last said about being polled: a "not modified" does not repeat it. Absent until told. */
  readonly hints?: PublisherHints
  /** Readings in a row that gave no post at all though the source used to give some. Absent is 0. */
  readonly emptyReadings?: number
  /** How far the older pages of its listing have been read. Absent until that begins. */
  readonly backfill?: Backfill
  /** Pages asked of the source on this day (UTC): what its daily budget is counted by. Absent until then. */
  readonly requests?: { readonly day: string; readonly count: number }
}

/** What is still to be asked for on the way back through a listing's older pages. */
export interface Backfill {
  readonly waiting: readonly BackfillRequest[]
  /** How often the first of them has failed. */
  readonly tries: number
}

/** A page of the past. `depth` counts the pages from the first, which is 0; null for a thread that such a page names. */
export interface BackfillRequest {
  readonly request: PageRequest
  readonly depth: number | null
}

/** Reads pages of any kind behind a fence that can be killed (a worker thread with a deadline); tests read in line. */
export interface PageReader {
  /** Throws what the kind throws, or `parse-timeout`. */
  read(kind: string, page: Page, context: ReadContext<Readonly<Record<string, unknown>>>): Promise<ReadResult>
  /** The kinds that recognise the page, surest first; those at 0 left out. */
  recognise(page: Page): Promise<readonly { readonly kind: string; readonly sureness: number }[]>
  close(): Promise<void>
}
