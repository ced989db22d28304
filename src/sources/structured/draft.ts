// From a described thing to a post: who, when, what, and which counts. The words come from the page where its markup has
// only their beginning.

import type { Element } from 'domhandler'
import type { Author, PostDraft, Quote } from '../../domain/post.js'
import { addressOf, countIn, type Reading, whenOf } from '../forum/fields.js'
import { postWith, spokenIn } from '../forum/json.js'
import { quotesInDocument } from '../forum/quotes.js'
import { textOf } from '../reading/html.js'
import { cleanLine } from '../reading/text.js'
import { canonicalUrl } from '../reading/urls.js'
import type { PageText } from './page-text.js'
import { isOf, lineIn, saidIn, type Thing, thingsIn } from './things.js'

/** What things are read with. */
export interface ThingReading extends Reading {
  /** Made when the first cut text is met: most pages have none. */
  readonly pageText: () => PageText
  readonly language: string | null
}

/** What somebody said, with other people's words kept apart. */
export interface Spoken {
  readonly text: string
  readonly quotes: readonly Quote[]
}

/** Authors of one text that are named. */
const AUTHORS_MAX = 5

/** A draft of all that the thing tells of itself; its place in a conversation is for the caller to say. */
export function draftOf(thing: Thing, reading: ThingReading): PostDraft {
  const publishedAt = whenOf(lineIn(thing, 'datePublished', 'dateCreated', 'uploadDate', 'commentTime'), reading)
  const modifiedAt = whenOf(lineIn(thing, 'dateModified'), reading)
  return postWith({
    url: addressIn(thing, reading),
    title: titleOf(thing),
    ...spokenBy(thing, reading),
    author: authorOf(thing, reading),
    publishedAt,
    updatedAt: modifiedAt === publishedAt ? null : modifiedAt,
    language: reading.language,
    views: interactionsIn(thing, /View|Read|Visit/i),
    replyCount: repliesTo(thing),
  })
}

/** The thing's headline, without markup. */
export function titleOf(thing: Thing): string | null {
  const title = lineIn(thing, 'headline', 'name', 'alternativeHeadline')
  return title === null || !/[<&]/.test(title) ? title : cleanLine(spokenIn(title).text)
}

/** Its own address; null where it names none. */
export function addressIn(thing: Thing, reading: Pick<Reading, 'base'>): string | null {
  for (const said of [lineIn(thing, 'url'), webId(thing), lineIn(thing, 'mainEntityOfPage'), pageId(thing)]) {
    const url = addressOf(said, reading)
    if (url !== null) return url
  }
  return null
}

