import { describe, expect, it } from 'vitest'
import { entryOf, itemOf, read } from './read.js'

describe('each format gives the same post', () => {
  const expected = {
    title: 'La fibra se cae cada noche',
    url: 'https://blog.example/fibra',
    text: 'Llevo tres días sin señal.\n\n¿A alguien más le pasa?',
    publishedAt: '2024-05-14T10:00:00.000Z',
  }
  const body = '&lt;p&gt;Llevo tres días sin señal.&lt;/p&gt;&lt;p&gt;¿A alguien más le pasa?&lt;/p&gt;'

  it('RSS 2.0', () => {
    const result =
      read(`<?xml version="1.0"?><rss version="2.0"><channel><title>Foro de clientes</title><language>es-CO</language>
      <item><title>La fibra se cae cada noche</title><link>https://blog.example/fibra</link><guid isPermaLink="false">71</guid>
      <pubDate>Tue, 14 May 2024 05:00:00 -0500</pubDate><description>${body}</description></item></channel></rss>`)
    expect(result).toMatchObject({ title: 'Foro de clientes', language: 'es' })
    expect(result.posts).toEqual([expect.objectContaining({ ...expected, id: '71', language: 'es' })])
  })

  it('RSS 1.0', () => {
    const result =
      read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://blog.example/"><title>Foro</title></channel>
      <item rdf:about="https://blog.example/fibra"><title>La fibra se cae cada noche</title><link>https://blog.example/fibra</link>
      <description>${body}</description><dc:date>2024-05-14T10:00Z</dc:date><dc:creator>Ana</dc:creator></item></rdf:RDF>`)
    expect(result.posts).toEqual([
      expect.objectContaining({
        ...expected,
        id: 'https://blog.example/fibra',
        author: { name: 'Ana', url: null, staff: false },
      }),
    ])
  })

  it('Atom 1.0', () => {
    const result = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/"><title>Foro</title>
      <entry><id>tag:blog.example,2024:71</id><title>La fibra se cae cada noche</title><link href="fibra"/>
      <published>2024-05-14T10:00:00Z</published><updated>2024-05-14T11:00:00Z</updated>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Llevo tres días sin señal.</p><p>¿A alguien más le pasa?</p></div></content></entry></feed>`)
    expect(result.posts).toEqual([
      expect.objectContaining({ ...expected, id: 'tag:blog.example,2024:71', updatedAt: '2024-05-14T11:00:00.000Z' }),
    ])
  })

  it('JSON Feed', () => {
    const result = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Foro',
        items: [
          {
            id: 71,
            url: 'https://blog.example/fibra',
            title: expected.title,
            content_html: '<p>Llevo tres días sin señal.</p><p>¿A alguien más le pasa?</p>',
            date_published: '2024-05-14T10:00:00Z',
          },
        ],
      }),
    )
    expect(result.posts).toEqual([expect.objectContaining({ ...expected, id: '71' })])
  })

  it('CDF', () => {
    const result =
      read(`<CHANNEL HREF="https://blog.example/"><TITLE>Foro</TITLE><ITEM HREF="https://blog.example/fibra" LASTMOD="2024-05-14T10:00Z">
      <TITLE>La fibra se cae cada noche</TITLE><ABSTRACT>${body}</ABSTRACT></ITEM></CHANNEL>`)
    expect(result.posts).toEqual([expect.objectContaining(expected)])
  })
})

describe('what an item says', () => {
  it('is its whole text, where a summary stands beside it', () => {
    expect(
      itemOf('<description>Corto</description><content:encoded><![CDATA[<p>Todo el texto</p>]]></content:encoded>')
        ?.text,
    ).toBe('Todo el texto')
    expect(entryOf('<summary>Corto</summary><content type="html">&lt;b&gt;Todo&lt;/b&gt;</content>')?.text).toBe('Todo')
  })

  it('is the description, where RSS has a summary too', () => {
    expect(itemOf('<summary>Corto</summary><description>Todo el texto</description>')?.text).toBe('Todo el texto')
  })

  it('is its summary, where the content is only a picture', () => {
    expect(
      itemOf('<description>Corto</description><content:encoded><![CDATA[<img src="a.png">]]></content:encoded>')?.text,
    ).toBe('Corto')
  })

  it('is taken to the letter where Atom says that it is plain text', () => {
    expect(
      entryOf('<title>Use &lt;b&gt; aquí</title><content type="text">1 &lt; 2 &amp;amp; 3</content>'),
    ).toMatchObject({
      title: 'Use <b> aquí',
      text: '1 < 2 &amp; 3',
    })
  })

  it('keeps what only looks like a tag in a title', () => {
    expect(itemOf('<title>List&lt;String&gt; no compila</title>')?.title).toBe('List<String> no compila')
    expect(itemOf('<title>AT&amp;amp;T &lt;b&gt;falla&lt;/b&gt;</title>')?.title).toBe('AT&T falla')
  })

  it('is read out of base64, and not out of what merely looks like it', () => {
    expect(entryOf('<content type="application/octet-stream">SG9sYSBtdW5kbw==</content>')?.text).toBe('Hola mundo')
    expect(entryOf('<content type="application/x-nota">nota</content>')?.text).toBe('nota')
  })

  it('says nothing that its frames and scripts say', () => {
    expect(
      itemOf('<description>&lt;script&gt;alert(1)&lt;/script&gt;Hola &lt;iframe src="x"&gt; mundo</description>')?.text,
    ).toBe('Hola mundo')
  })
})

