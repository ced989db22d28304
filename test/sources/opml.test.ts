import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOpml, writeOpml } from '../../src/sources/opml.js'

const opml = (body: string) =>
  `<?xml version="1.0"?><opml version="1.1"><head><title>x</title></head><body>${body}</body></opml>`

describe('a list of feeds', () => {
  it('is read whole, however deep its folders and however its attributes are written', () => {
    const text = opml(`
      <outline text="Operadores"><outline text="Fibra"><outline type="rss" text="Uno" title="Uno: avisos" xmlUrl="https://uno.example/feed"/>
        <outline text="Foros"><OUTLINE TEXT="Dos" XMLURL="https://dos.example/rss" TYPE="RSS"/></outline></outline></outline>
      <outline xmlurl='https://tres.example/atom?a=1&amp;b=2' text='Tres'/>
      <outline text="Cuatro" xmlUrl=" https://cuatro.example/feed?a=1&b=2 "></outline>
      <outline text="Sin feed" htmlUrl="https://no.example/"/><outline xmlUrl="javascript:alert(1)" text="Malo"/>
      <outline xmlUrl="feed://cinco.example/rss"/><outline xmlUrl="feed:https://seis.example/rss"/>
      <outline text="Uno otra vez" xmlUrl="https://uno.example/feed"/>`)
    expect(readOpml(text)).toEqual([
      { title: 'Uno: avisos', url: 'https://uno.example/feed' },
      { title: 'Dos', url: 'https://dos.example/rss' },
      { title: 'Tres', url: 'https://tres.example/atom?a=1&b=2' },
      { title: 'Cuatro', url: 'https://cuatro.example/feed?a=1&b=2' },
      { title: null, url: 'http://cinco.example/rss' },
      { title: null, url: 'https://seis.example/rss' },
    ])
  })

  it('may name its feeds in entities of HTML, of XML, or in numbers', () => {
    const text = opml(
      '<outline text="Espa&ntilde;a &amp; Am&eacute;rica &#8212; &lt;b&gt; &quot;hoy&quot;" xmlUrl="https://a.example/"/>',
    )
    expect(readOpml(text)[0]?.title).toBe('España & América — <b> "hoy"')
  })

  it('comes back as it was written, whatever its titles and addresses hold', () => {
    const feeds = fc.uniqueArray(
      fc.record({
        title: fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
          .map((text) => `t${text.replace(/[\s\p{C}]+/gu, '')}`),
        url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      }),
      { selector: ({ url }) => url, maxLength: 20 },
    )
    fc.assert(
      fc.property(feeds, (given) => {
        expect(readOpml(writeOpml('Escucha & "co" <x>', given))).toEqual(given)
      }),
      { numRuns: 100 },
    )
  })

  it('is written so that any reader takes it, also with a title that holds control characters', () => {
    const text = writeOpml('Lista', [{ title: 'a\u0001b\u0000 "c"', url: 'https://a.example/?x=1&y=2' }])
    expect(text).toContain('title="ab &quot;c&quot;" xmlUrl="https://a.example/?x=1&amp;y=2"')
  })

  it.each([
    ['<rss/>', 'unreadable'],
    ['', 'unreadable'],
    [opml('<outline/>'.repeat(5_001)), 'too-large'],
    ['x'.repeat(1_000_001), 'too-large'],
  ])('that is none, or without end, is refused: %.20s', (text, code) => {
    expect(() => readOpml(text)).toThrow(expect.objectContaining({ code }))
  })

  it('cut anywhere gives what stands before the cut', () => {
    const text = opml(
      '<outline text="Uno" xmlUrl="https://uno.example/"/><outline text="Dos" xmlUrl="https://dos.example/"/>',
    )
    for (let at = 60; at < text.length; at += 1) expect(readOpml(text.slice(0, at)).length).toBeLessThanOrEqual(2)
  })
})
