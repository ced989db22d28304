import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Judgement, PostText } from '../../src/domain/verdict.js'
import { brandOf, openClassifier } from '../../src/understand/index.js'

const une = brandOf('une', ['UNE', 'UNE EPM', '@UNETelco'], ['internet', 'fibra', 'router'], ['se une a'])
const claro = brandOf('claro', ['Claro'])
const movistar = brandOf('movistar', ['Movistar'])
const classifier = openClassifier([une, claro, movistar])

function post(text: string, more: Partial<PostText> = {}): PostText {
  return { title: null, text, languageHint: null, conversationTitle: null, sourceText: null, ...more }
}

function judged(text: string, brand = une, more: Partial<PostText> = {}): Judgement {
  const judgement = classifier.classify([post(text, more)], [brand])[0]?.judgements[0]
  if (judgement === undefined) throw new Error('no judgement')
  return judgement
}

function mentioned(text: string, more: Partial<PostText> = {}): string[] {
  const [verdict] = classifier.classify([post(text, more)], null)
  return (verdict?.judgements ?? []).filter(({ relevance }) => relevance >= 0.5).map(({ brand }) => brand)
}

describe('who is meant', () => {
  test('UNE the company, however it is written', () => {
    expect(mentioned('Llevo tres días sin internet con une y nadie contesta')).toEqual(['une'])
    expect(mentioned('@UNETelco otra vez sin servicio')).toEqual(['une'])
  })

  test('and not "une" the verb', () => {
    expect(mentioned('El puente que une los dos barrios quedó muy bonito')).toEqual([])
    expect(mentioned('Mi hermana se une a la caminata del domingo')).toEqual([])
  })

  test('Claro the operator, and not "claro" the adverb', () => {
    expect(mentioned('en mi barrio claro no tiene señal desde ayer')).toEqual(['claro'])
    expect(mentioned('claro que sí, nos vemos mañana en la casa de mi tía')).toEqual([])
  })

  test('a brand that only the thread names', () => {
    const text = 'a mí me pasó igual, al final cambié el router'
    expect(mentioned(text)).toEqual([])
    expect(mentioned(text, { conversationTitle: 'Fibra de UNE se cae cada noche' })).toEqual(['une'])
  })

  test('a context word lifts a doubtful term', () => {
    const without = judged('une me tiene aburrido', brandOf('x', ['une'])).relevance
    const withContext = judged('une me tiene aburrido con el router', brandOf('x', ['une'], ['router'])).relevance
    expect(withContext).toBeGreaterThan(without)
  })

  test('a brand that was asked for is judged even where it is not meant', () => {
    expect(judged('Telcel me cobró dos veces la recarga, qué robo').relevance).toBeLessThan(0.5)
    expect(judged('El pegamento que une la suela ya se secó').relevance).toBeLessThan(0.5)
  })
})

test('a brand without a word stands for whatever the post is about', () => {
  expect(judged('la comida llegó fría y tarde', brandOf('', [])).relevance).toBe(1)
})

describe('what is said', () => {
  test('a complaint with its severity, urgency and reasons', () => {
    const judgement = judged(
      'Pésimo servicio de UNE: llevo tres días sin internet y nadie responde. Son unos ladrones, voy a poner una demanda.',
    )
    expect(judgement.tags).toContain('complaint')
    expect(judgement.severity).toBeGreaterThanOrEqual(2)
    expect(judgement.urgency).toBeGreaterThanOrEqual(1)
    expect(judgement.evidence.map(({ concept }) => concept)).toContain('bad-service')
  })

  test('a question without a question mark', () => {
    expect(judged('buenas, alguien sabe como se configura el router de une para abrir puertos').tags).toEqual([
      'question',
    ])
  })

  test('praise, in Spanish and English', () => {
    expect(judged('Excelente la atención de UNE, muy amables y rápidos, los recomiendo').tags).toContain('praise')
    expect(judged('UNE support was great, friendly and fast, highly recommend').tags).toContain('praise')
  })

  test('a suggestion and a goodbye', () => {
    expect(judged('UNE debería agregar una opción para pagar la factura con Nequi, sería genial').tags).toContain(
      'suggestion',
    )
    expect(judged('Ya cancelé UNE, me pasé a otro operador la semana pasada').tags).toContain('churn')
  })

  test('of each brand its own', () => {
    const [verdict] = classifier.classify(
      [post('Claro es un desastre, se cae todos los días. Movistar en cambio excelente, nunca falla.')],
      null,
    )
    const byBrand = Object.fromEntries(
      (verdict?.judgements ?? []).map((judgement) => [judgement.brand, judgement.labels]),
    )
    expect(byBrand.claro?.complaint).toBeGreaterThan(byBrand.movistar?.complaint ?? 1)
    expect(byBrand.movistar?.praise).toBeGreaterThan(byBrand.claro?.praise ?? 1)
  })

  test('nothing, of a language that is not labelled', () => {
    const verdict = classifier.classify(
      [post('Der Kundendienst von UNE ist wirklich furchtbar, seit drei Tagen kein Internet und niemand antwortet')],
      null,
    )[0]
    expect(verdict?.language).toBe('de')
    expect(verdict?.judgements[0]?.labels.complaint).toBe(0)
  })
})

