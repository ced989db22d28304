// rss-parser as the oracle: wherever it reads a feed right, both readers must say the same.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareReadings, ordinaryReading } from '../../../src/sources/feed/ordinary.js'
import { read } from './read.js'

const word = fc.constantFrom(
  'fibra',
  'señal',
  'factura',
  'a & b',
  '5 < 6',
  '“comillas”',
  '¿qué?',
  'ñandú',
  '日本',
  '<b>',
  ']]',
  '&amp;',
)
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const item = fc.record({
  title: fc
    .array(fc.constantFrom('fibra', 'señal', '“comillas”', 'ñandú', '日本'), { minLength: 1, maxLength: 4 })
    .map((words) => words.join(' ')),
  text,
  path: fc.integer({ min: 1, max: 9999 }),
  date: fc.date({ min: new Date('2001-01-01T00:00:00Z'), max: new Date('2024-05-01T00:00:00Z'), noInvalidDate: true }),
})
const escaped = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const rss = (items: readonly { title: string; text: string; path: number; date: Date }[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Blog</title>${items
    .map(
      (entry) =>
        `<item><title>${escaped(entry.title)}</title><link>https://blog.example/${entry.path}</link><pubDate>${entry.date.toUTCString()}</pubDate><description>${escaped(entry.text)}</description></item>`,
    )
    .join('')}</channel></rss>`

const atom = (items: readonly { title: string; text: string; path: number; date: Date }[]) =>
  `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title>${items
    .map(
      (entry) =>
        `<entry><id>${entry.path}</id><title>${escaped(entry.title)}</title><link href="https://blog.example/${entry.path}"/><published>${entry.date.toISOString()}</published><content type="text">${escaped(entry.text)}</content></entry>`,
    )
    .join('')}</feed>`

describe('on a well-formed feed both readers agree', () => {
  it.each([
    ['RSS', rss],
    ['Atom', atom],
  ] as const)('%s', async (_, write) => {
    await fc.assert(
      fc.asyncProperty(fc.array(item, { maxLength: 5 }), async (items) => {
        const xml = write(items)
        const ordinary = await ordinaryReading(xml)
        const ours = read(xml)
        expect(compareReadings(ours, ordinary)).toEqual([])
        expect(ordinary).toMatchObject({
          ok: true,
          titles: ours.posts.map((post) => post.title),
          links: ours.posts.map((post) => post.url),
        })
        if (ordinary.ok)
          expect(ordinary.dates.map(seconds)).toEqual(ours.posts.map((post) => seconds(post.publishedAt)))
      }),
      { numRuns: 40 },
    )
  })
})

const seconds = (date: string | null) => (date === null ? null : Math.floor(Date.parse(date) / 1000))

describe('what the operator is told', () => {
  it('is why an ordinary reader loses the whole feed', async () => {
    const broken = '<rss><channel><item><title>a & b</title></item></channel></rss>'
    const ordinary = await ordinaryReading(broken)
    expect(compareReadings(read(broken), ordinary)).toEqual([
      expect.stringMatching(/^an ordinary reader cannot read this feed: Invalid character in entity name/),
    ])
  })

  it('is what an ordinary reader misses', async () => {
    const feed =
      '<rss version="2.0"><channel><title>b</title><item><title>a</title><guid>https://blog.example/1</guid><dc:date>2024-05-01</dc:date></item></channel></rss>'
    expect(compareReadings(read(feed), await ordinaryReading(feed))).toEqual([
      'an ordinary reader misses the link of 1 items',
    ])
  })

  it('is that it is no feed', async () => {
    expect(await ordinaryReading('<html></html>')).toMatchObject({ ok: false })
    expect(await ordinaryReading('')).toMatchObject({ ok: false })
  })
})
