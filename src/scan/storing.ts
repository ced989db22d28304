// The second half of a source's scan: from sorted posts to the one transaction that stores them with everything that
// follows from them. Until that transaction has committed, the scan has changed nothing.

import { MENTION_THRESHOLD } from '../desk/review.js'
import type { ConversationView, JudgedPost } from '../domain/case.js'
import { isExpected } from '../domain/errors.js'
import type { Post } from '../domain/post.js'
import type { SourceState } from '../domain/source.js'
import type { Instant } from '../domain/time.js'
import type { AlertChange, PostToStore, StoredSource } from '../store/store.js'
import { reviewConversations } from './conversations.js'
import { type CopyRef, findCopies } from './copies/find.js'
import { type Sketched, signatureOf, sketchOf } from './copies/sketch.js'
import { type Judged, judgePosts } from './reading/judge.js'
import type { FreshPost } from './reading/posts.js'
import { wordsOf } from './reading/words.js'
import type { AlertTally, ScanTools, SourceScan } from './tools.js'
import { turnsAt } from './turn.js'

/** Redone when a person changed an alert while the desk decided; more often means that something else is wrong. */
const ATTEMPTS_MAX = 3

/** What is to be stored. */
export interface Finding {
  readonly source: StoredSource
  readonly fresh: readonly FreshPost[]
  readonly unchanged: readonly Post[]
  readonly now: Instant
  readonly state: SourceState
}

/** What was stored. */
export type Stored = Pick<SourceScan, 'mentions' | 'alerts'> & {
  readonly new: number
  readonly updated: number
  readonly copies: number
}

/** A fresh post with everything that is known of it but its place in a conversation. */
interface Prepared extends FreshPost {
  readonly judged: Judged
  readonly seenAt: Instant
  readonly sketched: Sketched | null
}

const NOTHING: Stored = {
  new: 0,
  updated: 0,
  copies: 0,
  mentions: { new: 0, byLabel: {} },
  alerts: { opened: 0, reopened: 0, escalated: 0, answered: 0 },
}

/** Judges, folds copies, asks the desk, and stores it all in one transaction. */
export async function storeFinding(finding: Finding, tools: ScanTools): Promise<Stored> {
  const prepared = await prepare(finding, tools)
  const takeTurn = turnsAt(tools.store)
  if (prepared.length === 0) {
    await tools.store.recordScan({ state: finding.state, posts: [], alerts: [], deliveries: [] })
    return NOTHING
  }
  return takeTurn(() => record(finding, prepared, tools))
}

async function prepare(finding: Finding, tools: ScanTools): Promise<readonly Prepared[]> {
  const { source, fresh, now } = finding
  const before = await storedPosts(source.spec.id, fresh, tools)
  const told = fresh.filter((post) => !isCutShort(post, before.get(post.post.id)))
  const unknown = told.filter((post) => knownJudgement(post, before.get(post.post.id)) === null)
  const verdicts = await judgePosts(
    unknown.map(({ post }) => post),
    source,
    tools,
  )
  const judged = new Map(unknown.map((post, at) => [post, verdicts[at]]))
  return told.map((post) => {
    const earlier = before.get(post.post.id)
    const judgement = judged.get(post) ?? knownJudgement(post, earlier) ?? { language: null, judgements: [] }
    return prepared(post, judgement, earlier?.seenAt ?? now)
  })
}

function prepared(fresh: FreshPost, judged: Judged, seenAt: Instant): Prepared {
  const post = { ...fresh.post, language: judged.language ?? fresh.post.language }
  const isMention = judged.judgements.some(({ relevance }) => relevance >= MENTION_THRESHOLD)
  const sketched = sketchOf(wordsOf(post), post.url, isMention)
  // What was first seen yesterday was not written today, whatever its new date says.
  const publishedAt = post.publishedAt !== null && post.publishedAt > seenAt ? seenAt : post.publishedAt
  return { ...fresh, post: { ...post, publishedAt }, judged, seenAt, sketched }
}

/** Stored forms of the posts that were edited; new ones need no look. */
async function storedPosts(
  source: string,
  fresh: readonly FreshPost[],
  tools: Pick<ScanTools, 'store'>,
): Promise<ReadonlyMap<string, JudgedPost>> {
  const edited = fresh.filter(({ revision }) => revision)
  if (edited.length === 0) return new Map()
  const ids = new Set(edited.map(({ post }) => post.conversation.id))
  const views = await tools.store.conversations(source, [...ids])
  return new Map(views.flatMap((view) => view.posts.map((judged) => [judged.post.id, judged])))
}

