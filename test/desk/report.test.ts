import { describe, expect, test } from 'vitest'
import { computeInsights, type Insights, periodBefore } from '../../src/desk/insights.js'
import { type BrandReport, reportHtml, reportMarkdown } from '../../src/desk/report.js'
import { at, brand, rules } from './story.js'

const NASTY = '<img src=x onerror=alert(1)> [pulse](javascript:1) | `x`\n# *hola*'

function figures(more: Partial<Insights> = {}): Insights {
  const nothing = {
    alerts: [],
    views: [],
    mentions: [],
    competitors: {},
    feedback: [],
    topics: { listed: [], repeatedQuestionsPct: null },
    uses: [],
    places: [],
  }
  const computed = computeInsights(
    { brand, since: at(8, '00:00'), until: at(14, '23:59'), now: at(15, '00:00'), ...nothing },
    { rules, costs: { perContact: 1, currency: 'USD' }, timezone: 'UTC' },
  )
  return { ...computed, ...more }
}

const report: BrandReport = {
  name: NASTY,
  current: figures({
    cases: 12,
    ostrichPct: 25,
    topics: [{ id: 't', title: NASTY, count: 4, sharePct: 33.33, answer: null }],
  }),
  before: figures({ cases: 7 }),
}

describe('the report', () => {
  test('sets each figure beside that of the period before, what was left alone first', () => {
    const markdown = reportMarkdown([report], 'es')
    expect(markdown).toContain(
      '| Cifra | Este período | El anterior |\n| --- | --- | --- |\n| Índice avestruz | 25 % | – |\n| Casos | 12 | 7 |\n',
    )
    expect(reportMarkdown([report], 'en')).toContain('| Cases | 12 | 7 |')
    expect(reportHtml([report], 'en')).toContain('<tr><th scope="row">Cases</th><td>12</td><td>7</td></tr>')
  })

  test('lets nothing from outside act', () => {
    const html = reportHtml([report], 'es')
    expect(html).not.toContain('<img')
    expect(html).not.toMatch(/<script/i)
    const markdown = reportMarkdown([report], 'es')
    expect(markdown).not.toMatch(/<img|\n# \*hola|[^\\]\[pulse/)
    expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(2)
  })

  test('the period before is as long, and ends as this one begins', () => {
    expect(periodBefore({ since: at(8, '00:00'), until: at(15, '00:00') })).toEqual({
      since: '2026-02-28T23:59:59.999Z',
      until: '2026-03-07T23:59:59.999Z',
    })
  })
})
