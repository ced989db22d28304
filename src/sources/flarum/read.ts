// Flarum's JSON:API: posts of a discussion, a discussion with its posts, or a list of discussions.

import { EscuchaError } from '../../domain/errors.js'
import type { PostDraft } from '../../domain/post.js'
import type { Page, ReadContext, ReadResult } from '../../domain/source.js'
import { listingResult, threadResult } from '../forum/engine.js'
import { headWith, listedThread, postWith, spokenIn } from '../forum/json.js'
import { HtmlPage } from '../forum/page.js'
import { type ForumOptions, speaksForCompany } from '../forum/staff.js'
import { errandOf } from '../forum/visit.js'
import {
  idIn,
  type Json,
  jsonOf,
  lineIn,
  looksLikeJson,
  numberIn,
  objectOf,
  objectsOf,
  textIn,
} from '../reading/answers.js'
import { refuseFaultyPage } from '../reading/faults.js'
import { pastInstant } from '../reading/instants.js'
import { parseJson } from '../reading/json.js'
import { postsUrl, rootOf } from './addresses.js'

/** What an answer brings along, by type and id. */
type Included = ReadonlyMap<string, Json>

function includedBy(entries: readonly Json[]): Included {
  return new Map(entries.map((entry) => [`${lineIn(entry.type)} ${idIn(entry.id)}`, entry]))
}

/** Reads an answer of Flarum's interface, or the answer that a Flarum page holds. */
export function readFlarum(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const answer = objectOf(looksLikeJson(page) ? jsonOf(page) : payloadOf(page)) ?? {}
  const data = Array.isArray(answer.data)
    ? objectsOf(answer.data)
    : [objectOf(answer.data)].filter((one) => one !== null)
  const included = includedBy(objectsOf(answer.included))
  const type = lineIn(data[0]?.type)
  if (type === 'posts') return readPosts(data, included, answer, page, context)
  if (type === 'discussions' && !Array.isArray(answer.data))
    return readDiscussion(data, included, answer, page, context)
  if (type === 'discussions') return readDiscussions(data, included, page, context)
  if (Array.isArray(answer.data) && data.length === 0) return { posts: [], next: [], title: null, language: null }
  throw refusalIn(answer, page)
}

/** A Flarum page holds the JSON that it is drawn from. */
function payloadOf(page: Page): unknown {
  const payload = /<script[^>]{0,80}id="flarum-json-payload"[^>]{0,80}>([\s\S]{1,4000000}?)<\/script>/.exec(
    page.text,
  )?.[1]
  const answer = objectOf(payload === undefined ? null : parseJson(payload))
  if (answer === null) {
    const html = new HtmlPage(page.text)
    refuseFaultyPage(page, html)
    const seen = html.first('#flarum-content') === null ? 'no page of Flarum' : 'a page without its data'
    throw new EscuchaError('unreadable', `JSON of a Flarum forum was expected at ${page.url}, and ${seen} came`)
  }
  return answer.apiDocument ?? answer
}

function readPosts(
  data: readonly Json[],
  included: Included,
  answer: Json,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const root = rootOf(page.url)
  const discussionId = relatedId(data[0], 'discussion') ?? errandOf(page.role)?.thread ?? null
  const discussion = resource(included, 'discussions', discussionId)
  const head = headOf(discussion, discussionId, root, nextOf(answer))
  const best = relatedId(discussion, 'bestAnswerPost') ?? idIn(attributesOf(discussion).hasBestAnswer)
  const posts = data.filter(isSpoken).map((post) => draftOf(post, included, head, best, root, page, context.options))
  return threadResult(head, posts, page, context, [])
}

function readDiscussion(
  data: readonly Json[],
  included: Included,
  answer: Json,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const posts = [...included.values()].filter(
    (entry) => entry.type === 'posts' && attributesOf(entry).contentHtml !== undefined,
  )
  return readPosts(posts, includedBy([...included.values(), ...data]), { ...answer, links: null }, page, context)
}

function headOf(
  discussion: Json | null,
  id: string | null,
  root: string,
  next: string | null,
): ReturnType<typeof headWith> {
  const attributes = attributesOf(discussion)
  const answered = attributes.hasBestAnswer
  return headWith({
    id,
    url: id === null || root === '' ? null : `${root}/d/${lineIn(attributes.slug) ?? id}`,
    title: lineIn(attributes.title),
    solved: answered === undefined ? null : answered !== false && answered !== null && answered !== 0,
    views: numberIn(attributes.views) ?? numberIn(attributes.viewCount),
    next,
    last: next,
  })
}

