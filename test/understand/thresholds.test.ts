import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lowestOfPrecision } from '../../src/understand/train/thresholds.js'

const guess = (p: number, truth: boolean) => ({ p, truth })

test('the threshold is the lowest from which the stated share of the tags is right', () => {
  const guesses = [guess(0.9, true), guess(0.62, true), guess(0.61, true), guess(0.6, true), guess(0.5, false)]
  expect(lowestOfPrecision(guesses, 0.8)).toBe(0.34)
  expect(lowestOfPrecision(guesses, 0.9)).toBe(0.51)
})

test('a label that never gets so precise asks for strong evidence', () => {
  expect(lowestOfPrecision([guess(0.9, false), guess(0.4, false)], 0.5)).toBe(0.7)
  expect(lowestOfPrecision([], 0.8)).toBe(0.7)
})

test('above the threshold the precision holds, wherever it was reached', () => {
  const guesses = fc.array(fc.record({ p: fc.double({ min: 0, max: 1, noNaN: true }), truth: fc.boolean() }))
  fc.assert(
    fc.property(guesses, fc.double({ min: 0.1, max: 0.95, noNaN: true }), (all, precision) => {
      const threshold = lowestOfPrecision(all, precision)
      if (threshold === 0.7) return
      const hits = all.filter(({ p }) => p >= threshold)
      expect(hits.filter(({ truth }) => truth).length).toBeGreaterThanOrEqual(precision * hits.length)
    }),
  )
})
