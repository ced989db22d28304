// Reads every answer of Discourse's JSON interface that holds posts or topics, and the pages that hold the same JSON or the crawlers' view.

import { EscuchaError } from '../../domain/errors.js'
import type { Page, PageRequest, ReadContext, ReadResult } from '../../domain/source.js'
import { readForum } from '../forum/engine.js'
import type { ForumOptions } from '../forum/staff.js'
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
import { linksOf } from '../reading/links.js'
import { rootOf } from './addresses.js'
import { crawlerView } from './crawler.js'
import { draftOf, factsOf, isSpoken, type TopicFacts } from './posts.js'
import { preloadedIn } from './preloaded.js'
import { listedTopics, topicDraft } from './topics.js'
import { afterPiece, afterTopic, errandOf, roleFor, topicRequests } from './walk.js'

/** Reads a page of a Discourse forum. */
export function readDiscourse(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  if (looksLikeJson(page)) return readAnswer(jsonOf(page), page, context)
  const preloaded = preloadedIn(page)
  if (preloaded !== null) return readAnswer(preloaded, page, context)
  return readForum(crawlerView, page, context)
}

function readAnswer(answer: unknown, page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const root = rootOf(page.url)
  const single = objectOf(answer) ?? {}
  const stream = objectOf(single.post_stream)
  if (stream !== null) return readTopic(single, stream, root, page, context)
  if (Array.isArray(single.latest_posts)) return readLatestPosts(objectsOf(single.latest_posts), root, page, context)
  if (lineIn(single.cooked) !== null || numberIn(single.post_number) !== null)
    return readLoosePosts([single], root, page, context)
  if (Array.isArray(answer) && answer.some((entry) => objectOf(entry)?.cooked !== undefined)) {
    return readLoosePosts(objectsOf(answer), root, page, context)
  }
  const topics = listedTopics(answer)
  if (topics !== null) return readTopicList(topics, single, root, page, context)
  throw refusalIn(single, page)
}

/** `/t/123.json`, and the pieces of its stream. */
function readTopic(
  topic: Json,
  stream: Json,
  root: string,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const entries = objectsOf(stream.posts)
  const errand = errandOf(page.role)
  const facts = withErrand(factsOf(topic, entries), errand)
  if (facts === null) return { posts: [], next: [], title: null, language: null }
  const posts = entries.filter(isSpoken).map((post) => draftOf(post, facts, root, context.options, page.fetchedAt))
  const result = {
    posts,
    ...linksIn(entries),
    ...standingIn(stream, entries, facts.id),
    title: facts.title,
    language: null,
  }
  if (errand === null) return { ...result, next: [] }
  const given = entries.map((post) => idIn(post.id)).filter((id) => id !== null)
  const ids = Array.isArray(stream.stream) ? stream.stream.map(idIn).filter((id) => id !== null) : []
  const after =
    errand.place === 'piece'
      ? afterPiece(errand, given, root, context.memory)
      : afterTopic(facts, ids, given, errand, root, context.memory)
  return after.memory === null ? { ...result, next: after.next } : { ...result, next: after.next, memory: after.memory }
}

function linksIn(entries: readonly Json[]): Pick<ReadResult, 'links'> {
  return linksOf(entries.filter(isSpoken).map((entry) => ({ id: idIn(entry.id), html: textIn(entry.cooked) })))
}

/** A whole topic lists the ids of all its posts; those that are on the page and say nothing any more do not stand. */
function standingIn(stream: Json, entries: readonly Json[], topic: string): Pick<ReadResult, 'standing'> {
  if (!Array.isArray(stream.stream)) return {}
  const silent = new Set(entries.filter((entry) => !isSpoken(entry)).map((entry) => idIn(entry.id)))
  const ids = stream.stream.map(idIn).filter((id) => id !== null && !silent.has(id))
  return { standing: [{ conversation: topic, ids: ids as readonly string[] }] }
}

/** A piece of a topic does not say whose it is: the request that asked for it does. */
function withErrand(facts: TopicFacts | null, errand: ReturnType<typeof errandOf>): TopicFacts | null {
  if (facts === null || errand === null || errand.place !== 'piece') return facts
  const idsByNumber = new Map(facts.idsByNumber)
  if (errand.first !== null && !idsByNumber.has(1)) idsByNumber.set(1, errand.first)
  return {
    ...facts,
    slug: facts.slug ?? errand.slug,
    title: facts.title ?? errand.title,
    acceptedNumber: facts.acceptedNumber ?? errand.accepted,
    idsByNumber,
  }
}

/** Pages of `/posts.json` that are read when much was written since the last scan. */
const LATEST_PAGES_MAX = 5

