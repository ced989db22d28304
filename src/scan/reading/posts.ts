// Turns drafts into posts with an identity, and sorts out which of them are new, which were edited, and which the
// store has already seen as they are: those are dropped here, before anything costs time.

import type { Brand } from '../../domain/brand.js'
import type { Author, Post, PostDraft, Quote } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import { ERASED_CONTENT_HASH, type KnownPost } from '../../store/store.js'
import type { ScanTools } from '../tools.js'
import type { Snags } from './snags.js'

/** New posts that one scan takes in. More is a backfill or a flood: the rest comes with the next scans. */
const NEW_POSTS_MAX = 1000

/** A post of this visit that the store has not seen as it is now. */
export interface FreshPost {
  readonly post: Post
  readonly quotes: readonly Quote[]
  readonly contentHash: string
  /** True when the store knows the post and what it says has changed. */
  readonly revision: boolean
}

/** A visit's posts, sorted. */
export interface SortedPosts {
  readonly seen: number
  readonly fresh: readonly FreshPost[]
  /** Posts that are as the store knows them: they may still bring newer view counts to a conversation. */
  readonly unchanged: readonly Post[]
  /** New posts beyond the limit, left for the next scan. */
  readonly leftOut: number
}

/** What completes a draft. */
export interface PostContext {
  readonly source: string
  readonly now: Instant
  /** Language of the page or source, where the post declares none. */
  readonly language: string | null
  readonly brands: readonly Brand[]
  /** True when the source was never scanned: nothing can be known yet under another name. */
  readonly isFirstScan: boolean
}

interface Identified {
  readonly post: Post
  readonly quotes: readonly Quote[]
}

/** Gives each draft its identity and sorts them against what the store knows. */
export async function sortPosts(
  drafts: readonly PostDraft[],
  context: PostContext,
  tools: Pick<ScanTools, 'store' | 'toPost' | 'contentHash' | 'identityAliases'>,
  snags: Snags,
): Promise<SortedPosts> {
  const identified = identify(drafts, context, tools, snags)
  if (identified.length === 0) return { seen: 0, fresh: [], unchanged: [], leftOut: 0 }
  const known = await tools.store.knownPosts(
    context.source,
    identified.map(({ post }) => post.id),
  )
  if (context.isFirstScan) return sortAgainst(identified, known, tools.contentHash)
  const [named, alsoKnown] = await underKnownNames(identified, known, context.source, tools)
  return sortAgainst(named, new Map([...known, ...alsoKnown]), tools.contentHash)
}

type KnownPosts = ReadonlyMap<string, KnownPost>

/** A site that moved to https or dropped its `www.` has renamed its posts; they keep the name under which we know them. */
async function underKnownNames(
  identified: readonly Identified[],
  known: KnownPosts,
  source: string,
  tools: Pick<ScanTools, 'store' | 'identityAliases'>,
): Promise<readonly [readonly Identified[], KnownPosts]> {
  const aliases = new Map<string, readonly string[]>()
  for (const { post } of identified) {
    const others = known.has(post.id) ? [] : tools.identityAliases(post.id)
    if (others.length > 0) aliases.set(post.id, others)
  }
  if (aliases.size === 0) return [identified, new Map()]
  const alsoKnown = await tools.store.knownPosts(source, [...aliases.values()].flat())
  const here = new Set(identified.map(({ post }) => post.id))
  const named = identified.map((entry) => {
    // A page that shows both names means two posts.
    const name = aliases.get(entry.post.id)?.find((alias) => alsoKnown.has(alias) && !here.has(alias))
    return name === undefined ? entry : { ...entry, post: renamed(entry.post, name) }
  })
  return [named, alsoKnown]
}

function renamed(post: Post, id: string): Post {
  const { conversation } = post
  return { ...post, id, conversation: conversation.id === post.id ? { ...conversation, id } : conversation }
}

function sortAgainst(
  identified: readonly Identified[],
  known: ReadonlyMap<string, KnownPost>,
  hashOf: (post: Post) => string,
): SortedPosts {
  const fresh: FreshPost[] = []
  const unchanged: Post[] = []
  let leftOut = 0
  for (const { post, quotes } of identified) {
    const before = known.get(post.id)
    const contentHash = contentMark(post, hashOf)
    if (before !== undefined && isSame(before, post, hashOf)) unchanged.push(post)
    else if (fresh.length >= NEW_POSTS_MAX) leftOut += 1
    else fresh.push({ post, quotes, contentHash, revision: before !== undefined })
  }
  return { seen: identified.length, fresh, unchanged, leftOut }
}

