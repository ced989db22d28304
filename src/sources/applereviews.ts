// Reviews of an app in the App Store, by the feed that Apple offers for each country. The stars stand in the title, as
// text: a review of one star and few words says little without them.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { postWith } from './forum/json.js'
import { answerOf, notBefore, notWhatWasAsked, placeOf, utcInstant } from './platform/answer.js'
import { originFor, webAddress } from './platform/place.js'
import { starredTitle } from './platform/stars.js'
import { walkKey, walkOn, walkRole } from './platform/walk.js'
import { idIn, type Json, lineIn, looksLikeJson, numberIn, objectOf, objectsOf, textIn } from './reading/answers.js'
import { cleanText } from './reading/text.js'
import { resolveUrl } from './reading/urls.js'

/** The kind's own keys of a source. */
export type AppleReviewsOptions = {
  /** Countries whose reviews are read ("co", "mx"); default: the one in the address, else "us". */
  readonly countries?: readonly string[] | undefined
}

const SITES = /^(?:(?:apps|itunes)\.apple\.com)$/
const FEEDS = 'https://itunes.apple.com'
/** Apple gives ten pages of fifty reviews, and nothing behind them. */
const PAGES_MAX = 10
const LISTED = 50
/** No limit is published; the feeds are renewed some once an hour. */
const MIN_INTERVAL_MS = 3_600_000

/** App Store reviews. */
export const applereviews: SourceKind<AppleReviewsOptions> = {
  kind: 'applereviews',
  title: 'Apple App Store reviews',
  about:
    'The newest 500 reviews of an app per country, with stars and version, by Apple’s public feed; no key. Give the app’s address (https://apps.apple.com/co/app/NAME/id123456789) and `countries`. Apple publishes no limit and leaves gaps at times; developers’ answers are not in it. Asked at most once an hour.',
  exampleUrl: 'https://tienda.example/co/app/une-hogar/id123456789',
  example: { countries: ['co', 'mx'] },
  options: z.strictObject({
    countries: z
      .array(
        z
          .string()
          .trim()
          .toLowerCase()
          .regex(/^[a-z]{2}$/, 'a country like "co"'),
      )
      .min(1)
      .max(30)
      .optional(),
  }),
  recognise: (page) => {
    if (looksLikeJson(page)) return /"im:rating"|customerreviews\/id=/.test(page.text.slice(0, 100_000)) ? 0.98 : 0
    const url = webAddress(page.url)
    return url?.hostname === 'apps.apple.com' && appIn(url) !== null ? 0.97 : 0
  },
  start,
  read,
}

function appIn(url: URL): string | null {
  return /\/id=?(\d{5,15})(?:\/|$)/.exec(url.pathname)?.[1] ?? url.searchParams.get('id')
}

function start(address: string, { options }: ReadContext<AppleReviewsOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  const app = url === null ? null : appIn(url)
  const own = /^\/([a-z]{2})\//i.exec(url?.pathname ?? '')?.[1]?.toLowerCase() ?? 'us'
  const isFeed = /\/rss\/customerreviews\//.test(url?.pathname ?? '')
  if (url === null || app === null || !/^\d{1,15}$/.test(app) || (isFeed && options.countries === undefined)) {
    return [{ url: address, role: walkRole(own) }]
  }
  const root = originFor(address, SITES, FEEDS)
  return (options.countries ?? [own]).map((country) => ({
    url: feedUrl(root, country, app, 1),
    role: walkRole(country),
  }))
}

function feedUrl(root: string, country: string, app: string, page: number): string {
  return `${root}/${country}/rss/customerreviews/page=${page}/id=${app}/sortBy=mostRecent/json`
}

function read(page: Page, context: ReadContext<AppleReviewsOptions>): ReadResult {
  if (!looksLikeJson(page) && webAddress(page.url)?.hostname === 'apps.apple.com') throw wrongPage(page)
  const feed = objectOf(objectOf(answerOf(page))?.feed)
  if (feed === null) throw notWhatWasAsked(page, 'Apple’s feed of reviews')
  const { entry } = feed
  // One review alone comes as an object, and none as nothing at all.
  const entries = Array.isArray(entry) ? objectsOf(entry) : [objectOf(entry)].filter((one) => one !== null)
  const reviews = entries.filter((one) => one['im:rating'] !== undefined)
  const posts = reviews.map((review) => draftOf(review, page)).filter((post) => post !== null)
  const key = walkKey(page.role)
  const next = reviews.length < LISTED ? null : nextPage(page)
  return {
    posts,
    ...(key === null
      ? { next: [] }
      : walkOn(page.role, { key, instants: posts.map((post) => post.publishedAt), next }, context)),
    title: label(feed.title),
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function wrongPage(page: Page): EscuchaError {
  return new EscuchaError('unreadable', `${placeOf(page)} is the app’s page: its reviews are read by Apple’s feed`, {
    hint: 'Give the source kind: applereviews; the feed’s address then follows from this one.',
  })
}

function nextPage(page: Page): { readonly url: string } | null {
  const number = Number(/\/page=(\d{1,2})\//.exec(page.url)?.[1] ?? 0)
  if (number < 1 || number >= PAGES_MAX) return null
  return { url: page.url.replace(/\/page=\d{1,2}\//, `/page=${number + 1}/`) }
}

function draftOf(review: Json, page: Page): PostDraft | null {
  const id = idIn(objectOf(review.id)?.label)
  if (id === null) return null
  const author = objectOf(review.author)
  const rating = numberIn(objectOf(review['im:rating'])?.label)
  const url = resolveUrl(linkOf(review), null)
  const title = starredTitle(rating, label(review.title))
  return postWith({
    id,
    url,
    kind: 'review',
    title,
    text: cleanText(textIn(objectOf(review.content)?.label) ?? ''),
    author: { name: label(author?.name), url: resolveUrl(label(author?.uri), null), staff: false },
    publishedAt: utcInstant(label(review.updated), page.fetchedAt),
    conversation: { id, url, title },
  })
}

function label(value: unknown): string | null {
  return lineIn(objectOf(value)?.label)
}

function linkOf(review: Json): string | null {
  const links = Array.isArray(review.link) ? objectsOf(review.link) : [objectOf(review.link)]
  return lineIn(objectOf(links[0]?.attributes)?.href)
}
