// What is added to the learnt score of relevance: where a name is missing or misspelled, a post has to
// speak for itself.

import type { PostText } from '../domain/verdict.js'
import type { BrandHits } from './brands.js'

/**
 * The corpus holds posts that name nobody only where the page was the brand's own. Where it is known in what place a
 * post stands (a reply in a thread), and it names nobody, it takes a customer's tone to be believed.
 */
const UNNAMED_LEANING = -0.8

/** A misspelled name may still be another word: it is believed less than the name as it should be. */
const MISSPELLED_LEANING = -1

/** How a post leans, by how it names the brand. */
export function leaningOf(post: PostText, hits: BrandHits): number {
  if (hits.misspelled === true) return MISSPELLED_LEANING
  const isUnnamedInPlace = hits.spans.length === 0 && (post.conversationTitle ?? post.sourceText) !== null
  return isUnnamedInPlace ? UNNAMED_LEANING : 0
}
