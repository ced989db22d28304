// The figures for a terminal, in Spanish or English: what was left alone first, then the rest, a few lines per brand,
// each figure with what it was in the period before.

import type { InsightsPair } from './figures/compare.js'
import { type Figure, type Row, shownFigures } from './figures/shown.js'

/** Figures with more than a few words are not told twice in one line. */
const COMPARED: ReadonlySet<Figure> = new Set([
  'ostrich',
  'cases',
  'questions',
  'complaints',
  'mentions',
  'firstResponse',
  'firstAnswer',
  'accepted',
  'community',
  'views',
  'repeated',
])

/** The figures of each brand as plain text, ending in a line break. */
export function insightsText(pairs: readonly InsightsPair[], language: 'es' | 'en'): string {
  return pairs.map((pair) => brandText(pair, language)).join('\n')
}

function brandText({ current, before }: InsightsPair, language: 'es' | 'en'): string {
  const words = WORDS[language]
  const title = `${current.brand} · ${current.since.slice(0, 10)} – ${current.until.slice(0, 10)}`
  const earlier = new Map(before === null ? [] : shownFigures(before, language).map((row) => [row.figure, row.value]))
  const rows = shownFigures(current, language).map((row) => {
    const then = COMPARED.has(row.figure) ? earlier.get(row.figure) : undefined
    return then === undefined ? row : { ...row, value: `${row.value} · ${words.before(then)}` }
  })
  const remark = before === null ? `  ${words.noBefore}\n` : ''
  return `${title}\n${aligned(rows)}${remark}`
}

/** Names and headings come from outside: in a terminal a control character would act. */
function aligned(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length))
  return rows.map(({ name, value }) => `  ${name.padEnd(width)}  ${value.replace(/\p{Cc}/gu, ' ')}\n`).join('')
}

const WORDS = {
  es: {
    before: (value: string) => `antes ${value}`,
    noBefore: 'Aún no hay un período anterior con qué comparar.',
  },
  en: {
    before: (value: string) => `before ${value}`,
    noBefore: 'There is no earlier period to compare with yet.',
  },
} as const
