// Which words are companies: what training learns of it, and what the overlay makes of a text.

import { describe, expect, test } from 'vitest'
import { type LabelledPost, readLabelled } from '../../src/understand/labelled.js'
import { parseLexicon } from '../../src/understand/lexicon.js'
import { hashWord } from '../../src/understand/reading.js'
import { learnWords, lookAt, trainingAnalysis } from '../../src/understand/train/samples.js'

const lexicon = parseLexicon('= bad | malo | bad | complaint+\nmalo')

function row(id: string, brand: string, text: string, relevant = true): string {
  return JSON.stringify({ id, brand, brandTerms: [brand], text, relevant })
}

const comparisons = [1, 2, 3, 4, 5, 6].flatMap((n) => [
  row(`c-${n}a`, 'Claro', `con claro mal, con movistar bien ${n}`),
  row(`c-${n}b`, 'Movistar', `con claro mal, con movistar bien ${n}`),
])
const others = [
  row('w-1', 'Claro', 'claro que sí', false),
  row('w-2', 'Claro', 'más claro no canta un gallo', false),
  row('w-3', 'Claro', 'el cielo está claro', false),
  row('m-1', 'Me', 'la tienda Me cierra'),
  row('x-1', 'Tigo', 'probé movistar una vez'),
  ...['a', 'b', 'c'].map((n) => row(`n-${n}`, 'Tigo', `a mi me gusta tigo ${n}`)),
]
const posts = readLabelled([...comparisons, ...others].join('\n'), 'pla.jsonl')
const words = learnWords(posts, { commonWords: [], companiesText: '' }, lexicon)

describe('a name in lower case', () => {
  test('is a company where people mean little else by it, even in a row about its rival', () => {
    expect([...words.commonNames]).not.toContain(hashWord('movistar') | 0)
    expect([...words.names]).toContain(hashWord('movistar') | 0)
  })

  test('is a word where people use it as one too', () => {
    expect([...words.commonNames]).toContain(hashWord('claro') | 0)
  })
})

describe('other companies in a text', () => {
  const analysis = trainingAnalysis(lexicon, words)
  const othersIn = (text: string): number => {
    const [post] = readLabelled(row('t-1', 'Zeta', text), 'one') as [LabelledPost]
    lookAt(analysis, post)
    return analysis.overlay.others
  }

  test('count in lower case when the name is no word, and with a capital letter inside a sentence when it is', () => {
    expect(othersIn('zeta es mejor que movistar')).toBe(1)
    expect(othersIn('zeta es mejor que claro')).toBe(0)
    expect(othersIn('zeta es mejor que Claro')).toBe(1)
  })

  test('are not seen in a word that only begins a sentence, nor in a pronoun', () => {
    expect(othersIn('Claro, zeta es mejor')).toBe(0)
    expect(othersIn('Me gusta zeta. Me encanta')).toBe(0)
    expect(othersIn('zeta NO ME GUSTA, dijo Me')).toBe(0)
  })
})
