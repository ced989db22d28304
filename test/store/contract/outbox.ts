// The outbox: owed once, sent by one at a time, never lost.

import { describe, expect, test } from 'vitest'
import type { StoreOpener } from '../contract.js'
import { alert, delivery, minutes, NOW } from '../samples.js'

export function outboxContract(open: StoreOpener): void {
  describe('the outbox', () => {
    test('a due delivery is taken by one sender, until its lease is over', async () => {
      const store = await open()
      await store.addDeliveries([delivery('1', []), delivery('2', [], { nextAt: minutes(10) })])
      const taken = await store.leaseDeliveries(NOW, minutes(5), 10)
      expect(taken).toEqual([delivery('1', [])])
      expect(await store.leaseDeliveries(minutes(1), minutes(6), 10)).toEqual([])
      expect((await store.leaseDeliveries(minutes(5), minutes(9), 10)).map((one) => one.id)).toEqual(['1'])
    })

    test('the oldest is sent first', async () => {
      const store = await open()
      const rows = [
        delivery('b', [], { nextAt: minutes(2) }),
        delivery('c', [], { nextAt: minutes(3) }),
        delivery('a', []),
      ]
      await store.addDeliveries(rows)
      expect((await store.leaseDeliveries(minutes(9), minutes(10), 2)).map((one) => one.id)).toEqual(['a', 'b'])
    })

    test('a failed attempt is counted and tried again when it said; a sent one never', async () => {
      const store = await open()
      await store.addDeliveries([delivery('1', [])])
      await store.leaseDeliveries(NOW, minutes(5), 10)
      await store.settleDelivery('1', { status: 'pending', nextAt: minutes(2), error: 'HTTP 503' })
      expect(await store.leaseDeliveries(minutes(1), minutes(6), 10)).toEqual([])
      const [again] = await store.leaseDeliveries(minutes(2), minutes(7), 10)
      expect(again).toEqual(delivery('1', [], { attempts: 1, nextAt: minutes(2), lastError: 'HTTP 503' }))
      await store.settleDelivery('1', { status: 'sent', at: minutes(3) })
      expect(await store.leaseDeliveries(minutes(99), minutes(100), 10)).toEqual([])
      expect(await store.listDeliveries({ status: 'sent', limit: 5 })).toMatchObject([
        { attempts: 2, sentAt: minutes(3) },
      ])
    })

    test('a delivery that is given up stays to be seen', async () => {
      const store = await open()
      await store.addDeliveries([delivery('1', []), delivery('2', [])])
      await store.settleDelivery('1', { status: 'dead', at: minutes(1), error: 'HTTP 404' })
      expect(await store.listDeliveries({ status: 'dead', limit: 5 })).toMatchObject([
        { id: '1', lastError: 'HTTP 404', sentAt: null },
      ])
      expect(await store.countDeliveries()).toEqual({ pending: 1, sent: 0, dead: 1 })
    })

    test('the same delivery is owed once', async () => {
      const store = await open()
      await store.addDeliveries([delivery('1', []), delivery('1', [], { target: 'other' })])
      expect(await store.listDeliveries({ limit: 5 })).toEqual([delivery('1', [])])
    })

    test('deliveries are found by the alert they speak of, newest first', async () => {
      const store = await open()
      const [one, two] = [alert('1'), alert('2')]
      const digest = delivery('digest', [one, two], { createdAt: minutes(5) })
      await store.addDeliveries([delivery('d1', [one]), delivery('d2', [two]), digest])
      expect((await store.listDeliveries({ alert: '1', limit: 5 })).map((row) => row.id)).toEqual(['digest', 'd1'])
      expect((await store.listDeliveries({ limit: 2 })).map((row) => row.id)).toEqual(['digest', 'd2'])
    })

    test('what is owed to a target that is switched off waits for it, and holds nobody up', async () => {
      const store = await open()
      await store.addDeliveries([delivery('1', [], { target: 'old' }), delivery('2', [])])
      await store.disableTarget('old', 'HTTP 410', NOW)
      await store.disableTarget('old', 'HTTP 410 again', minutes(1))
      expect(await store.disabledTargets()).toEqual(new Map([['old', { reason: 'HTTP 410', at: NOW }]]))
      expect((await store.leaseDeliveries(NOW, minutes(5), 1)).map((one) => one.id)).toEqual(['2'])
      await store.enableTarget('old')
      expect(await store.disabledTargets()).toEqual(new Map())
      expect((await store.leaseDeliveries(NOW, minutes(5), 1)).map((one) => one.id)).toEqual(['1'])
    })
  })
}
