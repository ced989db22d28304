// Learning from reviewers in the running program: a real database, the real model and corpus, a real child process.

import { describe, expect, test } from 'vitest'
import { Learning } from '../../src/app/learning.js'
import { LiveModel } from '../../src/app/live-model.js'
import type { LearntModel } from '../../src/domain/learning.js'
import type { PostText } from '../../src/domain/verdict.js'
import type { Feedback, Store } from '../../src/store/store.js'
import { openClassifier } from '../../src/understand/classifier.js'
import { settings as bedSettings } from '../server/bed.js'
import { mentioned, NOW, post, scan, spec } from '../store/samples.js'
import { testFolder } from '../store/sqlite/folder.js'

const { open } = testFolder()
const childUrl = new URL('../../dist/understand/learn/child.js', import.meta.url)
const shipped = openClassifier([]).id

const brand = { ...bedSettings.brands[0], id: 'nube', name: 'Nube', terms: ['Nube'], query: null, exclude: [] }
const settings = {
  ...bedSettings,
  timezone: 'UTC',
  brands: [brand as (typeof bedSettings.brands)[number]],
  learning: { enabled: true, at: '30 3 * * *', least: 30, weight: 5, halfLifeMs: 90 * 86_400_000 },
}

/** "Ensopado" is what people here say of a slow connection; the shipped model has never heard it. */
const SLOW = 'Nube anda ensopado'
const PLACES = 'Bello Itagüí Envigado Sabaneta Caldas Girardota Barbosa Copacabana Rionegro Guarne'.split(' ')
const TEXTS = PLACES.flatMap((place) => [
  [`${SLOW} en ${place}`, true],
  [`Nube abrió una tienda en ${place}`, false],
  [`hoy ${SLOW.toLowerCase()}, ${place}`, true],
  [`vi una valla de Nube en ${place}`, false],
]) as [string, boolean][]

async function reviewed(): Promise<Store> {
  const store = await open()
  await store.syncSources([spec('foro')], NOW)
  const posts = TEXTS.map(([text], i) => mentioned(post(`p${i}`, { title: null, text })))
  await store.recordScan(scan({ posts }))
  const feedback = TEXTS.map(
    ([, complaint], i): Feedback => ({
      at: NOW,
      actor: 'ana',
      alert: 'some',
      source: 'foro',
      post: `p${i}`,
      brand: 'nube',
      relevant: true,
      labels: { complaint },
      model: shipped,
    }),
  )
  await store.recordAlerts([], [], feedback)
  return store
}

const quiet = { info: () => undefined, warn: () => undefined } as never

function learningOver(store: Store, clock: () => Date = () => new Date(NOW)): Learning {
  return new Learning(settings, store, { clock, log: quiet }, async () => shipped)
}

const asked: PostText = {
  title: null,
  text: `hoy ${SLOW.toLowerCase()}, La Estrella`,
  languageHint: 'es',
  conversationTitle: null,
  sourceText: null,
}

function learntModel(id: string, given: Partial<LearntModel> = {}): LearntModel {
  const report = { learntFrom: 1, keptAside: 0, fixed: [], random: [], losses: [] }
  return { id, base: shipped, madeAt: NOW, verdict: 'accepted', report, ...given }
}

