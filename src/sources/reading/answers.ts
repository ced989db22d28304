// Reads the answers of engines' JSON interfaces without trusting them: each question gets a value of the wanted type, or null.

import { EscuchaError } from '../../domain/errors.js'
import type { Page } from '../../domain/source.js'
import { HtmlPage } from '../forum/page.js'
import { refuseFaultyPage } from './faults.js'
import { parseJson } from './json.js'
import { cleanLine } from './text.js'

/** A JSON object, of which nothing is known yet. */
export type Json = Readonly<Record<string, unknown>>

/**
 * The page's JSON, or a failure that says what came instead: a login, a captcha, nothing at all, or else `unreadable`.
 * Shops and forums put a browser check before their JSON as before their pages.
 */
export function jsonOf(page: Page): unknown {
  const value = parseJson(page.text)
  if (value !== undefined) return value
  if (/^\s*(?:<|$)/.test(page.text.slice(0, 2_000))) refuseFaultyPage(page, new HtmlPage(page.text))
  const what = page.text.trimStart().startsWith('<') ? 'a page of HTML' : 'text that is no JSON'
  throw new EscuchaError('unreadable', `JSON was expected at ${page.url}, and ${what} came`)
}

/** Whether the page may be JSON, by its type or its first character. */
export function looksLikeJson(page: Page): boolean {
  if (page.contentType !== null && /json/.test(page.contentType)) return true
  return /^[\s\ufeff]*[[{]/.test(page.text.slice(0, 200))
}

/** The value as an object; null when it is none. */
export function objectOf(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
}

/** The objects of an array; empty when the value is none. */
export function objectsOf(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return []
  return value.map(objectOf).filter((entry) => entry !== null)
}

/** One line of text; numbers count as text, blank is null. */
export function lineIn(value: unknown): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return typeof value === 'string' ? cleanLine(value) : null
}

/** A finite number, also one written as text. */
export function numberIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value !== 'string' || !/^-?\d{1,15}(?:\.\d{1,9})?$/.test(value.trim())) return null
  return Number(value)
}

/** An engine's id as text: digits stay digits. */
export function idIn(value: unknown): string | null {
  return lineIn(value)?.slice(0, 200) ?? null
}

/** Text of any number of lines; null when the value is none. */
export function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null
}
