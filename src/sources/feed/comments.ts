// The comment feeds behind a feed's items: which are known, how many comments each had when it was last read, and
// which are worth asking for now.

import { z } from 'zod'
import type { ConversationRef } from '../../domain/post.js'
import type { PageRequest, SourceMemory } from '../../domain/source.js'
import { comparableUrl } from '../reading/urls.js'
import type { ParsedFeed } from './model.js'

/** Comment feeds remembered for one source: more than any feed lists at once. */
const REMEMBERED_MAX = 200
/** Comment feeds asked for in one scan: a host must not be swamped because a blog woke up. */
const REQUESTS_MAX = 10

const entrySchema = z.object({
  thread: z.object({ id: z.string(), url: z.string().nullable(), title: z.string().nullable() }),
  /** Comments that the list counts, and those it counted when the comment feed was last read. */
  count: z.number(),
  seen: z.number(),
})

/** What is known of one item's comments. */
export type CommentEntry = Readonly<z.infer<typeof entrySchema>>
/** By address of the comment feed. */
export type CommentMemory = Readonly<Record<string, CommentEntry>>

/** The remembered comment feeds; whatever is not in order is forgotten. */
export function commentMemory(memory: SourceMemory): CommentMemory {
  const parsed = z.record(z.string(), entrySchema).safeParse(memory.comments)
  return parsed.success ? parsed.data : {}
}

/** The conversation whose comments this feed holds; null when that is not known. */
export function threadOf(url: string, feed: ParsedFeed, known: CommentMemory): ConversationRef | null {
  const key = comparableUrl(url)
  const entry = Object.entries(known).find(([address]) => comparableUrl(address) === key)
  if (entry !== undefined) return entry[1].thread
  const bySite = Object.values(known).find(
    (candidate) =>
      feed.link !== null &&
      candidate.thread.url !== null &&
      comparableUrl(candidate.thread.url) === comparableUrl(feed.link),
  )
  return bySite?.thread ?? null
}

/** An item that announces a feed of its comments. */
export interface CommentFeed {
  readonly url: string
  readonly count: number
  readonly thread: ConversationRef
}

/** The memory with what a list announces; what was announced last stays longest. */
export function noteAnnounced(known: CommentMemory, announced: readonly CommentFeed[]): CommentMemory {
  const noted = new Map(Object.entries(known))
  for (const { url, count, thread } of announced) {
    const seen = noted.get(url)?.seen ?? 0
    noted.delete(url)
    noted.set(url, { thread, count, seen })
  }
  return Object.fromEntries([...noted].slice(-REMEMBERED_MAX))
}

/** The memory once that comment feed was read. One that failed stays unseen, and so is asked for again. */
export function noteRead(known: CommentMemory, url: string): CommentMemory {
  const key = comparableUrl(url)
  return Object.fromEntries(
    Object.entries(known).map(([address, entry]) =>
      comparableUrl(address) === key ? [address, { ...entry, seen: entry.count }] : [address, entry],
    ),
  )
}

/** The comment feeds with more comments than were seen, those with the most news first. */
export function commentRequests(known: CommentMemory, listUrl: string): readonly PageRequest[] {
  return Object.entries(known)
    .filter(([address, entry]) => entry.count > entry.seen && address !== listUrl)
    .sort(([, left], [, right]) => right.count - right.seen - (left.count - left.seen))
    .slice(0, REQUESTS_MAX)
    .map(([url]) => ({ url, role: 'comments', detail: true }))
}
