import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldInto } from '../../src/understand/fold.js'
import { read } from '../../src/understand/read.js'
import { newReading, READ_UNITS_MAX } from '../../src/understand/reading.js'

const reading = newReading()

function words(text: string): string[] {
  read(text, reading)
  return Array.from({ length: reading.tokens }, (_, token) => text.slice(reading.start[token], reading.end[token]))
}

test('folding keeps every offset, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const units = new Uint16Array(text.length)
      foldInto(text, units)
      expect(units).toHaveLength(text.length)
    }),
  )
})

test('the same word in other clothes folds to the same', () => {
  for (const dressed of ['ÉXITO', 'e\u0301xito', 'é\u200bxito', '𝓔𝔁𝓲𝓽𝓸', 'ｅｘｉｔｏ'])
    expect(fold(dressed)).toBe('exito')
})

test('an accent that was read as two letters folds to the letter it was', () => {
  expect(fold('atenciÃ³n pÃ©sima, la seÃ±ora no llegÃ³')).toBe('atencion pesima, la senora no llego')
  expect(fold('NÃO, irmã')).toBe('nao, irma')
})

test('a post falls into words, numbers, handles, tags, addresses, marks and faces', () => {
  expect(words("¿Por qué @Claro no llega a #Cali? I don't know 3,5 https://a.example/x?y 😡😡")).toEqual([
    'Por',
    'qué',
    '@Claro',
    'no',
    'llega',
    'a',
    '#Cali',
    '?',
    'I',
    "don't",
    'know',
    '3,5',
    'https://a.example/x?y',
    '😡😡',
  ])
})

test('tokens stand in order, never overlap and lie within the text, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      read(text, reading)
      let end = 0
      for (let token = 0; token < reading.tokens; token++) {
        expect(reading.start[token]).toBeGreaterThanOrEqual(end)
        expect(reading.end[token]).toBeGreaterThan(reading.start[token] ?? 0)
        end = reading.end[token] ?? 0
      }
      expect(end).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('a stretched word is the word', () => {
  read('pésimoooooo', reading)
  const stretched = reading.hash[0]
  read('pesimo', reading)
  expect(reading.hash[0]).toBe(stretched)
})

test('a megabyte is read in bounded time and space', () => {
  const started = process.cpuUsage()
  read('a?'.repeat(500_000), reading)
  expect(reading.units).toBe(READ_UNITS_MAX)
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000)
})
