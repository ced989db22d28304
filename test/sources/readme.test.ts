import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceKinds } from '../../src/sources/index.js'

const read = (path: string) => readFileSync(new URL(`../../src/sources/${path}`, import.meta.url), 'utf8')
const bare = (code: string) => code.replace(/\s+/g, ' ').trim()

describe('how to add a kind', () => {
  it('is shown by the smallest one as it is, to the letter', () => {
    const shown = /```ts\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? ''
    expect(bare(shown)).toBe(bare(read('googlealerts.ts')))
  })

  it('is one line of the list', () => {
    const list = /sourceKinds: readonly SourceKind\[\] = \[([\s\S]*?)\]/.exec(read('index.ts'))?.[1] ?? ''
    expect(list.match(/\w+,/g)).toHaveLength(sourceKinds.length)
    expect(list).toContain('googlealerts,')
  })

  it('tells the operator what each kind gives and needs', () => {
    for (const { kind, about } of sourceKinds) expect([kind, about.length > 80]).toEqual([kind, true])
  })
})
