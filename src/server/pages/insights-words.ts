// Figures as bars and words; what is not known yet says so.

import type { Hours, Share } from '../../desk/figures/compute.js'
import type { Insights } from '../../desk/insights.js'
import { LABELS } from '../../domain/verdict.js'
import type { Bar } from './charts.js'
import type { PageView } from './page.js'

const HOUR_MS = 3_600_000

/** Rows of a ranking worth reading. */
export const RANKED_MAX = 10

/** A bar for each label. */
export function labelBars(view: PageView, record: Insights): readonly Bar[] {
  return LABELS.flatMap((label) => {
    const share = record.byLabel[label]
    return share === undefined
      ? []
      : [{ name: view.words.labels[label], value: share.count, shown: shareWords(share, view), tone: label }]
  })
}

/** A bar for each source, language and the like, the largest first. */
export function shareBars(
  view: PageView,
  shares: Readonly<Record<string, Share>>,
  names: Readonly<Record<string, string>> = {},
): readonly Bar[] {
  return Object.entries(shares)
    .toSorted(([, a], [, b]) => b.count - a.count)
    .slice(0, RANKED_MAX)
    .map(([name, share]) => ({ name: names[name] ?? name, value: share.count, shown: shareWords(share, view) }))
}

function shareWords(share: Share, view: PageView): string {
  const count = view.say.number(share.count)
  return share.sharePct === null ? count : `${count} · ${view.say.percent(share.sharePct)}`
}

/** A share in percent, or that it is not known. */
export function percentOf(value: number | null, view: PageView): string {
  return value === null ? view.words.insights.unknown : view.say.percent(value)
}

/** The median and the ninetieth percentile in words. */
export function hoursWords(hours: Hours, view: PageView): string {
  const { insights } = view.words
  if (hours.median === null) return insights.unknown
  const median = `${insights.median} ${view.say.span(hours.median * HOUR_MS)}`
  return hours.p90 === null ? median : `${median}; ${insights.p90} ${view.say.span(hours.p90 * HOUR_MS)}`
}
