// Plain text of a parsed page: blocks as lines, lists and tables legible. It knows no engine and fetches nothing.

import type { AnyNode, ChildNode, Element, ParentNode } from 'domhandler'
import { LINES, PARAGRAPHS, pictureText, UNREAD } from './blocks.js'
import { TextWriter } from './text.js'

export { htmlToText } from './html-text.js'
export { type ParsedHtml, parseHtml } from './tree.js'

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
