import { describe, expect, it } from 'vitest'
import type { Page, SourceMemory } from '../../../src/domain/source.js'
import { article } from '../../../src/sources/article.js'
import { pageOf } from '../pages.js'
import { ARTICULO, ASKED, DISCUSSION, MAPA, PORTADA, PROSA, QUESTION } from './pages.js'

const read = (text: string, known: Partial<Page> = {}, memory: SourceMemory = {}) =>
  article.read(pageOf(text, known), { options: {}, memory })

describe('an article of any site', () => {
  const url = 'https://elfaro.example/2024/05/cobros-que-nadie-pidio?utm_source=x'

  it('gives its words, and who wrote it when, without the menu and the pointers to other articles', () => {
    expect(read(ARTICULO, { url }).posts[0]).toMatchObject({
      kind: 'article',
      url: 'https://elfaro.example/2024/05/cobros-que-nadie-pidio',
      title: 'Cobros que nadie pidió',
      text: PROSA,
      author: { name: 'Ana Ruiz', url: 'https://elfaro.example/autores/ana', staff: false },
      publishedAt: '2024-05-14T13:30:00.000Z',
      language: 'es',
      replyCount: 2,
    })
  })

  it('has its comments as replies in one conversation', () => {
    const [first, ...comments] = read(ARTICULO, { url }).posts
    expect(comments.map(({ kind, text, author, inReplyTo }) => ({ kind, text, by: author.name, inReplyTo }))).toEqual([
      { kind: 'comment', text: 'A mí me pasó lo mismo con el router.', by: 'Luis P.', inReplyTo: null },
      {
        kind: 'comment',
        text: '¿Y le devolvieron la plata?',
        by: 'Marta',
        inReplyTo: comments[0]?.id ?? comments[0]?.url,
      },
    ])
    expect(new Set([first, ...comments].map((post) => post?.conversation?.id)).size).toBe(1)
  })

  it('is recognised, less surely than any engine', () => {
    const sureness = article.recognise(pageOf(ARTICULO))
    expect(sureness).toBeGreaterThan(0.4)
    expect(sureness).toBeLessThan(0.8)
  })

  it('is read from a file without an address too', () => {
    expect(read(ARTICULO.replace(/<link rel="canonical"[^>]*>/, ''), { url: 'file:///tmp/a.html' }).posts).toHaveLength(
      3,
    )
  })

  it('is read when its markup is broken', () => {
    const broken = ARTICULO.replace('{"@context"', '{{"@context"').replace(/<\/(?:p|article|section|div)>/g, '')
    expect(read(broken, { url }).posts[0]).toMatchObject({ title: 'Cobros que nadie pidió', author: { name: null } })
  })

  it('says in words that it wants a login', () => {
    const wall = '<html><body><h1>Hola</h1><form><input type="password"></form></body></html>'
    expect(() => read(wall, { role: 'article' })).toThrowError(expect.objectContaining({ code: 'login-required' }))
  })
})

describe('a discussion that schema.org’s words describe', () => {
  it('is read from microdata, with quotes kept apart and views counted', () => {
    const { posts } = read(DISCUSSION, { url: 'https://board.example/thread/9' })
    expect(
      posts.map(({ kind, author, text, quotes }) => ({ kind, by: author.name, text, quotes: quotes.length })),
    ).toEqual([
      { kind: 'topic', by: 'kim', text: 'It restarts at nine. Does anybody know why?', quotes: 0 },
      { kind: 'reply', by: 'lee', text: 'Same here.', quotes: 1 },
      { kind: 'reply', by: 'kim', text: 'Since when?', quotes: 0 },
    ])
    expect(posts[0]).toMatchObject({
      title: 'Router drops every night',
      views: 321,
      url: 'https://board.example/thread/9',
    })
    expect(posts[2]?.inReplyTo).toBe(posts[1]?.id)
  })

  it('is read from JSON-LD, with the words of the page where the markup cuts them, and the accepted answer', () => {
    const { posts } = read(QUESTION, { url: 'https://ask.example/q/7' })
    expect(posts.map(({ kind, text, accepted }) => ({ kind, text, accepted }))).toEqual([
      { kind: 'topic', text: ASKED, accepted: false },
      { kind: 'reply', text: 'Write to billing.', accepted: true },
      { kind: 'reply', text: 'Same here.', accepted: false },
    ])
    expect(posts[0]).toMatchObject({ title: 'Charged twice', answered: true })
  })

  it('survives references that go in circles', () => {
    const circle = '{"@type":"Comment","@id":"#a","text":"uno dos","author":{"name":"X"},"comment":{"@id":"#a"}}'
    const page = ARTICULO.replace('</head>', `<script type="application/ld+json">[${circle}]</script></head>`)
    expect(read(page, { url: 'https://elfaro.example/x' }).posts[0]?.kind).toBe('article')
  })
})

describe('a blog without a feed', () => {
  const start = { url: 'https://bitacora.example/', role: 'start' }
  const slugs = ['la-fibra-que-no-llega', 'como-reclamar-una-factura', 'el-router-del-operador']
  const urls = slugs.map((slug) => `https://bitacora.example/2024/06/${slug}`)

  it('asks for the articles that its front page links to, and not for menus and other sites', () => {
    expect(read(PORTADA, start).next).toEqual(urls.map((url) => ({ url, role: 'article', detail: true })))
  })

  it('does not ask again for what was read, and gives up on what cannot be', () => {
    const { memory: asked } = read(PORTADA, start)
    const url = urls[0] ?? ''
    const { memory: once } = read(ARTICULO, { url, role: 'article' }, asked)
    const second = read(PORTADA, start, once)
    expect(second.next.map((request) => request.url)).toEqual(urls.slice(1))
    const third = read(PORTADA, start, second.memory)
    expect(read(PORTADA, start, third.memory).next).toEqual([])
  })

  it('shows what it can of a listing that is a file', () => {
    expect(read(PORTADA, { url: start.url }).posts.map(({ title, publishedAt }) => ({ title, publishedAt }))).toEqual(
      slugs.map((slug) => ({ title: slug.replace(/-/g, ' '), publishedAt: '2024-06-10T05:00:00.000Z' })),
    )
  })

  it('is read by its sitemap, the latest first, however broken', () => {
    const requests = read(MAPA, { url: 'https://elfaro.example/sitemap.xml', role: 'sitemap 1' }).next
    expect(requests.map((request) => request.url)).toEqual([
      'https://elfaro.example/2024/06/nueva-nota',
      'https://elfaro.example/2024/05/vieja-nota',
    ])
  })

  it('follows an index of sitemaps only so deep', () => {
    const index = '<sitemapindex><sitemap><loc>https://elfaro.example/posts.xml</loc></sitemap></sitemapindex>'
    expect(read(index, { role: 'sitemap 1' }).next).toHaveLength(1)
    expect(read(index, { role: 'sitemap 3' }).next).toEqual([])
  })
})

it('a page of a hundred thousand nested elements is read or refused, and soon', () => {
  const started = performance.now()
  const deep = `${'<div class="comment"><p itemprop="comment" itemscope>'.repeat(50_000)}${'hola '.repeat(100)}`
  expect(() => read(`<html><body>${deep}`, { role: 'article' })).not.toThrow(TypeError)
  expect(performance.now() - started).toBeLessThan(5_000)
})
