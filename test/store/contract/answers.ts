// Known answers: those that people wrote, and the record of which were offered and used.

import { describe, expect, test } from 'vitest'
import type { LibraryAnswer } from '../../../src/domain/answer.js'
import type { StoreOpener } from '../contract.js'
import { changed, complaint, entry, judgement, mentioned, minutes, NOW, post, scan, spec } from '../samples.js'

const answer: LibraryAnswer = {
  id: 'cobro-doble',
  origin: 'page',
  title: 'Cobro doble',
  brands: ['nube'],
  words: ['cobro doble', 'factura*'],
  topics: ['0123456789abcdef'],
  texts: { es: 'Se anula solo.', en: 'It is undone by itself.' },
  link: 'https://nube.example/cobros',
  updatedAt: NOW,
  updatedBy: 'rita',
}

const library = { origin: 'library', answer: 'cobro-doble' } as const

export function answersContract(open: StoreOpener): void {
  describe('known answers', () => {
    test('are saved, changed, found and removed', async () => {
      const store = await open()
      await store.saveAnswer({ ...answer, id: 'b', brands: null, link: null })
      await store.saveAnswer(answer)
      await store.saveAnswer({ ...answer, title: 'Me cobraron dos veces', updatedAt: minutes(5) })
      expect(await store.answers()).toEqual([
        { ...answer, id: 'b', brands: null, link: null },
        { ...answer, title: 'Me cobraron dos veces', updatedAt: minutes(5) },
      ])
      expect(await store.removeAnswer('b')).toBe(true)
      expect(await store.removeAnswer('b')).toBe(false)
      expect((await store.answers()).map(({ id }) => id)).toEqual(['cobro-doble'])
    })

    test('are counted as offered once and used once, and a use can be taken back', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      await store.recordScan(scan(complaint('1')))
      const use = { alert: '1', ...library }
      await store.noteOffer({ ...use, offeredAt: NOW })
      await store.noteOffer({ ...use, offeredAt: minutes(9) })
      expect(await store.answerUses({ alert: '1' })).toEqual([{ ...use, offeredAt: NOW, usedAt: null, usedBy: null }])
      expect(await store.noteUse(use, 'rita', minutes(10))).toBe(true)
      expect(await store.noteUse(use, 'ada', minutes(11))).toBe(false)
      expect(await store.answerUses({})).toEqual([{ ...use, offeredAt: NOW, usedAt: minutes(10), usedBy: 'rita' }])
      expect([await store.takeUseBack(use), await store.takeUseBack(use)]).toEqual([true, false])
      expect(await store.answerUses({})).toEqual([{ ...use, offeredAt: NOW, usedAt: null, usedBy: null }])
    })

    test('are counted by the period, brand and source of their cases, and never for a case that is not there', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      await store.recordScan(scan(complaint('1')))
      await store.recordScan(scan(complaint('2', { alert: { openedAt: minutes(60), brand: 'sol' } })))
      for (const alert of ['1', '2']) await store.noteUse({ alert, ...library }, 'rita', minutes(90))
      await store.noteOffer({ alert: 'x', ...library, offeredAt: NOW })
      expect(await store.noteUse({ alert: 'x', ...library }, 'rita', NOW)).toBe(false)
      const found = async (filter: Parameters<typeof store.answerUses>[0]) =>
        (await store.answerUses(filter)).map(({ alert }) => alert)
      expect(await found({})).toEqual(['1', '2'])
      expect(await found({ since: NOW, until: minutes(60) })).toEqual(['1'])
      expect(await found({ since: minutes(1) })).toEqual(['2'])
      expect(await found({ brand: 'sol' })).toEqual(['2'])
      expect(await found({ source: 'otro' })).toEqual([])
    })

    test('go with the case that they were used for', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      await store.recordScan(scan(complaint('1')))
      await store.noteUse({ alert: '1', ...library }, 'rita', NOW)
      await store.erase({ author: 'Lucía Peña' }, NOW)
      expect(await store.answerUses({})).toEqual([])
    })
  })

  describe('what is gone', () => {
    test('is marked since when, with the histories that say so, or not at all; and comes back', async () => {
      const store = await open()
      await store.syncSources([spec('foro')], NOW)
      const one = complaint('1')
      await store.recordScan(scan(one))
      const line = entry({ kind: 'deleted', text: 'deleted.customer', to: null })
      const change = { ...changed(one.alert, {}), history: [line] }
      const deletion = { source: 'foro', gone: ['1', 'unknown'], back: [], changes: [change], at: minutes(5) }
      const goneAt = async () => (await store.conversations('foro', ['c-1']))[0]?.posts.map((post) => post.goneAt)
      await store.recordDeletions(deletion)
      expect(await goneAt()).toEqual([minutes(5)])
      expect((await store.history('1')).at(-1)).toMatchObject({ kind: 'deleted', text: 'deleted.customer' })
      const stale = { ...deletion, gone: [], back: ['1'] }
      await expect(store.recordDeletions(stale)).rejects.toMatchObject({ code: 'store-conflict' })
      expect(await goneAt()).toEqual([minutes(5)])
      await store.recordDeletions({ ...stale, changes: [] })
      expect(await goneAt()).toEqual([undefined])
    })
  })

  describe('posts that something asks for', () => {
    test('are the first that was seen, those that were reviewed with their text, and those that link somewhere', async () => {
      const store = await open()
      expect(await store.firstSeenAt()).toBeNull()
      await store.syncSources([spec('foro')], NOW)
      const linking = mentioned(post('1', { text: 'Miren https://otro.example/t/1' }), { judgements: [judgement()] })
      const plain = mentioned(post('2'), { seenAt: minutes(3) })
      const copy = { ...linking, post: { ...linking.post, id: '3' }, copyOf: { source: 'foro', id: '1' } }
      await store.recordScan(scan({ posts: [linking, plain, copy] }))
      expect(await store.firstSeenAt()).toBe(NOW)
      expect(await store.linkingPosts({ since: NOW, limit: 10 })).toEqual([
        { brand: 'nube', source: 'foro', id: '1', url: linking.post.url, text: linking.post.text },
      ])
      expect(await store.linkingPosts({ since: '2000', until: NOW, limit: 10 })).toEqual([])
      expect(await store.linkingPosts({ since: minutes(1), limit: 10 })).toEqual([])
      const feedback = {
        at: NOW,
        actor: 'rita',
        alert: '',
        source: 'foro',
        post: '2',
        brand: 'nube',
        relevant: true,
        labels: { complaint: false },
        model: 'm1',
      }
      await store.recordAlerts([], [], [feedback])
      expect(await store.reviewedPosts()).toEqual([{ feedback, post: plain.post }])
    })
  })
}
