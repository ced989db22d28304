// The day inside a date's text, once the time of day is cut out: month names in several languages, or numbers whose
// order has to be found.

import { monthOf, weekdayOf } from './words.js'

/** Which comes first in `05/06/2024`. */
export type DateOrder = 'dmy' | 'mdy'

/** A day as written; `month` is 0 to 11; `year` is null where the page leaves it to the reader. */
export interface DayText {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

interface Token {
  readonly text: string
  readonly number: number | null
}

const TOKENS = /(#?)(\d+|\p{L}+)/gu
const NUMERIC = /(?<![\d#])(\d{1,4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d{2})(?!\d)/
const WITHOUT_YEAR = /(?<![\d#./-])(\d{1,2})([/.-])(\d{1,2})\.?(?![\d/])/
const COMPACT = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)/
const ENGLISH_HALF = /\d ?[ap]m\b/

/** Two digits of a year: those up to twenty years ahead of 2000's own count belong to this century. */
export function fullYear(digits: number): number {
  if (digits >= 100) return digits
  return digits < 70 ? 2000 + digits : 1900 + digits
}

/**
 * The days that the text may mean, likeliest first. More than one only where numbers leave it open; the caller takes
 * the first one that exists and is not in the future.
 */
export function daysIn(rest: string, folded: string, order: DateOrder | null): readonly DayText[] {
  const numeric = NUMERIC.exec(rest)
  if (numeric !== null) return numericDays(numeric, folded, order)
  const named = namedDay(tokensOf(rest))
  if (named !== null) return [named]
  const compact = COMPACT.exec(rest)
  if (compact !== null) return [{ year: Number(compact[1]), month: Number(compact[2]) - 1, day: Number(compact[3]) }]
  const short = WITHOUT_YEAR.exec(rest)
  if (short === null) return []
  return inOrder(Number(short[1]), Number(short[3]), null, order ?? likelyOrder(folded))
}

function numericDays(match: RegExpExecArray, folded: string, order: DateOrder | null): readonly DayText[] {
  const [first, second, third] = [Number(match[1]), Number(match[3]), Number(match[4])]
  if ((match[1] ?? '').length > 2) return [{ year: first, month: second - 1, day: third }]
  const days = inOrder(first, second, fullYear(third), order ?? likelyOrder(folded))
  const yearFirst = { year: fullYear(first), month: second - 1, day: third }
  // 03-12-31 is an ISO date without its century; it is thought of last, when no other reading exists.
  return (match[4] ?? '').length === 2 ? [...days, yearFirst] : days
}

function inOrder(first: number, second: number, year: number | null, order: DateOrder): readonly DayText[] {
  const dayFirst = { year, month: second - 1, day: first }
  const monthFirst = { year, month: first - 1, day: second }
  return order === 'dmy' ? [dayFirst, monthFirst] : [monthFirst, dayFirst]
}

// Nobody but English-language software writes "06:46 PM" without full stops beside a numeric date; all others put
// the day first.
function likelyOrder(folded: string): DateOrder {
  return ENGLISH_HALF.test(folded) ? 'mdy' : 'dmy'
}

function tokensOf(rest: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of rest.matchAll(TOKENS)) {
    // "#12" is the post's number in its thread.
    if (match[1] === '#') continue
    const text = match[2] ?? ''
    tokens.push({ text, number: /^\d/.test(text) ? Number(text) : null })
  }
  return tokens
}

function namedDay(tokens: readonly Token[]): DayText | null {
  const at = monthIndex(tokens)
  if (at === null) return null
  const month = monthOf(tokens[at]?.text ?? '')
  if (month === null) return null
  const year = tokens.findIndex((token) => token.text.length === 4 && isYear(token.number))
  const day = nearestDay(tokens, at, year)
  if (day === null) return year < 0 ? null : { year: tokens[year]?.number ?? null, month, day: 1 }
  const dayNumber = tokens[day]?.number ?? 1
  if (year >= 0) return { year: tokens[year]?.number ?? null, month, day: dayNumber }
  return { year: shortYear(tokens, Math.max(at, day)), month, day: dayNumber }
}

function isYear(number: number | null): boolean {
  return number !== null && number >= 1900 && number <= 2200
}

// "Mar" is Tuesday in Spanish and March in English: beside another month it is the weekday, and of two the last is
// the month. A name such as May is a month only next to a number.
function monthIndex(tokens: readonly Token[]): number | null {
  const months = tokens.flatMap((token, index) => (monthOf(token.text) === null ? [] : [index]))
  const certain = months.filter((index) => weekdayOf(tokens[index]?.text ?? '') === null)
  const candidates = certain.length > 0 ? certain : months
  const besideNumber = candidates.filter((index) => isBesideNumber(tokens, index))
  return besideNumber.at(-1) ?? null
}

const FILLERS: ReadonlySet<string> = new Set(['de', 'of', 'del', 'the', 'st', 'nd', 'rd', 'th', 'er', 'do', 'di'])

function isBesideNumber(tokens: readonly Token[], index: number): boolean {
  return neighbour(tokens, index, -1) !== null || neighbour(tokens, index, 1) !== null
}

/** The index of the number next to `index` in one direction, small words passed over; null when a real word stands there. */
function neighbour(tokens: readonly Token[], index: number, step: 1 | -1): number | null {
  for (let at = index + step; at >= 0 && at < tokens.length; at += step) {
    const token = tokens[at]
    if (token === undefined) return null
    if (token.number !== null) return at
    if (!FILLERS.has(token.text)) return null
  }
  return null
}

function nearestDay(tokens: readonly Token[], month: number, year: number): number | null {
  const before = neighbour(tokens, month, -1)
  const after = neighbour(tokens, month, 1)
  const isDay = (index: number | null) => {
    const token = index === null || index === year ? undefined : tokens[index]
    return (
      token !== undefined && token.text.length <= 2 && token.number !== null && token.number >= 1 && token.number <= 31
    )
  }
  if (isDay(before)) return before
  return isDay(after) ? after : null
}

function shortYear(tokens: readonly Token[], last: number): number | null {
  const next = tokens[last + 1]
  const token = next !== undefined && FILLERS.has(next.text) ? tokens[last + 2] : next
  return token !== undefined && token.number !== null && token.text.length === 2 ? fullYear(token.number) : null
}

const VOTE = /(?<![\d#])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(?:\d{4}|\d{2})(?!\d)/

/**
 * The order of day and month that a source uses, decided by those of its dates that leave no choice (13/05, 05/13).
 * Null when none decides, or when they contradict each other evenly.
 */
export function dateOrderOf(texts: readonly string[]): DateOrder | null {
  let dayFirst = 0
  let monthFirst = 0
  for (const text of texts) {
    const match = VOTE.exec(text.slice(0, 200))
    if (match === null) continue
    if (Number(match[1]) > 12 && Number(match[3]) <= 12) dayFirst += 1
    if (Number(match[3]) > 12 && Number(match[1]) <= 12) monthFirst += 1
  }
  if (dayFirst === monthFirst) return null
  return dayFirst > monthFirst ? 'dmy' : 'mdy'
}
