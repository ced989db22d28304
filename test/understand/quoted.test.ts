import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { PostText } from '../../src/domain/verdict.js'
import { openClassifier } from '../../src/understand/index.js'
import { brandOf } from '../../src/understand/labelled.js'
import { withoutQuotes } from '../../src/understand/quoted.js'

const post = (text: string): PostText => ({
  title: null,
  text,
  languageHint: 'es',
  conversationTitle: null,
  sourceText: null,
})
const brand = brandOf('Tigo', ['Tigo'])
const classifier = openClassifier([brand])

test('what a post quotes is not said by its author, but tells what it speaks of', () => {
  const thread = '> Tigo es una porquería, no funciona nada\n> me robaron la plata\n'.repeat(40)
  const [verdict] = classifier.classify([post(`${thread}\nA mí me funciona muy bien, excelente servicio`)], null)
  expect(verdict?.judgements).toMatchObject([{ brand: 'Tigo', tags: ['praise'], severity: 0 }])
  const evidence = verdict?.judgements[0]?.evidence ?? []
  expect(evidence.every(({ start }) => start >= thread.length)).toBe(true)
})

test('a forum’s quotes are parted too, one within another; one that never ends is none', () => {
  const quote = '[quote="ana"]Tigo es pésimo [QUOTE]no sirve[/QUOTE] me robaron[/quote]'
  expect(withoutQuotes(post(`${quote} A mí me va bien`))).toMatchObject({
    text: `${' '.repeat(quote.length)} A mí me va bien`,
    conversationTitle: `\n${quote}`,
  })
  for (const text of ['[quote] Tigo no sirve', 'Tigo [/quote] no sirve', quote]) {
    expect(withoutQuotes(post(text)).text).toBe(text)
  }
})

test('faces, arrows and comparisons open no quote, and a post that is all quote is read as it stands', () => {
  for (const text of ['>:( Tigo no sirve', 'Tigo -> pésimo', '>_< otra vez sin señal', 'a > b', '> Tigo no sirve']) {
    expect(withoutQuotes(post(text)).text).toBe(text)
  }
})

test('whatever is quoted, nothing moves and evidence is what was written', () => {
  const line = fc.constantFrom(
    '> Tigo me robó',
    '>> no sirve',
    'Tigo no funciona',
    '>:(',
    '',
    'gracias',
    '>',
    '[quote]',
    '[/quote]',
  )
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const text = lines.join('\n')
      const own = withoutQuotes(post(text)).text
      expect(own.length).toBe(text.length)
      expect([...own].every((unit, at) => unit === ' ' || unit === text[at])).toBe(true)
      for (const { evidence } of classifier.classify([post(text)], [brand])[0]?.judgements ?? []) {
        for (const { start, end, text: shown } of evidence) expect(text.slice(start, end)).toBe(shown)
      }
    }),
    { numRuns: 40 },
  )
})
