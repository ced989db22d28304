// Thread pages as the engines' default themes write them, in several versions and languages, made from templates with
// posts of which everything is known.

import { describe, expect, test } from 'vitest'
import { sourceKind } from '../../../src/sources/index.js'
import { recognised } from '../../../src/sources/pool/tasks.js'
import { ENGINES, postAt, TITLE, threadPage } from '../../bench/forum-pages.mjs'
import { pageOf } from '../pages.js'

const POSTS = 20
const plain = (name: string) => name.replace('&#039;', "'")

describe.each(ENGINES)('a thread page of $name', (engine) => {
  const page = pageOf(threadPage(engine, POSTS), { url: 'https://foro.example/', timezone: 'UTC' })
  const result = sourceKind(engine.kind)?.read(page, { options: {}, memory: {} })
  const posts = result?.posts ?? []
  const wanted = Array.from({ length: POSTS }, (_, index) => postAt(index + 1))

  test('is recognised as its engine', () => {
    expect(recognised(page)[0]?.kind).toBe(engine.kind)
  })

  test('gives every post with its author, date and words, without signatures', () => {
    const given = posts.map((post) => [post.author.name, post.publishedAt, post.text.replace(/\s+/g, ' ')])
    expect(given).toEqual(wanted.map((post) => [plain(post.author), post.at, post.text]))
  })

  test('names each post as the engine does, and links to it', () => {
    const ids = wanted.map(({ id, n }) => engine.id(id, n))
    expect(posts.map((post) => post.id)).toEqual([engine.opening ?? ids[0], ...ids.slice(1)])
    expect(new Set(posts.map((post) => post.url)).size).toBe(POSTS)
  })

  test('keeps what is quoted apart', () => {
    const quotes = posts.map((post) => post.quotes.map(({ author, text }) => [author, text]))
    expect(quotes).toEqual(
      wanted.map((post) => {
        if (post.quotes === null) return []
        const quoted = postAt(post.quotes)
        return [[engine.anonymousQuotes ? null : plain(quoted.author), quoted.text.slice(0, 60).trim()]]
      }),
    )
  })

  test('belongs to one thread, whose title it gives', () => {
    expect(result?.title).toBe(TITLE)
    expect(new Set(posts.map((post) => post.conversation?.id))).toEqual(new Set(['640']))
    expect(posts.map((post) => post.kind)).toEqual(['topic', ...Array(POSTS - 1).fill('reply')])
  })
})
