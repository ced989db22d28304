// When two spellings are one name or one address, and what typed words mean to the search.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName, foldUrl } from '../../../src/store/sqlite/names.js'
import { searchPhrase } from '../../../src/store/sqlite/posts/search.js'

describe('a name', () => {
  test('is one under every spelling of case, accents, spaces and handle', () => {
    const spellings = [
      'Ana Ruíz',
      'ANA RUIZ',
      ' ana  ruiz ',
      '@Ana Ruíz',
      'u/ana ruiz',
      '/u/Ana Ruiz',
      'Ana\u200b Rui\u0301z',
    ]
    expect(new Set(spellings.map(foldName))).toEqual(new Set(['ana ruiz']))
  })

  test('is another when its letters differ', () => {
    expect(foldName('Ana Ruiz')).not.toBe(foldName('Ana Ruis'))
    expect(foldName('ana_ruiz')).not.toBe(foldName('ana ruiz'))
  })

  test('folded once is folded', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => foldName(foldName(name)) === foldName(name)))
  })
})

describe('an address', () => {
  test('is one with either scheme, any case of its host, and a closing slash', () => {
    const spellings = ['https://Foro.example/t/9', 'http://foro.example/t/9/', ' https://foro.example/t/9 '.trim()]
    expect(new Set(spellings.map(foldUrl)).size).toBe(1)
  })

  test('is another with another path, query or anchor', () => {
    const spellings = [
      'https://foro.example/t/9',
      'https://foro.example/t/9?p=2',
      'https://foro.example/t/9#p5',
      'https://foro.example/T/9',
    ]
    expect(new Set(spellings.map(foldUrl)).size).toBe(4)
  })

  test('that is none is taken as it is', () => {
    expect(foldUrl(' not an address ')).toBe('not an address')
  })
})

describe('typed words', () => {
  test('are phrases of one word each, the last one a beginning', () => {
    expect(searchPhrase('sin señal ho')).toBe('"sin" "señal" "ho" *')
  })

  test('in quotes stand side by side, and are no beginning', () => {
    expect(searchPhrase('router "sin señal"')).toBe('"router" "sin señal"')
    expect(searchPhrase('"sin señal" router')).toBe('"sin señal" "router" *')
    expect(searchPhrase('"sin seña')).toBe('"sin seña"')
  })

  test('of nothing but signs match nothing, and no words at all ask for nothing', () => {
    expect(searchPhrase('?! --')).toBe('""')
    expect(searchPhrase(' \n ')).toBeNull()
  })

  test('are as many and as long as anybody types', () => {
    expect(searchPhrase('a '.repeat(5000))?.length).toBeLessThan(100)
    expect(searchPhrase('b'.repeat(5000))?.length).toBeLessThan(200)
  })
})
