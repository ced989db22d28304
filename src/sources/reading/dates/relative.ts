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
const NOW =
  /\b(?:just now|right now|ahora(?: mismo)?|recien|now|gerade eben|a l'instant|agora(?: mesmo)?|adesso|hace (?:un momento|un instante|unos instantes|instantes|nada|poco)|a moment ago|moments ago|jetzt)\b/
const FEW = /\b(?:few|unos|unas|pocos|pocas|einigen|quelques|alguns|alcuni)\b/
const ONE: ReadonlySet<string> = new Set(['un', 'una', 'uno', 'a', 'an', 'one', 'einem', 'einer', 'une', 'um', 'uma'])
const AMOUNT_ALONE = /^(\d{1,4}) ?([a-z]{1,10})\.?$/

/** The instant that "3 hours ago" and its like mean; null when the text is not of that shape. */
export function agoMs(folded: string, now: number): number | null {
  if (NOW.test(folded)) return now
  const alone = AMOUNT_ALONE.exec(folded)
  if (alone !== null) return stepBack(now, Number(alone[1]), alone[2] === 'm' ? 'minute' : unitOf(alone[2] ?? ''))
  if (!AGO.test(folded)) return null
  return sumOfSpans(folded, now)
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
  if (ONE.has(word)) return 1
  return /^\d/.test(word) ? Number(word) : null
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
