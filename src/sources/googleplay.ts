// Reviews on an app's public page in Google Play: the few that the page itself carries, in the data that it is drawn from.
// What the page would load on demand is behind an interface that is not public, and is not asked for.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { HtmlPage } from './forum/page.js'
import { reviewDrafts } from './googleplay/reviews.js'
import { notBefore, placeOf } from './platform/answer.js'
import { addressWith, webAddress } from './platform/place.js'
import { refuseFaultyPage } from './reading/faults.js'

/** The kind's own keys of a source. */
export type GooglePlayOptions = {
  /** Language of the page and of its reviews ("es"). */
  readonly language?: string | undefined
  /** Country of the store ("CO"). */
  readonly country?: string | undefined
}

const SITE = /^play\.google\.com$/
/** The reviews on the page are chosen by Google and change seldom. */
const MIN_INTERVAL_MS = 3 * 3_600_000

/** Google Play reviews. */
export const googleplay: SourceKind<GooglePlayOptions> = {
  kind: 'googleplay',
  title: 'Google Play reviews',
  about:
    'The reviews that an app’s public page in Google Play carries, usually three to twenty chosen by Google, with stars and the developer’s answer; not all of them and not the newest first, which only the developer’s own API gives. No key; asked at most every three hours.',
  exampleUrl: 'https://tienda.example/store/apps/details?id=co.example.une',
  example: { language: 'es', country: 'CO' },
  options: z.strictObject({
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,4})?$/, 'a language like "es"')
      .optional(),
    country: z
      .string()
      .regex(/^[A-Za-z]{2}$/, 'a country like "CO"')
      .optional(),
  }),
  recognise: (page) => {
    const url = webAddress(page.url)
    const isApp = /^\/store\/apps\/details$/.test(url?.pathname ?? '')
    if (isApp && SITE.test(url?.hostname ?? '')) return 0.98
    return isApp && page.text.includes('AF_initDataCallback(') ? 0.95 : 0
  },
  start: (address, context) => [startRequest(address, context)],
  read: (page) => read(page),
}

function startRequest(address: string, { options }: ReadContext<GooglePlayOptions>): PageRequest {
  const edition = {
    ...(options.language === undefined ? {} : { hl: options.language }),
    ...(options.country === undefined ? {} : { gl: options.country }),
  }
  return { url: webAddress(address) === null ? address : addressWith(address, edition), role: 'app' }
}

function read(page: Page): ReadResult {
  const posts: readonly PostDraft[] = reviewDrafts(page)
  if (posts.length === 0) refuseOther(page)
  return {
    posts,
    next: [],
    title: /<meta property="og:title" content="([^"]{1,300})"/.exec(page.text.slice(0, 500_000))?.[1] ?? null,
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
    warnings: posts.length === 0 ? ['the page carries no reviews: the app has none in this language and country'] : [],
  }
}

/** A page of an app without reviews is one all the same; anything else is not. */
function refuseOther(page: Page): void {
  if (page.text.includes('AF_initDataCallback(') && /itemprop="name"|og:title/.test(page.text)) return
  refuseFaultyPage(page, new HtmlPage(page.text))
  throw new EscuchaError('unreadable', `${placeOf(page)} is no page of an app in Google Play`, {
    hint: 'Give an address like https://play.google.com/store/apps/details?id=PACKAGE.',
  })
}
