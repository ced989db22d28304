// What a conformance assertion asks for, answered from a parsed feed and the posts that it makes.
// Texts are compared as plain text, because plain text is what Escucha keeps.

import { plain } from '../../dist/sources/feed/words.js'
import { readDate } from '../../dist/sources/reading/dates.js'
import { htmlToText } from '../../dist/sources/reading/html.js'

/** Posts have no address of an author's mailbox, on purpose: such assertions are listed apart. */
export const NOT_KEPT = new Set(['authorEmail'])

const READERS = {
  id: ({ item }) => item.id,
  link: ({ item }) => item.link,
  title: ({ item }) => item.title,
  content: ({ item }) => plain(item.content) || plain(item.summary),
  summary: ({ item }) => plain(item.summary) || plain(item.content),
  content_or_summary: ({ item }) => plain(item.content) || plain(item.summary),
  summary_or_content: ({ item }) => plain(item.summary) || plain(item.content),
  author: ({ post, item }) => post?.author.name ?? item.authors[0]?.name ?? null,
  authorUrl: ({ item }) => item.authors[0]?.url ?? null,
  authorEmail: ({ item }) => item.authors[0]?.email ?? null,
  date: ({ item, date }) => date(item.published) ?? date(item.created) ?? date(item.updated),
  published: ({ item, date }) => date(item.published) ?? date(item.created) ?? date(item.updated),
  updated: ({ item, date }) => date(item.updated) ?? date(item.published),
  created: ({ item, date }) => date(item.created) ?? date(item.published),
  comments: ({ item }) => item.comments,
  language: ({ item }) => item.language,
}

/** The value that the reader gives for an assertion's field; undefined when the field is none of an entry's. */
export function valueFor(field, feed, posts, date) {
  if (field === 'entries.length') return feed.items.length
  const match = /^entries\[(\d+)\]\.(\w+?)(?:\[(\d+)\])?$/.exec(field)
  if (match === null) return undefined
  const item = feed.items[Number(match[1])]
  if (item === undefined) return null
  const name = match[2] === 'tags0' ? 'tags' : match[2]
  if (name === 'tags' || name === 'enclosures') return item[name][Number(match[3] ?? 0)] ?? null
  return READERS[name]?.({ item, post: posts[Number(match[1])], date })
}

/** Whether the value is what the assertion expects. */
export function isRight(kind, value, expected, now) {
  if (kind === 'count') return value === expected
  if (kind === 'date') return sameInstant(value, expected, now)
  if (kind === 'url') return (value ?? '') === expected || sameUrl(value, expected)
  if (kind === 'author') return plainOf(value) === plainOf(withoutMailbox(expected))
  const got = folded(value)
  return got === folded(expected) || got === folded(htmlToText(expected)) || plainOf(value) === plainOf(expected)
}

function folded(text) {
  return String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()
}

function sameInstant(value, expected, now) {
  const wanted =
    typeof expected === 'number' ? new Date(expected).toISOString() : readDate(expected, { now, timezone: 'UTC' })
  return (
    wanted !== null && value !== null && Math.floor(Date.parse(value) / 1000) === Math.floor(Date.parse(wanted) / 1000)
  )
}

function sameUrl(value, expected) {
  return URL.canParse(value ?? '') && URL.canParse(expected) && new URL(value).href === new URL(expected).href
}

function withoutMailbox(name) {
  return name.replace(/\s*[(<][^\s()<>]+@[^\s()<>]+[)>]\s*$/, '')
}

function plainOf(text) {
  const once = htmlToText(String(text ?? ''))
  return folded(htmlToText(once))
}
