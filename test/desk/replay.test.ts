// Three weeks of a small forum under a virtual clock: a scan every hour sees what has been written by then. What
// becomes of each case, and every figure, was worked out by hand from the list of posts.

import { beforeAll, describe, expect, test } from 'vitest'
import { escalateDue } from '../../src/desk/escalate.js'
import { mentionFact } from '../../src/desk/figures/facts.js'
import { computeInsights } from '../../src/desk/insights.js'
import { insightsRows } from '../../src/desk/insights-csv.js'
import { insightsText } from '../../src/desk/insights-text.js'
import { reviewConversation } from '../../src/desk/review.js'
import type { Alert, JudgedPost } from '../../src/domain/case.js'
import type { Mention } from '../../src/store/store.js'
import { END, HOUR_MS, START, threads, viewAt } from './forum.js'
import { brand, context, rules } from './story.js'

const stored = new Map<string, { readonly alert: Alert; readonly conversation: string }>()
const told: string[] = []

function replay(): void {
  for (let ms = Date.parse(START); ms <= Date.parse(END); ms += HOUR_MS) {
    const now = new Date(ms).toISOString()
    for (const id of Object.keys(threads)) {
      const alerts = [...stored.values()].filter((entry) => entry.conversation === id).map((entry) => entry.alert)
      take(id, now, reviewConversation(viewAt(now, id, alerts), context, now))
      take(
        id,
        now,
        escalateDue(
          [...stored.values()].filter((entry) => entry.conversation === id).map(({ alert }) => alert),
          context,
          now,
        ),
      )
    }
  }
}

function take(conversation: string, now: string, outcome: ReturnType<typeof escalateDue>): void {
  for (const { alert } of outcome.changes) stored.set(alert.id, { alert, conversation })
  for (const { kind, alert } of outcome.events) told.push(`${now.slice(8, 16)} ${alert.author} ${kind}`)
}

beforeAll(replay)

test('every case opens, escalates, is answered and resolves when it should', () => {
  const facts = [...stored.values()].map(({ alert }) => [
    alert.author,
    alert.status,
    ...[alert.openedAt, alert.escalatedAt, alert.respondedAt, alert.answeredAt, alert.resolvedAt].map(
      (when) => when?.slice(8, 16) ?? null,
    ),
    alert.answeredBy,
  ])
  expect(facts).toEqual([
    ['Ana', 'resolved', '02T09:00', null, '02T10:30', '02T10:30', '02T12:00', 'community'],
    ['Beto', 'answered', '02T20:00', '03T00:00', '03T08:00', '03T08:00', null, 'staff'],
    ['Caro', 'open', '04T08:00', '05T08:00', '04T09:00', null, null, null],
    ['Dani', 'answered', '06T10:00', '07T09:00', '06T10:45', '06T10:45', null, 'staff'],
    ['Eva', 'answered', '08T09:00', null, '08T21:00', '08T21:00', null, 'community'],
    ['Beto', 'answered', '09T09:00', null, '09T11:00', '09T11:00', null, 'staff'],
    ['Fabi', 'resolved', '10T09:00', null, '10T10:00', '10T10:00', '10T15:00', 'community'],
  ])
})

test('each move is told once, in the hour in which it was noticed', () => {
  expect(told).toEqual([
    '02T09:00 Ana opened',
    '02T11:00 Ana answered',
    '02T12:00 Ana resolved',
    '02T20:00 Beto opened',
    '03T00:00 Beto escalated',
    '03T08:00 Beto answered',
    '04T08:00 Caro opened',
    '05T08:00 Caro escalated',
    '06T10:00 Dani opened',
    '06T10:00 Dani escalated',
    '06T11:00 Dani answered',
    '07T09:00 Dani reopened',
    '07T09:00 Dani escalated',
    '07T12:00 Dani answered',
    '08T09:00 Eva opened',
    '08T21:00 Eva answered',
    '09T09:00 Beto opened',
    '09T11:00 Beto answered',
    '10T09:00 Fabi opened',
    '10T10:00 Fabi answered',
    '10T15:00 Fabi resolved',
  ])
})

