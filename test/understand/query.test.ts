import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EscuchaError } from '../../src/domain/errors.js'
import { type QueryPost, queryTest } from '../../src/understand/query/match.js'
import { parseQuery, queryFault } from '../../src/understand/query/parse.js'

function post(text: string, more: Partial<QueryPost> & Partial<QueryPost['origin']> = {}): QueryPost {
  const { url = null, author = null, kind = null, language = 'es' } = more
  return { text, language, origin: { url, author, kind } }
}

function matches(query: string, given: QueryPost): boolean {
  return queryTest(parseQuery(query))(given)
}

describe("a brand's query", () => {
  it.each([
    ['fibra', 'La FIBRA se cayó', true],
    ['fibra', 'fibras', false],
    ['senal', 'no hay señal', true],
    ['"se une a"', 'el que se une a nosotros', true],
    ['"se une a"', 'se nos une a veces', false],
    ['UNE fibra', 'la fibra de une', true],
    ['UNE AND NOT música', 'la música nos une', false],
    ['UNE NOT música', 'une se cayó', true],
    ['router OR módem', 'el modem nuevo', true],
    ['"fibra" NEAR/2 UNE', 'fibra óptica de UNE', true],
    ['"fibra" NEAR/1 UNE', 'fibra óptica de UNE', false],
    ['UNE NEAR/2 "fibra óptica"', 'la fibra óptica es UNE', true],
    ['factur*', 'me llegó otra facturación', true],
    ['=UNE', 'la música une', false],
    ['=UNE', 'en UNE no contestan', true],
    ['(fibra OR router) UNE', 'el router UNE', true],
    ['(fibra OR router) UNE', 'el router', false],
    ['NOT NOT fibra', 'fibra', true],
  ])('%s against “%s” is %s', (query, text, expected) => {
    expect(matches(query, post(text))).toBe(expected)
  })

  it('asks where a post stands, who wrote it, in what language and what it is', () => {
    const reply = post('hola', {
      url: 'https://foro.une.example/t/9',
      author: '@Marcela',
      kind: 'reply',
      language: 'es',
    })
    expect(matches('("fibra" NEAR/5 UNE) OR site:foro.une.example', reply)).toBe(true)
    expect(matches('site:une.example', reply)).toBe(true)
    expect(matches('site:otra.example', reply)).toBe(false)
    expect(matches('site:foro.une.example/t', reply)).toBe(true)
    expect(matches('site:foro.une.example/blog', reply)).toBe(false)
    expect(matches('author:marcela lang:es type:reply', reply)).toBe(true)
    expect(matches('NOT type:topic', reply)).toBe(true)
    expect(matches('lang:en', reply)).toBe(false)
  })

  it.each([
    ['', 'the query is empty'],
    ['"fibra', 'a quotation mark is not closed (character 1)'],
    ['(fibra', 'a "(" is not closed (character 1)'],
    ['fibra)', 'there is a ")" without its "(" (character 6)'],
    ['fibra AND', 'the query ends where a word is expected'],
    ['OR fibra', '"OR" stands where a word is expected (character 1)'],
    ['fibra NEAR/x UNE', 'NEAR takes a number of words from 0 to 100, like NEAR/5 (character 7)'],
    ['(a b) NEAR/2 c', 'NEAR stands between two words or phrases (character 7)'],
    ['sit:foro.example', 'there is no field "sit:"; did you mean "site:"? (character 1)'],
    ['site:', '"site:" needs a value right behind the colon (character 1)'],
    ['type:post', 'type: takes article, topic, reply, comment, review, not "post" (character 1)'],
    ['f*', '"f*" is too short: at least 2 letters before the * (character 1)'],
  ])('%s is refused: %s', (query, expected) => {
    expect(queryFault(query)).toBe(expected)
  })

  it('never fails otherwise, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 300 }), (query, text) => {
        try {
          matches(query, post(text))
        } catch (error) {
          expect(error).toBeInstanceOf(EscuchaError)
        }
      }),
    )
    expect(queryFault('('.repeat(5000))).toContain('nested deeper')
    expect(queryFault('NOT '.repeat(5000))).toContain('repeated more')
  })

  it('takes time in line with the text', () => {
    const long = 'une fibra '.repeat(50_000)
    const started = performance.now()
    expect(matches('"fibra fibra" NEAR/100 "une une"', post(long))).toBe(false)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
