// The interface of every store. Each method is one use case and ONE transaction, and answers with a promise; no
// transaction ever crosses it (better-sqlite3 refuses promises inside one, PostgreSQL cannot be synchronous).

import type { AnswerUse, LibraryAnswer } from '../domain/answer.js'
import type { Alert, ConversationView, HistoryEntry } from '../domain/case.js'
import type { Delivery } from '../domain/delivery.js'
import type { LearntModel } from '../domain/learning.js'
import type { Post, Quote } from '../domain/post.js'
import type { ReplyVerdict } from '../domain/reply.js'
import type { Priority } from '../domain/rule.js'
import type { SourceSpec } from '../domain/settings.js'
import type { SourceState, Validators } from '../domain/source.js'
import type { Instant } from '../domain/time.js'
import type { Evidence, Judgement, Label } from '../domain/verdict.js'
import type { Push, Subscription } from '../domain/websub.js'

/** A source with its specification and what is remembered of it. */
export interface StoredSource {
  readonly spec: SourceSpec
  /** `config` sources live and die with the file; `added` ones were added by command, page or API. */
  readonly origin: 'config' | 'added'
  readonly state: SourceState
}

/**
 * The content hash of a known post that was erased or is past its retention: nothing is kept to compare with, so a
 * scan takes it for unchanged, whatever it reads.
 */
export const ERASED_CONTENT_HASH = 'erased'

/** The setting that counts erased posts that had been corrected: what was learnt from them is learnt anew without them. */
export const CORRECTIONS_ERASED = 'learning.corrections-erased'

/** What is known already of a post's identity. */
export interface KnownPost {
  readonly id: string
  /** sha256 of what the post says (title, text, accepted mark): another one means it was edited; or `ERASED_CONTENT_HASH`. */
  readonly contentHash: string
}

/** A post ready to be stored. */
export interface PostToStore {
  readonly post: Post
  readonly quotes: readonly Quote[]
  readonly contentHash: string
  readonly seenAt: Instant
  /** One judgement per brand that was asked of it; those that are mentions and those that only judge a reply. */
  readonly judgements: readonly Judgement[]
  /** What it does for the cases that it replies to; absent where it replies to none. */
  readonly replies?: readonly ReplyVerdict[]
  /** Brand ids in `judgements` that this post is truly about: these are mentions. */
  readonly mentionOf: readonly string[]
  readonly copyOf: { readonly source: string; readonly id: string } | null
  /** MinHash bands for finding copies; empty for texts too short to compare. */
  readonly copyBands: readonly string[]
  /** The MinHash signature behind the bands, base64; null for texts too short. */
  readonly copySignature: string | null
  /** True for an edit of a known post: it becomes a new revision. */
  readonly revision: boolean
}

/** A post that shares a MinHash band with another. */
export interface CopyCandidate {
  readonly source: string
  readonly id: string
  readonly conversation: string
  readonly signature: string
  readonly textLength: number
  readonly author: string | null
  readonly seenAt: Instant
}

/** An alert to be written. `expectedVersion` null: it is new. A stale version fails the whole call with `store-conflict`. */
export interface AlertChange {
  readonly alert: Alert
  readonly expectedVersion: number | null
  readonly history: readonly Omit<HistoryEntry, 'alert'>[]
}

/** Everything that one source's scan leaves behind; stored whole or not at all. */
export interface ScanRecord {
  readonly state: SourceState
  readonly posts: readonly PostToStore[]
  readonly alerts: readonly AlertChange[]
  readonly deliveries: readonly Delivery[]
  /** Verdicts on replies that were stored before there was a case to reply to. */
  readonly replies?: readonly { readonly post: string; readonly replies: readonly ReplyVerdict[] }[]
}

/** A look at a conversation. */
export interface Visit {
  readonly conversation: string
  /** What validates the pages that show it, by address; null leaves what is known. */
  readonly validators: Readonly<Record<string, Validators>> | null
}

