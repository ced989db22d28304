// Lobsters, and sites that run its software: the newest stories as JSON, and the comments of those that grew.

import { z } from 'zod'
import type { PostDraft } from '../domain/post.js'
import type { Page, PageRequest, ReadResult, SourceKind, SourceMemory } from '../domain/source.js'
import { postWith, spokenIn } from './forum/json.js'
import { errandOf, knownThread, roleOf, threadRequest, threadRequests, withThread } from './forum/visit.js'
import { answerOf, editedAt, notBefore, notWhatWasAsked, utcInstant } from './platform/answer.js'
import { originOf, segment, webAddress } from './platform/place.js'
import { idIn, type Json, lineIn, looksLikeJson, numberIn, objectOf, objectsOf, textIn } from './reading/answers.js'
import { resolveUrl } from './reading/urls.js'

/** The kind takes no options. */
export type LobstersOptions = Readonly<Record<never, never>>

/** No limit is published; the site is small, and gives clients that press it answers made up at random. */
const MIN_INTERVAL_MS = 600_000
/** Stories whose comments are asked for in one scan. */
const STORIES_MAX = 15

/** Lobsters and its kin. */
export const lobsters: SourceKind<LobstersOptions> = {
  kind: 'lobsters',
  title: 'Lobsters',
  about:
    'New stories of lobste.rs or a site that runs its software, of a tag or one story, with their comments; public JSON without a key. No limit is published, and pressing clients get made-up answers: asked at most every ten minutes.',
  exampleUrl: 'https://enlaces.example/newest',
  example: {},
  options: z.strictObject({}),
  recognise,
  start: (address) => [startRequest(address)],
  read: (page, { memory }) => read(page, memory),
  revisit: (conversation, sourceUrl, { memory }) => {
    const id = segment(conversation.id)
    if (id === null || originOf(sourceUrl) === '') return []
    return [
      threadRequest(conversation.id, `${originOf(sourceUrl)}/s/${id}.json`, '', knownThread(memory, conversation.id)),
    ]
  },
}

function recognise(page: Page): number {
  const head = page.text.slice(0, 50_000)
  if (!looksLikeJson(page))
    return /<meta name="application-name" content="Lobsters"|<body[^>]{0,200}data-username|class="story_liner/.test(
      head,
    )
      ? 0.9
      : 0
  return /"short_id"\s*:/.test(head) && /"(?:comments_url|commenting_user)"\s*:/.test(head) ? 0.97 : 0
}

function startRequest(address: string): PageRequest {
  const url = webAddress(address)
  const path = url?.pathname.replace(/\/+$/, '') ?? ''
  const story = /^\/s\/([a-z0-9]{1,12})/i.exec(path)?.[1]
  if (url === null || path.endsWith('.json') || path.endsWith('.rss')) return { url: address, role: 'start' }
  if (story !== undefined)
    return { url: `${url.origin}/s/${story}.json`, role: roleOf({ place: 'thread', thread: story }) }
  return {
    url: `${url.origin}${path === '' || path === '/recent' || path === '/active' ? '/newest' : path}.json`,
    role: 'start',
  }
}

function read(page: Page, memory: SourceMemory): ReadResult {
  const answer = answerOf(page)
  const object = objectOf(answer)
  if (object !== null && idIn(object.short_id) !== null) return readStory(object, page, memory)
  if (!Array.isArray(answer)) throw notWhatWasAsked(page, 'stories of Lobsters', lineIn(object?.error))
  const entries = objectsOf(answer)
  const posts = entries.map((entry) => (isComment(entry) ? commentDraft(entry, null, page) : storyDraft(entry, page)))
  const threads = entries.filter((entry) => !isComment(entry)).map((entry) => listedOf(entry, page))
  return {
    posts: posts.filter((post) => post !== null),
    next: threadRequests(
      threads.filter((thread) => thread !== null),
      memory,
    ).slice(0, STORIES_MAX),
    title: null,
    language: 'en',
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function isComment(entry: Json): boolean {
  return entry.commenting_user !== undefined || entry.comment !== undefined
}

/** A story with comments is asked for when their number has changed. */
function listedOf(
  story: Json,
  page: Page,
): { readonly id: string; readonly url: string; readonly mark: string } | null {
  const id = idIn(story.short_id)
  const count = numberIn(story.comment_count) ?? 0
  const path = segment(id)
  if (id === null || path === null || count === 0 || originOf(page.url) === '') return null
  return { id, url: `${originOf(page.url)}/s/${path}.json`, mark: String(count) }
}

function readStory(story: Json, page: Page, memory: SourceMemory): ReadResult {
  const id = idIn(story.short_id) ?? ''
  const draft = storyDraft(story, page)
  const comments = objectsOf(story.comments).map((comment) => commentDraft(comment, draft?.conversation ?? null, page))
  const mark = errandOf(page.role)?.mark ?? ''
  return {
    posts: [draft, ...comments].filter((post) => post !== null),
    next: [],
    memory: withThread(memory, id, { mark, page: null }),
    title: lineIn(story.title),
    language: 'en',
  }
}

function storyDraft(story: Json, page: Page): PostDraft | null {
  const id = idIn(story.short_id)
  if (id === null) return null
  const url = resolveUrl(lineIn(story.comments_url) ?? lineIn(story.short_id_url), page.url)
  const title = lineIn(story.title)
  return postWith({
    id,
    url,
    kind: 'topic',
    title,
    ...spokenIn(textIn(story.description) ?? textIn(story.description_plain)),
    author: authorOf(story.submitter_user, page),
    publishedAt: utcInstant(story.created_at, page.fetchedAt),
    conversation: { id, url, title },
    language: 'en',
    replyCount: numberIn(story.comment_count),
  })
}

function commentDraft(comment: Json, story: PostDraft['conversation'], page: Page): PostDraft | null {
  const id = idIn(comment.short_id)
  if (id === null || comment.is_deleted === true || comment.is_moderated === true) return null
  const url = resolveUrl(lineIn(comment.url) ?? lineIn(comment.short_id_url), page.url)
  const publishedAt = utcInstant(comment.created_at, page.fetchedAt)
  return postWith({
    id,
    url,
    kind: 'comment',
    ...spokenIn(textIn(comment.comment) ?? textIn(comment.comment_plain)),
    author: authorOf(comment.commenting_user, page),
    publishedAt,
    updatedAt: editedAt(comment.last_edited_at ?? comment.updated_at, publishedAt, page.fetchedAt),
    conversation: story ?? storyBehind(url),
    inReplyTo: idIn(comment.parent_comment) ?? story?.id ?? null,
    language: 'en',
  })
}

function storyBehind(url: string | null): PostDraft['conversation'] {
  const found = /^(https?:\/\/[^/]+\/s\/([a-z0-9]{1,12}))/i.exec(url ?? '')
  return found === null ? null : { id: found[2] ?? '', url: found[1] ?? null, title: null }
}

/** A name alone, or the whole user, as older versions write it. */
function authorOf(user: unknown, page: Page): PostDraft['author'] {
  const name = lineIn(user) ?? lineIn(objectOf(user)?.username)
  const origin = originOf(page.url)
  return { name, url: name === null || origin === '' ? null : `${origin}/~${encodeURIComponent(name)}`, staff: false }
}
