// Plain text of a piece of HTML in one pass, without a tree: what feeds and JSON interfaces hold thousands of. It
// writes what `textOf` writes of the parsed tree.

import { Parser } from 'htmlparser2'
import { LINES, PARAGRAPHS, pictureText, UNREAD } from './blocks.js'
import { decodeEntities } from './entities.js'
import { cleanText, TextWriter } from './text.js'

/** The parser's own stack is searched for every closing tag: past this depth it is an attack, and reading stops. */
const OPEN_TAGS_MAX = 4_000
/** The text is handed over in pieces, so that reading can stop where the limit is reached. */
const PIECE_CHARS = 65_536
/** A longer list than this keeps its bullets without numbers, as in the tree. */
const COUNTED_MAX = 200

/** Plain text of a piece of HTML: blocks as lines, lists and tables legible, no markup, no control characters. */
export function htmlToText(html: string): string {
  if (!html.includes('<') && !html.includes('&')) return cleanText(html)
  const handler = new TextHandler()
  const parser = new Parser(handler, { decodeEntities: false })
  for (let at = 0; at < html.length && !handler.full; at += PIECE_CHARS) parser.write(html.slice(at, at + PIECE_CHARS))
  parser.end()
  return handler.finish()
}

interface Open {
  readonly name: string
  readonly outer: Open | null
  readonly silent: boolean
  readonly paragraph: boolean
  readonly line: boolean
  /** Items and cells that stood directly within it so far. */
  items: number
  cells: number
}

class TextHandler {
  readonly #writer = new TextWriter()
  #top: Open = { name: '', outer: null, silent: false, paragraph: false, line: false, items: 0, cells: 0 }
  #depth = 0
  #pending = ''
  #picture: Record<string, string> | null = null

  get full(): boolean {
    return this.#depth > OPEN_TAGS_MAX
  }

  finish(): string {
    this.#flush()
    return this.#writer.finish()
  }

  ontext(data: string): void {
    if (!this.#top.silent) this.#pending += data
  }

  onopentagname(name: string): void {
    this.#depth += 1
    if (!this.#top.silent) this.#flush()
    const open = this.#opened(name)
    if (!open.silent) this.#begin(open)
    this.#top = open
  }

  onattribute(name: string, value: string): void {
    if (this.#picture !== null) this.#picture[name] = decodeEntities(value)
  }

  onclosetag(name: string): void {
    const closed = this.#top
    if (closed.outer === null || closed.name !== name) return
    this.#depth -= 1
    this.#top = closed.outer
    if (closed.silent) return
    this.#flush()
    this.#end(closed)
  }

  #opened(name: string): Open {
    const outer = this.#top
    const silent = outer.silent || UNREAD.has(name)
    const isParagraph = PARAGRAPHS.has(name)
    const paragraph = name === 'p' || (isParagraph && outer.name !== 'li')
    return { name, outer, silent, paragraph, line: isParagraph || LINES.has(name), items: 0, cells: 0 }
  }

  #begin(open: Open): void {
    const { name } = open
    if (name === 'br') this.#writer.hardLine()
    else if (name === 'img') this.#picture = {}
    else this.#break(open)
    if (name === 'pre') this.#writer.preformatted += 1
    else if (name === 'li') this.#writer.mark(itemMark(open.outer))
    else if ((name === 'td' || name === 'th') && isLaterCell(open.outer)) this.#writer.mark(' | ')
  }

  #end(closed: Open): void {
    const { name } = closed
    if (name === 'br') return
    if (name === 'img') {
      this.#writer.text(pictureText(this.#picture ?? {}))
      this.#picture = null
      return
    }
    if (name === 'pre') this.#writer.preformatted -= 1
    if (name === 'li' || name === 'td' || name === 'th') this.#writer.unmark()
    this.#break(closed)
  }

  #break(element: Open): void {
    if (element.paragraph || element.name === 'pre') this.#writer.paragraph()
    else if (element.line) this.#writer.line()
  }

  #flush(): void {
    if (this.#pending === '') return
    this.#writer.text(decodeEntities(this.#pending))
    this.#pending = ''
  }
}

function itemMark(list: Open | null): string {
  if (list === null || list.name !== 'ol') return '- '
  list.items = Math.min(list.items + 1, COUNTED_MAX + 1)
  return `${list.items}. `
}

function isLaterCell(row: Open | null): boolean {
  if (row === null) return false
  row.cells += 1
  return row.cells > 1
}
