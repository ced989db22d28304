// What every notifier must do, whatever its target: run on the whole list, so that a new one is held to it at once.

import { describe, expect, it } from 'vitest'
import { type AlertEvent, EVENT_KINDS } from '../../src/domain/delivery.js'
import { notifier, notifiers } from '../../src/notify/index.js'
import { alertOf, eventOf, hostileAlert, NOW } from './samples.js'

const CONTEXT = { deliveryId: 'dlv_0123', at: NOW }
const LANGUAGES = ['es', 'en'] as const

function every(of: (kind: AlertEvent['kind'], language: 'es' | 'en') => AlertEvent): AlertEvent[] {
  return EVENT_KINDS.flatMap((kind) => LANGUAGES.map((language) => of(kind, language)))
}

const ALERTS: Partial<Record<AlertEvent['kind'], AlertEvent['alerts']>> = {
  test: [],
  digest: [alertOf(), alertOf({ id: 'al_2' })],
}
const usual = every((kind, language) => eventOf({ kind, language, alerts: ALERTS[kind] ?? [alertOf()] }))
const worst = every((kind, language) =>
  eventOf({ kind, language, alerts: Array.from({ length: kind === 'digest' ? 200 : 1 }, hostileAlert) }),
)
const barest = every((kind, language) =>
  eventOf({
    kind,
    language,
    dashboardUrl: null,
    brandNames: {},
    alerts: [
      alertOf({
        author: null,
        title: null,
        url: null,
        excerpt: '',
        evidence: [],
        labels: [],
        dueAt: null,
        waitingFor: null,
        conversation: { id: '1', url: null, title: null },
      }),
    ],
  }),
)

describe.each(notifiers.map((entry) => [entry.kind, entry] as const))('the notifier %s', (kind, entry) => {
  it('is found by its name', () => {
    expect(notifier(kind)).toBe(entry)
  })

  it('has an example that its own schema accepts, and refuses options that it does not know', () => {
    expect(entry.options.safeParse(entry.example).success).toBe(true)
    expect(entry.options.safeParse({ ...entry.example, colour: 'red' }).success).toBe(false)
    expect(entry.options.safeParse({ ...entry.example, url: 'file:///etc/passwd' }).success).toBe(false)
    expect(entry.options.safeParse({}).success).toBe(false)
  })

  it.each([
    ['usual', usual],
    ['the longest and most hostile', worst],
    ['the barest', barest],
  ])('renders %s alerts of every kind in both languages', (_what, events) => {
    for (const event of events) {
      const { url, headers, body } = entry.render(event, entry.example, CONTEXT)
      expect(url).toBe(entry.example.url)
      expect(headers['webhook-id']).toBe(CONTEXT.deliveryId)
      expect(JSON.parse(body)).toEqual(expect.any(Object))
      expect(body).not.toMatch(/undefined|\[object|NaN/)
    }
  })

  it('renders the same bytes at every attempt', () => {
    for (const event of usual) {
      const later = entry.render(event, entry.example, { ...CONTEXT, at: '2026-03-03T15:00:00.000Z' })
      expect(later.body).toBe(entry.render(event, entry.example, CONTEXT).body)
    }
  })

  it('says different things in the two languages, or nothing in any', () => {
    const [es, en] = LANGUAGES.map((language) => entry.render(eventOf({ language }), entry.example, CONTEXT).body)
    if (kind === 'webhook') expect(es).toBe(en)
    else expect(es).not.toBe(en)
  })
})
