// How to ask an element for what it holds: its first child of some names, its plain text, its text as the format
// means it, an address in it. Shared by all XML formats.

import { isUtf8 } from 'node:buffer'
import { decodeEntities } from '../../reading/entities.js'
import { htmlToText } from '../../reading/html.js'
import { cleanLine } from '../../reading/text.js'
import { resolveUrl } from '../../reading/urls.js'
import type { FeedText } from '../model.js'
import type { FeedElement } from './element.js'

const NONE: readonly FeedElement[] = []

/** The children of that name. */
export function childrenNamed(parent: FeedElement | null, name: string): readonly FeedElement[] {
  if (parent === null || parent.children.length === 0) return NONE
  parent.named ??= byName(parent.children)
  return parent.named.get(name) ?? NONE
}

function byName(children: readonly FeedElement[]): ReadonlyMap<string, readonly FeedElement[]> {
  const named = new Map<string, FeedElement[]>()
  for (const child of children) {
    const same = named.get(child.name)
    if (same === undefined) named.set(child.name, [child])
    else same.push(child)
  }
  return named
}

/** The first child that bears one of the names and says something; earlier names come first. */
export function firstOf(parent: FeedElement | null, ...names: readonly string[]): FeedElement | null {
  for (const name of names) {
    const found = childrenNamed(parent, name).find(saysSomething)
    if (found !== undefined) return found
  }
  return null
}

function saysSomething(element: FeedElement): boolean {
  return element.value.trim() !== '' || element.children.length > 0 || Object.keys(element.attributes).length > 0
}

/** The element's text, trimmed; null when it holds none. */
export function ownText(element: FeedElement | null): string | null {
  const value = element?.value.trim() ?? ''
  return value === '' ? null : value
}

/** The first non-empty text among children of these names. */
export function textOfFirst(parent: FeedElement | null, ...names: readonly string[]): string | null {
  for (const name of names) {
    for (const child of childrenNamed(parent, name)) {
      const value = ownText(child)
      if (value !== null) return value
    }
  }
  return null
}

/** The last non-empty text among children of these names: of two dates, the later one corrects the earlier. */
export function textOfLast(parent: FeedElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = ownText(childrenNamed(parent, name).findLast((child) => ownText(child) !== null) ?? null)
    if (value !== null) return value
  }
  return null
}

/** Tags that a title or a text may bear by the publisher's mistake; `List<String>` is no such tag. */
const HTML_TAG =
  /<\/?(?:a|abbr|acronym|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|td|th|tr|tt|u|ul|wbr)(?:\s[^<>]*)?\/?>/i
const ENTITY = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});/

/** Whether a text that may be either reads like HTML. */
export function looksLikeHtml(text: string): boolean {
  return HTML_TAG.test(text) || ENTITY.test(text)
}

/** The text of an element by Atom's rules (`type`, `mode`), or, where those say nothing, as `fallback`. */
export function feedText(element: FeedElement | null, fallback: 'html' | 'text' | 'guess'): FeedText | null {
  if (element === null) return null
  const type = (element.attributes.type ?? '').trim().toLowerCase()
  const mode = (element.attributes.mode ?? '').trim().toLowerCase()
  if (mode === 'base64' || isBase64Type(type, element)) return base64Text(element, type)
  const value = element.value.trim()
  if (value === '') return null
  if (element.hasMarkup) return { value, isHtml: true }
  return {
    value,
    isHtml: isHtmlType(type) ?? (fallback === 'guess' ? looksLikeHtml(value) : fallback === 'html'),
  }
}

function isHtmlType(type: string): boolean | null {
  if (type === 'html' || type === 'text/html' || type.includes('xhtml')) return true
  if (type === 'text' || type === 'text/plain') return false
  return null
}

// Atom 1.0: a media type that is neither text nor XML holds base64.
function isBase64Type(type: string, element: FeedElement): boolean {
  if (!type.includes('/') || type.startsWith('text/') || element.hasMarkup) return false
  return !/(?:\+|\/)xml$/.test(type)
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

function base64Text(element: FeedElement, type: string): FeedText | null {
  const value = element.value.trim()
  if (!BASE64.test(value)) return value === '' ? null : { value, isHtml: element.hasMarkup || looksLikeHtml(value) }
  const bytes = Buffer.from(value, 'base64')
  // A type nobody knows is called binary by the rules and is plain text in practice.
  if (!isUtf8(bytes)) return { value, isHtml: false }
  const decoded = bytes.toString('utf8').trim()
  if (decoded === '') return null
  return { value: decoded, isHtml: isHtmlType(type) ?? looksLikeHtml(decoded) }
}

/** A text in one plain line: titles and names. */
export function lineOfText(text: FeedText | null): string | null {
  if (text === null) return null
  if (!text.isHtml) return cleanLine(text.value)
  return cleanLine(HTML_TAG.test(text.value) ? htmlToText(text.value) : decodeEntities(text.value))
}

/** The absolute address that an element's text holds; null when it holds none. */
export function urlIn(element: FeedElement | null): string | null {
  return element === null ? null : resolveUrl(element.value, element.base)
}

/** The absolute address in an attribute. */
export function urlAttribute(element: FeedElement, name: string): string | null {
  return resolveUrl(element.attributes[name], element.base)
}

/** A whole number of nought or more; null when the text is none. */
export function countIn(text: string | null | undefined): number | null {
  const match = /^\s*(\d{1,9})\s*$/.exec(text ?? '')
  return match === null ? null : Number(match[1])
}
