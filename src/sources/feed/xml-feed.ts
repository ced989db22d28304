// From elements to a feed: which element means what in RSS 0.9x, 1.0, 2.0, Atom 0.3 and 1.0 and CDF, and which one
// counts where several say the same.

import { languageCode } from '../reading/language.js'
import { resolveUrl } from '../reading/urls.js'
import {
  childrenNamed,
  countIn,
  feedText,
  firstOf,
  lineOfText,
  ownText,
  personOf,
  textOfFirst,
  textOfLast,
  urlAttribute,
  urlIn,
} from './elements.js'
import { itemLink, linkElements, relOf } from './links.js'
import type { FeedFormat, FeedItem, FeedPerson, FeedReplyTo, FeedText, ParsedFeed } from './model.js'
import type { FeedElement, FeedXml } from './xml.js'

/** The feed that the elements make; null when they make none. */
export function feedFromXml(xml: FeedXml): ParsedFeed | null {
  const { root, channel } = xml
  if (root === null || channel === null || xml.rootElement === null) return null
  const format = formatOf(root, xml)
  return {
    ...channelOf(channel, xml.rootElement, format),
    format,
    items: xml.items.map((item) => itemOf(item, format)),
    warnings: warningsOf(xml),
  }
}

function formatOf(root: string, xml: FeedXml): FeedFormat {
  if (root === 'feed') return 'atom'
  if (root.startsWith('rdf')) return 'rdf'
  const isCdf =
    root === 'channel' && [xml.rootElement, xml.items[0]].some((element) => element?.attributes.href !== undefined)
  return isCdf ? 'cdf' : 'rss'
}

function warningsOf(xml: FeedXml): readonly string[] {
  const warnings: string[] = []
  if (xml.repairs > 0) warnings.push(`the XML is broken in ${xml.repairs} places and was mended`)
  if (xml.cut) warnings.push(`the feed holds more than ${xml.items.length} items; the rest was left out`)
  return warnings
}

type ChannelPart = Omit<ParsedFeed, 'format' | 'items' | 'warnings'>

function channelOf(channel: FeedElement, root: FeedElement, format: FeedFormat): ChannelPart {
  const links = linkElements(channel)
  const hub = [...links, ...linkElements(root)].find((link) => relOf(link) === 'hub')
  const next = links.find((link) => relOf(link) === 'next')
  return {
    id: textOfFirst(channel, 'id', 'dc:identifier', 'guid'),
    title: lineOfText(titleOf(channel, format)),
    description: feedText(
      firstOf(
        channel,
        'subtitle',
        'tagline',
        'description',
        'dc:description',
        'abstract',
        'itunes:summary',
        'itunes:subtitle',
        'info',
      ),
      format === 'atom' ? 'text' : 'html',
    ),
    link: itemLink(channel, format),
    language: languageCode(textOfFirst(channel, 'language', 'dc:language') ?? channel.language ?? root.language),
    authors: peopleIn(channel, [
      'author',
      'atom:author',
      'dc:creator',
      'dc:author',
      'managingeditor',
      'itunes:author',
      'itunes:owner',
      'webmaster',
    ]),
    generator: textOfFirst(channel, 'generator'),
    rights: feedText(firstOf(channel, 'rights', 'copyright', 'dc:rights'), 'guess'),
    published: textOfFirst(channel, 'pubdate', 'published', 'issued', 'dcterms:issued', 'dc:date'),
    updated: textOfFirst(
      channel,
      'updated',
      'modified',
      'lastbuilddate',
      'atom:updated',
      'dcterms:modified',
      'dc:date',
    ),
    tags: tagsIn(channel),
    hub: hub === undefined ? null : urlAttribute(hub, 'href'),
    nextPage: next === undefined ? null : urlAttribute(next, 'href'),
    ttlMinutes: countIn(textOfFirst(channel, 'ttl')),
    updateEveryMs: updateEvery(channel),
    skipHours: childrenNamed(firstOf(channel, 'skiphours'), 'hour').flatMap((hour) => countIn(hour.value) ?? []),
    skipDays: childrenNamed(firstOf(channel, 'skipdays'), 'day').flatMap((day) => ownText(day) ?? []),
  }
}

const PERIOD_MS: Readonly<Record<string, number>> = {
  hourly: 3_600_000,
  daily: 86_400_000,
  weekly: 604_800_000,
  monthly: 2_592_000_000,
  yearly: 31_536_000_000,
}

function updateEvery(channel: FeedElement): number | null {
  const period = PERIOD_MS[textOfFirst(channel, 'sy:updateperiod')?.toLowerCase() ?? '']
  if (period === undefined) return null
  return period / Math.max(1, countIn(textOfFirst(channel, 'sy:updatefrequency')) ?? 1)
}

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

function itemOf(item: FeedElement, format: FeedFormat): FeedItem {
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

function titleOf(element: FeedElement, format: FeedFormat): FeedText | null {
  const own = firstOf(element, 'title', 'atom:title')
  const other = own ?? firstOf(element, 'dc:title', 'media:title', 'itunes:title')
  if (ownText(other) === null) return feedText(firstOf(element, 'dc:title', 'media:title', 'itunes:title'), 'guess')
  return feedText(other, format === 'atom' ? 'text' : 'guess')
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

function peopleIn(parent: FeedElement, names: readonly string[]): readonly FeedPerson[] {
  for (const name of names) {
    const people = childrenNamed(parent, name).flatMap((element) => personOf(element) ?? [])
    if (people.length > 0) return people
  }
  return []
}

const TAGS: ReadonlySet<string> = new Set(['category', 'atom:category', 'dc:subject', 'media:category'])
const TAG_LISTS: ReadonlySet<string> = new Set(['itunes:keywords', 'media:keywords', 'tags'])

function tagsIn(parent: FeedElement): readonly string[] {
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
