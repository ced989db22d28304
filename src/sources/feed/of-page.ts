// The feed that stands at an address, or why none does: a login, a captcha or an empty answer in its place says more
// than that no feed came.

import { isExpected } from '../../domain/errors.js'
import type { Page } from '../../domain/source.js'
import { HtmlPage } from '../forum/page.js'
import { refuseFaultyPage } from '../reading/faults.js'
import type { ParsedFeed } from './model.js'
import { parseFeed } from './parse.js'

/** Reads the page as a feed. Throws what is wrong with it, at the least `not-a-feed`. */
export function feedOfPage(page: Page, base: string | null = page.url): ParsedFeed {
  try {
    return parseFeed(page.text, base)
  } catch (error) {
    if (isExpected(error)) refuseFaultyPage(page, new HtmlPage(page.text))
    throw error
  }
}
