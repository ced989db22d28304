// Reads a text into tokens and clauses, in one pass and in time that only its length decides.

import { classOfUnit, DIGIT, foldInto, LETTER, STOP, SYMBOL, UNSEEN } from './fold.js'
import {
  ADDRESS,
  AFTER_STOP,
  ALL_CAPS,
  CAPITAL,
  EMOJI,
  HASH_SEED,
  hashStep,
  hashWord,
  MARK,
  NUMBER,
  READ_UNITS_MAX,
  type Reading,
  STRETCHED,
  TAG,
  TOKENS_MAX,
  USER,
  WORD,
} from './reading.js'
import { OPENS_CLAUSE, rolesOf } from './roles.js'

/** A longer word is no word; its head is enough to know it by. */
const WORD_UNITS_MAX = 40

/** All numbers are one word, and all addresses are one. */
const NUMBER_HASH = hashWord('#num')
const ADDRESS_HASH = hashWord('@url')

/** Reads `text` into `reading`, replacing what stood there. */
export function read(text: string, reading: Reading): void {
  reading.text = text
  reading.units = Math.min(text.length, READ_UNITS_MAX)
  foldInto(text.length > READ_UNITS_MAX ? text.slice(0, READ_UNITS_MAX) : text, reading.folded, reading.capital)
  reading.tokens = 0
  reading.letters =
    reading.capitals =
    reading.questions =
    reading.exclamations =
    reading.openers =
    reading.quotes =
    reading.lines =
      0
  const cursor: Cursor = { at: 0, clause: 0, inClause: 0, afterStop: true, written: 0 }
  while (cursor.at < reading.units && reading.tokens < TOKENS_MAX) readNext(reading, cursor)
  reading.clauses = cursor.clause + 1
}

interface Cursor {
  at: number
  clause: number
  /** Tokens in the clause so far: an empty clause is not closed. */
  inClause: number
  afterStop: boolean
  /** Next free place in `characters`. */
  written: number
}

function readNext(reading: Reading, cursor: Cursor): void {
  const unit = reading.folded[cursor.at] ?? 0
  const kind = classOfUnit(unit)
  const isSign = (unit === 64 || unit === 35) && isWordUnit(reading.folded[cursor.at + 1])
  if (kind === LETTER || kind === DIGIT) readWord(reading, cursor, cursor.at, WORD)
  else if (kind === SYMBOL) readEmoji(reading, cursor)
  else if (kind === STOP) readStop(reading, cursor, unit)
  else if (isSign) readWord(reading, cursor, cursor.at++, unit === 64 ? USER : TAG)
  else cursor.at++
}

function isWordUnit(unit: number | undefined): boolean {
  if (unit === undefined) return false
  const kind = classOfUnit(unit)
  return kind === LETTER || kind === DIGIT || unit === 95
}

function readStop(reading: Reading, cursor: Cursor, unit: number): void {
  const start = cursor.at
  while (cursor.at < reading.units && reading.folded[cursor.at] === unit) cursor.at++
  if (unit === 63) reading.questions++
  if (unit === 33) reading.exclamations++
  if (unit === 191) reading.openers++
  if (unit === 10) reading.lines++
  if (unit === 34 || unit === 8220 || unit === 8221 || unit === 171 || unit === 187) reading.quotes++
  if (unit === 63 || unit === 33) push(reading, cursor, start, cursor.at, hashStep(HASH_SEED, unit), MARK, 0)
  if (unit === 46 || unit === 63 || unit === 33 || unit === 10 || unit === 8230) cursor.afterStop = true
  closeClause(cursor)
}

function closeClause(cursor: Cursor): void {
  if (cursor.inClause === 0) return
  cursor.clause++
  cursor.inClause = 0
}

function readEmoji(reading: Reading, cursor: Cursor): void {
  const start = cursor.at
  const unit = reading.folded[cursor.at] ?? 0
  const paired = unit >= 0xd800 && unit <= 0xdbff && cursor.at + 1 < reading.units
  let hash = hashStep(HASH_SEED, unit)
  if (paired) hash = hashStep(hash, reading.folded[cursor.at + 1] ?? 0)
  cursor.at += paired ? 2 : 1
  // The same face five times is one face, said louder.
  const last = reading.tokens - 1
  if (last >= 0 && reading.kind[last] === EMOJI && reading.hash[last] === (hash | 0)) {
    reading.end[last] = cursor.at
    return
  }
  push(reading, cursor, start, cursor.at, hash, EMOJI, 0)
}