/** A filter of the alert list; absent fields do not filter. */
export interface AlertFilter {
  readonly brand?: string
  readonly label?: Label
  readonly status?: Alert['status']
  /** `active` is everything a team still has to look at: open, acknowledged, and snoozed past its time. */
  readonly view?: 'active' | 'late' | 'community' | 'staff' | 'unassigned' | 'done'
  readonly severity?: number
  readonly source?: string
  readonly language?: string
  readonly assignee?: string
  /** By the business rules: whose it is, how pressing, which of the operator's words it bears. */
  readonly team?: string
  readonly priority?: Priority
  readonly tag?: string
  /** Words to search in posts and titles; each must occur, the last one as a prefix. */
  readonly q?: string
  readonly since?: Instant
  readonly until?: Instant
  readonly cursor?: string
  /** 1 to 200. */
  readonly limit: number
  /** `pressing`: beyond its time, then nearest to it, then urgency and severity. `newest`: by openedAt. */
  readonly order: 'pressing' | 'newest'
  /** The present, for what is late or snoozed. */
  readonly now: Instant
}

/** A page of records with the cursor of the next one; null on the last. */
export interface Slice<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
}

/** A mention as exports and the API print it. */
export interface Mention {
  readonly post: Post
  readonly brand: string
  readonly relevance: number
  readonly labels: Readonly<Record<Label, number>>
  readonly tags: readonly Label[]
  readonly severity: number
  readonly urgency: number
  readonly evidence: readonly Evidence[]
  readonly model: string
  /** Id of the alert that it belongs to; null when it opened none. */
  readonly alert: string | null
  readonly copyOf: { readonly source: string; readonly id: string } | null
  readonly seenAt: Instant
}

/** A filter of mentions. */
export interface MentionFilter {
  readonly brand?: string
  readonly label?: Label
  readonly source?: string
  readonly language?: string
  /** True: only those that belong to an alert; false: only those that opened none (the audit sample). */
  readonly flagged?: boolean
  readonly since?: Instant
  readonly until?: Instant
  readonly q?: string
  readonly cursor?: string
  readonly limit: number
}

/** Counts for the navigation and the ostrich strip. */
export interface AlertCounts {
  readonly active: number
  readonly late: number
  readonly staff: number
  readonly community: number
  readonly unassigned: number
  readonly oldestLate: { readonly alert: string; readonly openedAt: Instant } | null
  readonly byStatus: Readonly<Record<string, number>>
  readonly byLabel: Readonly<Record<string, number>>
  readonly failingSources: number
}

/** Who may use the server. */
export type Role = 'viewer' | 'reviewer' | 'admin'

/** A person; `passwordHash` is scrypt with its parameters and salt in one string, never a password. */
export interface User {
  readonly name: string
  readonly role: Role
  readonly passwordHash: string
  readonly language: 'es' | 'en' | null
  readonly createdAt: Instant
}

/** A login; only the SHA-256 of its id is kept. */
export interface Session {
  readonly idHash: string
  readonly user: string
  readonly csrf: string
  readonly createdAt: Instant
  readonly lastSeenAt: Instant
}

/** A bearer token; only its SHA-256 is kept. */
export interface ApiToken {
  readonly tokenHash: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Instant
  readonly expiresAt: Instant | null
}

/** A link that lets one person in once. Only the SHA-256 of its secret is kept. */
export interface LoginLink {
  readonly secretHash: string
  readonly user: string
  readonly expiresAt: Instant
}

/** A line of the append-only audit log: who did what, when; no post text, no secret. */
export interface AuditEntry {
  readonly at: Instant
  readonly actor: string
  readonly action: string
  readonly detail: string
}

/** A reviewer's correction, stored as labelled data for `train`. */
export interface Feedback {
  readonly at: Instant
  readonly actor: string
  /** Empty when the verdict is on a mention that opened no alert (the audit sample). */
  readonly alert: string
  readonly source: string
  readonly post: string
  readonly brand: string
  readonly relevant: boolean | null
  readonly labels: Readonly<Partial<Record<Label, boolean>>>
  readonly model: string
}

