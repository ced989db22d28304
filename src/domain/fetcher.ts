// What the other rooms know of the network: two calls. `http` implements them; tests hand in a fake.

import type { Page, Validators } from './source.js'

/** A page to be fetched. */
export interface FetchRequest {
  readonly url: string
  readonly accept?: string
  /** Sent to the origin of `url` alone: a redirect elsewhere goes without them. Never logged. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as If-None-Match and If-Modified-Since; the body hash decides where a host ignores both. */
  readonly validators?: Validators | null
  /** Handed back as `Page.role`. */
  readonly role?: string | null
  /** IANA zone, handed back as `Page.timezone`. */
  readonly timezone: string
  /**
   * An interface that its owner documents for programs: robots.txt of its origin is not asked. Pace, limits and the
   * guard hold all the same, and so does the robots.txt of another origin that it redirects to.
   */
  readonly isInterface?: boolean
}

/** What came of it. Everything else is thrown as `EscuchaError`. */
export type FetchOutcome =
  | {
      readonly outcome: 'page'
      readonly page: Page
      readonly validators: Validators
      /** Where every hop said "moved for good" (301, 308): the new address; null otherwise. */
      readonly movedTo: string | null
      /** Cache-Control max-age or Expires, as milliseconds; null when not told. */
      readonly freshForMs: number | null
    }
  | {
      readonly outcome: 'not-modified'
      readonly freshForMs: number | null
      /** What validates the page from now on, where the answer renewed it (RFC 9111, 4.3.4). */
      readonly validators?: Validators
      /** As of a page: a page that has moved may not have changed. */
      readonly movedTo?: string | null
    }

/** An answer to a message that was posted. The body is cut at 64 kB. */
export interface PostOutcome {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** The one outbound client: guarded, paced, bounded. */
export interface Fetcher {
  /** Fetches a page, keeping robots.txt, the pace per host and every limit. */
  fetchPage(request: FetchRequest): Promise<FetchOutcome>
  /** Posts a message to a target: guarded and bounded, never redirected, no robots.txt. Throws only when no answer came. */
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome>
  close(): Promise<void>
}
