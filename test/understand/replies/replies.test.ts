// The judge of replies: what it says of replies in context, why, and that its file is whole.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExpected } from '../../../src/domain/errors.js'
import { REPLY_KINDS, type ReplyInContext, type ReplyKind } from '../../../src/domain/reply.js'
import { parseLexicon } from '../../../src/understand/lexicon.js'
import { evaluateReplies, replyTable } from '../../../src/understand/replies/evaluate.js'
import { judgeOf, openReplyJudge } from '../../../src/understand/replies/judge.js'
import { decodeReplyModel } from '../../../src/understand/replies/model.js'
import { readReplies } from '../../../src/understand/replies/rows.js'
import { replyCorpus, shippedCues, UNSEEN } from '../../../src/understand/replies/ship.js'
import { fitReplies, trainReplies } from '../../../src/understand/replies/train.js'

const judge = openReplyJudge()

function reply(text: string, more: Partial<ReplyInContext> = {}): ReplyInContext {
  return {
    title: 'Cambiar la clave',
    question: '¿Cómo cambio la clave del wifi?',
    between: [],
    reply: text,
    author: 'customer',
    ...more,
  }
}

describe('the judge of replies', () => {
  test.each<[string, ReplyKind, Partial<ReplyInContext>]>([
    ['Entra a 192.168.1.1, usuario admin, Wireless > Security y ahí cambias la clave', 'answer', {}],
    ['Go to Settings > Wi-Fi > Password, type the new one and restart the router', 'answer', {}],
    ['A mí también me pasa, desde el lunes', 'metoo', {}],
    ['Same here since yesterday', 'metoo', {}],
    ['¿Qué modelo de módem es?', 'question', {}],
    ['¿Alguna novedad?', 'question', {}],
    ['jajaja bienvenido al club', 'noise', {}],
    ['Hola, lamentamos lo ocurrido. Escríbenos por DM tu número de cédula', 'staffprobe', { author: 'staff' }],
    ['Hi, sorry about that. Please DM us your account number', 'staffprobe', { author: 'staff' }],
    ['Quedó, mil gracias', 'thanks', { author: 'asker' }],
    ['reinicia el módem', 'wrong', { between: ['ya reinicié el módem tres veces y nada'] }],
  ])('takes “%s” for: %s', (text, kind, more) => {
    expect(judge.judge(reply(text, more)).kind).toBe(kind)
  })

  test('shows why by spans of the reply itself, strongest first', () => {
    const text = 'Hola, sentimos las molestias. Envíanos por mensaje privado tu número de línea.'
    const { evidence } = judge.judge(reply(text, { author: 'staff' }))
    expect(evidence.length).toBeGreaterThan(0)
    for (const span of evidence) expect(text.slice(span.start, span.end)).toBe(span.text)
    expect(evidence.map(({ weight }) => weight)).toEqual(evidence.map(({ weight }) => weight).toSorted((a, b) => b - a))
    expect(evidence.map(({ cue }) => cue)).toContain('private')
    expect(judge.cueTitle('private', 'es')).toBe('pide pasar a privado')
    expect(judge.cueTitle('no-such-cue', 'es')).toBeNull()
  })

  test('gives a probability for any text whatever, and spans that lie within it', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 })
    fc.assert(
      fc.property(anyText, anyText, fc.array(anyText, { maxLength: 5 }), (question, text, between) => {
        const verdict = judge.judge(reply(text, { question, between, title: null }))
        expect(verdict.probability).toBeGreaterThan(0)
        expect(verdict.probability).toBeLessThanOrEqual(1)
        for (const span of verdict.evidence) expect(text.slice(span.start, span.end)).toBe(span.text)
      }),
    )
  })

  test('is as quick with a megabyte as with a page', () => {
    const started = performance.now()
    for (const text of ['a b '.repeat(300_000), '¿'.repeat(1_000_000), '\u200b'.repeat(1_000_000)]) {
      judge.judge(reply(text, { question: text, between: [text, text, text] }))
    }
    expect(performance.now() - started).toBeLessThan(500)
  })
})

