// Plain text of a piece of HTML in one pass, without a tree: what feeds and JSON interfaces hold thousands of. It
// writes what `textOf` writes of the parsed tree.

import { LINES, PARAGRAPHS, pictureText, UNREAD } from './blocks.js'
import { decodeEntities } from './entities.js'
import { scanTags, type TagSink } from './scan-tags.js'
import { type Tag, TagTable } from './tags.js'
import { cleanText, TextWriter } from './text.js'

/** Past this many open tags it is an attack, and reading stops. */
const OPEN_TAGS_MAX = 4_000
/** A longer list than this keeps its bullets without numbers, as in the tree. */
const COUNTED_MAX = 200

/** Plain text of a piece of HTML: blocks as lines, lists and tables legible, no markup, no control characters. */
export function htmlToText(html: string): string {
  if (!html.includes('<')) return cleanText(html.includes('&') ? textWithin(html) : html)
  return textWithin(html)
}

function textWithin(html: string): string {
  const sink = new TextSink(html)
  scanTags(html, sink)
  return sink.finish()
}

/** An open element. */
interface Open {
  readonly tag: Tag | null
  readonly outer: Open | null
  readonly silent: boolean
  readonly paragraph: boolean
  readonly line: boolean
  /** Within SVG or MathML, where a tag can close itself. */
  readonly foreign: boolean
  /** Items and cells that stood directly within it so far. */
  items: number
  cells: number
}

const OUTSIDE = { tag: null, outer: null, silent: false, paragraph: false, line: false, foreign: false }

class TextSink implements TagSink {
  full = false
  readonly #html: string
  readonly #tags = new TagTable()
  readonly #writer = new TextWriter()
  #top: Open = { ...OUTSIDE, items: 0, cells: 0 }
  #depth = 0
  #pending = ''
  #tag: Tag = this.#tags.of('html')
  /** The attributes of the picture that is being opened: no others are read. */
  #picture: Record<string, string> | null = null

  constructor(html: string) {
    this.#html = html
  }

  finish(): string {
    this.#flush()
    return this.#writer.finish()
  }

  text(start: number, end: number): void {
    if (!this.#top.silent) this.#pending += this.#html.slice(start, end)
  }

  name(start: number, end: number): void {
    this.#tag = this.#tags.of(this.#html.slice(start, end))
    this.#picture = this.#tag.name === 'img' ? {} : null
  }

  attribute(start: number, end: number, valueStart: number, valueEnd: number): void {
    if (this.#picture === null) return
    const name = this.#html.slice(start, end).toLowerCase()
    if (/^(?:alt|class|src)$/.test(name)) this.#picture[name] ??= decodeEntities(this.#html.slice(valueStart, valueEnd))
  }

  opened(_end: number, selfClosing: boolean): string | null {
    const tag = this.#tag
    this.#open(tag)
    if (tag.isVoid || (selfClosing && this.#top.foreign)) this.#close()
    return tag.isRaw ? tag.name : null
  }

  closing(start: number, end: number): void {
    const tag = this.#tags.of(this.#html.slice(start, end))
    if (tag.open > 0) this.#closeUpTo(tag)
    else if (tag.name === 'p' || tag.name === 'br') {
      this.#open(tag)
      this.#close()
    }
  }

  #open(tag: Tag): void {
    while (tag.closes !== null && this.#top.tag !== null && tag.closes.has(this.#top.tag.name)) this.#close()
    if (!this.#top.silent) this.#flush()
    const open = openedIn(this.#top, tag)
    tag.open += 1
    this.#depth += 1
    this.full = this.#depth > OPEN_TAGS_MAX
    if (!open.silent) this.#begin(tag.name, open)
    this.#top = open
  }

  #closeUpTo(tag: Tag): void {
    while (this.#top.tag !== null && this.#top.tag !== tag) this.#close()
    this.#close()
  }

  #close(): void {
    const { tag, outer, silent } = this.#top
    if (tag === null || outer === null) return
    if (!silent) {
      this.#flush()
      this.#end(tag.name, this.#top)
    }
    tag.open -= 1
    this.#depth -= 1
    this.#top = outer
  }

  #begin(name: string, open: Open): void {
    if (name === 'br') this.#writer.hardLine()
    else if (name === 'img') this.#writer.text(pictureText(this.#picture ?? {}))
    else this.#break(name, open)
    if (name === 'pre') this.#writer.preformatted += 1
    else if (name === 'li') this.#writer.mark(itemMark(open.outer))
    else if ((name === 'td' || name === 'th') && isLaterCell(open.outer)) this.#writer.mark(' | ')
  }

  #end(name: string, closed: Open): void {
    if (name === 'br' || name === 'img') return
    if (name === 'pre') this.#writer.preformatted -= 1
    if (name === 'li' || name === 'td' || name === 'th') this.#writer.unmark()
    this.#break(name, closed)
  }

  #break(name: string, element: Open): void {
    if (element.paragraph || name === 'pre') this.#writer.paragraph()
    else if (element.line) this.#writer.line()
  }

  #flush(): void {
    if (this.#pending === '') return
    this.#writer.text(decodeEntities(this.#pending))
    this.#pending = ''
  }
}

function openedIn(outer: Open, tag: Tag): Open {
  const { name } = tag
  const isParagraph = PARAGRAPHS.has(name)
  return {
    tag,
    outer,
    silent: outer.silent || UNREAD.has(name),
    paragraph: name === 'p' || (isParagraph && outer.tag?.name !== 'li'),
    line: isParagraph || LINES.has(name),
    foreign: tag.foreign ?? outer.foreign,
    items: 0,
    cells: 0,
  }
}

function itemMark(list: Open | null): string {
  if (list === null || list.tag?.name !== 'ol') return '- '
  list.items = Math.min(list.items + 1, COUNTED_MAX + 1)
  return `${list.items}. `
}

function isLaterCell(row: Open | null): boolean {
  if (row === null) return false
  row.cells += 1
  return row.cells > 1
}
