import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LABELS, type Label } from '../../src/domain/verdict.js'
import { classifierOf } from '../../src/understand/classifier.js'
import { readLabelled, trainModel } from '../../src/understand/index.js'
import { brandOf } from '../../src/understand/labelled.js'
import { corrected, decodeCorrection, encodeCorrection } from '../../src/understand/learn/correction.js'
import { chanceOf, compare, lossesIn } from '../../src/understand/learn/examine.js'
import { isKeptAside, type LearningTask, learn, type Review } from '../../src/understand/learn/learn.js'
import { fitChange } from '../../src/understand/learn/solver.js'
import { decodeModel } from '../../src/understand/model.js'

const lexiconText =
  '= broken | roto | broken | complaint+ praise-\nroto|rota, broken\n= good | bueno | good | praise+\nbueno|buena, good'
const THINGS = 'pedido caja compra mesa silla cama lampara bici nevera puerta llave ventana'.split(' ')
const PLACES = 'Cali Lima Quito Leon Vigo Salta'.split(' ')

/** A small corpus: broken things are complaints, good ones praise, blue ones nothing. */
const corpus = readLabelled(
  THINGS.flatMap((thing, i) =>
    PLACES.flatMap((place, j) => [
      {
        id: `a-${i}-${j}`,
        text: `mi ${thing} de Acme llegó rota a ${place}`,
        labels: { complaint: true, praise: false },
      },
      {
        id: `b-${i}-${j}`,
        text: `mi ${thing} de Acme salió buena en ${place}`,
        labels: { complaint: false, praise: true },
      },
      { id: `c-${i}-${j}`, text: `mi ${thing} de Acme es azul, ${place}`, labels: { complaint: false, praise: false } },
    ]),
  )
    .map((row) => ({
      ...row,
      brand: 'Acme',
      brandTerms: ['Acme'],
      relevant: true,
      lang: 'es',
      severity: 0,
      urgency: 0,
    }))
    .map((row) => JSON.stringify(row))
    .join('\n'),
  'small.jsonl',
)
const base = decodeModel(trainModel(corpus, { lexiconText, commonWords: [], companiesText: '', seed: 7 }))
const brand = brandOf('Acme', ['Acme'])
const UNKNOWN = Object.fromEntries(LABELS.map((label) => [label, null])) as Record<Label, null>

function review(text: string, labels: Partial<Record<Label, boolean>>, given: Partial<Review> = {}): Review {
  const post = { title: null, text, languageHint: 'es', conversationTitle: null, sourceText: null }
  const at = '2026-03-01T00:00:00.000Z'
  return { post, brand, relevant: true, labels: { ...UNKNOWN, ...labels }, thread: text, at, isRandom: false, ...given }
}

function task(reviews: readonly Review[], given: Partial<LearningTask> = {}): LearningTask {
  return { brands: [brand], reviews, thresholds: {}, weight: 5, halfLifeMs: 90 * 86_400_000, active: null, ...given }
}

/** "Pegada" is no word of the small corpus: reviewers say what it means. */
const taught = THINGS.flatMap((thing) => [
  review(`la ${thing} de Acme quedó pegada`, { complaint: true }),
  review(`la ${thing} de Acme quedó cerca`, { complaint: false }),
])

function complaintOf(weights: Uint8Array | null, text: string): number {
  const model = weights === null ? base : corrected(base, decodeCorrection(weights))
  const judged = classifierOf(model, [brand]).classify([review(text, {}).post], [brand])
  return judged[0]?.judgements[0]?.labels.complaint ?? -1
}

