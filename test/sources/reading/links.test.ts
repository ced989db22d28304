import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { linksIn, linksOf } from '../../../src/sources/reading/links.js'

describe('the links of a post', () => {
  test.each([
    ['<p>Lo dicen <a href="https://foro.example/t/1?a=1&amp;b=2">aquí</a></p>', ['https://foro.example/t/1?a=1&b=2']],
    ["<A title='x' HREF = 'http://foro.example/a'>x</A>", ['http://foro.example/a']],
    ['<a rel=nofollow href=https://foro.example/a>x</a>', ['https://foro.example/a']],
    ['<a href="/t/1">x</a> <a href="javascript:alert(1)">x</a> <a href="mailto:a@b.example">x</a>', []],
    ['<img src="https://imagen.example/a.png"> https://texto.example', []],
    ['<a href="https://a.example/x">1</a><a href="https://a.example/x">2</a>', ['https://a.example/x']],
  ])('%s', (html, expected) => {
    expect(linksIn(html)).toEqual(expected)
  })

  test('are bounded, and read quickly whatever the page holds', () => {
    expect(linksIn('<a href="https://a.example/1">'.repeat(3)).length).toBe(1)
    const many = Array.from({ length: 100 }, (_, index) => `<a href="https://a${index}.example/">`).join('')
    expect(linksIn(many)).toHaveLength(20)
    expect(linksIn(`<a href="https://a.example/${'x'.repeat(1_500)}">`)[0]).toHaveLength(500)
    const started = performance.now()
    for (const hostile of ['<a '.repeat(300_000), '<a href='.repeat(150_000), `<a ${'x '.repeat(400_000)}`])
      linksIn(hostile)
    expect(performance.now() - started).toBeLessThan(2_000)
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (html) => linksIn(html).length <= 20))
  })

  test('are told for the posts that have some', () => {
    const posts = [
      { id: '1', html: '<a href="https://a.example/">x</a>' },
      { id: '2', html: 'x' },
      { id: null, html: '<a href="https://b.example/">x</a>' },
      { id: '4', html: null },
    ]
    expect(linksOf(posts)).toEqual({ links: [{ post: '1', urls: ['https://a.example/'] }] })
    expect(linksOf([])).toEqual({})
  })
})
