// WordPress's REST interface: `/wp-json/wp/v2/posts` and `/comments`, single or in lists.

import { EscuchaError } from '../../domain/errors.js'
import type { PostDraft, Quote } from '../../domain/post.js'
import type { Page, ReadResult } from '../../domain/source.js'
import { HtmlPage } from '../forum/page.js'
import { quotesInDocument } from '../forum/quotes.js'
import { idIn, type Json, jsonOf, lineIn, numberIn, objectOf, objectsOf, textIn } from '../reading/answers.js'
import { htmlToText, textOf } from '../reading/html.js'
import { pastInstant } from '../reading/instants.js'
import { languageCode } from '../reading/language.js'
import { linksOf } from '../reading/links.js'
import { articleOf, conversationId } from './addresses.js'

/** Whether an answer is WordPress's. */
export function looksLikeRest(text: string): boolean {
  const head = text.slice(0, 200_000)
  return (
    /"rendered"\s*:/.test(head) &&
    (/"author_name"\s*:/.test(head) || /"(?:date_gmt|comment_status|featured_media)"\s*:/.test(head))
  )
}

/** Reads an answer of posts or comments. */
export function readRest(page: Page): ReadResult {
  const answer = jsonOf(page)
  const single = objectOf(answer)
  if (single !== null && objectOf(single.content) === null) throw refusalIn(single, page)
  const entries = single === null ? objectsOf(answer) : [single]
  const posts = entries.map((entry) => (isComment(entry) ? commentDraft(entry, page) : articleDraft(entry, page)))
  const links = linksOf(posts.map(({ id }, index) => ({ id, html: rendered(entries[index]?.content) })))
  return { posts, ...links, next: [], title: null, language: null }
}

function isComment(entry: Json): boolean {
  return entry.author_name !== undefined || entry.type === 'comment' || entry.post !== undefined
}

function commentDraft(entry: Json, page: Page): PostDraft {
  const link = lineIn(entry.link)
  const parent = numberIn(entry.parent) ?? 0
  const article = idIn(entry.post)
  return {
    ...commonOf(entry, page),
    id: numbered('comment', entry.id),
    kind: 'comment',
    title: null,
    author: {
      name: lineIn(htmlToText(lineIn(entry.author_name) ?? '')),
      url: lineIn(entry.author_url),
      staff: false,
    },
    conversation: link === null ? conversationByNumber(article) : conversationBy(link, null),
    inReplyTo: parent > 0 ? `comment-${parent}` : null,
    replyCount: null,
  }
}

function articleDraft(entry: Json, page: Page): PostDraft {
  const link = lineIn(entry.link)
  const title = lineIn(htmlToText(rendered(entry.title) ?? ''))
  const author = objectsOf(objectOf(entry._embedded)?.author)[0]
  const replies = objectOf(entry._embedded)?.replies
  return {
    ...commonOf(entry, page),
    id: numbered('post', entry.id),
    kind: 'article',
    title,
    author: { name: lineIn(author?.name) ?? lineIn(entry.author_name), url: lineIn(author?.link), staff: false },
    conversation: link === null ? conversationByNumber(idIn(entry.id)) : conversationBy(link, title),
    inReplyTo: null,
    replyCount: Array.isArray(replies) ? replies.flat().length : null,
  }
}

function commonOf(
  entry: Json,
  page: Page,
): Omit<PostDraft, 'id' | 'kind' | 'title' | 'author' | 'conversation' | 'inReplyTo' | 'replyCount'> {
  const { text, quotes } = spokenIn(rendered(entry.content) ?? rendered(entry.excerpt) ?? '')
  const publishedAt = utc(entry.date_gmt, page)
  const modifiedAt = utc(entry.modified_gmt, page)
  return {
    url: lineIn(entry.link),
    text,
    publishedAt,
    updatedAt: modifiedAt === publishedAt ? null : modifiedAt,
    accepted: false,
    answered: null,
    views: null,
    language: languageCode(lineIn(entry.lang)),
    quotes,
  }
}

function spokenIn(markup: string): { readonly text: string; readonly quotes: readonly Quote[] } {
  const html = new HtmlPage(markup)
  const { quotes, elements } = quotesInDocument(html)
  return { text: textOf(html.document, elements), quotes }
}

/** `date_gmt` is UTC without saying so. */
function utc(value: unknown, page: Page): string | null {
  const text = lineIn(value)
  return pastInstant(text === null || /Z$/.test(text) ? text : `${text}Z`, page.fetchedAt)
}

function rendered(value: unknown): string | null {
  return textIn(value) ?? textIn(objectOf(value)?.rendered) ?? textIn(objectOf(value)?.raw)
}

function numbered(kind: 'post' | 'comment', value: unknown): string | null {
  const id = idIn(value)
  return id === null ? null : `${kind}-${id}`
}

function conversationBy(link: string, title: string | null): PostDraft['conversation'] {
  return { id: conversationId(link), url: articleOf(link), title }
}

function conversationByNumber(id: string | null): PostDraft['conversation'] {
  return id === null ? null : { id: `post-${id}`, url: null, title: null }
}

function refusalIn(answer: Json, page: Page): EscuchaError {
  const code = lineIn(answer.code) ?? ''
  const said = lineIn(answer.message)?.slice(0, 200) ?? 'neither posts nor comments'
  if (/cannot_access|not_logged_in|forbidden|unauthorized|login_required/.test(code)) {
    return new EscuchaError('login-required', `the site shows ${page.url} to its users only: ${said}`, {
      hint: 'Give the blog’s address instead: its feeds are read then.',
    })
  }
  return new EscuchaError('unreadable', `the answer at ${page.url} holds no posts and no comments: ${said}`)
}
