// Shows a page by selectors while somebody tries them. The page is fetched once, by the same guarded client as all
// others, and kept for some minutes: trying another selector must not ask the site again.

import type { GivenSelectors } from '../domain/preview.js'
import type { Page } from '../domain/source.js'
import type { Clock } from '../domain/time.js'
import type { ShownPage } from '../server/tools.js'
import type { Reading } from './reading.js'

/** As long as a person tries selectors on one page without wanting it anew. */
const KEPT_MS = 5 * 60_000
/** Pages kept at once: a few people, each with a page or two. */
const PAGES_KEPT = 8
/** From here on a page needs no selectors: a kind reads it as it is. */
const KNOWN_FROM = 0.4

/** Gives the function that shows pages. It throws why a page could not be had. */
export function openPreview(
  reading: Pick<Reading, 'fetchPage' | 'reader'>,
  clock: Clock,
): (url: string, selectors: GivenSelectors) => Promise<ShownPage> {
  const kept = new Map<string, { readonly page: Page; readonly untilMs: number }>()
  const pageAt = async (url: string): Promise<Page> => {
    const known = kept.get(url)
    if (known !== undefined && known.untilMs > clock().getTime()) return known.page
    const page = await reading.fetchPage(url)
    kept.delete(url)
    kept.set(url, { page, untilMs: clock().getTime() + KEPT_MS })
    for (const [oldest] of [...kept].slice(0, Math.max(0, kept.size - PAGES_KEPT))) kept.delete(oldest)
    return page
  }
  return async (url, selectors) => {
    const page = await pageAt(url)
    const [best] = await reading.reader.recognise(page)
    const preview = await reading.reader.preview(page, selectors)
    const knownAs = best === undefined || best.sureness < KNOWN_FROM ? null : best.kind
    return { ...preview, url: page.url, knownAs }
  }
}
