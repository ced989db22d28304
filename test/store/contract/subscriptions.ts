// Subscriptions at hubs: one for a source, changed by whoever saw them last; and what hubs sent until it is read.

import { describe, expect, test } from 'vitest'
import { newSubscription, type Subscription } from '../../../src/domain/websub.js'
import type { StoreOpener } from '../contract.js'
import { minutes, NOW } from '../samples.js'

function subscription(id: string, given: Partial<Subscription> = {}): Subscription {
  const address = {
    hub: 'https://hub.example/',
    topic: 'https://foro.example/feed',
    callback: `https://escucha.example/websub/${id}`,
  }
  return { ...newSubscription({ id, source: 'foro', secret: 's', ...address }, NOW), ...given }
}

export function subscriptionContract(open: StoreOpener): void {
  describe('subscriptions at hubs', () => {
    test('are kept as they are, found by their id, and gone when they are removed', async () => {
      const store = await open()
      const whole = subscription('a', {
        askedAt: NOW,
        verifiedAt: NOW,
        leaseUntil: minutes(60),
        failures: 2,
        reason: 'no',
      })
      expect(await store.addSubscription(whole)).toBe(true)
      expect(await store.subscription('a')).toEqual(whole)
      expect(await store.subscription('b')).toBeNull()
      await store.removeSubscription('a')
      expect(await store.subscriptions()).toEqual([])
    })

    test('are one for a source, but for those that are to end', async () => {
      const store = await open()
      expect(await store.addSubscription(subscription('a'))).toBe(true)
      expect(await store.addSubscription(subscription('b'))).toBe(false)
      await store.saveSubscription(subscription('a', { wants: 'unsubscribe' }))
      expect(await store.addSubscription(subscription('b'))).toBe(true)
      expect((await store.subscriptions()).map(({ id, wants }) => [id, wants])).toEqual([
        ['b', 'subscribe'],
        ['a', 'unsubscribe'],
      ])
    })

    test('are changed only by who knows their latest version', async () => {
      const store = await open()
      await store.addSubscription(subscription('a'))
      const [one, other] = await Promise.all([
        store.saveSubscription(subscription('a', { failures: 1 })),
        store.saveSubscription(subscription('a', { failures: 2 })),
      ])
      expect([one, other].filter(Boolean)).toHaveLength(1)
      expect((await store.subscription('a'))?.version).toBe(1)
      expect(await store.saveSubscription(subscription('gone'))).toBe(false)
    })
  })

  describe('what hubs sent', () => {
    const push = (text: string, source = 'foro') => ({
      source,
      contentType: 'text/xml; charset=latin1',
      body: Buffer.from(text, 'latin1'),
      receivedAt: NOW,
    })

    test('waits byte for byte, oldest first, until it is removed, and says when it came', async () => {
      const store = await open()
      await store.addSubscription(subscription('a'))
      await store.addPush(push('uno: ñ'), 20)
      await store.addPush(push('dos'), 20)
      await store.addPush(push('ajeno', 'blog'), 20)
      const pushes = await store.pushes('foro')
      expect(pushes.map(({ body }) => Buffer.from(body).toString('latin1'))).toEqual(['uno: ñ', 'dos'])
      expect(pushes[0]).toMatchObject({ source: 'foro', contentType: 'text/xml; charset=latin1', receivedAt: NOW })
      expect((await store.pushedSources()).toSorted()).toEqual(['blog', 'foro'])
      expect((await store.subscription('a'))?.lastPushAt).toBe(NOW)
      await store.removePushes(pushes.map(({ key }) => key))
      expect(await store.pushedSources()).toEqual(['blog'])
    })

    test('is not piled up: the oldest goes', async () => {
      const store = await open()
      for (const text of ['uno', 'dos', 'tres']) await store.addPush(push(text), 2)
      await store.addPush(push('ajeno', 'blog'), 2)
      const texts = (await store.pushes('foro')).map(({ body }) => Buffer.from(body).toString())
      expect(texts).toEqual(['dos', 'tres'])
      expect(await store.pushes('blog')).toHaveLength(1)
    })
  })
}
