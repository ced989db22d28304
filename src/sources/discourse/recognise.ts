// Whether a page is Discourse's: its generator, its markup, or the shape of its JSON.

import type { Page } from '../../domain/source.js'
import { recogniseBy } from '../forum/engine.js'
import type { Mark } from '../forum/shape.js'
import { looksLikeJson } from '../reading/answers.js'

const MARKS: readonly Mark[] = [
  { pattern: /<meta[^>]{0,80}name=["']?generator["']?[^>]{0,20}content=["']Discourse\b/i, weight: 0.99 },
  { pattern: /<meta[^>]{0,20}content=["']Discourse \d[^>]{0,80}name=["']?generator/i, weight: 0.99 },
  { pattern: /id=["']data-discourse-setup["']|data-discourse-entrypoint|<discourse-assets/i, weight: 0.97 },
  { pattern: /class=["'][^"']{0,120}\bcrawler-post\b|class=["']crawler["']|discourse-cdn/i, weight: 0.8 },
]

/** Keys that only Discourse's answers have together. */
const JSON_SHAPES: readonly { readonly keys: readonly RegExp[]; readonly weight: number }[] = [
  { keys: [/"post_stream"\s*:/], weight: 0.99 },
  { keys: [/"topic_list"\s*:/, /"(?:draft_key|more_topics_url|can_create_topic|topics)"\s*:/], weight: 0.98 },
  { keys: [/"latest_posts"\s*:/], weight: 0.98 },
  { keys: [/"grouped_search_result"\s*:/], weight: 0.97 },
  { keys: [/"category_list"\s*:/], weight: 0.95 },
  { keys: [/"cooked"\s*:/, /"post_number"\s*:/, /"topic_id"\s*:/], weight: 0.97 },
  { keys: [/^[\s\ufeff]*\[\s*\{\s*"type"\s*:\s*"topic"/, /"results"\s*:/], weight: 0.7 },
]

/** How much of an answer is looked at. */
const WITHIN = 200_000

/** 0 … 1. */
export function looksLikeDiscourse(page: Page): number {
  if (!looksLikeJson(page)) return recogniseBy(MARKS, page)
  const text = page.text.slice(0, WITHIN)
  let sureness = 0
  for (const { keys, weight } of JSON_SHAPES) {
    if (weight > sureness && keys.every((key) => key.test(text))) sureness = weight
  }
  return sureness
}
