// Turns bytes into text whatever the host says of them. Labels lie often, so bytes have the last word: a mark at the
// front, then what is strictly valid, and only then what the header, the XML declaration or the HTML meta claims.

import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { guessCharset } from './charset-guess.js'

/** Declarations stand at the front; HTML asks for the first 1024 bytes, real pages need some more. */
const DECLARATION_BYTES_MAX = 4_096

/**
 * The text of a body, without its byte order mark. Never throws. Order: byte order mark, zero bytes of UTF-16 and
 * UTF-32, the charset of `contentType`, the document's own declaration, UTF-8, a guess where the bytes speak against the
 * Latin alphabet, windows-1252.
 */
export function decodeBody(bytes: Uint8Array, contentType: string | null): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = withoutMark(decoded(buffer, contentType))
  return isAscii(buffer) ? text : withoutControls(text)
}

function decoded(bytes: Buffer, contentType: string | null): string {
  const wide = markedEncoding(bytes) ?? wideEncoding(bytes)
  if (wide !== null) return decodeAs(wide, bytes) ?? decodeUtf8(bytes)
  const labels = [charsetOf(contentType), declaredCharset(bytes)].map(encodingOf).filter((label) => label !== null)
  const valid = isUtf8(bytes)
  for (const label of labels) {
    // A western label on bytes that are valid UTF-8 is a server's default, not a statement about this document.
    if (label === 'utf-8' || SINGLE_BYTE.test(label)) {
      if (valid) return bytes.toString('utf8')
      if (label === 'utf-8') continue
    }
    const text = decodeAs(label, bytes)
    if (text !== null) return text
  }
  return decodeUtf8(bytes)
}

const SINGLE_BYTE = /^(windows-(?!874)|iso-8859-|macintosh|koi8|ibm|cp)/

// UTF-32 first: its little-endian mark begins with that of UTF-16.
function markedEncoding(bytes: Buffer): string | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return 'utf-8'
  if (startsWith(bytes, [0xff, 0xfe, 0, 0])) return 'utf-32le'
  if (startsWith(bytes, [0, 0, 0xfe, 0xff])) return 'utf-32be'
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  return startsWith(bytes, [0xfe, 0xff]) ? 'utf-16be' : null
}

// Markup is ASCII, so in wide encodings zero bytes stand at fixed places from the first character on. A label
// "utf-16" without them is wrong: such files were saved as UTF-8 and kept their old declaration.
function wideEncoding(bytes: Buffer): string | null {
  const zero = [0, 1, 2, 3].map((index) => bytes[index] === 0).join()
  if (zero === 'true,true,true,false') return 'utf-32be'
  if (zero === 'false,true,true,true') return 'utf-32le'
  if (zero === 'true,false,true,false') return 'utf-16be'
  return zero === 'false,true,false,true' ? 'utf-16le' : null
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte)
}

/** The charset parameter of a Content-Type as written; null when there is none. */
export function charsetOf(contentType: string | null): string | null {
  return /;\s{0,20}charset\s{0,20}=\s{0,20}["']?([^\s"';,]{1,40})/i.exec(contentType ?? '')?.[1] ?? null
}

function declaredCharset(bytes: Buffer): string | null {
  const head = bytes.toString('latin1', 0, DECLARATION_BYTES_MAX)
  const xml = /^\s*<\?xml[^>]{1,200}?encoding\s{0,20}=\s{0,20}["']([^"']{1,40})/i.exec(head)
  if (xml !== null) return xml[1] ?? null
  return /<meta[^>]{1,200}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([^\s"'/>;]{1,40})/i.exec(head)?.[1] ?? null
}

// The labels of the web (WHATWG) through Node's own table, where latin1 and us-ascii mean windows-1252. Wide ones are
// known by their bytes alone. The few older names that Node lacks come from iconv-lite, which also offers things that
// are no charset (base64, hex, utf-7): those stay out.
function encodingOf(label: string | null): string | null {
  const name = label?.trim().toLowerCase() ?? ''
  if (name === '' || /^(utf|ucs|unicode)[-_]?(7|16|32|1-1|csucs)/.test(name)) return null
  try {
    return new TextDecoder(name).encoding
  } catch {
    return /^(cp|ibm|windows|iso|mac|koi)[\w-]*$/.test(name) && iconv.encodingExists(name) ? name : null
  }
}

/** Decodes strictly; null when the bytes are not of that encoding. */
function decodeAs(encoding: string, bytes: Buffer): string | null {
  if (encoding === 'utf-8') return isUtf8(bytes) ? bytes.toString('utf8') : null
  // Node 20's TextDecoder reads 0x80-0x9F of windows-1252 as control characters (nodejs/node#56542).
  if (SINGLE_BYTE.test(encoding) || encoding.startsWith('utf-')) return iconv.decode(bytes, encoding)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

// Not one charset explains the bytes: either the page is of another one and lacks the label, or it is UTF-8 into which
// strangers' bytes were pasted. Whichever there is more of decides; strays among UTF-8 are read as windows-1252.
function decodeUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8')
  if (mostlyUtf8(bytes)) return repaired(bytes)
  const guess = encodingOf(guessCharset(bytes))
  return (guess === null ? null : decodeAs(guess, bytes)) ?? iconv.decode(bytes, 'windows-1252')
}

function mostlyUtf8(bytes: Buffer): boolean {
  let balance = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    if (length !== 1) balance += length === 0 ? -1 : 1
    at += length || 1
  }
  return balance >= 0
}

/** Length of the valid UTF-8 sequence that begins at `at`; 0 when none does. */
function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = 2 + Number(lead >= 0xe0) + Number(lead >= 0xf0)
  for (let next = at + 1; next < at + length; next += 1) {
    if (((bytes[next] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length > 2 && isForbidden(lead, bytes[at + 1] ?? 0) ? 0 : length
}

// Overlong forms, surrogates, and what lies beyond Unicode.
function isForbidden(lead: number, second: number): boolean {
  if (lead === 0xe0) return second < 0xa0
  if (lead === 0xed) return second > 0x9f
  if (lead === 0xf0) return second < 0x90
  return lead === 0xf4 && second > 0x8f
}

function repaired(bytes: Buffer): string {
  let text = ''
  let from = 0
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at)
    at += length || 1
    if (length > 0) continue
    text += bytes.toString('utf8', from, at - 1) + iconv.decode(bytes.subarray(at - 1, at), 'windows-1252')
    from = at
  }
  return text + bytes.toString('utf8', from)
}

function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
}

// Editors that copy windows-1252 bytes into Unicode one by one leave controls where quotes and dashes belong.
function withoutControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (control) => iconv.decode(Buffer.from(control, 'latin1'), 'windows-1252'))
}
