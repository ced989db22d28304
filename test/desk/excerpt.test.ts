import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf } from '../../src/desk/case/excerpt.js'
import type { Evidence } from '../../src/domain/verdict.js'
import { said } from './story.js'

function postOf(text: string, title: string | null = null) {
  return said('1', 'Ana', null, text, { post: { title } }).post
}

/** No half of a character beyond the basic plane. */
function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

function span(start: number, end: number, weight = 1): Evidence {
  return { label: 'complaint', start, end, text: '', weight, concept: null }
}

describe('an excerpt', () => {
  test('is the whole of a short post, title first', () => {
    const { excerpt, evidence } = excerptOf(postOf('no me dan\nrespuesta', 'Sol'), [span(4, 13)])
    expect(excerpt).toBe('Sol no me dan respuesta')
    expect(evidence).toEqual([{ ...span(4, 13), text: 'no me dan' }])
  })

  test('of a long post shows the words that decided, cut between words', () => {
    const text = `${'palabra '.repeat(100)}me cobraron doble ${'otra '.repeat(100)}`
    const start = text.indexOf('me cobraron')
    const { excerpt, evidence } = excerptOf(postOf(text), [span(0, 7, 0.1), span(start, start + 17, 2)])
    expect(excerpt.length).toBeLessThanOrEqual(280)
    expect(excerpt).toMatch(/^…palabra .*me cobraron doble otra .*otra…$/)
    expect(evidence.map(({ text: words }) => words)).toEqual(['me cobraron doble'])
  })

  test('never cuts a character in two, at either end', () => {
    for (const start of [700, 701]) {
      const { excerpt } = excerptOf(postOf('😀'.repeat(600)), [span(start, start + 20)])
      expect(excerpt.length).toBeLessThanOrEqual(280)
      expect(isWhole(excerpt)).toBe(true)
    }
  })

  test('keeps to its length, and every span says what stands there, whatever the post', () => {
    const anyText = fc.string({ unit: 'grapheme', maxLength: 1_500 })
    const anySpans = fc.array(fc.tuple(fc.nat(1_600), fc.nat(300), fc.double({ min: -3, max: 3, noNaN: true })), {
      maxLength: 5,
    })
    fc.assert(
      fc.property(anyText, fc.option(anyText), anySpans, (text, title, spans) => {
        const given = spans.map(([start, length, weight]) => span(start, start + length, weight))
        const { excerpt, evidence } = excerptOf(postOf(text, title), given)
        expect(excerpt.length).toBeLessThanOrEqual(280)
        expect(isWhole(excerpt)).toBe(true)
        for (const found of evidence) expect(excerpt.slice(found.start, found.end)).toBe(found.text)
      }),
    )
  })
})
