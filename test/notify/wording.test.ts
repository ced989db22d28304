import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cut, cutEscaped, linkOf, plain } from '../../src/notify/wording/plain.js'
import { spanText, wordsOf } from '../../src/notify/wording/words.js'

const text = fc.string({ unit: 'binary', maxLength: 300 })

describe('a stranger’s text', () => {
  it('is one line without controls, reversals or halves of characters', () => {
    expect(plain('uno\r\n\tdos\u202E\u0007 \u200Btres\ud83d')).toBe('uno dos tres')
    fc.assert(
      fc.property(text, (any) => {
        expect(plain(any)).not.toMatch(/[\p{Cc}\u200b-\u200c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|^\s|\s$/u)
      }),
    )
  })

  it('keeps its emoji and its accents', () => {
    expect(plain('¡Ñandú 👩‍👩‍👧 ❤️!')).toBe('¡Ñandú 👩‍👩‍👧 ❤️!')
  })

  it('is cut between characters as a reader sees them', () => {
    expect(cut('hola 👩‍👩‍👧 familia', 10)).toBe('hola…')
    expect(cut('cafe\u0301 con leche', 5)).toBe('caf…')
    expect(cut('hola', 4)).toBe('hola')
  })

  it('is never longer than allowed, cut or escaped', () => {
    const escaping = (any: string) => any.replace(/&/g, '&amp;')
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 80 }), (any, max) => {
        expect(cut(any, max).length).toBeLessThanOrEqual(max)
        expect(cutEscaped(`${any}&&&&&&&&&&&&&&&&`, max, escaping).length).toBeLessThanOrEqual(max)
      }),
    )
  })

  it('that is a tower of marks is cut all the same', () => {
    expect(cut(`a${'\u0301'.repeat(5_000)}`, 100).length).toBeLessThanOrEqual(100)
  })
})

describe('a link', () => {
  it.each([
    ['https://foro.example/t/1?a=b#c', true],
    ['http://foro.example/', true],
    ['javascript:alert(1)', false],
    ['https://foro.example/a b', false],
    ['https://foro.example/">', false],
    ['/relative', false],
    [null, false],
  ])('%s is whole or not at all: %s', (url, taken) => {
    expect(linkOf(url, 100)).toBe(taken ? url : null)
    expect(linkOf(url, 5)).toBeNull()
  })
})

describe('a length of time', () => {
  it.each([
    [0, '1 min'],
    [25 * 60_000, '25 min'],
    [190 * 60_000, '3 h 10 min'],
    [4 * 3_600_000, '4 h'],
    [52 * 3_600_000, '2 d 4 h'],
    [-2 * 3_600_000, '2 h'],
    [48 * 3_600_000 + 5 * 60_000, '2 d'],
  ])('of %i ms reads "%s"', (ms, words) => {
    expect(spanText(ms, wordsOf('es'))).toBe(words)
  })
})
