// The tree of a page is htmlparser2's, but for what no reader needs and for what would have no end.

import type { AnyNode } from 'domhandler'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { parseHtml } from '../../../src/sources/reading/html.js'

/** A tree as text: neighbouring texts joined, comments, directives and the words of scripts and styles left out. */
function outline(node: AnyNode): string {
  if (node.type === 'text') return node.data
  if (!('children' in node)) return ''
  if (node.type !== 'root' && !('attribs' in node)) return ''
  const children = node.children.map(outline).join('')
  if (!('attribs' in node)) return children
  const attributes = Object.entries(node.attribs)
    .map(([name, value]) => ` ${name}=${JSON.stringify(value)}`)
    .join('')
  const silent = node.name === 'style' || (node.name === 'script' && node.attribs.type !== 'application/ld+json')
  return `<${node.name}${attributes}>${silent ? '' : children}</${node.name}>`
}

const TAGS = 'div p ul li table tr td th tbody span a b h2 blockquote dl dt dd select option form pre svg path title'
const ODD = [
  '<br>',
  '<br/>',
  '</br>',
  '</p>',
  '<img src=a.png alt="x">',
  '<a href=\'?a=1&amp;b=2\' HREF=twice title = "a > b">',
  '<input disabled value=1>',
  '<p / class=x>',
  '<div a/b=c d>',
  '<a "quoted" =odd>',
  '<a href=>',
  '<DIV Class="A B">',
  '<!-- a > comment -->',
  '<!-->',
  '<!doctype html>',
  '<?xml version="1.0"?>',
  '<![CDATA[ x > y ]]>',
  '<script>if (a < b) document.write("<p>")</script>',
  '<script type="application/ld+json">{"a":"&quot;<b>"}</script>',
  '<style>p > a { color: red }</style>',
  '<textarea><b>raw</b></textarea>',
  '<title>a &amp; <b></title>',
  '< 5 and > 3',
  '<3',
  '</ div>',
  '</3>',
  '&amp; &#241; &ntilde; &nbsp;',
  'text',
  ' \n ',
]
const piece = fc.oneof(
  fc.constantFrom(...ODD),
  fc.constantFrom(...TAGS.split(' ')).map((name) => `<${name}>`),
  fc.constantFrom(...TAGS.split(' ')).map((name) => `</${name}>`),
)

describe('the tree', () => {
  test('is htmlparser2’s on any sequence of tags', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('')
        expect(outline(parseHtml(html).document)).toBe(outline(parseDocument(html)))
      }),
      { numRuns: 1_500 },
    )
  })

  test('lists its elements in the order of the page, each with where it stands', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { elements } = parseHtml(pieces.join(''))
        const starts = elements.map((element) => element.startIndex ?? -1)
        expect(starts).toEqual(starts.toSorted((one, other) => one - other))
        for (const { startIndex, endIndex } of elements) expect(endIndex ?? -1).toBeGreaterThanOrEqual(startIndex ?? 0)
      }),
    )
  })

  test('ends where a page breaks off, whatever it breaks off in', () => {
    const html = `<div class="post"><a href="x" title='y'>un texto</a><!-- nota --><script>a</script><p>fin</p></div>`
    for (let end = 0; end <= html.length; end += 1) {
      const cut = html.slice(0, end)
      expect(() => parseHtml(cut)).not.toThrow()
    }
  })
})

describe('what has no end is read in part, in time in proportion to its length', () => {
  test.each([
    ['nothing but open tags', '<div>'.repeat(200_000)],
    ['deep and closed again', '<b>'.repeat(100_000) + '</b>'.repeat(100_000)],
    ['closing tags that close nothing', `${'<i>'.repeat(3_000)}${'</x>'.repeat(300_000)}`],
    [
      'one tag with a million attributes',
      `<a ${Array.from({ length: 400_000 }, (_, at) => `a${at}=1`).join(' ')}>x</a>`,
    ],
    ['quotes that never end', `${'<a href="'.repeat(100_000)}`],
    ['comments that never end', '<!-- '.repeat(300_000)],
    ['signs that open nothing', '<'.repeat(1_500_000)],
    ['closing signs without a name', '</'.repeat(700_000)],
    ['scripts within scripts', '<script></scrip'.repeat(100_000)],
  ])('%s', (_name, html) => {
    const before = process.cpuUsage()
    parseHtml(html)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(2_500)
  })

  test('no attribute of a page becomes anything but text', () => {
    const [element] = parseHtml('<a __proto__="x" constructor="y" href="z">').elements
    expect(element?.attribs).toEqual({ href: 'z' })
    expect(Object.getPrototypeOf(element?.attribs)).toBe(Object.prototype)
  })
})
