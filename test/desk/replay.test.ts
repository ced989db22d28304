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
import { END, FATES, figuresByHand, HOUR_MS, START, TOLD, threads, viewAt } from './forum.js'
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
  expect(facts).toEqual(FATES)
})

test('each move is told once, in the hour in which it was noticed', () => {
  expect(told).toEqual(TOLD)
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
        uses: [],
        places: [],
      },
      { rules, costs: { perContact: 1.5, currency: 'USD' }, timezone: 'America/Bogota' },
    )
  }

  test('are those worked out by hand, in the order of the contract', () => {
    const expected = figuresByHand(idOf('Caro'))
    expect(figures()).toEqual(expected)
    expect(Object.keys(figures())).toEqual(Object.keys(expected))
  })

  test('are read in both languages', () => {
    const lines = (language: 'es' | 'en') =>
      insightsText([{ current: figures(), before: null }], language)
        .replace(/[ \u00a0]+/g, ' ')
        .split('\n ')
    expect(lines('es')).toContain(`Índice avestruz 14,3 % (la más antigua: 400 h, ${idOf('Caro')})`)
    expect(lines('en')).toContain('First answer median 1.8 h, p90 12 h')
  })

  test('go into a spreadsheet line by line', () => {
    const lines = insightsRows([{ ...figures(), before: null }]).split('\r\n')
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
        uses: [],
        places: [],
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
