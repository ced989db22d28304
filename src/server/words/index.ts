// The languages of the pages, and numbers, times and spans in them.

import { percentSpeller } from '../../desk/figures/spelled.js'
import type { Settings } from '../../domain/settings.js'
import { type Instant, msBetween } from '../../domain/time.js'
import { en } from './en.js'
import { es, type Words } from './es.js'

export type { Words } from './es.js'

/** The languages that the pages speak. */
export const LANGUAGES = ['es', 'en'] as const
/** One of them. */
export type PageLanguage = (typeof LANGUAGES)[number]

const WORDS: Readonly<Record<PageLanguage, Words>> = { es, en }

/** The words of a language. */
export function wordsOf(language: PageLanguage): Words {
  return WORDS[language]
}

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** Says instants, spans and numbers in one language and one time zone, as of one present. */
export class Sayer {
  readonly words: Words
  readonly now: Instant
  readonly #date: Intl.DateTimeFormat
  readonly #number: Intl.NumberFormat
  readonly #percent: (value: number) => string
  readonly timezone: string

  constructor(language: PageLanguage, settings: Pick<Settings, 'timezone'>, now: Instant) {
    this.words = wordsOf(language)
    this.now = now
    this.timezone = settings.timezone
    const formats = formatsOf(this.words.locale, settings.timezone)
    this.#date = formats.date
    this.#number = formats.number
    this.#percent = percentSpeller(language)
  }

  /** "lun 16 nov, 08:12"; with the year when it is another one. */
  date(instant: Instant | null): string {
    if (instant === null) return this.words.time.none
    const date = new Date(instant)
    if (Number.isNaN(date.getTime())) return this.words.time.none
    const part = partsOf(this.#date, date)
    const day = `${part('weekday')} ${part('day')} ${part('month')}`
    const sameYear = part('year') === partsOf(this.#date, new Date(this.now))('year')
    return `${sameYear ? day : `${day} ${part('year')}`}, ${part('hour')}:${part('minute')}`
  }

  /** "2 d 4 h", "3 h 10 min", "4 min": the two largest units, never a third. */
  span(ms: number): string {
    const { day, hour, minute } = this.words.time
    const whole = Math.max(0, ms)
    const days = Math.floor(whole / DAY_MS)
    const hours = Math.floor((whole % DAY_MS) / HOUR_MS)
    const minutes = Math.floor((whole % HOUR_MS) / MINUTE_MS)
    const units: readonly (readonly [number, string])[] =
      days > 0
        ? [
            [days, day],
            [hours, hour],
          ]
        : [
            [hours, hour],
            [minutes, minute],
          ]
    const said = units.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
    return said.length === 0 ? `1 ${minute}` : said.join(' ')
  }

  /** "hace 4 min". */
  ago(instant: Instant): string {
    const ms = msBetween(instant, this.now)
    return ms < MINUTE_MS ? this.words.time.now : this.words.time.ago(this.span(ms))
  }

  /** "quedan 19 h" or "venció hace 2 d 4 h". */
  due(instant: Instant): string {
    const ms = msBetween(this.now, instant)
    return ms > 0 ? this.words.time.left(this.span(ms)) : this.words.time.overdue(this.span(-ms))
  }

  number(value: number): string {
    return this.#number.format(value)
  }

  /** A share given in percent: 12.5 is "12,5 %". */
  percent(value: number): string {
    return this.#percent(value)
  }

  money(amount: number, currency: string): string {
    try {
      return new Intl.NumberFormat(this.words.locale, { style: 'currency', currency }).format(amount)
    } catch {
      // A currency that Intl does not know is still a name that the operator chose.
      return `${this.number(amount)} ${currency}`
    }
  }
}

/** Intl's own order has commas and prepositions that a narrow column has no room for. */
function partsOf(format: Intl.DateTimeFormat, date: Date): (type: Intl.DateTimeFormatPartTypes) => string {
  const parts = new Map(format.formatToParts(date).map(({ type, value }) => [type, value.replace('.', '')]))
  return (type) => parts.get(type) ?? ''
}

interface Formats {
  readonly date: Intl.DateTimeFormat
  readonly number: Intl.NumberFormat
}

/** Building a formatter costs more than a page; there are as many as languages. */
const formats = new Map<string, Formats>()

function formatsOf(locale: string, timeZone: string): Formats {
  const key = `${locale} ${timeZone}`
  const known = formats.get(key)
  if (known !== undefined) return known
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const made = {
    date: new Intl.DateTimeFormat(locale, { ...parts, hourCycle: 'h23', timeZone }),
    number: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  }
  formats.set(key, made)
  return made
}
