// Is the brand meant? "Claro" the company or "claro" the adverb is decided by features that are relative to the hit:
// how it is written, what stands beside it, whether the word is a common one, who else is named, what place this is.
// One model for all brands, so that a brand that was never seen is judged like those that were.

import type { Brand } from '../domain/brand.js'
import type { BrandHits } from './brands.js'
import type { Saying } from './concepts.js'
import { type HashSet, joinHash } from './hashed.js'
import { BLAMES, GOOD, TRADE } from './lexicon.js'
import { type Overlay, OWN, PLAIN } from './overlay.js'
import { type Reading, WORD } from './reading.js'
import { claim, put, putHashed, RELEVANCE_BUCKETS, type RelevanceFeatures } from './relevance-features.js'
import { lookAtHits } from './relevance-hits.js'
import { addTrades, COMMON_TRADE_CLAIMS, namesCompetitor, TRADE_CLAIMS } from './relevance-trades.js'
import type { Trades } from './trades.js'
import { CONCEPTS_MAX } from './trie.js'

/** What surrounds the post. */
export interface Surroundings {
  readonly titleNames: boolean
  readonly sourceNames: boolean
}

const WORDS_MAX = 700

/** Extracts the features of the brand in the reading. `tones`: of each concept (`tonesOf`). `vocabulary`: words that people use in lower case. */
export function relevanceFeatures(
  into: RelevanceFeatures,
  brand: Brand,
  hits: BrandHits,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  tones: Uint8Array,
  surroundings: Surroundings,
  vocabulary: HashSet,
  trades: Trades,
): void {
  into.count = 0
  const hit = lookAtHits(into, brand, hits, reading, overlay, vocabulary)
  addWords(into, reading, overlay, hit.common)
  addTopics(into, reading, overlay, sayings, tones.length, hit.common)
  const trade = addTrades(into, trades, trades.of(brand), reading, overlay, sayings, hit.common)
  const talk = talkOf(sayings, tones)
  const none = hits.spans.length === 0
  const customer = talk.bad || talk.good || talk.trade
  const { claims } = hit
  claim(claims, 'no-hit', none)
  claim(claims, 'several-hits', hits.spans.length > 1)
  claim(claims, 'text-shouts', reading.letters > 12 && reading.capitals > reading.letters * 0.6)
  claim(claims, 'text-whispers', reading.capitals === 0)
  claim(claims, 'context', hits.contextWords > 0)
  claim(claims, 'contexts', hits.contextWords > 1)
  claim(claims, 'title-names', surroundings.titleNames)
  claim(claims, 'source-names', surroundings.sourceNames)
  claim(claims, 'others', overlay.others > 0)
  claim(claims, 'common-others', hit.common && overlay.others > 0)
  claim(claims, 'excluded', hits.excluded > 0)
  claim(claims, 'says-bad', talk.bad)
  claim(claims, 'says-good', talk.good)
  claim(claims, 'asks', reading.questions > 0)
  claim(claims, 'no-hit-others', none && overlay.others > 0)
  claim(claims, 'no-hit-customer', none && customer)
  claim(claims, 'no-hit-short', none && reading.tokens < 8)
  for (const name of TRADE_CLAIMS[trade]) claim(claims, name, true)
  if (hit.common) for (const name of COMMON_TRADE_CLAIMS[trade]) claim(claims, name, true)
  const alone = none && !surroundings.titleNames && !surroundings.sourceNames
  claim(claims, 'no-hit-competitor', alone && namesCompetitor(trades, trades.of(brand), reading, overlay))
  claim(claims, 'common-customer', hit.common && customer)
  for (let position = 0; position < claims.length; position++) {
    if (claims[position] === 1) put(into, RELEVANCE_BUCKETS + position, 1)
  }
}

/** The words of the post tell its subject; for a common word they decide, so there they count on their own. */
function addWords(into: RelevanceFeatures, reading: Reading, overlay: Overlay, common: boolean): void {
  const tokens = Math.min(reading.tokens, WORDS_MAX)
  const scale = tokens === 0 ? 0 : 2 / Math.sqrt(tokens)
  for (let token = 0; token < tokens; token++) {
    if (overlay.mark[token] !== PLAIN || reading.kind[token] !== WORD) continue
    putHashed(into, joinHash(0x3c3c, reading.hash[token] ?? 0), scale * 0.5)
    if (common) putHashed(into, joinHash(0x4d4d, reading.hash[token] ?? 0), scale)
  }
}

/** How a concept may be heard: somewhere, in a clause that names the brand, beside its name. */
const SOMEWHERE = 1
const IN_ITS_CLAUSE = 2
const BESIDE_IT = 4
/** Concepts within so many words of the name are beside it. */
const BESIDE_TOKENS = 4
const TOPIC_VALUE = 0.5

/** How each concept is heard. */
const heard = new Uint8Array(CONCEPTS_MAX)

/** What is spoken of: goals and kilos and cousins make a name a word, bills and queues make a word a name. */
function addTopics(
  into: RelevanceFeatures,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  concepts: number,
  common: boolean,
): void {
  heard.fill(0, 0, concepts)
  const { firstOwn } = overlay
  for (const { concept, from } of sayings) {
    if (overlay.mark[from] === OWN) continue
    heard[concept] = (heard[concept] as number) | SOMEWHERE
    if (firstOwn < 0) continue
    if (reading.clause[from] === reading.clause[firstOwn]) heard[concept] = (heard[concept] as number) | IN_ITS_CLAUSE
    if (Math.abs(from - firstOwn) <= BESIDE_TOKENS) heard[concept] = (heard[concept] as number) | BESIDE_IT
  }
  const named = firstOwn < 0 ? 0 : 1
  const kind = common ? 2 : named
  for (let concept = 0; concept < concepts; concept++) {
    const how = heard[concept] as number
    if (how === 0) continue
    putHashed(into, joinHash(0x6e6e, concept), TOPIC_VALUE)
    putHashed(into, joinHash(0x6f6f + kind, concept), TOPIC_VALUE)
    if ((how & IN_ITS_CLAUSE) !== 0) putHashed(into, joinHash(0x7070, concept), TOPIC_VALUE)
    if ((how & BESIDE_IT) !== 0) putHashed(into, joinHash(0x7171 + kind, concept), TOPIC_VALUE)
  }
}

interface Talk {
  readonly bad: boolean
  readonly good: boolean
  readonly trade: boolean
}

function talkOf(sayings: readonly Saying[], tones: Uint8Array): Talk {
  let said = 0
  for (const { concept } of sayings) said |= tones[concept] as number
  return { bad: (said & BLAMES) !== 0, good: (said & GOOD) !== 0, trade: (said & TRADE) !== 0 }
}
