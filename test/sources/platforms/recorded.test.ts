// Every recorded answer gives exactly the posts that stand beside it. After a deliberate change, write them anew
// with ESCUCHA_RECORD=1 and read the difference.

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sourceKind, sourceKinds } from '../../../src/sources/index.js'
import { expectationOf, recorded } from '../pages.js'
import { ANSWERS } from './pages.js'

describe('a recorded answer gives its posts, and nothing else', () => {
  test.each(ANSWERS)('$file', ({ file, kind, url, role }) => {
    const reader = sourceKind(kind)
    const page = recorded(file, url, { role: role ?? null })
    const result = reader?.read(page, { options: reader.example, memory: {} })
    const given = { title: result?.title, next: result?.next.map((request) => request.url), posts: result?.posts }
    if (process.env.ESCUCHA_RECORD === '1') writeFileSync(expectationOf(file), `${JSON.stringify(given, null, 2)}\n`)
    expect(given).toEqual(JSON.parse(readFileSync(expectationOf(file), 'utf8')))
  })
})

describe('a recorded answer is recognised', () => {
  test.each(ANSWERS)('$file', ({ file, kind, url }) => {
    const page = recorded(file, url)
    const sureness = sourceKinds.map((one) => ({ kind: one.kind, sureness: one.recognise(page) }))
    const best = sureness.sort((one, other) => other.sureness - one.sureness)[0]
    expect(best).toEqual({ kind, sureness: best?.sureness })
    expect(best?.sureness).toBeGreaterThanOrEqual(0.8)
  })
})
