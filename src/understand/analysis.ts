// The path from a text and a brand to features, shared by judging and training: read, find concepts and brands, lay
// the brand over the reading, extract. It holds the working arrays, so one analysis serves one thread at a time.

import type { Brand } from '../domain/brand.js'
import { EscuchaError } from '../domain/errors.js'
import type { BrandHits, Span } from './brands.js'
import { type ConceptFinder, conceptFinder, type Saying } from './concepts.js'
import { extract, type Features, newFeatures } from './features.js'
import type { HashMap, HashSet } from './hashed.js'
import { type Lexicon, tonesOf } from './lexicon.js'
import { type Gazetteer, lay, newOverlay, type Overlay } from './overlay.js'
import { read } from './read.js'
import { newReading, type Reading } from './reading.js'
import { relevanceFeatures, type Surroundings } from './relevance.js'
import { newRelevanceFeatures, type RelevanceFeatures } from './relevance-features.js'
import { compileTrades, type Trades } from './trades.js'
import { readTrieChecked, type Trie } from './trie.js'

/** The word lists that features look into. */
export interface WordSets extends Gazetteer {
  /** Words that people use in lower case. */
  readonly vocabulary: HashSet
  /** Good and bad of single words. */
  readonly polarity: HashMap
  /** Pairs of a company's name and its trades. */
  readonly companies: Int32Array
}

/** The working arrays, with what the last text and the last brand left in them. */
export interface Analysis {
  readonly lexicon: Lexicon
  /** What each concept says of a company (`tonesOf`). */
  readonly tones: Uint8Array
  readonly finder: ConceptFinder
  readonly gazetteer: Gazetteer
  readonly vocabulary: HashSet
  readonly polarity: HashMap
  readonly reading: Reading
  readonly overlay: Overlay
  readonly features: Features
  readonly relevance: RelevanceFeatures
  readonly trades: Trades
  sayings: readonly Saying[]
}

/** Prepares the arrays and compiles the lexicon. */
export function newAnalysis(lexicon: Lexicon, words: WordSets): Analysis {
  const reading = newReading()
  return {
    lexicon,
    tones: tonesOf(lexicon.concepts),
    finder: conceptFinder(trieOf(lexicon)),
    gazetteer: words,
    vocabulary: words.vocabulary,
    polarity: words.polarity,
    reading,
    overlay: newOverlay(reading),
    features: newFeatures(lexicon),
    relevance: newRelevanceFeatures(),
    trades: compileTrades(words.companies, lexicon),
    sayings: [],
  }
}

function trieOf(lexicon: Lexicon): Trie {
  const trie = readTrieChecked(lexicon.trie)
  if (trie === null) throw new EscuchaError('bad-input', 'the model file holds a damaged lexicon')
  return trie
}

/** Reads a text: everything that does not depend on a brand. Evidence is cut out of what was `written`. */
export function readText(analysis: Analysis, text: string, written = text): void {
  read(text, analysis.reading)
  analysis.reading.text = written
  analysis.sayings = analysis.finder.find(analysis.reading)
}

/** Looks at the text that was read with the eyes of one brand. */
export function lookAs(
  analysis: Analysis,
  brand: Brand,
  hits: BrandHits,
  others: readonly Span[],
  surroundings: Surroundings,
): void {
  const { reading, overlay, sayings, tones } = analysis
  lay(overlay, reading, hits, others, analysis.gazetteer)
  relevanceFeatures(
    analysis.relevance,
    brand,
    hits,
    reading,
    overlay,
    sayings,
    tones,
    surroundings,
    analysis.vocabulary,
    analysis.trades,
  )
}

/** Extracts the label features of the brand that was looked at last. */
export function extractLabels(analysis: Analysis): Features {
  const { features, reading, overlay, sayings, tones, polarity } = analysis
  extract(features, reading, overlay, sayings, tones, polarity)
  return features
}
