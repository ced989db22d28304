// A report of the figures as the targets are told it.

import { describe, expect, test } from 'vitest'
import type { AlertEvent, ReportPart } from '../../src/domain/delivery.js'
import { owedDeliveries } from '../../src/notify/owed.js'
import { slack } from '../../src/notify/slack.js'
import { webhook } from '../../src/notify/webhook.js'
import { eventOf, NOW, targetOf } from './samples.js'

function part(more: Partial<ReportPart> = {}): ReportPart {
  return {
    brand: 'une',
    name: 'UNE <!channel>',
    since: '2026-02-23T13:00:00.000Z',
    until: '2026-03-02T12:59:59.999Z',
    rows: [
      { name: 'Índice avestruz', now: '12,5 %', before: '20 %' },
      { name: 'Casos', now: '16', before: null },
    ],
    figures: { cases: 16, ostrichPct: 12.5 },
    before: { cases: 20, ostrichPct: 20 },
    ...more,
  }
}

const event = (parts: readonly ReportPart[], more: Partial<AlertEvent> = {}) =>
  eventOf({ kind: 'report', alerts: [], report: parts, ...more })
const context = { deliveryId: 'dlv_1', at: NOW }

describe('a report', () => {
  test('is one message in Slack: the figures, those before them, and the way to all of them', () => {
    const { body } = slack.render(event([part()]), { url: 'https://hooks.example/x' }, context)
    const message = JSON.parse(body)
    expect(message.blocks).toEqual([
      {
        type: 'header',
        text: { type: 'plain_text', text: 'Informe de escucha: UNE &lt;!channel&gt;', emoji: false },
      },
      {
        type: 'section',
        text: {
          type: 'plain_text',
          text: 'Del 2026-02-23 al 2026-03-02\nÍndice avestruz: 12,5 % (antes 20 %)\nCasos: 16',
          emoji: false,
        },
      },
      {
        type: 'actions',
        elements: [
          expect.objectContaining({
            url: 'https://escucha.example/insights?since=2026-02-23T13%3A00%3A00.000Z&until=2026-03-02T12%3A59%3A59.999Z',
          }),
        ],
      },
    ])
    expect(message.text).toBe('Informe de escucha: UNE &lt;!channel&gt;')
  })

  test('of a first period says that there is nothing to compare with', () => {
    const { body } = slack.render(
      event([part({ before: null })], { language: 'en' }),
      { url: 'https://h.example' },
      context,
    )
    expect(body).toContain('There is no earlier period to compare with yet.')
  })

  test('of very many brands stays within the limits of each target', () => {
    const many = Array.from({ length: 200 }, (_, index) => part({ brand: `b${index}`, name: 'x'.repeat(300) }))
    const message = JSON.parse(slack.render(event(many), { url: 'https://h.example' }, context).body)
    expect(message.blocks.length).toBeLessThanOrEqual(50)
    expect(JSON.stringify(message).length).toBeLessThan(13_000)
    const { body } = webhook.render(event(many), { url: 'https://h.example' }, context)
    expect(Buffer.byteLength(body)).toBeLessThan(20_000)
    expect(JSON.parse(body).data).toMatchObject({ count: 200 })
  })

  test('goes to programs with its figures as they are', () => {
    const { body } = webhook.render(event([part()]), { url: 'https://h.example' }, context)
    expect(JSON.parse(body)).toEqual({
      type: 'report',
      timestamp: NOW,
      data: {
        count: 1,
        brands: [
          {
            brand: 'une',
            name: 'UNE <!channel>',
            since: '2026-02-23T13:00:00.000Z',
            until: '2026-03-02T12:59:59.999Z',
            figures: { cases: 16, ostrichPct: 12.5 },
            before: { cases: 20, ostrichPct: 20 },
          },
        ],
      },
    })
  })

  test('tells a target of the brands it listens for, and is one delivery however often it is written', () => {
    const report = event([part(), part({ brand: 'sol' })])
    const target = targetOf({ when: { labels: null, minSeverity: 0, minUrgency: 0, brands: ['sol'], sources: null } })
    const [delivery] = owedDeliveries(report, [target], NOW)
    expect(delivery?.event.report?.map(({ brand }) => brand)).toEqual(['sol'])
    expect(owedDeliveries(report, [target], '2026-03-05T00:00:00.000Z')[0]?.id).toBe(delivery?.id)
    const nobody = targetOf({ when: { ...target.when, brands: ['luna'] } })
    expect(owedDeliveries(report, [nobody], NOW)).toEqual([])
  })
})
