// Reddit's JSON: listings of posts and comments, and a thread, which is a listing of one post and one of its comments.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith, spokenIn } from '../forum/json.js'
import { speaksForCompany } from '../forum/staff.js'
import { editedAt, notWhatWasAsked, utcInstant } from '../platform/answer.js'
import { spokenInMarkdown } from '../platform/markdown.js'
import { idIn, type Json, lineIn, numberIn, objectOf, objectsOf, textIn } from '../reading/answers.js'
import { decodeEntities } from '../reading/entities.js'

/** What a page of Reddit holds, whatever its format. */
export interface RedditPage {
  readonly posts: readonly PostDraft[]
  readonly title: string | null
  /** Where the next older posts begin; null at the end. */
  readonly after: string | null
}

/** Which flairs mean the company. */
type FlairOptions = { readonly staffTitles?: readonly string[] | undefined }

/** Things read of one answer: a thread with 500 comments is far below this. */
const THINGS_MAX = 5_000
const SITE = 'https://www.reddit.com'
const SOLVED = /\b(?:solved|fixed|answered)\b|resuelt|solucionad/i
const UNSOLVED = /\b(?:unsolved|unanswered|not solved)\b|(?:no|sin) (?:resolver|resuelt|solucionar|solucionad)/i

/** Reads one listing, or the listings of a thread. Throws `unreadable` when the answer is neither. */
export function readRedditListings(answer: unknown, page: Page, options: FlairOptions): RedditPage {
  const roots = Array.isArray(answer) ? objectsOf(answer) : [objectOf(answer) ?? {}]
  const first = roots[0] ?? {}
  if (first.kind !== 'Listing' && first.kind !== 't3' && first.kind !== 't1') {
    throw notWhatWasAsked(page, 'a listing of Reddit', lineIn(first.message) ?? lineIn(first.reason))
  }
  const things = thingsIn(roots)
  const heads = new Map(things.filter(({ kind }) => kind === 't3').map(({ data }) => [lineIn(data.name) ?? '', data]))
  const posts = things
    .map(({ kind, data }) => draftOf(kind, data, heads, page, options))
    .filter((post) => post !== null)
  const isThread = Array.isArray(answer)
  return {
    posts,
    title: isThread ? (posts[0]?.title ?? null) : nameOf(things[0]?.data),
    after: isThread ? null : lineIn(objectOf(first.data)?.after),
  }
}

interface Thing {
  readonly kind: string
  readonly data: Json
}

/** Posts and comments in the order of the page, replies behind what they answer. */
function thingsIn(roots: readonly Json[]): readonly Thing[] {
  const things: Thing[] = []
  const waiting = [...roots].reverse()
  for (let node = waiting.pop(); node !== undefined && things.length < THINGS_MAX; node = waiting.pop()) {
    const data = objectOf(node.data) ?? {}
    if (node.kind === 't1' || node.kind === 't3') things.push({ kind: node.kind, data })
    const inner =
      node.kind === 'Listing' ? objectsOf(data.children) : [objectOf(data.replies)].filter((one) => one !== null)
    waiting.push(...[...inner].reverse())
  }
  return things
}

function nameOf(data: Json | undefined): string | null {
  return lineIn(data?.subreddit_name_prefixed) ?? lineIn(data?.subreddit)
}

function draftOf(
  kind: string,
  data: Json,
  heads: ReadonlyMap<string, Json>,
  page: Page,
  options: FlairOptions,
): PostDraft | null {
  const isComment = kind === 't1'
  const { text, quotes } = saidIn(data, isComment)
  if (text === '[removed]' || text === '[deleted]' || lineIn(data.removed_by_category) !== null) return null
  const name = idIn(data.name) ?? (idIn(data.id) === null ? null : `${kind}_${idIn(data.id)}`)
  const link = isComment ? idIn(data.link_id) : name
  const publishedAt = utcInstant(data.created_utc, page.fetchedAt)
  return postWith({
    id: name,
    url: permalink(data.permalink),
    kind: isComment ? 'comment' : 'topic',
    title: isComment ? null : titleIn(data.title),
    text,
    quotes,
    author: authorOf(data, options),
    publishedAt,
    updatedAt: typeof data.edited === 'number' ? editedAt(data.edited, publishedAt, page.fetchedAt) : null,
    conversation: link === null ? null : conversationOf(link, data, heads.get(link) ?? null),
    inReplyTo: isComment ? idIn(data.parent_id) : null,
    answered: isComment ? null : answeredBy(lineIn(data.link_flair_text)),
    views: numberIn(data.view_count),
    replyCount: isComment ? null : numberIn(data.num_comments),
  })
}

/** What was said, from Reddit's HTML of it, else from the Markdown that was typed. */
function saidIn(data: Json, isComment: boolean): Pick<PostDraft, 'text' | 'quotes'> {
  const markup = markupOf(isComment ? data.body_html : data.selftext_html)
  return markup === null ? spokenInMarkdown(textIn(isComment ? data.body : data.selftext)) : spokenIn(markup)
}

/** Without `raw_json=1` Reddit escapes three characters of a title, and no others. */
function titleIn(value: unknown): string | null {
  const title = lineIn(value)
  return title === null ? null : title.replace(/&(?:amp|lt|gt);/g, decodeEntities)
}

/** Without `raw_json=1` the markup comes escaped once more. */
function markupOf(value: unknown): string | null {
  const markup = textIn(value)
  return markup?.startsWith('&lt;') ? decodeEntities(markup) : markup
}

function permalink(value: unknown): string | null {
  const path = lineIn(value)
  return path?.startsWith('/') ? `${SITE}${path}` : path
}

/** The thread by its opening post where that is at hand, else by what the comment tells of it. */
function conversationOf(link: string, data: Json, head: Json | null): PostDraft['conversation'] {
  const bare = `${SITE}/comments/${encodeURIComponent(link.replace(/^t3_/, ''))}/`
  if (head !== null) return { id: link, url: permalink(head.permalink) ?? bare, title: titleIn(head.title) }
  return { id: link, url: permalink(data.link_permalink) ?? bare, title: titleIn(data.link_title) }
}

function authorOf(data: Json, options: FlairOptions): PostDraft['author'] {
  const name = lineIn(data.author)
  const isGone = name === null || name === '[deleted]'
  const flair = lineIn(data.author_flair_text)
  return {
    name: isGone ? null : name,
    url: isGone ? null : `${SITE}/user/${encodeURIComponent(name)}`,
    // Moderators and Reddit's own staff are customers here; a flair may say who answers for the company.
    staff: speaksForCompany(false, flair === null ? [] : [flair], options),
  }
}

function answeredBy(flair: string | null): boolean | null {
  if (flair === null) return null
  if (UNSOLVED.test(flair)) return false
  return SOLVED.test(flair) ? true : null
}
