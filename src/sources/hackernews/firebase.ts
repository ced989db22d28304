// The official interface of Hacker News: one item at a time. Its lists are numbers, so each new story is a request; it
// knows no search and no story of a comment, and serves where the search is out of service.

import type { PostDraft } from '../../domain/post.js'
import type { Page, PageRequest, ReadContext, ReadResult } from '../../domain/source.js'
import { answerOf, notBefore, notWhatWasAsked } from '../platform/answer.js'
import { errandOf, errandRole } from '../platform/errand.js'
import { originOf } from '../platform/place.js'
import { idIn, type Json, lineIn, numberIn, objectOf, textIn } from '../reading/answers.js'
import { hackerNewsPost } from './post.js'

/** New stories asked for in one scan: the newest; some five hundred stories a day are posted. */
const STORIES_MAX = 50
/** Comments of one story asked for in one scan. */
const KIDS_MAX = 30
/** Comments are asked for this deep. */
const DEPTH_MAX = 8
const MIN_INTERVAL_MS = 300_000

/** Reads a list of item numbers, or an item. */
export function readFirebase(page: Page, context: ReadContext<unknown>): ReadResult {
  const answer = answerOf(page)
  if (Array.isArray(answer)) return readNumbers(answer, page, context)
  if (answer === null) return { posts: [], next: [], title: null, language: null }
  const item = objectOf(answer)
  if (item === null || idIn(item.id) === null) throw notWhatWasAsked(page, 'an item of Hacker News')
  return readItem(item, page, context)
}

function readNumbers(answer: readonly unknown[], page: Page, context: ReadContext<unknown>): ReadResult {
  const numbers = answer.map(numberIn).filter((number) => number !== null && Number.isSafeInteger(number) && number > 0)
  if (numbers.length < answer.length) throw notWhatWasAsked(page, 'a list of item numbers')
  const known = numberIn(context.memory.lastStory) ?? 0
  const fresh = numbers.filter((number) => number !== null && number > known).slice(0, STORIES_MAX)
  return {
    posts: [],
    // The oldest first: what is remembered is how far the stories were read.
    next: fresh.reverse().map((number) => itemRequest(String(number), page, { place: 'new' })),
    title: 'Hacker News',
    language: 'en',
    hints: notBefore(MIN_INTERVAL_MS),
  }
}

function itemRequest(
  id: string,
  page: Page,
  errand: {
    readonly place: string
    readonly story?: string | null
    readonly title?: string | null
    readonly depth?: number
  },
): PageRequest {
  const { place, story = null, title = null, depth = 0 } = errand
  return {
    url: `${originOf(page.url)}/v0/item/${id}.json`,
    role: errandRole(place, { story, title, depth }),
    detail: true,
  }
}

function readItem(item: Json, page: Page, context: ReadContext<unknown>): ReadResult {
  const id = idIn(item.id) ?? ''
  const errand = errandOf(page.role)
  const isNew = errand.place === 'new'
  const isComment = item.type === 'comment'
  const story = isComment ? errand.get('story') : id
  const storyTitle = isComment ? errand.get('title') : lineIn(item.title)
  const isGone = item.deleted === true || item.dead === true
  const lastStory = Math.max(numberIn(item.id) ?? 0, numberIn(context.memory.lastStory) ?? 0)
  return {
    posts: isGone ? [] : [draftOf(item, page, story, storyTitle)],
    next: isNew ? [] : kidRequests(item, page, { story, title: storyTitle, depth: (errand.count('depth') ?? 0) + 1 }),
    ...(isNew ? { memory: { ...context.memory, lastStory } } : {}),
    title: storyTitle,
    language: 'en',
  }
}

function draftOf(item: Json, page: Page, story: string | null, storyTitle: string | null): PostDraft {
  const isComment = item.type === 'comment'
  return hackerNewsPost(
    {
      id: idIn(item.id) ?? '',
      isComment,
      title: isComment ? null : lineIn(item.title),
      markup: textIn(item.text),
      author: lineIn(item.by),
      when: lineIn(item.time),
      story,
      storyTitle,
      parent: isComment ? idIn(item.parent) : null,
      replies: numberIn(item.descendants),
    },
    page,
  )
}

function kidRequests(
  item: Json,
  page: Page,
  carried: { readonly story: string | null; readonly title: string | null; readonly depth: number },
): readonly PageRequest[] {
  if (!Array.isArray(item.kids) || carried.depth > DEPTH_MAX) return []
  const kids = item.kids.map(idIn).filter((kid) => kid !== null && /^\d{1,15}$/.test(kid))
  return kids.slice(0, KIDS_MAX).map((kid) => itemRequest(kid ?? '', page, { place: 'kid', ...carried }))
}
