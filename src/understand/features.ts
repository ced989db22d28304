// Turns a reading with its overlay into numbers: hashed words, beginnings of words and characters of the whole post,
// hashed words of the brand's own clauses, the lexicon's concepts and which follow which, and the post's shape.
// Training and judging share this file, so they cannot see a post differently.

import { type Bag, newBag, put } from './bags.js'
import type { Saying } from './concepts.js'
import { type HashMap, joinHash } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { OTHER, type Overlay, OWN, PLAIN, REST } from './overlay.js'
import { addPairs, PAIRS_MAX } from './pairs.js'
import { HASH_SEED, hashStep, hashWord, NUMBER, type Reading, TOKENS_MAX, USER, WORD } from './reading.js'
import { SHAPES, shapeFeatures } from './shape.js'

/** Buckets of the whole post's words and characters, and of the words in the brand's clauses. */
const WHOLE_BUCKETS = 1 << 17
const WINDOW_BUCKETS = 1 << 16
/** Where the named features begin. */
export const NAMED_FROM = WHOLE_BUCKETS + WINDOW_BUCKETS

/** Named features per concept; the first says that the post holds it at all. */
export const SLOTS_PER_CONCEPT = 4
/** Slot of a concept that is said in the brand's clauses. */
export const SAID_OF_IT = 1
/** Slot of one that is said with a negation. */
export const NEGATED = 2
/** Slot of one that is said in the clauses of others. */
export const SAID_OF_OTHERS = 3

/** Named features in all. */
export function namedCount(lexicon: Lexicon): number {
  return lexicon.concepts.length * SLOTS_PER_CONCEPT + SHAPES.length
}

/** Features of one (post, brand). */
export interface Features {
  readonly words: Bag
  readonly beginnings: Bag
  readonly characters: Bag
  /** Words in the brand's clauses. */
  readonly window: Bag
  /** Words in the clauses of others: what is said there of them speaks against the same of the brand. */
  readonly theirs: Bag
  readonly pairs: Bag
  /** All of the bags above: who sums them up need not know what they hold. */
  readonly bags: readonly Bag[]
  readonly named: Float32Array
}

/** Empty features with room for any reading. */
export function newFeatures(lexicon: Lexicon): Features {
  const bags = {
    words: newBag(2 * TOKENS_MAX),
    beginnings: newBag(2 * TOKENS_MAX),
    characters: newBag(CHARACTERS_MAX),
    window: newBag(WINDOW_MAX),
    theirs: newBag(TOKENS_MAX),
    pairs: newBag(PAIRS_MAX),
  }
  return { ...bags, bags: Object.values(bags), named: new Float32Array(namedCount(lexicon)) }
}

/** One feature per character of the longest reading; the marks between words bring none. */
const CHARACTERS_MAX = 36_000
/** Two features per word, and those beside each naming of the brand. */
const WINDOW_MAX = 40_000

const OWN_HASH = hashWord('@brand')
const OTHER_HASH = hashWord('@other')
const USER_HASH = hashWord('@user')
const THEIRS_SEED = 0x51ed
/** How many words on each side of the brand are features by their side. */
const SIDE_REACH = 3

/** Extracts everything. `tones`: of each concept (`tonesOf`). */
export function extract(
  features: Features,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  tones: Uint8Array,
  polarity: HashMap,
): void {
  for (const bag of features.bags) bag.count = 0
  addWords(features, reading, overlay)
  addBeginnings(features.beginnings, reading, overlay)
  addCharacters(features.characters, reading, overlay)
  addSides(features.window, reading, overlay)
  addPairs(features.pairs, WHOLE_BUCKETS - 1, reading, overlay, sayings)
  features.named.fill(0)
  addConcepts(features.named, reading, overlay, sayings)
  shapeFeatures(features.named, tones.length * SLOTS_PER_CONCEPT, reading, overlay, sayings, tones, polarity)
}

/** A token as the features see it: the brand is "the brand", whoever it is, so that what is learnt of one holds for all. */
export function maskedHash(reading: Reading, overlay: Overlay, token: number): number {
  const mark = overlay.mark[token]
  if (mark === OWN) return OWN_HASH
  if (mark === OTHER) return OTHER_HASH
  return reading.kind[token] === USER ? USER_HASH : (reading.hash[token] ?? 0)
}

