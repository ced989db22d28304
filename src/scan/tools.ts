// What a scan works with, and what it gives back. Everything is handed in by app.ts: the scan itself opens no socket
// and no file, and knows neither the time nor chance, so that a test can run it as though it were any instant.

import type { DeskOutcome } from '../desk/review.js'
import type { Spike } from '../desk/spikes/spikes.js'
import type { Brand } from '../domain/brand.js'
import type { Alert, ConversationView } from '../domain/case.js'
import type { Delivery, EventKind, ReportPart, SpikeFacts } from '../domain/delivery.js'
import type { Fetcher } from '../domain/fetcher.js'
import type { Post, PostDraft } from '../domain/post.js'
import type { Page, PageReader, SourceFailure, SourceKind } from '../domain/source.js'
import type { Clock, Instant } from '../domain/time.js'
import type { Classifier, Label } from '../domain/verdict.js'
import type { Store } from '../store/store.js'

/** What happened to alerts, and what that owes to whom. `target` null: every target that wants to hear of it. */
export interface Happening {
  readonly kind: EventKind
  readonly alerts: readonly Alert[]
  readonly target: string | null
  /** Of a spike: what rose, by how much. */
  readonly spike?: SpikeFacts
  /** Of a report: the figures. */
  readonly report?: readonly ReportPart[]
}

/** The desk's rules, with the operator's settings already bound by app.ts. */
export interface Desk {
  /** Opens, answers, resolves and reopens the cases of one conversation. Pure. */
  review(view: ConversationView, now: Instant): DeskOutcome
  /** Escalates what has waited too long and ends snoozes that are over. Pure. */
  escalate(alerts: readonly Alert[], now: Instant): DeskOutcome
  /** Sudden rises of cases that nobody was told of yet. */
  spikes(now: Instant): Promise<readonly Spike[]>
  /** Remembers that a spike was told. */
  settleSpike(spike: Spike): Promise<void>
}

/** What `auto` found behind an address: the kind, and the address that this kind polls (a site's feed, say). */
export interface ResolvedKind {
  readonly kind: string
  readonly url: string
}

/** The lines that a scan writes; pino's logger fits. */
export interface ScanLog {
  debug(fields: Readonly<Record<string, unknown>>, sentence: string): void
  info(fields: Readonly<Record<string, unknown>>, sentence: string): void
  warn(fields: Readonly<Record<string, unknown>>, sentence: string): void
  error(fields: Readonly<Record<string, unknown>>, sentence: string): void
}

/** What was sent in one go at the outbox. */
export interface SendOutcome {
  readonly sent: number
  readonly failed: number
}

/** Everything that a scan is handed. */
export interface ScanTools {
  readonly store: Store
  readonly fetcher: Pick<Fetcher, 'fetchPage' | 'post'>
  readonly reader: Pick<PageReader, 'read'>
  readonly sourceKind: (name: string) => SourceKind | undefined
  /** Recognises what stands at an address (`kind: auto`). Throws `not-recognised`. */
  readonly resolveKind: (url: string, fetchPage: (url: string) => Promise<Page>) => Promise<ResolvedKind>
  readonly classifier: Classifier
  /** Called before each pass: takes up a model that was learnt meanwhile, counts second opinions anew. */
  readonly freshen?: () => Promise<void>
  readonly brands: readonly Brand[]
  readonly desk: Desk
  /** Gives a conversation with a verdict beside each reply to a case; absent: replies stay unjudged. Pure. */
  readonly judgeReplies?: (view: ConversationView) => ConversationView
  /** The deliveries that happenings owe to the configured targets. */
  readonly owe: (happenings: readonly Happening[], now: Instant) => readonly Delivery[]
  /** Sends what is due in the outbox. */
  readonly sendDue: () => Promise<SendOutcome>
  readonly toPost: (draft: PostDraft, source: string) => Post
  readonly contentHash: (post: Post) => string
  /** Other ids under which the same post may be known (https for http, without `www.`). */
  readonly identityAliases: (id: string) => readonly string[]
  readonly clock: Clock
  /** Milliseconds that only ever grow, whatever happens to the clock on the wall. */
  readonly monotonicMs: () => number
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number
  readonly log: ScanLog
  /** IANA zone of dates that name none, and of cron lines. */
  readonly timezone: string
  /** `concurrency` sources at once in all, `perHost` requests at once on one host. */
  readonly pace: { readonly concurrency: number; readonly perHost: number }
  /** Names this process in the leases of sources. */
  readonly owner: string
  /** True once the program is to end: what has begun is stored, nothing more is begun. */
  readonly isEnding?: () => boolean
  /** What hubs are asked with; absent: nothing is done about hubs at all. */
  readonly websub?: WebSubTools
}

/** What subscriptions at hubs need. */
export interface WebSubTools {
  /** Where hubs call back, ending in "/"; null: no hub is wanted, and those that were asked are told so. */
  readonly callbackBase: string | null
  /** Text that nobody can guess, safe in an address. */
  readonly newSecret: () => string
  /** The text of a body, as a fetched page's is read. */
  readonly decode: (body: Uint8Array, contentType: string | null) => string
}

/** How one source's scan went, as far as counting goes. */
export interface SourceScan {
  readonly source: string
  /** `busy`: somebody else is scanning it. `visited`: it was not due, only its waiting conversations were looked at. */
  readonly outcome: 'fetched' | 'not-modified' | 'failed' | 'busy' | 'visited'
  readonly failure: SourceFailure | null
  /** When it is to be scanned next; null where that was not decided here. */
  readonly nextScanAt: Instant | null
  readonly posts: PostCounts
  readonly mentions: { readonly new: number; readonly byLabel: Readonly<Partial<Record<Label, number>>> }
  readonly alerts: AlertTally
  /** What a person may want to know though nothing failed ("5 pages were left for the next scan"). */
  readonly notes: readonly string[]
}

/** What came of a source's posts. */
export interface PostCounts {
  readonly seen: number
  readonly new: number
  readonly updated: number
  readonly copies: number
}

/** What happened to alerts. */
export interface AlertTally {
  readonly opened: number
  readonly reopened: number
  readonly escalated: number
  readonly answered: number
}

/** One pass over the sources that are due: what `scan --json` prints (CONTRACT.md section 2). */
export interface ScanSummary {
  readonly now: Instant
  readonly ms: number
  readonly sources: {
    readonly total: number
    readonly due: number
    readonly fetched: number
    readonly notModified: number
    readonly failed: number
  }
  readonly posts: PostCounts
  readonly mentions: { readonly new: number; readonly byLabel: Readonly<Record<Label, number>> }
  readonly alerts: AlertTally
  readonly deliveries: { readonly sent: number; readonly failed: number; readonly pending: number }
  readonly failures: readonly SourceFailure[]
}
