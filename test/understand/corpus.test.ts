// What the corpus promises in its README, and the instruments that measure it.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { LABELS } from '../../src/domain/verdict.js'
import { agreements, readTwoPasses } from '../../src/understand/corpus/agreement.js'
import { contradictions, countsOf, shortfalls } from '../../src/understand/corpus/counts.js'
import { nearPairs, SHARE_MAX } from '../../src/understand/corpus/near.js'
import { barredBy, leaksFrom } from '../../src/understand/corpus/outside.js'
import { secondPassSample, writeBlindSample } from '../../src/understand/corpus/sample.js'
import { TEMPLATE_SHARE_MAX, templatesOf } from '../../src/understand/corpus/templates.js'
import { maskedWords, shinglesOf, textsOf, wordsOf } from '../../src/understand/corpus/texts.js'
import { type LabelledPost, readLabelled } from '../../src/understand/labelled.js'
import { quadraticKappa } from '../../src/understand/metrics.js'
import { readCorpus } from '../../src/understand/train/corpus.js'

const scratch = mkdtempSync(join(tmpdir(), 'escucha-corpus-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const corpus = readCorpus()
const corpusTexts = textsOf(corpus)
const secondPass = readTwoPasses(readFileSync(new URL('../../data/corpus/second-pass.tsv', import.meta.url), 'utf8'))

const nothing = Object.fromEntries(LABELS.map((label) => [label, false]))

function rows(...texts: readonly [id: string, brand: string, text: string][]): LabelledPost[] {
  const lines = texts.map(([id, brand, text]) => JSON.stringify({ id, brand, brandTerms: [brand], text, lang: 'es' }))
  return readLabelled(lines.join('\n'), 'pla.jsonl')
}

describe('the corpus', () => {
  test('holds enough of every label in each language, and more plain posts than demanding ones', () => {
    expect(shortfalls(countsOf(corpus, corpusTexts))).toEqual([])
  })

  test('contradicts itself nowhere', () => {
    expect(contradictions(corpus)).toEqual([])
  })

  test('gives every row an id of its own', () => {
    expect(new Set(corpus.map((post) => post.id)).size).toBe(corpus.length)
  })

  test('says the same thing in nearly the same words only once', () => {
    expect(nearPairs(corpusTexts)).toEqual([])
  })

  test('is written by no template', () => {
    const commonest = Object.values(templatesOf(corpusTexts)).flatMap((part) => part[0]?.texts ?? 0)
    expect(Math.max(...commonest)).toBeLessThan(corpusTexts.length * TEMPLATE_SHARE_MAX)
  })

  test('was labelled again, a fifth of it, by annotators who agree', () => {
    expect(secondPass.length).toBeGreaterThan(3900)
    const kappas = Object.fromEntries(agreements(secondPass).map(({ on, kappa }) => [on, kappa]))
    expect(kappas.complaint).toBeGreaterThan(0.75)
    expect(kappas.question).toBeGreaterThan(0.85)
    expect(kappas.severity).toBeGreaterThan(0.6)
  })
})

describe('near-duplicates', () => {
  const complaint = 'llevo tres semanas esperando al técnico de Claro y nadie me dice cuándo va a venir a la casa'

  test('are found whatever the brand, the numbers, the case and the accents', () => {
    const pairs = nearPairs(
      textsOf(
        rows(
          ['a-1', 'Claro', complaint],
          ['a-2', 'Tigo', complaint.replace('Claro', 'TIGO').replace('técnico', 'tecnico').toUpperCase()],
          ['a-3', 'Claro', 'hoy el pan de la esquina estaba mejor que nunca y además lo regalaban con el café'],
        ),
      ),
    )
    expect(pairs).toEqual([{ first: 'a-1', second: 'a-2', share: 1 }])
  })

  test('are no duplicates when one text is judged of two brands', () => {
    const both = 'Claro no llega a mi casa y Tigo llega a toda la cuadra desde el año pasado'
    expect(nearPairs(textsOf(rows(['b-1a', 'Claro', both], ['b-1b', 'Tigo', both])))).toEqual([])
  })

  test('share more than the limit, and exactly as much as is said', () => {
    const words = fc.array(fc.constantFrom('uno', 'dos', 'tres', 'cuatro', 'cinco'), { minLength: 3, maxLength: 12 })
    fc.assert(
      fc.property(words, words, (one, other) => {
        const texts = textsOf(rows(['c-1', 'X', one.join(' ')], ['c-2', 'X', other.join(' ')]))
        const [first, second] = texts.map((text) => new Set(shinglesOf(maskedWords(text), 3)))
        const common = [...(first ?? [])].filter((run) => second?.has(run)).length
        const share = common / ((first?.size ?? 0) + (second?.size ?? 0) - common)
        const found = nearPairs(texts)[0]?.share
        // MinHash may miss a pair just over the limit, but never an identical one, and never calls a different one near.
        if (share === 1) expect(found).toBe(1)
        if (found !== undefined) expect([found, share > SHARE_MAX]).toEqual([share, true])
      }),
    )
  })
})

describe('templates', () => {
  test('are seen through their slots', () => {
    const texts = textsOf(
      rows(
        ['d-1', 'Claro', 'Hola Claro, me cobraron 50 de más en Medellín este mes'],
        ['d-2', 'Tigo', 'Hola Tigo, me cobraron 9.90 de más en Bogotá este mes'],
        ['d-3', 'Movistar', 'Qué bien me atendieron hoy en la tienda del centro'],
      ).map((row) => ({ ...row, text: row.text.replace('9.90', '990') })),
    )
    expect(templatesOf(texts).whole).toEqual([{ skeleton: 'hola @ me cobraron # de mas en @ este mes', texts: 2 }])
  })
})

describe('agreement', () => {
  test('is what Cohen counted', () => {
    // The textbook's fifty grant proposals: both yes 20, both no 15, and 5 and 10 apart.
    const pairs = [
      ...Array.from({ length: 20 }, () => [1, 1] as const),
      ...Array.from({ length: 15 }, () => [0, 0] as const),
      ...Array.from({ length: 5 }, () => [1, 0] as const),
      ...Array.from({ length: 10 }, () => [0, 1] as const),
    ]
    expect(quadraticKappa(pairs)).toBeCloseTo(0.4, 10)
  })

  test('is read from a line per row', () => {
    expect(readTwoPasses('id\tfirst\tsecond\nco-1\t1:cq:2:1\t-:-:0:0\n')).toEqual([
      {
        id: 'co-1',
        first: { relevant: true, labels: new Set(['complaint', 'question']), severity: 2, urgency: 1 },
        second: { relevant: null, labels: new Set(), severity: 0, urgency: 0 },
      },
    ])
  })
})

describe('texts that may not stand in the corpus', () => {
  const foreign = 'el módem se reinicia solo cada noche a las once y nadie en soporte sabe decirme por qué'
  const folder = join(scratch, 'outside')
  mkdirSync(folder)
  writeFileSync(join(folder, 'page.html.gz'), gzipSync(`<p>Ayer: <b>${foreign}</b></p>`))

  test('are found in a zipped page, and what only shares phrases is not', () => {
    const texts = textsOf(
      rows(
        ['e-1', 'X', `${foreign.toUpperCase()}!!`],
        [
          'e-2',
          'X',
          'el módem se reinicia solo cuando llueve, así que lo puse debajo de un paraguas viejo de mi abuela',
        ],
      ),
    )
    expect(leaksFrom(texts, folder)?.map((leak) => leak.group)).toEqual(['e-1'])
  })

  test('is barred by a list of fingerprints, however short and common it is', () => {
    const folder = join(scratch, 'barred')
    mkdirSync(folder, { recursive: true })
    const texts = textsOf(rows(['b-1', 'Gap', 'Mind the gap! https://a.example'], ['b-2', 'Gap', 'otra cosa']))
    const list = createHash('sha1').update('mind the gap').digest('hex')
    expect(barredBy(texts, folder)).toEqual([])
    writeFileSync(join(folder, 'exclude_sha1.txt'), `${list}\n`)
    expect(barredBy(texts, folder)).toEqual(['b-1'])
  })

  test('cannot be looked for where there is no folder', () => {
    expect(leaksFrom([], join(scratch, 'nowhere'))).toBeNull()
  })
})

describe('the blind sample', () => {
  test('is a fifth of every file and language, the same every time', () => {
    const sample = secondPassSample(corpus)
    expect(sample.length).toBeGreaterThanOrEqual(corpus.length / 5)
    expect(secondPassSample([...corpus].reverse()).map((post) => post.id)).toEqual(sample.map((post) => post.id))
    expect(new Set(sample.map((post) => post.origin))).toEqual(new Set(corpus.map((post) => post.origin)))
  })

  test('shows no label', () => {
    const folder = join(scratch, 'blind')
    writeBlindSample(corpus.slice(0, 2000), folder)
    const keys = readdirSync(folder).flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .trim()
        .split('\n')
        .flatMap((line) => Object.keys(JSON.parse(line) as object)),
    )
    expect(new Set(keys)).toEqual(new Set(['id', 'lang', 'brand', 'brandTerms', 'text']))
  })
})

test('a label on a post about something else, and severity without a complaint, are named', () => {
  const line = (id: string, more: object) =>
    JSON.stringify({ id, brand: 'X', text: 'x', relevant: true, labels: nothing, severity: 0, ...more })
  const posts = readLabelled(
    [
      line('f-1', { relevant: false, labels: { ...nothing, praise: true } }),
      line('f-2', { severity: 2 }),
      line('f-3', {}),
    ].join('\n'),
    'x',
  )
  expect(contradictions(posts)).toEqual(['f-1: about something else, yet praise', 'f-2: severe, yet no complaint'])
})

test('words are compared as they sound', () => {
  expect(wordsOf('¡ÉXITO, señora! 2×1')).toEqual(['exito', 'senora', '2', '1'])
})
