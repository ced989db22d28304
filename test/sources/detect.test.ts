import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import type { Page } from '../../src/domain/source.js'
import { discover, discoverLinks, resolveKind } from '../../src/sources/detect.js'
import { extractPosts } from '../../src/sources/extract.js'
import { inlineReader } from '../../src/sources/pool/inline.js'
import { pageOf } from './feed/read.js'

const reader = inlineReader()
const rss = '<rss version="2.0"><channel><title>Blog</title><item><title>Hola</title></item></channel></rss>'
const html = (head: string, body = '') =>
  `<!doctype html><html><head><title>Mi blog</title>${head}</head><body>${body}</body></html>`

/** A small web of pages by address; everything else is not there. */
function web(pages: Readonly<Record<string, string>>): { fetchPage: (url: string) => Promise<Page>; asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    fetchPage: async (url) => {
      asked.push(url)
      const text = pages[url]
      if (text === undefined) throw new EscuchaError('http-status', `${url} answered 404`, { status: 404 })
      return pageOf(text, { url, contentType: 'text/html' })
    },
  }
}

describe('the feeds that a page points to', () => {
  it('are those it announces, then those it links to, each once and absolute', () => {
    const page = pageOf(
      html(
        `<base href="https://blog.example/sitio/">
         <link rel="alternate" type="application/rss+xml" title="Blog &raquo; Feed" href="feed/">
         <link rel="alternate" type="application/rss+xml" title="Blog » Feed de los comentarios" href="/comments/feed/">
         <link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">
         <link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" href="/feed.css">`,
        '<a href="/rss.xml">RSS</a> <a href="https://otro.example/feed/">Otro</a> <a href="feed">otra vez</a> <a href="?format=atom">Atom</a>',
      ),
      { url: 'https://blog.example/' },
    )
    expect(discoverLinks(page)).toEqual([
      { url: 'https://blog.example/sitio/feed/', title: 'Blog » Feed', holds: 'posts', how: 'announced' },
      {
        url: 'https://blog.example/comments/feed/',
        title: 'Blog » Feed de los comentarios',
        holds: 'comments',
        how: 'announced',
      },
      { url: 'https://blog.example/rss.xml', title: null, holds: 'posts', how: 'mentioned' },
      { url: 'https://blog.example/sitio/?format=atom', title: null, holds: 'posts', how: 'mentioned' },
    ])
  })
})

describe('an address whose kind is auto', () => {
  it('that is a feed is read as one, and nothing else is asked for', async () => {
    const site = web({ 'https://blog.example/rss': rss })
    expect(await resolveKind('https://blog.example/rss', site.fetchPage, reader)).toEqual({
      kind: 'feed',
      url: 'https://blog.example/rss',
    })
    expect(site.asked).toEqual(['https://blog.example/rss'])
  })

  it('that is recognised for sure is read so, whatever feeds it mentions', async () => {
    const site = web({
      'https://blog.example/rss': rss.replace(
        '<item>',
        '<link rel="alternate" type="application/rss+xml" href="/otro"/><item>',
      ),
      'https://blog.example/otro': rss,
    })
    expect((await resolveKind('https://blog.example/rss', site.fetchPage, reader)).url).toBe('https://blog.example/rss')
  })

  it('that is a blog is read by the feed of its posts that it announces', async () => {
    const links =
      '<link rel="alternate" type="application/rss+xml" href="/comments/feed/"><link rel="alternate" type="application/rss+xml" href="/feed/">'
    const site = web({
      'https://blog.example/': html(links),
      'https://blog.example/feed/': rss,
      'https://blog.example/comments/feed/': rss,
    })
    expect(await resolveKind('https://blog.example/', site.fetchPage, reader)).toEqual({
      kind: 'feed',
      url: 'https://blog.example/feed/',
    })
  })

  it('that announces a feed which is gone is read by the next one', async () => {
    const links =
      '<link rel="alternate" type="application/rss+xml" href="/old.rss"><link rel="alternate" type="application/atom+xml" href="/atom.xml">'
    const site = web({
      'https://blog.example/': html(links),
      'https://blog.example/atom.xml': '<feed xmlns="http://www.w3.org/2005/Atom"/>',
    })
    expect(await resolveKind('https://blog.example/', site.fetchPage, reader)).toEqual({
      kind: 'feed',
      url: 'https://blog.example/atom.xml',
    })
  })

  it('that cannot be had fails with the reason of the fetch', async () => {
    await expect(resolveKind('https://blog.example/', web({}).fetchPage, reader)).rejects.toMatchObject({
      code: 'http-status',
    })
  })

  it('that nothing recognises is refused, after few and cheap tries', async () => {
    const site = web({ 'https://blog.example/': 'hola' })
    await expect(resolveKind('https://blog.example/', site.fetchPage, reader)).rejects.toMatchObject({
      code: 'not-recognised',
    })
    expect(site.asked.length).toBeLessThanOrEqual(7)
  })

  it('shows a bug in a fetch as a bug', async () => {
    const site = web({
      'https://blog.example/': html('<link rel="alternate" type="application/rss+xml" href="/feed/">'),
    })
    const fetchPage = (url: string) =>
      url.endsWith('/feed/') ? Promise.reject(new TypeError('a bug')) : site.fetchPage(url)
    await expect(resolveKind('https://blog.example/', fetchPage, reader)).rejects.toThrow(TypeError)
  })
})

describe('discovery', () => {
  it('names the feeds behind an address', async () => {
    const links =
      '<link rel="alternate" type="application/rss+xml" title="Entradas" href="/feed/"><link rel="alternate" type="application/rss+xml" title="Comentarios" href="/comments/feed/">'
    const found = await discover(
      'https://blog.example/',
      web({ 'https://blog.example/': html(links) }).fetchPage,
      reader,
    )
    expect(found.filter(({ kind }) => kind === 'feed')).toEqual([
      { kind: 'feed', url: 'https://blog.example/feed/', title: 'Entradas', holds: 'posts' },
      { kind: 'feed', url: 'https://blog.example/comments/feed/', title: 'Comentarios', holds: 'comments' },
    ])
  })

  it('finds a feed where engines keep theirs, when the page says nothing', async () => {
    const site = web({ 'https://blog.example/': 'hola', 'https://blog.example/atom.xml': rss })
    expect(await discover('https://blog.example/', site.fetchPage, reader)).toEqual([
      { kind: 'feed', url: 'https://blog.example/atom.xml', title: null, holds: 'posts' },
    ])
  })
})

describe('extract', () => {
  it('prints the posts of a page, read as what it is', async () => {
    const posts = await extractPosts(pageOf(rss), 'auto', reader)
    expect(posts).toEqual([expect.objectContaining({ title: 'Hola', source: null, kind: 'article' })])
  })

  it('reads it as the kind that is named', async () => {
    await expect(extractPosts(pageOf('<html></html>'), 'feed', reader)).rejects.toMatchObject({ code: 'not-a-feed' })
    await expect(extractPosts(pageOf('hola', { contentType: 'text/plain' }), 'auto', reader)).rejects.toMatchObject({
      code: 'not-recognised',
    })
  })
})
