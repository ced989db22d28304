// Comments under an article whose engine nobody knows: the common shapes of comment lists. A block is a comment when it
// has words and somebody, or some time, to them.

import type { Element } from 'domhandler'
import type { ConversationRef, PostDraft } from '../../domain/post.js'
import { addressOf, elementAt, nearestOf, type Reading, valueAt, whenOf } from '../forum/fields.js'
import { postWith } from '../forum/json.js'
import type { HtmlPage } from '../forum/page.js'
import { quotesInDocument } from '../forum/quotes.js'
import { isElement, textOf } from '../reading/html.js'
import { canonicalUrl } from '../reading/urls.js'
import { idFor } from '../structured/draft.js'
import { commentShape, SAYS } from '../wordpress/comments.js'

/** More comments than one page shows. */
const COMMENTS_MAX = 2_000

const COMMENT =
  'li.comment, div.comment, article.comment, section.comment, .comment-item, .comment-entry-item, .comment__item, .comentario, .comentario-item, [data-comment-id], li[id^="comment-"], div[id^="comment-"], article[id^="comment-"], [itemprop=comment]'
const AUTHOR = [
  ...commentShape.posts.author.filter((place) => place !== 'cite'),
  '[itemprop=author] [itemprop=name]',
  '[itemprop=author]',
  '[rel=author]',
  '.comment__author, .comment-user, .comment-username, .user-name, .username, .nick, .autor, .nombre, .author',
  'cite',
  'strong, b',
]
const DATE = [
  'time@datetime',
  '[itemprop=datePublished]@content',
  '[itemprop=dateCreated]@content',
  ...commentShape.posts.date.filter((place) => place !== 'small' && place !== 'time'),
  '.fecha, .date, .time, .timestamp',
  'time',
  'small',
]
const BODY = [
  '[itemprop=text], [itemprop=commentText]',
  '.comment-content, .comment__content, .comment__body, .comment__text, .comment-text, .comment_text, .comment-message, .comment-body, .commentbody',
  '.texto, .mensaje, .contenido, .message, .text, .content, .body',
  '',
]
const HEAD =
  '.comment-author, .comment-meta, .comment-metadata, .commentmetadata, .comment__author, .comment__meta, .comment__header, .comment-header, .reply, .comment-reply-link, .says, header, footer, form, button, time, .fecha, .date, .autor, .author, .avatar, .username, .user-name, .nick, cite'
const PERMALINK = [...commentShape.posts.permalink, 'a[href*="#com"]@href']

/** The elements that may be comments. */
export function commentElements(html: HtmlPage): readonly Element[] {
  return html.all(COMMENT).slice(0, COMMENTS_MAX)
}

/** Reads the comments, each with the one that it stands in as what it answers. */
export function readComments(
  elements: readonly Element[],
  reading: Reading,
  conversation: ConversationRef,
  language: string | null,
): readonly PostDraft[] {
  const all = new Set<Element>(elements)
  const drafts = new Map<Element, PostDraft>()
  for (const element of elements) {
    const draft = readComment(element, all, reading, conversation)
    if (draft === null) continue
    drafts.set(element, { ...draft, language, inReplyTo: outerId(element, drafts) })
  }
  return once([...drafts.values()])
}

function readComment(
  element: Element,
  all: ReadonlySet<Element>,
  reading: Reading,
  conversation: ConversationRef,
): PostDraft | null {
  const { html } = reading
  const owns = (inner: Element) => nearestOf(inner, all) === element
  const author = valueAt(html, element, AUTHOR, owns)?.replace(SAYS, '').trim() || null
  const publishedAt = whenOf(valueAt(html, element, DATE, owns), reading)
  const body = elementAt(html, element, BODY, owns)
  if (body === null || (author === null && publishedAt === null)) return null
  const { quotes, elements: quoted } = quotesInDocument(html, body)
  const inner = html.within(element, COMMENT).filter((other) => all.has(other))
  const head = body === element ? headOf(html, element, author) : []
  const text = textOf(body, new Set([...quoted, ...inner, ...head]))
  if (text === '') return null
  const anchor = element.attribs.id ?? element.attribs['data-comment-id'] ?? null
  const link =
    valueAt(html, element, PERMALINK, owns) ?? (element.attribs.id === undefined ? null : `#${element.attribs.id}`)
  const url = addressOf(conversation.url === null ? null : link, { base: conversation.url ?? reading.base })
  const draft = postWith({
    kind: 'comment',
    url,
    text,
    quotes,
    author: { name: author, url: null, staff: false },
    publishedAt,
    conversation,
  })
  return { ...draft, id: idFor(draft, conversation.url, anchor) }
}

/** Where a comment has no element for its words, all that is about it is taken away: the name stands first. */
function headOf(html: HtmlPage, element: Element, author: string | null): readonly Element[] {
  const named = html
    .within(element, 'strong, b')
    .filter((part) => author !== null && textOf(part).replace(SAYS, '') === author)
  return [...html.within(element, HEAD), ...named.slice(0, 1)]
}

function outerId(element: Element, drafts: ReadonlyMap<Element, PostDraft>): string | null {
  for (let at = element.parent; at !== null; at = at.parent) {
    const outer = isElement(at) ? drafts.get(at) : undefined
    if (outer !== undefined) return outer.id ?? (outer.url === null ? null : canonicalUrl(outer.url))
  }
  return null
}

/** An element within a comment may bear a comment's class too. */
function once(drafts: readonly PostDraft[]): readonly PostDraft[] {
  const seen = new Set<string>()
  return drafts.filter((draft) => {
    const key = `${draft.author.name} ${draft.publishedAt} ${draft.text}`
    return !seen.has(key) && seen.add(key)
  })
}
