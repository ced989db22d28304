import { describe, expect, it } from 'vitest'
import type { PostDraft } from '../../../src/domain/post.js'
import { contentHash, identityAliases, toPost } from '../../../src/sources/reading/identity.js'

const draft: PostDraft = {
  id: null,
  url: null,
  kind: 'article',
  title: 'Fibra caída',
  text: 'Sin señal desde ayer.',
  author: { name: 'Ana', url: null, staff: false },
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
}

describe('a post is known by', () => {
  it('the id of its engine or feed', () => {
    expect(toPost({ ...draft, id: ' 71 ', url: 'https://blog.example/a' }, 'blog')).toMatchObject({
      id: '71',
      source: 'blog',
    })
  })

  it('an id without what only tracks, when the id is an address', () => {
    expect(toPost({ ...draft, id: 'https://blog.example/?p=71&utm_source=rss' }, null).id).toBe(
      'https://blog.example/?p=71',
    )
  })

  it('its canonical link, when it has no id', () => {
    expect(toPost({ ...draft, id: ' ', url: 'https://blog.example/a?utm_source=rss' }, null).id).toBe(
      'https://blog.example/a',
    )
  })

  it('what it says, when it has neither', () => {
    const id = toPost(draft, null).id
    expect(id).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(toPost({ ...draft, author: { name: 'Luz', url: null, staff: false } }, null).id).toBe(id)
    expect(toPost({ ...draft, text: 'Otra cosa' }, null).id).not.toBe(id)
  })

  it('a hash of its id, when that is longer than any id', () => {
    expect(toPost({ ...draft, id: 'x'.repeat(100_000) }, null).id).toMatch(/^sha256:/)
  })
})

it('a post without a thread is its own conversation', () => {
  expect(toPost({ ...draft, id: '71', url: 'https://blog.example/a' }, null).conversation).toEqual({
    id: '71',
    url: 'https://blog.example/a',
    title: 'Fibra caída',
  })
})

it('texts are bounded, well-formed and without control characters', () => {
  const text = `a\u0000\u202eb${'\ud83d\ude00'.repeat(20_000)}`
  const post = toPost({ ...draft, title: 'x'.repeat(600), text }, null)
  expect(post.title).toHaveLength(500)
  expect(post.text.length).toBeLessThanOrEqual(20_000)
  expect(post.text).toMatch(/^ab/)
  expect(post.text).not.toMatch(/\p{Cs}/u)
})

it('an address that moved to https, lost its www. or its slash is looked for under its old names', () => {
  const aliases = identityAliases('https://blog.example/a/?p=1')
  expect(aliases).toContain('http://www.blog.example/a?p=1')
  expect(aliases).toHaveLength(7)
  expect(aliases).not.toContain('https://blog.example/a/?p=1')
  expect(identityAliases('tag:blog.example,2024:1')).toEqual([])
})

it('an edit changes the content hash, and nothing else does', () => {
  const post = toPost({ ...draft, id: '71' }, null)
  expect(contentHash({ ...post, views: 9 } as typeof post)).toBe(contentHash(post))
  expect(contentHash({ ...post, text: 'Ya volvió.' })).not.toBe(contentHash(post))
  expect(contentHash({ ...post, accepted: true })).not.toBe(contentHash(post))
})
