// How surely a page is an article or a listing of them. Never as sure as an engine or a feed: those tell more, and a page
// that announces a feed is read by it.

import type { Page } from '../../domain/source.js'
import { looksLikeHtml } from '../forum/engine.js'

/** Signs are looked for in this much of a page: a head with its styles can be long. */
const SEARCHED_CHARS = 400_000

const DISCUSSION = /["'/](?:DiscussionForumPosting|QAPage)["']/
const ARTICLE =
  /<meta[^>]{0,60}property=["']og:type["'][^>]{0,60}content=["']article["']|<meta[^>]{0,60}content=["']article["'][^>]{0,60}property=["']og:type["']/i
const ARTICLE_TYPE = /["'/](?:(?:News|Tech|Opinion\w{0,8}|Reportage\w{0,8})?Article|BlogPosting|LiveBlogPosting)["']/
const REVIEW = /(?:schema\.org\/|"@type"\s{0,5}:\s{0,5}")Review["']/
const ENTRIES = /<article[\s>]|<time[\s>]|class=["'][^"']{0,200}(?:entry|hentry|blog-?post|post-title)/i
/** A paragraph of prose: some words, and an end to them. */
const PARAGRAPH = /<p(?:\s[^>]{0,300})?>[^<]{60,}/gi
const HEADED_LINK = /<h[1-5][^>]{0,200}>\s{0,20}<a\s|<a\s[^>]{0,500}>\s{0,20}<h[1-5][\s>]/gi

/** 0 … 0.75. */
export function recogniseArticle(page: Page): number {
  if (!looksLikeHtml(page)) return 0
  const source = page.text.slice(0, SEARCHED_CHARS)
  if (DISCUSSION.test(source)) return 0.75
  if (ARTICLE.test(source) || ARTICLE_TYPE.test(source)) return 0.7
  if (REVIEW.test(source)) return 0.5
  if (occursOften(PARAGRAPH, source, 2)) return 0.35
  if (occursOften(HEADED_LINK, source, 3)) return 0.3
  return ENTRIES.test(source) ? 0.2 : 0
}

function occursOften(pattern: RegExp, source: string, times: number): boolean {
  let count = 0
  for (const _ of source.matchAll(pattern)) {
    count += 1
    if (count >= times) return true
  }
  return false
}