describe('the language', () => {
  const cases: readonly (readonly [string, string | null, string | null])[] = [
    ['Llevo dos horas esperando y nadie contesta el teléfono', null, 'es'],
    ['I have been waiting for two hours and nobody picks up', null, 'en'],
    ['Estou há duas horas esperando e ninguém atende o telefone, vocês não respondem', null, 'pt'],
    ['ok', 'es', 'es'],
    ['ok', 'en-US', 'en'],
    ['', null, null],
    ['😡😡', null, null],
  ]
  test.each(cases)('of "%s" with the hint %s is %s', (text, hint, language) => {
    expect(classifier.classify([post(text, { languageHint: hint })], null)[0]?.language).toBe(language)
  })
})

describe('evidence', () => {
  const texts = [
    'Pésimo servicio de UNE, nadie responde y me cobraron dos veces',
    'une no funciona desde ayer, que decepción',
    'UNE is terrible, the internet keeps dropping and support never answers',
    'Me tienen cansado los de UNE con tantas caídas',
    '¿Alguien sabe si UNE atiende los sábados?',
    'Gracias UNE, excelente atención',
  ]

  test('is exactly the slice of title and text that its offsets name', () => {
    for (const text of texts) {
      const whole = `El título de UNE\n${text}`
      for (const evidence of judged(text, une, { title: 'El título de UNE' }).evidence) {
        expect(whole.slice(evidence.start, evidence.end)).toBe(evidence.text)
      }
    }
  })

  test('decides: without the strongest span the probability falls', () => {
    for (const text of texts) {
      const before = judged(text)
      for (const label of before.tags) {
        const top = before.evidence.find((evidence) => evidence.label === label)
        if (top === undefined) throw new Error(`no evidence for ${label} in "${text}"`)
        const after = judged(`${text.slice(0, top.start)}${text.slice(top.end)}`)
        expect(after.labels[label]).toBeLessThan(before.labels[label])
      }
    }
  })
})

describe('hostile text', () => {
  test('of any kind gets a verdict with probabilities', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const judgement = judged(`${text} UNE ${text}`)
        for (const p of [judgement.relevance, ...Object.values(judgement.labels)]) {
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['a megabyte of one letter', 'a'.repeat(1_000_000)],
    ['a megabyte of the brand', 'une '.repeat(250_000)],
    ['a megabyte of negations', 'no me '.repeat(170_000)],
    ['lone surrogates', '\ud800une\udfff '.repeat(1000)],
    ['zero-width characters', `${'\u200b'.repeat(100_000)}une`],
    ['nothing but marks', '?!'.repeat(100_000)],
  ])('%s is judged in bounded time', (_, text) => {
    const started = process.cpuUsage()
    classifier.classify([post(text)], null)
    const { user, system } = process.cpuUsage(started)
    expect(user + system).toBeLessThan(3_000_000)
  })
})

test('the same posts give the same verdicts', () => {
  const posts = ['une pésimo', 'claro que sí', 'Movistar bien'].map((text) => post(text))
  expect(classifier.classify(posts, null)).toEqual(classifier.classify(posts, null))
})
