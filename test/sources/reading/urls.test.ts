import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  canonicalUrl,
  comparableUrl,
  resolveUrl,
  unwrapUrl,
  withoutTracking,
} from '../../../src/sources/reading/urls.js'

describe('a link on a page', () => {
  test.each([
    ['/a', 'https://blog.example/a'],
    ['  ../b\n?c=1 ', 'https://blog.example/b?c=1'],
    ['//otro.example/x', 'https://otro.example/x'],
    ['https://otro.example', 'https://otro.example'],
    ['https://ana:clave@otro.example/x', 'https://otro.example/x'],
    ['javascript:alert(1)', null],
    ['java\u0000script:alert(1)', null],
    ['mailto:ana@blog.example', null],
    ['', null],
    [null, null],
    ['https://[', null],
    [`https://blog.example/${'a'.repeat(5_000)}`, null],
  ])('%j', (href, expected) => expect(resolveUrl(href, 'https://blog.example/x/')).toBe(expected))

  it('means nothing without a base that is an address', () => {
    expect(resolveUrl('/a', null)).toBeNull()
    expect(resolveUrl('/a', 'about:blank')).toBeNull()
    expect(resolveUrl('https://blog.example/a', 'about:blank')).toBe('https://blog.example/a')
  })
})

describe('the canonical address', () => {
  test.each([
    ['HTTPS://Blog.Example:443/a/index.html?b=2&a=1#top', 'https://blog.example/a/?a=1&b=2'],
    ['https://blog.example/a?utm_source=x&UTM_medium=y&fbclid=z', 'https://blog.example/a'],
    ['https://blog.example/a?mc_cid=1&id=7&_hsenc=q', 'https://blog.example/a?id=7'],
    [
      'https://foro.example/viewtopic.php?t=7&sid=0123456789abcdef0123456789abcdef#p9',
      'https://foro.example/viewtopic.php?t=7#p9',
    ],
    [
      'https://foro.example/showthread.php?s=0123456789abcdef0123456789abcdef&t=7#post-9',
      'https://foro.example/showthread.php?t=7#post-9',
    ],
    ['https://blog.example/?s=perro', 'https://blog.example/?s=perro'],
    ['https://m.diario.example/nota/amp/', 'https://diario.example/nota/'],
    ['https://amp.diario.example/nota?amp=1', 'https://diario.example/nota'],
    ['https://m.example/a', 'https://m.example/a'],
    ['tag:blog.example,2024:1', 'tag:blog.example,2024:1'],
    ['https://', 'https://'],
  ])('%s', (url, expected) => expect(canonicalUrl(url)).toBe(expected))

  it('of a canonical address is the same again', () => {
    const part = fc.constantFrom(
      'a',
      'index.html',
      'amp',
      'index.php',
      ';jsessionid=1',
      '%41',
      'ñ',
      '',
      '..',
      ' ',
      'utm_x',
      '?',
      '&',
      '=',
      '#p1',
      '#',
      '1',
      'amp=1',
      'b=2',
      'a=%20',
    )
    const address = fc.tuple(
      fc.constantFrom('https://m.blog.example', 'http://www.amp.m.blog.example.', 'https://blog.example:8080'),
      fc.array(part, { maxLength: 8 }),
      fc.constantFrom('/', '&', '?', ''),
    )
    fc.assert(
      fc.property(address, ([host, parts, glue]) => {
        const once = canonicalUrl(`${host}/${parts.join(glue)}`)
        expect(canonicalUrl(once)).toBe(once)
      }),
      { numRuns: 500 },
    )
  })

  it('is compared without scheme, www and closing slash', () => {
    expect(comparableUrl('http://www.blog.example/a/?utm_source=x')).toBe(comparableUrl('https://blog.example/a'))
  })
})

describe('an id that is an address', () => {
  test.each([
    ['https://blog.example/?p=7&utm_source=rss', 'https://blog.example/?p=7'],
    ['https://blog.example/a?utm_source=rss#x', 'https://blog.example/a#x'],
    ['https://blog.example/A%20b/?z=1&a=2', 'https://blog.example/A%20b/?z=1&a=2'],
    ['urn:uuid:1?utm_source=2', 'urn:uuid:1?utm_source=2'],
    ['https://blog.example/?%=1&utm_id=2', 'https://blog.example/?%=1'],
  ])('%s loses what only tracks, and nothing else', (id, expected) => expect(withoutTracking(id)).toBe(expected))
})

describe('a link that a service wraps', () => {
  const news = (address: string) =>
    `https://news.google.com/rss/articles/${Buffer.from(`\u0008\u0013"${String.fromCharCode(address.length)}${address}\u00d2\u0001\u0000`, 'latin1').toString('base64url')}?oc=5`
  test.each([
    [
      'https://www.google.com/url?rct=j&sa=t&url=https://diario.example/nota%3Fa%3D1&ct=ga',
      'https://diario.example/nota?a=1',
    ],
    ['https://www.google.com.co/url?q=https://diario.example/nota', 'https://diario.example/nota'],
    [news('https://diario.example/nota-larga-de-hoy'), 'https://diario.example/nota-larga-de-hoy'],
    [
      'https://news.google.com/rss/articles/CBMiAU_yqLMNopqrstuvwxyz0123456789',
      'https://news.google.com/rss/articles/CBMiAU_yqLMNopqrstuvwxyz0123456789',
    ],
    ['https://l.facebook.com/l.php?u=https%3A%2F%2Fdiario.example%2F&h=x', 'https://diario.example/'],
    ['https://www.google.com/url?url=javascript:alert(1)', 'https://www.google.com/url?url=javascript:alert(1)'],
    [
      'https://www.google.com/search?q=https://diario.example/',
      'https://www.google.com/search?q=https://diario.example/',
    ],
    ['https://diario.example/url?url=https://otro.example/', 'https://diario.example/url?url=https://otro.example/'],
  ])('%s', (url, expected) => expect(unwrapUrl(url)).toBe(expected))
})
