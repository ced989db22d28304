// Makes broken XML readable for a tokenizer that trusts every `<`: a bare one ("5 < 6", "I <3 it", "a<b") would
// swallow everything up to the next `>`. One pass, no copy where nothing is wrong.

import { decodeEntities } from '../reading/entities.js'

/** The mended text, and the plain entities that its DTD declares. */
export interface RepairedXml {
  readonly text: string
  readonly entities: ReadonlyMap<string, string> | null
  readonly repairs: number
}

/** A start tag with data addresses in its attributes can be long; beyond this it is taken as it stands. */
const TAG_CHARS_MAX = 8_192
/** Entities of a DTD that are kept: a handful of names for letters, never a billion laughs. */
const ENTITIES_MAX = 200
const ENTITY_CHARS_MAX = 500
const DTD_CHARS_MAX = 100_000

const LT = 60
const GT = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const DOUBLE = 34
const SINGLE = 39

/** Escapes each `<` that opens nothing, closes closing tags that lack their `>`, and takes out the DTD. */
export function repairXml(text: string): RepairedXml {
  const mend = new Mender(text)
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) at = mend.markup(at)
  return mend.finish()
}

class Mender {
  readonly #text: string
  #parts: string[] = []
  #kept = 0
  #repairs = 0
  #entities: Map<string, string> | null = null

  constructor(text: string) {
    this.#text = text
  }

  /** Looks at the `<` at `at` and answers where to look on. */
  markup(at: number): number {
    const next = this.#text.charCodeAt(at + 1)
    if (next === BANG) return this.#declaration(at)
    if (next === QUESTION) return after(this.#text, '>', at)
    if (next === SLASH) return this.#closingTag(at)
    return this.#openingTag(at)
  }

  finish(): RepairedXml {
    if (this.#kept === 0 && this.#parts.length === 0) return { text: this.#text, entities: this.#entities, repairs: 0 }
    this.#parts.push(this.#text.slice(this.#kept))
    return { text: this.#parts.join(''), entities: this.#entities, repairs: this.#repairs }
  }

  #replace(from: number, to: number, by: string): number {
    this.#parts.push(this.#text.slice(this.#kept, from), by)
    this.#kept = to
    this.#repairs += 1
    return to
  }

  #declaration(at: number): number {
    const text = this.#text
    if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at)
    if (text.startsWith('<!--', at)) return after(text, '-->', at)
    if (/^<!doctype/i.test(text.slice(at, at + 9))) return this.#doctype(at)
    return /^<![A-Z[]/.test(text.slice(at, at + 3)) ? after(text, '>', at) : this.#replace(at, at + 1, '&lt;')
  }

  // An internal subset holds `>` of its own; left in, the tokenizer would end the DTD at the first one.
  #doctype(at: number): number {
    const head = this.#text.slice(at, at + DTD_CHARS_MAX)
    const match = /^<!doctype[^>[]*(?:\[([^\]]*(?:\](?!\s*>)[^\]]*)*)\]\s*)?>/i.exec(head)
    if (match === null) return after(this.#text, '>', at)
    if (match[1] === undefined) return at + match[0].length
    this.#entities = entitiesOf(match[1])
    return this.#replace(at, at + match[0].length, '')
  }

  #closingTag(at: number): number {
    if (!isNameStart(this.#text.charCodeAt(at + 2))) return this.#replace(at, at + 1, '&lt;')
    const end = this.#text.indexOf('>', at)
    const open = this.#text.indexOf('<', at + 1)
    // A document cut off in the middle of a tag ends before it.
    if (end < 0 && open < 0) return this.#replace(at, this.#text.length, '')
    if (open >= 0 && (end < 0 || open < end)) return this.#replace(open, open, '>')
    return end + 1
  }

  #openingTag(at: number): number {
    const text = this.#text
    if (!isNameStart(text.charCodeAt(at + 1))) return this.#replace(at, at + 1, '&lt;')
    let quote = 0
    const limit = Math.min(text.length, at + TAG_CHARS_MAX)
    for (let index = at + 2; index < limit; index += 1) {
      const code = text.charCodeAt(index)
      if (quote !== 0) {
        if (code === quote) quote = 0
      } else if (code === GT) return index + 1
      else if (code === LT) return this.#replace(at, at + 1, '&lt;')
      else if ((code === DOUBLE || code === SINGLE) && text.charCodeAt(index - 1) === 61) quote = code
    }
    return limit === text.length ? this.#cutOff(at, quote) : limit
  }

  #cutOff(at: number, quote: number): number {
    // An attribute whose quote never closes would hide the rest of the document: then the `<` was text.
    if (quote !== 0 && this.#text.indexOf('>', at) >= 0) return this.#replace(at, at + 1, '&lt;')
    return this.#replace(at, this.#text.length, '')
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

function isNameStart(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code === 58 || code >= 0xc0
}

function entitiesOf(subset: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const match of subset.matchAll(/<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"]*)"|'([^']*)')\s*>/g)) {
    const value = match[2] ?? match[3] ?? ''
    if (found.size >= ENTITIES_MAX || value.length > ENTITY_CHARS_MAX) continue
    // Entities within entities are not followed: only letters are wanted here.
    found.set(match[1] ?? '', decodeEntities(value))
  }
  return found
}
