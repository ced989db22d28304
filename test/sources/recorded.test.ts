// Every recorded page gives exactly the posts that stand beside it. After a deliberate change, write them anew
// with ESCUCHA_RECORD=1 and read the difference.

import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sourceKind } from '../../src/sources/index.js'
import { expectationOf, RECORDED, recorded } from './pages.js'

const QUEJAS = {
  selectors: {
    item: '.queja',
    title: 'h2',
    text: '.cuerpo',
    author: '.autor',
    date: 'time',
    id: '@data-id',
    next: '.siguiente',
  },
}

describe('a recorded page gives its posts, and nothing else', () => {
  test.each(RECORDED)('$file', ({ file, kind, url }) => {
    const reader = sourceKind(kind)
    const options = kind === 'html' ? QUEJAS : (reader?.example ?? {})
    const result = reader?.read(recorded(file, url), { options, memory: {} })
    const given = { title: result?.title, next: result?.next.map((request) => request.url), posts: result?.posts }
    if (process.env.ESCUCHA_RECORD === '1') writeFileSync(expectationOf(file), `${JSON.stringify(given, null, 2)}\n`)
    expect(given).toEqual(JSON.parse(readFileSync(expectationOf(file), 'utf8')))
  })
})
