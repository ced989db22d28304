// NodeBB's JSON: a topic with its posts, or a list of topics.

import { EscuchaError } from '../../domain/errors.js'
import type { PostDraft } from '../../domain/post.js'
import type { Page, ReadContext, ReadResult } from '../../domain/source.js'
import { listingResult, threadResult } from '../forum/engine.js'
import { headWith, listedThread, postWith, spokenIn } from '../forum/json.js'
import { type ForumOptions, speaksForCompany } from '../forum/staff.js'
import type { ThreadHead } from '../forum/thread-head.js'
import { idIn, type Json, jsonOf, lineIn, numberIn, objectOf, objectsOf, textIn } from '../reading/answers.js'
import { htmlToText } from '../reading/html.js'
import { pastInstant } from '../reading/instants.js'

function rootOf(address: string): string {
  if (!/^https?:/.test(address)) return ''
  const url = new URL(address)
  const at = url.pathname.search(/\/api\//)
  return `${url.origin}${at < 0 ? '' : url.pathname.slice(0, at)}`
}

/** Reads an answer of NodeBB's interface. */
export function readNodeBBJson(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const answer = objectOf(jsonOf(page))
  const topic = objectOf(answer?.response) ?? answer ?? {}
  if (Array.isArray(topic.posts) && topic.tid !== undefined) return readTopic(topic, page, context)
  if (Array.isArray(topic.topics)) return readTopics(topic, page, context)
  const said = lineIn(objectOf(topic.status)?.message) ?? lineIn(topic.error)
  if (said !== null && /not-authorized|not-logged-in|no-privileges/.test(said)) {
    throw new EscuchaError('login-required', `the forum shows ${page.url} to members only`)
  }
  throw new EscuchaError('unreadable', `the answer at ${page.url} holds neither posts nor topics of a NodeBB forum`)
}

function readTopic(topic: Json, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const root = rootOf(page.url)
  const solved = topic.isQuestion === 1 || topic.isQuestion === true ? isSolved(topic) : null
  const head = headOf(topic, root, page, solved)
  const main = idIn(topic.mainPid)
  const posts = objectsOf(topic.posts)
    .filter((post) => post.deleted !== true && post.deleted !== 1)
    .map((post) => {
      const id = idIn(post.pid)
      const first = main === null ? numberIn(post.index) === 0 : id === main
      return draftOf(post, head, first, root, page, context.options, idIn(topic.solvedPid))
    })
  return threadResult(head, posts, page, context, [])
}

function isSolved(topic: Json): boolean {
  return topic.isSolved === 1 || topic.isSolved === true
}

function headOf(topic: Json, root: string, page: Page, solved: boolean | null): ThreadHead {
  const pagination = objectOf(topic.pagination)
  const current = numberIn(pagination?.currentPage) ?? 1
  const count = numberIn(pagination?.pageCount) ?? 1
  const at = (number: number) => pageUrl(page.url, number)
  return headWith({
    id: idIn(topic.tid),
    url: topicUrl(root, topic),
    title: titleOf(topic),
    solved,
    views: numberIn(topic.viewcount),
    firstPage: current === 1,
    next: current < count ? at(current + 1) : null,
    previous: current > 1 ? at(current - 1) : null,
    last: current < count ? at(count) : null,
  })
}

function pageUrl(address: string, number: number): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  url.searchParams.set('page', String(number))
  return url.href
}

function topicUrl(root: string, topic: Json): string | null {
  const slug = lineIn(topic.slug) ?? idIn(topic.tid)
  return root === '' || slug === null ? null : `${root}/topic/${slug}`
}

function titleOf(topic: Json): string | null {
  return lineIn(htmlToText(lineIn(topic.titleRaw) ?? lineIn(topic.title) ?? ''))
}

function draftOf(
  post: Json,
  head: ThreadHead,
  first: boolean,
  root: string,
  page: Page,
  options: ForumOptions,
  solution: string | null,
): PostDraft {
  const id = idIn(post.pid)
  const user = objectOf(post.user)
  const slug = lineIn(user?.userslug)
  const groups = objectsOf(user?.selectedGroups).map((group) => lineIn(group.userTitle) ?? lineIn(group.name))
  const titles = [...groups, lineIn(user?.signatureTitle)].filter((title) => title !== null)
  const { text, quotes } = spokenIn(textIn(post.content))
  return postWith({
    id,
    url: root === '' || id === null ? null : `${root}/post/${encodeURIComponent(id)}`,
    kind: first ? 'topic' : 'reply',
    title: first ? head.title : null,
    text,
    quotes,
    author: {
      name: lineIn(user?.username) ?? lineIn(user?.displayname),
      url: slug === null || root === '' ? null : `${root}/user/${slug}`,
      staff: speaksForCompany(false, titles, options),
    },
    publishedAt: pastInstant(lineIn(post.timestampISO) ?? lineIn(post.timestamp), page.fetchedAt),
    updatedAt: pastInstant(lineIn(post.editedISO), page.fetchedAt),
    conversation: head.id === null ? null : { id: head.id, url: head.url, title: head.title },
    inReplyTo: idIn(post.toPid) === '0' ? null : idIn(post.toPid),
    accepted: !first && solution !== null && id === solution,
    answered: first ? head.solved : null,
    views: first ? head.views : null,
  })
}

function readTopics(list: Json, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const root = rootOf(page.url)
  const threads = objectsOf(list.topics).flatMap((topic) => {
    const id = idIn(topic.tid)
    if (id === null || topic.deleted === 1 || topic.deleted === true) return []
    const count = numberIn(topic.postcount)
    const title = titleOf(topic)
    const url = topicUrl(root, topic)
    const user = objectOf(topic.user)
    const draft = postWith({
      id: idIn(topic.mainPid),
      url,
      kind: 'topic',
      title,
      author: { name: lineIn(user?.username), url: null, staff: false },
      publishedAt: pastInstant(lineIn(topic.timestampISO) ?? lineIn(topic.timestamp), page.fetchedAt),
      conversation: { id, url, title },
      answered: topic.isQuestion === 1 ? isSolved(topic) : null,
      views: numberIn(topic.viewcount),
      replyCount: count === null ? null : Math.max(0, count - 1),
    })
    const mark = count === null ? '' : `${count}${isSolved(topic) ? ' solved' : ''}`
    return [listedThread(id, `${root}/api/topic/${id}`, mark, draft)]
  })
  return listingResult(threads, page, context, { title: lineIn(list.name) ?? lineIn(list.title), language: null })
}
