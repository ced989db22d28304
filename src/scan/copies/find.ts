// Finds, for the fresh posts of one scan, the first post that each of them repeats: among what is stored, and among
// the scan's own posts. It only reads; what it finds is stored with the posts.

import type { Post } from '../../domain/post.js'
import type { Instant } from '../../domain/time.js'
import type { CopyCandidate, Store } from '../../store/store.js'
import { type ComparedPost, isCopy } from './judge.js'
import { readSignature, type Sketched } from './sketch.js'

/** Posts looked up at once: their candidates are compared with each of them. */
const POSTS_AT_ONCE = 25
/** A boilerplate opening may be shared by thousands; a copy's original is among the newest, or it is too old to matter. */
const CANDIDATES_MAX = 300

/** (source, id) of the post that a copy repeats. */
export interface CopyRef {
  readonly source: string
  readonly id: string
}

/** A post whose copies are looked for. */
export interface SketchedPost {
  readonly post: Post
  readonly source: string
  readonly sketched: Sketched | null
  /** For an edited post, when it was first seen: what came later is its copy, not its original. Null for a new post. */
  readonly seenBefore: Instant | null
}

interface Original {
  readonly compared: ComparedPost
  readonly seenAt: Instant
  readonly first: CopyRef
}

/** The first posts that these repeat, by the id of the copy. Earlier posts come first in `posts`. */
export async function findCopies(
  posts: readonly SketchedPost[],
  now: Instant,
  store: Pick<Store, 'copyCandidates'>,
): Promise<ReadonlyMap<string, CopyRef>> {
  const copies = new Map<string, CopyRef>()
  const own = new Map<string, Original[]>()
  const sketched = posts.filter(isSketched)
  for (let at = 0; at < sketched.length; at += POSTS_AT_ONCE) {
    const batch = sketched.slice(at, at + POSTS_AT_ONCE)
    const stored = await storedOriginals(batch, store)
    for (const post of batch) {
      const later = comparedOf(post)
      const first = firstOf(later, post.seenBefore, [...stored, ...ownOriginals(post, own)])
      if (first !== null) copies.set(post.post.id, first)
      if (post.seenBefore === null) register(post, later, first, now, own)
    }
  }
  return copies
}

type Comparable = SketchedPost & { readonly sketched: Sketched }

function isSketched(post: SketchedPost): post is Comparable {
  return post.sketched !== null
}

async function storedOriginals(
  batch: readonly Comparable[],
  store: Pick<Store, 'copyCandidates'>,
): Promise<readonly Original[]> {
  const bands = new Set(batch.flatMap((post) => post.sketched.bands))
  const candidates = await store.copyCandidates([...bands], CANDIDATES_MAX)
  return candidates.flatMap((candidate) => originalOf(candidate) ?? [])
}

function originalOf(candidate: CopyCandidate): Original | null {
  const sketch = readSignature(candidate.signature)
  if (sketch === null) return null
  const { source, id, conversation, author, seenAt } = candidate
  return { compared: { source, id, conversation, author, kind: null, sketch }, seenAt, first: { source, id } }
}

function comparedOf(post: Comparable): ComparedPost {
  const { id, conversation, author, kind } = post.post
  return {
    source: post.source,
    id,
    conversation: conversation.id,
    author: author.name,
    kind,
    sketch: post.sketched.sketch,
  }
}

/** The earliest of those that it repeats; of equals, the first by name, so that chance has no part in it. */
function firstOf(later: ComparedPost, seenBefore: Instant | null, originals: readonly Original[]): CopyRef | null {
  let first: Original | null = null
  for (const original of originals) {
    if (seenBefore !== null && original.seenAt >= seenBefore) continue
    if (!isCopy(later, original.compared)) continue
    if (first === null || isEarlier(original, first)) first = original
  }
  return first?.first ?? null
}

function isEarlier(one: Original, other: Original): boolean {
  if (one.seenAt !== other.seenAt) return one.seenAt < other.seenAt
  return `${one.first.source} ${one.first.id}` < `${other.first.source} ${other.first.id}`
}

function ownOriginals(post: Comparable, own: ReadonlyMap<string, readonly Original[]>): readonly Original[] {
  return [...new Set(post.sketched.bands.flatMap((band) => own.get(band) ?? []))]
}

function register(
  post: Comparable,
  compared: ComparedPost,
  first: CopyRef | null,
  seenAt: Instant,
  own: Map<string, Original[]>,
): void {
  const original: Original = { compared, seenAt, first: first ?? { source: compared.source, id: compared.id } }
  for (const band of post.sketched.bands) {
    const sharing = own.get(band)
    if (sharing === undefined) own.set(band, [original])
    else if (sharing.length < CANDIDATES_MAX) sharing.push(original)
  }
}
