import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isExpected } from '../../../src/domain/errors.js'
import { parseFeed } from '../../../src/sources/feed/parse.js'
import { read } from './read.js'

const items = Array.from(
  { length: 5 },
  (_, index) =>
    `<item><title>Nota ${index}</title><link>https://blog.example/${index}</link><guid>n${index}</guid><description>Texto ${index} &amp; más</description></item>`,
)
const whole = `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>Blog</title>${items.join('\n')}</channel></rss>`
const titles = (text: string) => read(text).posts.map((post) => post.title)
const all = ['Nota 0', 'Nota 1', 'Nota 2', 'Nota 3', 'Nota 4']

describe('a broken feed keeps every item that is there', () => {
  it.each([
    ['a bare ampersand', whole.replace('Texto 1 &amp; más', 'Texto 1 & más & &')],
    ['a bare <', whole.replace('Texto 1', '5 < 6, I <3 it, a<b and <<<')],
    ['a < before a closing tag', whole.replace('Texto 1 &amp; más', 'menos de <')],
    [
      'a notice of PHP before the declaration',
      `<br />\n<b>Warning</b>: include(): failed in <b>/var/www/index.php</b> on line <b>3</b><br />\n${whole}`,
    ],
    ['blank lines before the declaration', `\n\n  ${whole}`],
    ['a byte order mark', `\ufeff${whole}`],
    [
      'upper-case tags',
      whole.replace(
        /<(\/?)(rss|channel|item|title|link|guid|description)/g,
        (_, slash, name) => `<${slash}${name.toUpperCase()}`,
      ),
    ],
    ['no closing tag of the channel', whole.replace('</channel></rss>', '')],
    ['no closing tag of an item', whole.replace('</item>\n', '\n')],
    ['no closing tag of a description', whole.replace('</description></item>\n', '</item>\n')],
    ['a title that is never closed', whole.replace('Nota 1</title>', 'Nota 1')],
    ['undeclared entities', whole.replace('Texto 1', '&nbsp;&eacute;&hellip;&foo;')],
    ['undeclared prefixes', whole.replace('<guid>n1', '<xyz:abc>1</xyz:abc><dc:creator>Ana</dc:creator><guid>n1')],
    ['unclosed tags of HTML', whole.replace('Texto 1', '<p>uno<br>dos<img src=x><b>tres')],
    ['a stray closing tag', whole.replace('Texto 1', '</b></p>Texto</channel2>')],
    ['control characters', whole.replace('Texto 1', 'Texto\u0000\u0001\u000b 1')],
    ['a comment that holds tags', whole.replace('<item>', '<!-- <item><title>No</title></item> --><item>')],
    ['junk after the end', `${whole}<script>x()</script><!-- 20 queries -->`],
    ['attributes without quotes', whole.replace('<guid>', '<guid isPermaLink=false>')],
    ['a closing tag without its end', whole.replace('</guid><description>', '</guid<description>')],
    ['a DTD with entities', whole.replace('<rss', '<!DOCTYPE rss [<!ENTITY nota "Nota"> <!ENTITY x "a > b">]><rss')],
  ])('%s', (_, text) => {
    const { posts } = read(text)
    expect(posts.map((post) => post.id)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4'])
    expect(posts.map((post) => post.title)).toEqual(all)
    expect(posts.map((post) => post.text).filter((_text, index) => index !== 1)).toEqual(
      [0, 2, 3, 4].map((index) => `Texto ${index} & más`),
    )
  })

  it('reads on in the text behind a bare <', () => {
    const text = whole.replace('Texto 1', '5 < 6, I <3 it, a<b and <<<')
    expect(read(text).posts[1]?.text).toBe('5 < 6, I <3 it, a< b and <<< & más')
  })

  it('reads the fields behind a title that is never closed', () => {
    const text = whole.replace('Nota 1</title><link>https://blog.example/1</link>', 'Nota 1')
    expect(read(text).posts[1]).toMatchObject({ id: 'n1', title: 'Nota 1', text: 'Texto 1 & más' })
  })

  it('reads hundreds of items of which none is closed', () => {
    const text = `<rss><channel>${Array.from({ length: 400 }, (_, index) => `<item><title>Nota ${index}</title>`).join('')}`
    expect(titles(text).at(-1)).toBe('Nota 399')
    expect(titles(text)).toHaveLength(400)
  })

  it('reads the entities that a feed declares, once', () => {
    const text =
      '<!DOCTYPE rss [<!ENTITY marca "Fibranet"><!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><rss><channel><item><title>&marca; &a;</title></item></channel></rss>'
    expect(titles(text)).toEqual(['Fibranet &b;&b;'])
  })

  it('keeps what came before the connection broke', () => {
    const cut = whole.slice(0, whole.indexOf('Nota 3') + 6)
    expect(titles(cut)).toEqual(['Nota 0', 'Nota 1', 'Nota 2', 'Nota 3'])
    expect(titles(whole.slice(0, whole.indexOf('<guid>n3') + 3))).toEqual(['Nota 0', 'Nota 1', 'Nota 2', 'Nota 3'])
  })

  it('says that it was mended', () => {
    expect(read(whole.replace('Texto 1', 'a < b')).warnings).toEqual([
      'the XML is broken in 1 places and was mended',
      '5 of 5 items have no date that can be read',
    ])
  })
})

describe('what is no feed is refused in one sentence', () => {
  it.each([
    ['<!doctype html><html><body><h1>Blog</h1></body></html>', 'a feed was expected and an HTML page came'],
    ['{"error":"not found"}', 'a feed was expected and some other JSON came (no "items" of a JSON Feed)'],
    ['hola', 'a feed was expected and neither RSS, Atom nor JSON Feed came'],
    ['<sitemap><url/></sitemap>', 'a feed was expected and neither RSS, Atom nor JSON Feed came'],
  ])('%s', (text, message) =>
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'not-a-feed', message })),
  )

  it.each(['', ' \n\t'])('an empty answer is told as such: %j', (text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'page-empty' }))
  })
})

