import { describe, expect, it } from 'vitest'
import { Pace, type PaceOptions } from '../../src/http/pace.js'

/** Time that passes when everything that can happen now has happened. */
function timeline() {
  let nowMs = 0
  const sleepers: { readonly atMs: number; readonly wake: () => void }[] = []
  const settle = async () => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
  }
  return {
    nowMs: () => nowMs,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ atMs: nowMs + ms, wake })),
    async runUntil(endMs: number) {
      await settle()
      for (;;) {
        const next = sleepers.sort((one, other) => one.atMs - other.atMs)[0]
        if (next === undefined || next.atMs > endMs) break
        sleepers.shift()
        nowMs = next.atMs
        next.wake()
        await settle()
      }
      nowMs = endMs
      await settle()
    },
  }
}

function paceWith(options: Partial<PaceOptions> = {}) {
  const time = timeline()
  return { time, pace: new Pace({ concurrency: 16, perHost: 1, delayMs: 1_000, ...time, ...options }) }
}

describe('the pace', () => {
  it('leaves the delay between two starts on one host, and none between hosts', async () => {
    const { time, pace } = paceWith()
    const starts: string[] = []
    for (const host of ['a', 'a', 'b', 'a', 'b']) {
      void pace.run(host, async () => {
        starts.push(`${host} ${time.nowMs()}`)
      })
    }
    await time.runUntil(5_000)
    expect(starts).toEqual(['a 0', 'b 0', 'a 1000', 'b 1000', 'a 2000'])
  })

  it('has no more under way on one host than it may, however slow they are', async () => {
    const { time, pace } = paceWith({ perHost: 2, delayMs: 0 })
    let underWay = 0
    let most = 0
    for (let count = 0; count < 9; count += 1) {
      void pace.run('a', async () => {
        underWay += 1
        most = Math.max(most, underWay)
        await time.sleep(700)
        underWay -= 1
      })
    }
    await time.runUntil(10_000)
    expect({ most, underWay }).toEqual({ most: 2, underWay: 0 })
  })

  it('has no more under way in all than it may, and lets every host have its turn', async () => {
    const { time, pace } = paceWith({ concurrency: 2, delayMs: 0 })
    const starts: string[] = []
    for (const host of ['a', 'a', 'a', 'a', 'b', 'c', 'd']) {
      void pace.run(host, async () => {
        starts.push(`${host} ${time.nowMs()}`)
        await time.sleep(100)
      })
    }
    await time.runUntil(10_000)
    expect(starts).toEqual(['a 0', 'b 0', 'c 100', 'd 100', 'a 200', 'a 300', 'a 400'])
  })

  it('refuses those who wait for a host that asks to be left alone, and goes on afterwards', async () => {
    const { time, pace } = paceWith()
    await pace.run('a', async () => {})
    const waiting = pace.run('a', async () => 'x')
    pace.hold('a', 90_000)
    await expect(waiting).rejects.toMatchObject({ code: 'rate-limited', retryAfterSeconds: 90 })
    await time.runUntil(60_000)
    await expect(pace.run('a', async () => 'x')).rejects.toMatchObject({ retryAfterSeconds: 30 })
    await time.runUntil(90_000)
    await expect(pace.run('a', async () => 'x')).resolves.toBe('x')
  })

  it('frees the place of a task that fails', async () => {
    const { pace } = paceWith({ concurrency: 1, delayMs: 0 })
    await expect(pace.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await expect(pace.run('a', async () => 'next')).resolves.toBe('next')
  })

  it('ends with those under way, and refuses the rest', async () => {
    const { time, pace } = paceWith()
    const ended: string[] = []
    const running = pace.run('a', async () => {
      await time.sleep(500)
      ended.push('running')
    })
    const waiting = expect(pace.run('a', async () => {})).rejects.toMatchObject({ code: 'timeout' })
    const closing = pace.close().then(() => ended.push('closed'))
    await time.runUntil(500)
    await Promise.all([running, waiting, closing])
    expect(ended).toEqual(['running', 'closed'])
    await expect(pace.run('a', async () => {})).rejects.toMatchObject({ code: 'timeout' })
  })

  it('serves ten thousand hosts', async () => {
    const { pace } = paceWith()
    const hosts = Array.from({ length: 10_000 }, (_, index) => `h${index}`)
    const served = await Promise.all(hosts.map((host) => pace.run(host, async () => host)))
    expect(served).toEqual(hosts)
  })
})
