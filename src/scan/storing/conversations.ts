// Puts fresh posts into the conversations that the store knows, makes sure that replies around a case are judged for
// its brand, and asks the desk. Everything is decided from what the store says now, so that it can be asked again
// when somebody changed an alert in between.

import { type DeskOutcome, MENTION_THRESHOLD } from '../../desk/review.js'
import type { Brand } from '../../domain/brand.js'
import type { ConversationView, JudgedPost } from '../../domain/case.js'
import type { ConversationRef, Post } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import type { Judgement } from '../../domain/verdict.js'
import type { ScanRecord, StoredSource } from '../../store/store.js'
import { brandsAt, judgeForBrand } from '../reading/judge.js'
import type { Snags } from '../reading/snags.js'
import type { ScanTools } from '../tools.js'

/** What the desk decided, with the conversations as it saw them. */
export interface Reviewed extends DeskOutcome {
  /** The fresh posts as they are to be stored, with every judgement that was asked for. */
  readonly posts: readonly JudgedPost[]
  /** Posts that were stored before and are now judged as replies. */
  readonly replies: NonNullable<ScanRecord['replies']>
}

/** Reviews the conversations that fresh posts belong to. `known` are their stored views, by conversation id. */
export async function reviewConversations(
  source: StoredSource,
  fresh: readonly JudgedPost[],
  unchanged: readonly Post[],
  known: ReadonlyMap<string, ConversationView>,
  now: Instant,
  tools: Pick<ScanTools, 'classifier' | 'brands' | 'desk' | 'judgeReplies'>,
  snags: Snags,
): Promise<Reviewed> {
  const merged = mergeViews(source.spec.id, fresh, unchanged, known)
  const views = await judgeAroundCases(merged, source, tools, snags)
  const ids = new Set(fresh.map(({ post }) => post.id))
  const reviewed = views.flatMap((view) => reviewOne(view, ids, now, tools, snags) ?? [])
  return {
    posts: reviewed.flatMap(({ posts }) => posts),
    replies: reviewed.flatMap(({ replies }) => replies),
    changes: reviewed.flatMap(({ changes }) => changes),
    events: reviewed.flatMap(({ events }) => events),
  }
}

/** Null when the desk threw over it: its posts are then left for the next scan, and the other conversations go on. */
function reviewOne(
  view: ConversationView,
  fresh: ReadonlySet<string>,
  now: Instant,
  { desk, judgeReplies = (same) => same }: Pick<ScanTools, 'desk' | 'judgeReplies'>,
  snags: Snags,
): Reviewed | null {
  try {
    if (!mattersToDesk(view)) return { posts: freshIn(view, fresh), replies: [], changes: [], events: [] }
    const judged = judgeReplies(view)
    const replies = newlyJudged(view, judged, fresh)
    return { ...desk.review(judged, now), posts: freshIn(judged, fresh), replies }
  } catch (error) {
    for (const { post } of freshIn(view, fresh)) snags.note(post.id, error)
    return null
  }
}

function freshIn(view: ConversationView, fresh: ReadonlySet<string>): readonly JudgedPost[] {
  return view.posts.filter(({ post }) => fresh.has(post.id))
}

function newlyJudged(before: ConversationView, after: ConversationView, fresh: ReadonlySet<string>) {
  const known = new Map(before.posts.map(({ post, replies }) => [post.id, replies]))
  return after.posts.flatMap(({ post, replies }) =>
    fresh.has(post.id) || replies === undefined || replies === known.get(post.id) ? [] : [{ post: post.id, replies }],
  )
}

/** The conversations as they are with the fresh posts in place of what was known of them. */
function mergeViews(
  source: string,
  fresh: readonly JudgedPost[],
  unchanged: readonly Post[],
  known: ReadonlyMap<string, ConversationView>,
): readonly ConversationView[] {
  const seenNow = new Map(unchanged.map((post) => [post.id, post]))
  const byConversation = new Map<string, JudgedPost[]>()
  for (const judged of fresh) {
    const { id } = judged.post.conversation
    const together = byConversation.get(id)
    if (together === undefined) byConversation.set(id, [judged])
    else together.push(judged)
  }
  return [...byConversation].map(([id, posts]) => {
    const before = known.get(id)
    const freshIds = new Set(posts.map(({ post }) => post.id))
    const others = (before?.posts ?? []).filter(({ post }) => !freshIds.has(post.id))
    return {
      source,
      conversation: newestRef(before?.conversation ?? null, posts),
      posts: [...others.map((judged) => withCounts(judged, seenNow.get(judged.post.id))), ...posts],
      alerts: before?.alerts ?? [],
    }
  })
}

