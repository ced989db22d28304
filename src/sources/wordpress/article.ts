// The article on a WordPress page, from its markup and its metadata.

import type { ConversationRef, PostDraft } from '../../domain/post.js'
import { articleBody, clutterIn } from '../article/body.js'
import { commentElements } from '../article/comments.js'
import { describedArticle, readHead, saysArticle } from '../article/head.js'
import { addressOf, countIn, type Reading, valueAt, whenOf } from '../forum/fields.js'
import { postWith } from '../forum/json.js'
import { quotesInDocument } from '../forum/quotes.js'
import { languageOf } from '../forum/thread-head.js'
import { textOf } from '../reading/html.js'
import { jsonLdThings } from '../structured/json-ld.js'
import { microdataThings } from '../structured/microdata.js'

const ARTICLE =
  'article.post, div.post[id^="post-"], .hentry, article.type-post, .type-post, article[id^="post-"], main article'
const BODY = '.entry-content, .post-content, .wp-block-post-content, [itemprop=articleBody], .entry, .postcontent'
const UNSAID =
  '.sharedaddy, .jp-relatedposts, .wp-block-comments, #comments, .post-navigation, .entry-footer, .entry-meta, .addtoany_share_save_container, .author-box, nav, form'

const AUTHOR = [
  '.entry-author [itemprop=name]',
  '.author .fn',
  '.byline .author a',
  '.author a',
  '[rel=author]',
  '.byline a',
  'meta[name=author]@content',
]
const AUTHOR_URL = ['.author a@href', 'a[rel=author]@href', '.byline a@href']
const PUBLISHED = [
  'meta[property="article:published_time"]@content',
  'time.entry-date@datetime',
  'time.published@datetime',
  'time.entry-time@datetime',
  'time@datetime',
  '.entry-date',
  '.date',
]
const MODIFIED = ['meta[property="article:modified_time"]@content', 'time.updated@datetime']

/** The article; null when the page shows several or none. */
export function articleIn(reading: Reading, conversation: ConversationRef, comments: number): PostDraft | null {
  const { html } = reading
  const body = html.all(BODY).find((element) => textOf(element) !== '')
  if (!isSingle(reading)) return null
  if (body === undefined) return unthemedArticle(reading, conversation, comments)
  const root = html.all(ARTICLE).find((element) => html.within(element, BODY).includes(body)) ?? null
  const at = (places: readonly string[]) => valueAt(html, root, places) ?? valueAt(html, null, places.filter(isMeta))
  const { quotes, elements } = quotesInDocument(html, body)
  const id = idIn(reading, root?.attribs.id)
  const publishedAt = whenOf(at(PUBLISHED), reading)
  const modifiedAt = whenOf(at(MODIFIED), reading)
  return postWith({
    id: id === null ? null : `post-${id}`,
    url: conversation.url,
    kind: 'article',
    title: conversation.title,
    text: textOf(body, new Set([...elements, ...html.within(body, UNSAID), ...clutterIn(html, body)])),
    quotes,
    author: { name: at(AUTHOR), url: addressOf(at(AUTHOR_URL), reading), staff: false },
    publishedAt,
    updatedAt: modifiedAt === publishedAt ? null : modifiedAt,
    conversation,
    language: languageOf(html),
    replyCount: countIn(valueAt(html, root, ['.comments-link', '.entry-comments-link'])) ?? comments,
  })
}

/** Fewer words than this are a notice. */
const WORDS_CHARS = 80

/** The article of a theme that names its body as no other does, where the page says that it is one article. */
function unthemedArticle(reading: Reading, conversation: ConversationRef, comments: number): PostDraft | null {
  const { html } = reading
  const elements = commentElements(html)
  const things = [...microdataThings(html), ...jsonLdThings(html)]
  const article = describedArticle(things, reading, conversation.url)
  if (article === null && !saysArticle(html)) return null
  const { text, byline } = articleBody(html, new Set(elements))
  if (text.length < WORDS_CHARS) return null
  const id = idIn(reading, undefined)
  return postWith({
    ...readHead(reading, { things, article, byline, comments: new Set(elements) }),
    id: id === null ? null : `post-${id}`,
    url: conversation.url,
    kind: 'article',
    text,
    conversation,
    language: languageOf(html),
    replyCount: comments,
  })
}

function isMeta(place: string): boolean {
  return place.startsWith('meta')
}

/** A page of one article says so in its body's classes; without them, one title is one article. */
function isSingle(reading: Reading): boolean {
  const classes = valueAt(reading.html, null, ['body@class']) ?? ''
  if (/\b(?:single|page-id-\d+|postid-\d+)\b/.test(classes)) return true
  if (/\b(?:home|blog|archive|category|search)\b/.test(classes)) return false
  return reading.html.all('.entry-title, .post-title').length <= 1
}

function idIn(reading: Reading, elementId: string | undefined): string | null {
  const body = /\bpostid-(\d+)\b/.exec(valueAt(reading.html, null, ['body@class']) ?? '')?.[1]
  const short = /[?&]p=(\d+)/.exec(valueAt(reading.html, null, ['link[rel=shortlink]@href']) ?? '')?.[1]
  return body ?? /^post-(\d+)$/.exec(elementId ?? '')?.[1] ?? short ?? null
}
