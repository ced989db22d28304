// Reddit by its listings: as JSON with the operator's OAuth token, as a feed with the operator's private feed token, or as
// the anonymous feed, which Reddit often refuses. Nothing here gets around a refusal: it is shown as what it is.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { looksLikeFeed } from './feed/parse.js'
import { answerOf, notBefore, placeOf } from './platform/answer.js'
import { bearer, credential, type Queries, queries, queriesOf } from './platform/options.js'
import { addressWith, hostOf, originFor, originOf, webAddress } from './platform/place.js'
import { backFrom, knownTo, type Stretch, walkKey, walkOn, walkRole } from './platform/walk.js'
import { looksLikeJson } from './reading/answers.js'
import { readRedditFeed } from './reddit/feed.js'
import { readRedditListings } from './reddit/listing.js'
import { redditLogin } from './reddit/login.js'

/** The kind's own keys of a source. */
export type RedditOptions = {
  /** An app of the operator's, from reddit.com/prefs/apps: listings as JSON, with replies. Escucha logs in with it. */
  readonly clientId?: string | undefined
  readonly clientSecret?: string | undefined
  /** A ready OAuth token instead of an app. Reddit ends it after a day, and nobody renews it. */
  readonly token?: string | undefined
  /** The private feed token of the operator's account, with its `user`: from reddit.com/prefs/feeds. */
  readonly feedToken?: string | undefined
  readonly user?: string | undefined
  /** Searches posts, within the subreddit where the address names one; one request each. */
  readonly query?: Queries | undefined
  /** Flairs that mean the company here ("Agente oficial"). */
  readonly staffTitles?: readonly string[] | undefined
}

const SITES = /(?:^|\.)reddit\.com$/
const OAUTH = 'https://oauth.reddit.com'
const SITE = 'https://www.reddit.com'
/** Reddit gives this many posts of a listing at once. */
const LISTED = 100
/** 100 requests a minute are allowed per app; the anonymous feeds stand no more than one a few minutes. */
const MIN_INTERVAL_MS = 120_000
/** A network that Reddit has blocked is not asked again before this. */
const BLOCKED_SECONDS = 3_660
const BLOCKED_WORDS =
  /blocked by network security|whoa there, pardner|you've been blocked|request has been blocked due to a network policy/i

/** Reddit. */
export const reddit: SourceKind<RedditOptions> = {
  kind: 'reddit',
  title: 'Reddit',
  about:
    'A subreddit, its comments, a search or a user. With `clientId` and `clientSecret` of an app of yours (100 requests a minute; commercial use needs Reddit’s contract), or a `token` that you renew yourself, as JSON; with `feedToken` and `user` or without anything as a feed of the newest 100, which Reddit and its robots.txt may refuse: such a source is shown as blocked.',
  exampleUrl: 'https://foros.example/r/internet/new',
  example: { feedToken: '0123abcd', user: 'escucha' },
  options: z
    .strictObject({
      clientId: credential.optional(),
      clientSecret: credential.optional(),
      token: credential.optional(),
      feedToken: credential.optional(),
      user: z.string().trim().min(1).max(60).optional(),
      query: queries.optional(),
      staffTitles: z.array(z.string().trim().min(1).max(80)).max(50).optional(),
    })
    .refine(({ feedToken, user }) => (feedToken === undefined) === (user === undefined), {
      message: 'a private feed needs both feedToken and user',
    })
    .refine(({ clientId, clientSecret }) => (clientId === undefined) === (clientSecret === undefined), {
      message: 'an app needs both clientId and clientSecret',
    }),
  interfaces: [`${OAUTH}/`],
  login: redditLogin,
  recognise,
  start: (address, context) => start(address, context),
  read: (page, context) => read(page, context),
  revisit: (conversation, sourceUrl, { options }) => revisit(conversation, sourceUrl, options),
  explain,
}

function recognise(page: Page): number {
  if (looksLikeJson(page)) return /"kind"\s*:\s*"(?:Listing|t1|t3)"/.test(page.text.slice(0, 5_000)) ? 0.98 : 0
  // Its feeds are ordinary ones: kept elsewhere, they are read as what they say.
  return SITES.test(hostOf(page.url)) ? 0.99 : 0
}

function start(address: string, { options }: ReadContext<RedditOptions>): readonly PageRequest[] {
  const path = pathOf(address)
  if (/\/comments\/[a-z0-9]+/i.test(path)) return [threadRequest(path, address, options)]
  const asked = queriesOf(options.query)
  const own = webAddress(address)?.searchParams.get('q') ?? null
  if (asked.length === 0 && (own === null || !path.endsWith('/search'))) {
    return [{ ...listingRequest(path === '' ? '/r/all/new' : path, address, options, {}), role: walkRole(path) }]
  }
  const subreddit = /^\/r\/[\w+]{1,200}/.exec(path)?.[0] ?? ''
  return (asked.length === 0 ? [own ?? ''] : asked).map((query) => ({
    ...listingRequest(`${subreddit}/search`, address, options, {
      q: query,
      sort: 'new',
      ...(subreddit === '' ? {} : { restrict_sr: 'on' }),
    }),
    role: walkRole(query),
  }))
}