function webId(thing: Thing): string | null {
  return thing.id !== null && /^(?:https?:\/\/|\/|#)/i.test(thing.id) ? thing.id : null
}

function pageId(thing: Thing): string | null {
  return thingsIn(thing, 'mainEntityOfPage')[0]?.id ?? null
}

/** Who wrote it; several authors are named one behind the other. */
export function authorOf(thing: Thing, reading: Pick<Reading, 'base'>): Author {
  const people = thingsIn(thing, 'author', 'creator').slice(0, AUTHORS_MAX)
  const named = people.map((person) => lineIn(person, 'name', 'alternateName')).filter((name) => name !== null)
  const name = named.length > 0 ? [...new Set(named)].join(', ') : lineIn(thing, 'author', 'creator')
  const [person] = people
  const url = person === undefined ? null : (lineIn(person, 'url') ?? lineIn(person, 'sameAs'))
  return { name: name === null || /^https?:/i.test(name) ? null : name, url: addressOf(url, reading), staff: false }
}

/** What the thing says: its text, from the page where the markup cuts it. */
export function spokenBy(thing: Thing, reading: ThingReading): Spoken {
  const said = saidIn(thing, 'text', 'articleBody', 'reviewBody', 'commentText', 'description')
  if (said === null) return { text: '', quotes: [] }
  if (typeof said !== 'string') return spokenAt(said, reading)
  const spoken = spokenIn(said)
  const shown = isCut(spoken.text) ? reading.pageText().bodyOf(spoken.text.replace(CUT, '')) : null
  return shown === null ? spoken : longer(spoken, spokenAt(shown, reading))
}

const CUT = /\s*(?:\[?(?:…|\.{3})\]?)\s*$/u
/** Engines cut at a count of letters, with or without a mark of it. */
const ROUND_LENGTHS: ReadonlySet<number> = new Set([100, 150, 160, 200, 250, 255, 256, 300, 500, 512, 1000])

function isCut(text: string): boolean {
  return CUT.test(text.slice(-12)) || ROUND_LENGTHS.has(text.length)
}

function longer(one: Spoken, other: Spoken): Spoken {
  return other.text.length > one.text.length ? other : one
}

/** The words that an element shows. */
export function spokenAt(element: Element, reading: Pick<Reading, 'html'>): Spoken {
  const { quotes, elements } = quotesInDocument(reading.html, element)
  return { text: textOf(element, elements), quotes }
}

function repliesTo(thing: Thing): number | null {
  return countIn(lineIn(thing, 'commentCount', 'answerCount')) ?? interactionsIn(thing, /Comment|Reply/i)
}

/** A count of `interactionStatistic`, by the kind of its interaction; also the older `UserPageVisits:120`. */
function interactionsIn(thing: Thing, kind: RegExp): number | null {
  for (const statistic of thingsIn(thing, 'interactionStatistic')) {
    const type =
      thingsIn(statistic, 'interactionType')[0]?.types.join(' ') ?? lineIn(statistic, 'interactionType') ?? ''
    if (kind.test(type)) return countIn(lineIn(statistic, 'userInteractionCount'))
  }
  const older = lineIn(thing, 'interactionCount')
  return older !== null && kind.test(older) ? countIn(older.replace(/^\w+:/, '')) : null
}

/** The stars of a review, brought to five; null where it has none. */
export function starsOf(thing: Thing): number | null {
  const rating = thingsIn(thing, 'reviewRating')[0]
  const value = numberIn(rating === undefined ? lineIn(thing, 'reviewRating') : lineIn(rating, 'ratingValue'))
  if (value === null) return null
  const best = (rating === undefined ? null : numberIn(lineIn(rating, 'bestRating'))) ?? (value > 5 ? null : 5)
  return best === null || best <= 0 ? null : (value / best) * 5
}

function numberIn(text: string | null): number | null {
  const match = /^\s*(\d{1,6}(?:[.,]\d{1,4})?)/.exec(text ?? '')
  return match === null ? null : Number((match[1] ?? '').replace(',', '.'))
}

/** A described post's id where its address does not tell it from its page. */
export function idOf(thing: Thing, draft: PostDraft, page: string | null): string | null {
  return idFor(draft, page, lineIn(thing, 'identifier') ?? thing.element?.attribs.id ?? null)
}

/**
 * The id of a post that stands on a page with others; null where its address tells it from the page. Else its anchor, else
 * its author, date and beginning, because two people may well say the same "Gracias".
 */
export function idFor(draft: PostDraft, page: string | null, anchor: string | null): string | null {
  const { url } = draft
  if (url !== null && (page === null || canonicalUrl(url) !== canonicalUrl(page))) return null
  if (url?.includes('#') === true) return url
  if (anchor !== null && anchor.trim() !== '') return `${page ?? ''}#${anchor.trim()}`
  return [page ?? '', draft.author.name ?? '', draft.publishedAt ?? '', draft.text.slice(0, 80)].join('#')
}

/** Whether a thing is a reply to another: a comment or an answer. */
export function isReply(thing: Thing): boolean {
  return isOf(thing, REPLIES)
}

const REPLIES: ReadonlySet<string> = new Set(['Comment', 'UserComments', 'Answer', 'CorrectionComment'])
