// Hacker News by the search of Algolia, ordered by time, and by the Firebase interface where that search is out of
// service. A search gives 1,000 hits at most, so it is never paged: each request asks for what is older than the last.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { readFirebase } from './hackernews/firebase.js'
import { hackerNewsPost } from './hackernews/post.js'
import { answerOf, notBefore, notWhatWasAsked } from './platform/answer.js'
import { type Queries, queries, queriesOf } from './platform/options.js'
import { addressWith, hostOf, originFor, webAddress } from './platform/place.js'
import { knownTo, walkKey, walkOn, walkRole } from './platform/walk.js'
import { idIn, type Json, lineIn, looksLikeJson, numberIn, objectOf, objectsOf, textIn } from './reading/answers.js'

/** The kind's own keys of a source. */
export type HackerNewsOptions = {
  /** What to search for, one request each; everything new when left out. Quotes keep words together. */
  readonly query?: Queries | undefined
  /** Also comments. Default true. */
  readonly comments?: boolean | undefined
}

const SITES = /^(?:news\.ycombinator\.com|hn\.algolia\.com)$/
const SEARCH = 'https://hn.algolia.com'
const FIREBASE = 'https://hacker-news.firebaseio.com'
const HITS = 100
/** A comment may be found some minutes after it was written. */
const FOUND_LATE_MS = 15 * 60_000
/** No rate is published; a search a minute is what a person might do. */
const MIN_INTERVAL_MS = 60_000
/** Comments of one story that are worth reading in one visit. */
const COMMENTS_MAX = 2_000

/** Hacker News. */
export const hackernews: SourceKind<HackerNewsOptions> = {
  kind: 'hackernews',
  title: 'Hacker News',
  about:
    'Stories and comments of news.ycombinator.com by the public search hn.algolia.com, newest first, for each `query` or all; no key, no published rate (asked at most once a minute). While that search is out of service, the official interface hacker-news.firebaseio.com stands in: the 50 newest stories of all, and comments of those that are watched; what was written meanwhile is searched for afterwards.',
  exampleUrl: 'https://noticias.example/newest',
  example: { query: ['"UNE Hogar"'], comments: true },
  options: z.strictObject({ query: queries.optional(), comments: z.boolean().optional() }),
  interfaces: ['https://hn.algolia.com/api/v1/', 'https://hacker-news.firebaseio.com/v0/'],
  recognise,
  start,
  read,
  revisit: (conversation, sourceUrl) => revisit(conversation, sourceUrl),
  instead,
}