function nextOf(answer: Json): string | null {
  const next = lineIn(objectOf(answer.links)?.next)
  return next !== null && /^https?:/.test(next) ? next : null
}

/** Renames, locks and tags stand among the posts as events. */
function isSpoken(post: Json): boolean {
  const { contentType, isHidden, isApproved } = attributesOf(post)
  return (contentType === undefined || contentType === 'comment') && isHidden !== true && isApproved !== false
}

function draftOf(
  post: Json,
  included: Included,
  head: ReturnType<typeof headWith>,
  best: string | null,
  root: string,
  page: Page,
  options: ForumOptions,
): PostDraft {
  const attributes = attributesOf(post)
  const number = numberIn(attributes.number)
  const first = number === 1
  const id = idIn(post.id)
  const markup = textIn(attributes.contentHtml) ?? textIn(attributes.content)
  return postWith({
    ...spokenIn(markup),
    id,
    url: head.url === null || number === null ? null : `${root}/d/${head.id}/${number}`,
    kind: first ? 'topic' : 'reply',
    title: first ? head.title : null,
    author: authorOf(post, included, root, options),
    publishedAt: pastInstant(lineIn(attributes.createdAt) ?? lineIn(attributes.time), page.fetchedAt),
    updatedAt: pastInstant(lineIn(attributes.editedAt) ?? lineIn(attributes.editTime), page.fetchedAt),
    conversation: head.id === null ? null : { id: head.id, url: head.url, title: head.title },
    inReplyTo: /class="PostMention"[^>]{0,200}data-id="(\d+)"/.exec(markup ?? '')?.[1] ?? null,
    accepted: best !== null && id === best,
    answered: first ? head.solved : null,
    views: first ? head.views : null,
  })
}

function authorOf(post: Json, included: Included, root: string, options: ForumOptions): PostDraft['author'] {
  const user = resource(included, 'users', relatedId(post, 'user'))
  const attributes = attributesOf(user)
  const slug = lineIn(attributes.slug) ?? lineIn(attributes.username)
  const groups = objectsOf(objectOf(objectOf(user?.relationships)?.groups)?.data)
    .map((group) => lineIn(attributesOf(resource(included, 'groups', idIn(group.id))).nameSingular))
    .filter((name) => name !== null)
  return {
    name: lineIn(attributes.username) ?? lineIn(attributes.displayName),
    url: slug === null || root === '' ? null : `${root}/u/${encodeURIComponent(slug)}`,
    staff: speaksForCompany(false, groups, options),
  }
}

function readDiscussions(
  data: readonly Json[],
  included: Included,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const root = rootOf(page.url)
  const threads = data.flatMap((discussion) => {
    const id = idIn(discussion.id)
    if (id === null) return []
    const attributes = attributesOf(discussion)
    const head = headOf(discussion, id, root, null)
    const count = numberIn(attributes.commentCount) ?? numberIn(attributes.commentsCount)
    const opening = resource(included, 'posts', relatedId(discussion, 'firstPost'))
    const draft = postWith({
      ...spokenIn(textIn(attributesOf(opening).contentHtml)),
      id: idIn(opening?.id),
      url: head.url,
      kind: 'topic',
      title: head.title,
      author: authorOf(discussion, included, root, context.options),
      publishedAt: pastInstant(lineIn(attributes.createdAt) ?? lineIn(attributes.startTime), page.fetchedAt),
      conversation: { id, url: head.url, title: head.title },
      answered: head.solved,
      views: head.views,
      replyCount: count === null ? null : Math.max(0, count - 1),
    })
    const mark = count === null ? '' : `${count}${head.solved === true ? ' solved' : ''}`
    return [listedThread(id, postsUrl(root, id), mark, draft)]
  })
  return listingResult(threads, page, context, { title: null, language: null })
}

function attributesOf(entry: Json | null | undefined): Json {
  return objectOf(entry?.attributes) ?? {}
}

function relatedId(entry: Json | null | undefined, name: string): string | null {
  return idIn(objectOf(objectOf(objectOf(entry?.relationships)?.[name])?.data)?.id)
}

function resource(included: Included, type: string, id: string | null): Json | null {
  return id === null ? null : (included.get(`${type} ${id}`) ?? null)
}

function refusalIn(answer: Json, page: Page): EscuchaError {
  const error = objectsOf(answer.errors)[0]
  const status = lineIn(error?.status)
  if (status === '401' || status === '403') {
    return new EscuchaError('login-required', `the forum shows ${page.url} to members only`)
  }
  return new EscuchaError(
    'unreadable',
    `the answer at ${page.url} holds neither discussions nor posts of a Flarum forum`,
  )
}
