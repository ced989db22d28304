// The replay once more, through a real database: what was worked out by hand has to come out of the store as well.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { escalateDue } from '../../src/desk/escalate.js'
import { readInsights } from '../../src/desk/insights.js'
import { reviewConversation } from '../../src/desk/review.js'
import { suggestAnswer } from '../../src/desk/topics/suggest.js'
import type { JudgedPost } from '../../src/domain/case.js'
import type { Settings } from '../../src/domain/settings.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import type { PostToStore, Store } from '../../src/store/store.js'
import { spec, state } from '../store/samples.js'
import { END, HOUR_MS, START, threads, viewAt } from './forum.js'
import { at, brand, context, rules, said } from './story.js'

const brands = [{ ...brand, competitors: ['Luna'] }]
const settings: Settings = {
  storage: '',
  timezone: 'America/Bogota',
  language: 'es',
  brands,
  sources: [],
  alerts: rules,
  notify: [],
  fetch: { contact: null, allowHosts: [], concurrency: 1, perHost: 1, delayMs: 0, timeoutMs: 1 },
  server: { host: '127.0.0.1', port: 0, publicUrl: null },
  costs: { perContact: 1.5, currency: 'USD' },
  opinions: [],
  learning: { enabled: true, at: '30 3 * * *', least: 50, weight: 5, halfLifeMs: 1e10 },
  retention: { postsMs: 1, unmatchedMs: 1 },
}

const folder = mkdtempSync(join(tmpdir(), 'escucha-desk-'))
let store: Store

beforeAll(async () => {
  store = await openSqliteStore(join(folder, 'desk.db'))
  await store.syncSources([spec('foro')], START)
  await record([said('luna', 'Ivo', at(3, '09:00'), 'A mí LUNA me va bien', { unjudged: true })], START)
  for (let ms = Date.parse(START); ms <= Date.parse(END); ms += HOUR_MS) await look(new Date(ms).toISOString())
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

/** One scan: what is new on the pages is stored with what the desk makes of it. */
async function look(now: string): Promise<void> {
  const since = new Date(Date.parse(now) - HOUR_MS).toISOString()
  for (const [id, posts] of Object.entries(threads)) {
    const isNew = ({ post }: JudgedPost) => (post.publishedAt ?? '') <= now && (post.publishedAt ?? '') > since
    const page = viewAt(now, id, []).posts
    const isMarkNew = id === 'clave' && now === at(10, '15:00')
    const fresh = page.filter((judged) => isNew(judged) || isMarkNew)
    if (fresh.length === 0 || posts.length === 0) continue
    const [known] = await store.conversations('foro', [id])
    const view = { ...viewAt(now, id, known?.alerts ?? []), posts: page }
    const { changes } = reviewConversation(view, context, now)
    await record(fresh, now, changes)
  }
  const due = await store.alertsDue(now, 100)
  await store.recordAlerts(escalateDue(due, context, now).changes, [], [])
}

async function record(posts: readonly JudgedPost[], now: string, alerts: Parameters<Store['recordAlerts']>[0] = []) {
  await store.recordScan({
    state: state('foro', { lastScanAt: now }),
    posts: posts.map(toStore),
    alerts,
    deliveries: [],
  })
}

function toStore({ post, judgements, seenAt, copyOf }: JudgedPost): PostToStore {
  const mentionOf = judgements.filter(({ relevance }) => relevance >= 0.5).map((judgement) => judgement.brand)
  return {
    post,
    quotes: [],
    contentHash: JSON.stringify([post.text, post.accepted]),
    seenAt,
    judgements,
    mentionOf,
    copyOf,
    copyBands: [],
    copySignature: null,
    revision: post.accepted,
  }
}

describe('the figures out of the store', () => {
  test('are those of the replay', async () => {
    const [figures, ...others] = await readInsights(store, { since: START, until: END }, settings, END)
    expect(others).toEqual([])
    expect(figures).toMatchObject({
      cases: 7,
      questions: 4,
      complaints: 3,
      mentions: 9,
      questionsAnsweredPct: 75,
      firstResponseHours: { median: 1.5, p90: 12 },
      firstAnswerHours: { median: 1.75, p90: 12 },
      acceptedPct: 25,
      staff: { participationPct: 42.86, shareOfResponsesPct: 40 },
      communityAnswered: 3,
      viewsAnsweredQuestions: 150,
      ostrichPct: 14.29,
      oldestUnanswered: { hours: 400 },
      shareOfVoicePct: { sol: 90, Luna: 10 },
    })
  })

  test('of another brand, source or period are of that one', async () => {
    const none = { since: START, until: END }
    expect(await readInsights(store, { ...none, brand: 'luna' }, settings, END)).toEqual([])
    expect(await readInsights(store, { ...none, source: 'blog' }, settings, END)).toMatchObject([
      { cases: 0, mentions: 0 },
    ])
    const [oneMoment] = await readInsights(store, { since: at(2, '09:00'), until: at(2, '09:00') }, settings, END)
    expect(oneMoment).toMatchObject({ cases: 1, questions: 1, mentions: 1 })
  })

  test('a repeated question is a topic with the answer that is known', async () => {
    const [figures] = await readInsights(store, { since: START, until: END }, settings, END)
    // Ana and Eva both ask whether Sol reaches a town; only customers answered, and no mark vouches for them.
    expect(figures?.topics).toMatchObject([{ title: '¿Sol llega a Pasto?', count: 2, sharePct: 28.57, answer: null }])
    expect(figures?.repeatedQuestionsPct).toBe(50)
  })

  test('a case like one that staff answered in public is offered that answer; one of its own kind is not', async () => {
    const alerts = await store.alertsOpened({ brand: 'sol', since: START, until: END })
    const lento = alerts.find(({ conversation }) => conversation.id === 'lento')
    expect(lento).toBeDefined()
    if (lento === undefined) return
    const alike = { ...lento, id: 'new', excerpt: 'Sol anda lento otra vez' }
    expect(await suggestAnswer(store, alike, brand, rules)).toMatchObject({
      text: 'Reinicia el equipo, por favor',
      url: 'https://foro.example/p/2',
      by: 'Soporte Sol',
      accepted: false,
    })
    expect(await suggestAnswer(store, lento, brand, rules)).toBeNull()
    expect(await suggestAnswer(store, { ...alike, excerpt: 'el paquete llegó roto' }, brand, rules)).toBeNull()
  })
})
