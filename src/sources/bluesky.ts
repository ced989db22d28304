// Bluesky by its open interface: authors and threads for everybody, searches with a session of the operator's. A
// post's id is its `at://` address, which stays when its author changes the handle.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { blueskyLogin } from './bluesky/login.js'
import { postWith } from './forum/json.js'
import { answerOf, notBefore, notWhatWasAsked, utcInstant } from './platform/answer.js'
import { bearer, credential, type Queries, queries, queriesOf } from './platform/options.js'
import { addressWith, hostOf, originFor, webAddress } from './platform/place.js'
import { walkKey, walkOn, walkRole } from './platform/walk.js'
import { idIn, type Json, lineIn, looksLikeJson, numberIn, objectOf, objectsOf, textIn } from './reading/answers.js'
import { languageCode } from './reading/language.js'
import { cleanText } from './reading/text.js'

/** The kind's own keys of a source. */
export type BlueskyOptions = {
  /** What to search for; one request each. Needs `handle` and `appPassword`, or `token`. */
  readonly query?: Queries | undefined
  /** An account and one of its app passwords: Escucha makes sessions with them. */
  readonly handle?: string | undefined
  readonly appPassword?: string | undefined
  /** Access token (`accessJwt`) of a session of one's own instead. It ends after some two hours, and nobody renews it. */
  readonly token?: string | undefined
}

const SITES = /(?:^|\.)(?:bsky\.app|bsky\.social)$/
const PUBLIC = 'https://public.api.bsky.app'
const SESSION = 'https://bsky.social'
const SITE = 'https://bsky.app'
const LISTED = 100
/** 3,000 requests in five minutes are allowed per address; bots are asked to search sparingly. */
const MIN_INTERVAL_MS = 300_000
const REPLIES_MAX = 2_000

/** Bluesky. */
export const bluesky: SourceKind<BlueskyOptions> = {
  kind: 'bluesky',
  title: 'Bluesky',
  about:
    'An author (https://bsky.app/profile/HANDLE) and the replies of watched posts without a key; searches only with `handle` and `appPassword` of an account (Settings → App passwords), or with the `token` of a session that you renew yourself. Bluesky discourages bots from searching: asked at most every five minutes.',
  exampleUrl: 'https://cielo.example/profile/une.example',
  example: { query: 'fibra UNE', handle: 'une.example', appPassword: 'abcd-efgh-ijkl-mnop' },
  options: z
    .strictObject({
      query: queries.optional(),
      handle: credential.optional(),
      appPassword: credential.optional(),
      token: credential.optional(),
    })
    .refine(({ handle, appPassword }) => (handle === undefined) === (appPassword === undefined), {
      message: 'a session needs both handle and appPassword',
    })
    .refine(({ query, ...options }) => query === undefined || hasSession(options), {
      message: 'a search needs handle and appPassword, or token',
    }),
  interfaces: [`${PUBLIC}/xrpc/`, `${SESSION}/xrpc/`],
  login: blueskyLogin(sessionOrigin),
  recognise,
  start,
  read,
  revisit: (conversation, sourceUrl, { options }) => revisit(conversation, sourceUrl, options),
  explain,
}

function recognise(page: Page): number {
  if (!looksLikeJson(page)) return hostOf(page.url) === 'bsky.app' ? 0.97 : 0
  const head = page.text.slice(0, 50_000)
  return /"uri"\s*:\s*"at:/.test(head) && /"(?:record|value)"\s*:/.test(head) ? 0.97 : 0
}

function hasSession({ token, appPassword }: BlueskyOptions): boolean {
  return token !== undefined || appPassword !== undefined
}

/** Where sessions are made, and are good for. */
function sessionOrigin(address: string): string {
  return originFor(address, SITES, SESSION)
}

function methodUrl(address: string, method: string, options: BlueskyOptions): string {
  const root = hasSession(options) ? sessionOrigin(address) : originFor(address, SITES, PUBLIC)
  return `${root}/xrpc/app.bsky.feed.${method}`
}

function start(address: string, { options }: ReadContext<BlueskyOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  if (url === null || url.pathname.startsWith('/xrpc/'))
    return [{ url: address, role: walkRole(''), ...bearer(options.token) }]
  const asked = queriesOf(options.query)
  const own = url.searchParams.get('q')
  const post = /^\/profile\/([^/]+)\/post\/([a-z0-9]{1,20})/i.exec(url.pathname)
  if (post !== null) return [threadRequest(`at://${post[1]}/app.bsky.feed.post/${post[2]}`, address, options, false)]
  const actor = /^\/profile\/([^/]+)/.exec(url.pathname)?.[1]
  if (asked.length === 0 && actor !== undefined) {
    const feed = addressWith(methodUrl(address, 'getAuthorFeed', options), {
      actor,
      limit: LISTED,
      filter: 'posts_with_replies',
    })
    return [{ url: feed, role: walkRole(''), ...bearer(options.token) }]
  }
  return (asked.length > 0 ? asked : [own ?? '']).map((query) => ({
    url: addressWith(methodUrl(address, 'searchPosts', options), { q: query, sort: 'latest', limit: LISTED }),
    role: walkRole(query),
    ...bearer(options.token),
  }))
}

