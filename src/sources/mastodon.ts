// Mastodon, and what speaks its interface: the timeline of a tag, an account, or the instance's own. `min_id` pages
// forward from the last post that was seen, so nothing that was posted in between is left out.

import { z } from 'zod'
import { EscuchaError } from '../domain/errors.js'
import type { ConversationRef, PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { statusDraft } from './mastodon/status.js'
import { answerOf, notBefore, notWhatWasAsked, textInMemory } from './platform/answer.js'
import { errandOf, errandRole } from './platform/errand.js'
import { bearer, credential } from './platform/options.js'
import { addressWith, hostOf, originOf, segment, webAddress } from './platform/place.js'
import { idIn, type Json, lineIn, looksLikeJson, objectOf, objectsOf } from './reading/answers.js'

/** The kind's own keys of a source. */
export type MastodonOptions = {
  /** Access token (scope `read:statuses`) of an account on that instance, where it shows timelines to its users only. */
  readonly token?: string | undefined
  /** Further tags of which one will do (`any`), which must all stand there (`all`), or must not (`none`). */
  readonly any?: readonly string[] | undefined
  readonly all?: readonly string[] | undefined
  readonly none?: readonly string[] | undefined
  /** Only posts written on this instance. Default false. */
  readonly local?: boolean | undefined
}

/** The most that a timeline gives at once. */
const LISTED = 40
/** Pages forward in one scan; the next scan goes on from there. */
const PAGES_MAX = 10
/** 300 requests in five minutes are allowed per address, to everything at it. */
const MIN_INTERVAL_MS = 60_000
const tagNames = z.array(z.string().trim().min(1).max(100)).max(4).optional()

/** Mastodon and compatible instances. */
export const mastodon: SourceKind<MastodonOptions> = {
  kind: 'mastodon',
  title: 'Mastodon tag or account',
  about:
    'A tag (https://INSTANCE/tags/NAME), an account (https://INSTANCE/@NAME) or the local timeline of a Mastodon instance, as far as that instance knows the network; replies of watched posts. 300 requests in 5 minutes per address; instances from 4.5 on may refuse guests or answer with nothing: they need `token`. There is no public search of all posts.',
  exampleUrl: 'https://social.example/tags/fibra',
  example: { any: ['internet'], none: ['oferta'] },
  options: z.strictObject({
    token: credential.optional(),
    any: tagNames,
    all: tagNames,
    none: tagNames,
    local: z.boolean().optional(),
  }),
  recognise,
  start,
  read,
  revisit,
  explain,
}

function recognise(page: Page): number {
  if (looksLikeJson(page)) {
    const head = page.text.slice(0, 30_000)
    return /"(?:spoiler_text|reblogs_count)"\s*:/.test(head) && /"(?:acct|account)"\s*:/.test(head) ? 0.97 : 0
  }
  const path = webAddress(page.url)?.pathname ?? ''
  const isPlace = /^\/(?:tags\/[^/]+|@[\w.-]+(?:@[\w.-]+)?(?:\/\d+)?|public(?:\/local)?)\/?$/.test(path)
  return isPlace &&
    /<div[^>]{0,80}id=['"]mastodon['"]|mastodon\.social\/packs|"repository":"mastodon\/mastodon"/.test(
      page.text.slice(0, 100_000),
    )
    ? 0.95
    : 0
}

function start(address: string, { options, memory }: ReadContext<MastodonOptions>): readonly PageRequest[] {
  const url = webAddress(address)
  const path = url?.pathname ?? ''
  const status = /^\/@[^/]+\/(\d{1,30}|[A-Za-z0-9]{18})\/?$/.exec(path)?.[1]
  if (status !== undefined) return statusRequests(status, address, options)
  const account = /^\/@([^/]+)\/?$/.exec(path)?.[1]
  if (account !== undefined) return startAccount(account, address, options, memory)
  const tag = segment(/^\/(?:tags|explore\/tags|web\/timelines\/tag)\/([^/]+)/.exec(path)?.[1])
  const timeline = tag === null ? 'public' : `tag/${tag}`
  const base = path.startsWith('/api/') ? address : `${originOf(address)}/api/v1/timelines/${timeline}`
  const local = options.local === true || (tag === null && !path.startsWith('/api/')) ? 'true' : null
  const listed = withTags(addressWith(base, { limit: LISTED, ...(local === null ? {} : { local }) }), options)
  return [timelineRequest(listed, textInMemory(memory, 'minId'), PAGES_MAX, options)]
}

function withTags(address: string, options: MastodonOptions): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  for (const name of ['any', 'all', 'none'] as const) {
    for (const tag of options[name] ?? []) url.searchParams.append(`${name}[]`, tag.replace(/^#/, ''))
  }
  return url.href
}

function startAccount(
  account: string,
  address: string,
  options: MastodonOptions,
  memory: ReadContext<MastodonOptions>['memory'],
): readonly PageRequest[] {
  const known = textInMemory(memory, 'account')
  if (known !== null && /^[\w-]{1,40}$/.test(known)) {
    return [timelineRequest(accountUrl(address, known), textInMemory(memory, 'minId'), PAGES_MAX, options)]
  }
  const url = addressWith(`${originOf(address)}/api/v1/accounts/lookup`, { acct: account })
  return [{ url, role: 'account', ...bearer(options.token) }]
}

function accountUrl(address: string, id: string): string {
  return addressWith(`${originOf(address)}/api/v1/accounts/${id}/statuses`, { limit: LISTED, exclude_reblogs: 'true' })
}

function timelineRequest(address: string, minId: string | null, left: number, options: MastodonOptions): PageRequest {
  const url = minId === null ? address : addressWith(address, { min_id: minId })
  return { url, role: errandRole('timeline', { left }), ...bearer(options.token) }
}

function statusRequests(id: string, address: string, options: MastodonOptions): readonly PageRequest[] {
  const root = `${originOf(address)}/api/v1/statuses/${id}`
  return [
    { url: root, role: 'status', ...bearer(options.token) },
    { url: `${root}/context`, role: errandRole('context', { of: id }), detail: true, ...bearer(options.token) },
  ]
}

function revisit(
  conversation: ConversationRef,
  sourceUrl: string,
  { options }: ReadContext<MastodonOptions>,
): readonly PageRequest[] {
  const id = segment(conversation.id)
  if (id === null || id.length > 40 || originOf(sourceUrl) === '') return []
  const url = `${originOf(sourceUrl)}/api/v1/statuses/${id}/context`
  const role = errandRole('context', { of: conversation.id, url: conversation.url })
  return [{ url, role, detail: true, ...bearer(options.token) }]
}

function read(page: Page, context: ReadContext<MastodonOptions>): ReadResult {
  const answer = answerOf(page)
  if (Array.isArray(answer)) return readTimeline(objectsOf(answer), page, context)
  const object = objectOf(answer) ?? {}
  if (Array.isArray(object.descendants)) return readContext(object, page)
  if (object.account !== undefined) return resultOf([statusDraft(object, null, page)], [])
  if (idIn(object.id) !== null && object.acct !== undefined) return readAccount(object, page, context)
  throw refusalIn(object, page)
}

function resultOf(posts: readonly (PostDraft | null)[], next: readonly PageRequest[]): ReadResult {
  const drafts = posts.filter((post) => post !== null)
  return { posts: drafts, next, title: null, language: null, hints: notBefore(MIN_INTERVAL_MS) }
}

function readTimeline(statuses: readonly Json[], page: Page, context: ReadContext<MastodonOptions>): ReadResult {
  const conversations = new Map<string, ConversationRef>()
  // The oldest first, so that a reply finds the conversation of what it answers.
  const drafts = [...statuses].reverse().map((status) => statusDraft(status, conversations, page))
  const result = resultOf(drafts.reverse(), [])
  const minId = idIn(statuses[0]?.id)
  const errand = errandOf(page.role)
  if (errand.place !== 'timeline') return result
  if (minId === null) return { ...result, ...emptyTimeline(context) }
  const asked = webAddress(page.url)?.searchParams
  const goesOn = asked?.get('min_id') != null && statuses.length >= LISTED
  const left = Math.min(PAGES_MAX, errand.count('left') ?? 0)
  const next = goesOn && left > 1 ? [timelineRequest(page.url, minId, left - 1, context.options)] : []
  return { ...result, next, memory: { ...context.memory, minId } }
}

/** Nothing new is nothing odd; nothing at all may be a refusal that does not say so. */
function emptyTimeline({ memory, options }: ReadContext<MastodonOptions>): Pick<ReadResult, 'warnings'> {
  if (textInMemory(memory, 'minId') !== null || options.token !== undefined) return {}
  return {
    warnings: [
      'the instance answers with an empty list: nobody has posted there, or it shows timelines to its users only (give `token`)',
    ],
  }
}

function readContext(answer: Json, page: Page): ReadResult {
  const errand = errandOf(page.role)
  const root = errand.get('of')
  const conversations = new Map<string, ConversationRef>()
  if (root !== null) conversations.set(root, { id: root, url: errand.get('url'), title: null })
  return resultOf(
    objectsOf(answer.descendants).map((status) => statusDraft(status, conversations, page)),
    [],
  )
}

function readAccount(account: Json, page: Page, context: ReadContext<MastodonOptions>): ReadResult {
  const id = idIn(account.id) ?? ''
  if (!/^[\w-]{1,40}$/.test(id)) throw notWhatWasAsked(page, 'an account of the instance')
  const request = timelineRequest(accountUrl(page.url, id), null, PAGES_MAX, context.options)
  const title = lineIn(account.display_name) ?? lineIn(account.acct)
  return { ...resultOf([], [request]), memory: { ...context.memory, account: id }, title }
}

function refusalIn(answer: Json, page: Page): EscuchaError {
  const said = lineIn(answer.error)
  return said === null ? notWhatWasAsked(page, 'a Mastodon timeline') : forUsersOnly(hostOf(page.url), said)
}

function forUsersOnly(host: string, said: string | null): EscuchaError {
  const words = said === null ? '' : ` (${said.slice(0, 120)})`
  return new EscuchaError('login-required', `${host || 'the instance'} shows this to its users only${words}`, {
    hint: 'Give `token` of an account on that instance, or follow the tag on another instance.',
  })
}

function explain(failure: EscuchaError): EscuchaError {
  return failure.status === 401 || failure.status === 403 || failure.status === 422
    ? forUsersOnly('', `status ${failure.status}`)
    : failure
}
