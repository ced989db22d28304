// Suggests selectors for a page: what repeats on it, and where author, date, title, text and address stand inside. A
// suggestion is a start for a person who looks at the preview; nothing is ever read by one that nobody has seen.

import type { Element } from 'domhandler'
import type { GivenSelectors, SelectorName } from '../../domain/preview.js'
import { addressOf, type Reading, whenOf } from '../forum/fields.js'
import { readingOf } from '../forum/thread-head.js'
import { isElement } from '../reading/html.js'
import { type OpenPage, saidBy } from './items.js'
import { classesOf, findRepeats, type Repeat, type Repeats } from './repeats.js'
import { findAll, findInItems, wantedBy } from './selecting.js'

/** Suggestions that a person can still choose among. */
const SUGGESTED_MAX = 3
/** Items that guesses are tried on. */
const SAMPLE_ITEMS = 20
/** A place that holds in fewer of the items is a coincidence. */
const HOLDS_IN = 0.6
/** A name is no sentence. */
const NAME_CHARS_MAX = 60
/** What makes up less of an item is not its text. */
const TEXT_SHARE_MIN = 0.35
/** What is called the text may be less: a profile stands beside many a post. */
const CALLED_SHARE_MIN = 0.1
/** Elements that are looked at within the sample. */
const DESCENDANTS_MAX = 4_000

/** What classes are called, and where markup itself tells. */
const PATTERNS = {
  title: {
    classes: /^(?!.*user).*(?:titl|titul|asunto|subject|headline)/i,
    fixed: ['[itemprop="headline"]', 'h1', 'h2', 'h3', 'h4'],
  },
  author: {
    classes: /author|autor|byline|poster|user|usuari|member|miembro|nick|cliente|firma|nombre|quien/i,
    fixed: ['[itemprop="author"] [itemprop="name"]', '[itemprop="author"]', 'a[rel~="author"]', 'cite'],
  },
  date: {
    classes: /date|fecha|time|hora|publicad|posted|cuando/i,
    fixed: ['[itemprop="datePublished"]@content', '[itemprop="datePublished"]', 'time@datetime', 'time', 'abbr@title'],
  },
  text: {
    classes: /content|contenid|body|cuerpo|text|txt|mensaje|message|descrip|comentario|detalle|opinion/i,
    fixed: [
      '[itemprop="text"]',
      '[itemprop="reviewBody"]',
      '[itemprop="articleBody"]',
      '[itemprop="description"]',
      'blockquote',
    ],
  },
} as const

const LINKS = ['[itemprop="url"]@href', 'a[rel~="bookmark"]@href', 'a:has(time)@href', 'a[href*="#"]@href']
const IDS = ['@data-id', '@data-post-id', '@data-comment-id', '@id']
const NEXTS = [
  'a[rel~="next"]',
  '.next a',
  'a.next',
  '.siguiente a',
  'a.siguiente',
  '.pagination-next a',
  'link[rel~="next"]',
]

interface Sample {
  readonly opened: OpenPage
  readonly reading: Reading
  readonly items: readonly Element[]
  /** Classes that stand inside the items, commonest first. */
  readonly classes: readonly string[]
  readonly repeats: Repeats
}