describe('the corpus of replies', () => {
  const corpus = replyCorpus()

  test('has eight hundred rows and more in both languages, a part of which no model learns from', () => {
    expect(corpus.length).toBeGreaterThanOrEqual(800)
    expect(new Set(corpus.map(({ lang }) => lang))).toEqual(new Set(['es', 'en']))
    const unseen = new Set(corpus.filter(({ split }) => split === UNSEEN).map(({ group }) => group))
    expect(unseen.size).toBeGreaterThan(40)
    expect(corpus.filter(({ split, group }) => split !== UNSEEN && unseen.has(group))).toEqual([])
    expect(new Set(corpus.map(({ id }) => id)).size).toBe(corpus.length)
  })

  test('is judged well where it was never learnt from: answer F1 of at least 0.85', () => {
    const { answers } = evaluateReplies(
      judge,
      corpus.filter(({ split }) => split === UNSEEN),
      'replies',
    )
    expect(answers.find(({ language }) => language === 'all')?.f1).toBeGreaterThanOrEqual(0.85)
  })

  test('has its figures beside the model that ships, as they are measured now', () => {
    const unseen = corpus.filter(({ split }) => split === UNSEEN)
    const kept = readFileSync(new URL('../../../data/model/replies-held-out.txt', import.meta.url), 'utf8')
    expect(kept.trim()).toBe(replyTable(evaluateReplies(judge, unseen, 'replies')))
  })
})

describe('training on replies', () => {
  const some = replyCorpus().slice(0, 60)

  test('gives the same file to the byte, and another one for other replies', () => {
    const cues = shippedCues()
    expect(Buffer.from(trainReplies(some, cues)).equals(Buffer.from(trainReplies(some, cues)))).toBe(true)
    expect(fitReplies(some, parseLexicon(cues)).header.id).not.toBe(
      fitReplies(some.slice(1), parseLexicon(cues)).header.id,
    )
  })

  test('gives a file that judges as the model in memory does', () => {
    const model = fitReplies(some, parseLexicon(shippedCues()))
    const again = judgeOf(decodeReplyModel(trainReplies(some, shippedCues())))
    for (const row of some) expect(again.judge(row)).toEqual(judgeOf(model).judge(row))
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('ESC1 and more')],
    ['a file cut short', Buffer.from(trainReplies(some, shippedCues())).subarray(0, 5_000)],
    ['a header that is no JSON', Buffer.concat([Buffer.from('ESR1'), Buffer.from([4, 0, 0, 0]), Buffer.from('nope')])],
  ])('refuses %s', (_, bytes) => {
    const tried = () => decodeReplyModel(bytes)
    expect(tried).toThrowError(/the reply model file/)
    try {
      tried()
    } catch (error) {
      expect(isExpected(error)).toBe(true)
    }
  })
})

describe('labelled replies', () => {
  const row = { title: null, question: '¿Cómo?', between: [], reply: 'Así', author: 'customer', label: 'answer' }

  test('are read line by line', () => {
    const [read] = readReplies(`${JSON.stringify({ ...row, brand: 'Sol' })}\n\n`, 'mine')
    expect(read).toMatchObject({ id: 'mine:1', question: '¿Cómo?', label: 'answer', split: null, lang: null })
  })

  test.each([
    ['{', 'line 1: not valid JSON'],
    [JSON.stringify({ ...row, label: 'good' }), 'line 1: "label"'],
    [JSON.stringify({ ...row, reply: 7 }), 'line 1: "reply"'],
    ['[]', 'line 1:'],
  ])('that are none are told with their line: %s', (line, message) => {
    expect(() => readReplies(line, 'mine')).toThrowError(message)
  })

  test('are reported per kind, and as answers or not', () => {
    const rows = REPLY_KINDS.map((label, at) => JSON.stringify({ ...row, id: at, lang: 'es', label })).join('\n')
    const evaluation = evaluateReplies(judge, readReplies(rows, 'mine'), 'mine')
    expect(evaluation.answers).toMatchObject([{ set: 'mine', language: 'es', n: 8, positives: 1 }])
    expect(evaluation.kinds.map(({ kind }) => kind)).toEqual(REPLY_KINDS)
    expect(replyTable(evaluation)).toContain('answer or not:')
  })
})
