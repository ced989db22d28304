// The Stack Exchange API, version 2.3: which requests make a scan, and what its answers say about being asked again.

import { EscuchaError } from '../../domain/errors.js'
import type { ConversationRef } from '../../domain/post.js'
import type { Page, PageRequest, PublisherHints, ReadContext, ReadResult } from '../../domain/source.js'
import type { ForumOptions } from '../forum/staff.js'
import { answerOf, notBefore, notWhatWasAsked } from '../platform/answer.js'
import { errandOf, errandRole } from '../platform/errand.js'
import { type Queries, queriesOf } from '../platform/options.js'
import { addressWith, hostOf, originFor, webAddress } from '../platform/place.js'
import { knownTo, walkKey, walkOn, walkRole } from '../platform/walk.js'
import { idIn, type Json, lineIn, numberIn, objectOf, objectsOf } from '../reading/answers.js'
import { answerDraft, excerptDraft, questionDraft, type Titles } from './drafts.js'

/** The kind's own keys of a source. */
export type StackExchangeOptions = ForumOptions & {
  /** Searches questions by the API; one request each. */
  readonly query?: Queries | undefined
  /** An application's key (no secret): 10,000 requests a day instead of 300. */
  readonly key?: string | undefined
}

/** Sites of the network, which the API serves under their names. */
const NETWORK =
  /^(?:(?:(?:es|pt|ja|ru|meta)\.)?stackoverflow\.com|(?:meta\.)?(?:superuser|serverfault|askubuntu)\.com|stackapps\.com|mathoverflow\.net|(?:[\w-]+\.)+stackexchange\.com|api\.stackexchange\.com)$/
const API = 'https://api.stackexchange.com'
const VERSION = '2.3'
const PAGE_SIZE = 50
/** Answers are asked for by question; so many ids and titles fit well into one request. */
const QUESTIONS_AT_ONCE = 25
const ANSWERS_MAX = 100
/** The same request may come once a minute; without a key, 300 requests a day are some 140 scans. */
const WITH_KEY_MS = 60_000
const WITHOUT_KEY_MS = 10 * 60_000
/** Fewer requests than this are left of the day: the rest is for conversations that wait. */
const QUOTA_LOW = 20
const QUOTA_LOW_MS = 6 * 3_600_000

/** Whether an address is read by the API rather than by its pages. */
export function isApiPlace(address: string): boolean {
  return NETWORK.test(hostOf(address)) || /^\/2\.\d\//.test(webAddress(address)?.pathname ?? '')
}

/** Whether an answer is the API's. */
export function looksLikeApi(text: string): boolean {
  const tail = text.slice(-2_000)
  return (
    /"quota_remaining"\s*:/.test(text.slice(0, 2_000) + tail) &&
    /"(?:items|error_id)"\s*:/.test(text.slice(0, 2_000) + tail)
  )
}

