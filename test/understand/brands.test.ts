import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Brand } from '../../src/domain/brand.js'
import { compileTerms, foldTerm } from '../../src/understand/automaton.js'
import { compileBrands } from '../../src/understand/brands.js'
import { foldInto } from '../../src/understand/fold.js'

function folded(text: string): Uint16Array {
  const units = new Uint16Array(text.length)
  foldInto(text, units)
  return units
}

function found(terms: readonly string[], text: string): string[] {
  const units = folded(text)
  return compileTerms(terms)
    .find(units, units.length)
    .map((hit) => text.slice(hit.start, hit.end))
}

function brand(changes: Partial<Brand> & { readonly name: string }): Brand {
  const empty = { context: [], exclude: [], query: null, products: [], competitors: [], staff: [] }
  return { id: changes.name, terms: [changes.name], ...empty, ...changes }
}

describe('terms are found', () => {
  test('whatever their case and accents', () => {
    expect(found(['Éxito'], 'El EXITO, el éxito y el e\u0301xito')).toEqual(['EXITO', 'éxito', 'e\u0301xito'])
  })

  test('at word borders only', () => {
    expect(found(['une'], 'lunes, une, desune, une-epm, unen')).toEqual(['une', 'une'])
  })

  test('as handles and hashtags, and inside them as the bare word', () => {
    expect(found(['@UNETelco', 'claro'], 'hola @unetelco y #Claro pero no @claroboy ni @claro_oficial')).toEqual([
      '@unetelco',
      'Claro',
    ])
  })

  test('as phrases over any white space and hyphens', () => {
    expect(found(['une epm'], 'UNE   EPM y une-epm y UNE\nEPM')).toEqual(['UNE   EPM', 'une-epm', 'UNE\nEPM'])
  })

  test('with an apostrophe or without, and with the signs that belong to a name', () => {
    expect(found(["McDonald's", 'H&M', 'Disney+'], "en mcdonalds, McDonald's, h&m y disney+")).toEqual([
      'mcdonalds',
      "McDonald's",
      'h&m',
      'disney+',
    ])
  })

  test('through characters that nobody sees and letters from other planes', () => {
    expect(found(['claro'], 'c\u200bla\u00adro y 𝐂𝐥𝐚𝐫𝐨')).toEqual(['c\u200bla\u00adro', '𝐂𝐥𝐚𝐫𝐨'])
  })

  test('exactly where a plain search finds them, for any text', () => {
    const word = fc.constantFrom('une', 'claro', 'tigo', 'epm', 'internet', 'une epm', 'x')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const text = words.join(' ')
        const expected = [...` ${text} `.matchAll(/(?<= )(?:une|tigo)(?= )/gu)].map((match) => match[0])
        expect(found(['une', 'tigo'], text)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  test('in a text of garbage without an error, and every hit folds to its term', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => {
        const text = `${noise} claro ${noise}`
        for (const hit of found(['claro'], text)) expect(foldTerm(hit)).toBe('claro')
      }),
      { numRuns: 100 },
    )
  })
})

describe('a brand', () => {
  test('is found once where one of its terms holds another', () => {
    const finder = compileBrands([brand({ name: 'UNE', terms: ['UNE', 'UNE EPM'] })])
    const text = 'Con UNE EPM no se puede'
    expect(finder.find(folded(text), text.length).get(0)?.spans).toEqual([{ start: 4, end: 11 }])
  })

  test('is not found inside a phrase that excludes it', () => {
    const finder = compileBrands([brand({ name: 'UNE', exclude: ['se une a'] })])
    const text = 'Ana se une a la fila de UNE'
    expect(finder.find(folded(text), text.length).get(0)).toMatchObject({
      spans: [{ start: 24, end: 27 }],
      excluded: 1,
    })
  })

  test('knows its context words and its competitors', () => {
    const finder = compileBrands([brand({ name: 'UNE', context: ['fibra', 'router'], competitors: ['Tigo'] })])
    const text = 'La fibra de une y el router de Tigo'
    expect(finder.find(folded(text), text.length).get(0)).toMatchObject({
      contextWords: 2,
      competitors: [{ start: 31, end: 35 }],
    })
  })

  test('is found by its products too', () => {
    const finder = compileBrands([brand({ name: 'UNE', products: ['Hogar Max'] })])
    expect(finder.named('¿Qué tal Hogar Max?')).toEqual(new Set([0]))
  })
})

test('ten thousand terms cost what ten cost', () => {
  const text = 'la fibra de marca77 falla y nadie de marca9999 responde '.repeat(400)
  const units = folded(text)
  const timeOf = (terms: number): number => {
    const automaton = compileTerms(Array.from({ length: terms }, (_, i) => `marca${i}`))
    automaton.find(units, units.length)
    const started = process.cpuUsage()
    for (let round = 0; round < 20; round++) automaton.find(units, units.length)
    const { user, system } = process.cpuUsage(started)
    return user + system
  }
  expect(timeOf(10_000)).toBeLessThan(timeOf(100) * 5 + 20_000)
})
