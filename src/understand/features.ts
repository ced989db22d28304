// Turns a reading with its overlay into numbers: hashed words and characters of the whole post, hashed words of the
// brand's own clauses, the lexicon's concepts, and the post's shape. Training and judging share this file, so they
// cannot see a post differently.

import type { Saying } from './concepts.js'
import { type HashMap, joinHash } from './hashed.js'
import type { Lexicon } from './lexicon.js'
import { OTHER, type Overlay, OWN, PLAIN, REST } from './overlay.js'
import { HASH_SEED, hashStep, hashWord, NUMBER, type Reading, USER } from './reading.js'
import { SHAPES, shapeFeatures } from './shape.js'

/** Buckets of the whole post's words and characters, and of the words in the brand's clauses. */
const WHOLE_BUCKETS = 1 << 17
const WINDOW_BUCKETS = 1 << 16
/** Where the named features begin. */
export const NAMED_FROM = WHOLE_BUCKETS + WINDOW_BUCKETS

/** Named features per concept: said in the post, said in the brand's clauses, said with a negation. */
export const SLOTS_PER_CONCEPT = 3

/** Named features in all. */
export function namedCount(lexicon: Lexicon): number {
  return lexicon.concepts.length * SLOTS_PER_CONCEPT + SHAPES.length
}

/** Features of one (post, brand). `token` arrays tell which token each hashed feature came from, for evidence. */
export interface Features {
  words: Bag
  characters: Bag
  window: Bag
  readonly named: Float32Array
}

/** Hashed features of one kind; they share one scale, so that long posts do not shout. */
export interface Bag {
  readonly index: Int32Array
  readonly token: Int32Array
  count: number
}

const BAG_MAX = 90_000

function newBag(size: number): Bag {
  return { index: new Int32Array(size), token: new Int32Array(size), count: 0 }
}

/** Empty features with room for any reading. */
export function newFeatures(lexicon: Lexicon): Features {
  return {
    words: newBag(14_000),
    characters: newBag(BAG_MAX),
    window: newBag(40_000),
    named: new Float32Array(namedCount(lexicon)),
  }
}

/** The scale of a bag's features: their vector has about unit length. */
export function scaleOf(bag: Bag): number {
  return bag.count === 0 ? 0 : 1 / Math.sqrt(bag.count)
}

const OWN_HASH = hashWord('@brand')
const OTHER_HASH = hashWord('@other')
const USER_HASH = hashWord('@user')
/** How many words on each side of the brand are features by their side. */
const SIDE_REACH = 3

/** Extracts everything. */
export function extract(
  features: Features,
  reading: Reading,
  overlay: Overlay,
  sayings: readonly Saying[],
  lexicon: Lexicon,
  polarity: HashMap,
): void {
  features.words.count = features.characters.count = features.window.count = 0
  addWords(features, reading, overlay)
  addCharacters(features.characters, reading, overlay)
  addSides(features.window, reading, overlay)
  features.named.fill(0)
  addConcepts(features.named, reading, overlay, sayings)
  shapeFeatures(
    features.named,
    lexicon.concepts.length * SLOTS_PER_CONCEPT,
    reading,
    overlay,
    sayings,
    lexicon,
    polarity,
  )
}

function put(bag: Bag, hash: number, mask: number, offset: number, token: number): void {
  if (bag.count >= bag.index.length) return
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 13
  bag.index[bag.count] = (mixed & mask) + offset
  bag.token[bag.count] = token
  bag.count++
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
    if (!isOwn(reading, overlay, token)) continue
    put(features.window, hash, WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
    put(features.window, joinHash(previousOwn, hash), WINDOW_BUCKETS - 1, WHOLE_BUCKETS, token)
    previousOwn = hash
  }
}

function isOwn(reading: Reading, overlay: Overlay, token: number): boolean {
  return overlay.ownClause[reading.clause[token] as number] === 1
}

function addCharacters(bag: Bag, reading: Reading, overlay: Overlay): void {
  const { characters } = reading
  for (let token = 0; token < reading.tokens; token++) {
    const kind = reading.kind[token]
    if (overlay.mark[token] !== PLAIN || kind === USER || kind === NUMBER) continue
    const to = reading.charactersTo[token] ?? 0
    for (let at = reading.charactersFrom[token] ?? 0; at + 3 <= to; at++) {
      let hash = hashStep(
        hashStep(hashStep(0x2f0b4a27, characters[at] ?? 0), characters[at + 1] ?? 0),
        characters[at + 2] ?? 0,
      )
      put(bag, hash, WHOLE_BUCKETS - 1, 0, token)
      if (at + 4 > to) continue
      hash = hashStep(hash, characters[at + 3] ?? 0)
      put(bag, hash, WHOLE_BUCKETS - 1, 0, token)
      if (at + 5 > to) continue
      put(bag, hashStep(hash, characters[at + 4] ?? 0), WHOLE_BUCKETS - 1, 0, token)
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
      named[slot + 2] = 1
      continue
    }
    named[slot] = 1
    if (isOwn(reading, overlay, saying.to - 1)) named[slot + 1] = 1
  }
}
