// Posts and mentions: stored once, edited truthfully, found by words, paged in order.

import { describe, expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import { complaint, judgement, mentioned, minutes, NOW, post, scan, spec, stored } from '../samples.js'

export function postContract(open: StoreOpener): void {
  const withForum = async (): Promise<Store> => {
    const store = await open()
    await store.syncSources([spec('foro'), spec('blog')], NOW)
    return store
  }

  describe('posts', () => {
    test('a post comes back as it went in', async () => {
      const store = await withForum()
      const full = post('1', {
        kind: 'reply',
        updatedAt: minutes(-1),
        inReplyTo: '0',
        accepted: true,
        answered: false,
        views: 12,
        author: { name: 'Soporte', url: null, staff: true },
      })
      const bare = post('2', {
        url: null,
        title: null,
        author: { name: null, url: null, staff: false },
        publishedAt: null,
        language: null,
        conversation: { id: '2', url: null, title: null },
      })
      await store.recordScan(scan({ posts: [stored(full), stored(bare)] }))
      expect((await store.posts({ limit: 10 })).items).toEqual([bare, full])
    })

    test('a source knows which posts it gave and what they said', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [stored(post('1'), { contentHash: 'h1' })] }))
      expect(await store.knownPosts('foro', ['1', '2'])).toEqual(new Map([['1', { id: '1', contentHash: 'h1' }]]))
      expect(await store.knownPosts('blog', ['1'])).toEqual(new Map())
      expect(await store.knownPosts('foro', [])).toEqual(new Map())
    })

    test('hundreds of identities are looked up at once, strange ones too', async () => {
      const store = await withForum()
      const ids = Array.from({ length: 300 }, (_, count) => `post ${count}`)
      const strange = ["'); DROP TABLE post; --", 'tag:foro.example,2026:ñ', 'half \ud800 pair', 'nul \0 inside', '"']
      await store.recordScan(scan({ posts: [...ids, ...strange].map((id) => stored(post(id))) }))
      expect((await store.knownPosts('foro', [...ids, ...strange, 'new'])).size).toBe(305)
    })

    test('a post that comes again is stored once, as it was first', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [mentioned(post('1'))] }))
      await store.recordScan(scan({ posts: [mentioned(post('1', { text: 'otra cosa' }))] }))
      expect((await store.posts({ limit: 10 })).items).toEqual([post('1')])
      expect((await store.mentions({ limit: 10 })).items).toHaveLength(1)
    })

    test('the same identity at two sources is two posts', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [stored(post('1'))] }))
      const other = post('1', { source: 'blog' })
      await store.recordScan(scan({ state: { ...scan().state, id: 'blog' }, posts: [stored(other)] }))
      expect((await store.posts({ limit: 10 })).items).toEqual([other, post('1')])
    })

    test('an edited post says what it says now, to readers and to search, and keeps when it was first seen', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [mentioned(post('1', { text: 'sin internet' }))] }))
      const edited = post('1', { text: 'ya volvió la señal', updatedAt: minutes(30) })
      const praised = judgement({ tags: ['praise'], severity: 0 })
      await store.recordScan(
        scan({
          posts: [mentioned(edited, { revision: true, contentHash: 'h2', seenAt: minutes(60), judgements: [praised] })],
        }),
      )
      expect((await store.knownPosts('foro', ['1'])).get('1')?.contentHash).toBe('h2')
      expect((await store.mentions({ limit: 9 })).items).toMatchObject([
        { post: edited, tags: ['praise'], seenAt: NOW },
      ])
      expect((await store.mentions({ limit: 9, q: 'internet' })).items).toEqual([])
      expect((await store.mentions({ limit: 9, q: 'señal' })).items).toHaveLength(1)
    })

    test('an edit of a post that is not there makes it a new one', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [stored(post('1'), { revision: true })] }))
      expect((await store.posts({ limit: 10 })).items).toEqual([post('1')])
    })

    test('what a later page does not tell of a conversation stays as it was known', async () => {
      const store = await withForum()
      await store.recordScan(scan({ posts: [stored(post('1'))] }))
      const reply = post('2', { conversation: { id: 'c-1', url: null, title: null } })
      await store.recordScan(scan({ posts: [stored(reply)] }))
      const [view] = await store.conversations('foro', ['c-1', 'unknown'])
      expect(view?.conversation).toEqual(post('1').conversation)
      expect(view?.posts.map((one) => one.post.id)).toEqual(['1', '2'])
    })

    test('posts come newest first, by their own date unless it lies in the future', async () => {
      const store = await withForum()
      const old = post('old', { publishedAt: minutes(-60) })
      const future = post('future', { publishedAt: minutes(600) })
      const undated = post('undated', { publishedAt: null })
      const entries = [old, future, undated].map((one, count) => stored(one, { seenAt: minutes(count) }))
      await store.recordScan(scan({ posts: entries }))
      const ids = async (since: string) => (await store.posts({ limit: 10, since })).items.map((one) => one.id)
      expect(await ids(minutes(-60))).toEqual(['undated', 'future', 'old'])
      expect(await ids(minutes(2))).toEqual(['undated'])
    })
  })

  describe('mentions', () => {
    test('a mention holds its post, its judgement and its alert; a judged reply is none', async () => {
      const store = await withForum()
      const { posts, alerts, alert: case_ } = complaint('1')
      const reply = stored(post('2'), { judgements: [judgement({ relevance: 0.1 })] })
      await store.recordScan(scan({ posts: [...posts, reply], alerts }))
      const plain = mentioned(post('3', { publishedAt: minutes(-1) }), { judgements: [judgement({ tags: [] })] })
      await store.recordScan(scan({ posts: [plain] }))
      expect((await store.mentions({ limit: 10 })).items).toEqual([
        { post: post('1'), ...judgement(), alert: case_.id, copyOf: null, seenAt: NOW },
        { post: plain.post, ...judgement({ tags: [] }), alert: null, copyOf: null, seenAt: NOW },
      ])
      expect((await store.mentions({ limit: 10, flagged: true })).items.map((one) => one.post.id)).toEqual(['1'])
      expect((await store.mentions({ limit: 10, flagged: false })).items.map((one) => one.post.id)).toEqual(['3'])
    })

    test('each filter of mentions leaves what it names', async () => {
      const store = await withForum()
      const posts = [
        mentioned(post('1')),
        mentioned(post('2', { language: 'en', publishedAt: minutes(-90) })),
        mentioned(post('3', { publishedAt: minutes(-30) }), {
          judgements: [judgement({ brand: 'otra', tags: ['praise', 'question'] })],
        }),
      ]
      await store.recordScan(scan({ posts }))
      const elsewhere = mentioned(post('4', { source: 'blog', publishedAt: minutes(-60) }))
      await store.recordScan(scan({ state: { ...scan().state, id: 'blog' }, posts: [elsewhere] }))
      const ids = async (filter: Partial<Parameters<Store['mentions']>[0]>) =>
        (await store.mentions({ limit: 10, ...filter })).items.map((one) => one.post.id)
      expect(await ids({})).toEqual(['1', '3', '4', '2'])
      expect(await ids({ brand: 'otra' })).toEqual(['3'])
      expect(await ids({ label: 'question' })).toEqual(['3'])
      expect(await ids({ label: 'complaint' })).toEqual(['1', '4', '2'])
      expect(await ids({ source: 'blog' })).toEqual(['4'])
      expect(await ids({ language: 'en' })).toEqual(['2'])
      expect(await ids({ since: minutes(-60) })).toEqual(['1', '3', '4'])
      expect(await ids({ until: minutes(-60) })).toEqual(['2'])
      expect(await ids({ brand: 'nube', source: 'foro', label: 'complaint', since: minutes(-10) })).toEqual(['1'])
    })

    test('search finds each word without its accents, and the last one by its beginning', async () => {
      const store = await withForum()
      const posts = [
        mentioned(post('1', { title: 'Señal caída', text: 'Llevo tres días sin conexión en Medellín' })),
        mentioned(
          post('2', {
            title: null,
            text: 'La factura llegó duplicada',
            conversation: { id: 'x', url: null, title: 'Cobros raros' },
          }),
        ),
        stored(post('3', { text: 'factura de otra cosa' })),
      ]
      await store.recordScan(scan({ posts }))
      const ids = async (q: string) => (await store.mentions({ limit: 10, q })).items.map((one) => one.post.id)
      expect(await ids('CONEXION medellin')).toEqual(['1'])
      expect(await ids('señal')).toEqual(['1'])
      expect(await ids('factu')).toEqual(['2'])
      expect(await ids('factu llegó')).toEqual([])
      expect(await ids('cobros')).toEqual(['2'])
      expect(await ids('"tres días"')).toEqual(['1'])
      expect(await ids('"días tres"')).toEqual([])
      expect(await ids('  ')).toEqual(['2', '1'])
      expect(await ids('!!!')).toEqual([])
    })
  })
}
