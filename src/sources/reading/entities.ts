// Character references in feeds: the five of XML, numbers, and every name of HTML, because feeds use them undeclared.
// The names are not listed here: htmlparser2 knows them, and each one is asked for once.

import { Parser } from 'htmlparser2'

// Without its semicolon a reference counts only where no letter, digit or `=` follows: `?a=1&copy=2` is an address.
const REFERENCE = /&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});?|([a-zA-Z][a-zA-Z0-9]{0,31})(;|(?![\w=])))/g
const XML_NAMES: readonly (readonly [string, string])[] = [
  ['amp;', '&'],
  ['lt;', '<'],
  ['gt;', '>'],
  ['quot;', '"'],
  ['apos;', "'"],
]

/** HTML has 2,231 names; a document can make up others without end. */
const NAMES_MAX = 4_000
const names = new Map<string, string>(XML_NAMES)

/** Declared in the document's own DTD: plain texts by name. */
export type DeclaredEntities = ReadonlyMap<string, string>

/** The text with its character references replaced, once. What is no known reference stays as written. */
export function decodeEntities(text: string, declared: DeclaredEntities | null = null): string {
  if (!text.includes('&')) return text
  return withoutMarkupReferences(text).replace(
    REFERENCE,
    (whole, number: string | undefined, name: string | undefined, end: string) => {
      if (number !== undefined) return characterOf(number) ?? whole
      if (name === undefined) return whole
      return declared?.get(name) ?? named(`${name}${end}`, whole)
    },
  )
}

// HTML within a feed is escaped throughout: these three are nearly all of its references, and replacing them first
// changes no other one, because none of them makes an ampersand.
function withoutMarkupReferences(text: string): string {
  if (!text.includes('&lt;')) return text
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')
}

function characterOf(number: string): string | null {
  const code = /^[xX]/.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number)
  // 128 to 159 are controls that nobody means: browsers and htmlparser2 read them as windows-1252.
  if (code >= 128 && code <= 159) return named(`#${code};`, '')
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd'
  return String.fromCodePoint(code)
}

/** What `name` means, written as it stands after the ampersand; `whole` when it means nothing. */
function named(name: string, whole: string): string {
  const known = names.get(name)
  if (known !== undefined) return known
  const decoded = askParser(`&${name}`)
  // "&copyright" would be read as a sign and a rest: what keeps letters of its name is no reference.
  if (decoded.length > 2 || (decoded.startsWith('&') && decoded !== '&')) return whole
  if (names.size < NAMES_MAX) names.set(name, decoded)
  return decoded
}

function askParser(reference: string): string {
  let text = ''
  const parser = new Parser({ ontext: (data) => (text += data) }, { decodeEntities: true })
  parser.end(reference)
  return text
}

/** Text as it is written within markup. */
export function escapeMarkup(text: string): string {
  if (!/[&<>]/.test(text)) return text
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
