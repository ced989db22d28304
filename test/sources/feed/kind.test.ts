import { describe, expect, it } from 'vitest'
import { feed } from '../../../src/sources/feed.js'
import { pageOf, read } from './read.js'

const channel = (inside: string) =>
  `<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:wfw="http://wellformedweb.org/CommentAPI/"><channel><title>Blog</title>${inside}</channel></rss>`

describe('the identity of an item', () => {
  const ids = (inside: string, memory = {}) => read(channel(inside), {}, memory).posts.map((post) => post.id)

  it('is its guid to the letter, however long its number is', () => {
    expect(ids('<item><guid isPermaLink="false"> blog 71 </guid></item>')).toEqual(['blog 71'])
    const json =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":90071992547409931234,"content_text":"hola"}]}'
    expect(read(json).posts[0]?.id).toBe('90071992547409931234')
  })

  it('is told apart by the link where several items bear one guid, and stays so when one of them is left', () => {
    const first = '<item><guid>blog</guid><link>https://blog.example/1</link></item>'
    const second = '<item><guid>blog</guid><link>https://blog.example/2</link></item>'
    const result = read(channel(first + second))
    expect(result.posts.map((post) => post.id)).toEqual(['blog|https://blog.example/1', 'blog|https://blog.example/2'])
    expect(ids(second, result.memory)).toEqual(['blog|https://blog.example/2'])
  })

  it('is one for the same item listed twice, and two for two texts under one guid and link', () => {
    const item = (text: string) =>
      `<item><guid>g</guid><link>https://blog.example/1</link><title>Nota</title><description>${text}</description></item>`
    expect(ids(item('uno') + item('uno'))).toEqual(['g', 'g'])
    expect(ids(item('uno') + item('dos') + item('dos') + item('tres'))).toEqual(['g', 'g|2', 'g|2', 'g|3'])
  })
})