/** A filter of the record of reuse; brand, source and period are those of the alert (when it opened; `until` is outside). */
export interface AnswerUseFilter {
  readonly alert?: string
  readonly brand?: string
  readonly source?: string
  readonly since?: Instant
  readonly until?: Instant
}

/** A correction, with the post as it is kept. */
export interface ReviewedPost {
  readonly feedback: Feedback
  readonly post: Post
}

/** A post about a brand that links somewhere. */
export interface LinkingPost {
  readonly brand: string
  readonly source: string
  readonly id: string
  readonly url: string | null
  readonly text: string
}

/** What was taken away in a source, and what came back, with what that leaves in the histories of alerts. */
export interface Deletions {
  readonly source: string
  /** Ids of posts. */
  readonly gone: readonly string[]
  readonly back: readonly string[]
  readonly changes: readonly AlertChange[]
  readonly at: Instant
}

/** What `doctor` and `/readyz` show of the store. */
export interface StoreInfo {
  readonly kind: 'sqlite' | 'postgres'
  /** Where it is, without a password. */
  readonly location: string
  readonly schemaVersion: number
  readonly engineVersion: string
  readonly posts: number
  readonly mentions: number
  readonly alerts: number
  readonly bytes: number
}

/** What an erasure removed. */
export interface Erased {
  readonly posts: number
  readonly mentions: number
  readonly alerts: number
  /** Deliveries that had gone out and cannot be called back: target and when. */
  readonly sentTo: readonly { readonly target: string; readonly at: Instant }[]
}

/** Where everything is kept. Open one with `openSqliteStore`. */
export interface Store {
  info(): Promise<StoreInfo>
  close(): Promise<void>

  // Sources
  /** Brings the `config` sources in line with the configuration: new ones are added, gone ones are no longer listed; state stays. */
  syncSources(specs: readonly SourceSpec[], now: Instant): Promise<void>
  addSource(spec: SourceSpec, now: Instant): Promise<void>
  /** Removes an `added` source; its posts stay. */
  removeSource(id: string): Promise<boolean>
  listSources(): Promise<readonly StoredSource[]>
  /** Takes the source for one scan until `leaseUntil`; false when somebody else has it. */
  leaseSource(id: string, owner: string, now: Instant, leaseUntil: Instant): Promise<boolean>
  releaseSource(id: string, owner: string): Promise<void>
  /** Replaces the state of a source outside a scan (switched on or off, next scan moved). */
  saveSourceState(state: SourceState): Promise<void>

  // Scanning
  /** Which of these identities the source has given before. Erased ones count as known and never come back. */
  knownPosts(source: string, ids: readonly string[]): Promise<ReadonlyMap<string, KnownPost>>
  /** What is known of these conversations of a source; a conversation never seen is left out. */
  conversations(source: string, ids: readonly string[]): Promise<readonly ConversationView[]>
  /** Posts anywhere that share a band, newest first, at most `limit`. */
  copyCandidates(bands: readonly string[], limit: number): Promise<readonly CopyCandidate[]>
  /** Stores a scan in one transaction. Throws `store-conflict` when an alert changed in between: nothing is stored then. */
  recordScan(record: ScanRecord): Promise<void>
  /** Marks posts as gone or back, with the histories that say so, in one transaction. Throws `store-conflict` like `recordScan`. */
  recordDeletions(deletions: Deletions): Promise<void>
  /** Conversations of a source with an alert that still waits and that were not looked at since `before`. */
  conversationsToRevisit(
    source: string,
    before: Instant,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string
      readonly url: string | null
      readonly title: string | null
      readonly lastVisitAt: Instant | null
      readonly openedAt: Instant
      /** When its grace ends or ended; null when none ever ran. */
      readonly graceEndsAt: Instant | null
      /** Of the pages that showed it the last time, by address. */
      readonly validators: Readonly<Record<string, Validators>>
    }[]
  >
  markVisited(source: string, visits: readonly Visit[], at: Instant): Promise<void>

