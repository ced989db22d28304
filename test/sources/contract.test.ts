// What every source kind promises, whatever it reads. A new kind is held to it by standing in the list.

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isExpected } from '../../src/domain/errors.js'
import type { Page, SourceKind } from '../../src/domain/source.js'
import { sourceKinds } from '../../src/sources/index.js'
import { pageOf, RECORDED, recorded } from './pages.js'

const FIXTURES = new URL('../fixtures/', import.meta.url)

/** Pages of many engines: what one kind reads is garbage to the others. */
const pages = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((entry) =>
    readdirSync(new URL(`${entry.name}/`, FIXTURES))
      .filter((file) => /\.(?:html|json|xml|rss|atom)$/.test(file) && !file.endsWith('.posts.json'))
      .map((file) => readFileSync(new URL(`${entry.name}/${file}`, FIXTURES), 'utf8')),
  )

const roles = [
  null,
  'start',
  'list',
  'thread?id=1&mark=2&step=last&left=3',
  'piece?topic=5&rest=6,7',
  'topic?mark=1',
  'page 3',
  '?',
  'x'.repeat(50),
]

function outcomeOf(kind: SourceKind, page: Page, memory = {}): 'read' | string {
  try {
    const result = kind.read(page, { options: kind.example, memory })
    for (const post of result.posts) expect(typeof post.text).toBe('string')
    return 'read'
  } catch (error) {
    if (isExpected(error)) return error.code
    throw error
  }
}

describe.each(sourceKinds.map((kind) => ({ name: kind.kind, kind })))('the kind $name', ({ kind }) => {
  test('takes its own example, and refuses an option that it does not know', () => {
    expect(kind.options.safeParse(kind.example).success).toBe(true)
    expect(kind.options.safeParse({ ...kind.example, colour: 'blue' }).success).toBe(false)
  })

  test('says what it is, and asks for web pages to start with', () => {
    expect(kind.title).not.toBe('')
    expect(kind.about).not.toBe('')
    const requests = kind.start(kind.exampleUrl, { options: kind.example, memory: {} })
    expect(requests.length).toBeGreaterThan(0)
    for (const { url } of requests) expect(url).toMatch(/^https:\/\/[\w.-]+\.example\//)
  })

  test('meets any page with posts or with an expected failure', () => {
    for (const text of pages) {
      for (const role of roles) outcomeOf(kind, pageOf(text, { role, url: kind.exampleUrl }))
    }
  })

  test('meets pages cut anywhere, of any status and with any memory', () => {
    const memories = [
      {},
      { threads: null },
      { threads: { 1: 'x', 2: [null, 5], 3: [] } },
      { comments: [], latestPost: 'x', threads: [] },
    ]
    const anyPage = fc.record({
      text: fc.constantFrom(...pages),
      from: fc.nat(2_000),
      length: fc.nat(6_000),
      junk: fc.string({ maxLength: 40, unit: 'binary' }),
      role: fc.constantFrom(...roles),
      memory: fc.constantFrom(...memories),
      url: fc.constantFrom(
        'https://a.example/',
        'https://a.example/t/x/12?page=2',
        'file:///tmp/x.html',
        'about:blank',
        '',
      ),
    })
    fc.assert(
      fc.property(anyPage, ({ text, from, length, junk, role, memory, url }) => {
        outcomeOf(kind, pageOf(`${junk}${text.slice(from, from + length)}${junk}`, { role, url }), memory)
      }),
      { numRuns: 80 },
    )
  })

  test('meets JSON of any shape', () => {
    const keys = fc.constantFrom(
      'post_stream',
      'posts',
      'topics',
      'topic_list',
      'data',
      'attributes',
      'feed',
      'entry',
      'id',
      'tid',
      'discussionID',
      'commentID',
      'user',
      'content',
      'errors',
      'stream',
      'included',
      'relationships',
      'latest_posts',
      'type',
    )
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, true, 0, -1, 1e21, '', 'x', 'posts', 'discussions'),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
    })).object
    fc.assert(
      fc.property(json, fc.constantFrom(...roles), (value, role) => {
        outcomeOf(kind, pageOf(JSON.stringify(value), { role }))
      }),
      { numRuns: 80 },
    )
  })

  test('gives 0 … 1 for any page, and is no surer of another kind’s page than that kind', () => {
    for (const { file, kind: owner, url } of RECORDED) {
      const page = recorded(file, url)
      const own = sourceKinds.find((other) => other.kind === owner)?.recognise(page) ?? 0
      const given = kind.recognise(page)
      expect(given).toBeGreaterThanOrEqual(0)
      expect(given).toBeLessThanOrEqual(1)
      if (kind.kind !== owner && own > 0 && !file.endsWith('.xml'))
        expect({ file, given: given < own }).toEqual({ file, given: true })
    }
  })
})

test('every recorded page of an engine is recognised by the kind that reads it', () => {
  const unknown = RECORDED.filter(({ file, kind, url }) => {
    if (kind === 'html' || file.endsWith('.xml')) return false
    return (sourceKinds.find((other) => other.kind === kind)?.recognise(recorded(file, url)) ?? 0) < 0.8
  })
  expect(unknown.map(({ file }) => file)).toEqual([])
})

test('no two kinds have one name', () => {
  expect(new Set(sourceKinds.map((kind) => kind.kind)).size).toBe(sourceKinds.length)
})
