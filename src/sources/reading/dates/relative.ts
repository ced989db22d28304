// Dates that are told from the present: "hace 3 horas", "yesterday at 10:15 PM", "Monday at 9:00".
// All of them are found in folded text; none is guessed: "hace unos días" has no number and stays unknown.

import { type TimeUnit, unitOf, weekdayOf } from './words.js'

const DAY_MS = 86_400_000
const UNIT_MS: Readonly<Record<Exclude<TimeUnit, 'month' | 'year'>, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: DAY_MS,
  week: 7 * DAY_MS,
}

const AGO = /\b(?:hace|ago|vor|il y a|ha|fa|atras)\b/
/** Beside a year or a time of day, `ago` is the Spanish August. */
const ABSOLUTE = /\b(?:19|20)\d{2}\b|\d:\d{2}/
/** `5m`: close behind a number that is told from the present, the letter is a minute. */
const MINUTES = /(?<![\d:.])(\d{1,4})m\b/g
const NOW =
  /\b(?:just now|right now|ahora(?: mismo)?|recien|now|gerade eben|a l'instant|agora(?: mesmo)?|adesso|hace (?:un momento|un instante|unos instantes|instantes|nada|poco)|a moment ago|moments ago|jetzt)\b/
const FEW = /\b(?:few|unos|unas|pocos|pocas|einigen|quelques|alguns|alcuni)\b/
/** Numbers that people and some engines spell out, by what they count. */
const SPELLED_ROWS: Readonly<Record<number, string>> = {
  1: 'un una uno a an one einem einer eine une um uma',
  2: 'dos two zwei deux dois duas due',
  3: 'tres three drei trois tre',
  4: 'cuatro four vier quatre quatro quattro',
  5: 'cinco five funf cinq cinque',
  6: 'seis six sechs sei',
  7: 'siete seven sieben sept sete sette',
  8: 'ocho eight acht huit oito otto',
  9: 'nueve nine neun neuf nove',
  10: 'diez ten zehn dix dez dieci',
  11: 'once eleven elf onze undici',
  12: 'doce twelve zwolf douze doze dodici',
}
const SPELLED: ReadonlyMap<string, number> = new Map(
  Object.entries(SPELLED_ROWS).flatMap(([number, row]) =>
    row.split(' ').map((word) => [word, Number(number)] as const),
  ),
)
const AMOUNT_ALONE = /^(\d{1,4}) ?([a-z]{1,10})\.?$/

/** The instant that "3 hours ago" and its like mean; null when the text is not of that shape. */
export function agoMs(folded: string, now: number): number | null {
  if (NOW.test(folded)) return now
  const alone = AMOUNT_ALONE.exec(folded)
  if (alone !== null) return stepBack(now, Number(alone[1]), alone[2] === 'm' ? 'minute' : unitOf(alone[2] ?? ''))
  const sign = AGO.exec(folded)?.[0]
  if (sign === undefined || (sign === 'ago' && ABSOLUTE.test(folded))) return null
  return sumOfSpans(folded.replace(MINUTES, '$1 min'), now)
}

function sumOfSpans(folded: string, now: number): number | null {
  const words = folded.match(/\d+|\p{L}+/gu) ?? []
  let at = now
  let found = false
  for (const [index, word] of words.entries()) {
    const unit = unitOf(words[index + 1] ?? '')
    if (unit === null) continue
    const amount = amountOf(word)
    if (amount === null) continue
    const earlier = stepBack(at, amount, unit)
    if (earlier === null) return null
    at = earlier
    found = true
  }
  if (found) return at
  // "A few minutes ago" is the present for every purpose here; "a few days ago" would have to be invented.
  const units = words.map(unitOf)
  return FEW.test(folded) && units.some((unit) => unit === 'second' || unit === 'minute') ? now : null
}

function amountOf(word: string): number | null {
  return SPELLED.get(word) ?? (/^\d/.test(word) ? Number(word) : null)
}

function stepBack(from: number, amount: number, unit: TimeUnit | null): number | null {
  if (unit === null || amount > 9999) return null
  if (unit !== 'month' && unit !== 'year') return from - amount * UNIT_MS[unit]
  const date = new Date(from)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() - amount * (unit === 'year' ? 12 : 1))
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, lastDay))
  return date.getTime()
}

const DAY_WORDS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:anteayer|antier|antes de ayer|vorgestern|avant-hier|anteontem|day before yesterday)\b/, 2],
  [/\b(?:ayer|yesterday|gestern|hier|ontem|ieri)\b/, 1],
  [/\b(?:hoy|today|heute|aujourd'hui|hoje|oggi)\b/, 0],
]

/** How many days ago the word "hoy", "yesterday", … puts it; null when there is none. */
export function daysAgo(folded: string): number | null {
  for (const [words, days] of DAY_WORDS) if (words.test(folded)) return days
  return null
}

/** The weekday (0 Sunday … 6) of a text that names one and holds no number; null otherwise. */
export function bareWeekday(folded: string): number | null {
  if (/\d/.test(folded)) return null
  for (const word of folded.match(/\p{L}+/gu) ?? []) {
    const weekday = weekdayOf(word)
    if (weekday !== null) return weekday
  }
  return null
}
