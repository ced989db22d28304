import { expect, test } from 'vitest'
import type { Classifier } from '../../src/domain/verdict.js'
import { brandOf, classifyLine, parseClassifyLine, readLabelled } from '../../src/understand/index.js'

const configured = [{ ...brandOf('UNE', ['UNE']), id: 'une' }]

test('a line holds a post, what surrounds it, and the brand asked for', () => {
  const line = JSON.stringify({
    id: 7,
    title: 'Sin señal',
    text: 'Nada funciona',
    brand: 'une',
    source: { id: 'foro', title: 'Foro de usuarios' },
    conversation: { title: 'Caídas' },
  })
  expect(parseClassifyLine(line, 1, configured)).toEqual({
    id: 7,
    post: {
      title: 'Sin señal',
      text: 'Nada funciona',
      languageHint: null,
      conversationTitle: 'Caídas',
      sourceText: 'foro Foro de usuarios',
    },
    brands: configured,
  })
})

test('a brand may come with the line', () => {
  const line = '{"id":"a","text":"hola","brand":{"name":"Claro","terms":["claro","@claro"],"context":["señal"]}}'
  expect(parseClassifyLine(line, 1, []).brands).toEqual([brandOf('Claro', ['claro', '@claro'], ['señal'])])
})

test('a line without a brand is judged for all that are configured', () => {
  expect(parseClassifyLine('{"text":"hola"}', 1, configured)).toMatchObject({ id: null, brands: null })
})

test.each([
  ['{', 'line 4: not valid JSON'],
  ['{"id":1}', 'line 4: "text"'],
  ['[]', 'line 4'],
  ['{"text":"a","brand":"nobody"}', 'line 4: no brand "nobody" is configured'],
  ['{"text":"a","brand":{}}', 'line 4: "brand" needs a name or terms'],
])('the broken line %s is named by its number', (line, message) => {
  expect(() => parseClassifyLine(line, 4, configured)).toThrow(message)
})

test('the answer has the fields of the contract in their order', () => {
  const labels = { complaint: 0.9, question: 0, suggestion: 0, praise: 0, churn: 0 }
  const judgement = {
    brand: 'une',
    relevance: 1,
    labels,
    tags: ['complaint' as const],
    severity: 1 as const,
    urgency: 2 as const,
    evidence: [],
    model: 'm',
  }
  const fixed: Classifier = { id: 'm', classify: () => [{ language: 'es', judgements: [judgement] }] }
  expect(classifyLine(fixed, '{"id":"x","text":"hola"}', 1, configured)).toBe(
    '{"id":"x","language":"es","mentions":[{"brand":"une","relevance":1,"labels":{"complaint":0.9,"question":0,"suggestion":0,"praise":0,"churn":0},"tags":["complaint"],"severity":1,"urgency":2,"evidence":[],"model":"m"}]}',
  )
})

test('labelled lines are read, and a label that is absent or null is unknown', () => {
  const [row] = readLabelled(
    '{"id":"r-1b","text":"hola","brand":"UNE","brandTerms":["une"],"labels":{"complaint":true,"praise":null}}\n\n',
    'mine.jsonl',
  )
  expect(row).toMatchObject({
    id: 'r-1b',
    group: 'r-1',
    relevant: null,
    labels: { complaint: true, question: null, suggestion: null, praise: null, churn: null },
    severity: null,
  })
})

test.each([
  ['{"text":"a"}\n{broken', 'mine.jsonl line 2: not valid JSON'],
  ['{"text":5}', 'mine.jsonl line 1: "text"'],
  ['{"text":"a","severity":9}', 'mine.jsonl line 1: "severity"'],
  ['{"text":"a","labels":{"anger":true}}', 'mine.jsonl line 1: "labels"'],
])('a labelled file with the fault %s is refused by line', (text, message) => {
  expect(() => readLabelled(text, 'mine.jsonl')).toThrow(message)
})
