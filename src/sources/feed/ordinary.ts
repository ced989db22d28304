// What an ordinary reader makes of a feed: rss-parser, as most JavaScript programs use it. It is not what Escucha
// reads with, because it loses whole feeds to small faults; it shows an operator how others see the feed. It has a
// quadratic expression, so it runs in the reader pool only.

import type { ReadResult } from '../../domain/source.js'

/** What the ordinary reader says. */
export type OrdinaryReading =
  | {
      readonly ok: true
      readonly title: string | null
      readonly items: number
      readonly titles: readonly (string | null)[]
      readonly links: readonly (string | null)[]
      readonly dates: readonly (string | null)[]
    }
  | { readonly ok: false; readonly reason: string }

/** Titles and links beyond these do not fit a report. */
const ITEMS_SHOWN = 1_000

/** Reads a feed's text with rss-parser; never throws. */
export async function ordinaryReading(text: string): Promise<OrdinaryReading> {
  // Loaded here because it drags in an HTTP client's worth of modules that only `sources check` needs.
  const { default: Parser } = await import('rss-parser')
  try {
    const feed = await new Parser().parseString(text)
    const items = feed.items.slice(0, ITEMS_SHOWN)
    return {
      ok: true,
      title: feed.title?.trim() || null,
      items: feed.items.length,
      titles: items.map((item) => textOr(item.title)),
      links: items.map((item) => textOr(item.link)),
      dates: items.map((item) => textOr(item.isoDate)),
    }
  } catch (error) {
    return { ok: false, reason: firstLine(error) }
  }
}

// Despite its types, rss-parser hands through whatever the XML made: objects, arrays, nothing.
function textOr(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0]?.slice(0, 200) ?? ''
}

/** Where the two readings differ, in sentences for `sources check`; empty when they agree. */
export function compareReadings(ours: Pick<ReadResult, 'posts'>, ordinary: OrdinaryReading): readonly string[] {
  if (!ordinary.ok) return [`an ordinary reader cannot read this feed: ${ordinary.reason}`]
  const found: string[] = []
  if (ordinary.items !== ours.posts.length) {
    found.push(`an ordinary reader sees ${ordinary.items} items, Escucha ${ours.posts.length}`)
  }
  const pairs = ours.posts.slice(0, ordinary.titles.length)
  found.push(
    ...difference('link', pairs.filter((post, index) => post.url !== null && ordinary.links[index] === null).length),
  )
  found.push(
    ...difference(
      'date',
      pairs.filter((post, index) => post.publishedAt !== null && ordinary.dates[index] === null).length,
    ),
  )
  found.push(
    ...difference(
      'title',
      pairs.filter((post, index) => post.title !== null && ordinary.titles[index] === null).length,
    ),
  )
  return found
}

function difference(what: string, count: number): readonly string[] {
  return count === 0 ? [] : [`an ordinary reader misses the ${what} of ${count} items`]
}
