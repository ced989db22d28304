import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openClassifier } from '../../src/understand/index.js'
import { brandOf } from '../../src/understand/labelled.js'
import { read } from '../../src/understand/read.js'
import { hashWord, newReading } from '../../src/understand/reading.js'
import { isInflected, slipsIn, squeezed } from '../../src/understand/spelling/slips.js'
import { compileSpeller, type OtherMeanings } from '../../src/understand/spelling/speller.js'

const reading = newReading()
const NOTHING_ELSE: OtherMeanings = { isWord: () => false, isName: () => false }

function found(names: readonly string[], text: string, others = NOTHING_ELSE): string[] {
  read(text, reading)
  const speller = compileSpeller(names.map((name, owner) => ({ text: name, owner })))
  return speller.find(reading, others).map(({ owner, from, to }) => {
    return `${names[owner]}: ${text.slice(reading.start[from], reading.end[to - 1])}`
  })
}

function slips(text: string, letters: string): number | null {
  const name = { letters, squeezed: squeezed(letters), joined: false }
  return slipsIn({ text, squeezed: squeezed(text), stretched: false }, name)
}

test('a name is found with a letter lost, added, changed, swapped or doubled', () => {
  const names = ['Movistar', 'Bancolombia', 'Rappi', 'Tigo', 'Mercado Libre']
  const text = 'Movistr y MOVISTRA, la app de Bancolmbia, rappy, tiggo, tigoooo, mercadolibre y Bancolobmia'
  expect(found(names, text)).toEqual([
    'Movistar: Movistr',
    'Movistar: MOVISTRA',
    'Bancolombia: Bancolmbia',
    'Rappi: rappy',
    'Tigo: tiggo',
    'Tigo: tigoooo',
    'Mercado Libre: mercadolibre',
    'Bancolombia: Bancolobmia',
  ])
})

test('two slips are allowed in a long name only, and where the rest is alike', () => {
  expect(slips('bancolonbya', 'bancolombia')).toBe(2)
  expect(slips('movsitra', 'movistar')).toBe(2)
  expect(slips('rabbi', 'rappi')).toBeNull()
  expect(slips('bascoloabio', 'bancolombia')).toBeNull()
})

test('short names, other beginnings, plurals and the name itself are no slips', () => {
  expect(slips('une', 'uns')).toBeNull()
  expect(slips('higo', 'tigo')).toBeNull()
  expect(slips('yappi', 'rappi')).toBeNull()
  expect(slips('claras', 'claro')).toBeNull()
  expect(slips('rappi', 'rappi')).toBeNull()
})

test('an ordinary word, one with another ending, and another company are left alone', () => {
  const words = new Set(['tecla', 'trigo'].map(hashWord))
  const others: OtherMeanings = { isWord: (hash) => words.has(hash), isName: (hash) => hash === hashWord('rappo') }
  expect(found(['Tesla', 'Rappi'], 'la tecla, las teclas, rappo', others)).toEqual([])
  expect(found(['Tesla', 'Rappi'], 'mi telsa y rapi', others)).toEqual(['Tesla: telsa', 'Rappi: rapi'])
  expect(isInflected('movistr', 'movistar', (hash) => hash === hashWord('movistar'))).toBe(false)
})

test('what is as near to two names is nobody’s, and a competitor keeps what is nearest to it', () => {
  expect(found(['Alfana', 'Alfaba'], 'alfaca')).toEqual([])
  const speller = compileSpeller([
    { text: 'Avianca', owner: 0 },
    { text: 'Aviancar', owner: null },
  ])
  read('aviancaz aviancarr', reading)
  expect(speller.find(reading, NOTHING_ELSE)).toEqual([])
})

test('a name of several words is found with a slip in one of them, where the others stand beside it', () => {
  const names = ['Banco Galicia', 'American Airlines', 'Coca Cola']
  expect(found(names, 'el banco Galisia y Amercan Airlines, cocacola; galisia sola, American Airlanas')).toEqual([
    'Banco Galicia: banco Galisia',
    'American Airlines: Amercan Airlines',
    'Coca Cola: cocacola',
  ])
})

test('brands of one name all get it, also where others name them as competitors', () => {
  const speller = compileSpeller([
    { text: 'Movistar', owner: 0 },
    { text: 'Movistar', owner: 1 },
    { text: 'movistar', owner: null },
  ])
  read('Movistr', reading)
  expect(speller.find(reading, NOTHING_ELSE).map(({ owner }) => owner)).toEqual([0, 1])
})

test('any one slip behind the first letter of a long name is found, and the search never fails on garbage', () => {
  const name = 'cervantina'
  const speller = compileSpeller([{ text: name, owner: 0 }])
  const letter = fc.constantFrom(...'bcdfghjklmnpqrstvwxyz')
  fc.assert(
    fc.property(fc.integer({ min: 1, max: name.length - 2 }), letter, fc.nat(3), (at, added, kind) => {
      const written = [
        name.slice(0, at) + name.slice(at + 1),
        name.slice(0, at) + added + name.slice(at),
        name.slice(0, at) + added + name.slice(at + 1),
        name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2),
      ][kind] as string
      if (written === name) return
      read(`dicen que ${written} no contesta`, reading)
      expect(speller.find(reading, NOTHING_ELSE)).toEqual([{ owner: 0, from: 2, to: 3 }])
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      read(text, reading)
      for (const { from, to } of speller.find(reading, NOTHING_ELSE))
        expect(from < to && to <= reading.tokens).toBe(true)
    }),
  )
})

test('a misspelled brand is judged like the brand, and believed less', () => {
  const brand = brandOf('Bancolombia', ['Bancolombia'])
  const classifier = openClassifier([brand])
  const judge = (text: string) => {
    const post = { title: null, text, languageHint: 'es', conversationTitle: null, sourceText: null }
    return classifier.classify([post], null)[0]?.judgements[0]
  }
  const slipped = judge('La app de Bancolmbia se cae todo el tiempo y nadie responde')
  const exact = judge('La app de Bancolombia se cae todo el tiempo y nadie responde')
  expect(slipped?.tags).toContain('complaint')
  expect(slipped?.relevance).toBeGreaterThan(0.5)
  expect(slipped?.relevance).toBeLessThan(exact?.relevance ?? 0)
})
