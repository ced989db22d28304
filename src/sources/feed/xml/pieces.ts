// Cuts feed XML of any quality into pieces: texts, CDATA sections, tags. It decides what is a tag at all, because a
// bare `<` ("5 < 6", "I <3 it", "a<b") must not swallow everything up to the next `>`. One pass, nothing copied.

import { decodeEntities } from '../../reading/entities.js'

/** Takes the pieces in their order, as offsets into the text. */
export interface PieceSink {
  /** `bare`: the text holds a `<` that opens nothing. */
  text(start: number, end: number, bare: boolean): void
  cdata(start: number, end: number): void
  /** From `<` to behind `>`. */
  openingTag(start: number, end: number): void
  /** The name alone. */
  closingTag(start: number, end: number): void
  /** Plain entities that the DTD declares. */
  entities(declared: ReadonlyMap<string, string>): void
}

/** A start tag with data addresses in its attributes can be long; beyond this it is taken as it stands. */
const TAG_CHARS_MAX = 8_192
/** Entities of a DTD that are kept: a handful of names for letters, never a billion laughs. */
const ENTITIES_MAX = 200
const ENTITY_CHARS_MAX = 500
const DTD_CHARS_MAX = 100_000

const LT = 60
const EQ = 61
const GT = 62
const SLASH = 47
const BANG = 33
const QUESTION = 63
const DOUBLE = 34
const SINGLE = 39

/** Cuts the text; answers in how many places it was broken. */
export function cutPieces(text: string, sink: PieceSink): number {
  const cutter = new Cutter(text, sink)
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) at = cutter.markup(at)
  return cutter.finish()
}

class Cutter {
  readonly #text: string
  readonly #sink: PieceSink
  /** Where the text began that is not yet handed on. */
  #start = 0
  #bare = false
  #repairs = 0

  constructor(text: string, sink: PieceSink) {
    this.#text = text
    this.#sink = sink
  }

  /** Looks at the `<` at `at` and answers where to look on. */
  markup(at: number): number {
    const next = this.#text.charCodeAt(at + 1)
    if (next === SLASH) return this.#closingTag(at)
    if (isNameStart(next)) return this.#openingTag(at)
    if (next === BANG) return this.#declaration(at)
    return next === QUESTION ? this.#skip(at, after(this.#text, '>', at)) : this.#bareSign(at)
  }

  finish(): number {
    this.#handText(this.#text.length)
    return this.#repairs
  }

  #handText(end: number): void {
    if (end > this.#start) this.#sink.text(this.#start, end, this.#bare)
    this.#bare = false
  }

  #skip(at: number, end: number): number {
    this.#handText(at)
    this.#start = end
    return end
  }

  #bareSign(at: number): number {
    this.#bare = true
    this.#repairs += 1
    return at + 1
  }

  #declaration(at: number): number {
    const text = this.#text
    if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at)
      const next = this.#skip(at, end)
      this.#sink.cdata(at + 9, text.startsWith(']]>', end - 3) ? end - 3 : end)
      return next
    }
    if (text.startsWith('<!--', at)) return this.#skip(at, after(text, '-->', at))
    if (/^<!doctype/i.test(text.slice(at, at + 9))) return this.#doctype(at)
    return /^<![A-Z[]/.test(text.slice(at, at + 3)) ? this.#skip(at, after(text, '>', at)) : this.#bareSign(at)
  }

  // An internal subset holds `>` of its own: the DTD does not end at the first one.
  #doctype(at: number): number {
    const head = this.#text.slice(at, at + DTD_CHARS_MAX)
    const match = /^<!doctype[^>[]*(?:\[([^\]]*(?:\](?!\s*>)[^\]]*)*)\]\s*)?>/i.exec(head)
    if (match === null) return this.#skip(at, after(this.#text, '>', at))
    if (match[1] !== undefined) this.#sink.entities(entitiesOf(match[1]))
    return this.#skip(at, at + match[0].length)
  }

  #closingTag(at: number): number {
    const text = this.#text
    if (!isNameStart(text.charCodeAt(at + 2))) return this.#bareSign(at)
    let end = at + 3
    for (let code = text.charCodeAt(end); code !== GT; code = text.charCodeAt(++end)) {
      if (code === LT || Number.isNaN(code)) return this.#unfinishedClosingTag(at, end)
    }
    this.#skip(at, end + 1)
    this.#sink.closingTag(at + 2, end)
    return end + 1
  }

  #unfinishedClosingTag(at: number, end: number): number {
    this.#repairs += 1
    this.#skip(at, end)
    // A document that breaks off in the middle of a tag ends before it.
    if (end < this.#text.length) this.#sink.closingTag(at + 2, end)
    return end
  }

  #openingTag(at: number): number {
    const text = this.#text
    const limit = Math.min(text.length, at + TAG_CHARS_MAX)
    let quote = 0
    for (let index = at + 2; index < limit; index += 1) {
      const code = text.charCodeAt(index)
      if (quote !== 0) {
        if (code === quote) quote = 0
      } else if (code === GT) return this.#tag(at, index + 1)
      else if (code === LT) return this.#bareSign(at)
      else if ((code === DOUBLE || code === SINGLE) && text.charCodeAt(index - 1) === EQ) quote = code
    }
    if (limit === text.length) return this.#cutOff(at, quote)
    return this.#tag(at, after(text, '>', limit))
  }

  #tag(at: number, end: number): number {
    this.#skip(at, end)
    this.#sink.openingTag(at, end)
    return end
  }

  #cutOff(at: number, quote: number): number {
    // An attribute whose quote never closes would hide the rest of the document: then the `<` was text.
    if (quote !== 0 && this.#text.indexOf('>', at) >= 0) return this.#bareSign(at)
    this.#repairs += 1
    return this.#skip(at, this.#text.length)
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from)
  return at < 0 ? text.length : at + end.length
}

function isNameStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 58 || code >= 0xc0
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