/** The first requests: each query, else the questions of a tag or of the site, those with something new first. */
export function startApi(
  address: string,
  { options, memory }: ReadContext<StackExchangeOptions>,
): readonly PageRequest[] {
  const url = webAddress(address)
  if (url === null) return [{ url: address, role: walkRole('') }]
  if (/^\/2\.\d\//.test(url.pathname)) return [{ url: addressWith(address, keyed(options)), role: walkRole('') }]
  const site = siteOf(address)
  const question = /^\/(?:questions|q)\/(\d{1,15})/.exec(url.pathname)?.[1]
  if (question !== undefined) return questionRequests([{ id: question, title: null }], address, options)
  const asked = queriesOf(options.query)
  const tags = /\/questions\/tagged\/([^/?#]+)/.exec(url.pathname)?.[1] ?? null
  return (asked.length === 0 ? [null] : asked).map((query) => {
    const known = knownTo(memory, query ?? '')
    const common = { site, order: 'desc', sort: 'activity', pagesize: PAGE_SIZE, filter: 'withbody', ...keyed(options) }
    const since = known === null ? null : Math.floor(Date.parse(known) / 1000)
    const tagged = tags === null ? null : decoded(tags).replace(/[ +]+(?:or[ +]+)?/g, ';')
    const method = query === null ? 'questions' : 'search/advanced'
    const root = `${originFor(address, NETWORK, API)}/${VERSION}/${method}`
    return { url: addressWith(root, { ...common, q: query, tagged, min: since }), role: walkRole(query ?? '') }
  })
}

function keyed(options: StackExchangeOptions): Readonly<Record<string, string | null>> {
  return options.key === undefined ? {} : { key: options.key }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The API's name of a site: `es.stackoverflow`, `superuser`, `diy`; of sites outside the network their host. */
function siteOf(address: string): string {
  const asked = webAddress(address)?.searchParams.get('site') ?? null
  return asked ?? hostOf(address).replace(/\.(?:stackexchange\.com|com)$/, '')
}

/** What shows questions again: themselves and their answers, many in one request. */
export function revisitApi(
  conversations: readonly ConversationRef[],
  sourceUrl: string,
  options: StackExchangeOptions,
): readonly PageRequest[] {
  const asked = conversations.filter(({ id }) => /^\d{1,15}$/.test(id))
  const requests: PageRequest[] = []
  for (let at = 0; at < asked.length; at += QUESTIONS_AT_ONCE) {
    requests.push(...questionRequests(asked.slice(at, at + QUESTIONS_AT_ONCE), sourceUrl, options))
  }
  return requests.map((request) => ({ ...request, detail: true }))
}

/** Questions by number, with their titles as far as they are known. */
type Asked = readonly Pick<ConversationRef, 'id' | 'title'>[]

function questionRequests(questions: Asked, address: string, options: StackExchangeOptions): readonly PageRequest[] {
  const site = siteOf(address)
  const ids = questions.map(({ id }) => id).join(';')
  const root = `${originFor(address, NETWORK, API)}/${VERSION}/questions/${ids}`
  // Only a question alone is asked for without a size: its address stays what it always was.
  const pagesize = questions.length > 1 ? PAGE_SIZE : null
  const url = addressWith(root, { site, pagesize, filter: 'withbody', ...keyed(options) })
  return [
    { url, role: 'question' },
    { ...answersRequest(questions, root, site, options), detail: true },
  ]
}

function answersRequest(
  questions: Asked,
  address: string,
  site: string | null,
  options: StackExchangeOptions,
): PageRequest {
  const root = /^https?:\/\/[^/]+\/2\.\d/.exec(address)?.[0] ?? `${API}/${VERSION}`
  const titles = JSON.stringify(
    Object.fromEntries(questions.map(({ id, title }) => [id, title?.slice(0, 150) ?? null])),
  )
  return {
    url: addressWith(`${root}/questions/${questions.map(({ id }) => id).join(';')}/answers`, {
      site,
      order: 'desc',
      sort: 'activity',
      pagesize: ANSWERS_MAX,
      filter: 'withbody',
      ...keyed(options),
    }),
    role: errandRole('answers', { titles }),
    detail: true,
  }
}

/** Reads an answer of the API. Throws what the API's own error means. */
export function readApi(page: Page, context: ReadContext<StackExchangeOptions>): ReadResult {
  const answer = objectOf(answerOf(page)) ?? {}
  if (answer.error_id !== undefined || !Array.isArray(answer.items)) throw refusalIn(answer, page)
  const items = objectsOf(answer.items)
  const titles = titlesIn(page.role)
  const posts = items.map((item) => draftOf(item, titles, page, context.options)).filter((post) => post !== null)
  const backoff = numberIn(answer.backoff) ?? 0
  const base = { posts, title: null, language: null, hints: hintsOf(answer, backoff, context.options) }
  const key = walkKey(page.role)
  if (key === null) return { ...base, next: [], ...(backoff > 0 ? { waitSeconds: backoff } : {}) }
  const active = items.map((item) => numberIn(item.last_activity_date)).map((second) => instantOf(second, page))
  const walked = walkOn(
    page.role,
    { key, instants: active, next: answer.has_more === true ? nextPage(page) : null },
    context,
  )
  // The API asks to be left alone: nothing more is asked now, and nothing is marked as seen that was not.
  if (backoff > 0) {
    const warnings = [`the API asks to wait ${backoff} s: the rest follows then`]
    return { ...base, next: [], warnings, waitSeconds: backoff }
  }
  return { ...base, ...walked, next: [...answerRequests(items, page, context), ...walked.next] }
}

function draftOf(item: Json, titles: Titles, page: Page, options: ForumOptions): ReturnType<typeof questionDraft> {
  if (lineIn(item.item_type) !== null) return excerptDraft(item, page)
  return item.answer_id === undefined ? questionDraft(item, page, options) : answerDraft(item, titles, page, options)
}

function instantOf(second: number | null, page: Page): string | null {
  if (second === null || second <= 0 || second > 8e12) return null
  return new Date(Math.min(second * 1000, Date.parse(page.fetchedAt))).toISOString()
}

function nextPage(page: Page): { readonly url: string } | null {
  const url = webAddress(page.url)
  if (url === null) return null
  const number = numberIn(url.searchParams.get('page')) ?? 1
  return { url: addressWith(page.url, { page: Math.floor(number) + 1 }) }
}

/** Requests for the answers of the questions in which something happened. */
function answerRequests(
  items: readonly Json[],
  page: Page,
  { options }: ReadContext<StackExchangeOptions>,
): readonly PageRequest[] {
  const url = webAddress(page.url)
  if (url === null) return []
  const answered = items
    .filter(
      (item) => (numberIn(item.answer_count) ?? 0) > 0 && item.answer_id === undefined && item.item_type === undefined,
    )
    .map((item) => ({ id: idIn(item.question_id) ?? '', title: lineIn(item.title) }))
    .filter(({ id }) => /^\d{1,15}$/.test(id))
  const requests: PageRequest[] = []
  for (let at = 0; at < answered.length; at += QUESTIONS_AT_ONCE) {
    requests.push(
      answersRequest(answered.slice(at, at + QUESTIONS_AT_ONCE), page.url, url.searchParams.get('site'), options),
    )
  }
  return requests
}

function titlesIn(role: string | null): Titles {
  const text = errandOf(role).get('titles')
  try {
    return objectOf(text === null ? null : JSON.parse(text)) ?? {}
  } catch {
    return {}
  }
}

function hintsOf(answer: Json, backoffSeconds: number, options: StackExchangeOptions): PublisherHints {
  const usual = options.key === undefined ? WITHOUT_KEY_MS : WITH_KEY_MS
  const left = numberIn(answer.quota_remaining)
  const careful = left !== null && left < QUOTA_LOW ? QUOTA_LOW_MS : 0
  return notBefore(Math.max(usual, careful, backoffSeconds * 1000))
}

/** The API answers 400 to whatever it does not grant; why, only its JSON would say. */
export function explainApi(failure: EscuchaError): EscuchaError {
  if (failure.status !== 400) return failure
  return new EscuchaError(
    'http-status',
    'the Stack Exchange API refuses the request (400): the day’s quota is used up, or site, tag or key is wrong',
    {
      hint: 'Without `key` 300 requests a day are free, with one 10,000; check the site’s address and the tag.',
      status: 400,
    },
  )
}

const THROTTLED = 502
const THROTTLED_SECONDS = 300

function refusalIn(answer: Json, page: Page): EscuchaError {
  const said = (lineIn(answer.error_message) ?? lineIn(answer.error_name))?.slice(0, 200) ?? null
  if (answer.error_id === undefined) return notWhatWasAsked(page, 'an answer of the Stack Exchange API', said)
  if (numberIn(answer.error_id) === THROTTLED) {
    const seconds = numberIn(/(\d{1,6}) seconds/.exec(said ?? '')?.[1]) ?? THROTTLED_SECONDS
    return new EscuchaError(
      'rate-limited',
      `the Stack Exchange API asks to wait ${seconds} s: ${said ?? 'throttled'}`,
      {
        hint: 'Give `key` of an application: it allows 10,000 requests a day.',
        retryAfterSeconds: seconds,
      },
    )
  }
  return new EscuchaError('unreadable', `the Stack Exchange API refuses the request: ${said ?? 'no reason given'}`, {
    hint: 'Check the site’s address, the tag and the key.',
  })
}
