// The elements of a feed, and what a name alone tells of one: whether it can be the root, is an item, holds elements
// or holds text.

import type { Attributes } from './attributes.js'

/** An element of a feed. `value` is text, or markup when the element held tags of its own. */
export interface FeedElement {
  /** Lower case, with the customary prefix: `title`, `dc:creator`. */
  readonly name: string
  readonly attributes: Attributes
  readonly children: FeedElement[]
  /** The children by name, made when they are first asked for by name. */
  named: ReadonlyMap<string, readonly FeedElement[]> | null
  value: string
  hasMarkup: boolean
  /** What relative addresses within it are resolved against. */
  readonly base: string | null
  readonly language: string | null
}

/** What was found: the root's name, what stands outside items, and the items. */
export interface FeedXml {
  /** `rss`, `rdf:rdf`, `feed`, `channel`; null when nothing in the text is a feed. */
  readonly root: string | null
  readonly rootElement: FeedElement | null
  readonly channel: FeedElement | null
  readonly items: readonly FeedElement[]
  readonly repairs: number
  /** True when a limit ended the reading early. */
  readonly cut: boolean
}

/** What a feed can begin with. */
export const ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'feed', 'channel', 'rdf'])
/** What a feed lists. */
export const ITEMS: ReadonlySet<string> = new Set(['item', 'entry'])

/** Elements that hold elements. Every other one holds text, perhaps with markup. */
export const HOLDERS: ReadonlySet<string> = new Set(
  (
    'rss rdf:rdf rdf feed channel item entry author contributor managingeditor webmaster source image textinput owner ' +
    'itunes:owner itunes:category media:group media:content media:community skiphours skipdays items rdf:seq rdf:bag dc:creator ' +
    'dc:contributor dc:author schedule rdf:description atom:author atom:contributor'
  ).split(' '),
)

/**
 * Elements of feeds that never occur in HTML: met within a text, they prove that its closing tag is missing.
 */
export const NEVER_MARKUP: ReadonlySet<string> = new Set(
  (
    'item entry guid pubdate content:encoded dc:creator dc:date dc:subject slash:comments wfw:commentrss published updated ' +
    'issued modified enclosure comments'
  ).split(' '),
)

/** Fields of one line, and fields that cannot stand within one: there the same holds for these, which HTML has too. */
export const LINE_FIELDS: ReadonlySet<string> = new Set(
  'title link guid pubdate id author category comments'.split(' '),
)
/** Fields that may hold markup of their own. */
export const FIELDS: ReadonlySet<string> = new Set(
  'title link description category author summary content id'.split(' '),
)

/** Elements of HTML that have no closing tag. */
export const VOID: ReadonlySet<string> = new Set(
  'br hr img wbr input meta col source area base embed param track'.split(' '),
)
