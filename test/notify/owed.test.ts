import { describe, expect, it } from 'vitest'
import { owedDeliveries } from '../../src/notify/owed.js'
import { alertOf, eventOf, NOW, targetOf } from './samples.js'

const idsOf = (...args: Parameters<typeof owedDeliveries>) => owedDeliveries(...args).map(({ id }) => id)

describe('a delivery', () => {
  it('is owed to each target that wants to hear of the event', () => {
    const targets = [targetOf({ id: 'a' }), targetOf({ id: 'b', on: ['answered'] }), targetOf({ id: 'c' })]
    expect(owedDeliveries(eventOf(), targets, NOW)).toMatchObject([
      { target: 'a', status: 'pending', attempts: 0, nextAt: NOW, createdAt: NOW, sentAt: null, lastError: null },
      { target: 'c' },
    ])
  })

  it.each([
    [{ labels: ['complaint' as const] }, true],
    [{ labels: ['praise' as const, 'churn' as const] }, true],
    [{ labels: ['question' as const] }, false],
    [{ minSeverity: 2 as const }, true],
    [{ minSeverity: 3 as const }, false],
    [{ minUrgency: 3 as const }, false],
    [{ brands: ['une'] }, true],
    [{ brands: ['other'] }, false],
    [{ sources: ['other'] }, false],
  ])('is owed only for alerts that the target asks for: %j %s', (when, owed) => {
    const target = targetOf({ when: { ...targetOf().when, ...when } })
    expect(owedDeliveries(eventOf(), [target], NOW)).toHaveLength(owed ? 1 : 0)
  })

  it('of a digest holds the alerts that its target asks for, and none is owed when there are none', () => {
    const alerts = [alertOf({ id: 'x', severity: 0 }), alertOf({ id: 'y', severity: 3 })]
    const target = targetOf({ digest: '0 9 * * *', when: { ...targetOf().when, minSeverity: 3 } })
    const owed = owedDeliveries(eventOf({ kind: 'digest', alerts }), [target], NOW)
    expect(owed.map(({ event }) => event.alerts.map(({ id }) => id))).toEqual([['y']])
    expect(owedDeliveries(eventOf({ kind: 'digest', alerts: [] }), [target], NOW)).toEqual([])
  })

  it('of a test is owed whatever the target wants to hear of', () => {
    expect(owedDeliveries(eventOf({ kind: 'test', alerts: [] }), [targetOf({ on: ['answered'] })], NOW)).toHaveLength(1)
  })

  it('has the same id for the same happening, without a full stop', () => {
    const later = eventOf({ at: '2026-03-02T16:00:00.000Z', alerts: [alertOf({ version: 7 })] })
    const [id = ''] = idsOf(eventOf(), [targetOf()], NOW)
    expect(idsOf(later, [targetOf()], '2026-03-02T16:00:00.000Z')).toEqual([id])
    expect(id).toMatch(/^dlv_[0-9a-f]{32}$/)
  })

  it('has another id for another target, alert, kind, or time that an alert escalates', () => {
    const escalated = (version: number) => eventOf({ kind: 'escalated', alerts: [alertOf({ version })] })
    const ids = [
      ...idsOf(eventOf(), [targetOf(), targetOf({ id: 'other' })], NOW),
      ...idsOf(eventOf({ alerts: [alertOf({ id: 'al_2' })] }), [targetOf()], NOW),
      ...idsOf(escalated(1), [targetOf()], NOW),
      ...idsOf(escalated(2), [targetOf()], NOW),
    ]
    expect(new Set(ids).size).toBe(5)
  })
})
