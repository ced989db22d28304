// Hubs as pages announce them: in the Link header first, then in the page, and never in what others wrote there.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Page } from '../../../src/domain/source.js'
import { announcedHub } from '../../../src/sources/reading/hub.js'
import { pageOf } from '../pages.js'

const URL = 'https://blog.example/feed/'
const HUB = 'https://hub.example/'

function announced(text: string, given: Partial<Page> = {}) {
  return announcedHub(pageOf(text, { url: URL, ...given }))
}

describe('the hub of a page', () => {
  test.each([
    ['<https://hub.example/>; rel="hub", <https://blog.example/self>; rel="self"'],
    ['<https://hub.example/>;rel=hub,<https://blog.example/self>;rel=self'],
    ['</style.css>; rel=preload; as=style, <https://hub.example/>; title="a, b; c"; rel="prev hub", </self>; REL=Self'],
    [
      '<https://hub.example/>; rel="http://www.w3.org/ns/hub", <https://blog.example/self>; rel=self; type="application/atom+xml"',
    ],
  ])('stands in the header %s', (link) => {
    expect(announced('', { headers: { link } })).toEqual({ hub: HUB, topic: 'https://blog.example/self' })
  })

  test.each([
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/><link rel="self" href="/self"/><entry>',
    ],
    [
      'RSS',
      '<rss><channel><atom:link rel="hub" href="https://hub.example/"/><atom10:link rel="self" href="https://blog.example/self"/><item>',
    ],
    [
      'a page of HTML',
      '<!DOCTYPE html><html><head><LINK REL=hub HREF="https://hub.example/"><link rel="self" href="/self"></head><body>',
    ],
    [
      'a JSON feed',
      '{"version":"https://jsonfeed.org/version/1.1","feed_url":"https://blog.example/self","items":[],"hubs":[{"type":"rssCloud","url":"https://no.example/"},{"type":"WebSub","url":"https://hub.example/"}]}',
    ],
  ])('stands in %s', (_format, text) => {
    expect(announced(text)).toEqual({ hub: HUB, topic: 'https://blog.example/self' })
  })

  test('in the header counts before one in the page, and the page is its own topic where none is named', () => {
    const text = '<rss><channel><atom:link rel="hub" href="https://other.example/"/><item>'
    expect(announced(text, { headers: { link: '<https://hub.example/>; rel=hub' } })).toEqual({ hub: HUB, topic: URL })
    expect(announced(text)).toEqual({ hub: 'https://other.example/', topic: URL })
  })

  test.each([
    ['an item', '<rss><channel><title>hub</title><item><link rel="hub" href="https://evil.example/"/></item>'],
    [
      'the body',
      '<html><head><title>A hub</title></head><body><link rel="hub" href="https://evil.example/"></body></html>',
    ],
    ['a comment', '<html><head><!-- <link rel="hub" href="https://evil.example/"> --></head>'],
    ['no web address', '<rss><channel><link rel="hub" href="javascript:alert(1)"/></channel></rss>'],
    ['broken JSON', '{"hubs":[{"type":"WebSub","url":"https://evil.example/"}'],
    ['hubs of another shape', '{"hubs":{"type":"WebSub"}}'],
  ])('is never taken from %s', (_place, text) => {
    expect(announced(text)).toBeNull()
  })

  test('is looked for in anything at all', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      ';',
      'rel=',
      'hub',
      '"',
      ',',
      ' ',
      'https://hub.example/',
      '\\',
      '\u0000',
      'é',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.array(pieces, { maxLength: 60 }), (link, text) => {
        announced(text.join(''), { headers: { link: link.join('') } })
      }),
    )
  })

  test('is looked for quickly in a header that is made to be slow', () => {
    const started = performance.now()
    for (const piece of ['<', ';', '; a', ' ', '<a>;', '<a>; rel=" ', '<a>; rel ']) {
      announced('', { headers: { link: piece.repeat(60_000 / piece.length) } })
    }
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