  // Hubs
  /** Every subscription at a WebSub hub. */
  subscriptions(): Promise<readonly Subscription[]>
  subscription(id: string): Promise<Subscription | null>
  /** Adds a subscription; false when its source is subscribed already. */
  addSubscription(subscription: Subscription): Promise<boolean>
  /** Replaces the subscription of this id and version and gives it the next one; false when it was changed in between. */
  saveSubscription(subscription: Subscription): Promise<boolean>
  removeSubscription(id: string): Promise<void>
  /** Keeps what a hub has distributed until it is read; beyond `most` of one source the oldest go, which the next poll brings. */
  addPush(push: Omit<Push, 'key'>, most: number): Promise<void>
  /** What waits to be read of a source, oldest first. */
  pushes(source: string): Promise<readonly Push[]>
  pushedSources(): Promise<readonly string[]>
  removePushes(keys: readonly number[]): Promise<void>

  // Alerts
  /** Alerts whose grace has ended or whose snooze is over at `now`. */
  alertsDue(now: Instant, limit: number): Promise<readonly Alert[]>
  alert(id: string): Promise<Alert | null>
  listAlerts(filter: AlertFilter): Promise<Slice<Alert>>
  countAlerts(now: Instant): Promise<AlertCounts>
  history(alert: string): Promise<readonly HistoryEntry[]>
  /** Writes alerts and what is owed about them in one transaction. Throws `store-conflict` like `recordScan`. */
  recordAlerts(
    changes: readonly AlertChange[],
    deliveries: readonly Delivery[],
    feedback: readonly Feedback[],
  ): Promise<void>
  addHistory(entry: HistoryEntry): Promise<void>
  /** Every alert opened in the period, oldest first: what insights are counted over. */
  alertsOpened(filter: {
    readonly brand?: string
    readonly source?: string
    readonly since: Instant
    readonly until: Instant
  }): Promise<readonly Alert[]>
  /** Alerts changed after `at`, oldest change first: what the live page is told of, whichever process changed them. */
  alertsChangedSince(at: Instant, limit: number): Promise<readonly Alert[]>
  /** Other alerts by the same author name at the same source. */
  alertsByAuthor(source: string, author: string, exceptId: string, limit: number): Promise<readonly Alert[]>

  // Posts and mentions
  posts(filter: { readonly since?: Instant; readonly cursor?: string; readonly limit: number }): Promise<Slice<Post>>
  mentions(filter: MentionFilter): Promise<Slice<Mention>>
  /** When the first of the posts that are kept was seen; null while there is none. */
  firstSeenAt(): Promise<Instant | null>
  /** Another text whenever a post came, an alert or an answer changed, or somebody corrected or used something. */
  changeToken(): Promise<string>
  /** Every correction with the post that it is about, oldest first: labelled data, with its text. */
  reviewedPosts(): Promise<readonly ReviewedPost[]>
  /** Keeps where posts link to; of posts that are about no brand nothing is kept. */
  keepLinks(source: string, posts: readonly { readonly id: string; readonly urls: readonly string[] }[]): Promise<void>
  /** Posts about a brand in this period (`until` is outside) and no copies, that link somewhere, with the addresses that stand behind their words added to the text; newest first. */
  linkingPosts(filter: {
    readonly since: Instant
    readonly until?: Instant
    readonly limit: number
  }): Promise<readonly LinkingPost[]>

  // Outbox
  /** Takes due deliveries for one attempt: they are nobody else's until `leaseUntil`. */
  leaseDeliveries(now: Instant, leaseUntil: Instant, limit: number): Promise<readonly Delivery[]>
  settleDelivery(
    id: string,
    outcome:
      | { readonly status: 'sent'; readonly at: Instant }
      | { readonly status: 'pending'; readonly nextAt: Instant; readonly error: string }
      | { readonly status: 'dead'; readonly at: Instant; readonly error: string },
  ): Promise<void>
  addDeliveries(deliveries: readonly Delivery[]): Promise<void>
  listDeliveries(filter: {
    readonly alert?: string
    readonly status?: Delivery['status']
    readonly limit: number
  }): Promise<readonly Delivery[]>
  countDeliveries(): Promise<{ readonly pending: number; readonly sent: number; readonly dead: number }>
  /** Targets switched off by their own answer (410 and the like), with the reason. */
  disabledTargets(): Promise<ReadonlyMap<string, { readonly reason: string; readonly at: Instant }>>
  disableTarget(target: string, reason: string, at: Instant): Promise<void>
  enableTarget(target: string): Promise<void>

