import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escalateDue } from '../../src/desk/escalate.js'
import { reviewConversation } from '../../src/desk/review.js'
import type { JudgedPost } from '../../src/domain/case.js'
import { LABELS } from '../../src/domain/verdict.js'
import { context, Desk, said, view } from './story.js'

const START = Date.parse('2026-03-02T00:00:00.000Z')
const instant = (minutes: number) => new Date(START + minutes * 60_000).toISOString()
const WEEK_MINUTES = 7 * 24 * 60

const thread = fc
  .array(
    fc.record({
      by: fc.constantFrom('Ana', 'ANA', 'Luis', 'Soporte Sol', 'Marta', null),
      minutes: fc.option(fc.integer({ min: 0, max: WEEK_MINUTES }), { nil: null }),
      text: fc.constantFrom(
        '¿Sol llega a Pasto?',
        'Listo, ya funcionó, gracias',
        'Sí, llega hasta Ipiales',
        'Sol me robó',
        '',
      ),
      labels: fc.option(fc.uniqueArray(fc.constantFrom(...LABELS), { maxLength: 3 }), { nil: undefined }),
      severity: fc.constantFrom(0, 1, 2, 3),
      urgency: fc.constantFrom(0, 1, 2, 3),
      accepted: fc.boolean(),
      copy: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((posts) =>
    posts.map(({ by, minutes, text, accepted, labels, ...saying }, index) =>
      said(String(index + 1), by, minutes === null ? null : instant(minutes), text, {
        ...saying,
        ...(labels === undefined ? {} : { labels }),
        seen: instant(minutes ?? index),
        post: { accepted: accepted && index > 0 },
      }),
    ),
  )

const NOW = instant(WEEK_MINUTES + 60)

test('deciding again on what is stored changes nothing and tells nothing', () => {
  fc.assert(
    fc.property(thread, (posts) => {
      const desk = new Desk()
      desk.review(NOW, ...posts)
      expect(desk.review(NOW)).toEqual({ changes: [], events: [] })
      expect(escalateDue(desk.alerts, context, NOW)).toEqual({ changes: [], events: [] })
    }),
  )
})

test('in which order the store gives the posts does not matter', () => {
  fc.assert(
    fc.property(
      thread.chain((posts) => fc.tuple(fc.constant(posts), fc.shuffledSubarray(posts, { minLength: posts.length }))),
      ([posts, shuffled]) => {
        const byId = (all: ReturnType<typeof reviewConversation>) =>
          all.changes.map((change) => change).sort((one, other) => (one.alert.id < other.alert.id ? -1 : 1))
        const one = byId(reviewConversation(view(posts), context, NOW))
        const other = byId(reviewConversation(view(shuffled), context, NOW))
        expect(other).toEqual(one)
      },
    ),
  )
})

test('whether a thread is looked at once or after every post, a case is told as opened once, with the same first facts', () => {
  fc.assert(
    fc.property(thread, (posts) => {
      const atOnce = new Desk()
      atOnce.review(NOW, ...posts)
      const often = new Desk()
      for (const judged of inTime(posts)) often.review(judged.seenAt, judged)
      often.review(NOW)
      expect(openings(often)).toBe(often.alerts.length)
      expect(facts(often)).toEqual(facts(atOnce))
    }),
  )
})

function openings(desk: Desk): number {
  return desk.told.filter((kind) => kind === 'opened').length
}

/** Posts as they would have been seen one by one. */
function inTime(posts: readonly JudgedPost[]): readonly JudgedPost[] {
  return posts.toSorted((one, other) => (one.seenAt < other.seenAt ? -1 : Number(one.seenAt > other.seenAt)))
}

function facts(desk: Desk) {
  return desk.alerts
    .map(({ id, openedAt, respondedAt, staffRespondedAt, answeredAt, answeredBy, responses, posts }) => ({
      id,
      openedAt,
      respondedAt,
      staffRespondedAt,
      answeredAt,
      answeredBy,
      responses,
      posts,
    }))
    .sort((one, other) => (one.id < other.id ? -1 : 1))
}