function threadRequest(uri: string, address: string, options: BlueskyOptions, detail: boolean): PageRequest {
  const url = addressWith(methodUrl(address, 'getPostThread', options), { uri, depth: 20, parentHeight: 0 })
  return { url, role: 'thread', detail, ...bearer(options.token) }
}

function revisit(conversation: ConversationRef, sourceUrl: string, options: BlueskyOptions): readonly PageRequest[] {
  return /^at:\/\/[\w.:%-]+\/[\w.]+\/[\w.~:-]+$/.test(conversation.id)
    ? [threadRequest(conversation.id, sourceUrl, options, true)]
    : []
}

function read(page: Page, context: ReadContext<BlueskyOptions>): ReadResult {
  const answer = objectOf(answerOf(page)) ?? {}
  const thread = objectOf(answer.thread)
  if (thread !== null) return { posts: draftsOf(postsInThread(thread), page), next: [], title: null, language: null }
  const views = Array.isArray(answer.posts) ? objectsOf(answer.posts) : viewsInFeed(answer)
  if (views === null) throw refusalIn(answer, page)
  const posts = draftsOf(views, page)
  const key = walkKey(page.role)
  const cursor = lineIn(answer.cursor)
  const next =
    cursor === null || webAddress(page.url) === null
      ? null
      : { url: addressWith(page.url, { cursor }), ...bearer(context.options.token) }
  return {
    posts,
    ...(key === null
      ? { next: [] }
      : walkOn(page.role, { key, instants: posts.map((post) => post.publishedAt), next }, context)),
    title: null,
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function draftsOf(views: readonly Json[], page: Page): readonly PostDraft[] {
  return views.map((view) => draftOf(view, page)).filter((post) => post !== null)
}

/** What somebody only passed on is somebody else's post. */
function viewsInFeed(answer: Json): readonly Json[] | null {
  if (!Array.isArray(answer.feed)) return null
  const entries = objectsOf(answer.feed).filter((entry) => objectOf(entry.reason) === null)
  return entries.map((entry) => objectOf(entry.post)).filter((view) => view !== null)
}

function postsInThread(thread: Json): readonly Json[] {
  const views: Json[] = []
  const waiting: Json[] = [thread]
  for (let node = waiting.pop(); node !== undefined && views.length < REPLIES_MAX; node = waiting.pop()) {
    const view = objectOf(node.post)
    if (view !== null) views.push(view)
    waiting.push(...[...objectsOf(node.replies)].reverse())
  }
  return views
}

function draftOf(view: Json, page: Page): PostDraft | null {
  const uri = idIn(view.uri)
  const record = objectOf(view.record) ?? objectOf(view.value)
  if (uri === null || record === null) return null
  const author = objectOf(view.author)
  const reply = objectOf(record.reply)
  const root = idIn(objectOf(reply?.root)?.uri)
  const handle = lineIn(author?.handle)
  const url = pageOf(uri, handle)
  const languages = Array.isArray(record.langs) ? record.langs : []
  return postWith({
    id: uri,
    url,
    kind: reply === null ? 'topic' : 'reply',
    text: cleanText(textIn(record.text) ?? ''),
    author: {
      name: handle === null ? lineIn(author?.displayName) : `@${handle}`,
      url: handle === null ? null : `${SITE}/profile/${handle}`,
      staff: false,
    },
    publishedAt: utcInstant(record.createdAt, page.fetchedAt) ?? utcInstant(view.indexedAt, page.fetchedAt),
    // By the author's number, not the handle: so it is the same for every reply.
    conversation: { id: root ?? uri, url: pageOf(root ?? uri, null), title: null },
    inReplyTo: idIn(objectOf(reply?.parent)?.uri),
    language: languages.length === 1 ? languageCode(lineIn(languages[0])) : null,
    replyCount: numberIn(view.replyCount),
  })
}

function pageOf(uri: string, handle: string | null): string | null {
  const [, did, key] = /^at:\/\/([\w.:%-]+)\/app\.bsky\.feed\.post\/([\w-]+)$/.exec(uri) ?? []
  return did === undefined || key === undefined ? null : `${SITE}/profile/${handle ?? did}/post/${key}`
}

const TOKEN_HINT =
  'Searches need `handle` and `appPassword` of an account; a `token` of your own ends after some two hours.'

function refusalIn(answer: Json, page: Page): EscuchaError {
  const error = lineIn(answer.error)
  const said = lineIn(answer.message) ?? error
  if (/Auth|Token|Forbidden/.test(error ?? '')) return tokenRefused(said, null)
  return notWhatWasAsked(page, 'posts of Bluesky', said)
}

function tokenRefused(said: string | null, cause: EscuchaError | null): EscuchaError {
  const words = said === null ? '' : `: ${said.slice(0, 120)}`
  return new EscuchaError('login-required', `Bluesky wants a session for this, or the one given has ended${words}`, {
    hint: TOKEN_HINT,
    ...(cause === null ? {} : { cause }),
  })
}

/** An ended token answers 400, none at all 401 or 403. */
function explain(failure: EscuchaError): EscuchaError {
  const { code, status } = failure
  if (code === 'login-required') return failure
  return status === 400 || status === 401 || status === 403 ? tokenRefused(`status ${status}`, failure) : failure
}
