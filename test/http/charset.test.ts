import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { charsetOf, decodeBody } from '../../src/http/charset.js'

const SENTENCE = '“¿Qué pasó con la señal?” — dijo Íñigo… 20 €'
const western = (text: string) => iconv.encode(text, 'windows-1252')
const xml = (label: string, text: string) => `<?xml version="1.0" encoding="${label}"?><t>${text}</t>`

describe('the text of a body', () => {
  it.each<[string, Buffer, string | null]>([
    ['UTF-8 without any label', Buffer.from(SENTENCE), null],
    ['UTF-8 with its label', Buffer.from(SENTENCE), 'text/xml; charset=utf-8'],
    ['UTF-8 under a latin1 header', Buffer.from(SENTENCE), 'text/html; charset=ISO-8859-1'],
    [
      'UTF-8 with a byte order mark and a wrong header',
      Buffer.from(`\uFEFF${SENTENCE}`),
      'text/xml; charset=windows-1252',
    ],
    ['windows-1252 without any label', western(SENTENCE), null],
    ['windows-1252 with its label', western(SENTENCE), 'text/html; charset=windows-1252'],
    ['windows-1252 called latin1', western(SENTENCE), "text/html; charset='latin1'"],
    ['windows-1252 called us-ascii', western(SENTENCE), 'text/html; charset = us-ascii'],
    ['windows-1252 called UTF-8', western(SENTENCE), 'application/rss+xml; charset=utf-8'],
    [
      'UTF-16 little-endian with a mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(SENTENCE, 'utf-16le')]),
      null,
    ],
    [
      'UTF-16 big-endian with a mark',
      Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(SENTENCE, 'utf-16be')]),
      'text/xml; charset=utf-8',
    ],
    ['a charset that nobody knows', Buffer.from(SENTENCE), 'text/html; charset=bogus'],
    ['a charset that is none', Buffer.from(SENTENCE), 'text/html; charset=base64'],
  ])('is right for %s', (_what, bytes, contentType) => {
    expect(decodeBody(bytes, contentType)).toBe(SENTENCE)
  })

  it.each<[string, Buffer, string | null]>([
    ['an XML declaration of windows-1252', western(xml('windows-1252', SENTENCE)), 'text/xml'],
    ['an XML declaration of ISO-8859-1', western(xml('ISO-8859-1', SENTENCE)), null],
    ['a declaration of UTF-16 on a file that was saved as UTF-8', Buffer.from(xml('utf-16', SENTENCE)), null],
    ['UTF-16 little-endian without a mark', iconv.encode(xml('utf-16', SENTENCE), 'utf-16le'), null],
    ['UTF-16 big-endian without a mark', iconv.encode(xml('utf-16', SENTENCE), 'utf-16be'), null],
    ['UTF-32 little-endian without a mark', iconv.encode(xml('utf-32', SENTENCE), 'utf-32le'), null],
    ['UTF-32 big-endian without a mark', iconv.encode(xml('utf-32', SENTENCE), 'utf-32be'), null],
  ])('is right for %s', (_what, bytes, contentType) => {
    const text = decodeBody(bytes, contentType)
    expect(text.slice(text.indexOf('<t>'))).toBe(`<t>${SENTENCE}</t>`)
  })

  it.each([
    ['shift_jis', 'text/xml; charset=Shift_JIS', '電波がない'],
    ['euc-kr', 'text/xml; charset=euc-kr', '신호가 없다'],
    ['gb18030', 'text/xml; charset=gb2312', '没有信号'],
    ['big5', 'text/xml; charset=big5', '沒有信號'],
    ['windows-1251', 'text/xml; charset=windows-1251', 'нет сигнала'],
    ['iso-8859-2', 'text/xml; charset=iso-8859-2', 'żaden sygnał'],
    ['cp437', 'text/xml; charset=cp437', 'señal'],
  ])('is right for labelled %s', (charset, contentType, text) => {
    expect(decodeBody(iconv.encode(text, charset), contentType)).toBe(text)
  })

  it('goes by the meta element of a page whose header names no charset', () => {
    const html = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head>нет'
    expect(decodeBody(iconv.encode(html, 'windows-1251'), 'text/html')).toBe(html)
  })

  it('keeps a page that is UTF-8 but for a few pasted bytes, and mends those', () => {
    const bytes = Buffer.concat([Buffer.from('señal, atención, '), western('café'), Buffer.from(', ñandú')])
    expect(decodeBody(bytes, 'text/html; charset=utf-8')).toBe('señal, atención, café, ñandú')
  })

  it('is not misled by western letters that happen to look like UTF-8', () => {
    expect(decodeBody(western('«CAFÉ» sin señal, mañana'), null)).toBe('«CAFÉ» sin señal, mañana')
  })

  it('puts quotes where an editor left control characters', () => {
    expect(decodeBody(Buffer.from('don\u0092t'), null)).toBe('don’t')
  })

  it('is what was written, for every text in UTF-8, UTF-16 and UTF-32', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const marked = `\uFEFF<${text}`
        for (const charset of ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be']) {
          const plain = text.replace(/[\x80-\x9f]/g, '')
          if (plain === text) expect(decodeBody(iconv.encode(marked, charset), null)).toBe(`<${text}`)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is some text without control characters of the upper kind, whatever the bytes and the label', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.option(fc.string()), (bytes, charset) => {
        const text = decodeBody(bytes, charset === null ? null : `text/html; charset=${charset}`)
        expect(text).not.toMatch(/[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]/)
      }),
    )
  })

  it('is read in time that grows with its length alone', () => {
    const garbage = Buffer.alloc(2_000_000, Buffer.from([0xc3, 0x28, 0xff, 0x3c]))
    expect(decodeBody(garbage, 'text/html; charset=utf-8').length).toBe(2_000_000)
  })
})

describe('the charset of a Content-Type', () => {
  it.each([
    ['text/html; charset=utf-8', 'utf-8'],
    ["text/html;charset='GB2312'", 'GB2312'],
    ['text/html ; Charset = "x"; a=b', 'x'],
    ['text/html', null],
    [null, null],
  ])('of %s is %s', (contentType, charset) => {
    expect(charsetOf(contentType)).toBe(charset)
  })
})
