import fc from 'fast-check'
import { expect, it } from 'vitest'
import { htmlToText, parseHtml, textOf } from '../../../src/sources/reading/html.js'

const piece = fc.constantFrom(
  '<p>',
  '</p>',
  '<div>',
  '</div>',
  '<br>',
  '<br/>',
  '<ul>',
  '<ol>',
  '<li>',
  '</li>',
  '</ul>',
  '</ol>',
  '<pre>',
  '</pre>',
  '<table><tr>',
  '<td>',
  '</td>',
  '<th>',
  '</tr></table>',
  '<b>',
  '</b>',
  '<blockquote>',
  '</blockquote>',
  '<script>',
  '</script>',
  '<noscript>',
  '</noscript>',
  '<iframe>',
  '</iframe>',
  '<img alt="🙂">',
  '<img class="emoji" alt=":)">',
  '<img alt="una foto" src="a.png">',
  '&amp;',
  '&nbsp;',
  '&#233;',
  '&lt;',
  'Hola',
  ' mundo ',
  '\n',
  '  ',
  '\t',
  '<!-- no -->',
  '<h1>',
  '</h1>',
  '<hr>',
  '<a href="x">',
  '</a>',
  '<',
  '</foo>',
  '<title>',
  '</title>',
)

it('plain text in one pass is the plain text of the tree', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = pieces.join('')
      expect(htmlToText(html)).toBe(textOf(parseHtml(html).document))
    }),
    { numRuns: 300 },
  )
})

it('a million open tags end early', () => {
  expect(htmlToText(`hola${'<b>'.repeat(1_000_000)}mundo`)).toMatch(/^hola/)
})

it('what stands in scripts and frames breaks no line', () => {
  expect(htmlToText('Hola<noscript><p>no</p></noscript> mundo')).toBe('Hola mundo')
})
