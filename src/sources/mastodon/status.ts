// A status as a post. A reply bears the id of what it answers, not of where the conversation began: it joins the
// conversation of a parent that is at hand, and is its own otherwise.

import type { ConversationRef, PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith, spokenIn } from '../forum/json.js'
import { editedAt, utcInstant } from '../platform/answer.js'
import { idIn, type Json, lineIn, numberIn, objectOf, textIn } from '../reading/answers.js'
import { languageCode } from '../reading/language.js'
import { resolveUrl } from '../reading/urls.js'

/** The post of a status; null for one that only passes on another's. Adds its conversation to `conversations`. */
export function statusDraft(
  status: Json,
  conversations: Map<string, ConversationRef> | null,
  page: Page,
): PostDraft | null {
  const id = idIn(status.id)
  if (id === null || objectOf(status.reblog) !== null) return null
  const account = objectOf(status.account)
  const url = resolveUrl(lineIn(status.url) ?? lineIn(status.uri), null)
  const publishedAt = utcInstant(status.created_at, page.fetchedAt)
  const parent = idIn(status.in_reply_to_id)
  const conversation = (parent === null ? null : conversations?.get(parent)) ?? { id, url, title: null }
  conversations?.set(id, conversation)
  return postWith({
    id,
    url,
    kind: parent === null ? 'topic' : 'reply',
    // The words before a fold warn or sum up; they are the author's as well.
    title: lineIn(status.spoiler_text),
    ...spokenIn(textIn(status.content)),
    author: {
      name: handleOf(account),
      url: resolveUrl(lineIn(account?.url), null),
      staff: false,
    },
    publishedAt,
    updatedAt: editedAt(status.edited_at, publishedAt, page.fetchedAt),
    conversation,
    inReplyTo: parent,
    language: languageCode(lineIn(status.language)),
    replyCount: numberIn(status.replies_count),
  })
}

/** The handle: a display name can be changed at will, and two people may bear the same. */
function handleOf(account: Json | null): string | null {
  const acct = lineIn(account?.acct) ?? lineIn(account?.username)
  return acct === null ? lineIn(account?.display_name) : `@${acct}`
}
