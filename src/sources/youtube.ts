// YouTube channels by their feed of the newest videos; comments by the Data API where the operator has a key. A comment's
// conversation is the video under which it stands.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { draftsOf } from './feed/drafts.js'
import { feedOfPage } from './feed/of-page.js'
import { looksLikeFeed } from './feed/parse.js'
import { HtmlPage } from './forum/page.js'
import { answerOf, notBefore, notWhatWasAsked } from './platform/answer.js'
import { errandRole } from './platform/errand.js'
import { credential } from './platform/options.js'
import { addressWith, hostOf, originFor, siteFor, webAddress } from './platform/place.js'
import { walkKey, walkOn, walkRole } from './platform/walk.js'
import { type Json, lineIn, looksLikeJson, objectOf, objectsOf } from './reading/answers.js'
import { refuseFaultyPage } from './reading/faults.js'
import { commentDrafts } from './youtube/comments.js'

/** The kind's own keys of a source. */
export type YoutubeOptions = {
  /** Key of the YouTube Data API, for comments: 10,000 units a day are free, a page of comments costs one. */
  readonly key?: string | undefined
  /** The channel is the brand's own: what it comments is the company's answer. Default false. */
  readonly ownChannel?: boolean | undefined
}

const SITES = /(?:^|\.)(?:youtube\.com|youtu\.be)$/
const API_HOSTS = /(?:^|\.)(?:youtube\.com|youtu\.be|googleapis\.com)$/
const SITE = 'https://www.youtube.com'
const API = 'https://www.googleapis.com'
const LISTED = 100
/** Feeds are renewed some every quarter of an hour. */
const MIN_INTERVAL_MS = 900_000

/** YouTube channels. */
export const youtube: SourceKind<YoutubeOptions> = {
  kind: 'youtube',
  title: 'YouTube channel',
  about:
    'The 15 newest videos of a channel by its feed, without a key; with `key` of the YouTube Data API also the comments of the channel or of one video (10,000 units a day, one per page of comments; Google’s API terms apply). robots.txt of youtube.com may refuse the feed.',
  exampleUrl: 'https://videos.example/channel/UC0123456789abcdefghijkl',
  example: { key: 'AIzaExample', ownChannel: true },
  options: z.strictObject({ key: credential.optional(), ownChannel: z.boolean().optional() }),
  interfaces: [`${API}/youtube/v3/`],
  recognise,
  start,
  read,
  revisit: (conversation, sourceUrl, { options }) => revisit(conversation, sourceUrl, options),
  explain,
}

function recognise(page: Page): number {
  const head = page.text.slice(0, 20_000)
  if (looksLikeJson(page)) return /"youtube#comment(?:Thread)?(?:ListResponse)?"/.test(head) ? 0.98 : 0
  if (looksLikeFeed(page.text) > 0) return /<yt:channelId>|<id>yt:channel:/.test(head) ? 0.99 : 0
  const isChannel = /^\/(?:channel\/|@|c\/|user\/|watch)/.test(webAddress(page.url)?.pathname ?? '')
  return SITES.test(hostOf(page.url)) && isChannel ? 0.97 : 0
}

function start(address: string, { options }: ReadContext<YoutubeOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  if (url === null) return [{ url: address, role: 'feed' }]
  if (url.pathname.startsWith('/youtube/v3/')) return [withKey({ url: address, role: walkRole('') }, options)]
  const video = url.searchParams.get('v') ?? /^\/(?:shorts|live|embed)\/([\w-]{11})/.exec(url.pathname)?.[1] ?? null
  if (video !== null) return videoRequests(video, address, options)
  const channel = url.searchParams.get('channel_id') ?? channelIn(url.pathname)
  if (channel === null) return [{ url: address, role: url.pathname.endsWith('.xml') ? 'feed' : 'channel' }]
  return channelRequests(channel, address, options)
}

function channelIn(path: string): string | null {
  return /\/channel\/(UC[\w-]{22})/.exec(path)?.[1] ?? null
}

function channelRequests(channel: string, address: string, options: YoutubeOptions): readonly PageRequest[] {
  const feed = addressWith(`${originFor(address, SITES, SITE)}/feeds/videos.xml`, { channel_id: channel })
  const comments =
    options.key === undefined
      ? []
      : [commentRequest({ allThreadsRelatedToChannelId: channel }, address, options, walkRole('comments'))]
  return [{ url: feed, role: 'feed' }, ...comments]
}

function videoRequests(video: string, address: string, options: YoutubeOptions): readonly PageRequest[] {
  if (options.key === undefined) {
    throw new EscuchaError(
      'config-invalid',
      'the comments of a video are read by the YouTube Data API, which needs a key',
      {
        hint: 'Give `key`, or the address of the channel for its videos alone.',
      },
    )
  }
  return [commentRequest({ videoId: video }, address, options, walkRole('comments'))]
}

