// Lays one brand over a reading: which tokens are the brand itself, which are other brands, and which clauses are said
// of it. In "Claro pésimo, Movistar excelente" the complaint is Claro's and the praise Movistar's; a label that looked
// at the whole post would be wrong for both.

import type { BrandHits, Span } from './brands.js'
import { type HashSet, joinHash } from './hashed.js'
import { AFTER_STOP, CAPITAL, type Reading, TAG, USER, WORD } from './reading.js'

/** Marks of tokens. */
export const PLAIN = 0
export const OWN = 1
export const OTHER = 2
/** The second and later words of a name: the first stands for all. */
export const REST = 3

/** Names of companies that the model has learnt; a common word among them needs a capital letter to count. */
export interface Gazetteer {
  readonly names: HashSet
  readonly common: HashSet
}

/** One brand's view of a reading. */
export interface Overlay {
  readonly mark: Uint8Array
  /** 1 for the clauses that speak of the brand. */
  readonly ownClause: Uint8Array
  own: number
  others: number
  /** Token of the first own mention, or -1. */
  firstOwn: number
  firstOther: number
}

/** An overlay with room for any reading. */
export function newOverlay(reading: Reading): Overlay {
  const size = reading.kind.length
  return {
    mark: new Uint8Array(size),
    ownClause: new Uint8Array(size + 1),
    own: 0,
    others: 0,
    firstOwn: -1,
    firstOther: -1,
  }
}

/** The longest name in words that is looked up. */
const NAME_WORDS_MAX = 4

/** Lays the brand over the reading. `others`: where other brands of the configuration stand. */
export function lay(
  overlay: Overlay,
  reading: Reading,
  hits: BrandHits,
  others: readonly Span[],
  gazetteer: Gazetteer,
): void {
  overlay.mark.fill(PLAIN, 0, reading.tokens)
  overlay.own = markSpans(overlay, reading, hits.spans, OWN)
  overlay.others = markSpans(overlay, reading, hits.competitors, OTHER) + markSpans(overlay, reading, others, OTHER)
  overlay.others += markKnown(overlay, reading, gazetteer)
  overlay.firstOwn = firstWith(overlay.mark, reading.tokens, OWN)
  overlay.firstOther = firstWith(overlay.mark, reading.tokens, OTHER)
  assignClauses(overlay, reading)
}

function firstWith(marks: Uint8Array, tokens: number, mark: number): number {
  for (let token = 0; token < tokens; token++) if (marks[token] === mark) return token
  return -1
}

function markSpans(overlay: Overlay, reading: Reading, spans: readonly Span[], mark: number): number {
  let marked = 0
  for (const span of spans) {
    let token = firstTokenIn(reading, span.start)
    if (token >= reading.tokens || (reading.start[token] ?? 0) >= span.end || overlay.mark[token] !== PLAIN) continue
    overlay.mark[token++] = mark
    marked++
    for (; token < reading.tokens && (reading.start[token] ?? 0) < span.end; token++) {
      if (overlay.mark[token] === PLAIN) overlay.mark[token] = REST
    }
  }
  return marked
}

/** The first token that ends after `offset`. */
function firstTokenIn(reading: Reading, offset: number): number {
  let low = 0
  let high = reading.tokens
  while (low < high) {
    const middle = (low + high) >> 1
    if ((reading.end[middle] ?? 0) <= offset) low = middle + 1
    if ((reading.end[middle] ?? 0) > offset) high = middle
  }
  return low
}

function markKnown(overlay: Overlay, reading: Reading, gazetteer: Gazetteer): number {
  let marked = 0
  for (let token = 0; token < reading.tokens; token++) {
    if (overlay.mark[token] !== PLAIN) continue
    const words = knownNameAt(overlay, reading, token, gazetteer)
    if (words === 0) continue
    overlay.mark[token] = OTHER
    marked++
    for (let rest = 1; rest < words; rest++) overlay.mark[token + rest] = REST
  }
  return marked
}

function knownNameAt(overlay: Overlay, reading: Reading, token: number, gazetteer: Gazetteer): number {
  let hash = 0
  let longest = 0
  for (let count = 1; count <= NAME_WORDS_MAX && token + count <= reading.tokens; count++) {
    const at = token + count - 1
    const kind = reading.kind[at] ?? 0
    if (overlay.mark[at] !== PLAIN || (kind !== WORD && kind !== USER && kind !== TAG)) break
    hash = count === 1 ? (reading.hash[at] ?? 0) : joinHash(hash, reading.hash[at] ?? 0)
    if (!gazetteer.names.has(hash)) continue
    if (!gazetteer.common.has(hash) || isWrittenAsName(reading, token, count)) longest = count
  }
  return longest
}

/** Fewer letters than this are too often a pronoun ("Me", "I'd") to be a company by their capital letter. */
const LETTERS_MIN = 3

/** A name that is an ordinary word too means the company where it bears a capital letter that no sentence gave it. */
function isWrittenAsName(reading: Reading, token: number, words: number): boolean {
  if (reading.kind[token] === USER) return true
  const shape = reading.shape[token] ?? 0
  if ((shape & CAPITAL) === 0) return false
  if (words > 1) return true
  // The marks between words stand with the characters.
  const letters = (reading.charactersTo[token] ?? 0) - (reading.charactersFrom[token] ?? 0) - 2
  return (shape & AFTER_STOP) === 0 && letters >= LETTERS_MIN && reading.role[token] === 0
}

/**
 * A clause that names the brand is its own, one that names only others is theirs, and one that names nobody goes on
 * about whom the last was about. What is said before any name belongs to the brand that is named first.
 */
function assignClauses(overlay: Overlay, reading: Reading): void {
  const { ownClause, mark } = overlay
  const clauses = Math.min(reading.clauses + 1, ownClause.length)
  if (overlay.others === 0 || overlay.own === 0) {
    ownClause.fill(1, 0, clauses)
    return
  }
  const NOBODY = 2
  ownClause.fill(NOBODY, 0, clauses)
  for (let token = 0; token < reading.tokens; token++) {
    const clause = reading.clause[token] ?? 0
    if (mark[token] === OWN) ownClause[clause] = 1
    if (mark[token] === OTHER && ownClause[clause] === NOBODY) ownClause[clause] = 0
  }
  let current = overlay.firstOwn <= overlay.firstOther ? 1 : 0
  for (let clause = 0; clause < clauses; clause++) {
    if (ownClause[clause] === NOBODY) ownClause[clause] = current
    current = ownClause[clause] ?? current
  }
}
