// What every source kind promises, whatever it reads: a list of promises, each of which throws where a kind breaks it.

import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect } from 'vitest'
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

/** Every page is met as a start page and in two more roles, by turns: all nine on each would take minutes. */
function rolesAt(at: number): readonly (string | null)[] {
  return [null, roles[1 + (at % 4)] ?? null, roles[5 + (at % 4)] ?? null]
}

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

/** What stands in the place of a page, and how it must be told. */
const WALLS: readonly { readonly what: string; readonly text: string; readonly codes: readonly string[] }[] = [
  {
    what: 'a login',
    text: '<!doctype html><html><body><form><input name="u"><input type="password" name="p"></form><p>Debes iniciar sesión para ver esta página.</p></body></html>',
    codes: ['login-required'],
  },
  {
    what: 'a browser check',
    text: '<!doctype html><html><head><title>Just a moment...</title></head><body><script src="/cdn-cgi/challenge-platform/h/b"></script><p>Verify you are human</p></body></html>',
    codes: ['challenged'],
  },
  {
    what: 'a "not found" that answers 200',
    text: '<!doctype html><html><head><title>404</title></head><body><h1>Página no encontrada</h1></body></html>',
    codes: ['page-missing'],
  },
  {
    what: 'a "not found" in the title alone',
    text: '<!doctype html><html><head><title>404 | Tienda</title></head><body><h1>¡Ups!</h1><p>Volver al inicio</p></body></html>',
    codes: ['page-missing'],
  },
  { what: 'an empty answer', text: '', codes: ['page-empty'] },
  { what: 'spaces alone', text: ' \n\t ', codes: ['page-empty'] },
  {
    what: 'a new layout',
    text: '<!doctype html><html><body><main><app-root data-build="7">Cargando</app-root></main></body></html>',
    codes: ['unreadable', 'not-a-feed', 'login-required'],
  },
  { what: 'JSON of something else', text: '{"ok":true,"result":{"version":3}}', codes: ['unreadable', 'not-a-feed'] },
]

/** One thing that every kind promises. */
export interface Promised {
  readonly promise: string
  /** Throws when the kind breaks it. */
  hold(kind: SourceKind): void
}

/** Everything that every kind promises. */
export const PROMISES: readonly Promised[] = [
  {
    promise: 'takes its own example, and refuses an option that it does not know',
    hold: (kind) => {
      expect(kind.options.safeParse(kind.example).success).toBe(true)
      expect(kind.options.safeParse({ ...kind.example, colour: 'blue' }).success).toBe(false)
    },
  },
  {
    promise: 'says what it is, and asks for web pages to start with',
    hold: (kind) => {
      expect(kind.title).not.toBe('')
      expect(kind.about).not.toBe('')
      const requests = kind.start(kind.exampleUrl, { options: kind.example, memory: {} })
      expect(requests.length).toBeGreaterThan(0)
      for (const { url } of requests) expect(url).toMatch(/^https:\/\/[\w.-]+\.example\//)
    },
  },
  {
    promise: 'meets any page with posts or with an expected failure',
    hold: (kind) => {
      for (const [at, text] of pages.entries()) {
        for (const role of rolesAt(at)) outcomeOf(kind, pageOf(text, { role, url: kind.exampleUrl }))
      }
    },
  },
  {
    promise: 'meets pages cut anywhere, of any status and with any memory',
    hold: (kind) => {
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
    },
  },
  {
    promise: 'meets JSON of any shape',
    hold: (kind) => {
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
    },
  },
  {
    promise: 'gives 0 … 1 for any page, and is no surer of another kind’s page than that kind',
    hold: (kind) => {
      for (const { file, kind: owner, url } of RECORDED) {
        const page = recorded(file, url)
        const own = sourceKinds.find((other) => other.kind === owner)?.recognise(page) ?? 0
        const given = kind.recognise(page)
        expect(given).toBeGreaterThanOrEqual(0)
        expect(given).toBeLessThanOrEqual(1)
        if (kind.kind !== owner && own > 0 && !file.endsWith('.xml'))
          expect({ file, given: given < own }).toEqual({ file, given: true })
      }
    },
  },
  ...WALLS.map(({ what, text, codes }) => ({
    promise: `tells ${what} for what it is, and never takes it for "nothing new"`,
    hold: (kind: SourceKind) => {
      for (const { url, role } of kind.start(kind.exampleUrl, { options: kind.example, memory: {} })) {
        const page = pageOf(text, { url, role })
        const outcome = outcomeOf(kind, page)
        // A site without articles on its start page may have a sitemap: what stands there is told then.
        const looksOn = outcome === 'read' && kind.read(page, { options: kind.example, memory: {} }).next.length > 0
        expect(codes).toContain(looksOn ? 'unreadable' : outcome)
      }
    },
  })),
]
