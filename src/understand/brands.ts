// Finds where a text may mean which brand: terms, names and products, words in its context, phrases that exclude it,
// and competitors. It only finds; whether a hit truly means the brand is for `relevance.ts` to judge.

import type { Brand } from '../domain/brand.js'
import { compileTerms, foldTerm, type Hit } from './automaton.js'
import { foldInto } from './fold.js'
import { compileHandles, type HandleHit } from './handles.js'
import type { Reading } from './reading.js'
import { compileSpeller, type Name, type NearMiss, type OtherMeanings } from './spelling/speller.js'

/** A stretch of the text, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What a text holds of one brand. */
export interface BrandHits {
  /** Where its terms stand, in order, without those inside an excluded phrase; of overlapping ones the longest. */
  readonly spans: readonly Span[]
  /** Hits that an excluded phrase took away. */
  readonly excluded: number
  /** Different context words that occur. */
  readonly contextWords: number
  /** Where its configured competitors stand. */
  readonly competitors: readonly Span[]
  /** True when no term stands there as it should: the spans are misspelled, or begin a handle that may be anybody's. */
  readonly misspelled?: boolean
}

/** Finds a fixed set of brands. */
export interface BrandFinder {
  readonly brands: readonly Brand[]
  /** The first place of each in the list. */
  readonly places: ReadonlyMap<Brand, number>
  /** The brands (by index) of which the folded text holds a term, excluded or not, in order of the list. */
  find(folded: Uint16Array, units: number): Map<number, BrandHits>
  /** The same for a whole reading, with the brands that it only names misspelled, or at the beginning of a handle. */
  findIn(reading: Reading, others: OtherMeanings): Map<number, BrandHits>
  /** The brands that a short text of the surroundings (a thread's title, a site's name) holds a term of. */
  named(text: string | null): ReadonlySet<number>
}

/** A brand without a hit. */
export const NO_HITS: BrandHits = { spans: [], excluded: 0, contextWords: 0, competitors: [] }

type Role = 'term' | 'context' | 'exclude' | 'competitor'
interface Use {
  readonly brand: number
  readonly role: Role
}

/** Compiles the brands' words into one automaton. */
export function compileBrands(brands: readonly Brand[]): BrandFinder {
  const uses = new Map<string, Use[]>()
  brands.forEach((brand, index) => {
    for (const [role, words] of wordsOf(brand)) {
      for (const word of words) {
        const folded = foldTerm(word)
        if (folded === '') continue
        const known = uses.get(folded)
        if (known === undefined) uses.set(folded, [{ brand: index, role }])
        if (known !== undefined) known.push({ brand: index, role })
      }
    }
  })
  const automaton = compileTerms([...uses.keys()])
  const usesOfTerm = [...uses.values()]
  const find = (folded: Uint16Array, units: number): Map<number, BrandHits> =>
    sortHits(automaton.find(folded, units), usesOfTerm)
  const speller = compileSpeller(brands.flatMap((brand, index) => namesOf(brand, index)))
  const handles = compileHandles(
    brands.flatMap((brand, index) => [
      ...namesOf(brand, index),
      ...brand.exclude.map((text) => ({ text, owner: null })),
    ]),
  )
  const findIn = (reading: Reading, others: OtherMeanings): Map<number, BrandHits> => {
    const hits = find(reading.folded, reading.units)
    for (const hit of handles.find(reading, others)) addHandle(hits, hit)
    for (const miss of speller.find(reading, others)) addMiss(hits, miss, reading)
    return hits
  }
  const places = new Map(brands.map((brand, index) => [brand, index] as const).reverse())
  return { brands, places, find, findIn, named: (text) => namedBy(find, text) }
}

/** What people may misspell; competitors claim what is nearest to them. */
function namesOf(brand: Brand, owner: number): Name[] {
  const own = wordsOf(brand).find(([role]) => role === 'term')?.[1] ?? []
  return [...own.map((text) => ({ text, owner })), ...brand.competitors.map((text) => ({ text, owner: null }))]
}

