// Google Alerts by the feed that their owner had made for one: the link unwrapped, the title without its marks.

import { z } from 'zod'
import type { PostDraft } from '../domain/post.js'
import type { Page, ReadResult, SourceKind } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { notBefore } from './platform/answer.js'
import { hostOf } from './platform/place.js'
import { lineIn } from './reading/answers.js'
import { htmlToText } from './reading/html.js'
import { unwrapUrl } from './reading/urls.js'

/** The kind takes no options. */
export type GoogleAlertsOptions = Readonly<Record<never, never>>

/** An alert is renewed "as it happens": seldom more than a few times an hour. */
const MIN_INTERVAL_MS = 900_000

/** Google Alerts. */
export const googlealerts: SourceKind<GoogleAlertsOptions> = {
  kind: 'googlealerts',
  title: 'Google Alerts feed',
  about:
    'Pages that a Google Alert found, by the feed address of the alert (delivery "RSS feed" in Google Alerts, which needs an account to set up): title, a line or two of text, the link unwrapped and its site as author. An empty feed is normal; the address is private to its owner.',
  exampleUrl: 'https://avisos.example/alerts/feeds/0123456789/9876543210',
  example: {},
  options: z.strictObject({}),
  recognise: (page) => {
    if (looksLikeFeed(page.text) === 0) return 0
    return /<id>tag:google\.com,\d{4}:(?:reader\/user|googlealerts)\//.test(page.text.slice(0, 20_000)) ? 0.99 : 0
  },
  start: (url) => [{ url, role: 'feed' }],
  read,
}

function read(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  return {
    posts: drafts.map(articleOf),
    next: [],
    title: feed.title,
    language: feed.language,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function articleOf(draft: PostDraft): PostDraft {
  const url = draft.url === null ? null : unwrapUrl(draft.url)
  const site = hostOf(url)
  return {
    ...draft,
    kind: 'article',
    url,
    // The words that were searched for stand in bold, marked once more than the rest.
    title: draft.title === null ? null : lineIn(htmlToText(draft.title)),
    author: { name: draft.author.name ?? (site === '' ? null : site), url: null, staff: false },
    updatedAt: draft.updatedAt === draft.publishedAt ? null : draft.updatedAt,
    conversation: null,
  }
}
