import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut } from '../../../src/server/cut.js'
import { ownPath } from '../../../src/server/pages/page.js'
import { OutLink, splitMarks, Words, webAddress } from '../../../src/server/pages/text.js'

const spans = fc.array(fc.record({ start: fc.integer({ min: -9, max: 60 }), end: fc.integer({ min: -9, max: 60 }) }))

describe('marking what decided', () => {
  it('marks each passage, joined where they overlap', () => {
    expect(
      splitMarks('no funciona nada', [
        { start: 3, end: 11 },
        { start: 0, end: 5 },
      ]),
    ).toEqual([
      { text: 'no fu', marked: true },
      { text: 'nciona', marked: true },
      { text: ' nada', marked: false },
    ])
  })

  it('never loses or adds a character, wherever the spans lie', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), spans, (text, given) => {
        expect(
          splitMarks(text, given)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it('shows markup as the text that it is', () => {
    const html = String(<Words text={'<img src=x onerror=alert(1)>&amp;"'} spans={[{ start: 0, end: 4 }]} />)
    expect(html).toBe('<bdi dir="auto"><mark>&lt;img</mark> src=x onerror=alert(1)&gt;&amp;amp;&quot;</bdi>')
  })
})

describe('links out', () => {
  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//evil.example',
    '/local',
    'https://good@evil.example',
    '',
    'ht!tp://x',
    null,
  ])('are not made of %s', (url) => {
    expect(webAddress(url)).toBeNull()
    expect(String(<OutLink url={url}>x</OutLink>)).not.toContain('href')
  })

  it('show the host they lead to, in the form that browsers resolve', () => {
    const html = String(<OutLink url="https://аpple.example/a?b=1&c=2">Abrir</OutLink>)
    expect(html).toContain('href="https://xn--pple-43d.example/a?b=1&amp;c=2"')
    expect(html).toContain('xn--pple-43d.example</span>')
    expect(html).toContain('rel="noopener noreferrer nofollow ugc"')
  })
})

describe('the way back', () => {
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/a\nb', '/\u0000', '', null])(
    'does not lead to %j',
    (path) => {
      expect(ownPath(path)).toBeNull()
    },
  )
  it.each(['/', '/?view=late', '/alerts/a%20b?list=q%3D1'])('leads to %s', (path) => {
    expect(ownPath(path)).toBe(path)
  })
})

it('shortens text without halving a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(20), (text, max) => {
      const short = cut(text, max)
      expect(text.startsWith(short) && short.length <= max).toBe(true)
      expect(Buffer.from(short).toString()).toBe(short)
    }),
  )
})
