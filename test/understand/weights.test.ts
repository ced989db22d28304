import { expect, test } from 'vitest'
import { kindOf } from '../../src/understand/corpus/counts.js'
import { type LabelledPost, readLabelled } from '../../src/understand/labelled.js'
import { readCorpus } from '../../src/understand/train/corpus.js'
import { labelWeightOf } from '../../src/understand/train/weights.js'

function from(origin: string, weight?: number): LabelledPost {
  const [post] = readLabelled(JSON.stringify({ text: 'hola', brand: 'Acme', weight }), origin)
  if (post === undefined) throw new Error('the line does not read')
  return post
}

test('hard posts count less than plain ones where labels are learnt, and anybody else’s posts count in full', () => {
  expect(labelWeightOf(from('pla.jsonl'))).toBe(1)
  expect(labelWeightOf(from('nopses.jsonl'))).toBeLessThan(labelWeightOf(from('pla.jsonl')))
  expect(labelWeightOf(from('nwaves.jsonl'))).toBeLessThan(labelWeightOf(from('nopses.jsonl')))
  expect(labelWeightOf(from('corrections.jsonl', 5))).toBe(5)
  expect(labelWeightOf(from('nwaves.jsonl', 2))).toBe(2 * labelWeightOf(from('nwaves.jsonl')))
})

test('each kind of file that the figures are told by stands in the corpus', () => {
  const kinds = new Set(readCorpus().map(kindOf))
  expect([...kinds].sort()).toEqual(['comparisons', 'demanding', 'names', 'others', 'plain'])
  expect(kindOf(from('my-own.jsonl'))).toBe('others')
})
