// Tells where the tags of a page begin and end, and their names and attributes: what htmlparser2's tokenizer tells, but
// faster, because it leaps from sign to sign where that one looks at every character. A property test holds
// the tree that is built on it to htmlparser2's own.

/** Takes what is found, as offsets into the page. */
export interface TagSink {
  text(start: number, end: number): void
  /** A start tag's name; its attributes follow, and then `opened`. */
  name(start: number, end: number): void
  /** `valueStart` and `valueEnd` are equal for an attribute without a value. */
  attribute(start: number, end: number, valueStart: number, valueEnd: number): void
  /** `end` is where its `>` stands. Answers with the name of the tag whose text is no markup (`script`), else null. */
  opened(end: number, selfClosing: boolean): string | null
  closing(start: number, end: number, tagEnd: number): void
  /** True once nothing more is wanted. */
  readonly full: boolean
}

const TAB = 9
const SPACE = 32
const EXCLAMATION = 33
const DOUBLE_QUOTE = 34
const SINGLE_QUOTE = 39
const SLASH = 47
const EQUALS = 61
const GREATER = 62
const QUESTION = 63

/** Scans the page from its first sign to its last, or until the sink is full. Every sign is passed once. */
export function scanTags(html: string, sink: TagSink): void {
  new TagScanner(html, sink).scan()
}

class TagScanner {
  readonly #html: string
  readonly #sink: TagSink
  /** Where what has not been told yet begins. */
  #at = 0

  constructor(html: string, sink: TagSink) {
    this.#html = html
    this.#sink = sink
  }

  scan(): void {
    const { length } = this.#html
    let from = 0
    while (this.#at < length && !this.#sink.full) {
      const sign = this.#html.indexOf('<', from)
      if (sign < 0) break
      from = this.#markup(sign)
    }
    if (this.#at < length && !this.#sink.full) this.#sink.text(this.#at, length)
  }

  /** Deals with the `<` at `sign`; answers from where to look for the next one. */
  #markup(sign: number): number {
    const code = this.#html.charCodeAt(sign + 1)
    if (isLetter(code)) return this.#startTag(sign)
    if (code === SLASH) return this.#endTag(sign)
    if (code === EXCLAMATION) return this.#declaration(sign)
    if (code === QUESTION) return this.#skipTo('>', sign, sign + 2)
    return sign + 1
  }

  #startTag(sign: number): number {
    const html = this.#html
    const sink = this.#sink
    this.#textUpTo(sign)
    let at = sign + 1
    while (!endsName(html.charCodeAt(at))) at += 1
    sink.name(sign + 1, at)
    let selfClosing = false
    for (;;) {
      const code = html.charCodeAt(at)
      if (code === GREATER) break
      // A tag that is never finished is none.
      if (Number.isNaN(code)) return this.#done(html.length)
      if (isSpace(code)) at += 1
      else if (code === SLASH) {
        selfClosing = html.charCodeAt(at + 1) === GREATER
        at += 1
      } else at = this.#attribute(at)
    }
    const raw = sink.opened(at, selfClosing)
    this.#at = at + 1
    return raw === null || selfClosing ? at + 1 : this.#rawText(raw)
  }

  /** An attribute that begins at `start`; answers where it ends. */
  #attribute(start: number): number {
    const html = this.#html
    // A sign that opens no name is one all the same, as browsers have it.
    let end = start + 1
    for (let code = html.charCodeAt(end); code !== EQUALS && !endsName(code); code = html.charCodeAt(end)) end += 1
    const equals = this.#afterSpace(end)
    if (html.charCodeAt(equals) !== EQUALS) {
      this.#sink.attribute(start, end, end, end)
      return end
    }
    const from = this.#afterSpace(equals + 1)
    const quote = html.charCodeAt(from)
    if (quote === DOUBLE_QUOTE || quote === SINGLE_QUOTE) return this.#quoted(start, end, from, quote)
    let to = from
    for (let code = html.charCodeAt(to); code !== GREATER && !isBlank(code); code = html.charCodeAt(to)) to += 1
    this.#sink.attribute(start, end, from, to)
    return to
  }

  #quoted(start: number, end: number, from: number, quote: number): number {
    const to = this.#html.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", from + 1)
    if (to < 0) return this.#html.length
    this.#sink.attribute(start, end, from + 1, to)
    return to + 1
  }

  #endTag(sign: number): number {
    const html = this.#html
    const start = this.#afterSpace(sign + 2)
    const code = html.charCodeAt(start)
    if (code === GREATER) return this.#skipTo('>', sign, start)
    if (!isLetter(code)) return this.#skipTo('>', sign, start)
    let end = start
    while (!endsName(html.charCodeAt(end))) end += 1
    const tagEnd = html.indexOf('>', end)
    this.#textUpTo(sign)
    if (tagEnd < 0) return this.#done(html.length)
    this.#sink.closing(start, end, tagEnd)
    return this.#done(tagEnd + 1)
  }

  #declaration(sign: number): number {
    const html = this.#html
    if (html.startsWith('--', sign + 2)) return this.#skipTo('-->', sign, sign + 2)
    if (html.startsWith('[CDATA[', sign + 2)) return this.#skipTo(']]>', sign, sign + 9)
    return this.#skipTo('>', sign, sign + 2)
  }

  /** What is no markup for a reader: passed over up to the end of `mark`, or of the page. */
  #skipTo(mark: string, sign: number, from: number): number {
    this.#textUpTo(sign)
    const end = this.#html.indexOf(mark, from)
    return this.#done(end < 0 ? this.#html.length : end + mark.length)
  }

  /** The text of a script and its like goes to its closing tag, whatever stands in it. */
  #rawText(name: string): number {
    const html = this.#html
    for (let end = html.indexOf('</', this.#at); end >= 0; end = html.indexOf('</', end + 2)) {
      const after = end + 2 + name.length
      if (!endsName(html.charCodeAt(after)) || html.slice(end + 2, after).toLowerCase() !== name) continue
      return end
    }
    return html.length
  }

  #textUpTo(sign: number): void {
    if (sign > this.#at) this.#sink.text(this.#at, sign)
    this.#at = sign
  }

  #done(at: number): number {
    this.#at = at
    return at
  }

  #afterSpace(from: number): number {
    let at = from
    while (isSpace(this.#html.charCodeAt(at))) at += 1
    return at
  }
}

function isLetter(code: number): boolean {
  const lower = code | 0x20
  return lower >= 97 && lower <= 122
}

/** Space, tab, line feed, form feed, carriage return. */
function isSpace(code: number): boolean {
  return code === SPACE || (code >= TAB && code <= 13 && code !== 11)
}

/** Also true past the end of the page, where there is no code. */
function isBlank(code: number): boolean {
  return isSpace(code) || Number.isNaN(code)
}

function endsName(code: number): boolean {
  return code === GREATER || code === SLASH || isBlank(code)
}
