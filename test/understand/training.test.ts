import { expect, test } from 'vitest'
import { classifierOf } from '../../src/understand/classifier.js'
import { evaluateModel, evaluationTable } from '../../src/understand/evaluate.js'
import { readLabelled, trainModel } from '../../src/understand/index.js'
import { aucOf, eceOf, figuresOf, quadraticKappa, wilson } from '../../src/understand/metrics.js'
import { decodeModel } from '../../src/understand/model.js'
import { fitLinear, type SparseRows } from '../../src/understand/train/solver.js'

const lexiconText =
  '= broken | roto | broken | complaint+ praise-\nroto|rota, broken\n= good | bueno | good | praise+\nbueno|buena, good'

function corpus(): string {
  const subjects = ['el pedido', 'la caja', 'mi compra', 'the box', 'el envío', 'la silla', 'the chair', 'mi bici']
  return subjects
    .flatMap((subject, i) => [
      { id: `a-${i}a`, text: `${subject} de Acme llegó rota`, labels: { complaint: true, praise: false } },
      { id: `b-${i}`, text: `${subject} de Acme muy buena`, labels: { complaint: false, praise: true } },
      { id: `c-${i}`, text: `${subject} de Acme es azul`, labels: { complaint: false, praise: false } },
    ])
    .map((row) =>
      JSON.stringify({
        ...row,
        brand: 'Acme',
        brandTerms: ['Acme'],
        relevant: true,
        lang: 'es',
        severity: 0,
        urgency: 0,
      }),
    )
    .join('\n')
}

const posts = readLabelled(corpus(), 'tiny.jsonl')
const options = { lexiconText, commonWords: [], companiesText: '', seed: 7 }

test('the same posts and seed give the same model, to the byte', () => {
  expect(Buffer.compare(trainModel(posts, options), trainModel(posts, options))).toBe(0)
})

test('every post is judged once for the figures, by a model that never saw its group', () => {
  const seen: string[] = []
  trainModel(posts, {
    ...options,
    onHeldOut: (parts) => {
      for (const part of parts) seen.push(...part.posts.map(({ id }) => id))
      const groups = parts.map((part) => new Set(part.posts.map(({ group }) => group)))
      for (const [index, one] of groups.entries())
        for (const other of groups.slice(index + 1)) expect([...one].some((group) => other.has(group))).toBe(false)
    },
  })
  expect(seen.sort()).toEqual(posts.map(({ id }) => id).sort())
})

test('a model learns what it is shown, and a brand that it never saw is judged like those it saw', () => {
  const classifier = classifierOf(decodeModel(trainModel(posts, options)), [])
  const other = readLabelled(
    '{"id":"x","text":"la mesa de Zeta llegó rota","brand":"Zeta","brandTerms":["Zeta"],"labels":{"complaint":true}}\n{"id":"y","text":"la mesa de Zeta muy buena","brand":"Zeta","brandTerms":["Zeta"],"labels":{"complaint":false}}',
    'other.jsonl',
  )
  const evaluation = evaluateModel(classifier, other)
  expect(evaluation.rows.find((row) => row.label === 'complaint')?.auc).toBe(1)
  expect(evaluationTable(evaluation)).toContain('complaint')
})

test('a model file that is cut short or is something else is refused', () => {
  const bytes = trainModel(posts, options)
  expect(() => decodeModel(bytes.slice(0, bytes.length - 1))).toThrow('cut short')
  expect(() => decodeModel(bytes.slice(0, 6))).toThrow('not an Escucha model')
  expect(() => decodeModel(new TextEncoder().encode('PK\u0003\u0004 something else'))).toThrow('not an Escucha model')
})

test('the solver finds the weights of a problem whose answer is known', () => {
  // One feature that is 1 in three quarters of the positives and one quarter of the negatives: without a penalty the
  // weight is log(3 / (1/3)) = log 9.
  const values = [1, 1, 1, 0, 1, 0, 0, 0]
  const data: SparseRows = {
    rows: 8,
    columns: 1,
    from: Int32Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8]),
    column: new Int32Array(8),
    value: Float32Array.from(values),
  }
  const problem = {
    data,
    use: Int32Array.from(values.keys()),
    target: Float32Array.from([1, 1, 1, 1, 0, 0, 0, 0]),
    weight: new Float32Array(8).fill(1),
    levels: 2,
    penalty: Float32Array.from([1e-9]),
    iterations: 200,
  }
  expect(fitLinear({ ...problem, sign: Int8Array.from([0]) }).weights[0]).toBeCloseTo(Math.log(9), 1)
  expect(fitLinear({ ...problem, sign: Int8Array.from([-1]) }).weights[0]).toBe(0)
})

test('figures are those of the textbook', () => {
  const guesses = [0.9, 0.8, 0.7, 0.4, 0.3, 0.1].map((p, i) => ({
    p,
    truth: [true, true, false, true, false, false][i] === true,
  }))
  expect(aucOf(guesses)).toBeCloseTo(8 / 9)
  expect(figuresOf(guesses, 0.5)).toMatchObject({ n: 6, positives: 3, precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 })
  expect(
    eceOf([
      { p: 0.5, truth: true },
      { p: 0.5, truth: false },
    ]),
  ).toBeCloseTo(0)
  expect(
    quadraticKappa([
      [0, 0],
      [3, 3],
      [1, 1],
    ]),
  ).toBe(1)
  expect(quadraticKappa([])).toBeNull()
  expect(wilson(0, 0)).toBeNull()
  expect(wilson(10, 10)?.[1]).toBeCloseTo(1)
})
