// What the feed tests share: a page at hand, and the posts that a feed makes.

import type { PostDraft } from '../../../src/domain/post.js'
import type { Page, ReadResult } from '../../../src/domain/source.js'
import { feed } from '../../../src/sources/feed.js'

export const now = '2024-05-15T12:00:00.000Z'

/** A page as it would have been fetched from the blog. */
export function pageOf(text: string, more: Partial<Page> = {}): Page {
  return {
    url: 'https://blog.example/feed/',
    status: 200,
    contentType: 'application/rss+xml',
    headers: {},
    text,
    fetchedAt: now,
    timezone: 'UTC',
    role: 'feed',
    ...more,
  }
}

/** Reads a page as the kind does. */
export function read(
  text: string,
  more: Partial<Page> = {},
  memory: Readonly<Record<string, unknown>> = {},
): ReadResult {
  return feed.read(pageOf(text, more), { options: { comments: true }, memory })
}

/** The first post of a feed whose one item holds this. */
export function itemOf(inside: string): PostDraft | undefined {
  return read(`<rss version="2.0"><channel><title>Blog</title><item>${inside}</item></channel></rss>`).posts[0]
}

/** The first post of an Atom feed whose one entry holds this. */
export function entryOf(inside: string, attributes = ''): PostDraft | undefined {
  return read(`<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><entry>${inside}</entry></feed>`).posts[0]
}