describe('the author of an item', () => {
  it.each([
    ['<author>ana@blog.example (Ana Ruiz)</author>', 'Ana Ruiz'],
    ['<author>Ana Ruiz &lt;ana@blog.example&gt;</author>', 'Ana Ruiz'],
    ['<dc:creator><![CDATA[Ana Ruiz]]></dc:creator>', 'Ana Ruiz'],
    ['<author><name>Ana Ruiz</name><email>ana@blog.example</email></author>', 'Ana Ruiz'],
    ['<itunes:author>Ana Ruiz</itunes:author>', 'Ana Ruiz'],
    ['<author>ana@blog.example</author>', 'ana@…'],
    ['<author> </author>', null],
    ['', null],
  ])('%s', (inside, name) => expect(itemOf(inside)?.author.name).toBe(name))

  it('is the one of the feed where the format says so', () => {
    const atom = read(
      '<feed xmlns="http://www.w3.org/2005/Atom"><author><name>Redacción</name></author><entry><id>1</id></entry></feed>',
    )
    expect(atom.posts[0]?.author.name).toBe('Redacción')
    const rss = read(
      '<rss><channel><managingEditor>jefe@blog.example (Jefe)</managingEditor><item><guid>1</guid></item></channel></rss>',
    )
    expect(rss.posts[0]?.author.name).toBeNull()
  })

  it('never brings a mail address along', () => {
    const text = '<author>ana@blog.example (ana@blog.example)</author><dc:creator>ana@blog.example</dc:creator>'
    expect(JSON.stringify(itemOf(text))).not.toContain('@blog.example')
  })
})

describe('the link of an item', () => {
  it.each([
    ['<link>/fibra</link>', 'https://blog.example/fibra'],
    ['<link> https://blog.example/a?b=1&amp;c=2\n</link>', 'https://blog.example/a?b=1&c=2'],
    ['<guid>https://blog.example/g</guid>', 'https://blog.example/g'],
    ['<guid isPermaLink="false">https://blog.example/g</guid>', null],
    ['<link/><atom:link rel="alternate" href="https://blog.example/a"/>', 'https://blog.example/a'],
    ['<enclosure url="https://blog.example/a.mp3"/>', 'https://blog.example/a.mp3'],
    ['<link>javascript:alert(1)</link>', null],
    [
      '<link>https://www.google.com/url?rct=j&amp;url=https://diario.example/nota&amp;ct=ga</link>',
      'https://diario.example/nota',
    ],
  ])('%s', (inside, url) => expect(itemOf(inside)?.url).toBe(url))

  it('is the page, not the feed or the picture, where Atom gives several', () => {
    const links =
      '<link rel="self" href="/self"/><link rel="enclosure" href="/a.mp3"/><link href="/a.atom" type="application/atom+xml"/><link rel="alternate" type="text/html" href="/a"/>'
    expect(entryOf(links)?.url).toBe('https://blog.example/a')
  })

  it('is resolved against the base that stands nearest', () => {
    expect(entryOf('<link href="b" xml:base="c/"/>', 'xml:base="https://otro.example/a/"')?.url).toBe(
      'https://otro.example/a/c/b',
    )
  })

  it('is resolved against where the feed says that it lives, when it came from a file', () => {
    const text = '<rss><channel><link>https://diario.example/</link><item><link>/nota</link></item></channel></rss>'
    expect(read(text, { url: 'about:blank' }).posts[0]?.url).toBe('https://diario.example/nota')
  })
})

describe('the words of an item are its author’s own', () => {
  const forum = (html: string) =>
    read(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Averías • Re: Fibra</title><link href="https://foro.example/viewtopic.php?t=7&amp;p=9#p9"/><content type="html"><![CDATA[${html}]]></content></entry></feed>`,
    ).posts[0]

  it('without what a forum post quotes, which is kept apart', () => {
    expect(forum('<blockquote><div><cite>Ana wrote:</cite>Sin señal</div></blockquote>Aquí igual')).toMatchObject({
      text: 'Aquí igual',
      quotes: [{ author: 'Ana', postId: null, text: 'Sin señal' }],
    })
    expect(
      forum(
        '<div class="quotewrapper"><div class="quotetitle">Ana escribió:</div><div class="quotecontent">Sin señal</div></div>Aquí igual',
      ),
    ).toMatchObject({
      text: 'Aquí igual',
      quotes: [{ author: 'Ana', text: 'Sin señal' }],
    })
  })

  it('with what an article quotes, which is part of it', () => {
    expect(
      itemOf('<description><![CDATA[<blockquote>Sin señal</blockquote><p>dijo el usuario.</p>]]></description>'),
    ).toMatchObject({
      text: 'Sin señal\n\ndijo el usuario.',
      quotes: [],
    })
  })

  it.each([
    ['<p>Hola.</p><p>La entrada <a href="x">Fibra</a> se publicó primero en <a href="y">Blog</a>.</p>', 'Hola.'],
    ['<p>Hola.</p><p>The post <a href="x">Fibra</a> appeared first on <a href="y">Blog</a>.</p>', 'Hola.'],
    ['Hola.<p>Statistics: Posted by <a href="x">Ana</a> — hace 3 minutos</p><hr />', 'Hola.'],
    [
      '<div>Hola.</div> submitted by <a href="x"> /u/ana </a> <br/> <a href="y">[link]</a> <a href="z">[3 comments]</a>',
      'Hola.',
    ],
    ['<p>La entrada del estadio cuesta más.</p>', 'La entrada del estadio cuesta más.'],
  ])('without the footer that software writes: %s', (html, text) =>
    expect(itemOf(`<description><![CDATA[${html}]]></description>`)?.text).toBe(text),
  )
})
