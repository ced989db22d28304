// Turns other people's HTML into a tree and into plain text. htmlparser2 alone: parse5 is right about broken markup
// to the letter, but quadratic on some of it and several times slower. It knows no engine and fetches nothing.

import type { AnyNode, ChildNode, Document, ParentNode } from 'domhandler'
import { DomHandler, Element } from 'domhandler'
import { Parser } from 'htmlparser2'
import { LINES, PARAGRAPHS, pictureText, UNREAD } from './blocks.js'
import { TextWriter } from './text.js'

export { htmlToText } from './html-text.js'

/** Deeper than any real page; what is nested deeper is kept, as siblings, so that no recursion over a tree can overflow. */
const DEPTH_MAX = 256
/** The parser's own stack is searched for every closing tag: past this depth a page is an attack, and reading stops. */
const OPEN_TAGS_MAX = 4_000
/** A thread of 1,000 posts has some 100,000 nodes; what comes after the limit is left out. */
const NODES_MAX = 400_000
/** The page is handed over in pieces, so that reading can stop where a limit is reached. */
const PIECE_CHARS = 65_536

/** A parsed page. `cut` tells that a limit ended the reading early. */
export interface ParsedHtml {
  readonly document: Document
  readonly cut: boolean
}

/** Builds the tree within the limits, and leaves out what no reader needs: comments, scripts and styles. */
class BoundedHandler extends DomHandler {
  cut = false
  #nodes = 0
  /** Open tags beyond `DEPTH_MAX`: they stand in the tree, but hold no children. */
  #tooDeep = 0
  /** Within a script or style; nothing else can open inside, so the next closing tag ends it. */
  #silent = false

  override onopentag(name: string, attribs: Record<string, string>): void {
    this.#nodes += 1
    if (this.#nodes > NODES_MAX || this.#tooDeep > OPEN_TAGS_MAX) {
      this.cut = true
      this.#tooDeep += 1
      return
    }
    const element = new Element(name, attribs)
    this.addNode(element)
    if (this.tagStack.length > DEPTH_MAX) this.#tooDeep += 1
    else this.tagStack.push(element)
    this.#silent = isSilent(name, attribs)
  }

  override onclosetag(): void {
    this.lastNode = null
    this.#silent = false
    if (this.#tooDeep > 0) {
      this.#tooDeep -= 1
      return
    }
    const closed = this.tagStack.pop()
    if (closed === undefined || !isElement(closed)) return
    closed.endIndex = this.parserEnd()
  }

  override ontext(data: string): void {
    if (this.#silent || this.cut) return
    if (this.lastNode === null) this.#nodes += 1
    super.ontext(data)
  }

  override oncomment(): void {}
  override onprocessinginstruction(): void {}

  /** Where the closing tag ends in the source; the order of tags, which `forum/page.ts` tells containment by. */
  private parserEnd(): number | null {
    return (this as unknown as { parser: { endIndex: number } | null }).parser?.endIndex ?? null
  }
}

/** JSON-LD is the one script that is read. */
function isSilent(name: string, attribs: Readonly<Record<string, string>>): boolean {
  if (name === 'style') return true
  return name === 'script' && attribs.type?.trim().toLowerCase() !== 'application/ld+json'
}

/** Parses HTML of any quality, within the limits. Each element bears where it starts and ends in the source. */
export function parseHtml(html: string): ParsedHtml {
  const handler = new BoundedHandler(undefined, { withStartIndices: true })
  const parser = new Parser(handler)
  for (let at = 0; at < html.length && !handler.cut; at += PIECE_CHARS) parser.write(html.slice(at, at + PIECE_CHARS))
  parser.end()
  return { document: handler.root, cut: handler.cut }
}

/** Plain text of a node and what it holds, without the parts in `without` (quotes, signatures). */
export function textOf(node: AnyNode, without: ReadonlySet<AnyNode> = NOTHING): string {
  const writer = new TextWriter()
  if (isParent(node)) writeChildren(node, writer, without)
  else if (node.type === 'text') writer.text(node.data)
  return writer.finish()
}

/** The text of a node in one line: names, titles, dates. */
export function lineOf(node: AnyNode, without: ReadonlySet<AnyNode> = NOTHING): string {
  return textOf(node, without).replace(/\s+/g, ' ')
}

const NOTHING: ReadonlySet<AnyNode> = new Set()

/** True of a tag (also of `<script>` and `<style>`), not of text, comments or the document. */
export function isElement(node: AnyNode): node is Element {
  return 'attribs' in node
}

function isParent(node: AnyNode): node is ParentNode {
  return 'children' in node
}

function writeChildren(parent: ParentNode, writer: TextWriter, without: ReadonlySet<AnyNode>): void {
  for (const child of parent.children) writeNode(child, writer, without)
}

function writeNode(node: ChildNode, writer: TextWriter, without: ReadonlySet<AnyNode>): void {
  if (without.has(node)) writer.line()
  else if (node.type === 'text') writer.text(node.data)
  else if (isElement(node)) writeElement(node, writer, without)
}

function writeElement(element: Element, writer: TextWriter, without: ReadonlySet<AnyNode>): void {
  const { name } = element
  if (UNREAD.has(name)) return
  if (name === 'br') writer.hardLine()
  else if (name === 'img') writer.text(pictureText(element.attribs))
  else if (name === 'pre') writePreformatted(element, writer, without)
  else writeBlock(element, writer, without)
}

function writeBlock(element: Element, writer: TextWriter, without: ReadonlySet<AnyNode>): void {
  const { name } = element
  const paragraph = PARAGRAPHS.has(name) && !(name !== 'p' && insideList(element))
  const line = paragraph || PARAGRAPHS.has(name) || LINES.has(name)
  if (paragraph) writer.paragraph()
  else if (line) writer.line()
  if (name === 'li') writer.mark(itemMark(element))
  if ((name === 'td' || name === 'th') && hasCellBefore(element)) writer.mark(' | ')
  writeChildren(element, writer, without)
  if (name === 'li' || name === 'td' || name === 'th') writer.unmark()
  if (paragraph) writer.paragraph()
  else if (line) writer.line()
}

function writePreformatted(element: Element, writer: TextWriter, without: ReadonlySet<AnyNode>): void {
  writer.paragraph()
  writer.preformatted += 1
  writeChildren(element, writer, without)
  writer.preformatted -= 1
  writer.paragraph()
}

function insideList(element: Element): boolean {
  const parent = element.parent
  return parent !== null && isElement(parent) && parent.name === 'li'
}

/** `- ` for bullets; ordered items are counted by their place among the items before them. */
function itemMark(item: Element): string {
  const list = item.parent
  if (list === null || !isElement(list) || list.name !== 'ol') return '- '
  return `${1 + siblingsBefore(item, ['li'])}. `
}

function hasCellBefore(cell: Element): boolean {
  for (let before = cell.prev; before !== null; before = before.prev) {
    if (isElement(before) && (before.name === 'td' || before.name === 'th')) return true
  }
  return false
}

/** A longer list than this keeps its bullets without numbers: counting back from each item would be quadratic. */
const COUNTED_MAX = 200

function siblingsBefore(element: Element, names: readonly string[]): number {
  let count = 0
  let steps = 0
  for (let before = element.prev; before !== null && steps < COUNTED_MAX * 2; before = before.prev) {
    if (isElement(before) && names.includes(before.name)) count += 1
    steps += 1
  }
  return count
}
