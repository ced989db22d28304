// From a draft to a post: who it is, whatever scan sees it again, and how long its texts may be. Pure; the scan and
// `extract` both go through here, so that a post has the same id wherever it is read.

import { createHash } from 'node:crypto'
import type { Post, PostDraft } from '../../domain/post.js'
import { cleanLine, cleanText } from './text.js'
import { canonicalUrl, withoutTracking } from './urls.js'

/** A longer post is an article of book length: its end says nothing new about a brand. */
export const POST_TEXT_MAX = 20_000
/** Longer titles are whole posts put into the wrong field. */
export const POST_TITLE_MAX = 500
/** Names and ids beyond these are garbage; an id is then known by its hash. */
const NAME_MAX = 200
const ID_MAX = 1_000

/** The post that the draft is, at a source (null in `extract`). */
export function toPost(draft: PostDraft, sourceId: string | null): Post {
  const title = cut(cleanLine(draft.title), POST_TITLE_MAX)
  const text = cut(cleanText(draft.text), POST_TEXT_MAX) ?? ''
  const id = postId(draft, title, text)
  return {
    id,
    url: draft.url,
    kind: draft.kind,
    title,
    text,
    author: { ...draft.author, name: cut(cleanLine(draft.author.name), NAME_MAX) },
    publishedAt: draft.publishedAt,
    updatedAt: draft.updatedAt,
    conversation: conversationOf(draft, id, title),
    inReplyTo: draft.inReplyTo,
    accepted: draft.accepted,
    answered: draft.answered,
    views: draft.views,
    language: draft.language,
    source: sourceId,
  }
}

function conversationOf(draft: PostDraft, id: string, title: string | null): Post['conversation'] {
  if (draft.conversation === null) return { id, url: draft.url, title }
  const { conversation } = draft
  return { ...conversation, id: bounded(conversation.id), title: cut(cleanLine(conversation.title), POST_TITLE_MAX) }
}

// The engine's id or the guid, else the address, else what it says. A guid that is an address loses what only tracks,
// or each campaign would make the same post new again.
function postId(draft: PostDraft, title: string | null, text: string): string {
  const own = draft.id?.trim() ?? ''
  if (own !== '') return bounded(withoutTracking(own))
  if (draft.url !== null) return bounded(canonicalUrl(draft.url))
  return `sha256:${sha256(`${title ?? ''}\n${text}`)}`
}

function bounded(id: string): string {
  const clean = id.replace(/[\u0000-\u001f\u007f]/g, '').replace(/\p{Cs}/gu, '\ufffd')
  return clean.length <= ID_MAX ? clean : `sha256:${sha256(clean)}`
}

/**
 * Other ids under which the same post may be known already: publishers move from http to https, add `www.` or a
 * closing slash, and a guid that is an address moves with them. Ask the store for these too before calling a post new.
 */
export function identityAliases(id: string): readonly string[] {
  const match = /^(https?):\/\/(www\.)?([^/?#]+)([^?#]*)(.*)$/i.exec(id)
  if (match === null) return []
  const [, , , host = '', path = '', rest = ''] = match
  const bare = path.replace(/\/$/, '')
  const aliases = new Set<string>()
  for (const scheme of ['https', 'http']) {
    for (const www of ['', 'www.']) {
      for (const slash of ['', '/']) aliases.add(`${scheme}://${www}${host}${bare}${slash}${rest}`)
    }
  }
  aliases.delete(id)
  return [...aliases]
}

/** What the post says, as one hash: another one under the same id means that it was edited. */
export function contentHash(post: Pick<Post, 'title' | 'text' | 'accepted'>): string {
  return sha256(JSON.stringify([post.title, post.text, post.accepted]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function cut(text: string | null, max: number): string | null {
  if (text === null || text.length <= max) return text
  // Never through the middle of a character.
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 1)) ? max - 1 : max
  return text.slice(0, end).trimEnd()
}
