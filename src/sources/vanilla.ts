// Vanilla forums, by their pages and by their interface (`/api/v2/discussions`, `/api/v2/comments`). Both name a post alike:
// `Discussion_12`, `Comment_345`.

import { EscuchaError } from '../domain/errors.js'
import type { PostDraft } from '../domain/post.js'
import type { Page, ReadContext, ReadResult, SourceKind } from '../domain/source.js'
import { forumKind, listingResult, threadResult } from './forum/engine.js'
import { headWith, listedThread, postWith, spokenIn } from './forum/json.js'
import type { ForumEngine } from './forum/shape.js'
import { type ForumOptions, speaksForCompany } from './forum/staff.js'
import { errandOf } from './forum/visit.js'
import {
  idIn,
  type Json,
  jsonOf,
  lineIn,
  looksLikeJson,
  numberIn,
  objectOf,
  objectsOf,
  textIn,
} from './reading/answers.js'
import { pastInstant } from './reading/instants.js'

const engine: ForumEngine = {
  kind: 'vanilla',
  title: 'Vanilla forum',
  about:
    'Reads public Vanilla forums by their pages, or by /api/v2/ addresses (300 requests a minute and address, more than 250 in ten seconds are cut off: the pace of `fetch` stays far below). Accepted answers of its Q&A are known. No key; only what guests may see.',
  exampleUrl: 'https://comunidad.example/discussions',
  marks: [
    { pattern: /<body[^>]{0,200}\bid="vanilla_|<body[^>]{0,200}class="[^"]{0,60}\bVanilla\b/i, weight: 0.97 },
    { pattern: /class="[^"]{0,100}\b(?:ItemDiscussion|ItemComment)\b/, weight: 0.95 },
    { pattern: /gdn\.meta|vanillaforums\.|Vanilla\.(?:lib|embed)|\/applications\/vanilla\//i, weight: 0.9 },
  ],
  shapes: [
    {
      posts: {
        post: '.ItemDiscussion, .ItemComment, .MessageList .Item[id^="Comment_"], .Item[id^="Discussion_"]',
        id: ['@id'],
        idPattern: /^((?:Discussion|Comment)_\d+)$/,
        author: ['.Author .Username', '.AuthorWrap .Username', 'a.Username', '.Username', '.Author'],
        authorUrl: ['.Author a.Username@href', 'a.Username@href', '.Author a@href'],
        titles:
          '.AuthorInfo .Title, .RoleTitle, .Roles .MItem, .MItem.Rank, .AuthorInfo .MItem.RoleTitle, .RoleTracker, .userLabel',
        staff: null,
        date: ['.DateCreated time@datetime', 'time@datetime', '.DateCreated time@title', '.DateCreated'],
        edited: ['.DateUpdated time@datetime'],
        body: ['.Message', '.userContent', '.Item-Body .Message'],
        quotes: {
          block: 'blockquote, .quoteEmbed',
          author: ['.QuoteAuthor a', '.QuoteAuthor', '@rel', '.embedQuote-userName'],
          from: ['.QuoteAuthor a[href*="omment"]@href', 'a[href*="/discussion/comment/"]@href'],
          header: '.QuoteAuthor, .embedQuote-header, .quoteEmbed-header',
          id: { pattern: /comment\/(\d+)|Comment_(\d+)/, prefix: 'Comment_' },
        },
        drop: '.Signature, .UserSignature, .Reactions, .DateUpdated',
        permalink: ['.DateCreated a.Permalink@href', 'a.Permalink@href', '.DateCreated a@href'],
        accepted: '.QnA-Tag-Accepted, .AcceptedAnswer, .Accepted, .ItemComment.Accepted',
        replyTo: [],
        skip: '.Deleted, .Hidden',
      },
      thread: {
        title: ['.PageTitle h1', '#Item_0 h1', '.Discussion h1', '.pageHeadingBox h1', 'h1'],
        idPatterns: [/\/discussion\/(\d+)(?:[/?#]|$)/],
        id: [],
        self: [],
        next: ['a.Next@href', 'link[rel=next]@href'],
        previous: ['a.Previous@href', 'link[rel=prev]@href'],
        pages: '.NumberedPager a, .Pager a',
        current: ['.NumberedPager a.Highlight', '.Pager .Highlight'],
        solved: '.QnA-Tag-Answered, .QnA-Tag-Accepted, .AcceptedAnswer, .Tag-Answered',
        unsolved: '.QnA-Tag-Question, .QnA-Tag-Unanswered',
        views: [],
      },
      listing: {
        row: 'ul.Discussions .Item, .DataList.Discussions .Item, table.DataTable tr[id^="Discussion_"]',
        link: ['.Title a@href', '.DiscussionName a@href', 'a.Title@href'],
        title: ['.Title a', '.DiscussionName a', 'a.Title'],
        author: ['.FirstUser .Username', '.DiscussionAuthor a', '.FirstUser a', '.Author a'],
        date: ['.DateCreated time@datetime', '.FirstUser time@datetime'],
        replies: ['.CommentCount', '.CountComments .Number', '.BigCount.CountComments'],
        views: ['.ViewCount', '.CountViews .Number'],
        last: ['.LastCommentDate time@datetime', '.LastUser time@datetime', '.LastCommentBy a@href'],
        solved: '.QnA-Tag-Answered, .QnA-Tag-Accepted',
        skip: null,
        forums: '.CategoryList .Title a, .DataList.CategoryList a.Title',
      },
    },
  ],
}

const pages = forumKind(engine)

/** Vanilla forums. */
export const vanilla: SourceKind<ForumOptions> = {
  ...pages,
  recognise: (page) => (looksLikeJson(page) ? recogniseJson(page) : pages.recognise(page)),
  read: (page, context) => (looksLikeJson(page) ? readJson(page, context) : pages.read(page, context)),
}

function recogniseJson(page: Page): number {
  const head = page.text.slice(0, 200_000)
  return /"(?:discussionID|commentID)"\s*:/.test(head) && /"(?:dateInserted|insertUserID)"\s*:/.test(head) ? 0.97 : 0
}

function readJson(page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const answer = jsonOf(page)
  const single = objectOf(answer)
  const entries = objectsOf(Array.isArray(answer) ? answer : [answer])
  if (single?.message !== undefined && single.discussionID === undefined) {
    const code = single.status === 401 || single.status === 403 ? 'login-required' : 'unreadable'
    throw new EscuchaError(
      code,
      `the forum answered at ${page.url}: ${lineIn(single.message)?.slice(0, 200) ?? 'an error'}`,
    )
  }
  if (entries.some((entry) => entry.commentID !== undefined)) return readComments(entries, page, context)
  if (entries.some((entry) => entry.discussionID !== undefined)) return readDiscussions(entries, page, context)
  if (entries.length === 0 && Array.isArray(answer)) return { posts: [], next: [], title: null, language: null }
  throw new EscuchaError(
    'unreadable',
    `the answer at ${page.url} holds neither discussions nor comments of a Vanilla forum`,
  )
}

/** Discussions come with their bodies: they are posts as well as the way to their comments. */
function readDiscussions(entries: readonly Json[], page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const drafts = entries.map((entry) => discussionDraft(entry, page, context.options))
  const threads = entries.flatMap((entry, index) => {
    const id = idIn(entry.discussionID)
    const draft = drafts[index]
    const api = commentsUrl(page.url, id)
    const count = numberIn(entry.countComments)
    return id === null || draft === undefined || api === null || count === 0
      ? []
      : [listedThread(id, api, count === null ? '' : `${count} ${statusOf(entry, 'question') ?? ''}`, draft)]
  })
  return { ...listingResult(threads, page, context, { title: null, language: null }), posts: drafts }
}

function discussionDraft(entry: Json, page: Page, options: ForumOptions): PostDraft {
  const id = idIn(entry.discussionID)
  const title = lineIn(entry.name)
  const status = statusOf(entry, 'question')
  return postWith({
    ...commonOf(entry, page, options),
    id: id === null ? null : `Discussion_${id}`,
    kind: 'topic',
    title,
    conversation: id === null ? null : { id, url: lineIn(entry.canonicalUrl) ?? lineIn(entry.url), title },
    answered: status === null ? null : status === 'accepted',
    views: numberIn(entry.countViews),
    replyCount: numberIn(entry.countComments),
  })
}

function readComments(entries: readonly Json[], page: Page, context: ReadContext<ForumOptions>): ReadResult {
  const thread = idIn(entries[0]?.discussionID) ?? errandOf(page.role)?.thread ?? null
  const posts = entries.map((entry) => {
    const id = idIn(entry.commentID)
    const discussion = idIn(entry.discussionID)
    return postWith({
      ...commonOf(entry, page, context.options),
      id: id === null ? null : `Comment_${id}`,
      conversation: discussion === null ? null : { id: discussion, url: null, title: null },
      accepted: statusOf(entry, 'answer') === 'accepted',
    })
  })
  const next = entries.length >= COMMENTS_PER_PAGE ? pageAfter(page.url) : null
  return threadResult(headWith({ id: thread, next, last: next }), posts, page, context, [])
}

function commonOf(entry: Json, page: Page, options: ForumOptions): Partial<PostDraft> {
  const user = objectOf(entry.insertUser)
  const titles = [lineIn(user?.label), lineIn(user?.title)].filter((title) => title !== null)
  const publishedAt = pastInstant(lineIn(entry.dateInserted), page.fetchedAt)
  const updatedAt = pastInstant(lineIn(entry.dateUpdated), page.fetchedAt)
  return {
    ...spokenIn(textIn(entry.body)),
    url: lineIn(entry.url),
    author: {
      name: lineIn(user?.name),
      url: lineIn(user?.url),
      staff: speaksForCompany(false, titles, options),
    },
    publishedAt,
    updatedAt: updatedAt === publishedAt ? null : updatedAt,
  }
}

/** `question` and `answer` have a status where the Q&A plugin is in use. */
function statusOf(entry: Json, name: 'question' | 'answer'): string | null {
  return lineIn(objectOf(objectOf(entry.attributes)?.[name])?.status)
}

/** The most that Vanilla gives at once. */
const COMMENTS_PER_PAGE = 100

function commentsUrl(address: string, discussion: string | null): string | null {
  if (discussion === null || !URL.canParse(address)) return null
  const url = new URL(address)
  const path = url.pathname.replace(/\/api\/v2\/.*$/, '')
  return `${url.origin}${path}/api/v2/comments?discussionID=${discussion}&limit=${COMMENTS_PER_PAGE}&page=1&expand=all`
}

function pageAfter(address: string): string | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  url.searchParams.set('page', String(Number(url.searchParams.get('page') ?? 1) + 1))
  return url.href
}