/** A page tells newer view counts and solved marks even of posts whose words have not changed. */
function withCounts(judged: JudgedPost, now: Post | undefined): JudgedPost {
  if (now === undefined) return judged
  const { views, answered } = judged.post
  return { ...judged, post: { ...judged.post, views: now.views ?? views, answered: now.answered ?? answered } }
}

function newestRef(before: ConversationRef | null, posts: readonly JudgedPost[]): ConversationRef {
  const refs = posts.map(({ post }) => post.conversation)
  return {
    id: before?.id ?? refs[0]?.id ?? '',
    url: refs.find(({ url }) => url !== null)?.url ?? before?.url ?? null,
    title: refs.find(({ title }) => title !== null)?.title ?? before?.title ?? null,
  }
}

/** A thread without a mention and without an alert has nothing to decide: most threads, so the desk is spared them. */
function mattersToDesk(view: ConversationView): boolean {
  return view.alerts.length > 0 || view.posts.some(isMention)
}

function isMention({ judgements }: JudgedPost): boolean {
  return judgements.some(({ relevance }) => relevance >= MENTION_THRESHOLD)
}

/** Posts of one thread that are judged around a case in one scan. */
const JUDGED_AROUND_MAX = 500

interface Unjudged {
  readonly view: number
  readonly post: number
}

/**
 * "Prueba a reiniciar el router" names no brand, yet whether it is an answer depends on what it says. In a thread
 * with a case, each post is therefore judged for the case's brand; all threads of the scan at once.
 */
async function judgeAroundCases(
  views: readonly ConversationView[],
  source: StoredSource,
  tools: Pick<ScanTools, 'classifier' | 'brands'>,
  snags: Snags,
): Promise<readonly ConversationView[]> {
  const posts = views.map((view) => [...view.posts])
  for (const brand of brandsAt(source, tools.brands)) {
    const unjudged = views.flatMap((view, at) => (hasCase(view, brand) ? unjudgedIn(view, at, brand) : []))
    const texts = unjudged.flatMap(({ view, post }) => posts[view]?.[post]?.post ?? [])
    const judgements = texts.length === 0 ? [] : await judgeForBrand(texts, brand, source, tools, snags)
    unjudged.forEach(({ view, post }, at) => {
      const judged = posts[view]?.[post]
      const judgement = judgements[at] ?? null
      if (judged === undefined || judgement === null) return
      posts[view]?.splice(post, 1, { ...judged, judgements: [...judged.judgements, judgement] })
    })
  }
  return views.map((view, at) => ({ ...view, posts: posts[at] ?? view.posts }))
}

function hasCase(view: ConversationView, brand: Brand): boolean {
  if (view.posts.length < 2) return false
  if (view.alerts.some((alert) => alert.brand === brand.id)) return true
  return view.posts.some(({ judgements }) => judgements.some((judgement) => isMentionOf(judgement, brand)))
}

/** What was said before the brand came up answers nothing; of a thread of thousands, the newest count. */
function unjudgedIn(view: ConversationView, at: number, brand: Brand): readonly Unjudged[] {
  const since = broughtUpAt(view, brand)
  const unjudged = view.posts.flatMap((judged, post) =>
    saidAt(judged) < since || isJudgedFor(judged, brand) ? [] : [{ view: at, post }],
  )
  return unjudged.slice(-JUDGED_AROUND_MAX)
}

/** When the thread first spoke of the brand, as far as its posts and alerts tell. */
function broughtUpAt(view: ConversationView, brand: Brand): Instant {
  const mentions = view.posts.filter(({ judgements }) => judgements.some((judgement) => isMentionOf(judgement, brand)))
  const alerts = view.alerts.filter((alert) => alert.brand === brand.id)
  const instants = [...mentions.map(saidAt), ...alerts.map(({ openedAt }) => openedAt)]
  return instants.reduce((first, instant) => (instant < first ? instant : first), '9999')
}

function saidAt({ post, seenAt }: JudgedPost): Instant {
  return post.publishedAt ?? seenAt
}

function isJudgedFor({ judgements }: JudgedPost, brand: Brand): boolean {
  return judgements.some((judgement) => judgement.brand === brand.id)
}

function isMentionOf({ brand, relevance }: Judgement, asked: Brand): boolean {
  return brand === asked.id && relevance >= MENTION_THRESHOLD
}
