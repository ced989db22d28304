// The figures for a spreadsheet: one figure a line, so that a new figure is a new line and never a shifted column.

import { stringify } from 'csv-stringify/sync'
import type { ComparedInsights } from './insights.js'

/** The columns: which brand and period, the figure's path as in the JSON (`byLabel.complaint.count`), its value. */
const COLUMNS = ['brand', 'since', 'until', 'figure', 'value'] as const

/** All figures as CSV with a header. What is not known is an empty cell; a formula in a name stays text. */
export function insightsRows(insights: readonly ComparedInsights[]): string {
  const rows = insights.flatMap((figures) => {
    const { brand, since, until, ...rest } = figures
    return flattened(rest, '').map(([figure, value]) => [brand, since, until, figure, value])
  })
  // The line ends of RFC 4180, and cells that a spreadsheet would run as a formula made text.
  return stringify(rows, { header: true, columns: [...COLUMNS], escape_formulas: true, record_delimiter: 'windows' })
}

type Cell = string | number | null

function flattened(value: unknown, path: string): readonly (readonly [string, Cell])[] {
  if (value === null || typeof value === 'string' || typeof value === 'number') return [[path, value]]
  if (typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => flattened(inner, path === '' ? key : `${path}.${key}`))
}