describe('a hostile feed costs little', () => {
  const timed = (text: string) => {
    const start = performance.now()
    parseFeed(text, null)
    return performance.now() - start
  }
  const wrapped = (inside: string) =>
    `<rss><channel><item><title>a</title><description>${inside}</description></item></channel></rss>`

  it.each([
    ['a million open tags', wrapped('<a>'.repeat(300_000) + '</b>'.repeat(300_000))],
    ['open quotes without end', wrapped('<a b="'.repeat(200_000))],
    ['bare < without end', wrapped('<'.repeat(1_000_000))],
    ['ampersands without end', wrapped('&'.repeat(1_000_000))],
    ['made-up entities', wrapped(Array.from({ length: 50_000 }, (_, index) => `&x${index};`).join(''))],
    ['one endless attribute', wrapped(`<a b="${'c'.repeat(2_000_000)}">`)],
    ['spaces without end', wrapped(' '.repeat(2_000_000))],
    ['an endless CDATA', wrapped(`<![CDATA[${']'.repeat(1_000_000)}`)],
    ['a doctype without end', `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(50_000)}${wrapped('x')}`],
    [
      'a thousand namespaces',
      `<rss ${Array.from({ length: 1_000 }, (_, index) => `xmlns:n${index}="u"`).join(' ')}><channel><item/></channel></rss>`,
    ],
  ])('%s', (_, text) => expect(timed(text)).toBeLessThan(2_000))

  it('stops at ten thousand items', () => {
    const result = read(`<rss><channel>${'<item><title>a</title></item>'.repeat(10_050)}</channel></rss>`)
    expect(result.posts).toHaveLength(10_000)
    expect(result.warnings?.[0]).toBe('the feed holds more than 10000 items; the rest was left out')
  })

  it('never throws anything but a named failure, whatever the bytes are', () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '</item>',
      '<title>',
      '</title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '&',
      '<',
      '>',
      '"',
      '<feed xmlns="',
      'http://www.w3.org/2005/Atom',
      '<link href=',
      '<content type="xhtml">',
      '{"items":[',
      'xml:base="//"',
      '<!DOCTYPE x [',
      '\u0000',
      '\ud800',
      '2024-05-14',
      'a',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        try {
          for (const post of read(`<rss><channel>${parts.join('')}`).posts) expect(post.text).not.toMatch(/\p{Cs}/u)
          read(parts.join(''))
        } catch (error) {
          if (!isExpected(error)) throw error
        }
      }),
    )
  })
})
