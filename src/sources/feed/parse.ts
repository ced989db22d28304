// The feed reader of record: any text in, a feed out or one clear sentence why not.

import { EscuchaError } from '../../domain/errors.js'
import { resolveUrl } from '../reading/urls.js'
import { feedFromJson } from './json-feed.js'
import type { ParsedFeed } from './model.js'
import { feedFromXml } from './xml/feed.js'
import { readFeedXml } from './xml/reader.js'

/**
 * Reads RSS, RDF, Atom, CDF or JSON Feed. `base` is the address that it was fetched from.
 * Throws `not-a-feed` when the text is none of them.
 */
export function parseFeed(text: string, base: string | null): ParsedFeed {
  const start = text
    .slice(0, 200)
    .trimStart()
    .replace(/^\ufeff/, '')
  const isJson = start.startsWith('{') || start.startsWith('[') || /^(?:\)\]\}'|while\(1\))/.test(start)
  const from = resolveUrl(base, null) ?? ownAddress(text)
  const feed = isJson ? feedFromJson(text, from) : feedFromXml(readFeedXml(text, from))
  if (feed === null) throw notAFeed(text, isJson)
  return feed
}

const SELF = /<(?:\w{1,20}:)?link\b[^>]{0,400}?\brel\s{0,3}=\s{0,3}["']self["'][^>]{0,400}>/i
const SITE = /<link\b[^>]{0,200}>\s{0,20}(?:<!\[CDATA\[)?\s{0,20}(https?:\/\/[^<\s\]]{1,1000})/i
const JSON_SITE = /"(?:feed_url|home_page_url)"\s{0,5}:\s{0,5}"(https?:[^"\s]{1,1000})"/

// A feed from a file or a pipe has no address; then its own word for where it lives has to do.
function ownAddress(text: string): string | null {
  const head = text.slice(0, HEAD_CHARS)
  const self = /\bhref\s{0,3}=\s{0,3}["']([^"']{1,1000})/i.exec(SELF.exec(head)?.[0] ?? '')?.[1]
  const json = JSON_SITE.exec(head)?.[1]?.replaceAll('\\/', '/')
  return resolveUrl(self, null) ?? resolveUrl(SITE.exec(head)?.[1], null) ?? resolveUrl(json, null)
}

/** Notices of PHP and comments of generators stand before the root; more than this does not. */
const HEAD_CHARS = 8_000

/** Short of certain: a platform that knows its own feeds is asked as well, and is surer. */
const A_FEED = 0.94

/** How sure the first characters of a text make it that a feed follows: 0 no … 1 certain. */
export function looksLikeFeed(text: string): number {
  const head = text.slice(0, HEAD_CHARS)
  if (/^\s*\{/.test(head)) return jsonSureness(head)
  // A feed is served as a page of HTML often enough; what it starts with decides.
  const html = head.search(/<html[\s>]/i)
  const feed = head.search(/<(?:rss|feed|rdf:rdf|(?:\w{1,20}:)(?:feed|rss|rdf)|channel)[\s>]/i)
  if (feed < 0) return 0
  return html >= 0 && html < feed ? 0 : A_FEED
}

function jsonSureness(head: string): number {
  if (/"version"\s*:\s*"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org/.test(head)) return A_FEED
  return /"items"\s*:\s*\[/.test(head) && /"(?:content_html|content_text|date_published)"\s*:/.test(head) ? 0.6 : 0
}

function notAFeed(text: string, isJson: boolean): EscuchaError {
  const hint = 'Run `escucha sources discover` with the address of the site to find its feeds.'
  if (text.trim() === '') return new EscuchaError('not-a-feed', 'a feed was expected and the answer is empty', { hint })
  if (isJson) {
    return new EscuchaError('not-a-feed', 'a feed was expected and some other JSON came (no "items" of a JSON Feed)', {
      hint,
    })
  }
  if (/<(?:!doctype\s+html|html|body)\b/i.test(text.slice(0, 20_000))) {
    return new EscuchaError('not-a-feed', 'a feed was expected and an HTML page came', { hint })
  }
  return new EscuchaError('not-a-feed', 'a feed was expected and neither RSS, Atom nor JSON Feed came', { hint })
}