/** Selectors for what repeats on the page, the likeliest first. */
export function suggestSelectors(opened: OpenPage): readonly GivenSelectors[] {
  const repeats = findRepeats(opened.html.document)
  const reading = readingOf(opened.page, opened.html, null)
  const next = NEXTS.find((selector) => findAll(opened.$, 'next', selector).length > 0)
  return repeats.groups
    .map((group) => guessFor(group, { opened, reading, repeats, ...sampleOf(group) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, SUGGESTED_MAX)
    .map(({ selectors }) => (next === undefined ? selectors : { ...selectors, next }))
}

function sampleOf({ elements }: Repeat): Pick<Sample, 'items' | 'classes'> {
  const items = elements.slice(0, SAMPLE_ITEMS)
  const counts = new Map<string, number>()
  let looked = 0
  const count = (element: Element): void => {
    for (const child of element.children) {
      if (!isElement(child) || looked++ > DESCENDANTS_MAX) continue
      for (const name of classesOf(child)) counts.set(name, (counts.get(name) ?? 0) + 1)
      count(child)
    }
  }
  for (const item of items) count(item)
  const common = [...counts].filter(([, times]) => times >= items.length * HOLDS_IN)
  return { items, classes: common.sort((one, other) => other[1] - one[1]).map(([name]) => name) }
}

/** How much each field says for a group being the posts; its share of the page's words says most. */
const WEIGHTS = { date: 0.6, author: 0.4, title: 0.2, link: 0.2, text: 0.2 } as const
const OF_A_POST_TYPE = 0.2

function guessFor(group: Repeat, sample: Sample): { readonly score: number; readonly selectors: GivenSelectors } {
  const date = bestPlace('date', sample, (value) => whenOf(value, sample.reading) !== null)
  const author = bestPlace('author', sample, (value) => isName(value, sample.reading))
  const names = new Set(author === undefined ? [] : valuesAt('author', author, sample))
  const title = bestPlace('title', sample, (value) => value.length <= 300 && !names.has(value))
  const text = textPlace([author, date], sample)
  const link = linkPlace(title, sample)
  const id = IDS.find((selector) => isDistinct(valuesAt('id', selector, sample), sample.items.length))
  const fields = { title, text, author, date, link, id }
  const given = Object.entries(fields).filter(([, selector]) => selector !== undefined)
  const isTold = date !== undefined || author !== undefined
  const share = Math.min(1, group.chars / Math.max(1, sample.repeats.pageChars))
  const weights = Object.entries(WEIGHTS).map(([name, weight]) => (fields[name as keyof typeof fields] ? weight : 0))
  const own = /itemtype|^article$/.test(group.selector) ? OF_A_POST_TYPE : 0
  return {
    score: isTold || (title !== undefined && link !== undefined) ? share + own + sum(weights) : 0,
    selectors: { item: group.selector, ...Object.fromEntries(given) },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** A name stands in one short line, and is neither a date nor a sum of votes. */
function isName(value: string, reading: Reading): boolean {
  return value.length <= NAME_CHARS_MAX && /\p{L}/u.test(value) && whenOf(value, reading) === null
}

function placesFor(name: keyof typeof PATTERNS, { classes }: Sample): readonly string[] {
  const { fixed, classes: called } = PATTERNS[name]
  return [...fixed, ...classes.filter((own) => called.test(own)).map((own) => `.${own}`)]
}

/** The place that holds a usable value in most items; of equals, the first. */
function bestPlace(
  name: 'title' | 'author' | 'date',
  sample: Sample,
  isUsable: (value: string) => boolean,
): string | undefined {
  let best: { readonly selector: string; readonly share: number } | undefined
  for (const selector of placesFor(name, sample)) {
    const usable = valuesAt(name, selector, sample).filter((value) => value !== null && isUsable(value))
    const share = usable.length / sample.items.length
    if (share >= HOLDS_IN && share > (best?.share ?? 0)) best = { selector, share }
  }
  return best?.selector
}

/** The place with the words: one that is called so, else the smallest that still holds most of the item. */
function textPlace(apart: readonly (string | undefined)[], sample: Sample): string | undefined {
  const others = apart.flatMap((selector) => elementsAt(selector, sample))
  const shares = (selectors: readonly string[], least: number) =>
    selectors
      .map((selector) => ({ selector, share: textShare(selector, others, sample) }))
      .filter(({ share }) => share >= least)
  const called = shares(placesFor('text', sample), CALLED_SHARE_MIN).sort((one, other) => other.share - one.share)
  const [first] = called
  if (first !== undefined) return first.selector
  const wordy = shares([...sample.classes.map((name) => `.${name}`), 'p'], TEXT_SHARE_MIN)
  return wordy.sort((one, other) => one.share - other.share)[0]?.selector
}

/** How much of the items a place holds; nothing when author or date stand in it: then it is more than the text. */
function textShare(selector: string, others: readonly Element[], { opened, items, repeats }: Sample): number {
  const finds = findInItems(opened.$, items, 'text', selector)
  const found = new Set([...finds.values()].flatMap(([first]) => first ?? []))
  const holding = others.filter((other) => liesInOne(other, found)).length
  if (others.length > 0 && holding > others.length * (1 - HOLDS_IN)) return 0
  const shares = items.map((item) => {
    const [first] = finds.get(item) ?? []
    return first === undefined ? 0 : repeats.charsIn(first) / Math.max(1, repeats.charsIn(item))
  })
  return sum(shares) / Math.max(1, items.length)
}

function liesInOne(element: Element, places: ReadonlySet<Element>): boolean {
  for (let at: Element['parent'] = element; at !== null; at = at.parent) {
    if (isElement(at) && places.has(at)) return true
  }
  return false
}

function elementsAt(selector: string | undefined, { opened, items }: Sample): readonly Element[] {
  if (selector === undefined) return []
  const finds = findInItems(opened.$, items, 'text', selector)
  return items.flatMap((item) => finds.get(item)?.[0] ?? [])
}

function linkPlace(title: string | undefined, sample: Sample): string | undefined {
  const ofTitle = title === undefined ? [] : [`${title} a@href`, `a:has(${title})@href`, `${title}@href`]
  return [...ofTitle, ...LINKS].find((selector) => {
    const urls = valuesAt('link', selector, sample).map((value) => addressOf(value, sample.reading))
    return isDistinct(
      urls.filter((url) => isOfSite(url, sample.reading.base)),
      sample.items.length,
    )
  })
}

/** Every item has its own: what several share is a profile or a category. */
function isDistinct(values: readonly (string | null)[], items: number): boolean {
  const own = new Set(values.filter((value) => value !== null))
  return own.size >= items * 0.9
}

function valuesAt(name: SelectorName, selector: string, { opened, items }: Sample): readonly (string | null)[] {
  const { attribute } = wantedBy(selector)
  const finds = findInItems(opened.$, items, name, selector)
  return items.map((item) => {
    const [first] = finds.get(item) ?? []
    return first === undefined ? null : saidBy(name, first, attribute)
  })
}

/** An address that leads elsewhere is what the post speaks of, not where it stands. */
function isOfSite(url: string | null, base: string): boolean {
  if (url === null || !URL.canParse(url) || !URL.canParse(base)) return url !== null
  return new URL(url).host === new URL(base).host
}
