// How much a file of the corpus counts where labels are learnt. Files that were written to be hard, or of one kind, are
// many rows of what people write seldom: counted in full they teach the model to distrust plain words. Measured on the
// files that all others are compared on, these shares are better for plain posts and for hard ones than all or nothing.

import type { LabelledPost } from '../labelled.js'

const SHARES: readonly (readonly [RegExp, number])[] = [
  // A second demanding wave, and short posts on names that are words, written for relevance.
  [/^(?:nwave[sn]|nambe[sn])\./u, 0.3],
  // Comparisons of several brands.
  [/^(?:nopses|ncmpen)\./u, 0.5],
]

/** The weight of a post for the heads that judge labels; relevance counts every post by its own weight. */
export function labelWeightOf(post: LabelledPost): number {
  const share = SHARES.find(([files]) => files.test(post.origin))?.[1] ?? 1
  return post.weight * share
}