describe('learning from reviewers', () => {
  const learnt = learn(task(taught), base, corpus)

  test('teaches a word that the model did not know, and leaves the others where they were', () => {
    expect(complaintOf(learnt.weights, 'mi reloj de Acme quedó pegada otra vez')).toBeGreaterThan(
      complaintOf(null, 'mi reloj de Acme quedó pegada otra vez') + 0.2,
    )
    for (const text of ['mi nevera de Acme llegó rota a Cali', 'mi nevera de Acme es azul, Cali']) {
      expect(Math.abs(complaintOf(learnt.weights, text) - complaintOf(null, text))).toBeLessThan(0.1)
    }
    expect(learnt).toMatchObject({ verdict: 'accepted', base: base.header.id, report: { learntFrom: 24, losses: [] } })
  })

  test('gives the same model for the same corrections, to the byte, and names it by its content', () => {
    const again = learn(task(taught), base, corpus)
    expect(Buffer.compare(again.weights, learnt.weights)).toBe(0)
    expect(again.id).toBe(learnt.id)
    expect(learnt.id).toMatch(new RegExp(`^${base.header.id}\\+[0-9a-f]{8}$`))
    expect(learn(task(taught.slice(2)), base, corpus).id).not.toBe(learnt.id)
  })

  test('counts an old correction for less', () => {
    const old = taught.map((one) => ({ ...one, at: '2025-03-01T00:00:00.000Z' }))
    const fresh = review('la puerta de Acme quedó cerca', { complaint: false })
    const text = 'mi reloj de Acme quedó pegada'
    const weak = learn(task([...old, fresh]), base, corpus)
    expect(complaintOf(weak.weights, text)).toBeLessThan(complaintOf(learnt.weights, text) - 0.05)
  })

  test('refuses a model that loses on the product’s own posts', () => {
    const wrong = corpus
      .filter((_, at) => at % 3 === 0)
      .map(({ text }) => review(text, { complaint: false, praise: true }))
    const poisoned = learn(task(wrong, { weight: 50 }), base, corpus)
    expect(poisoned.verdict).toBe('refused')
    expect(poisoned.report.losses).not.toEqual([])
  })

  test('examines on random reviews that it never learns from, once there are enough of them', () => {
    const random = Array.from({ length: 120 }, (_, i) =>
      review(`mi cosa ${i} de Acme llegó rota`, { complaint: true }, { isRandom: true, thread: `hilo ${i}` }),
    )
    const aside = random.filter(isKeptAside)
    expect(aside.length).toBeGreaterThan(40)
    expect(aside.length).toBeLessThan(80)
    const { report } = learn(task([...taught, ...random]), base, corpus)
    expect(report.keptAside).toBe(aside.length)
    expect(report.learntFrom).toBe(taught.length + random.length - aside.length)
    expect(report.random.find(({ head }) => head === 'complaint')?.n).toBe(aside.length)
    expect(learn(task([...taught, ...random.slice(0, 20)]), base, corpus).report.random).toEqual([])
  })

  test('a model that was learnt for another release, or whose bytes are damaged, is refused', () => {
    const other = { ...base, header: { ...base.header, id: 'escucha-other' } }
    expect(() => corrected(other, decodeCorrection(learnt.weights))).toThrow('escucha-other ships')
    const read = decodeCorrection(learnt.weights)
    expect(Buffer.compare(encodeCorrection(read), learnt.weights)).toBe(0)
    fc.assert(
      fc.property(fc.nat(learnt.weights.length - 1), (length) => {
        expect(() => decodeCorrection(learnt.weights.slice(0, length))).toThrow('damaged')
      }),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        expect(() => decodeCorrection(bytes)).toThrow('damaged')
      }),
    )
  })
})

describe('the exam', () => {
  test('tells a loss from chance', () => {
    expect(chanceOf(0, 0)).toBe(1)
    expect(chanceOf(5, 5)).toBe(1)
    expect(chanceOf(5, 0)).toBeCloseTo(1 / 32)
    expect(chanceOf(10, 2)).toBeCloseTo(0.0193, 3)
    expect(chanceOf(1500, 1000)).toBeLessThan(1e-9)
  })

  test('a model does not lose against itself', () => {
    const classifier = classifierOf(base, [brand])
    const rows = compare(classifier, classifier, taught)
    expect(rows.every(({ lost, won }) => lost + won === 0)).toBe(true)
    expect(lossesIn('fixed', rows)).toEqual([])
  })
})

test('the solver gives the smallest change that moves a score where it should be', () => {
  // One column, one lesson: the change d rests where 2·d = 3·(1 − σ(d)), which is at d = 0.6246.
  const row = { column: Int32Array.of(0), value: Float64Array.of(1) }
  const [change = 0] = fitChange(
    [{ row, offset: 0, scale: 1, target: 1, weight: 3 }],
    Float32Array.of(2),
    Uint8Array.of(1),
  )
  expect(2 * change).toBeCloseTo(3 * (1 - 1 / (1 + Math.exp(-change))), 4)
  const untouched = fitChange(
    [{ row, offset: 0, scale: 1, target: 1, weight: 3 }],
    Float32Array.of(2),
    Uint8Array.of(0),
  )
  expect(untouched[0]).toBe(0)
})
