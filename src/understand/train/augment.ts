// Adds what the corpus cannot show of relevance: posts held against a brand that they do not speak of, and posts in
// lower case throughout, as many people write. The added rows teach relevance only.

import { LABELS, type Label } from '../../domain/verdict.js'
import { fold } from '../fold.js'
import type { LabelledPost } from '../labelled.js'

/** One relevant post in this many is also held against another brand. */
const STRANGER_ONE_IN = 14
/** One post in this many is also read in lower case. */
const LOWER_ONE_IN = 5
/** Where a post names nobody the place it stood on decides, which these rows cannot see: they only lean. */
const STRANGER_WEIGHT = 0.2
/** A lower-cased copy counts less than what somebody wrote. */
const LOWER_WEIGHT = 0.5

const UNKNOWN = Object.fromEntries(LABELS.map((label) => [label, null])) as Record<Label, null>

/** The posts with the added rows behind them. */
export function augment(posts: readonly LabelledPost[]): LabelledPost[] {
  return [...posts, ...strangers(posts), ...lowered(posts)]
}

function relevanceOnly(post: LabelledPost, changes: Partial<LabelledPost>): LabelledPost {
  return { ...post, labels: UNKNOWN, severity: null, urgency: null, ...changes }
}

/** Small talk against any brand, and a post that names one brand against another. */
function strangers(posts: readonly LabelledPost[]): LabelledPost[] {
  const added: LabelledPost[] = []
  posts.forEach((post, index) => {
    const isTalk = post.relevant !== true
    const namesItsBrand = post.relevant === true && names(post, post)
    if (!isTalk && !(namesItsBrand && index % STRANGER_ONE_IN === 0)) return
    // A step that shares no factor with usual sizes walks through all brands before it repeats one.
    const other = posts[(index * 7919 + 101) % posts.length]
    if (other === undefined || other.brand.name === post.brand.name || names(post, other)) return
    added.push(relevanceOnly(post, { brand: other.brand, relevant: false, weight: post.weight * STRANGER_WEIGHT }))
  })
  return added
}

/** Whether the post's text holds a term of the other post's brand, generously read. */
function names(post: LabelledPost, other: LabelledPost): boolean {
  const text = fold(post.text)
  return [other.brand.name, ...other.brand.terms].some((term) => text.includes(fold(term).replace(/^[@#]/u, '')))
}

function lowered(posts: readonly LabelledPost[]): LabelledPost[] {
  return posts
    .filter(
      (post, index) => post.relevant !== null && index % LOWER_ONE_IN === 0 && post.text !== post.text.toLowerCase(),
    )
    .map((post) => relevanceOnly(post, { text: post.text.toLowerCase(), weight: post.weight * LOWER_WEIGHT }))
}
