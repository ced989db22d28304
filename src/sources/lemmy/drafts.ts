// Posts and comments of Lemmy as posts. The path of a comment ("0.12.34") tells what it answers.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith } from '../forum/json.js'
import { editedAt, utcInstant } from '../platform/answer.js'
import { spokenInMarkdown } from '../platform/markdown.js'
import { originOf } from '../platform/place.js'
import { idIn, type Json, lineIn, numberIn, objectOf, textIn } from '../reading/answers.js'
import { resolveUrl } from '../reading/urls.js'

/** A post; null when it was removed. */
export function postDraft(view: Json, page: Page): PostDraft | null {
  const post = objectOf(view.post)
  const id = idIn(post?.id)
  if (post === null || id === null || isGone(post)) return null
  const publishedAt = utcInstant(post.published, page.fetchedAt)
  const title = lineIn(post.name)
  const url = postUrl(id, page) ?? resolveUrl(lineIn(post.ap_id), null)
  return postWith({
    id: `post-${id}`,
    url,
    kind: 'topic',
    title,
    ...spokenInMarkdown(textIn(post.body)),
    author: authorOf(view),
    publishedAt,
    updatedAt: editedAt(post.updated, publishedAt, page.fetchedAt),
    conversation: { id: `post-${id}`, url, title },
    replyCount: numberIn(objectOf(view.counts)?.comments),
  })
}

/** A comment; null when it was removed. */
export function commentDraft(view: Json, page: Page): PostDraft | null {
  const comment = objectOf(view.comment)
  const id = idIn(comment?.id)
  if (comment === null || id === null || isGone(comment)) return null
  const post = objectOf(view.post)
  const postId = idIn(comment.post_id) ?? idIn(post?.id)
  const publishedAt = utcInstant(comment.published, page.fetchedAt)
  return postWith({
    id: `comment-${id}`,
    url: commentUrl(id, page) ?? resolveUrl(lineIn(comment.ap_id), null),
    kind: 'comment',
    ...spokenInMarkdown(textIn(comment.content)),
    author: authorOf(view),
    publishedAt,
    updatedAt: editedAt(comment.updated, publishedAt, page.fetchedAt),
    conversation:
      postId === null ? null : { id: `post-${postId}`, url: postUrl(postId, page), title: lineIn(post?.name) },
    inReplyTo: parentOf(lineIn(comment.path), postId),
  })
}

function isGone(item: Json): boolean {
  return item.removed === true || item.deleted === true
}

function parentOf(path: string | null, postId: string | null): string | null {
  const parent = path?.split('.').at(-2) ?? null
  if (parent !== null && /^[1-9]\d{0,15}$/.test(parent)) return `comment-${parent}`
  return postId === null ? null : `post-${postId}`
}

function authorOf(view: Json): PostDraft['author'] {
  const creator = objectOf(view.creator)
  return {
    name: lineIn(creator?.name) ?? lineIn(creator?.display_name),
    url: resolveUrl(lineIn(creator?.actor_id), null),
    staff: false,
  }
}

/** Where the instance that was asked shows it: the author's own may be any other. */
function postUrl(id: string, page: Page): string | null {
  const origin = originOf(page.url)
  return origin === '' ? null : `${origin}/post/${encodeURIComponent(id)}`
}

function commentUrl(id: string, page: Page): string | null {
  const origin = originOf(page.url)
  return origin === '' ? null : `${origin}/comment/${encodeURIComponent(id)}`
}
