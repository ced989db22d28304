// Things that a page describes in schema.org's words, whether it writes them as JSON-LD or as microdata. What a thing
// says is checked when it is asked for, never before: other people's markup holds anything anywhere.

import type { Element } from 'domhandler'
import { lineOf } from '../reading/html.js'
import { cleanLine } from '../reading/text.js'

/** Something said of a thing: text, the element of the page that shows it, or a thing of its own. */
export type Value = { readonly said: string | Element } | { readonly thing: Thing }

/** A thing with its types ("Article", "Comment") and what is said of it. */
export interface Thing {
  readonly types: readonly string[]
  /** Its `@id` or `itemid`. */
  readonly id: string | null
  readonly fields: ReadonlyMap<string, readonly Value[]>
  /** The element that bears it; null of JSON-LD. */
  readonly element: Element | null
}

/** More things than a thread of a thousand posts has are an attack, or a shop's whole catalogue. */
export const THINGS_MAX = 10_000
/** Values of one field that are kept: a page's comments are the longest list there is. */
export const VALUES_MAX = 2_000
/** Things within things: comments nest, but no reader follows them further. */
export const NESTING_MAX = 40

/** `https://schema.org/Comment`, `schema:Comment` → `Comment`. */
export function typeName(text: string): string {
  return text
    .trim()
    .slice(0, 200)
    .replace(/^.*[/#:]/, '')
}

/** Whether the thing is of one of these types. */
export function isOf(thing: Thing, types: ReadonlySet<string>): boolean {
  return thing.types.some((type) => types.has(type))
}

/** The things that a thing holds under any of these names, in their order. */
export function thingsIn(thing: Thing, ...names: readonly string[]): readonly Thing[] {
  return valuesIn(thing, names).flatMap((value) => ('thing' in value ? [value.thing] : []))
}

/** The first text under any of these names, in one line; the name of a thing that stands there instead. */
export function lineIn(thing: Thing, ...names: readonly string[]): string | null {
  for (const value of valuesIn(thing, names)) {
    const line = 'thing' in value ? ownName(value.thing) : lineOfSaid(value.said)
    if (line !== null) return line
  }
  return null
}

/** What is said under any of these names: the markup's text, or the element that shows it. */
export function saidIn(thing: Thing, ...names: readonly string[]): string | Element | null {
  for (const value of valuesIn(thing, names)) {
    if ('said' in value && (typeof value.said !== 'string' || value.said.trim() !== '')) return value.said
  }
  return null
}

function valuesIn(thing: Thing, names: readonly string[]): readonly Value[] {
  return names.flatMap((name) => thing.fields.get(name) ?? [])
}

function ownName(thing: Thing): string | null {
  for (const value of thing.fields.get('name') ?? []) {
    if ('said' in value) return lineOfSaid(value.said)
  }
  return null
}

function lineOfSaid(said: string | Element): string | null {
  return cleanLine(typeof said === 'string' ? said : lineOf(said))
}

/** The things themselves and everything that they hold, outermost first; each once. */
export function everyThing(roots: readonly Thing[]): readonly Thing[] {
  const found = new Set<Thing>(roots)
  for (const thing of found) {
    for (const values of thing.fields.values()) {
      for (const value of values) if ('thing' in value && found.size < THINGS_MAX) found.add(value.thing)
    }
  }
  return [...found]
}
