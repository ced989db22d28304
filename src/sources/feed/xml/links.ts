// Which of an item's links leads to the item. Formats differ, publishers differ more, and a link that is missing is
// often to be found in another element.

import { resolveUrl, unwrapUrl } from '../../reading/urls.js'
import type { FeedFormat } from '../model.js'
import type { FeedElement } from './element.js'
import { childrenNamed, ownText, urlAttribute, urlIn } from './elements.js'

/** The link elements of an item or feed, of the format itself and Atom's as guests. */
export function linkElements(parent: FeedElement): readonly FeedElement[] {
  const guests = childrenNamed(parent, 'atom:link')
  const own = childrenNamed(parent, 'link')
  return guests.length === 0 ? own : [...own, ...guests]
}

/** What the link is to the item; a link that does not say so is the item's page. */
export function relOf(link: FeedElement): string {
  const rel = (link.attributes.rel ?? '').trim().toLowerCase()
  if (rel === '') return 'alternate'
  return rel.slice(rel.lastIndexOf('/') + 1)
}

/** The absolute address of an item's page (or of a feed's site); null when nothing names one. */
export function itemLink(parent: FeedElement, format: FeedFormat): string | null {
  const found = plainLink(parent, format) ?? linkedPage(parent) ?? guidLink(parent) ?? lastResort(parent)
  return found === null ? null : unwrapUrl(found)
}

function plainLink(parent: FeedElement, format: FeedFormat): string | null {
  if (format === 'cdf') {
    const own = urlAttribute(parent, 'href') ?? resolveUrl(childrenNamed(parent, 'a')[0]?.attributes.href, parent.base)
    if (own !== null) return own
  }
  if (format === 'atom') return linkedPage(parent)
  for (const link of childrenNamed(parent, 'link')) {
    const url = ownText(link) === null ? null : urlIn(link)
    if (url !== null) return url
  }
  return null
}

function linkedPage(parent: FeedElement): string | null {
  const links = linkElements(parent).filter((link) => relOf(link) === 'alternate')
  const html = links.filter((link) => /html/i.test(link.attributes.type ?? 'text/html'))
  for (const link of [...html, ...links]) {
    const url = urlAttribute(link, 'href') ?? (ownText(link) === null ? null : urlIn(link))
    if (url !== null) return url
  }
  return null
}

// RSS: a guid is the permanent link unless it says that it is not; without its word it must look like an address.
function guidLink(parent: FeedElement): string | null {
  const guid = childrenNamed(parent, 'guid')[0]
  if (guid === undefined || guid.attributes.ispermalink?.trim().toLowerCase() === 'false') return null
  const isAddress = /^https?:\/\//i.test(guid.value.trim())
  return isAddress || guid.attributes.ispermalink !== undefined ? urlIn(guid) : null
}

const LAST_RELS = ['self', 'related', 'via', 'enclosure'] as const

function lastResort(parent: FeedElement): string | null {
  const original = urlIn(childrenNamed(parent, 'feedburner:origlink')[0] ?? null)
  if (original !== null) return original
  const about = resolveUrl(parent.attributes['rdf:about'] ?? parent.attributes.about, null)
  if (about !== null) return about
  const enclosure = childrenNamed(parent, 'enclosure')[0]
  if (enclosure !== undefined) {
    const url = urlAttribute(enclosure, 'url')
    if (url !== null) return url
  }
  for (const rel of LAST_RELS) {
    const link = linkElements(parent).find((candidate) => relOf(candidate) === rel)
    const url = link === undefined ? null : urlAttribute(link, 'href')
    if (url !== null) return url
  }
  const player = childrenNamed(parent, 'media:player')[0]
  const media = player === undefined ? null : urlAttribute(player, 'url')
  return media ?? resolveUrl(childrenNamed(parent, 'id')[0]?.value, null)
}
