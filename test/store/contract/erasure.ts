// Erasure and retention: what is gone stays gone.

import { describe, expect, test } from 'vitest'
import { ERASED_CONTENT_HASH, type Store } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import {
  alert,
  complaint,
  delivery,
  list,
  mentioned,
  minutes,
  NOW,
  opened,
  post,
  scan,
  spec,
  stored,
} from '../samples.js'

export function erasureContract(open: StoreOpener): void {
  const withForum = async (): Promise<Store> => {
    const store = await open()
    await store.syncSources([spec('foro')], NOW)
    return store
  }
  const by = (name: string) => ({ name, url: `https://foro.example/u/${name.length}`, staff: false })
  const author = by('Lucía Peña')

  describe('erasure', () => {
    test('an author is erased under every spelling: posts, mentions, alerts and search', async () => {
      const store = await withForum()
      const mine = complaint('1')
      const handle = mentioned(post('2', { author: by('@LUCIA PEÑA') }))
      const other = complaint('3', { post: { author: by('Ana') }, alert: { author: 'Ana' } })
      await store.recordScan(
        scan({ posts: [...mine.posts, handle, ...other.posts], alerts: [...mine.alerts, ...other.alerts] }),
      )
      expect(await store.erase({ author: 'Lucía' }, NOW)).toMatchObject({ posts: 0 })
      expect(await store.erase({ author: 'lucia  pena ' }, NOW)).toEqual({
        posts: 2,
        mentions: 2,
        alerts: 1,
        sentTo: [],
      })
      expect((await store.posts({ limit: 9 })).items.map((one) => one.id)).toEqual(['3'])
      expect(await store.alert('1')).toBeNull()
      expect(await store.history('1')).toEqual([])
      expect(await store.conversations('foro', ['c-1', 'c-2'])).toEqual([])
      expect((await store.listAlerts(list({ q: 'texto' }))).items.map((one) => one.id)).toEqual(['3'])
      expect((await store.countAlerts(NOW)).byStatus).toEqual({ open: 1 })
    })

    test('no later scan brings an erased post back, nor an alert about it', async () => {
      const store = await withForum()
      const mine = complaint('1')
      await store.recordScan(scan(mine))
      await store.erase({ author: 'Lucía Peña' }, NOW)
      expect(await store.knownPosts('foro', ['1', '2'])).toEqual(
        new Map([['1', { id: '1', contentHash: ERASED_CONTENT_HASH }]]),
      )
      await store.recordScan(scan(mine))
      await store.recordScan(scan({ posts: mine.posts.map((one) => ({ ...one, revision: true })) }))
      expect((await store.posts({ limit: 9 })).items).toEqual([])
      expect(await store.alert('1')).toBeNull()
      expect(await store.countDeliveries()).toEqual({ pending: 0, sent: 0, dead: 0 })
    })

    test('what was to be sent is not, what was sent is told and its snapshot forgotten', async () => {
      const store = await withForum()
      const [mine, other] = [alert('1'), alert('2', { author: 'Ana' })]
      await store.recordScan(
        scan({
          posts: [mentioned(post('1')), mentioned(post('2', { author: by('Ana') }))],
          alerts: [opened(mine), opened(other)],
          deliveries: [
            delivery('pending', [mine]),
            delivery('digest', [mine, other]),
            delivery('sent', [mine], { target: 'mail' }),
          ],
        }),
      )
      await store.settleDelivery('sent', { status: 'sent', at: minutes(1) })
      const erased = await store.erase({ author: 'Lucía Peña' }, NOW)
      expect(erased.sentTo).toEqual([{ target: 'mail', at: minutes(1) }])
      const left = await store.listDeliveries({ limit: 9 })
      expect(left.map((one) => [one.id, one.event.alerts.map((row) => row.id)]).sort()).toEqual([
        ['digest', ['2']],
        ['sent', []],
      ])
    })

    test('what others quoted of the author goes, what they said stays', async () => {
      const store = await withForum()
      const quotes = [
        { author: '@lucía PEÑA', postId: null, text: 'sus palabras' },
        { author: null, postId: '1', text: 'las mismas' },
        { author: 'Beto', postId: '7', text: 'otras' },
      ]
      await store.recordScan(scan({ posts: [stored(post('1')), stored(post('2', { author: by('Ana') }), { quotes })] }))
      expect(await store.erase({ author: 'Lucía Peña' }, NOW)).toMatchObject({ posts: 1 })
      expect((await store.posts({ limit: 9 })).items).toEqual([post('2', { author: by('Ana') })])
    })

    test('an address erases the post there, the thread there, or the one whose page it is', async () => {
      const store = await withForum()
      const thread = { id: 't', url: 'https://foro.example/t/9', title: 'Hilo' }
      await store.recordScan(
        scan({
          posts: [
            stored(post('1', { author: by('Ana') })),
            stored(post('2', { author: by('Ana'), conversation: thread })),
            stored(post('3', { author: by('Beto'), conversation: thread })),
            stored(post('4', { author })),
          ],
        }),
      )
      expect(await store.erase({ url: 'HTTPS://foro.example/p/1/' }, NOW)).toMatchObject({ posts: 1 })
      expect(await store.erase({ url: 'http://foro.example/t/9' }, NOW)).toMatchObject({ posts: 2 })
      expect(await store.erase({ url: author.url }, NOW)).toMatchObject({ posts: 1 })
      expect(await store.erase({ url: 'https://foro.example/p/none' }, NOW)).toMatchObject({ posts: 0 })
    })

    test('a case that loses one of its posts keeps only what the others say', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: null, title: 'Título de 1' }
      const posts = ['1', '2'].map((id) => mentioned(post(id, { conversation })))
      const case_ = alert('a', { conversation, posts: ['1', '2'], title: 'Título de 1', excerpt: 'Texto de 1' })
      await store.recordScan(scan({ posts, alerts: [opened(case_)], deliveries: [delivery('d', [case_])] }))
      expect(await store.erase({ url: 'https://foro.example/p/1' }, NOW)).toMatchObject({ posts: 1, alerts: 0 })
      const left = await store.alert('a')
      expect(left).toMatchObject({
        posts: ['2'],
        title: null,
        excerpt: '',
        evidence: [],
        conversation: { id: 't', url: null, title: null },
      })
      expect((await store.listDeliveries({ limit: 1 }))[0]?.event.alerts).toEqual([left])
    })

    test('an erasure of nobody is refused', async () => {
      const store = await withForum()
      await expect(store.erase({ author: ' @ ' }, NOW)).rejects.toMatchObject({ code: 'bad-input' })
      await expect(store.erase({ url: ' ' }, NOW)).rejects.toMatchObject({ code: 'bad-input' })
    })

    test('corrections about erased posts go with them', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [mentioned(post('1'))] }))
      const feedback = {
        at: NOW,
        actor: 'ana',
        alert: '',
        source: 'foro',
        post: '1',
        brand: 'nube',
        relevant: true,
        labels: {},
        model: 'm',
      }
      await store.recordAlerts([], [], [feedback])
      await store.erase({ author: 'Lucía Peña' }, NOW)
      expect(await store.feedback()).toEqual([])
    })
  })

  describe('retention', () => {
    test('posts go when their time is over: those about no brand sooner, and those of open cases not at all', async () => {
      const store = await withForum()
      const open_ = complaint('open')
      const closed = complaint('closed', { alert: { status: 'resolved', dueAt: null, waitingFor: null } })
      const reply = stored(post('reply', { conversation: post('closed').conversation }))
      const rows = [
        stored(post('plain')),
        mentioned(post('mention')),
        reply,
        stored(post('young'), { seenAt: minutes(50) }),
      ]
      await store.recordScan(
        scan({ posts: [...rows, ...open_.posts, ...closed.posts], alerts: [...open_.alerts, ...closed.alerts] }),
      )
      const left = async () => (await store.posts({ limit: 99 })).items.map((one) => one.id).sort()

      expect(await store.prune({ unmatched: minutes(1), posts: minutes(-1) })).toEqual({ posts: 1 })
      expect(await left()).toEqual(['closed', 'mention', 'open', 'reply', 'young'])
      expect(await store.prune({ unmatched: minutes(1), posts: minutes(1) })).toEqual({ posts: 3 })
      expect(await left()).toEqual(['open', 'young'])
      expect(await store.alert('closed')).toBeNull()
      expect(await store.alert('open')).not.toBeNull()
      expect(await store.prune({ unmatched: minutes(1), posts: minutes(1) })).toEqual({ posts: 0 })
    })

    test('an expired post that its source still lists does not come back as new', async () => {
      const store = await withForum()
      const entries = [stored(post('1')), mentioned(post('2'))]
      await store.recordScan(scan({ posts: entries }))
      await store.prune({ unmatched: minutes(1), posts: minutes(1) })
      expect((await store.knownPosts('foro', ['1', '2'])).size).toBe(2)
      await store.recordScan(scan({ posts: entries }))
      expect((await store.posts({ limit: 9 })).items).toEqual([])
    })

    test('hundreds of posts expire, each with its search and its bands', async () => {
      const store = await withForum()
      const ids = Array.from({ length: 450 }, (_, count) => `${count}`)
      const posts = ids.map((id) => mentioned(post(id), { copyBands: ['a', `b${id}`], copySignature: 'c2ln' }))
      await store.recordScan(scan({ posts }))
      expect(await store.prune({ unmatched: minutes(1), posts: minutes(1) })).toEqual({ posts: 450 })
      expect((await store.mentions({ limit: 9, q: 'texto' })).items).toEqual([])
      expect(await store.copyCandidates(['a'], 10)).toEqual([])
    })
  })
}
