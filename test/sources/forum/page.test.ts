// The index of a page finds what CSS finds.

import { selectAll } from 'css-select'
import type { AnyNode, Element } from 'domhandler'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HtmlPage } from '../../../src/sources/forum/page.js'

const SELECTORS = [
  '.a',
  '.b',
  'p',
  'li',
  'div.a',
  '#x',
  '.a .b',
  'ul > li',
  'li.a, .b',
  '[data-n]',
  'p[data-n="1"]',
  'li:not(.a)',
  '.a:has(p)',
  '*',
  '.b, p, #x',
]

const piece = fc.constantFrom(
  '<div>',
  '</div>',
  '<div class="a">',
  '<div class="b a">',
  '<p>',
  '</p>',
  '<p class="b" data-n="1">',
  '<ul>',
  '</ul>',
  '<li>',
  '<li class="a">',
  '</li>',
  '<span id="x">',
  '</span>',
  'texto',
  '<br>',
  '<img data-n="2">',
  '</foo>',
)

const html = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

test('a selector finds the same as without an index, in the order of the page', () => {
  fc.assert(
    fc.property(html, fc.constantFrom(...SELECTORS), (text, selector) => {
      const page = new HtmlPage(text)
      expect(page.all(selector)).toEqual(selectAll(selector, page.document))
    }),
    { numRuns: 400 },
  )
})

test('within an element it finds what stands inside, and nothing of its neighbours', () => {
  fc.assert(
    fc.property(html, fc.constantFrom(...SELECTORS), (text, selector) => {
      const page = new HtmlPage(text)
      for (const root of page.all('li, div, ul')) {
        const inside = selectAll<AnyNode, Element>(selector, page.document).filter((element) => holds(root, element))
        expect(page.within(root, selector)).toEqual(inside)
      }
    }),
    { numRuns: 300 },
  )
})

function holds(root: Element, element: Element): boolean {
  for (let at = element.parent; at !== null; at = at.parent) if (at === root) return true
  return false
}

test('posts whose tags are never closed keep to themselves', () => {
  const page = new HtmlPage('<ul><li class="post"><b>uno</b><li class="post"><b>dos</b><li class="post">tres</ul>')
  const texts = page.all('.post').map((post) => page.within(post, 'b').length)
  expect(texts).toEqual([1, 1, 0])
})
