// Discourse's posts as its API gives them, as post drafts.

import type { ConversationRef, PostDraft, Quote } from '../../domain/post.js'
import { HtmlPage } from '../forum/page.js'
import { type ForumOptions, speaksForCompany } from '../forum/staff.js'
import { idIn, type Json, lineIn, numberIn, objectOf, textIn } from '../reading/answers.js'
import { isElement, lineOf, textOf } from '../reading/html.js'
import { pastInstant } from '../reading/instants.js'
import { readerUrl } from './addresses.js'

/** What is known of the topic that posts belong to. */
export interface TopicFacts {
  readonly id: string
  readonly slug: string | null
  readonly title: string | null
  readonly views: number | null
  readonly answered: boolean | null
  /** Number of the accepted post, where only the topic tells it. */
  readonly acceptedNumber: number | null
  readonly replies: number | null
  /** Post ids by post number, as far as known. */
  readonly idsByNumber: ReadonlyMap<number, string>
}

/** Post types: 1 regular, 2 a moderator's words, 3 "closed this topic" and the like, 4 whispers. */
const SPOKEN_TYPES = new Set([1, 2])

/** Whether the entry is something that somebody said in public and that still stands. */
export function isSpoken(post: Json): boolean {
  if (post.hidden === true || post.user_deleted === true || lineIn(post.deleted_at) !== null) return false
  const type = numberIn(post.post_type)
  return type === null || SPOKEN_TYPES.has(type)
}

/** A draft of one post. */
export function draftOf(post: Json, topic: TopicFacts, root: string, options: ForumOptions, now: string): PostDraft {
  const number = numberIn(post.post_number)
  const first = number === 1
  const { text, quotes } = spokenIn(post, topic)
  const username = lineIn(post.username) ?? lineIn(post.name)
  const createdAt = pastInstant(lineIn(post.created_at), now)
  return {
    id: idIn(post.id),
    url: readerUrl(root, topic.slug, topic.id, number),
    kind: first ? 'topic' : 'reply',
    title: first ? topic.title : null,
    text,
    author: {
      name: username,
      url: username === null ? null : `${root}/u/${encodeURIComponent(username.toLowerCase())}`,
      staff: speaksForCompany(isStaff(post), titlesOf(post), options),
    },
    publishedAt: createdAt,
    updatedAt: editedAt(post, createdAt, now),
    conversation: conversationOf(topic, root),
    inReplyTo: idOfNumber(topic, numberIn(post.reply_to_post_number)),
    accepted: !first && (post.accepted_answer === true || (number !== null && number === topic.acceptedNumber)),
    answered: first ? topic.answered : null,
    views: first ? topic.views : null,
    language: null,
    quotes,
    replyCount: first ? topic.replies : null,
  }
}

/** The topic as the conversation of its posts. */
export function conversationOf(topic: TopicFacts, root: string): ConversationRef {
  return { id: topic.id, url: readerUrl(root, topic.slug, topic.id, null), title: topic.title }
}

function isStaff(post: Json): boolean {
  return post.staff === true || post.admin === true || post.moderator === true
}

function titlesOf(post: Json): readonly string[] {
  const titles = [post.user_title, post.primary_group_name, post.flair_name, post.title]
  return titles.map(lineIn).filter((title) => title !== null)
}

/** `updated_at` also moves when somebody likes a post: only a further version is an edit. */
function editedAt(post: Json, createdAt: string | null, now: string): string | null {
  const version = numberIn(post.version)
  if (version === null || version < 2) return null
  const updatedAt = pastInstant(lineIn(post.updated_at), now)
  return updatedAt === createdAt ? null : updatedAt
}

function idOfNumber(topic: TopicFacts, number: number | null): string | null {
  return number === null ? null : (topic.idsByNumber.get(number) ?? null)
}