describe('the figures', () => {
  const figures = () => {
    const alerts = [...stored.values()].map(({ alert }) => alert)
    const views = Object.keys(threads).map((id) => viewAt(END, id, []))
    const mentions = views.flatMap((view) => view.posts.flatMap((judged) => mentionOf(judged) ?? []))
    const topics = { listed: [], repeatedQuestionsPct: null }
    return computeInsights(
      {
        brand,
        since: START,
        until: END,
        now: END,
        alerts,
        views,
        mentions,
        competitors: { Luna: 3 },
        feedback: [],
        topics,
      },
      { rules, costs: { perContact: 1.5, currency: 'USD' }, timezone: 'America/Bogota' },
    )
  }

  test('are those worked out by hand, in the order of the contract', () => {
    const none = { complaint: null, question: null, suggestion: null, praise: null, churn: null }
    const expected = {
      brand: 'sol',
      since: START,
      until: END,
      cases: 7,
      questions: 4,
      complaints: 3,
      mentions: 9,
      byLabel: {
        complaint: { count: 3, sharePct: 42.86 },
        question: { count: 4, sharePct: 57.14 },
        suggestion: { count: 0, sharePct: 0 },
        praise: { count: 0, sharePct: 0 },
        churn: { count: 0, sharePct: 0 },
      },
      bySource: { foro: { count: 7, sharePct: 100 } },
      byLanguage: { es: { count: 7, sharePct: 100 } },
      questionsRespondedPct: 100,
      questionsAnsweredPct: 75,
      complaintsRespondedPct: 100,
      complaintsAnsweredPct: 100,
      // 0.75 1 1 1.5 2 12 12, and without Caro's 1.
      firstResponseHours: { median: 1.5, p90: 12 },
      firstAnswerHours: { median: 1.75, p90: 12 },
      acceptedPct: 25,
      // Beto, Dani, Beto; 4 of 10 responses: Eva's question is one to Ana's case, Hugo's praise one to Beto's.
      staff: { participationPct: 42.86, shareOfResponsesPct: 40 },
      communityAnswered: 3,
      deflected: 3,
      saved: { amount: 4.5, currency: 'USD' },
      viewsAnsweredQuestions: 150,
      ostrichPct: 14.29,
      oldestUnanswered: { alert: idOf('Caro'), hours: 400 },
      sources: [{ source: 'foro', cases: 7, participation: 7 }],
      authors: {
        complainers: [{ author: 'Beto', source: 'foro', count: 2 }],
        helpers: [
          { author: 'Luis', source: 'foro', count: 2 },
          { author: 'Gil', source: 'foro', count: 1 },
          { author: 'Hugo', source: 'foro', count: 1 },
        ],
        advocates: [{ author: 'Hugo', source: 'foro', count: 1 }],
      },
      topics: [],
      repeatedQuestionsPct: null,
      shareOfVoicePct: { sol: 75, Luna: 25 },
      netSentiment: [
        { day: '2026-03-02', value: -1 },
        { day: '2026-03-06', value: -1 },
        { day: '2026-03-07', value: -1 },
        { day: '2026-03-09', value: 0 },
      ],
      precision: none,
      recall: none,
    }
    expect(figures()).toEqual(expected)
    expect(Object.keys(figures())).toEqual(Object.keys(expected))
  })

  test('are read in both languages', () => {
    const lines = (language: 'es' | 'en') => insightsText([figures()], language).replace(/ +/g, ' ').split('\n ')
    expect(lines('es')).toContain(`Índice avestruz 14,3 % (la más antigua: 400 h, ${idOf('Caro')})`)
    expect(lines('en')).toContain('First answer median 1.8 h, p90 12 h')
  })

  test('go into a spreadsheet line by line', () => {
    const lines = insightsRows([figures()]).split('\r\n')
    expect(lines[0]).toBe('brand,since,until,figure,value')
    expect(lines).toContain(`sol,${START},${END},byLabel.complaint.count,3`)
    expect(lines).toContain(`sol,${START},${END},repeatedQuestionsPct,`)
    expect(lines).toContain(`sol,${START},${END},netSentiment.0.value,-1`)
  })

  test('of a period in which nothing happened are unknown, not zero', () => {
    const empty = computeInsights(
      {
        brand,
        since: START,
        until: END,
        now: END,
        alerts: [],
        views: [],
        mentions: [],
        competitors: {},
        feedback: [],
        topics: { listed: [], repeatedQuestionsPct: null },
      },
      { rules, costs: { perContact: 1, currency: 'USD' }, timezone: 'UTC' },
    )
    expect(empty).toMatchObject({
      cases: 0,
      questionsAnsweredPct: null,
      firstAnswerHours: { median: null, p90: null },
      acceptedPct: null,
      staff: { participationPct: null, shareOfResponsesPct: null },
      viewsAnsweredQuestions: null,
      ostrichPct: null,
      oldestUnanswered: null,
      shareOfVoicePct: null,
    })
  })
})

function idOf(author: string): string {
  return [...stored.values()].find(({ alert }) => alert.author === author)?.alert.id ?? ''
}

function mentionOf({ post, judgements, seenAt, copyOf }: JudgedPost) {
  const [judgement] = judgements
  if (judgement === undefined || judgement.relevance < 0.5) return null
  const mention: Mention = {
    ...judgement,
    post,
    alert: null,
    copyOf,
    seenAt,
  }
  return mentionFact(mention, brand, rules)
}
