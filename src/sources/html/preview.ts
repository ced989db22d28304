// Shows what selectors would read from a page, and how each of them fares. Nothing that an operator types is thrown
// back as an error: a wrong selector is what a preview is for.

import type { Element } from 'domhandler'
import { isExpected } from '../../domain/errors.js'
import type { PostDraft } from '../../domain/post.js'
import {
  type GivenSelectors,
  type PagePreview,
  SELECTOR_NAMES,
  type SelectorName,
  type SelectorReport,
  type SelectorState,
} from '../../domain/preview.js'
import type { Page } from '../../domain/source.js'
import { titleOf } from '../forum/thread-head.js'
import { refuseFaultyPage } from '../reading/faults.js'
import { cutText } from '../reading/text.js'
import { type ItemReading, itemsOf, nextAddress, type OpenPage, openPage, readItems, saidBy } from './items.js'
import { findAll, isSelector, wantedBy } from './selecting.js'
import type { Selectors } from './selectors.js'
import { suggestSelectors } from './suggest.js'

/** Posts that a person looks at to see whether selectors are right. */
const POSTS_SHOWN = 10
/** No selector worth keeping is longer; the kind refuses more. */
const SELECTOR_CHARS_MAX = 500
/** As much of a find as is worth showing. */
const SAMPLE_CHARS = 120
/** A shown post is cut here: the whole of it is read all the same. */
const TEXT_CHARS = 600

/** Reads a page by selectors, for a person to look at. */
export function previewPage(page: Page, given: GivenSelectors): PagePreview {
  const opened = openPage(page)
  const typed = typedSelectors(given)
  const suggestions = suggestSelectors(opened)
  const suggested = typed.item === undefined && suggestions.length > 0
  const used = suggested ? { ...suggestions[0], ...typed } : typed
  const sound = soundSelectors(used)
  const items = sound === null ? [] : itemsOf(opened, sound.item)
  const read = sound === null || items.length === 0 ? null : readItems(opened, items, sound)
  return {
    title: titleOf(opened.html),
    items: items.length,
    posts: (read?.posts ?? []).slice(0, POSTS_SHOWN).map(shortened),
    reports: SELECTOR_NAMES.flatMap((name) => reportOf(name, used[name], items, read, opened) ?? []),
    next: read === null ? null : nextAddress(opened, sound?.next, read.reading.base),
    suggestions,
    suggested,
    fault: items.length === 0 ? faultOf(opened) : null,
  }
}

function typedSelectors(given: GivenSelectors): GivenSelectors {
  const typed = SELECTOR_NAMES.flatMap((name) => {
    const text = given[name]?.trim().slice(0, SELECTOR_CHARS_MAX) ?? ''
    return text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(typed)
}

/** The selectors that are CSS; null without one for the item, since all others are looked for inside. */
function soundSelectors(given: GivenSelectors): Selectors | null {
  const { item, ...others } = given
  if (item === undefined || !isSelector(item)) return null
  const sound = Object.entries(others).filter(([, text]) => text !== undefined && isSelector(text))
  return { item, ...Object.fromEntries(sound) }
}

function shortened(post: PostDraft): PostDraft {
  return { ...post, text: cutText(post.text, TEXT_CHARS) }
}

function reportOf(
  name: SelectorName,
  selector: string | undefined,
  items: readonly Element[],
  read: ItemReading | null,
  opened: OpenPage,
): SelectorReport | null {
  if (selector === undefined) return null
  const report = (state: SelectorState, count: number, sample: string | null): SelectorReport => {
    return { name, selector, state, count, sample: sample === null ? null : cutText(sample, SAMPLE_CHARS) }
  }
  if (!isSelector(selector)) return report('no-css', 0, null)
  if (name === 'item') return report(items.length === 0 ? 'nowhere' : 'fine', items.length, null)
  const onPage = findAll(opened.$, name, selector)
  if (name === 'next') return nextReport(onPage, selector, report)
  if (read === null) return report(onPage.length === 0 ? 'nowhere' : 'outside', 0, null)
  const finds = items.map((item) => read.fields.value(item, name))
  const found = finds.filter((value) => value !== null)
  if (found.length === 0)
    return report(onPage.length === 0 ? 'nowhere' : 'outside', 0, sampleOf(onPage, name, selector))
  const usable = read.posts.filter((post) => isUsable(name, post)).length
  if (usable === 0) return report('unreadable', 0, found[0] ?? null)
  return report(usable === items.length ? 'fine' : 'partly', usable, found[0] ?? null)
}

type Report = (state: SelectorState, count: number, sample: string | null) => SelectorReport

function nextReport(onPage: readonly Element[], selector: string, report: Report): SelectorReport {
  return report(onPage.length === 0 ? 'nowhere' : 'fine', onPage.length, sampleOf(onPage, 'next', selector))
}

function sampleOf(elements: readonly Element[], name: SelectorName, selector: string): string | null {
  const [first] = elements
  return first === undefined ? null : saidBy(name, first, wantedBy(selector).attribute)
}

function isUsable(name: SelectorName, post: PostDraft): boolean {
  if (name === 'date') return post.publishedAt !== null
  if (name === 'link') return post.url !== null
  if (name === 'author') return post.author.name !== null
  if (name === 'title') return post.title !== null
  if (name === 'id') return post.id !== null
  return post.text !== ''
}

function faultOf({ page, html }: OpenPage): PagePreview['fault'] {
  try {
    refuseFaultyPage(page, html)
    return null
  } catch (error) {
    if (!isExpected(error)) throw error
    return { code: error.code, reason: error.message }
  }
}
