// Writes plain text piece by piece: folds spaces, keeps line breaks where blocks stand, and lets nothing through that
// is not text. Everything that becomes `Post.text` passes here.

/** A longer post is cut: nobody reads it, and the classifier must not be made to. */
export const TEXT_CHARS_MAX = 200_000

// Controls, bidirectional overrides, zero-width spaces and byte order marks can hide or reorder what a person reads.
// The joiners stay: Persian and emoji need them. Line feeds and tabs are dealt with apart.
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g
const LONE_SURROGATE = /\p{Cs}/gu
// Nearly every text holds none of them; one look tells.
const SUSPECT = new RegExp(`${UNSEEN.source.slice(0, -1)}\\ud800-\\udfff]`)
// Every run of spaces but the single plain one, which is by far the most common and needs no folding.
const SPACES = /[^\S ][\s\u0085]*|\u0085[\s\u0085]*| [\s\u0085]+/g

/** Text without control characters and lone surrogates; line breaks as `\n`, at most one empty line, trimmed. */
export function cleanText(text: string): string {
  return wellFormed(text.slice(0, TEXT_CHARS_MAX))
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Text in one line, or null when nothing is left of it. */
export function cleanLine(text: string | null | undefined): string | null {
  if (text === null || text === undefined) return null
  const line = wellFormed(text.slice(0, TEXT_CHARS_MAX)).replace(SPACES, ' ').trim()
  return line === '' ? null : line
}

function wellFormed(text: string): string {
  if (!SUSPECT.test(text)) return text
  return text.replace(UNSEEN, '').replace(LONE_SURROGATE, '\ufffd')
}

/** Collects text with pending breaks, so that blocks within blocks do not pile up empty lines. */
export class TextWriter {
  /** Above zero, spaces and line breaks of the source are kept. */
  preformatted = 0
  #parts: string[] = []
  #chars = 0
  /** Line breaks owed before the next text: 0, 1 or 2. */
  #breaks = 0
  #space = false
  #mark = ''

  /** Text as it stands in the source: spaces fold unless within `<pre>`. */
  text(raw: string): void {
    if (this.#chars > TEXT_CHARS_MAX || raw === '') return
    if (this.preformatted > 0) this.#write(raw)
    else this.#writeFolded(raw)
  }

  #writeFolded(raw: string): void {
    const folded = raw.replace(SPACES, ' ')
    if (folded === ' ') {
      this.#space = true
      return
    }
    if (folded.startsWith(' ')) this.#space = true
    this.#write(folded.trim())
    this.#space = folded.endsWith(' ')
  }

  /** A bullet or a cell border, written before the next text; `unmark` drops it when none came. */
  mark(mark: string): void {
    this.#mark = mark
  }

  unmark(): void {
    this.#mark = ''
  }

  line(): void {
    if (this.#mark === '') this.#breaks = Math.max(this.#breaks, 1)
  }

  /** A `<br>`: two of them make an empty line. */
  hardLine(): void {
    this.#breaks = Math.min(2, this.#breaks + 1)
  }

  paragraph(): void {
    if (this.#mark === '') this.#breaks = 2
  }

  finish(): string {
    const text = wellFormed(this.#parts.join('').slice(0, TEXT_CHARS_MAX))
    return text
      .replace(/ +\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  }

  #write(text: string): void {
    if (this.#breaks > 0) this.#parts.push('\n'.repeat(this.#breaks))
    else if (this.#space && this.#mark === '') this.#parts.push(' ')
    this.#parts.push(this.#mark, text)
    this.#breaks = 0
    this.#space = false
    this.#mark = ''
    this.#chars += text.length + 1
  }
}

/** The beginning of a text, with an ellipsis where it goes on; never half a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text
    .slice(0, most - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`
}
