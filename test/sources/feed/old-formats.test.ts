import { describe, expect, it } from 'vitest'
import { inlineReader } from '../../../src/sources/pool/inline.js'
import { pageOf, read } from './read.js'

describe('a format that few still write', () => {
  it('RSS 0.90: items beside the channel, with a title and a link and no more', () => {
    const { title, posts } =
      read(`<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
      <channel><title>Avisos</title><link>https://blog.example</link></channel><image><title>Logo</title><link>https://blog.example</link></image>
      <item><title>Corte programado</title><link>https://blog.example/corte</link></item>
      <item><title>Ya volvió</title><link>https://blog.example/vuelta</link></item>
      <textinput><title>Buscar</title><link>https://blog.example/b</link></textinput></rdf:RDF>`)
    expect(title).toBe('Avisos')
    expect(posts).toMatchObject([
      { title: 'Corte programado', url: 'https://blog.example/corte', text: '', publishedAt: null },
      { title: 'Ya volvió', url: 'https://blog.example/vuelta' },
    ])
  })

  it('RSS 0.91: a DTD whose entities are those of HTML, a bare &, markup in a description', () => {
    const { language, posts } = read(`<?xml version="1.0"?>
      <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
      <rss version="0.91"><channel><title>Avisos</title><language>es-mx</language>
      <item><title>Se ca&iacute;a la red &mdash; otra vez</title><link>/a?x=1&y=2</link><description>Sin se&ntilde;al <b>desde ayer</b></description></item></channel></rss>`)
    expect(language).toBe('es')
    expect(posts).toMatchObject([
      { title: 'Se caía la red — otra vez', url: 'https://blog.example/a?x=1&y=2', text: 'Sin señal desde ayer' },
    ])
  })

  it('RSS 0.92: items without a title or a link', () => {
    const { posts } =
      read(`<rss version="0.92"><channel><item><description>Llevo &lt;b&gt;días&lt;/b&gt; sin línea.</description></item>
      <item><description>Otro <a href="https://x.example/">día</a>.</description></item></channel></rss>`)
    expect(posts).toMatchObject([
      { id: null, url: null, title: null, text: 'Llevo días sin línea.' },
      { id: null, url: null, title: null, text: 'Otro día.' },
    ])
  })

  it('RSS 1.0 under prefixes of its own', () => {
    const { posts } =
      read(`<R:RDF xmlns:R="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:s="http://purl.org/rss/1.0/modules/slash/">
      <r:item><r:title>Router</r:title><r:link>https://blog.example/1</r:link><r:description>Corto</r:description><c:encoded><![CDATA[<p>El texto <em>entero</em>.</p>]]></c:encoded>
      <d:creator>Ana</d:creator><d:date>2003-12-13T18:30:02.25+01:00</d:date><s:comments>17</s:comments></r:item></R:RDF>`)
    expect(posts).toMatchObject([
      {
        title: 'Router',
        text: 'El texto entero.',
        author: { name: 'Ana' },
        publishedAt: '2003-12-13T17:30:02.000Z',
        replyCount: 17,
      },
    ])
  })

  it('Atom 0.3: issued and modified, escaped and base64 content', () => {
    const { posts } =
      read(`<feed version="0.3" xmlns="http://purl.org/atom/ns#" xml:lang="es"><author><name>Marta</name><url>https://blog.example/marta</url></author>
      <entry><title mode="escaped" type="text/html">Sin &lt;b&gt;línea&lt;/b&gt;</title><link rel="alternate" href="/1"/><id>tag:blog.example,2003:1</id>
      <issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-13T18:30:02Z</modified><content type="application/xhtml+xml" mode="xml"><div xmlns="http://www.w3.org/1999/xhtml">Desde <b>ayer</b>.</div></content></entry>
      <entry><title>Otra</title><id>2</id><content type="text/html" mode="base64">PHA+SG9sYTwvcD4=</content></entry></feed>`)
    expect(posts).toMatchObject([
      {
        id: 'tag:blog.example,2003:1',
        url: 'https://blog.example/1',
        title: 'Sin línea',
        text: 'Desde ayer.',
        author: { name: 'Marta', url: 'https://blog.example/marta' },
        publishedAt: '2003-12-13T12:29:29.000Z',
        updatedAt: '2003-12-13T18:30:02.000Z',
        language: 'es',
      },
      { id: '2', title: 'Otra', text: 'Hola' },
    ])
  })

  it('JSON Feed 1.0: numbers for ids, beyond what a number of JavaScript holds', () => {
    const { posts } =
      read(`{"version":"https://jsonfeed.org/version/1","author":{"name":"Casa"},"items":[{"id":9007199254740993,"content_text":"Hola\\nmundo"},
      {"id":12345678901234567890,"external_url":"https://x.example/","author":{"name":"Sola"}},null,"x",{"content_text":"sin id"}]}`)
    expect(posts).toMatchObject([
      { id: '9007199254740993', text: 'Hola\nmundo', author: { name: 'Casa' } },
      { id: '12345678901234567890', url: 'https://x.example/', author: { name: 'Sola' } },
      { id: null, text: 'sin id' },
    ])
  })
})

describe('a feed of a platform that knows its own', () => {
  it.each([
    ['youtube', 'https://tv.example/f', '<feed><id>yt:channel:x</id></feed>'],
    ['googlenews', 'https://news.google.com/rss/search?q=x', '<rss><channel><title>x</title></channel></rss>'],
    ['reddit', 'https://www.reddit.com/r/x/new/.rss', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>'],
    ['googlealerts', 'https://a.example/', '<feed><id>tag:google.com,2005:reader/user/1</id></feed>'],
    ['feed', 'https://blog.example/feed', '<rss><channel><title>x</title></channel></rss>'],
  ])('is recognised as %s', async (kind, url, text) => {
    expect((await inlineReader().recognise(pageOf(text, { url })))[0]?.kind).toBe(kind)
  })
})
