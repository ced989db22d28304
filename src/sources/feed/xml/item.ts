// What an item of an XML feed says: which element means what in RSS 0.9x, 1.0, 2.0, Atom 0.3 and 1.0 and CDF, and
// which one counts where several say the same.

import { languageCode } from '../../reading/language.js'
import { resolveUrl } from '../../reading/urls.js'
import type { FeedFormat, FeedItem, FeedReplyTo, FeedText } from '../model.js'
import type { FeedElement } from './element.js'
import {
  childrenNamed,
  countIn,
  feedText,
  firstOf,
  lineOfText,
  ownText,
  textOfFirst,
  textOfLast,
  urlAttribute,
  urlIn,
} from './elements.js'
import { itemLink, linkElements, relOf } from './links.js'
import { peopleIn } from './people.js'
import { tagsIn, titleOf } from './titles.js'

const PUBLISHED = [
  'published',
  'pubdate',
  'issued',
  'dcterms:issued',
  'atom:published',
  'atom:issued',
  'dcterms:available',
  'dc:date',
  'date',
] as const
const UPDATED = ['updated', 'modified', 'atom:updated', 'atom:modified', 'dcterms:modified', 'lastmod'] as const

/** The item that the element is. */
export function itemOf(item: FeedElement, format: FeedFormat): FeedItem {
  const links = linkElements(item)
  const replies = links.filter((link) => relOf(link) === 'replies')
  const replyFeed = replies.find((link) => isFeedType(link))
  const replyPage = replies.find((link) => !isFeedType(link))
  return {
    id: textOfFirst(item, 'id', 'guid', 'dc:identifier', 'atom:id') ?? rdfAbout(item),
    link: itemLink(item, format),
    title: lineOfText(titleOf(item, format)),
    content: contentOf(item, format),
    summary: summaryOf(item, format),
    authors: peopleIn(item, [
      'author',
      'dc:creator',
      'dc:author',
      'atom:author',
      'itunes:author',
      'media:credit',
      'dc:contributor',
      'contributor',
    ]),
    published: textOfLast(item, ...PUBLISHED),
    updated: textOfLast(item, ...UPDATED) ?? item.attributes.lastmod ?? null,
    created: textOfLast(item, 'created', 'atom:created', 'dcterms:created', 'dc:created'),
    comments: urlIn(firstOf(item, 'comments')) ?? (replyPage === undefined ? null : urlAttribute(replyPage, 'href')),
    commentFeed:
      urlIn(firstOf(item, 'wfw:commentrss')) ?? (replyFeed === undefined ? null : urlAttribute(replyFeed, 'href')),
    replyCount: replyCountOf(item, replies),
    inReplyTo: replyToOf(item),
    tags: tagsIn(item),
    enclosures: enclosuresIn(item, links),
    language: languageCode(textOfFirst(item, 'dc:language', 'language') ?? item.language),
  }
}

// RFC 4685: replies without a type are a feed.
function isFeedType(link: FeedElement): boolean {
  return !/html/i.test(link.attributes.type ?? 'application/atom+xml')
}

function rdfAbout(item: FeedElement): string | null {
  return item.attributes['rdf:about']?.trim() || item.attributes.about?.trim() || null
}

function contentOf(item: FeedElement, format: FeedFormat): FeedText | null {
  const encoded = feedText(firstOf(item, 'content:encoded'), 'html')
  if (encoded !== null) return encoded
  const contents = [...childrenNamed(item, 'content'), ...childrenNamed(item, 'atom:content')]
  for (const content of contents.sort(byReadability)) {
    const text = feedText(content, format === 'atom' ? 'text' : 'html')
    if (text !== null) return text
  }
  const body = feedText(firstOf(item, 'body', 'xhtml:body', 'fullitem', 'xhtml:div'), 'html')
  if (body !== null || format === 'atom') return body
  // Where a summary stands beside the description, the description is the whole.
  return firstOf(item, 'summary') === null ? null : feedText(firstOf(item, 'description'), 'html')
}

// Several contents are alternatives of one: HTML says most.
function byReadability(left: FeedElement, right: FeedElement): number {
  const rank = (element: FeedElement) => (/html/.test(element.attributes.type ?? '') ? 0 : 1)
  return rank(left) - rank(right)
}

const SUMMARIES = [
  'summary',
  'description',
  'abstract',
  'dc:description',
  'dcterms:abstract',
  'atom:summary',
  'itunes:summary',
  'media:description',
  'itunes:subtitle',
] as const

function summaryOf(item: FeedElement, format: FeedFormat): FeedText | null {
  for (const name of SUMMARIES) {
    const text = feedText(firstOf(item, name), format === 'atom' && name === 'summary' ? 'text' : 'html')
    if (text !== null) return text
  }
  const group = firstOf(item, 'media:group', 'media:content')
  return feedText(firstOf(group, 'media:description'), 'html')
}

function enclosuresIn(item: FeedElement, links: readonly FeedElement[]): readonly string[] {
  const linked = links.filter((link) => relOf(link) === 'enclosure').map((link) => urlAttribute(link, 'href'))
  const enclosed = childrenNamed(item, 'enclosure').map(
    (element) => urlAttribute(element, 'url') ?? urlAttribute(element, 'href'),
  )
  const groups = [item, ...childrenNamed(item, 'media:group')]
  const media = groups
    .flatMap((group) => childrenNamed(group, 'media:content'))
    .map((element) => urlAttribute(element, 'url'))
  return [...enclosed, ...linked, ...media].filter((url) => url !== null)
}

function replyCountOf(item: FeedElement, replies: readonly FeedElement[]): number | null {
  const counted = countIn(textOfFirst(item, 'slash:comments', 'thr:total'))
  if (counted !== null) return counted
  for (const link of replies) {
    const count = countIn(link.attributes['thr:count'] ?? link.attributes.count)
    if (count !== null) return count
  }
  return null
}

function replyToOf(item: FeedElement): FeedReplyTo | null {
  const element = firstOf(item, 'thr:in-reply-to', 'in-reply-to')
  if (element === null) return null
  const id = element.attributes.ref?.trim() || ownText(element)
  const url = resolveUrl(element.attributes.href, element.base) ?? resolveUrl(id, null)
  return id === null && url === null ? null : { id, url }
}
