// Everything that the server needs from the rest of the program, as arguments: it constructs nothing itself, so that
// app.ts joins the real parts and a test hands in others.

import type { AnswerFiles } from '../domain/answer.js'
import type { Alert } from '../domain/case.js'
import type { LearntModel } from '../domain/learning.js'
import type { GivenSelectors, PagePreview } from '../domain/preview.js'
import type { AlertPatch, Settings } from '../domain/settings.js'
import type { SourceKind } from '../domain/source.js'
import type { Clock } from '../domain/time.js'
import type { Store } from '../store/store.js'
import type { RandomBytes } from './auth/secrets.js'

/** The part of a pino logger that the server uses: fields first, then a fixed sentence. */
export interface ServerLog {
  info(fields: object, sentence: string): void
  warn(fields: object, sentence: string): void
  error(fields: object, sentence: string): void
}

/** What a site's address turned out to offer. */
export interface FoundSource {
  readonly url: string
  /** A registered kind. */
  readonly kind: string
  readonly title: string | null
}

/** A page as selectors read it. */
export interface ShownPage extends PagePreview {
  /** Address of the page after redirects. */
  readonly url: string
  /** The kind that reads the page without any selector; null when none does. */
  readonly knownAs: string | null
}

/** The desk's use cases that may owe somebody a message, with store, clock, rules and targets already bound. */
export interface DeskTools {
  changeAlert(id: string, patch: AlertPatch, actor: string): Promise<Alert>
  addNote(id: string, text: string, actor: string): Promise<void>
}

/** Which model judges, and the way back to the one before. */
export interface ModelTools {
  list(): Promise<ModelsShown>
  rollback(): Promise<ModelsShown>
}

/** The models that there are; `active` null: the one that ships. */
export interface ModelsShown {
  readonly shipped: string
  readonly active: string | null
  readonly learnt: readonly LearntModel[]
}

/** What `createServer` is given. */
export interface ServerTools {
  readonly store: Store
  readonly settings: Settings
  readonly clock: Clock
  readonly randomBytes: RandomBytes
  readonly log: ServerLog
  readonly version: string
  readonly desk: DeskTools
  /** Scans these sources now, or all when null; settles when the pass is over. */
  scanNow(sources: readonly string[] | null): Promise<unknown>
  /** The feeds and forums behind an address; throws `EscuchaError` when it cannot be read. */
  discover(url: string): Promise<readonly FoundSource[]>
  /** Reads a page by selectors, for a look before it is saved; throws `EscuchaError` when the page cannot be had. */
  preview(url: string, selectors: GivenSelectors): Promise<ShownPage>
  /** The kinds a source may be of, for the form and for checking what is added. */
  readonly sourceKinds: readonly Pick<SourceKind, 'kind' | 'title' | 'about' | 'options'>[]
  /** Queues a test message for a target; it goes out with the next deliveries. */
  testTarget(target: string): Promise<void>
  /** A target's address, masked so that it may be shown ("hooks.slack.com/…/abcd"). */
  targetAddress(target: string): string
  /** The answer files beside the configuration, as they stand now; absent where there is no such folder. */
  readonly answerFiles?: () => Promise<AnswerFiles>
  /** The models learnt from reviewers, and the way back; absent where there is no learning. */
  readonly models?: ModelTools
  /** A concept of the evidence in words ("no funciona"); null for one that has none. */
  readonly conceptTitle?: (concept: string, language: 'es' | 'en') => string | null
  /** The same of a cue in a reply ("un paso que dar"). */
  readonly cueTitle?: (cue: string, language: 'es' | 'en') => string | null
  /** Told that a hub has distributed something, which waits in the store to be read. */
  readonly onPush?: () => void
  /** Memory and event-loop figures in `/metrics`; off in tests, where many servers share a process. */
  readonly processMetrics: boolean
}