/** A handle of one of its offices names the brand, and so does a tag of protest; another that begins with its name says something where nothing else does. */
function addHandle(hits: Map<number, BrandHits>, { owner, start, end, isSure }: HandleHit): void {
  const known = hits.get(owner) ?? NO_HITS
  const isNamed = known.spans.length > 0 && known.misspelled !== true
  if (isNamed && !isSure) return
  if ([...known.spans, ...known.competitors].some((other) => other.start < end && start < other.end)) return
  const spans = [...known.spans, { start, end }].sort((one, other) => one.start - other.start)
  hits.set(owner, { ...known, spans, misspelled: !isSure && !isNamed })
}

/** Where a brand is named as it should be, a slip beside it says nothing new. */
function addMiss(hits: Map<number, BrandHits>, { owner, from, to }: NearMiss, reading: Reading): void {
  const known = hits.get(owner) ?? NO_HITS
  if (known.spans.length > 0 && known.misspelled !== true) return
  const span = { start: reading.start[from] ?? 0, end: reading.end[to - 1] ?? 0 }
  if (known.spans.some((other) => other.start < span.end && span.start < other.end)) return
  if (known.competitors.some((other) => other.start < span.end && span.start < other.end)) return
  hits.set(owner, { ...known, spans: [...known.spans, span], misspelled: true })
}

const NOBODY: ReadonlySet<number> = new Set()

function namedBy(find: BrandFinder['find'], text: string | null): ReadonlySet<number> {
  if (text === null || text === '') return NOBODY
  const folded = foldSurrounding(text)
  return new Set([...find(folded, folded.length)].filter(([, hits]) => hits.spans.length > 0).map(([index]) => index))
}

function wordsOf(brand: Brand): [Role, readonly string[]][] {
  return [
    ['term', [...new Set([brand.name, ...brand.terms, ...brand.products])]],
    ['context', brand.context],
    ['exclude', brand.exclude],
    ['competitor', brand.competitors],
  ]
}

interface Found {
  readonly terms: Hit[]
  readonly excludes: Hit[]
  readonly context: number[]
  readonly competitors: Hit[]
}

function sortHits(hits: readonly Hit[], uses: readonly (readonly Use[])[]): Map<number, BrandHits> {
  const found = new Map<number, Found>()
  for (const hit of hits) {
    for (const { brand, role } of uses[hit.term] ?? []) {
      const of = found.get(brand) ?? { terms: [], excludes: [], context: [], competitors: [] }
      found.set(brand, of)
      if (role === 'term') of.terms.push(hit)
      if (role === 'exclude') of.excludes.push(hit)
      if (role === 'context') addOnce(of.context, hit.term)
      if (role === 'competitor') of.competitors.push(hit)
    }
  }
  const result = new Map<number, BrandHits>()
  for (const [brand, of] of [...found].sort(([a], [b]) => a - b)) {
    const spans = longestOf(of.terms)
    const kept = spans.filter(
      (span) => !of.excludes.some((phrase) => phrase.start < span.end && span.start < phrase.end),
    )
    result.set(brand, {
      spans: kept,
      excluded: spans.length - kept.length,
      contextWords: of.context.length,
      competitors: longestOf(of.competitors),
    })
  }
  return result
}

function addOnce(list: number[], item: number): void {
  if (!list.includes(item)) list.push(item)
}

/** Of overlapping hits the one that starts first, and of those the longest: "UNE EPM" is one mention, not two. */
function longestOf(hits: readonly Hit[]): readonly Span[] {
  if (hits.length === 0) return NOWHERE
  const sorted = [...hits].sort((a, b) => a.start - b.start || b.end - a.end)
  const spans: Span[] = []
  let end = -1
  for (const hit of sorted) {
    if (hit.start < end) continue
    spans.push({ start: hit.start, end: hit.end })
    end = hit.end
  }
  return spans
}

const NOWHERE: readonly Span[] = []

/** Surroundings are a line, not a text. */
const SURROUNDING_UNITS_MAX = 2_000

function foldSurrounding(text: string): Uint16Array {
  const folded = new Uint16Array(Math.min(text.length, SURROUNDING_UNITS_MAX))
  foldInto(text.slice(0, SURROUNDING_UNITS_MAX), folded)
  return folded
}
