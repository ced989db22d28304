// The second half of a source's scan: from sorted posts to the one transaction that stores them with everything that
// follows from them. Until that transaction has committed, the scan has changed nothing.

import { MENTION_THRESHOLD } from '../../desk/review.js'
import type { ConversationView, JudgedPost } from '../../domain/case.js'
import { isExpected } from '../../domain/errors.js'
import type { Post } from '../../domain/post.js'
import type { SourceState } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import type { AlertChange, PostToStore, StoredSource } from '../../store/store.js'
import { type CopyRef, findCopies } from '../copies/find.js'
import { signatureOf } from '../copies/sketch.js'
import type { FreshPost } from '../reading/posts.js'
import { type PreparedPost, preparePosts } from '../reading/prepare.js'
import type { Snags } from '../reading/snags.js'
import type { AlertTally, ScanTools, SourceScan } from '../tools.js'
import { reviewConversations } from './conversations.js'
import { turnsAt } from './turn.js'

/** Redone when a person changed an alert while the desk decided; more often means that something else is wrong. */
const ATTEMPTS_MAX = 3

/** What is to be stored. */
export interface Finding {
  readonly source: StoredSource
  readonly fresh: readonly FreshPost[]
  readonly unchanged: readonly Post[]
  readonly now: Instant
  /** Posts that had to be left out, up to the moment at which the state is asked for. */
  readonly snags: Snags
  /** The source's state as it is to be stored: known only when it is known which posts are. */
  readonly stateAfter: () => SourceState
}

/** What was stored. */
export type Stored = Pick<SourceScan, 'mentions' | 'alerts'> & {
  readonly new: number
  readonly updated: number
  readonly copies: number
  readonly state: SourceState
}

const NOTHING: Omit<Stored, 'state'> = {
  new: 0,
  updated: 0,
  copies: 0,
  mentions: { new: 0, byLabel: {} },
  alerts: { opened: 0, reopened: 0, escalated: 0, answered: 0 },
}

/** Judges, folds copies, asks the desk, and stores it all in one transaction. */
export async function storeFinding(finding: Finding, tools: ScanTools): Promise<Stored> {
  const prepared = await preparePosts(finding.fresh, finding.source, finding.now, tools, finding.snags)
  if (prepared.length > 0) return turnsAt(tools.store)(() => record(finding, prepared, tools))
  const state = finding.stateAfter()
  await tools.store.recordScan({ state, posts: [], alerts: [], deliveries: [] })
  return { ...NOTHING, state }
}

async function record(finding: Finding, prepared: readonly PreparedPost[], tools: ScanTools): Promise<Stored> {
  const { source, now } = finding
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
      const state = finding.stateAfter()
      await tools.store.recordScan({ state, posts, alerts: reviewed.changes, deliveries, replies: reviewed.replies })
      return { ...tally(posts, reviewed.changes), state }
    } catch (error) {
      if (!isConflict(error) || attempt >= ATTEMPTS_MAX) throw error
      tools.log.debug({ source: source.spec.id, attempt }, 'an alert was changed meanwhile, deciding again')
    }
  }
}

function isConflict(error: unknown): boolean {
  return isExpected(error) && error.code === 'store-conflict'
}

function judgedPost({ post, judged, seenAt }: PreparedPost, copyOf: CopyRef | null): JudgedPost {
  return { post, judgements: judged.judgements, seenAt, copyOf }
}

async function review(finding: Finding, judged: readonly JudgedPost[], tools: ScanTools) {
  const { source, now } = finding
  const ids = new Set(judged.map(({ post }) => post.conversation.id))
  const views = await tools.store.conversations(source.spec.id, [...ids])
  const known = new Map(views.map((view): [string, ConversationView] => [view.conversation.id, view]))
  return reviewConversations(source, judged, finding.unchanged, known, now, tools, finding.snags)
}

function postsToStore(prepared: readonly PreparedPost[], judged: readonly JudgedPost[]): readonly PostToStore[] {
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
      ...(final.replies === undefined ? {} : { replies: final.replies }),
      copyBands: entry.sketched?.bands ?? [],
      copySignature: entry.sketched === null ? null : signatureOf(entry.sketched.sketch),
      revision: entry.revision,
    }
  })
}

function tally(posts: readonly PostToStore[], changes: readonly AlertChange[]): Omit<Stored, 'state'> {
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
