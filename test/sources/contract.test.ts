import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { EscuchaError } from '../../src/domain/errors.js'
import type { SourceKind } from '../../src/domain/source.js'
import { googlealerts } from '../../src/sources/googlealerts.js'
import { sourceKinds } from '../../src/sources/index.js'
import { PROMISES } from './contract.js'
import { RECORDED, recorded } from './pages.js'

// Every kind is held to what all promise by standing in the list; and the promises are held to catch one that breaks them.

describe.each(sourceKinds.map((kind) => ({ name: kind.kind, kind })))('the kind $name', ({ kind }) => {
  test.each(PROMISES)('$promise', ({ hold }) => hold(kind))
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

describe('a kind that', () => {
  const good: SourceKind = googlealerts as SourceKind
  const first = (text: string) => text.split('\n')[0] ?? ''

  const BAD: readonly (readonly [string, string, Partial<SourceKind>])[] = [
    ['takes any option', 'takes its own example', { options: z.object({}) }],
    ['refuses its own example', 'takes its own example', { example: { colour: 'blue' } }],
    ['says nothing of itself', 'says what it is', { about: '' }],
    ['asks for no page', 'says what it is', { start: () => [] }],
    ['asks for a file', 'says what it is', { start: () => [{ url: 'file:///etc/passwd', role: 'x' }] }],
    [
      'trips over pages that it does not know',
      'meets any page',
      { read: (page) => ({ ...EMPTY, title: /<title>(.*?)<\/title>/s.exec(page.text)?.[1]?.trim() ?? boom() }) },
    ],
    [
      'trusts the JSON that it gets',
      'meets JSON of any shape',
      { read: (page) => ({ ...EMPTY, posts: JSON.parse(page.text).feed.entry.map(String) }) },
    ],
    ['is surer than sure', 'gives 0 … 1', { recognise: () => 1.2 }],
    ['takes every page for its own', 'gives 0 … 1', { recognise: () => 0.99 }],
    ['takes silence for nothing new', 'tells a login', { read: () => EMPTY }],
    ['takes an empty answer for nothing new', 'tells an empty answer', { read: () => EMPTY }],
    ['calls every wall unreadable', 'tells a browser check', { read: refuseAll }],
  ]

  test.each(BAD)('%s breaks its promise: "%s …"', (_what, promise, broken) => {
    const found = PROMISES.filter((one) => one.promise.startsWith(promise))
    expect(found).toHaveLength(1)
    for (const { hold } of found) {
      expect(() => hold({ ...good, ...broken })).toThrow()
      expect(() => hold(good)).not.toThrow()
    }
  })

  test('keeps them all is caught by none', () => {
    for (const { hold, promise } of PROMISES) expect(() => hold(good), first(promise)).not.toThrow()
  })
})

const EMPTY = { posts: [], next: [], title: null, language: null }

function refuseAll(): never {
  throw new EscuchaError('unreadable', 'no')
}

function boom(): never {
  throw new TypeError('undefined is not a title')
}
