// What WordPress writes around a comment in its feeds: "In reply to Ana." before the words, and "By: Luis" for a title.
// Neither was said by anybody; the first tells which comment is answered.

import type { FeedItem, FeedText } from './model.js'

/** The sentence in the languages of the sites that are watched, with the link to the comment. */
const IN_REPLY_TO =
  /^\s*(?:<p>\s*)?(?:in reply to|en respuesta a|em resposta a|en réponse à|in risposta a|als antwort auf)\s{0,5}<a\s[^>]{0,500}?href=["']([^"'\s]{1,500}#comment-\d{1,15})["'][^>]{0,200}>[^<]{0,200}<\/a>\.?\s*(?:<\/p>)?/i

/** A title that only says whose comment it is. */
const BY_SOMEBODY = /^\s*(?:by|por|par|von|di|de)\s?:\s/i

/** A comment without what the engine put around it; the same item where it put nothing. */
export function bareComment(item: FeedItem): FeedItem {
  const title = item.title !== null && BY_SOMEBODY.test(item.title) ? null : item.title
  if (answeredLink(item) === null) return title === item.title ? item : { ...item, title }
  return { ...item, title, content: without(item.content), summary: without(item.summary) }
}

/** The id of the comment that this one answers, as the feed's items name it; null where it answers the article. */
export function answeredComment(item: FeedItem, items: readonly FeedItem[]): string | null {
  const link = answeredLink(item)
  if (link === null) return null
  const fragment = link.slice(link.indexOf('#'))
  const answered = items.find((other) => other !== item && other.link?.endsWith(fragment))
  return answered?.id ?? link
}

function answeredLink({ content, summary }: FeedItem): string | null {
  const found = IN_REPLY_TO.exec(content?.value ?? '') ?? IN_REPLY_TO.exec(summary?.value ?? '')
  return found?.[1] ?? null
}

function without(text: FeedText | null): FeedText | null {
  return text === null ? null : { ...text, value: text.value.replace(IN_REPLY_TO, '') }
}
