// Titles and tags, which feeds and items bear alike.

import type { FeedFormat, FeedText } from '../model.js'
import type { FeedElement } from './element.js'
import { childrenNamed, feedText, firstOf, ownText } from './elements.js'

/** The title of a feed or an item, as the format means it. */
export function titleOf(element: FeedElement, format: FeedFormat): FeedText | null {
  const own = firstOf(element, 'title', 'atom:title')
  const other = own ?? firstOf(element, 'dc:title', 'media:title', 'itunes:title')
  if (ownText(other) === null) return feedText(firstOf(element, 'dc:title', 'media:title', 'itunes:title'), 'guess')
  return feedText(other, format === 'atom' ? 'text' : 'guess')
}

const TAGS: ReadonlySet<string> = new Set(['category', 'atom:category', 'dc:subject', 'media:category'])
const TAG_LISTS: ReadonlySet<string> = new Set(['itunes:keywords', 'media:keywords', 'tags'])

/** The tags of a feed or an item. */
export function tagsIn(parent: FeedElement): readonly string[] {
  return parent.children.flatMap((child) => {
    if (TAGS.has(child.name)) return child.attributes.term ?? ownText(child) ?? child.attributes.label ?? []
    if (TAG_LISTS.has(child.name)) return child.value.split(',').flatMap((tag) => tag.trim() || [])
    return child.name === 'itunes:category' ? itunesCategories(child) : []
  })
}

function itunesCategories(element: FeedElement): readonly string[] {
  const own = element.attributes.text ?? ownText(element)
  return [...(own === null ? [] : [own]), ...childrenNamed(element, 'itunes:category').flatMap(itunesCategories)]
}