function commentRequest(
  about: Readonly<Record<string, string>>,
  address: string,
  options: YoutubeOptions,
  role: string,
): PageRequest {
  const url = addressWith(`${originFor(address, API_HOSTS, API)}/youtube/v3/commentThreads`, {
    part: 'snippet,replies',
    ...about,
    order: 'time',
    maxResults: LISTED,
    textFormat: 'plainText',
  })
  return withKey({ url, role }, options)
}

/** The key travels as a header: an address stands in logs. */
function withKey(request: PageRequest, options: YoutubeOptions): PageRequest {
  return options.key === undefined ? request : { ...request, headers: { 'x-goog-api-key': options.key } }
}

function revisit(conversation: ConversationRef, sourceUrl: string, options: YoutubeOptions): readonly PageRequest[] {
  const video = /^yt:video:([\w-]{11})$/.exec(conversation.id)?.[1]
  if (video === undefined || options.key === undefined) return []
  const role = errandRole('video', { title: conversation.title })
  return [{ ...commentRequest({ videoId: video }, sourceUrl, options, role), detail: true }]
}

function read(page: Page, context: ReadContext<YoutubeOptions>): ReadResult {
  if (looksLikeFeed(page.text) > 0 && !looksLikeJson(page)) return readFeed(page)
  if (!looksLikeJson(page)) return readChannelPage(page, context.options)
  const answer = objectOf(answerOf(page)) ?? {}
  if (!Array.isArray(answer.items)) throw refusalIn(answer, page)
  const posts = commentDrafts(objectsOf(answer.items), siteFor(page.url, API_HOSTS, SITE), page, context.options)
  const key = walkKey(page.role)
  const cursor = lineIn(answer.nextPageToken)
  const next =
    cursor === null || webAddress(page.url) === null
      ? null
      : withKey({ url: addressWith(page.url, { pageToken: cursor }), role: '' }, context.options)
  return {
    posts,
    ...(key === null ? { next: [] } : walkOn(page.role, { key, instants: topInstants(posts), next }, context)),
    title: null,
    language: null,
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

/** Threads come by the time of their first comment; a late reply must not end the walk's sight too early. */
function topInstants(posts: readonly PostDraft[]): readonly (string | null)[] {
  return posts.filter((post) => !post.id?.includes('.')).map((post) => post.publishedAt)
}

/** The page of a channel that is named by its handle tells the channel's id. */
function readChannelPage(page: Page, options: YoutubeOptions): ReadResult {
  const head = page.text.slice(0, 2_000_000)
  const found =
    /[?&]channel_id=(UC[\w-]{22})/.exec(head)?.[1] ??
    /\/channel\/(UC[\w-]{22})"/.exec(head)?.[1] ??
    /"(?:externalId|channelId|browseId)":"(UC[\w-]{22})"/.exec(head)?.[1]
  if (found === undefined) {
    refuseFaultyPage(page, new HtmlPage(page.text))
    throw notWhatWasAsked(page, 'the page of a YouTube channel')
  }
  return { posts: [], next: channelRequests(found, page.url, options), title: null, language: null }
}

function readFeed(page: Page): ReadResult {
  const feed = feedOfPage(page)
  const views = viewsIn(page.text)
  const { drafts } = draftsOf(feed, { page, thread: null, reusedIds: [] })
  const posts = drafts.map((draft) => ({ ...draft, views: views.get(draft.id ?? '') ?? null }))
  return { posts, next: [], title: feed.title, language: null, hints: notBefore(MIN_INTERVAL_MS) }
}

/** Views by the id of the entry; a feed has fifteen of them. */
function viewsIn(text: string): ReadonlyMap<string, number> {
  const views = new Map<string, number>()
  for (const entry of text.slice(0, 1_000_000).split('<entry>').slice(1)) {
    const id = /<id>([^<]{1,60})<\/id>/.exec(entry)?.[1]
    const count = /<media:statistics\s[^>]{0,100}?views="(\d{1,15})"/.exec(entry)?.[1]
    if (id !== undefined && count !== undefined) views.set(id, Number(count))
  }
  return views
}

function refusalIn(answer: Json, page: Page): EscuchaError {
  const error = objectOf(answer.error)
  const said = lineIn(error?.message)
  return error === null ? notWhatWasAsked(page, 'comments of YouTube') : keyRefused(said, null)
}

function keyRefused(said: string | null, cause: EscuchaError | null): EscuchaError {
  const words = said === null ? '' : `: ${said.replace(/<[^>]{0,200}>/g, '').slice(0, 160)}`
  return new EscuchaError(
    'login-required',
    `YouTube refuses the key, its day’s quota is used up, or comments are off${words}`,
    {
      hint: 'Check the key and its quota in the Google Cloud console; a channel’s videos are read without one.',
      ...(cause === null ? {} : { cause }),
    },
  )
}

function explain(failure: EscuchaError): EscuchaError {
  const { status } = failure
  return status === 400 || status === 401 || status === 403 ? keyRefused(`status ${status}`, failure) : failure
}
