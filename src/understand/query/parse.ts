// Reads a brand's query: words and "phrases", AND OR NOT, NEAR/n, prefix*, =CaseExact, and the fields site: author:
// lang: type:. Words beside each other mean AND. NEAR binds tightest, then NOT, AND, OR; brackets group.

import { closest, distance } from 'fastest-levenshtein'
import { EscuchaError } from '../../domain/errors.js'
import { POST_KINDS } from '../../domain/post.js'

/** One word of a query. */
export interface QueryWord {
  readonly text: string
  /** `fact*` matches each word that begins so. */
  readonly prefix: boolean
  /** `=UNE` matches only as it is written, accents and case included. */
  readonly exact: boolean
}

/** What a query asks. */
export type Query =
  | { readonly ask: 'all' | 'any'; readonly parts: readonly Query[] }
  | { readonly ask: 'not'; readonly part: Query }
  /** Words that follow each other. */
  | { readonly ask: 'phrase'; readonly words: readonly QueryWord[] }
  /** Both phrases, in any order, with at most `gap` words between them. */
  | { readonly ask: 'near'; readonly gap: number; readonly one: Phrase; readonly other: Phrase }
  | { readonly ask: 'field'; readonly field: QueryField; readonly value: string }

type Phrase = Extract<Query, { ask: 'phrase' }>

/** Where a post stands, who wrote it, in what language, and what it is. */
export const QUERY_FIELDS = ['site', 'author', 'lang', 'type'] as const
/** One of the fields. */
export type QueryField = (typeof QUERY_FIELDS)[number]

/** Deeper brackets are a slip, or an attack on the stack. */
const DEPTH_MAX = 32
/** `a*` would match a tenth of all words. */
const PREFIX_LETTERS_MIN = 2
const GAP_MAX = 100

interface Token {
  readonly kind: 'word' | 'phrase' | 'and' | 'or' | 'not' | 'near' | 'open' | 'close' | 'field'
  readonly text: string
  readonly at: number
  readonly gap: number
}

/** Reads a query. Throws `bad-input` that says what is wrong and at which character. */
export function parseQuery(text: string): Query {
  const tokens = tokensOf(text)
  if (tokens.length === 0) throw fault('the query is empty')
  const reader = new Reader(tokens)
  const query = reader.any(0)
  const rest = reader.peek()
  if (rest !== undefined) throw fault('there is a ")" without its "("', rest.at)
  return query
}

/** What is wrong with a query, in one line; null when it is right. */
export function queryFault(text: string): string | null {
  try {
    parseQuery(text)
    return null
  } catch (error) {
    if (error instanceof EscuchaError) return error.message
    throw error
  }
}

