// The addresses that a post links to, from its own HTML: its text shows what a link says, not where it leads.

import type { ReadResult } from '../../domain/source.js'
import { decodeEntities } from './entities.js'

/** A post full of links is a list, or spam. */
const LINKS_MAX = 20

/** Longer ones carry data, and lead to the same place without it. */
const LINK_CHARS_MAX = 500

const HREF = /<a\s[^<>]{0,300}?href\s*=\s*(?:"([^"<>]{8,2000})"|'([^'<>]{8,2000})'|([^\s"'<>]{8,2000}))/gi

/** The web addresses that a piece of HTML links to, each once. */
export function linksIn(html: string): readonly string[] {
  const links = new Set<string>()
  for (const [, quoted, single, bare] of html.matchAll(HREF)) {
    const link = decodeEntities(quoted ?? single ?? bare ?? '').trim()
    if (/^https?:\/\//i.test(link)) links.add(link.slice(0, LINK_CHARS_MAX))
    if (links.size >= LINKS_MAX) break
  }
  return [...links]
}

/** The links of posts as a reading tells them; those that link nowhere are left out. */
export function linksOf(
  posts: readonly { readonly id: string | null; readonly html: string | null }[],
): Pick<ReadResult, 'links'> {
  const links = posts.flatMap(({ id, html }) => {
    const urls = id === null || html === null ? [] : linksIn(html)
    return id === null || urls.length === 0 ? [] : [{ post: id, urls }]
  })
  return links.length === 0 ? {} : { links }
}
