// What a look at a page by an operator's selectors came to: the posts as they would be read, and how each selector
// fared, so that a wrong one is mended before the source is saved and not after a week of silence.

import type { PostDraft } from './post.js'
import type { Page } from './source.js'

/** What selectors may be given for. All but `item` and `next` are looked for inside an item. */
export const SELECTOR_NAMES = ['item', 'title', 'text', 'author', 'date', 'link', 'id', 'next'] as const
/** One of them. */
export type SelectorName = (typeof SELECTOR_NAMES)[number]

/** Selectors as they were typed: any may be absent, and any may be wrong. */
export type GivenSelectors = { readonly [name in SelectorName]?: string | undefined }

/**
 * How a selector fared: `fine` in every item · `partly` in some · `nowhere` on the page · `outside` the items only ·
 * `unreadable` where what stands there is no date or no address · `no-css` where it is no selector at all.
 */
export type SelectorState = 'fine' | 'partly' | 'nowhere' | 'outside' | 'unreadable' | 'no-css'

/** One selector and how it fared. */
export interface SelectorReport {
  readonly name: SelectorName
  readonly selector: string
  readonly state: SelectorState
  /** Items in which it gives a usable value; for `item` and `next`, how often it is found. */
  readonly count: number
  /** What stands at its first find; null when there is none. */
  readonly sample: string | null
}

/** What a look at a page came to. */
export interface PagePreview {
  readonly title: string | null
  readonly items: number
  /** The first of the posts. */
  readonly posts: readonly PostDraft[]
  /** A report for each selector that was used, in the order of their names. */
  readonly reports: readonly SelectorReport[]
  /** Address of the following page, where `next` finds one. */
  readonly next: string | null
  /** Selectors that fit what repeats on the page, the likeliest first. */
  readonly suggestions: readonly GivenSelectors[]
  /** True when no item was given and the first suggestion stood in. */
  readonly suggested: boolean
  /** A login, a captcha or a "not found" that stands where the posts should. */
  readonly fault: { readonly code: string; readonly reason: string } | null
}

/** Reads a page by selectors for a person to look at. A wrong selector is part of the answer, never thrown. */
export interface PagePreviewer {
  preview(page: Page, selectors: GivenSelectors): Promise<PagePreview>
}