const TOKEN = /\s+|([()])|"([^"]*)("?)|([A-Za-z]+):(?:"([^"]*)"|([^\s()"]*))|([^\s()"]+)/gy

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(TOKEN)) {
    const [whole, bracket, phrase, closing, field, quoted, bare, word] = match
    const at = match.index
    if (bracket !== undefined) tokens.push(token(bracket === '(' ? 'open' : 'close', whole, at))
    if (phrase !== undefined) {
      if (closing === '') throw fault('a quotation mark is not closed', at)
      tokens.push(token('phrase', phrase, at))
    }
    if (field !== undefined) tokens.push(fieldToken(field, quoted ?? bare ?? '', at))
    if (word !== undefined) tokens.push(wordToken(word, at))
  }
  return tokens
}

function token(kind: Token['kind'], text: string, at: number, gap = 0): Token {
  return { kind, text, at, gap }
}

function wordToken(word: string, at: number): Token {
  if (word === 'AND' || word === 'OR' || word === 'NOT')
    return token(word.toLowerCase() as 'and' | 'or' | 'not', word, at)
  const near = /^NEAR(?:\/(.*))?$/.exec(word)
  if (near === null) return token('word', word, at)
  const gap = Number(near[1] ?? '10')
  if (Number.isInteger(gap) && gap >= 0 && gap <= GAP_MAX) return token('near', word, at, gap)
  throw fault(`NEAR takes a number of words from 0 to ${GAP_MAX}, like NEAR/5`, at)
}

function fieldToken(name: string, value: string, at: number): Token {
  const field = name.toLowerCase()
  if (!QUERY_FIELDS.some((known) => known === field)) {
    const near = closest(field, [...QUERY_FIELDS])
    const meant =
      distance(field, near) <= 2
        ? `did you mean "${near}:"?`
        : `known are ${QUERY_FIELDS.map((known) => `${known}:`).join(' ')}`
    throw fault(`there is no field "${name}:"; ${meant}`, at)
  }
  if (value.trim() === '') throw fault(`"${field}:" needs a value right behind the colon`, at)
  if (field === 'type' && !POST_KINDS.some((kind) => kind === value.toLowerCase())) {
    throw fault(`type: takes ${POST_KINDS.join(', ')}, not "${value}"`, at)
  }
  return token('field', `${field}:${value.trim()}`, at)
}

/** Reads tokens from loose to tight: any (OR), all (AND), not, near, and what stands by itself. */
class Reader {
  #next = 0

  constructor(private readonly tokens: readonly Token[]) {}

  peek(): Token | undefined {
    return this.tokens[this.#next]
  }

  any(depth: number): Query {
    if (depth > DEPTH_MAX) throw fault(`brackets are nested deeper than ${DEPTH_MAX}`, this.peek()?.at)
    const parts = [this.#all(depth)]
    while (this.#take('or')) parts.push(this.#all(depth))
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { ask: 'any', parts }
  }

  #all(depth: number): Query {
    const parts = [this.#not(depth)]
    for (;;) {
      const said = this.#take('and')
      const next = this.peek()
      if (!said && (next === undefined || next.kind === 'or' || next.kind === 'close')) break
      parts.push(this.#not(depth))
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { ask: 'all', parts }
  }

  #not(depth: number): Query {
    if (depth > DEPTH_MAX) throw fault(`NOT is repeated more than ${DEPTH_MAX} times`, this.peek()?.at)
    return this.#take('not') ? { ask: 'not', part: this.#not(depth + 1) } : this.#near(depth)
  }

  #near(depth: number): Query {
    const one = this.#single(depth)
    const near = this.peek()
    if (near?.kind !== 'near') return one
    this.#next += 1
    const other = this.#single(depth)
    if (one.ask !== 'phrase' || other.ask !== 'phrase') throw fault('NEAR stands between two words or phrases', near.at)
    return { ask: 'near', gap: near.gap, one, other }
  }

  #single(depth: number): Query {
    const next = this.peek()
    if (next === undefined) throw fault('the query ends where a word is expected')
    this.#next += 1
    if (next.kind === 'open') {
      const inside = this.any(depth + 1)
      if (!this.#take('close')) throw fault('a "(" is not closed', next.at)
      return inside
    }
    if (next.kind === 'word' || next.kind === 'phrase') return phraseOf(next)
    if (next.kind !== 'field') throw fault(`"${next.text}" stands where a word is expected`, next.at)
    const colon = next.text.indexOf(':')
    return { ask: 'field', field: next.text.slice(0, colon) as QueryField, value: next.text.slice(colon + 1) }
  }

  #take(kind: Token['kind']): boolean {
    if (this.peek()?.kind !== kind) return false
    this.#next += 1
    return true
  }
}

function phraseOf({ kind, text, at }: Token): Phrase {
  const exact = kind === 'word' && text.startsWith('=')
  const prefix = text.endsWith('*')
  const parts = text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (parts.length === 0) throw fault(`"${text}" holds no word`, at)
  if (prefix && (parts.at(-1) ?? '').length < PREFIX_LETTERS_MIN) {
    throw fault(`"${text}" is too short: at least ${PREFIX_LETTERS_MIN} letters before the *`, at)
  }
  return {
    ask: 'phrase',
    words: parts.map((part, index) => ({ text: part, exact, prefix: prefix && index === parts.length - 1 })),
  }
}

function fault(what: string, at?: number): EscuchaError {
  return new EscuchaError('bad-input', at === undefined ? what : `${what} (character ${at + 1})`)
}