/** `/posts.json`: the latest posts of the whole forum, walked back to the latest one known. */
function readLatestPosts(
  entries: readonly Json[],
  root: string,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const result = readLoosePosts(entries, root, page, context)
  const errand = errandOf(page.role)
  if (errand === null || entries.length === 0) return result
  const ids = entries.map((entry) => Number(idIn(entry.id))).filter(Number.isFinite)
  const known = numberIn(context.memory.latestPost) ?? 0
  const newest = Math.max(known, ...ids)
  const lowest = Math.min(...ids)
  const page0 = Number(errand.mark || 0)
  const goOn = known > 0 && lowest > known && page0 < LATEST_PAGES_MAX
  const next: readonly PageRequest[] = goOn
    ? [
        {
          url: `${root}/posts.json?before=${lowest}`,
          role: roleFor('posts', { mark: String(page0 + 1) }),
          detail: true,
        },
      ]
    : []
  return { ...result, next, memory: { ...context.memory, latestPost: goOn ? known : Math.max(newest, known) } }
}

/** Posts of several topics, each of which tells its own. */
function readLoosePosts(
  entries: readonly Json[],
  root: string,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const errand = errandOf(page.role)
  const factsByTopic = new Map<string, TopicFacts>()
  for (const [topic, posts] of byTopic(entries)) {
    const own = factsOf({ id: topic }, posts)
    const facts = errand?.topic === topic ? withErrand(own, errand) : own
    if (facts !== null) factsByTopic.set(topic, { ...facts, replies: null })
  }
  const posts = entries.filter(isSpoken).flatMap((entry) => {
    const facts = factsByTopic.get(idIn(entry.topic_id) ?? '')
    return facts === undefined ? [] : [draftOf(entry, facts, root, context.options, page.fetchedAt)]
  })
  return { posts, ...linksIn(entries), next: [], title: null, language: null }
}

function byTopic(entries: readonly Json[]): ReadonlyMap<string, readonly Json[]> {
  const topics = new Map<string, Json[]>()
  for (const entry of entries) {
    const topic = idIn(entry.topic_id) ?? ''
    const posts = topics.get(topic)
    if (posts === undefined) topics.set(topic, [entry])
    else posts.push(entry)
  }
  return topics
}

/** In a scan a listing is only the way to the topics; alone (`extract`), its topics are all there is. */
function readTopicList(
  topics: readonly Json[],
  answer: Json,
  root: string,
  page: Page,
  context: ReadContext<ForumOptions>,
): ReadResult {
  const users = objectsOf(answer.users)
  const listed = topics.flatMap((topic) => {
    const id = idIn(topic.id)
    return id === null || !/^\d+$/.test(id) ? [] : [{ id, mark: markOf(topic) }]
  })
  return {
    posts: page.role === null ? topics.map((topic) => topicDraft(topic, users, root, page.fetchedAt)) : [],
    next: topicRequests(listed, root, context.memory),
    older: page.role === null ? null : olderTopics(answer, root),
    title: lineIn(objectOf(answer.topic_list)?.name),
    language: null,
  }
}

/** A listing names its next page as people read it; its JSON stands beside it. */
function olderTopics(answer: Json, root: string): PageRequest | null {
  const more = lineIn(objectOf(answer.topic_list)?.more_topics_url)
  if (more === null || !URL.canParse(more, `${root}/`)) return null
  const url = new URL(more, `${root}/`)
  if (url.origin !== new URL(root).origin) return null
  if (!url.pathname.endsWith('.json')) url.pathname += '.json'
  return { url: url.href, role: roleFor('list') }
}

/** Changes when a topic gets a post or a solution. */
function markOf(topic: Json): string {
  const count = numberIn(topic.posts_count) ?? numberIn(topic.highest_post_number)
  if (count === null) return ''
  return `${count}${topic.has_accepted_answer === true ? ' solved' : ''}`
}

function refusalIn(answer: Json, page: Page): EscuchaError {
  const said = Array.isArray(answer.errors) ? lineIn(answer.errors[0]) : null
  const type = lineIn(answer.error_type)
  if (type === 'not_logged_in' || type === 'invalid_access') {
    return new EscuchaError('login-required', `the forum shows ${page.url} to members only`, {
      hint: 'Choose a category that guests can read.',
    })
  }
  if (type === 'rate_limit') return new EscuchaError('rate-limited', `the forum asks to wait before ${page.url}`)
  const words = said === null ? 'holds neither posts nor topics of a Discourse forum' : `says: ${said.slice(0, 200)}`
  return new EscuchaError('unreadable', `the answer at ${page.url} ${words}`)
}
