import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { extractLabels } from '../../src/understand/analysis.js'
import { type Features, SAID_OF_IT, SAID_OF_OTHERS } from '../../src/understand/features.js'
import { readLabelled } from '../../src/understand/labelled.js'
import { parseLexicon } from '../../src/understand/lexicon.js'
import { learnWords, lookAt, trainingAnalysis } from '../../src/understand/train/samples.js'

const lexicon = parseLexicon(
  '= charged | cobraron | charged | complaint+\ncobraron, charged\n= cancelled | cancelado | cancelled |\ncancele, cancelled\n= kind | amable | kind | praise+\namable*, kind',
)
const analysis = trainingAnalysis(lexicon, learnWords([], { commonWords: [], companiesText: '' }, lexicon))

function featuresOf(text: string): Features {
  const [post] = readLabelled(JSON.stringify({ text, brand: 'Acme', brandTerms: ['Acme'] }), 'one')
  if (post === undefined) throw new Error('the line does not read')
  lookAt(analysis, post)
  return extractLabels(analysis)
}

function bucketsOf({ index, count }: Features['words']): number[] {
  return Array.from(index.subarray(0, count)).sort((a, b) => a - b)
}

test('which concept follows which is told alike in Spanish and English, once a post', () => {
  const spanish = bucketsOf(featuresOf('En Acme cancele y me cobraron').pairs)
  expect(spanish.length).toBeGreaterThan(0)
  expect(bucketsOf(featuresOf('At Acme I cancelled and they charged me').pairs)).toEqual(spanish)
  expect(bucketsOf(featuresOf('Acme: cancele y me cobraron. Sí, cancele y me cobraron').pairs)).toEqual(
    expect.arrayContaining(spanish),
  )
  expect(bucketsOf(featuresOf('En Acme me cobraron y cancele').pairs)).not.toEqual(spanish)
})

test('the inflected forms of a word share its beginning', () => {
  const beginning = (word: string) => bucketsOf(featuresOf(word).beginnings)
  expect(beginning('cobrando')).toEqual(beginning('cobraron'))
  expect(beginning('cobija')).not.toEqual(beginning('cobraron'))
})

test('no name of a brand is a feature: two companies in the same words look the same', () => {
  const [one, other] = ['Acme', 'Zeta'].map((brand) => {
    const [post] = readLabelled(JSON.stringify({ text: `${brand} no contesta`, brand, brandTerms: [brand] }), 'one')
    if (post === undefined) throw new Error('the line does not read')
    lookAt(analysis, post)
    return extractLabels(analysis).bags.map(bucketsOf)
  })
  expect(one).toEqual(other)
})

test('what is said in another company’s clause is told apart from what is said of the brand', () => {
  const of = (brand: string): Features => {
    const text = 'Con Acme me cobraron; en Zeta todo amable'
    const [post] = readLabelled(JSON.stringify({ text, brand, brandTerms: [brand] }), 'one')
    if (post === undefined) throw new Error('the line does not read')
    const others = learnWords(
      ['Acme', 'Zeta'].flatMap((name) =>
        readLabelled(JSON.stringify({ text: name, brand: name, brandTerms: [name], relevant: true }), 'one'),
      ),
      { commonWords: [], companiesText: '' },
      lexicon,
    )
    const both = trainingAnalysis(lexicon, others)
    lookAt(both, post)
    return extractLabels(both)
  }
  const [acme, zeta] = [of('Acme'), of('Zeta')]
  expect(acme.theirs.count).toBe(4)
  expect(zeta.theirs.count).toBe(4)
  expect(bucketsOf(acme.theirs)).not.toEqual(bucketsOf(zeta.theirs))
  const charged = [SAID_OF_IT, SAID_OF_OTHERS]
  expect(charged.map((at) => acme.named[at])).toEqual([1, 0])
  expect(charged.map((at) => zeta.named[at])).toEqual([0, 1])
})

test('a post about one company alone has no clause of others', () => {
  expect(featuresOf('Acme me cobraron. Muy poco amable').theirs.count).toBe(0)
})

test('a file of the model holds the lexicon in a short form', () => {
  const text = readFileSync(new URL('../../data/lexicon/concepts.txt', import.meta.url), 'utf8')
  expect(parseLexicon(text).trie.byteLength).toBeLessThan(400_000)
})
