import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateTopics, type LabelledText, topicTable } from '../../src/desk/topics/evaluate.js'
import { featuresOf, wordsOf } from '../../src/desk/topics/features.js'
import { Grouping, groupTexts } from '../../src/desk/topics/group.js'
import { subjects } from '../../src/desk/topics/subjects.js'
import { sureEnough } from '../../src/desk/topics/suggest.js'
import { knownAnswer, topicsOf } from '../../src/desk/topics/topics.js'
import type { Alert } from '../../src/domain/case.js'
import { otherTopics } from './other-topics.js'
import { at, brand, Desk, rules, said, view } from './story.js'

const corpus: readonly LabelledText[] = readFileSync(new URL('../../data/corpus/topics.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

/** The F1 of a set's texts, each brand grouped by itself. */
function f1Of(texts: readonly LabelledText[]): number {
  const rows = evaluateTopics(
    texts.map((text) => ({ ...text, split: null })),
    'texts',
  )
  console.info(topicTable(rows))
  return rows.find(({ grouped }) => grouped === 'brand')?.f1 ?? 0
}

describe('grouping', () => {
  test('finds the topics of the corpus: B-cubed F1 of at least 0.80', () => {
    expect(f1Of(corpus)).toBeGreaterThanOrEqual(0.8)
  })

  test('finds topics whose texts were not looked at while it was tuned', () => {
    expect(f1Of(corpus.filter(({ split }) => split === 'unseen'))).toBeGreaterThanOrEqual(0.74)
  })

  test('finds topics of trades that the lists know, in texts that they were not written from', () => {
    expect(f1Of(corpus.filter(({ split }) => split === 'unseen-2'))).toBeGreaterThanOrEqual(0.73)
  })

  test('hands the answer of one case to another of the same topic, 95 times of 100', () => {
    const said = corpus.map((row) => ({ row, features: featuresOf(row.text, new Set(wordsOf(row.brand))) }))
    const pairs = said.flatMap((one, at) =>
      said
        .slice(at + 1)
        .filter(({ row, features }) => row.brand === one.row.brand && sureEnough(one.features, features))
        .map(({ row }) => row.topic !== null && row.topic === one.row.topic),
    )
    expect(pairs.length).toBeGreaterThan(40)
    expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThanOrEqual(0.95)
  })

  test('finds topics of other trades, in wordings that the subject list was not written from', () => {
    expect(f1Of(otherTopics.map((text) => ({ ...text, split: null })))).toBeGreaterThanOrEqual(0.7)
  })

  test('is measured by B-cubed as it is defined', () => {
    const text = (id: string, topic: string | null, words: string) => ({
      id,
      topic,
      brand: 'Sol',
      text: words,
      split: null,
    })
    const rows = evaluateTopics(
      [
        text('1', 'a', '¿Cómo cancelo la suscripción?'),
        text('2', 'a', 'cómo cancelo mi suscripción'),
        text('3', 'a', 'zzz qqq'),
        text('4', null, 'el equipaje llegó roto'),
      ],
      'mine',
    )
    // Groups {1, 2}, {3}, {4}: all pure; of the topic of three, two find two and one finds itself.
    expect(rows[0]).toMatchObject({ set: 'mine', grouped: 'brand', n: 4, topics: 1, precision: 1 })
    expect(rows[0]?.recall).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
  })
})

describe('the lists of subjects', () => {
  test('hold only ways that a folded text can have', () => {
    const unusable = [
      ...[...subjects.words.keys()].filter((word) => !/^[a-z0-9]+$/.test(word)),
      ...[...subjects.beginnings.keys()].filter((beginning) => !/^[a-z0-9]{3,14}$/.test(beginning)),
      ...[...subjects.phrases.values()].flat().flatMap(([way]) => (/^( [a-z0-9]+)+ ?$/.test(way) ? [] : [way])),
    ]
    expect(unusable).toEqual([])
  })
})

describe('a group', () => {
  const none = new Set<string>()
  const texts = corpus.filter((row) => row.brand === 'Rappi')

  test('is what it was when more texts come', () => {
    const anyLength = fc.integer({ min: 0, max: texts.length })
    fc.assert(
      fc.property(anyLength, (length) => {
        const before = groupTexts(texts.slice(0, length), none)
        const after = groupTexts(texts, none)
        for (const group of before) {
          const grown = after.find(({ founder }) => founder === group.founder)
          expect(grown?.members.slice(0, group.members.length)).toEqual(group.members)
        }
      }),
      { numRuns: 10 },
    )
  })

  test('of the first texts can be asked for later, as it was then', () => {
    const grouping = new Grouping(none)
    for (const text of texts) grouping.add(text)
    for (const count of [0, 1, 5, texts.length]) {
      expect(grouping.groups(count)).toEqual(groupTexts(texts.slice(0, count), none))
    }
    expect(grouping.agreesWith(texts.slice(0, 5))).toBe(true)
    expect(grouping.agreesWith(texts.slice(1))).toBe(false)
  })

  test('holds each text once, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { maxLength: 20 }), (anyTexts) => {
        const ids = anyTexts.map((_, index) => String(index))
        const groups = groupTexts(
          anyTexts.map((text, index) => ({ id: String(index), text })),
          none,
        )
        expect(groups.flatMap(({ members }) => members).sort()).toEqual(ids.sort())
      }),
    )
  })

  test('joins Spanish and English, accents and none', () => {
    const groups = groupTexts(
      [
        { id: '1', text: '¿Cómo cancelo la suscripción?' },
        { id: '2', text: 'como CANCELO la suscripcion' },
        { id: '3', text: 'I want to cancel my subscription, but how' },
        { id: '4', text: 'el equipaje llegó roto' },
      ],
      none,
    )
    expect(groups.map(({ members }) => members)).toEqual([['1', '2', '3'], ['4']])
  })
})

