import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../src/desk/topics/features.js'
import { type Group, groupTexts } from '../../src/desk/topics/group.js'
import { unseenTopics } from './unseen-topics.js'

interface Row {
  readonly id: string
  readonly topic: string | null
  readonly brand: string
  readonly text: string
}

/** B-cubed over all rows, grouped brand by brand; a row without a topic belongs with nothing. */
function bCubed(rows: readonly Row[]): { readonly precision: number; readonly recall: number; readonly f1: number } {
  const groupOf = new Map<string, Group>()
  for (const brand of new Set(rows.map((row) => row.brand))) {
    const own = rows.filter((row) => row.brand === brand)
    for (const group of groupTexts(own, new Set(wordsOf(brand)))) {
      for (const member of group.members) groupOf.set(member, group)
    }
  }
  const isSameGroup = (one: Row, other: Row) => groupOf.get(one.id) === groupOf.get(other.id)
  const isSameTopic = (one: Row, other: Row) => one.id === other.id || (one.topic !== null && one.topic === other.topic)
  const mean = (share: (row: Row) => number) => rows.reduce((sum, row) => sum + share(row), 0) / rows.length
  const both = (row: Row) => rows.filter((other) => isSameGroup(row, other) && isSameTopic(row, other)).length
  const precision = mean((row) => both(row) / rows.filter((other) => isSameGroup(row, other)).length)
  const recall = mean((row) => both(row) / rows.filter((other) => isSameTopic(row, other)).length)
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

const corpus: readonly Row[] = readFileSync(new URL('../../data/corpus/topics.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))

describe('grouping', () => {
  test('finds the topics of the corpus: B-cubed F1 of at least 0.80', () => {
    const measured = bCubed(corpus)
    console.info('topics, corpus', measured)
    expect(measured.f1).toBeGreaterThanOrEqual(0.8)
  })

  test('finds topics of other trades, in wordings that nothing was tuned on', () => {
    const measured = bCubed(unseenTopics)
    console.info('topics, unseen', measured)
    expect(measured.f1).toBeGreaterThanOrEqual(0.7)
  })
})
