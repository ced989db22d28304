// Decides whether a post is what a query asks for. Words match whatever their case and accents unless the query says
// "=exact"; the cost grows with the text and the query, never with their product squared.

import type { PostOrigin } from '../../domain/verdict.js'
import { fold } from '../fold.js'
import type { Query, QueryWord } from './parse.js'

/** A post as a query sees it. */
export interface QueryPost {
  /** Title and text. */
  readonly text: string
  readonly language: string | null
  readonly origin: PostOrigin
}

/** The same limit as for reading posts: what comes later decides nothing. */
const WORDS_MAX = 10_000

interface Words {
  readonly plain: readonly string[]
  readonly folded: readonly string[]
  /** Places of each folded word. */
  readonly places: ReadonlyMap<string, readonly number[]>
}

/** A test of posts, made once for a query. */
export function queryTest(query: Query): (post: QueryPost) => boolean {
  return (post) => holds(query, wordsOf(post.text), post)
}

function wordsOf(text: string): Words {
  const plain = (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).slice(0, WORDS_MAX)
  const folded = plain.map(fold)
  const places = new Map<string, number[]>()
  folded.forEach((word, place) => {
    const list = places.get(word)
    if (list === undefined) places.set(word, [place])
    else list.push(place)
  })
  return { plain, folded, places }
}

function holds(query: Query, words: Words, post: QueryPost): boolean {
  switch (query.ask) {
    case 'all':
      return query.parts.every((part) => holds(part, words, post))
    case 'any':
      return query.parts.some((part) => holds(part, words, post))
    case 'not':
      return !holds(query.part, words, post)
    case 'phrase':
      return phraseAt(query.words, words).length > 0
    case 'near':
      return isNear(query, words)
    case 'field':
      return fieldHolds(query.field, query.value, post)
  }
}

/** Where a phrase begins. */
function phraseAt(phrase: readonly QueryWord[], words: Words): readonly number[] {
  const [first] = phrase
  if (first === undefined) return []
  const candidates = first.prefix ? words.folded.keys() : (words.places.get(fold(first.text)) ?? [])
  return [...candidates].filter((place) => phrase.every((word, offset) => isWord(word, place + offset, words)))
}

function isWord(word: QueryWord, place: number, words: Words): boolean {
  const found = (word.exact ? words.plain : words.folded)[place]
  if (found === undefined) return false
  const wanted = word.exact ? word.text : fold(word.text)
  return word.prefix ? found.startsWith(wanted) : found === wanted
}

function isNear(query: Extract<Query, { ask: 'near' }>, words: Words): boolean {
  const ones = phraseAt(query.one.words, words)
  const others = phraseAt(query.other.words, words)
  let next = 0
  // Both lists rise, so one walk over them finds the nearest pairs.
  for (const one of ones) {
    while (next < others.length && (others[next] ?? 0) + query.other.words.length + query.gap < one) next += 1
    for (let at = next; at < others.length; at += 1) {
      const other = others[at] ?? 0
      if (other > one + query.one.words.length + query.gap) break
      const gap = other >= one ? other - (one + query.one.words.length) : one - (other + query.other.words.length)
      if (gap >= 0 && gap <= query.gap) return true
    }
  }
  return false
}

function fieldHolds(field: 'site' | 'author' | 'lang' | 'type', value: string, post: QueryPost): boolean {
  if (field === 'lang') return post.language === value.toLowerCase()
  if (field === 'type') return post.origin.kind === value.toLowerCase()
  if (field === 'author') return post.origin.author !== null && bareName(post.origin.author) === bareName(value)
  return isAtSite(post.origin.url, value)
}

function bareName(name: string): string {
  return fold(name.trim().replace(/^@/, ''))
}

/** `site:foro.example` holds for the host and its subdomains; `site:foro.example/une` for addresses below. */
function isAtSite(url: string | null, value: string): boolean {
  if (url === null || !URL.canParse(url)) return false
  const [host = '', ...path] = value
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .split('/')
  const { hostname, pathname } = new URL(url)
  const sameHost = hostname === host || hostname.endsWith(`.${host}`)
  return sameHost && pathname.toLowerCase().startsWith(`/${path.join('/')}`)
}