function caseOf(id: string, excerpt: string, day: number): Alert {
  const desk = new Desk()
  desk.review(at(day, '09:00'), said('1', 'Ana', at(day, '09:00'), excerpt, { labels: ['question'] }))
  return { ...desk.alert, id }
}

describe('a topic', () => {
  const cases = [
    caseOf('a', '¿Cómo cambio la clave del wifi?', 2),
    caseOf('b', 'Sol: ¿dónde cambio la contraseña del wifi?', 5),
    caseOf('c', 'me llegó la factura al doble', 6),
  ]

  test('has an id for ever, a heading, and a first and last time', () => {
    const [first, second, ...others] = topicsOf(cases, brand)
    expect(others).toEqual([])
    expect(first).toMatchObject({
      title: '¿Cómo cambio la clave del wifi?',
      firstAt: at(2, '09:00'),
      lastAt: at(5, '09:00'),
    })
    expect(first?.cases.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(second?.cases.map(({ id }) => id)).toEqual(['c'])
    expect(topicsOf(cases.slice(0, 1), brand)[0]?.id).toBe(first?.id)
  })

  test('is headed by the title of its post alone, and by the words of a reply', () => {
    const titled = { ...caseOf('d', 'Factura Me llegó al doble este mes', 2), title: 'Factura' }
    expect(topicsOf([titled], brand)[0]?.title).toBe('Factura')
    expect(topicsOf([{ ...titled, excerpt: 'A mí también me llegó al doble' }], brand)[0]?.title).toBe(
      'A mí también me llegó al doble',
    )
  })

  const asked = said('1', 'Ana', at(2, '09:00'), '¿Cómo cambio la clave del wifi?', { labels: ['question'] })
  const steps = 'Entra a 192.168.1.1 con el usuario del sticker y cambia la clave'

  test.each([
    [
      'the marked reply, before any by staff',
      [
        said('2', 'Luis', at(2, '10:00'), 'En el sticker del módem', { post: { accepted: true } }),
        said('3', 'Soporte Sol', at(2, '11:00'), steps),
      ],
      { text: 'En el sticker del módem', by: 'Luis', accepted: true, url: 'https://foro.example/p/2' },
    ],
    [
      'else the fullest by staff',
      [
        said('2', 'Soporte Sol', at(2, '10:00'), 'Claro que sí, ya te contamos cómo'),
        said('3', 'Soporte Sol', at(2, '11:00'), steps),
      ],
      { text: steps, by: 'Soporte Sol', accepted: false, url: 'https://foro.example/p/3' },
    ],
  ])('offers as known answer %s', (_, replies, expected) => {
    const thread = view([asked, ...replies])
    expect(knownAnswer([caseOf('a', asked.post.text, 2)], [thread], brand, rules)).toMatchObject(expected)
  })

  test.each([
    ['a customer’s guess', said('2', 'Luis', at(2, '10:00'), steps)],
    [
      'a request to write in private',
      said('2', 'Soporte Sol', at(2, '10:00'), 'Hola Ana, envíanos por mensaje privado tu cédula y número de línea'),
    ],
    ['a courtesy', said('2', 'Soporte Sol', at(2, '10:00'), '¡Gracias por escribirnos!')],
  ])('offers no %s', (_, reply) => {
    expect(knownAnswer([caseOf('a', asked.post.text, 2)], [view([asked, reply])], brand, rules)).toBeNull()
  })
})
