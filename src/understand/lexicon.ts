// The concepts that complaints and questions are made of ("does not work", "charged wrongly", "asks whether anybody
// knows"), each with its Spanish and English forms under one name, so that both languages teach one weight. The forms
// stand in data/lexicon; this file reads them. Finding them in a text is `concepts.ts`.

import { EscuchaError } from '../domain/errors.js'
import { LABELS, type Label } from '../domain/verdict.js'
import { fold } from './fold.js'
import { hashWord } from './reading.js'
import { buildTrie } from './trie.js'

/** Heads that a concept may speak for or against. */
export type Head = Label | 'severity' | 'urgency'
const HEADS: readonly Head[] = [...LABELS, 'severity', 'urgency']

/** One concept. A sign says which way its weight may point: what is bad can never speak against a complaint. */
export interface Concept {
  readonly name: string
  readonly titles: { readonly es: string; readonly en: string }
  readonly signs: Readonly<Partial<Record<Head, 1 | -1>>>
}

/** What a concept says of a company: bits of `tonesOf`. */
export const BAD = 1
export const GOOD = 2
/** Bad, and the opposite of praise. */
export const BLAMES = 4
export const TRADE = 8

/** The tone of each concept, in their order. */
export function tonesOf(concepts: readonly Concept[]): Uint8Array {
  return Uint8Array.from(concepts, ({ name, signs }) => {
    const isBad = signs.complaint === 1
    const bad = (isBad ? BAD : 0) | (isBad && signs.praise === -1 ? BLAMES : 0)
    return bad | (signs.praise === 1 ? GOOD : 0) | (name.startsWith('industry') ? TRADE : 0)
  })
}

/** A step of a pattern: the word itself, a beginning of a word, or any word. */
export type Step =
  | { readonly kind: 'word'; readonly hash: number }
  | { readonly kind: 'prefix'; readonly hash: number }
  | { readonly kind: 'any' }

/** A way to say a concept. */
export interface Pattern {
  readonly concept: number
  readonly steps: readonly Step[]
}

/** Concepts, and their patterns as a trie (`trie.ts`). */
export interface Lexicon {
  readonly concepts: readonly Concept[]
  readonly trie: Int32Array
}

/** A pattern with many alternatives is several patterns; more than this is a slip of the pen. */
const EXPANSIONS_MAX = 400

/**
 * Reads a lexicon. `= name | Spanish title | English title | complaint+ praise-` opens a concept; the lines below it
 * hold its patterns, separated by commas: `a|b` either word, `(a)` perhaps, `pre*` a beginning, `_` any word, `..` up to three words.
 */
export function parseLexicon(text: string): Lexicon {
  const concepts: Concept[] = []
  const patterns: Pattern[] = []
  text.split('\n').forEach((raw, index) => {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) return
    if (line.startsWith('=')) {
      concepts.push(parseHeader(line.slice(1), index + 1))
      return
    }
    if (concepts.length === 0) throw badLexicon(index + 1, 'a pattern stands before the first concept')
    for (const pattern of line.split(',')) {
      if (pattern.trim() === '') continue
      for (const steps of expand(pattern.trim(), index + 1)) patterns.push({ concept: concepts.length - 1, steps })
    }
  })
  return { concepts, trie: buildTrie(patterns) }
}

function badLexicon(line: number, what: string): EscuchaError {
  return new EscuchaError('bad-input', `lexicon line ${line}: ${what}`)
}

function parseHeader(header: string, line: number): Concept {
  const [name, es, en, signs] = header.split('|').map((part) => part.trim())
  if (!name || !es || !en) throw badLexicon(line, 'expected "= name | Spanish | English | signs"')
  const parsed: Partial<Record<Head, 1 | -1>> = {}
  for (const word of (signs ?? '').split(' ')) {
    if (word === '') continue
    const head = HEADS.find((known) => known === word.slice(0, -1))
    if (head === undefined) throw badLexicon(line, `unknown sign "${word}"`)
    parsed[head] = word.endsWith('-') ? -1 : 1
  }
  return { name, titles: { es, en }, signs: parsed }
}

function expand(pattern: string, line: number): Step[][] {
  let expanded: Step[][] = [[]]
  for (const part of pattern.split(/\s+/)) {
    const choices = choicesOf(part)
    expanded = expanded.flatMap((steps) => choices.map((choice) => [...steps, ...choice]))
    if (expanded.length > EXPANSIONS_MAX) throw badLexicon(line, `"${pattern}" has too many alternatives`)
  }
  const full = expanded.filter((steps) => steps.some((step) => step.kind !== 'any'))
  if (full.length === 0) throw badLexicon(line, `"${pattern}" names no word`)
  return full
}

function choicesOf(part: string): Step[][] {
  if (part === '_') return [[{ kind: 'any' }]]
  if (part === '..') return [0, 1, 2, 3].map((count) => Array.from({ length: count }, () => ({ kind: 'any' as const })))
  const optional = part.startsWith('(') && part.endsWith(')')
  const words = (optional ? part.slice(1, -1) : part).split('|').filter((word) => word !== '')
  const choices: Step[][] = words.map((word) => [stepOf(word)])
  return optional ? [[], ...choices] : choices
}

function stepOf(word: string): Step {
  const folded = fold(word).replace(/['’`]/gu, '')
  if (folded.endsWith('*')) return { kind: 'prefix', hash: hashWord(folded.slice(0, -1)) }
  return { kind: 'word', hash: hashWord(folded) }
}
