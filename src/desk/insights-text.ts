// The figures for a terminal, in Spanish or English: what was left alone first, then the rest, a few lines per brand.

import type { Insights } from './figures/compute.js'
import { type Row, shownFigures } from './figures/shown.js'

/** The figures of each brand as plain text, ending in a line break. */
export function insightsText(insights: readonly Insights[], language: 'es' | 'en'): string {
  return insights.map((figures) => brandText(figures, language)).join('\n')
}

function brandText(figures: Insights, language: 'es' | 'en'): string {
  const title = `${figures.brand} · ${figures.since.slice(0, 10)} – ${figures.until.slice(0, 10)}`
  return `${title}\n${aligned(shownFigures(figures, language))}`
}

/** Names and headings come from outside: in a terminal a control character would act. */
function aligned(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length))
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value.replace(/\p{Cc}/gu, ' ')}\n`).join('')
}