/** Only a mark or the spacing has changed: what was said of the words still holds. */
function knownJudgement(fresh: FreshPost, before: JudgedPost | undefined): Judged | null {
  if (before === undefined || normalised(before.post) !== normalised(fresh.post)) return null
  return { language: before.post.language, judgements: before.judgements }
}

/** A listing that shows the beginning of a post has not edited it. */
function isCutShort(fresh: FreshPost, before: JudgedPost | undefined): boolean {
  if (before === undefined || fresh.post.accepted !== before.post.accepted) return false
  const shown = fresh.post.text.replace(/\s*(?:…|\.{3}|\[…\]|\[\.\.\.\])\s*$/u, '')
  return shown.length < fresh.post.text.length && shown.length >= 40 && before.post.text.startsWith(shown)
}

function normalised(post: Post): string {
  return wordsOf(post).normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
}

async function record(finding: Finding, prepared: readonly Prepared[], tools: ScanTools): Promise<Stored> {
  const { source, now, state } = finding
  const copies = await findCopies(
    prepared.map(({ post, sketched, seenAt, revision }) => ({
      post,
      source: source.spec.id,
      sketched,
      seenBefore: revision ? seenAt : null,
    })),
    now,
    tools.store,
  )
  const judged = prepared.map((post) => judgedPost(post, copies.get(post.post.id) ?? null))
  for (let attempt = 1; ; attempt++) {
    const reviewed = await review(finding, judged, tools)
    const posts = postsToStore(prepared, reviewed.posts)
    const happenings = reviewed.events.map(({ kind, alert }) => ({ kind, alerts: [alert], target: null }))
    try {
      const deliveries = tools.owe(happenings, now)
      await tools.store.recordScan({ state, posts, alerts: reviewed.changes, deliveries })
      return tally(posts, reviewed.changes)
    } catch (error) {
      if (!isConflict(error) || attempt >= ATTEMPTS_MAX) throw error
      tools.log.debug({ source: source.spec.id, attempt }, 'an alert was changed meanwhile, deciding again')
    }
  }
}

function isConflict(error: unknown): boolean {
  return isExpected(error) && error.code === 'store-conflict'
}

function judgedPost({ post, judged, seenAt }: Prepared, copyOf: CopyRef | null): JudgedPost {
  return { post, judgements: judged.judgements, seenAt, copyOf }
}

async function review(finding: Finding, judged: readonly JudgedPost[], tools: ScanTools) {
  const { source, now } = finding
  const ids = new Set(judged.map(({ post }) => post.conversation.id))
  const views = await tools.store.conversations(source.spec.id, [...ids])
  const known = new Map(views.map((view): [string, ConversationView] => [view.conversation.id, view]))
  return reviewConversations(source, judged, finding.unchanged, known, now, tools)
}

function postsToStore(prepared: readonly Prepared[], judged: readonly JudgedPost[]): readonly PostToStore[] {
  const byId = new Map(judged.map((entry) => [entry.post.id, entry]))
  return prepared.flatMap((entry) => {
    const final = byId.get(entry.post.id)
    if (final === undefined) return []
    return {
      post: final.post,
      quotes: entry.quotes,
      contentHash: entry.contentHash,
      seenAt: entry.seenAt,
      judgements: final.judgements,
      mentionOf: final.judgements.filter(({ relevance }) => relevance >= MENTION_THRESHOLD).map(({ brand }) => brand),
      copyOf: final.copyOf,
      copyBands: entry.sketched?.bands ?? [],
      copySignature: entry.sketched === null ? null : signatureOf(entry.sketched.sketch),
      revision: entry.revision,
    }
  })
}

function tally(posts: readonly PostToStore[], changes: readonly AlertChange[]): Stored {
  const fresh = posts.filter(({ revision }) => !revision)
  const byLabel: Record<string, number> = {}
  let mentions = 0
  for (const post of fresh) {
    for (const judgement of post.judgements) {
      if (!post.mentionOf.includes(judgement.brand)) continue
      mentions += 1
      for (const tag of judgement.tags) byLabel[tag] = (byLabel[tag] ?? 0) + 1
    }
  }
  return {
    new: fresh.length,
    updated: posts.length - fresh.length,
    copies: fresh.filter(({ copyOf }) => copyOf !== null).length,
    mentions: { new: mentions, byLabel },
    alerts: tallyAlerts(changes),
  }
}

/** Counts what happened by the alerts' histories: an old case that opens quietly has opened all the same. */
export function tallyAlerts(changes: readonly AlertChange[]): AlertTally {
  const happened = (kind: string) =>
    changes.filter(({ history }) => history.some((entry) => entry.kind === kind)).length
  return {
    opened: changes.filter(({ expectedVersion }) => expectedVersion === null).length,
    reopened: happened('reopened'),
    escalated: happened('escalated'),
    answered: happened('answered'),
  }
}