/** Words of the whole post, and once more those of the brand's own clauses: what is said there counts for more. */
function addWords(features: Features, reading: Reading, overlay: Overlay): void {
  let previous = HASH_SEED
  let previousOwn = HASH_SEED
  for (let token = 0; token < reading.tokens; token++) {
    if (overlay.mark[token] === REST) continue
    const hash = maskedHash(reading, overlay, token)
    put(features.words, hash, WHOLE_BUCKETS - 1, 0, token)
    put(features.words, joinHash(previous, hash), WHOLE_BUCKETS - 1, 0, token)
    previous = hash
    if (!isOwn(reading, overlay, token)) {
      put(features.theirs, joinHash(THEIRS_SEED, hash), WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
      continue
    }
    put(features.window, hash, WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
    put(features.window, joinHash(previousOwn, hash), WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
    previousOwn = hash
  }
}

function isOwn(reading: Reading, overlay: Overlay, token: number): boolean {
  return overlay.ownClause[reading.clause[token] as number] === 1
}

/** So much of a word is its beginning: inflected forms share it, and few words that differ do. */
const BEGINNING_UNITS = 5
const BEGINNING_SEED = 0x1357

/** Beginnings of words, one by one and in pairs: "cobrar", "cobraron" and "cobrando" are told once. */
function addBeginnings(bag: Bag, reading: Reading, overlay: Overlay): void {
  let previous = 0
  for (let token = 0; token < reading.tokens; token++) {
    if (overlay.mark[token] === REST) continue
    const hash = beginningOf(reading, overlay, token)
    put(bag, hash, WHOLE_BUCKETS - 1, 0, token)
    if (previous !== 0) put(bag, joinHash(previous, hash), WHOLE_BUCKETS - 1, 0, token)
    previous = hash
  }
}

function beginningOf(reading: Reading, overlay: Overlay, token: number): number {
  if (overlay.mark[token] !== PLAIN || reading.kind[token] !== WORD) return maskedHash(reading, overlay, token)
  const from = (reading.charactersFrom[token] ?? 0) + 1
  const to = Math.min(from + BEGINNING_UNITS, (reading.charactersTo[token] ?? 0) - 1)
  let hash = BEGINNING_SEED
  for (let at = from; at < to; at++) hash = hashStep(hash, reading.characters[at] ?? 0)
  return hash
}

const CHARACTERS_SEED = 0x2f0b4a27

/** Runs of four characters: they carry slips of the pen and endings. Runs of three and five cost time and add nothing. */
function addCharacters(bag: Bag, reading: Reading, overlay: Overlay): void {
  const { characters } = reading
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    if (overlay.mark[token] !== PLAIN || kind === USER || kind === NUMBER) continue
    const to = reading.charactersTo[token] as number
    for (let at = reading.charactersFrom[token] as number; at + 4 <= to; at++) {
      let hash = hashStep(hashStep(CHARACTERS_SEED, characters[at] as number), characters[at + 1] as number)
      hash = hashStep(hashStep(hash, characters[at + 2] as number), characters[at + 3] as number)
      put(bag, hash, WHOLE_BUCKETS - 1, 0, token)
    }
  }
}

/** "con BRAND", "que BRAND", "BRAND me": which side of the name a word stands on tells who did what to whom. */
function addSides(bag: Bag, reading: Reading, overlay: Overlay): void {
  for (let token = 0; token < reading.tokens; token++) {
    if (overlay.mark[token] !== OWN) continue
    addSide(bag, reading, overlay, token, -1)
    addSide(bag, reading, overlay, token, 1)
  }
}

function addSide(bag: Bag, reading: Reading, overlay: Overlay, brand: number, direction: number): void {
  let seen = 0
  for (let token = brand + direction; token >= 0 && token < reading.tokens && seen < SIDE_REACH; token += direction) {
    if (overlay.mark[token] === REST) continue
    seen++
    const hash = joinHash(direction * 7919 + seen, maskedHash(reading, overlay, token))
    put(bag, hash, WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
  }
}

function addConcepts(named: Float32Array, reading: Reading, overlay: Overlay, sayings: readonly Saying[]): void {
  for (const saying of sayings) {
    const slot = saying.concept * SLOTS_PER_CONCEPT
    // A concept inside a name ("Nunca Más S.A.") says nothing.
    if (overlay.mark[saying.from] === OWN && saying.to === saying.from + 1) continue
    if (saying.negated) {
      named[slot + NEGATED] = 1
      continue
    }
    named[slot] = 1
    named[isOwn(reading, overlay, saying.to - 1) ? slot + SAID_OF_IT : slot + SAID_OF_OTHERS] = 1
  }
}
