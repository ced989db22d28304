import fc from 'fast-check'
import { expect, test } from 'vitest'
import { feed } from '../../../src/sources/feed.js'
import { pageOf } from '../pages.js'

const POST = 'https://blog.example/2026/03/fibra/'

function comments(...items: readonly string[]): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Comentarios en: La fibra en el barrio</title><link>${POST}</link>${items.join('')}</channel></rss>`
}

function comment(number: number, author: string, html: string): string {
  return `<item><title>Por: ${author}</title><link>${POST}#comment-${number}</link><dc:creator>${author}</dc:creator>
<pubDate>Tue, 10 Mar 2026 12:00:00 +0000</pubDate><guid isPermaLink="false">https://blog.example/?p=7#comment-${number}</guid>
<content:encoded><![CDATA[${html}]]></content:encoded></item>`
}

const read = (text: string) =>
  feed.read(pageOf(text, { url: `${POST}feed/`, contentType: 'application/rss+xml' }), {
    options: { comments: false },
    memory: {},
  }).posts

test('a comment of a WordPress feed is what was said: whose it is and whom it answers stand apart', () => {
  const posts = read(
    comments(
      comment(12, 'Luis', '<p>¿Ya hay fibra de UNE en Belén?</p>'),
      comment(15, 'Ana', `<p>En respuesta a <a href="${POST}#comment-12">Luis</a>.</p>\n<p>Sí, desde enero.</p>`),
    ),
  )
  expect(posts).toMatchObject([
    { kind: 'comment', title: null, text: '¿Ya hay fibra de UNE en Belén?', inReplyTo: null },
    { title: null, text: 'Sí, desde enero.', inReplyTo: posts[0]?.id, author: { name: 'Ana' } },
  ])
})

test('what a customer wrote that only begins alike stays', () => {
  const [post] = read(comments(comment(12, 'Luis', '<p>En respuesta a lo que dicen: a mí tampoco me llegó.</p>')))
  expect(post?.text).toBe('En respuesta a lo que dicen: a mí tampoco me llegó.')
})

test('no text is lost or read slowly, whatever stands there', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      const said = text.replace(/[<>&\]\s]/g, '')
      const [post] = read(comments(comment(1, 'Luis', `<p>in reply to ${said}x</p>`)))
      expect(post?.text.startsWith('in reply to')).toBe(true)
    }),
    { numRuns: 30 },
  )
})
