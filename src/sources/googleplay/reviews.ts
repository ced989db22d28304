// Finds reviews in the data that a page of Google Play is drawn from: unnamed lists within lists, which move about from
// one month to the next. So a review is known by what it is made of, not by where it stands.

import type { PostDraft } from '../../domain/post.js'
import type { Page } from '../../domain/source.js'
import { postWith } from '../forum/json.js'
import { utcInstant } from '../platform/answer.js'
import { webAddress } from '../platform/place.js'
import { starredTitle } from '../platform/stars.js'
import { lineIn, numberIn, textIn } from '../reading/answers.js'
import { htmlToText } from '../reading/html.js'
import { parseJson } from '../reading/json.js'

const BLOCK = 'AF_initDataCallback('
/** A page has some twenty blocks of data. */
const BLOCKS_MAX = 100
/** Lists looked at in one page: a real one has some ten thousand. */
const LISTS_MAX = 200_000
const REVIEWS_MAX = 500

/** The reviews of a page and the developer's answers to them, in its order. */
export function reviewDrafts(page: Page): readonly PostDraft[] {
  const found = new Map<string, readonly PostDraft[]>()
  for (const data of blocksIn(page.text)) {
    for (const review of reviewsIn(data)) {
      const id = lineIn(review[0]) ?? ''
      if (!found.has(id) && found.size < REVIEWS_MAX) found.set(id, draftsOf(id, review, page))
    }
  }
  return [...found.values()].flat()
}

function blocksIn(text: string): readonly unknown[] {
  const blocks: unknown[] = []
  let at = text.indexOf(BLOCK)
  while (at >= 0 && blocks.length < BLOCKS_MAX) {
    const end = text.indexOf('</script>', at)
    const block = text.slice(at, end < 0 ? text.length : end)
    const from = block.indexOf('data:')
    const to = block.lastIndexOf(', sideChannel:')
    blocks.push(parseJson(block.slice(from + 5, to < 0 ? block.lastIndexOf('}') : to)))
    at = end < 0 ? -1 : text.indexOf(BLOCK, end)
  }
  return blocks
}

function reviewsIn(data: unknown): readonly (readonly unknown[])[] {
  const reviews: (readonly unknown[])[] = []
  const waiting: unknown[] = [data]
  let looked = 0
  for (let node = waiting.pop(); node !== undefined && looked < LISTS_MAX; node = waiting.pop()) {
    if (!Array.isArray(node)) continue
    looked += 1
    if (isReview(node)) reviews.push(node)
    else
      for (let index = node.length - 1; index >= 0; index -= 1)
        if (Array.isArray(node[index])) waiting.push(node[index])
  }
  return reviews
}

const REVIEW_ID = /^(?:gp:[\w-]{20,200}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** An id, who, how many stars, the words, and when. */
function isReview(list: readonly unknown[]): boolean {
  const [id, author, stars, , words, when] = list
  return (
    typeof id === 'string' &&
    REVIEW_ID.test(id) &&
    Array.isArray(author) &&
    typeof stars === 'number' &&
    stars >= 1 &&
    stars <= 5 &&
    (typeof words === 'string' || words === null) &&
    Array.isArray(when)
  )
}

function draftsOf(id: string, review: readonly unknown[], page: Page): readonly PostDraft[] {
  const [, author, stars, , words, when, , answer] = review
  const url = reviewUrl(id, page)
  const title = starredTitle(numberIn(stars), null)
  const conversation = { id, url, title }
  const own = postWith({
    id,
    url,
    kind: 'review',
    title,
    text: plain(words),
    author: { name: Array.isArray(author) ? lineIn(author[0]) : null, url: null, staff: false },
    publishedAt: instantIn(when, page),
    conversation,
  })
  const answered = Array.isArray(answer) ? plain(answer[1]) : ''
  if (!Array.isArray(answer) || answered === '') return [own]
  const reply = postWith({
    id: `${id}/answer`,
    url,
    kind: 'reply',
    text: answered,
    author: { name: lineIn(answer[0]), url: null, staff: true },
    publishedAt: instantIn(answer[2], page),
    conversation,
    inReplyTo: id,
  })
  return [own, reply]
}

/** Words come with the few marks of HTML that people cannot write themselves. */
function plain(words: unknown): string {
  return htmlToText(textIn(words)?.replace(/\n/g, '<br>') ?? '')
}

function instantIn(when: unknown, page: Page): PostDraft['publishedAt'] {
  return utcInstant(Array.isArray(when) ? when[0] : null, page.fetchedAt)
}

function reviewUrl(id: string, page: Page): string | null {
  const url = webAddress(page.url)
  if (url === null) return null
  const app = url.searchParams.get('id')
  return `${url.origin}${url.pathname}?${new URLSearchParams({ ...(app === null ? {} : { id: app }), reviewId: id })}`
}
