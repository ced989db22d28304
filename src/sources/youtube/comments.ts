// Comments of the YouTube Data API as posts: `commentThreads` and `comments` alike.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith } from '../forum/json.js'
import { editedAt, utcInstant } from '../platform/answer.js'
import { errandOf } from '../platform/errand.js'
import { idIn, type Json, lineIn, numberIn, objectOf, objectsOf, textIn } from '../reading/answers.js'
import { htmlToText } from '../reading/html.js'
import { cleanText } from '../reading/text.js'
import { resolveUrl } from '../reading/urls.js'

interface Thread {
  readonly video: string | null
  readonly channel: string | null
}

/** The comments of these threads, each before its replies. */
export function commentDrafts(
  items: readonly Json[],
  site: string,
  page: Page,
  options: { readonly ownChannel?: boolean | undefined },
): readonly PostDraft[] {
  return items.flatMap((item) => {
    const snippet = objectOf(item.snippet) ?? {}
    const top = objectOf(snippet.topLevelComment)
    const thread = { video: idIn(snippet.videoId), channel: idIn(snippet.channelId) }
    if (top === null) return [draftOf(item, null, thread, site, page, options)].filter((post) => post !== null)
    const first = draftOf(top, numberIn(snippet.totalReplyCount), thread, site, page, options)
    const replies = objectsOf(objectOf(item.replies)?.comments).map((reply) =>
      draftOf(reply, null, thread, site, page, options),
    )
    return [first, ...replies.reverse()].filter((post) => post !== null)
  })
}

function draftOf(
  comment: Json,
  replyCount: number | null,
  thread: Thread,
  site: string,
  page: Page,
  options: { readonly ownChannel?: boolean | undefined },
): PostDraft | null {
  const id = idIn(comment.id)
  const snippet = objectOf(comment.snippet)
  if (id === null || snippet === null) return null
  const video = idIn(snippet.videoId) ?? thread.video
  const channel = idIn(snippet.channelId) ?? thread.channel
  const author = idIn(objectOf(snippet.authorChannelId)?.value)
  const publishedAt = utcInstant(snippet.publishedAt, page.fetchedAt)
  const parent = idIn(snippet.parentId)
  return postWith({
    id,
    url: video === null ? null : `${site}/watch?v=${encodeURIComponent(video)}&lc=${encodeURIComponent(id)}`,
    kind: parent === null ? 'comment' : 'reply',
    text: spoken(snippet),
    author: {
      name: lineIn(snippet.authorDisplayName),
      url: resolveUrl(lineIn(snippet.authorChannelUrl), null),
      staff: options.ownChannel === true && author !== null && author === channel,
    },
    publishedAt,
    updatedAt: editedAt(snippet.updatedAt, publishedAt, page.fetchedAt),
    conversation: conversationOf(video, site, page),
    inReplyTo: parent ?? (video === null ? null : `yt:video:${video}`),
    replyCount,
  })
}

function conversationOf(video: string | null, site: string, page: Page): PostDraft['conversation'] {
  if (video === null) return null
  const title = errandOf(page.role).get('title')
  return { id: `yt:video:${video}`, url: `${site}/watch?v=${encodeURIComponent(video)}`, title }
}

/** What was typed, or how YouTube shows it: as HTML unless plain text was asked for. */
function spoken(snippet: Json): string {
  const typed = textIn(snippet.textOriginal)
  return typed === null ? htmlToText(textIn(snippet.textDisplay) ?? '') : cleanText(typed)
}
