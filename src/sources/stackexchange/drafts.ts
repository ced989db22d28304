// Questions, answers and search excerpts of the Stack Exchange API as posts. A post's id is its number, as on the pages.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith, spokenIn } from '../forum/json.js'
import { type ForumOptions, speaksForCompany } from '../forum/staff.js'
import { editedAt, utcInstant } from '../platform/answer.js'
import { webAddress } from '../platform/place.js'
import { idIn, type Json, lineIn, numberIn, objectOf, textIn } from '../reading/answers.js'
import { htmlToText } from '../reading/html.js'

/** Titles of questions by their number. */
export type Titles = Readonly<Record<string, unknown>>

/** A question. */
export function questionDraft(item: Json, page: Page, options: ForumOptions): PostDraft | null {
  const id = idIn(item.question_id)
  if (id === null) return null
  const url = lineIn(item.link) ?? pageOf('q', id, item, page)
  const title = plainLine(item.title)
  const publishedAt = utcInstant(item.creation_date, page.fetchedAt)
  return postWith({
    id,
    url,
    kind: 'topic',
    title,
    ...spokenIn(textIn(item.body)),
    author: authorOf(objectOf(item.owner), options),
    publishedAt,
    updatedAt: editedAt(item.last_edit_date, publishedAt, page.fetchedAt),
    conversation: { id, url, title },
    answered: typeof item.is_answered === 'boolean' ? item.is_answered || item.accepted_answer_id !== undefined : null,
    views: numberIn(item.view_count),
    replyCount: numberIn(item.answer_count),
  })
}

/** An answer to a question. */
export function answerDraft(item: Json, titles: Titles, page: Page, options: ForumOptions): PostDraft | null {
  const id = idIn(item.answer_id)
  const question = idIn(item.question_id)
  if (id === null) return null
  const publishedAt = utcInstant(item.creation_date, page.fetchedAt)
  const told = question !== null && Object.hasOwn(titles, question) ? titles[question] : null
  return postWith({
    id,
    url: lineIn(item.link) ?? pageOf('a', id, item, page),
    kind: 'reply',
    ...spokenIn(textIn(item.body)),
    author: authorOf(objectOf(item.owner), options),
    publishedAt,
    updatedAt: editedAt(item.last_edit_date, publishedAt, page.fetchedAt),
    conversation:
      question === null
        ? null
        : { id: question, url: pageOf('q', question, item, page), title: plainLine(item.title) ?? plainLine(told) },
    inReplyTo: question,
    accepted: item.is_accepted === true,
  })
}

/** A hit of `search/excerpts`: it names no author, and its text is cut where the API cuts it. */
export function excerptDraft(item: Json, page: Page): PostDraft | null {
  const question = idIn(item.question_id)
  const isAnswer = item.item_type === 'answer'
  const id = isAnswer ? idIn(item.answer_id) : question
  if (id === null) return null
  const title = plainLine(item.title)
  return postWith({
    id,
    url: pageOf(isAnswer ? 'a' : 'q', id, item, page),
    kind: isAnswer ? 'reply' : 'topic',
    title: isAnswer ? null : title,
    ...spokenIn(textIn(item.body) ?? textIn(item.excerpt)),
    publishedAt: utcInstant(item.creation_date, page.fetchedAt),
    conversation: question === null ? null : { id: question, url: pageOf('q', question, item, page), title },
    inReplyTo: isAnswer ? question : null,
    answered: isAnswer || typeof item.is_answered !== 'boolean' ? null : item.is_answered,
    accepted: isAnswer && item.is_accepted === true,
    replyCount: isAnswer ? null : numberIn(item.answer_count),
  })
}

function authorOf(owner: Json | null, options: ForumOptions): PostDraft['author'] {
  const isStaff = owner?.is_employee === true
  return {
    name: plainLine(owner?.display_name),
    url: lineIn(owner?.link),
    staff: speaksForCompany(isStaff, [], options),
  }
}

/** The API gives titles and names as HTML, and marks what was searched for. */
function plainLine(value: unknown): string | null {
  const line = lineIn(value)
  return line === null ? null : lineIn(htmlToText(line))
}

/** A post's short address on its site, which its link or the request names. */
function pageOf(type: 'q' | 'a', id: string, item: Json, page: Page): string | null {
  const linked = webAddress(lineIn(item.link))
  const site = webAddress(page.url)?.searchParams.get('site') ?? null
  const origin = linked?.origin ?? (site === null ? null : siteOrigin(site))
  return origin === null ? null : `${origin}/${type}/${encodeURIComponent(id)}`
}

const OWN_DOMAIN = /(?:^|\.)(?:stackoverflow|superuser|serverfault|askubuntu|stackapps)$/

function siteOrigin(site: string): string | null {
  if (!/^[\w.-]{1,80}$/.test(site)) return null
  if (OWN_DOMAIN.test(site)) return `https://${site}.com`
  return /\.(?:com|net|org)$/.test(site) ? `https://${site}` : `https://${site}.stackexchange.com`
}
