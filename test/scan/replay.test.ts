// The three weeks of `test/desk/forum.ts` once more, as `scan --now` lives them: a Discourse forum that is fetched every
// hour under a virtual clock, read, judged, decided, stored and told. What was worked out by hand has to come out here
// too: when each case opens, escalates, is answered and resolves, what is told when, and every figure.

import { beforeAll, describe, expect, it } from 'vitest'
import { escalateDue } from '../../src/desk/escalate.js'
import { readInsights } from '../../src/desk/insights.js'
import { reviewConversation } from '../../src/desk/review.js'
import type { Classifier } from '../../src/domain/verdict.js'
import { scanOnce } from '../../src/scan/scan.js'
import { sourceKind } from '../../src/sources/index.js'
import { END, FATES, figuresByHand, HOUR_MS, START, TOLD, threads, viewAt } from '../desk/forum.js'
import { brand, context, judgement } from '../desk/story.js'
import { settings as given } from '../server/bed.js'
import { type Kit, openKit, spec } from './kit.js'

const topics = Object.entries(threads).map(([thread, posts], index) => ({ id: index + 1, thread, posts }))
const numberOf = (id: string) => {
  const [thread, number] = id.split('-')
  return 100 * (topics.findIndex((topic) => topic.thread === thread) + 1) + Number(number)
}

/** The forum's JSON at an instant; null for an address that it has not. */
function answerAt(now: string, url: URL): unknown {
  const shown = topics.map((topic) => ({ ...topic, posts: viewAt(now, topic.thread, []).posts }))
  const id = /^\/t\/(?:[^/]+\/)?(\d+)/.exec(url.pathname)?.[1]
  if (id === undefined) {
    const listed = shown.filter(({ posts }) => posts.length > 0)
    return {
      users: [],
      topic_list: { topics: listed.map((topic) => ({ ...headOf(topic), posts_count: topic.posts.length })) },
    }
  }
  const topic = shown.find((entry) => String(entry.id) === id)
  if (topic === undefined || topic.posts.length === 0) return null
  const posts = topic.posts.map(({ post }, index) => ({
    id: numberOf(post.id),
    post_number: index + 1,
    topic_id: topic.id,
    username: post.author.name,
    cooked: `<p>${post.text}</p>`,
    created_at: post.publishedAt,
    version: 1,
    ...(post.accepted ? { accepted_answer: true } : {}),
  }))
  return { ...headOf(topic), posts_count: posts.length, post_stream: { posts, stream: posts.map((post) => post.id) } }
}

function headOf({ id, thread, posts }: (typeof topics)[number]) {
  const isSolved = posts.some(({ post }) => post.accepted)
  const views = posts[0]?.post.views ?? null
  return { id, slug: thread, title: thread, views, has_accepted_answer: isSolved }
}

/** Says of each post what the story says of it; around a case, whatever is not about the brand is judged as such. */
const storyteller: Classifier = {
  id: 'story-1',
  classify: (posts) =>
    posts.map(({ text }) => {
      const all = Object.values(threads).flat()
      const told = all.find(({ post }) => post.text === text)?.judgements[0] ?? judgement({ relevance: 0.2 })
      return { language: 'es', judgements: [told] }
    }),
}

let kit: Kit
const told: string[] = []

beforeAll(async () => {
  let now = START
  kit = await openKit([spec('foro', { kind: 'discourse', url: 'https://foro.example/' })], {
    brands: [brand],
    classifier: storyteller,
    desk: {
      review: (view, at) => reviewConversation(view, context, at),
      escalate: (alerts, at) => escalateDue(alerts, context, at),
      spikes: async () => [],
      settleSpike: async () => undefined,
    },
    sourceKind: (name) => sourceKind(name),
    reader: {
      read: async (name, page, read) => {
        const kind = sourceKind(name)
        if (kind === undefined) throw new Error(`no kind ${name}`)
        return kind.read(page, read)
      },
    },
    fetcher: {
      fetchPage: async ({ url, role }) => ({
        outcome: 'page' as const,
        page: {
          url,
          status: 200,
          contentType: 'application/json',
          headers: {},
          text: JSON.stringify(answerAt(now, new URL(url))),
          fetchedAt: now,
          timezone: 'UTC',
          role: role ?? null,
        },
        validators: { etag: null, lastModified: null, bodyHash: null },
        movedTo: null,
        freshForMs: null,
      }),
      post: async () => ({ status: 202, headers: {}, body: '' }),
    },
    owe: (happenings, at) => {
      for (const { kind, alerts } of happenings) told.push(`${at.slice(8, 16)} ${alerts[0]?.author} ${kind}`)
      return []
    },
  })
  for (let ms = Date.parse(START); ms <= Date.parse(END); ms += HOUR_MS) {
    now = new Date(ms).toISOString()
    await scanOnce({ now, force: true }, kit.tools)
  }
}, 120_000)

describe('three weeks of scans under a virtual clock', () => {
  it('open, escalate, answer, reopen and resolve every case when it should be', async () => {
    const alerts = await kit.store.alertsOpened({ since: START, until: END })
    const fates = alerts.map((alert) => [
      alert.author,
      alert.status,
      ...[alert.openedAt, alert.escalatedAt, alert.respondedAt, alert.answeredAt, alert.resolvedAt].map(
        (when) => when?.slice(8, 16) ?? null,
      ),
      alert.answeredBy,
    ])
    expect(fates).toEqual(FATES)
  })

  it('tell each move once, in the hour in which it was noticed', () => {
    expect(told).toEqual(TOLD)
  })

  it('give every move its reason in the history', async () => {
    const [dani] = (await kit.store.alertsOpened({ since: START, until: END })).filter(
      ({ author }) => author === 'Dani',
    )
    const lines = (await kit.store.history(dani?.id ?? '')).map(({ at, text }) => `${at.slice(8, 16)} ${text}`)
    expect(lines).toEqual([
      '06T10:00 opened.complaint',
      '06T10:00 escalated.severe',
      '06T10:45 response.staff',
      '06T10:45 answered.staff',
      '07T09:00 post-added',
      '07T09:00 reopened.complaint',
      '07T09:00 escalated.severe',
      '07T12:00 answered.staff',
    ])
  })

  it('come to the figures that were worked out by hand, every one', async () => {
    const settings = {
      ...given,
      brands: [brand],
      alerts: context.rules,
      costs: { perContact: 1.5, currency: 'USD' },
      timezone: 'America/Bogota',
    }
    const [figures] = await readInsights(kit.store, { since: START, until: END }, settings, END)
    const expected = figuresByHand(figures?.oldestUnanswered?.alert ?? '')
    // Topics, and a competitor's voice, are no part of this forum.
    expect({ ...figures, topics: [], repeatedQuestionsPct: null, shareOfVoicePct: expected.shareOfVoicePct }).toEqual(
      expected,
    )
  })
})