function recognise(page: Page): number {
  if (!looksLikeJson(page)) return hostOf(page.url) === 'news.ycombinator.com' ? 0.97 : 0
  const head = page.text.slice(0, 100_000)
  if (/"created_at_i"\s*:/.test(head) && /"(?:hits|children|_tags)"\s*:/.test(head)) return 0.97
  return /^\s*\{/.test(head) && /"by"\s*:\s*"/.test(head) && /"type"\s*:\s*"(?:story|comment|job|poll)"/.test(head)
    ? 0.9
    : 0
}

function start(address: string, { options, memory }: ReadContext<HackerNewsOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  if (url === null || /^\/v0\/.*\.json$/.test(url.pathname)) return [{ url: address, role: 'firebase' }]
  const story = /^\d+$/.test(url.searchParams.get('id') ?? '') ? url.searchParams.get('id') : null
  const root = originFor(address, SITES, SEARCH)
  if (story !== null) return [{ url: itemUrl(root, story), role: 'story' }]
  if (url.pathname.startsWith('/api/v1/') && options.query === undefined) return [{ url: address, role: walkRole('') }]
  const asked = queriesOf(options.query)
  return (asked.length === 0 ? [url.searchParams.get('q') ?? url.searchParams.get('query') ?? ''] : asked).map(
    (query) => {
      const known = knownTo(memory, query)
      const since = known === null ? null : Math.floor((Date.parse(known) - FOUND_LATE_MS) / 1000)
      return { url: searchUrl(root, query, options, since, null), role: walkRole(query) }
    },
  )
}

/** Failures that say that the search is not there; a request to wait is waited for instead. */
const OUT_OF_SERVICE: ReadonlySet<string> = new Set(['dns-failed', 'connect-failed', 'tls-failed', 'timeout', 'gone'])

/** The search belongs to another company than the site: while it is out of service, the site's own interface stands in. */
function instead(request: PageRequest, failure: EscuchaError): readonly PageRequest[] {
  const url = webAddress(request.url)
  if (url?.pathname !== '/api/v1/search_by_date') return []
  const isDown = failure.code === 'http-status' && failure.status !== null && failure.status >= 404
  if (!isDown && !OUT_OF_SERVICE.has(failure.code)) return []
  const root = url.origin === SEARCH ? FIREBASE : url.origin
  return [{ url: `${root}/v0/newstories.json`, role: 'firebase' }]
}

function itemUrl(root: string, id: string): string {
  return `${root}/api/v1/items/${id}`
}

function searchUrl(
  root: string,
  query: string,
  options: HackerNewsOptions,
  since: number | null,
  until: number | null,
): string {
  const bounds = [
    ...(since === null ? [] : [`created_at_i>=${since}`]),
    ...(until === null ? [] : [`created_at_i<=${until}`]),
  ]
  return addressWith(`${root}/api/v1/search_by_date`, {
    query: query === '' ? null : query,
    tags: options.comments === false ? 'story' : '(story,comment)',
    advancedSyntax: query.includes('"') ? 'true' : null,
    // A search that forgives spelling finds other brands.
    typoTolerance: 'false',
    hitsPerPage: HITS,
    numericFilters: bounds.length === 0 ? null : bounds.join(','),
  })
}

function revisit(conversation: ConversationRef, sourceUrl: string): readonly PageRequest[] {
  const { id } = conversation
  if (!/^\d+$/.test(id)) return []
  const isFirebase = /^\/v0\//.test(webAddress(sourceUrl)?.pathname ?? '')
  const root = originFor(sourceUrl, SITES, SEARCH)
  if (isFirebase) return [{ url: `${root}/v0/item/${id}.json`, role: 'firebase', detail: true }]
  return [{ url: itemUrl(root, id), role: 'story', detail: true }]
}

function read(page: Page, context: ReadContext<HackerNewsOptions>): ReadResult {
  if (page.text.trim() === 'null' || /^\/v0\//.test(webAddress(page.url)?.pathname ?? ''))
    return readFirebase(page, context)
  const answer = answerOf(page)
  if (Array.isArray(answer)) return readFirebase(page, context)
  const object = objectOf(answer) ?? {}
  if (Array.isArray(object.hits)) return readHits(object, page, context)
  if (Array.isArray(object.children)) return readStory(object, page)
  if (object.by !== undefined || object.deleted === true) return readFirebase(page, context)
  throw refusal(object, page)
}

function refusal(answer: Json, page: Page): EscuchaError {
  const said = lineIn(answer.message)
  if (Number(answer.status) === 429)
    return new EscuchaError('rate-limited', 'the search of Hacker News asks to wait', { retryAfterSeconds: 600 })
  return notWhatWasAsked(page, 'an answer of Hacker News', said)
}

function readHits(answer: Json, page: Page, context: ReadContext<HackerNewsOptions>): ReadResult {
  const hits = objectsOf(answer.hits)
  const posts = hits.map((hit) => hitDraft(hit, page)).filter((post) => post !== null)
  const key = walkKey(page.role)
  const stretch = {
    key: key ?? '',
    instants: posts.map((post) => post.publishedAt),
    next: hits.length < (numberIn(answer.hitsPerPage) ?? HITS) ? null : olderUrl(hits, page),
    overlapMs: FOUND_LATE_MS,
  }
  return {
    posts,
    ...(key === null ? { next: [] } : walkOn(page.role, stretch, context)),
    title: 'Hacker News',
    language: 'en',
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

/** The same search for what is as old as its oldest hit, or older. */
function olderUrl(hits: readonly Json[], page: Page): { readonly url: string } | null {
  const seconds = hits.map((hit) => numberIn(hit.created_at_i)).filter((second) => second !== null)
  if (seconds.length === 0 || webAddress(page.url) === null) return null
  const oldest = Math.min(...seconds)
  const filters = webAddress(page.url)?.searchParams.get('numericFilters') ?? ''
  const until = Number(/created_at_i<=(\d{1,12})/.exec(filters)?.[1] ?? Number.POSITIVE_INFINITY)
  const others = filters.split(',').filter((filter) => filter !== '' && !filter.startsWith('created_at_i<'))
  // Where one second fills a whole page, the second before it is as far as can be seen.
  const bound = oldest >= until ? until - 1 : oldest
  return { url: addressWith(page.url, { numericFilters: [...others, `created_at_i<=${bound}`].join(','), page: null }) }
}

function hitDraft(hit: Json, page: Page): PostDraft | null {
  const id = idIn(hit.objectID) ?? idIn(hit.story_id)
  if (id === null) return null
  const comment = textIn(hit.comment_text)
  const isComment = comment !== null || objectTags(hit).includes('comment')
  return hackerNewsPost(
    {
      id,
      isComment,
      title: isComment ? null : lineIn(hit.title),
      markup: isComment ? comment : (textIn(hit.story_text) ?? textIn(hit.text)),
      author: lineIn(hit.author),
      when: lineIn(hit.created_at_i) ?? lineIn(hit.created_at),
      story: isComment ? idIn(hit.story_id) : id,
      storyTitle: lineIn(isComment ? hit.story_title : hit.title),
      parent: isComment ? idIn(hit.parent_id) : null,
      replies: numberIn(hit.num_comments),
    },
    page,
  )
}

function objectTags(hit: Json): readonly unknown[] {
  return Array.isArray(hit._tags) ? hit._tags : []
}

/** A story with all its comments, whatever their depth. */
function readStory(answer: Json, page: Page): ReadResult {
  const story = idIn(answer.story_id) ?? idIn(answer.id)
  const title = lineIn(answer.title)
  const posts: PostDraft[] = []
  const waiting: Json[] = [answer]
  for (let item = waiting.shift(); item !== undefined && posts.length < COMMENTS_MAX; item = waiting.shift()) {
    waiting.push(...objectsOf(item.children))
    const id = idIn(item.id)
    // A deleted comment keeps its place with neither author nor text.
    if (id === null || (lineIn(item.author) === null && textIn(item.text) === null)) continue
    const isComment = item.type === 'comment' || (item !== answer && item.type === undefined)
    posts.push(
      hackerNewsPost(
        {
          id,
          isComment,
          title: isComment ? null : lineIn(item.title),
          markup: textIn(item.text),
          author: lineIn(item.author),
          when: lineIn(item.created_at_i) ?? lineIn(item.created_at),
          story,
          storyTitle: title,
          parent: idIn(item.parent_id),
          replies: null,
        },
        page,
      ),
    )
  }
  return { posts, next: [], title, language: 'en' }
}
