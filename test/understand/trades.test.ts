import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { brandOf, readLabelled } from '../../src/understand/labelled.js'
import { parseLexicon } from '../../src/understand/lexicon.js'
import { RELEVANCE_BUCKETS, RELEVANCE_NAMED } from '../../src/understand/relevance-features.js'
import { compileTrades, parseCompanies } from '../../src/understand/trades.js'
import { learnWords, lookAt, trainingAnalysis } from '../../src/understand/train/samples.js'

const lexicon = parseLexicon(
  '= bad | malo | bad | complaint+\nmalo\n= industry-telecom | telefonía | telecom |\nrouter, internet\n= industry-food | comida | food |\nhelado',
)
const companiesText = '# names\nindustry-telecom: Win, Tigo Hogar\nindustry-food: Frío, Win'
const trades = compileTrades(parseCompanies(companiesText, lexicon), lexicon)

test('a company is known by its name or by a term, whatever its accents and case', () => {
  const telecom = trades.of(brandOf('tigo hogar', []))
  expect(telecom).toBeGreaterThan(0)
  expect(trades.of(brandOf('La firma', ['TIGO HOGAR']))).toBe(telecom)
  expect(trades.of(brandOf('frio', []))).toBeGreaterThan(0)
  expect(trades.of(brandOf('Nadie', ['nadie']))).toBe(0)
})

test('a name that stands in two lines is in both trades', () => {
  expect(trades.of(brandOf('Win', []))).toBe(trades.of(brandOf('Tigo Hogar', [])) | trades.of(brandOf('Frío', [])))
})

test('a line that names no trade of the lexicon is refused with its number', () => {
  expect(() => parseCompanies('\nindustry-moon: Apollo', lexicon)).toThrow(/line 2/u)
  expect(() => parseCompanies('bad: Acme', lexicon)).toThrow(/line 1/u)
  expect(() => parseCompanies('Acme', lexicon)).toThrow(/line 1/u)
})

test('whatever stands in a list of names, the same list gives the same numbers in order', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
      const text = `industry-food: ${names.join(',').replace(/\n/gu, ' ')}`
      const companies = parseCompanies(text, lexicon)
      expect(parseCompanies(text, lexicon)).toEqual(companies)
      const hashes = Array.from(companies).filter((_, at) => at % 2 === 0)
      expect([...hashes].sort((one, other) => one - other)).toEqual(hashes)
      expect(new Set(hashes).size).toBe(hashes.length)
    }),
  )
})

/** What the post claims of the brand's trade. */
function claimsOf(brand: string, text: string): string[] {
  const analysis = trainingAnalysis(lexicon, learnWords([], { commonWords: ['win'], companiesText }, lexicon))
  const [post] = readLabelled(JSON.stringify({ text, brand, brandTerms: [brand] }), 'one')
  if (post === undefined) throw new Error('the line does not read')
  lookAt(analysis, post)
  const { index, count } = analysis.relevance
  return Array.from(index.subarray(0, count))
    .filter((at) => at >= RELEVANCE_BUCKETS)
    .map((at) => RELEVANCE_NAMED[at - RELEVANCE_BUCKETS] ?? '')
    .filter((name) => name.includes('trade'))
}

test('a post about what the brand sells fits, one about another trade is strange, and one about nothing is silent', () => {
  expect(claimsOf('Tigo Hogar', 'tigo hogar y su router')).toEqual(['trade-known', 'trade-fits'])
  expect(claimsOf('Tigo Hogar', 'tigo hogar y un helado')).toEqual(['trade-known', 'trade-strange'])
  expect(claimsOf('Tigo Hogar', 'vi a tigo hogar')).toEqual(['trade-known', 'trade-silent'])
  expect(claimsOf('win', 'a win con router')).toEqual([
    'trade-known',
    'common-trade-known',
    'trade-fits',
    'common-trade-fits',
  ])
})

test('a post that names a rival and not the brand says so, and one that names a company of another trade does not', () => {
  const rivals = 'industry-telecom: Win, Tigo Hogar, Movistar\nindustry-food: Crepes'
  const rows = ['Movistar', 'Crepes'].map((name) => JSON.stringify({ text: name, brand: name, brandTerms: [name] }))
  const known = learnWords(readLabelled(rows.join('\n'), 'one'), { commonWords: [], companiesText: rivals }, lexicon)
  const analysis = trainingAnalysis(lexicon, known)
  const claims = (text: string): boolean => {
    const [post] = readLabelled(JSON.stringify({ text, brand: 'Win', brandTerms: ['Win'] }), 'one')
    if (post === undefined) throw new Error('the line does not read')
    lookAt(analysis, post)
    const { index, count } = analysis.relevance
    return index.subarray(0, count).includes(RELEVANCE_BUCKETS + RELEVANCE_NAMED.indexOf('no-hit-competitor'))
  }
  expect(claims('Movistar me cobró dos veces')).toBe(true)
  expect(claims('Movistar me cobró dos veces, win nunca')).toBe(false)
  expect(claims('Crepes me cobró dos veces')).toBe(false)
})

test('a company that nobody listed is neither helped nor harmed', () => {
  expect(claimsOf('Nadie', 'nadie y su router')).toEqual([])
})

test('the list that ships reads, and holds the names that the issue speaks of', () => {
  const read = (name: string): string => readFileSync(new URL(`../../data/lexicon/${name}`, import.meta.url), 'utf8')
  const shipped = parseLexicon(read('concepts.txt'))
  const known = compileTrades(parseCompanies(read('companies.txt'), shipped), shipped)
  for (const name of ['UNE', 'Claro', 'Éxito', 'Personal', 'Win', 'Mango', 'Orange', 'Ring', 'Target'])
    expect(known.of(brandOf(name, [])), name).toBeGreaterThan(0)
})
