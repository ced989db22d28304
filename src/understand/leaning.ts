// What is added to the learnt score of relevance: where a name is missing or misspelled, a post has to
// speak for itself.

import type { PostText } from '../domain/verdict.js'
import type { BrandHits } from './brands.js'

/**
 * The corpus holds posts that name nobody only where the page was the brand's own. Where it is known in what place a
 * post stands (a reply in a thread), and it names nobody, it takes a customer's tone to be believed.
 */
const UNNAMED_LEANING = -0.8

/** Asked of a post that stands nowhere, names another company and not this one: it is most likely about the other. */
const ANOTHER_NAMED_LEANING = -1.5

/** A misspelled name may still be another word: it is believed less than the name as it should be. */
const MISSPELLED_LEANING = -1

/** How a post leans, by how it names the brand. `others`: how many other companies it names. */
export function leaningOf(post: PostText, hits: BrandHits, others: number): number {
  if (hits.misspelled === true) return MISSPELLED_LEANING
  if (hits.spans.length > 0) return 0
  if ((post.conversationTitle ?? post.sourceText) !== null) return UNNAMED_LEANING
  return others > 0 ? ANOTHER_NAMED_LEANING : 0
}
