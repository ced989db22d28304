// What is added to the learnt score of relevance: where a name is missing or misspelled, a post has to
// speak for itself.

import type { Brand } from '../domain/brand.js'
import type { PostText } from '../domain/verdict.js'
import type { Analysis } from './analysis.js'
import type { BrandHits } from './brands.js'
import { OTHER } from './overlay.js'
import { CAPITAL } from './reading.js'

/**
 * The corpus holds posts that name nobody only where the page was the brand's own. Where it is known in what place a
 * post stands (a reply in a thread), and it names nobody, it takes a customer's tone to be believed.
 */
const UNNAMED_LEANING = -0.8

/** Asked of a post that stands nowhere, and names a company of the same trade but not this one: it means the other. */
const COMPETITOR_LEANING = -1.75

/** A misspelled name may still be another word: it is believed less than the name as it should be. */
const MISSPELLED_LEANING = -1

/** How a post leans, by how it names the brand. `analysis` has looked at it with the brand's eyes. */
export function leaningOf(post: PostText, brand: Brand, hits: BrandHits, analysis: Analysis): number {
  if (hits.misspelled === true) return MISSPELLED_LEANING
  if (hits.spans.length > 0) return 0
  if ((post.conversationTitle ?? post.sourceText) !== null) return UNNAMED_LEANING
  return namesCompetitor(analysis, brand) ? COMPETITOR_LEANING : 0
}

/** Whether a company of the brand's trade is named, with a capital letter. */
function namesCompetitor({ reading, overlay, trades }: Analysis, brand: Brand): boolean {
  const own = trades.of(brand)
  if (own === 0 || overlay.others === 0) return false
  for (let token = 0; token < reading.tokens; token++) {
    const hash = reading.hash[token] ?? 0
    if (overlay.mark[token] !== OTHER || ((reading.shape[token] ?? 0) & CAPITAL) === 0) continue
    if ((trades.ofName(hash) & own) !== 0) return true
  }
  return false
}