  // People
  users(): Promise<readonly User[]>
  user(name: string): Promise<User | null>
  saveUser(user: User): Promise<void>
  removeUser(name: string): Promise<boolean>
  saveSession(session: Session): Promise<void>
  session(idHash: string): Promise<Session | null>
  endSessions(filter: {
    readonly idHash?: string
    readonly user?: string
    readonly lastSeenBefore?: Instant
  }): Promise<void>
  saveToken(token: ApiToken): Promise<void>
  token(tokenHash: string): Promise<ApiToken | null>
  /** Every token, newest first. */
  tokens(): Promise<readonly ApiToken[]>
  /** False when there is no such token. */
  removeToken(tokenHash: string): Promise<boolean>
  saveLoginLink(link: LoginLink): Promise<void>
  /** Gives the link's user and uses the link up; null when it is unknown, used or over. */
  useLoginLink(secretHash: string, now: Instant): Promise<string | null>
  audit(entry: AuditEntry): Promise<void>
  auditLog(limit: number): Promise<readonly AuditEntry[]>
  feedback(): Promise<readonly Feedback[]>

  // Known answers
  /** Answers that were written in the pages. */
  answers(): Promise<readonly LibraryAnswer[]>
  /** Adds an answer, or replaces the one of that id. */
  saveAnswer(answer: LibraryAnswer): Promise<void>
  removeAnswer(id: string): Promise<boolean>
  /** Notes that an answer was offered for an alert; the first time counts. */
  noteOffer(offer: Omit<AnswerUse, 'usedAt' | 'usedBy'>): Promise<void>
  /** Notes that somebody used an answer for an alert; false when that is noted already or there is no such alert. */
  noteUse(use: Pick<AnswerUse, 'alert' | 'origin' | 'answer'>, by: string, at: Instant): Promise<boolean>
  /** Takes it back; false when there was nothing to take back. */
  takeUseBack(use: Pick<AnswerUse, 'alert' | 'origin' | 'answer'>): Promise<boolean>
  answerUses(filter: AnswerUseFilter): Promise<readonly AnswerUse[]>

  // Learning
  /** Models that were learnt from corrections, newest first. */
  learntModels(): Promise<readonly LearntModel[]>
  /** Keeps a model with what it changes in the shipped one; an accepted one judges from now on. */
  saveLearntModel(model: LearntModel, weights: Uint8Array): Promise<void>
  /** The learnt model that judges; null: the one that ships. */
  activeModel(): Promise<string | null>
  /** Lets another model judge (null: the one that ships), and notes which ones a person went back behind. */
  activateModel(id: string | null, withdrawn: readonly string[]): Promise<void>
  /** What a learnt model changes in the shipped one; null when it is unknown or too old. */
  learntWeights(id: string): Promise<Uint8Array | null>
  /** Lets go of the weights of all learnt models but this one; null: of all. Their reports stay. */
  forgetLearntWeights(but: string | null): Promise<void>

  // Keeping
  /** A hot copy that opens alone. */
  backup(file: string): Promise<void>
  /** Removes posts (with what hangs on them) by author name or by address; leaves a salted tombstone so that no scan brings them back. */
  erase(what: { readonly author: string } | { readonly url: string }, now: Instant): Promise<Erased>
  /** Retention: posts without a mention and posts in general, seen before these instants. Open alerts keep their posts. */
  prune(before: { readonly unmatched: Instant; readonly posts: Instant }): Promise<{ readonly posts: number }>
  /** A named value of the program's own (the running model, the last digest); null when never set. */
  setting(key: string): Promise<string | null>
  saveSetting(key: string, value: string): Promise<void>
}