/** The path of a listing or thread without its format: `/r/internet/new`. */
function pathOf(address: string): string {
  const path = webAddress(address)?.pathname ?? ''
  const bare = path.replace(/\/?\.(?:rss|json|xml)$/i, '').replace(/\/+$/, '')
  // A subreddit's front page is sorted by what is hot: a new complaint would not show.
  return /^\/r\/[\w+]+$/.test(bare) ? `${bare}/new` : bare
}

function listingRequest(
  path: string,
  address: string,
  options: RedditOptions,
  parameters: Readonly<Record<string, string>>,
): Omit<PageRequest, 'role'> {
  if (options.token !== undefined || options.clientId !== undefined) {
    const url = addressWith(`${originFor(address, SITES, OAUTH)}${path}`, { ...parameters, limit: LISTED, raw_json: 1 })
    return { url, accept: 'application/json', ...bearer(options.token) }
  }
  const isJson = /\.json$/i.test(webAddress(address)?.pathname ?? '')
  const format = isJson ? `${path}.json` : `${path}/.rss`
  const secret = options.feedToken === undefined ? {} : { feed: options.feedToken, user: options.user ?? '' }
  return {
    url: addressWith(`${originFor(address, SITES, SITE)}${format}`, {
      ...ownParameters(address),
      ...parameters,
      limit: LISTED,
      ...(isJson ? { raw_json: 1 } : {}),
      ...secret,
    }),
  }
}

/** A feed's address that the operator copied from Reddit carries its token itself. */
function ownParameters(address: string): Readonly<Record<string, string>> {
  return Object.fromEntries(webAddress(address)?.searchParams ?? [])
}

function threadRequest(path: string, address: string, options: RedditOptions): PageRequest {
  return { ...listingRequest(path, address, options, { sort: 'new' }), role: 'thread' }
}

function revisit(conversation: ConversationRef, sourceUrl: string, options: RedditOptions): readonly PageRequest[] {
  const id = /^t3_([a-z0-9]{1,13})$/i.exec(conversation.id)?.[1]
  if (id === undefined) return []
  return [{ ...threadRequest(`/comments/${id}`, sourceUrl, options), detail: true }]
}

function read(given: Page, context: ReadContext<RedditOptions>): ReadResult {
  // A private feed's address is a secret: no message may name it whole.
  const page = { ...given, url: placeOf(given) }
  if (BLOCKED_WORDS.test(page.text.slice(0, 20_000)) && !looksLikeJson(page)) throw blocked(placeOf(page), null)
  const isFeed = looksLikeFeed(page.text) > 0
  const { posts, title, after } = isFeed
    ? readRedditFeed(page)
    : readRedditListings(answerOf(page), page, context.options)
  const key = walkKey(page.role)
  const next = after === null ? null : olderRequest(given, after, context.options)
  const stretch = { key: key ?? '', instants: posts.map((post) => post.publishedAt), next }
  return {
    posts,
    ...(key === null || originOf(page.url) === '' ? { next: [] } : walkOnce(page.role, stretch, context)),
    title,
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

/** A hundred posts are enough to begin with; what is behind them waits for the way back. */
function walkOnce(
  role: string | null,
  stretch: Stretch,
  context: ReadContext<RedditOptions>,
): ReturnType<typeof walkOn> {
  if (knownTo(context.memory, stretch.key) !== null) return walkOn(role, stretch, context)
  return { ...walkOn(role, { ...stretch, next: null }, context), older: backFrom(stretch) }
}

function olderRequest(page: Page, after: string, options: RedditOptions): Omit<PageRequest, 'role'> {
  return { url: addressWith(page.url, { after }), ...bearer(options.token) }
}

function explain(failure: EscuchaError): EscuchaError {
  if (failure.code === 'login-required') return failure
  if (failure.status === 401) {
    return new EscuchaError('login-required', 'Reddit does not take the token: it has ended or was revoked', {
      hint: 'Give `clientId` and `clientSecret` of your app instead of a token: Escucha then renews it.',
      status: 401,
      cause: failure,
    })
  }
  return failure.status === 403 ? blocked('Reddit', failure) : failure
}

function blocked(place: string, cause: EscuchaError | null): EscuchaError {
  return new EscuchaError(
    'challenged',
    `${place} is closed to this network: Reddit has blocked it, or the subreddit is private`,
    {
      hint: 'Give `clientId` and `clientSecret` of an app, or `feedToken` and `user` of your account; Escucha does not get around blocks.',
      retryAfterSeconds: BLOCKED_SECONDS,
      ...(cause === null ? {} : { status: 403, cause }),
    },
  )
}
