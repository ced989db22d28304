// One sentence in every encoding that feeds come in, labelled rightly, wrongly or not at all.

import iconv from 'iconv-lite'
import { decodeBody } from '../../dist/http/charset.js'
import { parseFeed } from '../../dist/sources/feed/parse.js'
import { share } from './documents.mjs'

const WESTERN = 'La señal falló: “¿cuándo vuelve?” — 20 €'
const feed = (title, encoding) =>
  `<?xml version="1.0"${encoding === null ? '' : ` encoding="${encoding}"`}?><rss><channel><item><title>${title}</title></item></channel></rss>`
const mark = (bytes, encoding) => Buffer.concat([iconv.encode('\ufeff', encoding), bytes])

const CASES = [
  ['UTF-8, declared', WESTERN, 'utf8', 'utf-8', null],
  ['UTF-8, not labelled', WESTERN, 'utf8', null, null],
  ['UTF-8 that the host calls latin1', WESTERN, 'utf8', 'utf-8', 'text/xml; charset=iso-8859-1'],
  ['UTF-8 with a mark, declared latin1', WESTERN, 'utf8', 'iso-8859-1', null, true],
  ['windows-1252, declared', WESTERN, 'win1252', 'windows-1252', null],
  ['windows-1252 declared as latin1', WESTERN, 'win1252', 'iso-8859-1', null],
  ['windows-1252 declared as UTF-8', WESTERN, 'win1252', 'utf-8', 'text/xml; charset=utf-8'],
  ['windows-1252, not labelled', WESTERN, 'win1252', null, null],
  ['latin1 by the host', 'La señal falló', 'latin1', null, 'application/rss+xml; charset="ISO-8859-1"'],
  ['UTF-16 little-endian with a mark', WESTERN, 'utf16le', 'utf-16', null, true],
  ['UTF-16 big-endian with a mark', WESTERN, 'utf16be', 'utf-16', null, true],
  ['UTF-16 little-endian without', WESTERN, 'utf16le', 'utf-16', null],
  ['windows-1251 by the host', 'Связь пропала', 'win1251', null, 'text/xml; charset=windows-1251'],
  ['iso-8859-15, declared', 'Cuesta 20 € al mes', 'iso-8859-15', 'iso-8859-15', null],
  ['Shift_JIS, declared', '電波が届かない', 'Shift_JIS', 'Shift_JIS', null],
  ['GB18030 declared as gb2312', '信号没有了', 'gb18030', 'gb2312', null],
]

/** Decodes and reads each case. */
export function runEncodings(show) {
  let right = 0
  for (const [name, title, encoding, declared, contentType, marked = false] of CASES) {
    const body = iconv.encode(feed(title, declared), encoding)
    const got = parseFeed(decodeBody(marked ? mark(body, encoding) : body, contentType), null).items[0]?.title
    if (got === title) right += 1
    else if (show !== null) console.log(`WRONG ${name}: ${got}`)
  }
  console.log(`\nencodings: ${share(right, CASES.length)}`)
}
