// What the JSON interfaces of forums have in common: a topic is a thread's head, an entry of a list is a listed thread, and
// most fields of a post are the same nothing everywhere.

import type { PostDraft, Quote } from '../../domain/post.js'
import { htmlToText, textOf } from '../reading/html.js'
import type { ListedThread } from './listing.js'
import { HtmlPage } from './page.js'
import { quotesInDocument } from './quotes.js'
import type { ThreadHead } from './thread-head.js'

/** A post of which nothing is known but what is given. */
export function postWith(known: Partial<PostDraft>): PostDraft {
  return {
    id: null,
    url: null,
    kind: 'reply',
    title: null,
    text: '',
    author: { name: null, url: null, staff: false },
    publishedAt: null,
    updatedAt: null,
    conversation: null,
    inReplyTo: null,
    accepted: false,
    answered: null,
    views: null,
    language: null,
    quotes: [],
    replyCount: null,
    ...known,
  }
}

/** A thread of which nothing is known but what is given; a thread of one page until its next is told. */
export function headWith(known: Partial<ThreadHead>): ThreadHead {
  return {
    id: null,
    url: null,
    title: null,
    language: null,
    solved: null,
    views: null,
    firstPage: true,
    next: null,
    previous: null,
    last: null,
    ...known,
  }
}

/** A listed thread of its draft, and the address of its JSON. */
export function listedThread(id: string, url: string, mark: string, draft: PostDraft): ListedThread {
  return { id, url, title: draft.title, mark, replies: draft.replyCount, draft }
}

/** The text of a body, with what stands in plain block quotes taken out. */
export function spokenIn(markup: string | null): { readonly text: string; readonly quotes: readonly Quote[] } {
  if (markup === null) return { text: '', quotes: [] }
  if (!/<blockquote/i.test(markup)) return { text: htmlToText(markup), quotes: [] }
  const html = new HtmlPage(markup)
  const { quotes, elements } = quotesInDocument(html)
  return { text: textOf(html.document, elements), quotes }
}
