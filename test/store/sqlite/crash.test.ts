// kill -9 in the middle of scans: nothing half-written, nothing lost that was reported as stored.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDatabase } from '../../../src/store/sqlite/index.js'
import type { Store } from '../../../src/store/store.js'
import { alert, delivery, list, mentioned, NOW, opened, post, scan, spec, state } from '../samples.js'
import { testFolder } from './folder.js'

const { path, open } = testFolder()

const POSTS = 6
const ROUNDS = 8

/** One scan as the child stores it: `#` becomes its number. */
function template(): string {
  const conversation = { id: 'c#', url: null, title: null }
  const posts = Array.from({ length: POSTS }, (_, count) =>
    mentioned(post(`#-${count}`, { conversation, text: 'sin señal en casa '.repeat(40) })),
  )
  const case_ = alert('#', { conversation, posts: posts.map((one) => one.post.id) })
  const record = scan({
    posts,
    alerts: [opened(case_)],
    deliveries: [delivery('d#', [case_])],
    state: state('foro', { title: '#' }),
  })
  return JSON.stringify({ state: { spec: spec('foro'), now: NOW }, record })
}

/** Runs the child until it has stored `scans` more, kills it, and tells the last number that it reported. */
async function killedAfter(first: number, scans: number, delayMs: number): Promise<number> {
  const script = join(import.meta.dirname, 'scanning-child.mjs')
  const child = spawn(process.execPath, [script, path('escucha.db'), String(first), template()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = first - 1
  let killing = false
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (text: string) => {
    for (const line of text.trimEnd().split('\n')) last = Math.max(last, Number(line))
    if (last < first + scans || killing) return
    killing = true
    setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  await once(child, 'close')
  return last
}

async function assertWhole(store: Store, reported: number): Promise<number> {
  const alerts = (await store.listAlerts(list({ limit: 1000 }))).items
  const stored = alerts.length
  expect(stored).toBeGreaterThanOrEqual(reported + 1)
  expect(alerts.map((one) => Number(one.id)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: stored }, (_, count) => count),
  )
  expect((await store.info()).posts).toBe(stored * POSTS)
  expect((await store.mentions({ limit: 1000, q: 'senal' })).items.length).toBe(Math.min(stored * POSTS, 1000))
  expect((await store.countDeliveries()).pending).toBe(stored)
  expect((await store.countAlerts(NOW)).byStatus).toEqual({ open: stored })
  expect((await store.listSources())[0]?.state.title).toBe(String(stored - 1))
  return stored
}

describe('a scan that is killed', () => {
  test('leaves each scan whole or not at all, whenever it was', { timeout: 60_000 }, async () => {
    const delays = fc.sample(fc.double({ min: 0, max: 12, noNaN: true }), { numRuns: ROUNDS, seed: 11 })
    let next = 0
    for (const delay of delays) {
      const reported = await killedAfter(next, 3, delay)
      const store = await open()
      next = await assertWhole(store, reported)
      await store.close()
      expect(checkDatabase(path('escucha.db'))).toEqual([])
    }
    expect(next).toBeGreaterThanOrEqual(ROUNDS * 3)
  })
})