describe('what an item is a part of', () => {
  it('is the article that a comment answers', () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><entry><id>c1</id>
      <thr:in-reply-to ref="tag:blog.example,2024:71" href="https://blog.example/fibra"/></entry></feed>`
    expect(read(text).posts[0]).toMatchObject({
      kind: 'comment',
      inReplyTo: 'tag:blog.example,2024:71',
      conversation: { id: 'tag:blog.example,2024:71', url: 'https://blog.example/fibra', title: null },
    })
  })

  it('is the page of the comment, where a site feeds all its comments', () => {
    const item =
      '<item><title>Comentario en Fibra caída por Ana</title><link>https://blog.example/fibra/#comment-9</link></item>'
    expect(read(channel(item)).posts[0]).toMatchObject({
      kind: 'comment',
      conversation: { id: 'https://blog.example/fibra/', url: 'https://blog.example/fibra/', title: 'Fibra caída' },
    })
  })

  it.each([
    ['https://foro.example/t/fibra-caida/71/4', 'reply', '71', 'https://foro.example/t/fibra-caida/71'],
    ['https://foro.example/t/fibra-caida/71', 'topic', '71', 'https://foro.example/t/fibra-caida/71'],
    ['https://foro.example/viewtopic.php?f=2&t=71&p=9#p9', 'topic', '71', 'https://foro.example/viewtopic.php?t=71'],
    [
      'https://foro.example/threads/fibra-caida.71/post-9',
      'reply',
      '71',
      'https://foro.example/threads/fibra-caida.71/',
    ],
    ['https://foro.example/topic/71/fibra-caida', 'topic', '71', 'https://foro.example/topic/71/fibra-caida'],
    ['https://foro.example/index.php?topic=71.msg9#msg9', 'topic', '71', 'https://foro.example/index.php?topic=71.0'],
  ])('is the thread of the forum: %s', (link, kind, id, url) => {
    const result = read(channel(`<item><title>Fibra caída</title><link>${link.replaceAll('&', '&amp;')}</link></item>`))
    expect(result.posts[0]).toMatchObject({ kind, conversation: { id, url, title: 'Fibra caída' } })
  })

  it('is a reply where the title says so', () => {
    const item =
      '<item><title>Averías • Re: Fibra caída</title><link>https://foro.example/viewtopic.php?t=71&amp;p=9#p9</link></item>'
    expect(read(channel(item)).posts[0]).toMatchObject({
      kind: 'reply',
      conversation: { id: '71', title: 'Fibra caída' },
    })
  })

  it('is nothing but itself for an article', () => {
    expect(read(channel('<item><link>https://blog.example/2024/05/fibra</link></item>')).posts[0]).toMatchObject({
      kind: 'article',
      conversation: null,
    })
  })
})

describe('comments behind an article', () => {
  const list = (count: number) =>
    channel(`<item><guid>a1</guid><title>Fibra</title><link>https://blog.example/fibra/</link><slash:comments>${count}</slash:comments>
      <wfw:commentRss>https://blog.example/fibra/feed/</wfw:commentRss></item>`)
  const comments = channel(
    '<item><guid>c1</guid><link>https://blog.example/fibra/#comment-1</link><description>A mí también</description></item>',
  )
  const asked = [{ url: 'https://blog.example/fibra/feed/', role: 'comments', detail: true }]

  it('are asked for when their number has grown, and only then', () => {
    expect(read(list(0)).next).toEqual([])
    const first = read(list(2))
    expect(first.next).toEqual(asked)
    const seen = read(comments, { url: 'https://blog.example/fibra/feed/', role: 'comments' }, first.memory)
    expect(seen.next).toEqual([])
    expect(read(list(2), {}, seen.memory).next).toEqual([])
    expect(read(list(3), {}, seen.memory).next).toEqual(asked)
  })

  it('are asked for again when their feed could not be had', () => {
    expect(read(list(2), {}, read(list(2)).memory).next).toEqual(asked)
  })

  it('belong to the conversation of the article', () => {
    const seen = read(comments, { url: 'https://blog.example/fibra/feed/', role: 'comments' }, read(list(2)).memory)
    expect(seen.posts[0]).toMatchObject({
      kind: 'comment',
      conversation: { id: 'a1', url: 'https://blog.example/fibra/', title: 'Fibra' },
    })
  })

  it('are looked at again when the conversation is', () => {
    const { memory = {} } = read(list(2))
    const again = feed.revisit?.({ id: 'a1', url: null, title: null }, 'https://blog.example/feed/', {
      options: { comments: true },
      memory,
    })
    expect(again?.map(({ url }) => url)).toEqual(['https://blog.example/fibra/feed/'])
  })

  it('are left alone where the configuration says so', () => {
    expect(feed.read(pageOf(list(2)), { options: { comments: false }, memory: {} }).next).toEqual([])
  })
})

describe('what the publisher asks of those who poll', () => {
  it('is the longest of its waits, its hours and days of rest, and its hub', () => {
    const text =
      channel(`<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
      <skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
      <atom:link rel="hub" href="https://hub.example/"/>`)
    expect(read(text).hints).toEqual({
      minIntervalMs: 5_400_000,
      skipHours: [0, 0, 3],
      skipDays: ['Sunday'],
      hub: 'https://hub.example/',
    })
  })

  it('is nothing where nothing is said', () => {
    expect(read(channel('')).hints).toEqual({ minIntervalMs: null, skipHours: [], skipDays: [], hub: null })
  })
})

describe('a page is recognised as a feed', () => {
  it.each([
    ['<rss version="2.0">', 0.94],
    ['<?xml version="1.0"?>\n<!-- x --><feed xmlns="http://www.w3.org/2005/Atom">', 0.94],
    ['{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[]}', 0.94],
    ['<!doctype html><html><head><link type="application/rss+xml"></head><body>&lt;rss&gt;', 0],
    ['{"topic_list":{}}', 0],
    ['hola', 0],
  ])('%s', (text, sureness) => expect(feed.recognise(pageOf(text, { contentType: 'text/plain' }))).toBe(sureness))
})
