// Reads single values from the places that an engine's description names: text, attributes, numbers, dates.

import type { AnyNode, Element } from 'domhandler'
import type { Instant } from '../../domain/time.js'
import { type DateOrder, readDate } from '../reading/dates.js'
import { lineOf } from '../reading/html.js'
import { pastInstant } from '../reading/instants.js'
import { cleanLine } from '../reading/text.js'
import { resolveUrl, withoutTracking } from '../reading/urls.js'
import type { HtmlPage } from './page.js'
import type { Places } from './shape.js'

/** A page being read, with what its dates and links are read against. */
export interface Reading {
  readonly html: HtmlPage
  readonly base: string
  readonly now: Instant
  readonly timezone: string
  readonly order: DateOrder | null
}

interface Place {
  readonly selector: string
  readonly attribute: string | null
}

const places = new Map<string, Place>()

function placeOf(text: string): Place {
  const known = places.get(text)
  if (known !== undefined) return known
  const at = text.lastIndexOf('@')
  const inBrackets = at >= 0 && text.indexOf(']', at) >= 0
  const place =
    at < 0 || inBrackets
      ? { selector: text, attribute: null }
      : { selector: text.slice(0, at).trim(), attribute: text.slice(at + 1) }
  places.set(text, place)
  return place
}

/** The first place that holds a value, in one line; null when none does. `owns` tells a post's own elements from those of posts within it. */
export function valueAt(
  html: HtmlPage,
  root: Element | null,
  from: Places,
  owns: (element: Element) => boolean = () => true,
): string | null {
  for (const text of from) {
    const { selector, attribute } = placeOf(text)
    for (const element of candidates(html, root, selector)) {
      if (element !== root && !owns(element)) continue
      const value = attribute === null ? cleanLine(lineOf(element)) : cleanLine(element.attribs[attribute])
      if (value !== null) return value
    }
  }
  return null
}

function candidates(html: HtmlPage, root: Element | null, selector: string): readonly Element[] {
  if (selector === '') return root === null ? [] : [root]
  return root === null ? html.all(selector) : html.within(root, selector)
}

/** The first element found in the places; attributes are left aside, and an empty place is the root itself. */
export function elementAt(
  html: HtmlPage,
  root: Element,
  from: Places,
  owns: (element: Element) => boolean,
): Element | null {
  for (const text of from) {
    const { selector } = placeOf(text)
    if (selector === '') return root
    const found = html.within(root, selector).find(owns)
    if (found !== undefined) return found
  }
  return null
}

/** Every text that stands at a selector, up to a limit. */
export function linesAt(html: HtmlPage, root: Element, selector: string, most: number): readonly string[] {
  const lines: string[] = []
  for (const element of html.within(root, selector)) {
    const line = cleanLine(lineOf(element)) ?? cleanLine(element.attribs.alt ?? element.attribs.title)
    if (line !== null) lines.push(line)
    if (lines.length >= most) break
  }
  return lines
}

/**
 * The absolute web address of a link, as the page gives it but for sessions; null for none, and for links that run a
 * script. A page of which nobody knows where it came from keeps its links as it writes them.
 */
export function addressOf(href: string | null, reading: Pick<Reading, 'base'>): string | null {
  if (href === null) return null
  const url = resolveUrl(href, reading.base)
  if (url !== null) return /^https?:/i.test(url) ? withoutSession(url) : null
  const isWeb = /^https?:/i.test(reading.base)
  return isWeb || /^(?:#|[a-z][a-z0-9+.-]*:|\/\/)/i.test(href) ? null : withoutSession(href)
}

/** Visitors without cookies get a session's id in every link; it would make each page a new one at each visit. */
function withoutSession(url: string): string {
  return url.replace(/([?&;])(?:phpsessid|sid)=[0-9a-z,-]{16,64}(?:[&;]|(?=#|$))/gi, '$1').replace(/[?&;]+(?=#|$)/, '')
}

/** The address of a page to be fetched or remembered: without anything that only tracks. */
export function pageAddressOf(href: string | null, reading: Pick<Reading, 'base'>): string | null {
  const url = addressOf(href, reading)
  return url === null ? null : withoutTracking(url)
}

/** `1.234`, `1 234`, `12k`, `3,5 mil`: what engines write for replies and views; null when there is no number. */
export function countIn(text: string | null): number | null {
  if (text === null) return null
  const match = /(\d[\d.,'\u2019 ]{0,15})\s?(k\b|m\b|mil\b)?/i.exec(text)
  if (match === null) return null
  const factor = { k: 1000, mil: 1000, m: 1_000_000 }[(match[2] ?? '').toLowerCase()] ?? 1
  const digits = (match[1] ?? '').trim()
  if (factor > 1) return Math.round(Number.parseFloat(digits.replace(',', '.')) * factor)
  return Number.parseInt(digits.replace(/\D/g, ''), 10)
}

/** An instant from a date text, an ISO attribute or a count of seconds or milliseconds; null when it tells none, or the future. */
export function whenOf(text: string | null, reading: Reading, utc = false): Instant | null {
  if (text === null) return null
  const machine = pastInstant(text, reading.now)
  if (machine !== null || /^\d{9,13}$/.test(text)) return machine
  const timezone = utc ? 'UTC' : reading.timezone
  return readDate(bareDate(text.slice(0, 400)), { now: reading.now, timezone, order: reading.order })
}

/** Only the date of `by Ana » Mar 14, 2019 9:37 pm`, `« Reply #3 on: March 05, 2024, 07:01:22 PM »`, `Posted on …`. */
function bareDate(text: string): string {
  const framed = /«(.{1,200})»/.exec(text)?.[1]
  if (framed !== undefined) return framed.replace(/^.*?(?:\p{L}\s*|#\d+\s*\p{L}*\s*):\s+/u, '').trim()
  const behind = text.slice(text.lastIndexOf('»') + 1)
  return behind
    .replace(/\s*\(.*$/, '')
    .replace(
      /^\s*(?:posted|publicado|escrito|enviado|mensaje publicado|respuesta enviada)\b\s*(?:on|el|en)?\s*:?\s*/i,
      '',
    )
    .replace(/^\s*(?:on|el|le|am|em)\s*:?\s+(?=\S*\d|\p{L}+)/iu, '')
    .trim()
}

/** The first group of the pattern in the text, else its whole match; null when it does not match. */
export function matchIn(text: string | null | undefined, pattern: RegExp): string | null {
  if (text === null || text === undefined) return null
  const match = pattern.exec(text)
  return match === null ? null : (match[1] ?? match[0])
}

/** The nearest of `roots` that the element is, or lies in; null when it lies in none. */
export function nearestOf(element: AnyNode, roots: ReadonlySet<AnyNode>): AnyNode | null {
  for (let at: AnyNode | null = element; at !== null; at = at.parent) if (roots.has(at)) return at
  return null
}