const ANSWERED = '+answered'

/** That a question counts as answered is part of what its post says: forums mark it where no answer bears the mark. */
function contentMark(post: Post, hashOf: (post: Post) => string): string {
  return post.answered === true ? hashOf(post) + ANSWERED : hashOf(post)
}

/** An erased post stays erased whatever it says now. A page that does not tell whether it is answered changes nothing. */
function isSame(before: KnownPost, post: Post, hashOf: (post: Post) => string): boolean {
  if (before.contentHash === ERASED_CONTENT_HASH || before.contentHash === contentMark(post, hashOf)) return true
  return post.answered === null && before.contentHash === hashOf(post) + ANSWERED
}

/** Oldest first, so that a limit cuts off what is newest, which the next scan finds again soonest. */
function identify(
  drafts: readonly PostDraft[],
  context: PostContext,
  tools: Pick<ScanTools, 'toPost'>,
  snags: Snags,
): readonly Identified[] {
  const staff = staffNames(context.brands)
  const byId = new Map<string, Identified>()
  for (const draft of drafts) {
    const post = postOf(draft, context, staff, tools, snags)
    if (post === null) continue
    const before = byId.get(post.id)
    byId.set(
      post.id,
      before === undefined ? { post, quotes: draft.quotes } : merged(before, { post, quotes: draft.quotes }),
    )
  }
  return [...byId.values()].sort(byDate)
}

function postOf(
  draft: PostDraft,
  context: PostContext,
  staff: ReadonlySet<string>,
  tools: Pick<ScanTools, 'toPost'>,
  snags: Snags,
): Post | null {
  try {
    return completed(tools.toPost(draft, context.source), context, staff)
  } catch (error) {
    snags.note(draft.id ?? draft.url ?? 'a post without id', error)
    return null
  }
}

function byDate(one: Identified, other: Identified): number {
  const a = one.post.publishedAt ?? '9999'
  const b = other.post.publishedAt ?? '9999'
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** A date that lies ahead of us is a mistake or a trick to stay on top: the moment of seeing it stands in for it. */
function completed(post: Post, context: PostContext, staff: ReadonlySet<string>): Post {
  return {
    ...post,
    language: post.language ?? context.language,
    publishedAt: notAhead(post.publishedAt, context.now),
    updatedAt: notAhead(post.updatedAt, context.now),
    author: withStaffMark(post.author, staff),
  }
}

function notAhead(date: Instant | null, now: Instant): Instant | null {
  return date !== null && date > now ? now : date
}

function withStaffMark(author: Author, staff: ReadonlySet<string>): Author {
  if (author.staff || author.name === null || staff.size === 0) return author
  return staff.has(foldedName(author.name)) ? { ...author, staff: true } : author
}

/**
 * Names that answer for every brand listened for here. Where several brands are, one's agent is no staff of another
 * (a rival's offer must not count as an answer): the desk then decides per brand.
 */
function staffNames(brands: readonly Brand[]): ReadonlySet<string> {
  const lists = brands.map((brand) => new Set(brand.staff.map(foldedName)))
  const [first, ...others] = lists
  if (first === undefined) return new Set()
  return new Set([...first].filter((name) => others.every((list) => list.has(name))))
}

/** Names match whatever their case and accents, with or without the @ of a handle. */
function foldedName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/^@/, '')
    .trim()
}

/** The same post on two pages (a listing's excerpt, then its thread): the fuller text, and every mark that either bears. */
function merged(one: Identified, other: Identified): Identified {
  const [fuller, shorter] = one.post.text.length > other.post.text.length ? [one, other] : [other, one]
  const { post } = fuller
  return {
    quotes: fuller.quotes,
    post: {
      ...post,
      title: post.title ?? shorter.post.title,
      accepted: post.accepted || shorter.post.accepted,
      answered: post.answered ?? shorter.post.answered,
      views: post.views ?? shorter.post.views,
      publishedAt: post.publishedAt ?? shorter.post.publishedAt,
    },
  }
}
