// JSON Feed 1.0 and 1.1, and what passes for it: fields of the wrong type are left out, never fatal.

import { fieldOf, listField, parseJson, textField } from '../reading/json.js'
import { languageCode } from '../reading/language.js'
import { cleanLine } from '../reading/text.js'
import { resolveUrl, unwrapUrl } from '../reading/urls.js'
import type { FeedItem, FeedPerson, FeedText, ParsedFeed } from './model.js'
import { personIn } from './xml/people.js'
import { ITEMS_MAX } from './xml/reader.js'

/** The feed in a JSON text; null when it is none. */
export function feedFromJson(text: string, base: string | null): ParsedFeed | null {
  const feed = parseJson(text)
  const items = fieldOf(feed, 'items')
  const version = textField(feed, 'version') ?? ''
  if (!/jsonfeed\.org/i.test(version) && !(Array.isArray(items) && looksLikeItems(feed, items))) return null
  const entries = Array.isArray(items) ? items.slice(0, ITEMS_MAX) : []
  const feedLanguage = languageCode(textField(feed, 'language'))
  return {
    format: 'json',
    id: textField(feed, 'feed_url'),
    title: cleanLine(textField(feed, 'title')),
    description: plain(textField(feed, 'description')),
    link: resolveUrl(textField(feed, 'home_page_url'), base),
    language: feedLanguage,
    authors: peopleOf(feed, base),
    generator: null,
    rights: null,
    published: null,
    updated: null,
    tags: [],
    hub: hubOf(feed, base),
    nextPage: resolveUrl(textField(feed, 'next_url'), base),
    ttlMinutes: null,
    updateEveryMs: null,
    skipHours: [],
    skipDays: [],
    items: entries.filter((item) => typeof item === 'object' && item !== null).map((item) => itemOf(item, base)),
    warnings: /jsonfeed\.org/i.test(version) ? [] : ['the JSON does not name its version'],
  }
}

// Any interface may answer with "items"; a feed's have an id or an address, and a text.
function looksLikeItems(feed: unknown, items: readonly unknown[]): boolean {
  if (items.length === 0) return textField(feed, 'home_page_url') !== null
  const first = items[0]
  const says = ['content_html', 'content_text', 'date_published', 'summary'].some(
    (name) => textField(first, name) !== null,
  )
  return says && (textField(first, 'id') ?? textField(first, 'url')) !== null
}

function itemOf(item: unknown, base: string | null): FeedItem {
  const html = textField(item, 'content_html')
  const link = resolveUrl(textField(item, 'url'), base) ?? resolveUrl(textField(item, 'external_url'), base)
  const id = textField(item, 'id')
  return {
    id: id?.trim() ?? null,
    link: link === null ? addressOf(id) : unwrapUrl(link),
    title: cleanLine(textField(item, 'title')),
    content: html === null ? plain(textField(item, 'content_text')) : { value: html, isHtml: true },
    summary: plain(textField(item, 'summary')),
    authors: peopleOf(item, base),
    published: textField(item, 'date_published'),
    updated: textField(item, 'date_modified'),
    created: null,
    comments: null,
    commentFeed: null,
    replyCount: null,
    inReplyTo: null,
    tags: listField(item, 'tags').flatMap((tag) => (typeof tag === 'string' ? [tag] : [])),
    enclosures: listField(item, 'attachments').flatMap((file) => resolveUrl(textField(file, 'url'), base) ?? []),
    language: languageCode(textField(item, 'language')),
  }
}

function addressOf(id: string | null): string | null {
  return id !== null && /^https?:\/\//i.test(id) ? resolveUrl(id, null) : null
}

function plain(value: string | null): FeedText | null {
  return value === null ? null : { value, isHtml: false }
}

// 1.1 has `authors`, 1.0 `author`; both occur in both.
function peopleOf(holder: unknown, base: string | null): readonly FeedPerson[] {
  const single = fieldOf(holder, 'author')
  const list = listField(holder, 'authors')
  const people = list.length > 0 ? list : [single]
  return people.flatMap((person) => personOf(person, base) ?? [])
}

function personOf(person: unknown, base: string | null): FeedPerson | null {
  if (typeof person === 'string') return personIn(person)
  const named = personIn(textField(person, 'name'))
  const url = resolveUrl(textField(person, 'url'), base)
  return named === null && url === null ? null : { name: named?.name ?? null, email: named?.email ?? null, url }
}

function hubOf(feed: unknown, base: string | null): string | null {
  const hub = listField(feed, 'hubs').find((entry) => /websub|pubsubhubbub/i.test(textField(entry, 'type') ?? ''))
  return resolveUrl(textField(hub, 'url'), base)
}
