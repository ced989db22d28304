// Models that were learnt from corrections, and which of them judges.

import { describe, expect, test } from 'vitest'
import type { LearntModel } from '../../../src/domain/learning.js'
import type { StoreOpener } from '../contract.js'
import { minutes, NOW } from '../samples.js'

const report = {
  learntFrom: 60,
  keptAside: 12,
  fixed: [{ head: 'complaint', n: 300, f1Before: 0.8, f1After: 0.81, lost: 2, won: 5 }],
  random: [],
  losses: [],
} as const

const model = (id: string, given: Partial<LearntModel> = {}): LearntModel => ({
  id,
  base: 'm1',
  madeAt: NOW,
  verdict: 'accepted',
  report,
  ...given,
})

export function learningContract(open: StoreOpener): void {
  describe('learnt models', () => {
    test('judge once they are accepted, and are kept with their report and their weights', async () => {
      const store = await open()
      expect(await store.activeModel()).toBeNull()
      await store.saveLearntModel(model('m1+a'), Uint8Array.of(1, 2))
      await store.saveLearntModel(model('m1+b', { madeAt: minutes(5), verdict: 'refused' }), Uint8Array.of(3))
      expect(await store.learntModels()).toEqual([
        model('m1+b', { madeAt: minutes(5), verdict: 'refused' }),
        model('m1+a'),
      ])
      expect(await store.activeModel()).toBe('m1+a')
      expect([...((await store.learntWeights('m1+a')) ?? [])]).toEqual([1, 2])
      expect(await store.learntWeights('m1+z')).toBeNull()
    })

    test('give way to another, and what was gone back behind is withdrawn', async () => {
      const store = await open()
      await store.saveLearntModel(model('m1+a'), Uint8Array.of(1))
      await store.saveLearntModel(model('m1+b', { madeAt: minutes(5) }), Uint8Array.of(2))
      await store.activateModel('m1+a', ['m1+b'])
      expect([await store.activeModel(), (await store.learntModels())[0]?.verdict]).toEqual(['m1+a', 'withdrawn'])
      await store.activateModel(null, ['m1+a', 'm1+b'])
      expect(await store.activeModel()).toBeNull()
      await store.activateModel('m1+b', [])
      expect((await store.learntModels()).map(({ verdict }) => verdict)).toEqual(['accepted', 'withdrawn'])
    })

    test('let go of their weights, all but those that are to stay, and keep their reports', async () => {
      const store = await open()
      await store.saveLearntModel(model('m1+a'), Uint8Array.of(1))
      await store.saveLearntModel(model('m1+b', { madeAt: minutes(5) }), Uint8Array.of(2))
      await store.forgetLearntWeights('m1+b')
      expect([await store.learntWeights('m1+a'), [...((await store.learntWeights('m1+b')) ?? [])]]).toEqual([null, [2]])
      await store.forgetLearntWeights(null)
      expect(await store.learntWeights('m1+b')).toBeNull()
      expect((await store.learntModels()).map(({ id }) => id)).toEqual(['m1+b', 'm1+a'])
    })
  })
}
