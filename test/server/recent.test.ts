import { describe, expect, it } from 'vitest'
import { Recent } from '../../src/server/recent.js'

describe('a result that was dear to make', () => {
  it('is made once while nothing changes, and again after a change or a minute', async () => {
    const recent = new Recent<number>()
    let made = 0
    const get = (token: string, nowMs: number, key = 'a') => recent.get(key, token, nowMs, async () => ++made)
    expect([await get('1', 0), await get('1', 59_999)]).toEqual([1, 1])
    expect(await get('2', 59_999)).toBe(2)
    expect(await get('2', 119_998)).toBe(2)
    expect(await get('2', 119_999)).toBe(3)
    // A clock that was set back makes nothing good for ever.
    expect(await get('2', 0)).toBe(4)
    expect(await get('2', 0, 'b')).toBe(5)
  })

  it('is never a failure, and never more than a few', async () => {
    const recent = new Recent<number>()
    await expect(recent.get('a', '1', 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await recent.get('a', '1', 0, async () => 1)).toBe(1)
    for (let key = 0; key < 20; key += 1) await recent.get(String(key), '1', 0, async () => 2)
    expect(await recent.get('a', '1', 0, async () => 3)).toBe(3)
  })
})
