// Lemmy communities, users and searches by the interface of version 3, and by their feeds. Posts and comments are
// numbered apart, so their ids say which they are.

import { z } from 'zod'
import type { ConversationRef } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { commentDraft, postDraft } from './lemmy/drafts.js'
import { answerOf, notBefore, notWhatWasAsked } from './platform/answer.js'
import { type Queries, queries, queriesOf } from './platform/options.js'
import { addressWith, originOf, webAddress } from './platform/place.js'
import { walkKey, walkOn, walkRole } from './platform/walk.js'
import { type Json, lineIn, looksLikeJson, numberIn, objectOf, objectsOf } from './reading/answers.js'

/** The kind's own keys of a source. */
export type LemmyOptions = {
  /** Searches posts and comments that the instance knows; one request each. */
  readonly query?: Queries | undefined
  /** Also comments. Default true. */
  readonly comments?: boolean | undefined
}

const API = '/api/v3'
/** The most that the interface gives at once. */
const LISTED = 50
/** Replies deeper than this are rare, and asked for when they are seen in the list of comments. */
const DEPTH = 12
/** No limit is published; instances keep their own, and cache feeds for an hour. */
const MIN_INTERVAL_MS = 120_000

/** Lemmy instances. */
export const lemmy: SourceKind<LemmyOptions> = {
  kind: 'lemmy',
  title: 'Lemmy community',
  about:
    'A community (https://INSTANCE/c/NAME), a user (/u/NAME), a `query`, or everything a Lemmy instance knows, with comments, by its public interface without a key. Each instance sets its own limits; asked at most every two minutes.',
  exampleUrl: 'https://lemmy.example/c/internet',
  example: { comments: true },
  options: z.strictObject({ query: queries.optional(), comments: z.boolean().optional() }),
  recognise,
  start,
  read,
  revisit,
}

function recognise(page: Page): number {
  const head = page.text.slice(0, 50_000)
  if (!looksLikeJson(page))
    return /<generator>Lemmy|window\.isoData\s*=\s*\{/.test(head) && /[Ll]emmy/.test(head) ? 0.93 : 0
  return /"ap_id"\s*:/.test(head) && /"(?:posts|comments|post_view)"\s*:/.test(head) ? 0.97 : 0
}

function start(address: string, { options }: ReadContext<LemmyOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  const path = url?.pathname ?? ''
  if (url === null || path.startsWith('/api/') || path.startsWith('/feeds/'))
    return [{ url: address, role: walkRole('') }]
  const post = /^\/post\/(\d{1,15})/.exec(path)?.[1]
  if (post !== undefined) return threadRequests(post, address, false)
  const asked = queriesOf(options.query)
  const own = path === '/search' ? url.searchParams.get('q') : null
  if (asked.length > 0 || own !== null)
    return (asked.length > 0 ? asked : [own ?? '']).map((query) => searchRequest(query, address, path, options))
  const user = /^\/u\/([^/]+)/.exec(path)?.[1]
  if (user !== undefined) return [listRequest('user', address, { username: decodedName(user) })]
  const place = { community_name: communityIn(path), type_: 'All' }
  const posts = listRequest('post/list', address, place)
  return options.comments === false ? [posts] : [posts, listRequest('comment/list', address, place)]
}

function communityIn(path: string): string | null {
  const name = /^\/c\/([^/]+)/.exec(path)?.[1]
  return name === undefined ? null : decodedName(name)
}

function decodedName(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function listRequest(
  method: string,
  address: string,
  parameters: Readonly<Record<string, string | null>>,
): PageRequest {
  const url = addressWith(`${originOf(address)}${API}/${method}`, { ...parameters, sort: 'New', limit: LISTED })
  return { url, role: walkRole(method) }
}

function searchRequest(query: string, address: string, path: string, options: LemmyOptions): PageRequest {
  const type = options.comments === false ? 'Posts' : 'All'
  const parameters = { q: query, type_: type, listing_type: 'All', community_name: communityIn(path) }
  return { ...listRequest('search', address, parameters), role: walkRole(query) }
}

function threadRequests(post: string, address: string, detail: boolean): readonly PageRequest[] {
  const comments = { post_id: post, sort: 'New', limit: LISTED, max_depth: DEPTH, type_: 'All' }
  return [
    { url: addressWith(`${originOf(address)}${API}/post`, { id: post }), role: 'thread', detail },
    { url: addressWith(`${originOf(address)}${API}/comment/list`, comments), role: 'thread', detail: true },
  ]
}

function revisit(conversation: ConversationRef, sourceUrl: string): readonly PageRequest[] {
  const post = /^post-(\d{1,15})$/.exec(conversation.id)?.[1]
  return post === undefined ? [] : threadRequests(post, sourceUrl, true)
}

function read(page: Page, context: ReadContext<LemmyOptions>): ReadResult {
  if (looksLikeFeed(page.text) > 0 && !looksLikeJson(page)) return readFeed(page)
  const answer = objectOf(answerOf(page)) ?? {}
  const single = objectOf(answer.post_view)
  const lists = [answer.posts, answer.comments].filter(Array.isArray)
  if (single === null && lists.length === 0)
    throw notWhatWasAsked(page, 'posts or comments of Lemmy', lineIn(answer.error))
  const listed = [...objectsOf(answer.posts), ...(single === null ? [] : [single])].map((view) => postDraft(view, page))
  const said = objectsOf(answer.comments).map((view) => commentDraft(view, page))
  const posts = [...listed, ...said].filter((post) => post !== null)
  const key = walkKey(page.role)
  const longest = Math.max(...lists.map((list) => list.length), 0)
  const stretch = {
    key: key ?? '',
    instants: posts.map((post) => post.publishedAt),
    next: longest >= LISTED ? nextPage(answer, page) : null,
  }
  return {
    posts,
    ...(key === null ? { next: [] } : walkOn(page.role, stretch, context)),
    title: titleOf(answer),
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

/** From 0.19 on a cursor names the next page of posts; a number does everywhere else. */
function nextPage(answer: Json, page: Page): { readonly url: string } | null {
  const url = webAddress(page.url)
  if (url === null) return null
  const cursor = lineIn(answer.next_page)
  if (cursor !== null) return { url: addressWith(page.url, { page_cursor: cursor }) }
  const number = Math.floor(numberIn(url.searchParams.get('page')) ?? 1)
  return { url: addressWith(page.url, { page: number + 1 }) }
}

function titleOf(answer: Json): string | null {
  const community = objectOf(objectsOf(answer.posts)[0]?.community)
  return lineIn(community?.title) ?? lineIn(community?.name)
}

function readFeed(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  const posts = drafts.map((draft) => ({ ...draft, kind: 'topic' as const }))
  return { posts, next: [], title: feed.title, language: feed.language, hints: notBefore(3_600_000) }
}
