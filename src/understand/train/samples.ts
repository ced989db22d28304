// Turns labelled posts into rows of numbers, and learns the word lists that features need: which names are companies,
// which words people use in lower case for other things.

import { type Analysis, extractLabels, lookAs, newAnalysis, readText } from '../analysis.js'
import { type Bag, scaleOf } from '../bags.js'
import { compileBrands, NO_HITS } from '../brands.js'
import { NAMED_FROM, namedCount } from '../features.js'
import { joinHash } from '../hashed.js'
import type { LabelledPost } from '../labelled.js'
import type { Lexicon } from '../lexicon.js'
import { wordSets } from '../model.js'
import { read } from '../read.js'
import { CAPITAL, newReading, type Reading, WORD } from '../reading.js'
import { RELEVANCE_COLUMNS } from '../relevance-features.js'
import { parseCompanies } from '../trades.js'
import { readPolarity } from './polarity.js'
import type { SparseRows } from './solver.js'

/** Names and words learnt from the posts. */
export interface WordLists {
  readonly names: Int32Array
  readonly commonNames: Int32Array
  readonly vocabulary: Int32Array
  readonly polarity: Int32Array
  readonly companies: Int32Array
}

/** A word is common when this many different posts use it in lower case for something else than a company of its name, */
const COMMON_IN_POSTS = 3
/** and when they are this share of the posts that use it for one: "movistar" in a post about Claro is still a company. */
const COMMON_SHARE = 0.25

/** What somebody wrote down about names. */
export interface KnownNames {
  /** Words that are names and ordinary words alike. */
  readonly commonWords: readonly string[]
  /** What companies deal in (`trades.ts`). */
  readonly companiesText: string
}

/** Learns the word lists from the posts and from what is known of names. */
export function learnWords(posts: readonly LabelledPost[], known: KnownNames, lexicon: Lexicon): WordLists {
  const reading = newReading()
  const vocabulary = commonWordsOf(posts, reading)
  for (const word of known.commonWords) for (const hash of wordsOf(reading, word)) vocabulary.add(hash)
  const names = new Map<number, boolean>()
  for (const post of posts) {
    for (const name of namesOf(post)) {
      const words = wordsOf(reading, name)
      if (words.length === 0 || words.length > 4) continue
      names.set(
        words.slice(1).reduce(joinHash, words[0] ?? 0),
        words.every((word) => vocabulary.has(word)),
      )
    }
  }
  const sorted = (hashes: Iterable<number>): Int32Array => Int32Array.from(hashes).sort()
  return {
    names: sorted(names.keys()),
    commonNames: sorted([...names].filter(([, common]) => common).map(([hash]) => hash)),
    vocabulary: sorted(vocabulary),
    polarity: readPolarity(reading),
    companies: parseCompanies(known.companiesText, lexicon),
  }
}

/** How many posts write a word in lower case for a company of that name, and how many for something else. */
interface Uses {
  readonly asName: Set<string>
  readonly asWord: Set<string>
}

/** The words that people use in lower case for other things than a company. */
function commonWordsOf(posts: readonly LabelledPost[], reading: Reading): Set<number> {
  const named = namedInGroups(posts, reading)
  const uses = new Map<number, Uses>()
  for (const post of posts) {
    const own = named.get(post.group)
    read(post.text, reading)
    for (let token = 0; token < reading.tokens; token++) {
      const hash = reading.hash[token] ?? 0
      if (reading.kind[token] !== WORD || ((reading.shape[token] ?? 0) & CAPITAL) !== 0) continue
      const use = uses.get(hash) ?? { asName: new Set(), asWord: new Set() }
      ;(own?.has(hash) === true ? use.asName : use.asWord).add(post.group)
      uses.set(hash, use)
    }
  }
  const isCommon = ({ asName, asWord }: Uses): boolean =>
    asWord.size >= COMMON_IN_POSTS && asWord.size >= COMMON_SHARE * asName.size
  return new Set([...uses].filter(([, use]) => isCommon(use)).map(([hash]) => hash))
}

/** The words of the companies that a text is about: all of its rows together, for it may be about several. */
function namedInGroups(posts: readonly LabelledPost[], reading: Reading): Map<string, Set<number>> {
  const named = new Map<string, Set<number>>()
  for (const post of posts) {
    if (post.relevant === false) continue
    const words = named.get(post.group) ?? new Set()
    for (const name of namesOf(post)) for (const word of wordsOf(reading, name)) words.add(word)
    named.set(post.group, words)
  }
  return named
}

function namesOf(post: LabelledPost): string[] {
  return post.relevant === true ? [post.brand.name, ...post.brand.terms] : [post.brand.name]
}

function wordsOf(reading: ReturnType<typeof newReading>, text: string): number[] {
  read(text, reading)
  return Array.from(reading.hash.subarray(0, reading.tokens))
}

/** The posts as rows: one matrix for the labels, one for relevance. */
export interface Samples {
  readonly labels: SparseRows
  readonly relevance: SparseRows
}

interface Growing {
  column: Int32Array
  value: Float32Array
  count: number
  readonly from: number[]
}

function growing(): Growing {
  return { column: new Int32Array(1 << 20), value: new Float32Array(1 << 20), count: 0, from: [0] }
}

function add(rows: Growing, column: number, value: number): void {
  if (rows.count === rows.column.length) {
    const column2 = new Int32Array(rows.count * 2)
    const value2 = new Float32Array(rows.count * 2)
    column2.set(rows.column)
    value2.set(rows.value)
    rows.column = column2
    rows.value = value2
  }
  rows.column[rows.count] = column
  rows.value[rows.count] = value
  rows.count++
}

function close(rows: Growing, columns: number): SparseRows {
  return {
    rows: rows.from.length - 1,
    columns,
    from: Int32Array.from(rows.from),
    column: rows.column.slice(0, rows.count),
    value: rows.value.slice(0, rows.count),
  }
}

/** Makes the analysis that training uses. */
export function trainingAnalysis(lexicon: Lexicon, words: WordLists): Analysis {
  return newAnalysis(lexicon, wordSets(words))
}

/** Extracts the rows. */
export function sample(posts: readonly LabelledPost[], analysis: Analysis): Samples {
  const labels = growing()
  const relevance = growing()
  for (const post of posts) {
    lookAt(analysis, post)
    const features = extractLabels(analysis)
    for (const bag of features.bags) addBag(labels, bag)
    features.named.forEach((value, slot) => {
      if (value !== 0) add(labels, NAMED_FROM + slot, value)
    })
    labels.from.push(labels.count)
    const { index, value, count } = analysis.relevance
    for (let i = 0; i < count; i++) add(relevance, index[i] ?? 0, value[i] ?? 0)
    relevance.from.push(relevance.count)
  }
  return {
    labels: close(labels, NAMED_FROM + namedCount(analysis.lexicon)),
    relevance: close(relevance, RELEVANCE_COLUMNS),
  }
}

/** Reads a labelled post with the eyes of its brand. */
export function lookAt(analysis: Analysis, post: LabelledPost): void {
  readText(analysis, post.text)
  const { reading } = analysis
  const hits = compileBrands([post.brand]).find(reading.folded, reading.units).get(0) ?? NO_HITS
  lookAs(analysis, post.brand, hits, [], NOWHERE)
}

/** A labelled post stands alone: no title above it, no site around it. */
const NOWHERE = { titleNames: false, sourceNames: false }

function addBag(rows: Growing, bag: Bag): void {
  const scale = scaleOf(bag)
  for (let i = 0; i < bag.count; i++) add(rows, bag.index[i] ?? 0, scale)
}
