import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditSample } from '../../src/desk/audit.js'
import { type MentionFact, mentionFact } from '../../src/desk/figures/facts.js'
import { percent, quantile, rounded, wilson } from '../../src/desk/figures/numbers.js'
import { qualityByLanguage, qualityOf } from '../../src/desk/figures/quality.js'
import { netSentiment } from '../../src/desk/figures/voices.js'
import { computeInsights } from '../../src/desk/insights.js'
import type { Alert } from '../../src/domain/case.js'
import type { Feedback, Mention } from '../../src/store/store.js'
import { at, brand, Desk, judgement, rules, said } from './story.js'

describe('the arithmetic', () => {
  test.each([
    [[], 0.5, null],
    [[3], 0.9, 3],
    [[1, 2], 0.5, 1.5],
    [[4, 1, 3, 2], 0.5, 2.5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
    [[0, 10], 0.9, 9],
  ])('of %j the quantile %d is %j', (values, q, expected) => {
    expect(quantile(values, q)).toBe(expected)
  })

  test('a share of nothing is unknown', () => {
    expect(percent(0, 0)).toBeNull()
    expect(percent(1, 3)).toBe(33.33)
    expect(rounded(1.005, 2)).toBe(1.01)
    expect(rounded(-1.005, 2)).toBe(-1.01)
  })

  test('the interval is Wilson’s: 8 of 10 lie between 49 and 94 %', () => {
    expect(wilson(8, 10)).toEqual({ value: 0.8, low: 0.4902, high: 0.9433, n: 10 })
    expect(wilson(0, 0)).toBeNull()
  })

  test('an interval holds its share and stays a share', () => {
    const counts = fc
      .integer({ min: 1, max: 5_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(counts, ([part, n]) => {
        const found = wilson(part, n)
        expect(found).not.toBeNull()
        if (found === null) return
        expect(found.low).toBeGreaterThanOrEqual(0)
        expect(found.high).toBeLessThanOrEqual(1)
        expect(found.low).toBeLessThanOrEqual(found.value)
        expect(found.high).toBeGreaterThanOrEqual(found.value)
      }),
    )
  })
})

function fact(post: string, labels: MentionFact['labels'], flagged = labels.length > 0): MentionFact {
  return { source: 'foro', post, at: at(2, '09:00'), author: 'Ana', staff: false, language: 'es', labels, flagged }
}

function verdict(post: string, labels: Feedback['labels'], more: Partial<Feedback> = {}): Feedback {
  return {
    at: at(3, '09:00'),
    actor: 'marta',
    alert: 'a',
    source: 'foro',
    post,
    brand: 'sol',
    relevant: true,
    labels,
    model: 'm',
    ...more,
  }
}

describe('what reviewers say', () => {
  const mentions = [
    fact('1', ['complaint']),
    fact('2', ['complaint']),
    fact('3', ['complaint', 'question']),
    fact('4', []),
    fact('5', []),
    fact('6', []),
    fact('7', []),
  ]

  test('is the precision of what was flagged, label by label', () => {
    const { precision, recall } = qualityOf(mentions, [
      verdict('1', { complaint: true }),
      verdict('2', {}, { relevant: false }),
      verdict('3', { complaint: false, question: true }),
      verdict('9', { complaint: true }),
    ])
    expect(precision.complaint).toMatchObject({ value: 0.3333, n: 3 })
    expect(precision.question).toMatchObject({ value: 1, n: 1 })
    expect(precision.praise).toBeNull()
    expect(recall.complaint).toBeNull()
  })

  test('the newest word counts, label by label', () => {
    const { precision } = qualityOf(mentions, [
      verdict('1', { complaint: true }, { at: at(5, '09:00') }),
      verdict('1', {}, { at: at(4, '09:00'), relevant: false }),
      verdict('1', {}, { at: at(5, '10:00'), relevant: true }),
    ])
    expect(precision.complaint).toMatchObject({ value: 1, n: 1 })
  })

  test('the audit’s random sample gives an estimate of what was missed', () => {
    const { recall } = qualityOf(mentions, [
      verdict('1', { complaint: true }),
      verdict('2', { complaint: true }),
      verdict('4', { complaint: true }, { alert: '' }),
      verdict('5', { complaint: false }, { alert: '' }),
      // A correction of an alert is no draw from what was passed over.
      verdict('6', { complaint: true }, { alert: 'x' }),
    ])
    // All 3 flagged hold; one of two drawn was missed, so 2 of the 4 passed over: 3 of 5.
    expect(recall.complaint).toMatchObject({ value: 0.6, n: 2 })
    expect(recall.complaint?.low).toBeLessThan(0.4)
    expect(recall.complaint?.high).toBeGreaterThan(0.85)
  })

  test('is told language by language, of those in which something was reviewed', () => {
    const inEnglish = mentions.slice(0, 2).map((mention) => ({ ...mention, language: 'en' }))
    const unknown = { ...fact('8', ['complaint']), language: null }
    const all = [...inEnglish, ...mentions.slice(2), unknown, { ...fact('9', ['complaint']), language: 'pt' }]
    const { precisionByLanguage, recallByLanguage } = qualityByLanguage(all, [
      verdict('1', { complaint: true }),
      verdict('2', { complaint: false }),
      verdict('3', { complaint: true }),
      verdict('4', { complaint: true }, { alert: '' }),
      verdict('8', { complaint: true }),
    ])
    expect(Object.keys(precisionByLanguage)).toEqual(['en', 'es', 'und'])
    expect(precisionByLanguage.en?.complaint).toMatchObject({ value: 0.5, n: 2 })
    expect(precisionByLanguage.es?.complaint).toMatchObject({ value: 1, n: 1 })
    // One of one drawn was missed: all 4 passed over in Spanish, and 1 was found.
    expect(recallByLanguage.es?.complaint).toMatchObject({ value: 0.2, n: 1 })
    expect(recallByLanguage.en?.complaint).toBeNull()
  })
})

describe('the audit sample', () => {
  const mention = (id: string, more: Partial<Mention> = {}): Mention => ({
    ...judgement({ labels: [] }),
    post: said(id, 'Ana', at(2, '09:00'), 'Sol').post,
    alert: null,
    copyOf: null,
    seenAt: at(2, '09:00'),
    ...more,
  })
  const many = Array.from({ length: 200 }, (_, index) => mention(String(index)))
  const ids = (drawn: readonly Mention[]) => drawn.map(({ post }) => post.id)

  test('holds still for a seed, and is another for another', () => {
    const drawn = ids(auditSample(many, [], 10, '2026-W10'))
    expect(new Set(drawn).size).toBe(10)
    expect(ids(auditSample(many.toReversed(), [], 10, '2026-W10'))).toEqual(drawn)
    expect(ids(auditSample(many, [], 10, '2026-W11'))).not.toEqual(drawn)
  })

  test('leaves out what was judged, and the next moves up', () => {
    const [first, second] = ids(auditSample(many, [], 2, 's'))
    expect(ids(auditSample(many, [verdict(first ?? '', {}, { alert: '' })], 1, 's'))).toEqual([second])
  })

  test('leaves out what is on the list, copies and staff', () => {
    const staff = said('4', 'Soporte', at(2, '09:00'), 'Sol', { staff: true }).post
    const none = [
      mention('1', { alert: 'a' }),
      mention('2', { copyOf: { source: 'x', id: '1' } }),
      mention('3', { post: staff }),
    ]
    expect(auditSample(none, [], 10, 's')).toEqual([])
  })

  test('draws every mention equally often', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 400; seed += 1) {
      for (const id of ids(auditSample(many.slice(0, 20), [], 5, String(seed))))
        counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    // 400 draws of 5 from 20: each about 100 times, four standard deviations being 35.
    expect([...counts.values()].every((count) => count > 65 && count < 135)).toBe(true)
    expect(counts.size).toBe(20)
  })
})

describe('what is counted', () => {
  const asked = said('1', 'Ana', at(2, '09:00'), '¿Sol llega a Pasto?', { labels: ['question'] })

  function alertOf(...replies: Parameters<typeof said>[]): Alert {
    const desk = new Desk()
    desk.review(at(3, '00:00'), asked, ...replies.map((reply) => said(...reply)))
    return desk.alert
  }

  function figuresOf(alerts: readonly Alert[], now = at(9, '00:00')) {
    const nothing = {
      views: [],
      mentions: [],
      competitors: {},
      feedback: [],
      topics: { listed: [], repeatedQuestionsPct: null },
      uses: [],
      places: [],
    }
    const options = { rules, costs: { perContact: 2, currency: 'COP' }, timezone: 'UTC' }
    return computeInsights({ brand, since: at(1, '00:00'), until: at(8, '00:00'), now, alerts, ...nothing }, options)
  }

  test.each(['not-our-brand', 'wrong-label', 'duplicate', 'spam'] as const)(
    'an alert dismissed as %s is no case',
    (dismissReason) => {
      const dismissed: Alert = { ...alertOf(), status: 'dismissed', dismissReason }
      expect(figuresOf([dismissed, alertOf()]).cases).toBe(1)
    },
  )

  test('one that there is nothing to do about is a case, and not one left alone', () => {
    const dismissed: Alert = { ...alertOf(), status: 'dismissed', dismissReason: 'not-actionable' }
    expect(figuresOf([dismissed])).toMatchObject({ cases: 1, ostrichPct: 0, oldestUnanswered: null })
  })

  test('only what the community answered without staff is deflected and saved', () => {
    const byCustomer = alertOf(['2', 'Luis', at(2, '10:00'), 'Sí, llega hasta Ipiales'])
    const byBoth = alertOf(
      ['2', 'Luis', at(2, '10:00'), 'Sí, llega hasta Ipiales'],
      ['3', 'Soporte Sol', at(2, '11:00'), 'Así es'],
    )
    expect(figuresOf([byCustomer, byBoth])).toMatchObject({
      communityAnswered: 1,
      deflected: 1,
      saved: { amount: 2, currency: 'COP' },
    })
  })

  test('a case within its grace is not left alone; one snoozed beyond it is', () => {
    const waiting = alertOf()
    expect(figuresOf([waiting], at(2, '10:00')).ostrichPct).toBe(0)
    expect(figuresOf([{ ...waiting, status: 'snoozed' }], at(5, '10:00')).ostrichPct).toBe(100)
  })

  test('a copy is no mention of its own', () => {
    const mention: Mention = {
      ...judgement({ labels: ['praise'] }),
      post: asked.post,
      alert: null,
      copyOf: null,
      seenAt: at(2, '09:00'),
    }
    expect(mentionFact(mention, brand, rules)).toMatchObject({ post: '1', labels: ['praise'], flagged: false })
    expect(mentionFact({ ...mention, copyOf: { source: 'x', id: '1' } }, brand, rules)).toBeNull()
  })

  test('a day is the customer’s day, and staff praise of their own house does not count', () => {
    const late = { ...fact('1', ['complaint']), at: at(3, '02:00') }
    expect(netSentiment([late, { ...fact('2', ['praise']), staff: true }], 'America/Bogota')).toEqual([
      { day: '2026-03-02', value: -1 },
    ])
    expect(netSentiment([late], 'UTC')).toEqual([{ day: '2026-03-03', value: -1 }])
  })
})
