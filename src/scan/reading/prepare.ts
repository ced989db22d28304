// Makes fresh posts ready to be stored: judged, and sketched for finding copies. It only reads.

import { MENTION_THRESHOLD } from '../../desk/review.js'
import type { JudgedPost } from '../../domain/case.js'
import type { Post } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import type { StoredSource } from '../../store/store.js'
import { type Sketched, sketchOf } from '../copies/sketch.js'
import type { ScanTools } from '../tools.js'
import { type Judged, judgePosts } from './judge.js'
import type { FreshPost } from './posts.js'
import type { Snags } from './snags.js'

/** A fresh post with everything that is known of it but its place in a conversation. */
export interface PreparedPost extends FreshPost {
  readonly judged: Judged
  readonly seenAt: Instant
  /** Null for a text too short to have copies. */
  readonly sketched: Sketched | null
}

/** Prepares fresh posts; one that cannot be judged is noted as a snag and left out. */
export async function preparePosts(
  fresh: readonly FreshPost[],
  source: StoredSource,
  now: Instant,
  tools: Pick<ScanTools, 'store' | 'classifier' | 'brands'>,
  snags: Snags,
): Promise<readonly PreparedPost[]> {
  const before = await storedPosts(source.spec.id, fresh, tools)
  const told = fresh.filter((post) => !isCutShort(post, before.get(post.post.id)))
  const unknown = told.filter((post) => knownJudgement(post, before.get(post.post.id)) === null)
  const verdicts = await judgePosts(
    unknown.map(({ post }) => post),
    source,
    tools,
    snags,
  )
  const judged = new Map(unknown.map((post, at) => [post, verdicts[at]]))
  return told.flatMap((post) => {
    const earlier = before.get(post.post.id)
    const judgement = judged.get(post) ?? knownJudgement(post, earlier)
    return judgement === null ? [] : prepared(post, judgement, earlier?.seenAt ?? now)
  })
}

function prepared(fresh: FreshPost, judged: Judged, seenAt: Instant): PreparedPost {
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

/** Title and text of a post, one below the other. */
function wordsOf(post: Pick<Post, 'title' | 'text'>): string {
  return post.title === null ? post.text : `${post.title}\n${post.text}`
}