/** Where an address ends: at white space. */
function endOfAddress(reading: Reading, from: number): number {
  let at = from
  while (at < reading.units && (reading.folded[at] ?? 32) > 32) at++
  return at
}

function isAddress(reading: Reading, at: number): boolean {
  const { folded } = reading
  const isHttp = folded[at] === 104 && folded[at + 1] === 116 && folded[at + 2] === 116 && folded[at + 3] === 112
  if (isHttp) return folded[at + 4] === 58 || (folded[at + 4] === 115 && folded[at + 5] === 58)
  return folded[at] === 119 && folded[at + 1] === 119 && folded[at + 2] === 119 && folded[at + 3] === 46
}

function readWord(reading: Reading, cursor: Cursor, start: number, kind: number): void {
  if (kind === WORD && isAddress(reading, start)) {
    cursor.at = endOfAddress(reading, start)
    push(reading, cursor, start, cursor.at, ADDRESS_HASH, ADDRESS, 0)
    return
  }
  const from = cursor.written
  const { folded, capital, characters, units } = reading
  let written = from
  characters[written++] = 32
  let hash = HASH_SEED
  let digits = 0
  let run = 0
  let capitals = 0
  let stretched = false
  let last = 0
  let at = cursor.at
  let end = at
  for (; at < units; at++) {
    const unit = folded[at] as number
    const unitClass = classOfUnit(unit)
    if (unitClass === UNSEEN) {
      // The second half of a letter of another plane, or its accent: part of the word as it is written.
      if (end === at) end = at + 1
      continue
    }
    if (unitClass !== LETTER && unitClass !== DIGIT) {
      if (!joins(reading, at, kind)) break
      if (unit === 39 || unit === 8217) continue
    }
    end = at + 1
    if (unitClass === DIGIT) digits++
    capitals += capital[at] as number
    run = last === unit && unitClass === LETTER ? run + 1 : 1
    if (run >= 3) {
      // "pésimoooo" is "pésimo": of three or more alike one stays.
      stretched = true
      if (run === 3) written--
      continue
    }
    if (written - from > WORD_UNITS_MAX) continue
    last = unit
    characters[written++] = unit
  }
  cursor.at = at
  for (let letter = from + 1; letter < written; letter++) hash = hashStep(hash, characters[letter] as number)
  const kept = written - from - 1
  characters[written++] = 32
  cursor.written = written
  reading.charactersFrom[reading.tokens] = from
  reading.charactersTo[reading.tokens] = written
  reading.letters += kept - digits
  reading.capitals += capitals
  const isNumber = kind === WORD && digits > 0 && digits * 2 >= kept
  if (isNumber) {
    push(reading, cursor, start, end, NUMBER_HASH, NUMBER, 0)
    return
  }
  let shape = capitals > 0 ? CAPITAL : 0
  if (capitals >= kept && kept > 1) shape |= ALL_CAPS
  if (stretched) shape |= STRETCHED
  if (cursor.afterStop) shape |= AFTER_STOP
  if (kind === WORD && (rolesOf(hash | 0) & OPENS_CLAUSE) !== 0) closeClause(cursor)
  push(reading, cursor, start, end, hash, kind, shape)
}

/** Apostrophes inside a word ("don't", "McDonald's") and underscores in handles do not end it; nor do points in "S.A." */
function joins(reading: Reading, at: number, kind: number): boolean {
  const unit = reading.folded[at]
  const inside = unit === 39 || unit === 8217
  if (inside) return classOfUnit(reading.folded[at + 1] ?? 0) === LETTER && at > 0
  if (unit === 95) return kind !== WORD
  return (unit === 46 || unit === 44) && isDigit(reading.folded[at - 1]) && isDigit(reading.folded[at + 1])
}

function isDigit(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 48 && unit <= 57
}

function push(
  reading: Reading,
  cursor: Cursor,
  start: number,
  end: number,
  hash: number,
  kind: number,
  shape: number,
): void {
  const at = reading.tokens
  if (kind === EMOJI || kind === MARK || kind === ADDRESS) {
    reading.charactersFrom[at] = cursor.written
    reading.charactersTo[at] = cursor.written
  }
  reading.start[at] = start
  reading.end[at] = end
  reading.hash[at] = hash | 0
  reading.role[at] = rolesOf(hash | 0)
  reading.kind[at] = kind
  reading.shape[at] = shape
  reading.clause[at] = cursor.clause
  reading.tokens = at + 1
  cursor.inClause++
  if (kind === WORD || kind === NUMBER || kind === USER) cursor.afterStop = false
}
