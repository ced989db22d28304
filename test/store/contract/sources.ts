// Sources: configured and added ones, their state, and who scans them.

import { describe, expect, test } from 'vitest'
import type { StoreOpener } from '../contract.js'
import { minutes, NOW, scan, spec, state } from '../samples.js'

export function sourceContract(open: StoreOpener): void {
  describe('sources', () => {
    test('a configured source is listed with the state of one never scanned', async () => {
      const store = await open()
      await store.syncSources([spec('foro'), spec('blog')], NOW)
      expect(await store.listSources()).toEqual([
        { spec: spec('foro'), origin: 'config', state: state('foro') },
        { spec: spec('blog'), origin: 'config', state: state('blog') },
      ])
    })

    test('a source gone from the configuration is no longer listed, and finds its state again when it comes back', async () => {
      const store = await open()
      await store.syncSources([spec('foro'), spec('blog')], NOW)
      await store.saveSourceState(state('foro', { title: 'El foro', lastScanAt: NOW }))
      await store.syncSources([spec('blog')], NOW)
      expect((await store.listSources()).map((one) => one.spec.id)).toEqual(['blog'])
      await store.syncSources([spec('foro'), spec('blog')], NOW)
      expect((await store.listSources())[0]?.state).toEqual(state('foro', { title: 'El foro', lastScanAt: NOW }))
    })

    test('a source with another address starts anew, so that no validator of the old page hides the new one', async () => {
      const store = await open()
      const validators = { 'https://foro.example/latest': { etag: '"1"', lastModified: null, bodyHash: null } }
      await store.syncSources([spec('foro')], NOW)
      await store.saveSourceState(state('foro', { validators, failures: 3 }))
      await store.syncSources([spec('foro', { url: 'https://otro.example/' })], NOW)
      expect((await store.listSources())[0]?.state).toEqual(state('foro', { url: 'https://otro.example/' }))
    })

    test('a source read with other options forgets its validators and keeps its failures', async () => {
      const store = await open()
      const validators = { 'https://foro.example/latest': { etag: '"1"', lastModified: null, bodyHash: null } }
      await store.syncSources([spec('foro')], NOW)
      await store.saveSourceState(state('foro', { validators, failures: 3 }))
      await store.syncSources([spec('foro', { kind: 'html', options: { post: '.post' } })], NOW)
      expect((await store.listSources())[0]?.state).toEqual(state('foro', { failures: 3 }))
    })

    test('an added source outlives a change of the configuration, and goes when it is removed', async () => {
      const store = await open()
      await store.addSource(spec('extra'), NOW)
      await store.syncSources([spec('foro')], NOW)
      expect((await store.listSources()).map((one) => [one.spec.id, one.origin])).toEqual([
        ['foro', 'config'],
        ['extra', 'added'],
      ])
      expect(await store.removeSource('extra')).toBe(true)
      expect(await store.removeSource('extra')).toBe(false)
      expect((await store.listSources()).map((one) => one.spec.id)).toEqual(['foro'])
    })

    test('a configured source is not removed by hand', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      expect(await store.removeSource('foro')).toBe(false)
    })

    test('an id is given once', async () => {
      const store = await open()
      await store.addSource(spec('extra'), NOW)
      await expect(store.addSource(spec('extra'), NOW)).rejects.toMatchObject({ code: 'bad-input' })
    })

    test('a source added again after its removal is polled again, whatever had switched it off', async () => {
      const store = await open()
      await store.addSource(spec('extra'), NOW)
      await store.saveSourceState(state('extra', { disabledReason: 'gone', failures: 1 }))
      await store.removeSource('extra')
      await store.addSource(spec('extra'), NOW)
      expect((await store.listSources())[0]?.state).toEqual(state('extra'))
    })

    test('a source is leased to one scan at a time, until the lease is given back or over', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      expect(await store.leaseSource('foro', 'one', NOW, minutes(5))).toBe(true)
      expect(await store.leaseSource('foro', 'two', minutes(1), minutes(6))).toBe(false)
      expect(await store.leaseSource('foro', 'one', minutes(1), minutes(6))).toBe(true)
      await store.releaseSource('foro', 'two')
      expect(await store.leaseSource('foro', 'two', minutes(2), minutes(7))).toBe(false)
      await store.releaseSource('foro', 'one')
      expect(await store.leaseSource('foro', 'two', minutes(2), minutes(7))).toBe(true)
      expect(await store.leaseSource('foro', 'three', minutes(7), minutes(9))).toBe(true)
      expect(await store.leaseSource('unknown', 'one', NOW, minutes(5))).toBe(false)
    })

    test('a scan of a source that is not there stores nothing and says so', async () => {
      const store = await open()
      await expect(store.recordScan(scan())).rejects.toMatchObject({ code: 'not-found' })
      await expect(store.saveSourceState(state('foro'))).rejects.toMatchObject({ code: 'not-found' })
    })

    test('failing sources are counted while they are listed', async () => {
      const store = await open()
      await store.syncSources([spec('foro'), spec('blog')], NOW)
      await store.saveSourceState(state('foro', { failures: 2 }))
      await store.recordScan(scan({ state: state('blog', { failures: 1 }) }))
      expect((await store.countAlerts(NOW)).failingSources).toBe(2)
      await store.syncSources([spec('foro')], NOW)
      expect((await store.countAlerts(NOW)).failingSources).toBe(1)
    })
  })
}
