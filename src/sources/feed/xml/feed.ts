// From elements to a feed: which element means what in RSS 0.9x, 1.0, 2.0, Atom 0.3 and 1.0 and CDF, and which one
// counts where several say the same.

import { languageCode } from '../../reading/language.js'
import type { FeedFormat, ParsedFeed } from '../model.js'
import type { FeedElement, FeedXml } from './element.js'
import {
  childrenNamed,
  countIn,
  feedText,
  firstOf,
  lineOfText,
  ownText,
  textOfFirst,
  urlAttribute,
} from './elements.js'
import { itemOf } from './item.js'
import { itemLink, linkElements, relOf } from './links.js'
import { peopleIn } from './people.js'
import { tagsIn, titleOf } from './titles.js'

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
