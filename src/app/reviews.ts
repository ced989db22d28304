// What reviewers said, as lessons: the newest word on each post and brand, with the post as it was judged.

import type { Brand } from '../domain/brand.js'
import { LABELS, type Label } from '../domain/verdict.js'
import { placeText, postText } from '../scan/reading/judge.js'
import type { Feedback, ReviewedPost, StoredSource } from '../store/store.js'
import type { Review } from '../understand/learn/learn.js'

/** The lessons of these corrections, in the order of their posts; brands that are no longer configured are left out. */
export function reviewsOf(
  reviewed: readonly ReviewedPost[],
  sources: readonly StoredSource[],
  brands: readonly Brand[],
): readonly Review[] {
  const places = new Map(sources.map((source) => [source.spec.id, placeText(source)]))
  const reviews = new Map<string, Review>()
  for (const { feedback, post } of reviewed.toSorted(byTime)) {
    const brand = brands.find(({ id }) => id === feedback.brand)
    if (brand === undefined) continue
    const key = JSON.stringify([feedback.source, feedback.post, feedback.brand])
    const before = reviews.get(key)
    reviews.set(key, {
      post: postText(post, places.get(feedback.source) ?? feedback.source),
      brand,
      relevant: feedback.relevant ?? before?.relevant ?? null,
      labels: newest(feedback, before),
      thread: JSON.stringify([feedback.source, post.conversation.id]),
      at: feedback.at,
      isRandom: feedback.alert === '' && before?.isRandom !== false,
    })
  }
  return [...reviews].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, review]) => review)
}

function byTime(one: ReviewedPost, other: ReviewedPost): number {
  return Date.parse(one.feedback.at) - Date.parse(other.feedback.at)
}

function newest({ labels }: Feedback, before: Review | undefined): Review['labels'] {
  return Object.fromEntries(LABELS.map((label) => [label, labels[label] ?? before?.labels[label] ?? null])) as Record<
    Label,
    boolean | null
  >
}