describe('what reviewers corrected', () => {
  test('is learnt in a process apart, judges without a restart, stands in each judgement, and can be taken back', async () => {
    const store = await reviewed()
    const learning = learningOver(store)
    const live = await LiveModel.open(settings, store, { log: quiet }, null)
    const before = live.classify([asked], null)[0]?.judgements[0]
    expect(before?.model).toBe(shipped)

    const learnt = await learning.learn({ childUrl })
    expect(learnt).toMatchObject({ verdict: 'accepted', base: shipped, report: { learntFrom: 40, losses: [] } })
    expect(learnt.report.fixed.map(({ head }) => head)).toContain('complaint')
    expect(live.id).toBe(shipped)
    await live.freshen()
    const after = live.classify([asked], null)[0]?.judgements[0]
    expect(after?.model).toBe(learnt.id)
    expect(after?.labels.complaint).toBeGreaterThan((before?.labels.complaint ?? 1) + 0.2)

    expect((await learning.rollback()).active).toBeNull()
    await live.freshen()
    expect(live.classify([asked], null)[0]?.judgements[0]).toEqual(before)
    expect(await store.learntModels()).toMatchObject([{ id: learnt.id, verdict: 'withdrawn' }])

    // Learnt again from the same corrections it is the same model, and what a person withdrew stays withdrawn.
    expect(await learning.learn({ childUrl })).toMatchObject({ id: learnt.id, verdict: 'withdrawn' })
    expect(await store.activeModel()).toBeNull()
    expect((await learning.use(learnt.id)).active).toBe(learnt.id)
    expect((await learning.use('shipped')).active).toBeNull()
  }, 120_000)

  test('is not learnt before its time, nor while too little was corrected', async () => {
    const store = await reviewed()
    let now = '2026-03-10T03:00:00.000Z'
    const learning = learningOver(store, () => new Date(now))
    const learns: string[] = []
    learning.learn = async () => {
      learns.push(now)
      await store.saveSetting('learning.learnt', now)
      return learntModel('x')
    }
    const pulse = async (at: string) => {
      now = at
      await learning.whenDue(new AbortController().signal)
    }
    await pulse('2026-03-10T03:00:00.000Z')
    expect(learns).toEqual([])
    await pulse('2026-03-10T03:30:10.000Z')
    expect(learns).toEqual(['2026-03-10T03:30:10.000Z'])
    // The corrections of these tests are dated noon of that day; after that, nobody corrects anything.
    await pulse('2026-03-11T04:00:00.000Z')
    await pulse('2026-03-12T04:00:00.000Z')
    await pulse('2026-03-13T04:00:00.000Z')
    expect(learns).toEqual(['2026-03-10T03:30:10.000Z', '2026-03-11T04:00:00.000Z'])
  })

  test('is learnt anew without what was erased, however little was corrected since, and nobody goes back to the old', async () => {
    const store = await reviewed()
    let now = '2026-03-10T03:00:00.000Z'
    const learning = learningOver(store, () => new Date(now))
    const learn = learning.learn.bind(learning)
    learning.learn = (run) => learn({ ...run, childUrl })
    const pulse = async (at: string) => {
      now = at
      await learning.whenDue(new AbortController().signal)
    }
    await pulse(now)
    const old = await learning.learn()
    await pulse('2026-03-11T04:00:00.000Z')
    expect(await store.activeModel()).toBe(old.id)

    await store.erase({ url: post('p0').url ?? '' }, now)
    await pulse('2026-03-12T04:00:00.000Z')
    const [newest] = await store.learntModels()
    expect(newest).toMatchObject({ verdict: 'accepted', report: { learntFrom: 39 } })
    expect([await store.activeModel(), await store.learntWeights(old.id)]).toEqual([newest?.id, null])

    // When the last correction is erased, the model that ships judges.
    for (let i = 1; i < TEXTS.length; i++) await store.erase({ url: post(`p${i}`).url ?? '' }, now)
    await pulse('2026-03-13T04:00:00.000Z')
    expect([await store.activeModel(), await store.learntWeights(newest?.id ?? '')]).toEqual([null, null])
  }, 120_000)

  test('an end of the program ends it at once, and nobody is troubled', async () => {
    const store = await reviewed()
    await store.saveSetting('learning.last', '2026-03-09T00:00:00.000Z')
    const learning = learningOver(store)
    const learn = learning.learn.bind(learning)
    learning.learn = (run) => learn({ ...run, childUrl })
    const ending = new AbortController()
    const running = learning.whenDue(ending.signal)
    ending.abort()
    await running
    expect(await store.learntModels()).toEqual([])
  })

  test('when there is nothing of it, learning says so', async () => {
    await expect(learningOver(await open()).learn({ childUrl })).rejects.toThrow('nobody has corrected anything yet')
  })
})

describe('going back', () => {
  test('leads through the accepted models, newest first, to the one that ships', async () => {
    const store = await open()
    await store.saveLearntModel(learntModel('a', { madeAt: '2026-01-01T00:00:00.000Z' }), new Uint8Array([1]))
    await store.saveLearntModel(
      learntModel('b', { madeAt: '2026-01-02T00:00:00.000Z', verdict: 'refused' }),
      new Uint8Array([2]),
    )
    await store.saveLearntModel(learntModel('c', { madeAt: '2026-01-03T00:00:00.000Z' }), new Uint8Array([3]))
    const learning = learningOver(store)
    expect((await learning.models()).active).toBe('c')
    expect((await learning.rollback()).active).toBe('a')
    expect((await learning.rollback()).active).toBeNull()
    await expect(learning.rollback()).rejects.toThrow('ships judges already')
    await expect(learning.use('zzz')).rejects.toThrow('no model "zzz"')
  })

  test('a model of another release never judges, and damaged weights leave the shipped model in charge', async () => {
    const store = await open()
    const live = await LiveModel.open(settings, store, { log: quiet }, null)
    await store.saveLearntModel(learntModel('old', { base: 'escucha-gone' }), new Uint8Array([1, 2, 3]))
    await live.freshen()
    expect(live.id).toBe(shipped)
    expect((await learningOver(store).models()).active).toBeNull()
    await expect(learningOver(store).use('old')).rejects.toThrow('another release')
  })

  test('only the last ten models keep their weights, and the one that judges always does', async () => {
    const store = await open()
    await store.saveLearntModel(learntModel('m00', { madeAt: '2026-01-01T00:00:00.000Z' }), new Uint8Array([1]))
    for (let i = 1; i <= 12; i++) {
      const madeAt = `2026-02-${String(i).padStart(2, '0')}T00:00:00.000Z`
      await store.saveLearntModel(learntModel(`m${i}`, { madeAt, verdict: 'refused' }), new Uint8Array([i]))
    }
    expect(await store.learntWeights('m00')).toEqual(Buffer.from([1]))
    expect(await store.learntWeights('m1')).toBeNull()
    expect(await store.learntWeights('m12')).toEqual(Buffer.from([12]))
    expect((await store.learntModels()).length).toBe(13)
  })
})
