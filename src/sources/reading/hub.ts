// The WebSub hub that a page announces, and the address that the hub knows it by: in the Link header, else among the link
// elements of a feed or of an HTML head, else in a JSON feed. It is looked for in every page, whatever its kind.

import { Parser } from 'htmlparser2'
import type { Page, PublisherHints, ReadResult } from '../../domain/source.js'
import { objectOf, objectsOf, textIn } from './answers.js'
import { parseJson } from './json.js'
import { resolveUrl } from './urls.js'

/** A hub, and what to subscribe to there. */
export interface Announcement {
  readonly hub: string
  readonly topic: string
}

/** Link headers of real servers are a tenth of this. */
const HEADER_CHARS_MAX = 8_000
/** Announcements stand before the first item. */
const HEAD_CHARS_MAX = 65_536
/** A JSON feed's hubs may stand behind its items; a larger one goes without. */
const JSON_CHARS_MAX = 2_000_000

/** What is read of a page with the hub that it announces among its publisher's hints. */
export function withHub(page: Page, result: ReadResult): ReadResult {
  const announcement = announcedHub(page)
  if (announcement === null) return result
  return { ...result, hints: { ...(result.hints ?? NO_HINTS), ...announcement } }
}

const NO_HINTS: PublisherHints = { minIntervalMs: null, skipHours: [], skipDays: [], hub: null }

/** The hub that a page announces; null when it announces none. */
export function announcedHub(page: Page): Announcement | null {
  const inHeader = linksInHeader(page.headers.link ?? '')
  const mayAnnounce = first('hub', inHeader, page.url) !== null || NAMES_HUB.test(page.text.slice(0, HEAD_CHARS_MAX))
  const links = [...inHeader, ...(mayAnnounce ? linksInHead(page.text) : []), ...linksInJson(page)]
  const hub = first('hub', links, page.url)
  // The Recommendation wants the topic named beside the hub; where it is not, the page is its own topic.
  return hub === null ? null : { hub, topic: first('self', links, page.url) ?? page.url }
}

/** Most pages are told apart from those with a hub by one word. */
const NAMES_HUB = /\bhub\b/i

interface Link {
  readonly rel: readonly string[]
  readonly href: string
}

function first(rel: string, links: readonly Link[], pageUrl: string): string | null {
  for (const link of links) {
    const url = link.rel.includes(rel) ? resolveUrl(link.href, pageUrl) : null
    if (url !== null && /^https?:/i.test(url)) return url
  }
  return null
}

const HEADER_LINK = /<([^<>]{1,2000})>((?:\s*;\s*[\w*-]{1,40}(?:\s*=\s*(?:"[^"]{0,500}"|[^\s",;]{0,500}))?)*)/g
const HEADER_REL = /;\s*rel\s*=\s*(?:"([^"]{0,500})"|([^\s",;]{1,500}))/i

/** The links of a Link header (RFC 8288); several headers arrive joined by commas. */
function linksInHeader(header: string): readonly Link[] {
  const found = header.slice(0, HEADER_CHARS_MAX).matchAll(HEADER_LINK)
  return [...found].map(([, href = '', parameters = '']) => {
    const [, quoted, bare] = HEADER_REL.exec(parameters) ?? []
    return { href, rel: relsIn(quoted ?? bare) }
  })
}

function relsIn(text: string | undefined): readonly string[] {
  const rels = (text ?? '').toLowerCase().trim().split(/\s+/)
  // A relation may be written as its registry's address.
  return rels.map((rel) => rel.slice(rel.lastIndexOf('/') + 1))
}

/** Items and an HTML body hold what others wrote: a hub there would be anybody's. */
const END_OF_HEAD = /^(?:item|entry|body)$/

/** The link elements before the first item, of whatever namespace. */
function linksInHead(text: string): readonly Link[] {
  const head = text.slice(0, HEAD_CHARS_MAX)
  if (!/^\s*(?:\ufeff\s*)?</.test(head)) return []
  const links: Link[] = []
  let isOver = false
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const local = name.slice(name.lastIndexOf(':') + 1).toLowerCase()
        isOver = isOver || END_OF_HEAD.test(local)
        if (isOver || local !== 'link') return
        links.push({ href: (attributes.href ?? '').trim(), rel: relsIn(attributes.rel) })
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  parser.write(head)
  parser.end()
  return links
}

/** `hubs` of JSON Feed 1.1, and its `feed_url`. */
function linksInJson({ text }: Page): readonly Link[] {
  if (text.length > JSON_CHARS_MAX || !/^\s*\{/.test(text.slice(0, 200)) || !text.includes('"hubs"')) return []
  const feed = objectOf(parseJson(text))
  const hubs = objectsOf(feed?.hubs).filter((hub) => /^(?:websub|pubsubhubbub)$/i.test(textIn(hub.type) ?? ''))
  const links = hubs.map((hub) => ({ rel: ['hub'], href: textIn(hub.url) ?? '' }))
  return [...links, { rel: ['self'], href: textIn(feed?.feed_url) ?? '' }]
}
