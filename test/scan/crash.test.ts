import { describe, expect, it } from 'vitest'
import { scanOnce } from '../../src/scan/scan.js'
import type { Store } from '../../src/store/store.js'
import { type Kit, minutes, openKit, spec } from './kit.js'

const PAGE = 'https://foro.example/latest'
const opening = { id: '1', text: 'El internet de UNE falla desde ayer', thread: 't1' }
const reply = {
  id: '2',
  text: 'Ya lo revisamos, gracias por avisar',
  author: '@UNETelco',
  thread: 't1',
  date: minutes(5),
}
const other = { id: '3', text: '¿UNE tiene fibra en Bello?', thread: 't3', author: 'Berta' }

/** A store that dies at its n-th call: before it does anything, or when it has done it and cannot tell. */
function dyingAt(
  store: Store,
  call: number,
  when: 'before' | 'after',
): { readonly store: Store; readonly calls: () => number } {
  let calls = 0
  const proxy = new Proxy(store, {
    get: (whole, key, self) => {
      const method: unknown = Reflect.get(whole, key, self)
      if (typeof method !== 'function') return method
      return async (...given: unknown[]) => {
        calls += 1
        if (calls > call || (calls === call && when === 'before')) throw new Error('killed')
        const answer: unknown = await method.apply(whole, given)
        if (calls === call) throw new Error('killed')
        return answer
      }
    },
  })
  return { store: proxy, calls: () => calls }
}

/** What a team would see in the end. */
async function outcomeOf(kit: Kit) {
  const { items: alerts } = await kit.store.listAlerts({ limit: 10, order: 'newest', now: kit.now() })
  const { items: posts } = await kit.store.posts({ limit: 10 })
  const deliveries = await kit.store.listDeliveries({ limit: 20 })
  return {
    alerts: alerts.map(({ id, status, openedAt }) => ({ id, status, openedAt })),
    posts: posts.map(({ id }) => id).sort(),
    owed: deliveries.map(({ event }) => `${event.kind} ${event.alerts[0]?.id}`).sort(),
  }
}

/** A first scan, and a second that finds a reply and another thread; the second dies where the test says. */
async function story(dying: ((store: Store) => { readonly store: Store; readonly calls: () => number }) | null) {
  const kit = await openKit([spec('foro')])
  kit.web.put(PAGE, { posts: [opening] })
  await scanOnce({}, kit.tools)
  kit.web.put(PAGE, { posts: [opening, reply, other] })
  kit.pass(900_000)
  const killed = dying?.(kit.store) ?? null
  if (killed !== null) await scanOnce({}, { ...kit.tools, store: killed.store }).catch(() => null)
  // A lease that the dead process left behind runs out.
  kit.pass(16 * 60_000)
  await scanOnce({ force: true }, { ...kit.tools, owner: 'the next process' })
  return { outcome: await outcomeOf(kit), calls: killed?.calls() ?? 0 }
}

describe('a scan that dies', () => {
  it('at any call to the store has lost nothing and alerts nothing twice', async () => {
    const { outcome: expected } = await story(null)
    const { calls } = await story((store) => dyingAt(store, Number.POSITIVE_INFINITY, 'before'))
    expect(calls).toBeGreaterThan(8)
    expect(expected.alerts.map(({ status }) => status).sort()).toEqual(['answered', 'open'])

    for (let call = 1; call <= calls; call++) {
      for (const when of ['before', 'after'] as const) {
        const { outcome } = await story((store) => dyingAt(store, call, when))
        expect(outcome, `killed ${when} call ${call}`).toEqual(expected)
      }
    }
  })
})
