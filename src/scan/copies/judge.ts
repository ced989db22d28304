// Decides whether one text is a copy of another. A copy hides a complaint behind the first one, so doubt speaks
// against it: two customers with the same trouble, or one who is quoted by another, are not copies.

import type { PostKind } from '../../domain/post.js'
import { COMPARABLE_WORDS_MIN, overlapOf, type Sketch } from './sketch.js'

/** Half of all shingles: the same story, as measured over real articles without a false pair. */
const JACCARD_SAME = 0.5
/** Short texts by different people resemble each other by template ("mi número de contrato es…"). */
const JACCARD_SAME_SHORT = 0.7
/** Within one place people quote each other, and a feed may show the quotes as their own words. */
const JACCARD_SAME_PLACE = 0.9
/** Of the shorter text: a teaser, or a text with something around it. */
const CONTAINED = 0.8
/** The same address from two sources: half of the words settles that it is the same post and not its neighbour. */
const CONTAINED_SAME_PAGE = 0.5
/** Matching shingles that must have been counted before an estimate is believed. */
const COMMON_MIN = 12
const LONG_WORDS = 60
const THREAD_WORDS_MIN = 40

/** A text with what is around it. */
export interface ComparedPost {
  readonly source: string
  readonly id: string
  readonly conversation: string
  readonly author: string | null
  readonly kind: PostKind | null
  readonly sketch: Sketch
}

/** True when `later` only repeats `earlier`. */
export function isCopy(later: ComparedPost, earlier: ComparedPost): boolean {
  if (later.source === earlier.source && later.id === earlier.id) return false
  const sameThread = later.source === earlier.source && later.conversation === earlier.conversation
  if (isShort(later) || isShort(earlier)) return !sameThread && isSameShortText(later, earlier)
  const overlap = overlapOf(later.sketch, earlier.sketch)
  if (isSamePage(later, earlier)) return Math.max(overlap.inSecond, overlap.inFirst) >= CONTAINED_SAME_PAGE
  if (overlap.common < COMMON_MIN) return false
  if (sameThread && !isLong(later, THREAD_WORDS_MIN)) return false
  if (sameThread || isSomebodyElseHere(later, earlier)) return overlap.jaccard >= JACCARD_SAME_PLACE
  if (overlap.jaccard >= jaccardNeeded(later, earlier)) return true
  // A teaser of what is known adds nothing. The other way round new words may be a customer's own around a quote,
  // unless it is an article, which follows its own teaser.
  if (overlap.inSecond >= CONTAINED) return true
  return overlap.inFirst >= CONTAINED && later.kind === 'article'
}

function isSomebodyElseHere(later: ComparedPost, earlier: ComparedPost): boolean {
  return later.source === earlier.source && !isSameAuthor(later, earlier)
}

function isShort(post: ComparedPost): boolean {
  return post.sketch.words < COMPARABLE_WORDS_MIN
}

function isLong(post: ComparedPost, words: number): boolean {
  return post.sketch.words >= words
}

/** The very same few words: one headline in two papers, one page in two sources, or one author in two places. */
function isSameShortText(later: ComparedPost, earlier: ComparedPost): boolean {
  if (later.sketch.whole !== earlier.sketch.whole || later.sketch.words !== earlier.sketch.words) return false
  return later.kind === 'article' || isSamePage(later, earlier) || isSameAuthor(later, earlier)
}

function isSamePage(later: ComparedPost, earlier: ComparedPost): boolean {
  if (later.source === earlier.source) return false
  return later.sketch.address !== 0 && later.sketch.address === earlier.sketch.address
}

function jaccardNeeded(later: ComparedPost, earlier: ComparedPost): number {
  const bothLong = isLong(later, LONG_WORDS) && isLong(earlier, LONG_WORDS)
  return bothLong || isSameAuthor(later, earlier) ? JACCARD_SAME : JACCARD_SAME_SHORT
}

function isSameAuthor(later: ComparedPost, earlier: ComparedPost): boolean {
  if (later.author === null || earlier.author === null) return false
  return handleOf(later.author) === handleOf(earlier.author)
}

/** "@Ana_R" on one site and "ana_r" on another are taken for one person who says the same words. */
function handleOf(author: string): string {
  return author.normalize('NFKC').toLowerCase().replace(/^@/, '').trim()
}