const QUOTED = 'aside.quote, blockquote'
/** Previews of linked pages, picture captions, link counters: nobody said them here. */
const UNSAID = 'aside.onebox, .lightbox-wrapper .meta, .badge.clicks, .cooked-selection-barrier, .discourse-poll-info'

function spokenIn(post: Json, topic: TopicFacts): { readonly text: string; readonly quotes: readonly Quote[] } {
  const cooked = textIn(post.cooked)
  if (cooked === null)
    return { text: textOf(new HtmlPage(textIn(post.blurb) ?? textIn(post.excerpt) ?? '').document), quotes: [] }
  const html = new HtmlPage(cooked)
  const asides = html.all(QUOTED)
  const without = new Set([...asides, ...html.all(UNSAID)])
  const quotes = asides
    .filter((aside) => !insideOneOf(aside, 'onebox'))
    .map((aside) => quoteOf(html, aside, topic, without))
    .filter((quote) => quote !== null)
  return { text: textOf(html.document, without), quotes }
}

type Aside = ReturnType<HtmlPage['all']>[number]

function insideOneOf(element: Aside, name: string): boolean {
  const parent = element.parent
  if (parent === null || !isElement(parent)) return false
  return (parent.attribs.class ?? '').split(' ').includes(name) || insideOneOf(parent, name)
}

/** Null for the blockquote inside an aside: the aside has its words. */
function quoteOf(html: HtmlPage, block: Aside, topic: TopicFacts, all: ReadonlySet<unknown>): Quote | null {
  const parent = block.parent
  if (block.name === 'blockquote' && parent !== null && isElement(parent) && parent.name === 'aside') return null
  const inner = block.name === 'aside' ? (html.within(block, 'blockquote')[0] ?? block) : block
  const without = new Set(html.within(inner, QUOTED).filter((other) => all.has(other)))
  const text = textOf(inner, without)
  if (text === '') return null
  const { 'data-username': username, 'data-post': number, 'data-topic': quotedTopic } = block.attribs
  const here = quotedTopic === undefined || quotedTopic === topic.id
  return {
    author: username ?? authorInTitle(html, block),
    postId: here ? idOfNumber(topic, numberIn(number)) : null,
    text,
  }
}

function authorInTitle(html: HtmlPage, block: Aside): string | null {
  const title = html.within(block, '.title')[0]
  return title === undefined ? null : lineOf(title).replace(/:\s*$/, '').trim() || null
}

/** Facts of a topic as its own JSON tells them. */
export function factsOf(topic: Json, posts: readonly Json[]): TopicFacts | null {
  const id = idIn(topic.id) ?? idIn(posts[0]?.topic_id)
  if (id === null) return null
  const accepted = objectOf(topic.accepted_answer)
  const count = numberIn(topic.posts_count)
  return {
    id,
    slug: lineIn(topic.slug) ?? lineIn(posts[0]?.topic_slug),
    title: lineIn(topic.title) ?? lineIn(posts[0]?.topic_title),
    views: numberIn(topic.views),
    answered: answeredIn(topic, posts),
    acceptedNumber: numberIn(accepted?.post_number),
    replies: count === null ? null : Math.max(0, count - 1),
    idsByNumber: idsByNumber(posts),
  }
}

/** Where the solved plugin is in use its keys are there, also on topics that have no solution yet. */
function answeredIn(topic: Json, posts: readonly Json[]): boolean | null {
  if (objectOf(topic.accepted_answer) !== null || topic.has_accepted_answer === true) return true
  if (posts.some((post) => post.accepted_answer === true || post.topic_accepted_answer === true)) return true
  if (topic.has_accepted_answer === false || posts.some((post) => post.accepted_answer === false)) return false
  return null
}

function idsByNumber(posts: readonly Json[]): ReadonlyMap<number, string> {
  const ids = new Map<number, string>()
  for (const post of posts) {
    const number = numberIn(post.post_number)
    const id = idIn(post.id)
    if (number !== null && id !== null) ids.set(number, id)
  }
  return ids
}
