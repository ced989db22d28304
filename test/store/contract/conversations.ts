// Conversations as the desk sees them, and the posts that may be copies.

import { describe, expect, test } from 'vitest'
import type { ReplyVerdict } from '../../../src/domain/reply.js'
import type { Store } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import {
  alert,
  changed,
  complaint,
  judgement,
  mentioned,
  minutes,
  NOW,
  opened,
  post,
  scan,
  spec,
  stored,
} from '../samples.js'

const visit = (conversation: string) => ({ conversation, validators: null })

export function conversationContract(open: StoreOpener): void {
  const withForum = async (): Promise<Store> => {
    const store = await open()
    await store.syncSources([spec('foro'), spec('blog')], NOW)
    return store
  }

  describe('conversations', () => {
    test('a conversation shows its posts with their judgements, oldest first, and its alerts', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: 'https://foro.example/t/t', title: 'Hilo' }
      const question = post('1', { conversation })
      const reply = post('2', { conversation, kind: 'reply', publishedAt: minutes(5) })
      const case_ = alert('a', { conversation, posts: ['1'] })
      const judged = [judgement(), judgement({ brand: 'otra', tags: [] })]
      await store.recordScan(
        scan({
          posts: [
            stored(reply, { seenAt: minutes(6), judgements: [judgement({ relevance: 0.1 })] }),
            mentioned(question, { judgements: judged, mentionOf: ['nube'], copyOf: { source: 'blog', id: '9' } }),
          ],
          alerts: [opened(case_)],
        }),
      )
      expect(await store.conversations('foro', ['t'])).toEqual([
        {
          source: 'foro',
          conversation,
          posts: [
            { post: question, judgements: judged, seenAt: NOW, copyOf: { source: 'blog', id: '9' } },
            { post: reply, judgements: [judgement({ relevance: 0.1 })], seenAt: minutes(6), copyOf: null },
          ],
          alerts: [case_],
        },
      ])
    })

    test('a reply keeps what it does for the case, until its words change', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: null, title: null }
      const reply = post('2', { conversation, kind: 'reply' })
      const verdict = (kind: ReplyVerdict['kind'], brand = 'nube'): ReplyVerdict => ({
        brand,
        kind,
        probability: 0.9,
        answers: 0.05,
        evidence: [{ start: 0, end: 5, text: 'Texto', weight: 1.5, cue: 'step' }],
        model: 'replies-1',
      })
      const replies = async () =>
        (await store.conversations('foro', ['t']))[0]?.posts.map((entry) => entry.replies?.map(({ kind }) => kind))
      await store.recordScan(scan({ posts: [mentioned(post('1', { conversation })), stored(reply)] }))
      expect(await replies()).toEqual([undefined, undefined])
      await store.recordScan(scan({ replies: [{ post: '2', replies: [verdict('noise')] }] }))
      expect((await store.conversations('foro', ['t']))[0]?.posts[1]?.replies).toEqual([verdict('noise')])
      const edited = stored({ ...reply, text: 'Otra cosa' }, { revision: true, replies: [verdict('answer')] })
      await store.recordScan(scan({ posts: [edited] }))
      expect(await replies()).toEqual([undefined, ['answer']])
      await store.recordScan(scan({ replies: [{ post: 'gone', replies: [verdict('noise')] }] }))
    })

    test('an answered case whose answer is doubted still waits, and is no late one', async () => {
      const store = await withForum()
      const doubt = { kind: 'empty', since: NOW, post: '2', handedOverAt: null } as const
      const given = { status: 'answered', answeredAt: NOW, dueAt: minutes(5), waitingFor: 'community' } as const
      const doubted = alert('a', { ...given, doubt })
      const sure = alert('b', { ...given, dueAt: null, waitingFor: null })
      const settled = alert('c', { ...given, dueAt: null, waitingFor: null, doubt: { ...doubt, kind: 'settled' } })
      await store.recordAlerts([doubted, sure, settled].map(opened), [], [])
      expect(await store.alert('a')).toEqual(doubted)
      const now = minutes(10)
      const active = await store.listAlerts({ view: 'active', limit: 10, order: 'pressing', now })
      expect(active.items.map(({ id }) => id)).toEqual(['a'])
      expect((await store.listAlerts({ view: 'late', limit: 10, order: 'pressing', now })).items).toEqual([])
      expect(await store.countAlerts(now)).toMatchObject({ active: 1, late: 0, oldestLate: null, community: 1 })
      expect((await store.alertsDue(now, 10)).map(({ id }) => id)).toEqual(['a'])
      const called = { ...doubted, doubt: { ...doubt, handedOverAt: minutes(5) }, waitingFor: 'staff' } as const
      await store.recordAlerts([changed(doubted, called)], [], [])
      expect(await store.alertsDue(now, 10)).toEqual([])
    })

    test('conversations that wait are to be visited again, the youngest first', async () => {
      const store = await withForum()
      const waiting = ['1', '2', '3'].map((id, count) => complaint(id, { alert: { openedAt: minutes(count) } }))
      const done = complaint('4', { alert: { status: 'resolved', waitingFor: null, dueAt: null } })
      await store.recordScan(
        scan({
          posts: [...waiting, done].flatMap((one) => one.posts),
          alerts: [...waiting, done].flatMap((one) => one.alerts),
        }),
      )
      await store.markVisited('foro', [visit('c-1')], minutes(20))
      await store.markVisited('foro', [visit('c-3'), visit('c-unknown')], minutes(10))
      const due = await store.conversationsToRevisit('foro', minutes(30), 10)
      expect(due.map((one) => [one.id, one.lastVisitAt])).toEqual([
        ['c-3', minutes(10)],
        ['c-2', null],
        ['c-1', minutes(20)],
      ])
      const [url, title] = ['https://foro.example/t/2', 'Hilo de 2']
      const graceEndsAt = waiting[1]?.alerts[0]?.alert.dueAt
      expect(graceEndsAt).toBeTruthy()
      expect(due[1]).toEqual({
        id: 'c-2',
        url,
        title,
        lastVisitAt: null,
        openedAt: minutes(1),
        graceEndsAt,
        validators: {},
      })
      const ids = async (before: string, limit: number) =>
        (await store.conversationsToRevisit('foro', before, limit)).map((one) => one.id)
      expect(await ids(minutes(20), 10)).toEqual(['c-3', 'c-2'])
      expect(await ids(minutes(20), 1)).toEqual(['c-3'])
      expect(await ids(minutes(10), 10)).toEqual(['c-2'])
      expect(await store.conversationsToRevisit('blog', minutes(30), 10)).toEqual([])
    })

    test('a visit leaves what validates the pages, until another visit leaves something else', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: null, title: null }
      await store.recordAlerts([opened(alert('a', { conversation, dueAt: null, escalatedAt: minutes(60) }))], [], [])
      const validators = { 'https://foro.example/t/t': { etag: '"1"', lastModified: null, bodyHash: null } }
      await store.markVisited('foro', [{ conversation: 't', validators }], minutes(1))
      await store.markVisited('foro', [visit('t')], minutes(2))
      const [kept] = await store.conversationsToRevisit('foro', minutes(30), 10)
      expect(kept).toMatchObject({ lastVisitAt: minutes(2), graceEndsAt: minutes(60), validators })
      await store.markVisited('foro', [{ conversation: 't', validators: {} }], minutes(3))
      expect((await store.conversationsToRevisit('foro', minutes(30), 10))[0]?.validators).toEqual({})
    })

    test('a conversation with several cases is visited once, by its oldest', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: null, title: null }
      const rows = [
        alert('a', { conversation, openedAt: minutes(5) }),
        alert('b', { conversation, openedAt: minutes(2) }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect(await store.conversationsToRevisit('foro', minutes(30), 10)).toMatchObject([
        { id: 't', openedAt: minutes(2) },
      ])
    })
  })

  describe('copies', () => {
    test('posts that share a band are candidates, newest first, with what tells them apart', async () => {
      const store = await withForum()
      const first = stored(post('1'), { copyBands: ['a', 'b'], copySignature: 'c2ln' })
      const second = stored(post('2'), { copyBands: ['b'], copySignature: 'c2ln', seenAt: minutes(5) })
      const other = stored(post('3'), { copyBands: ['z'], copySignature: 'c2ln' })
      await store.recordScan(scan({ posts: [first, second, other] }))
      const found = await store.copyCandidates(['a', 'b', 'q'], 10)
      expect(found.map((one) => one.id)).toEqual(['2', '1'])
      expect(found[1]).toEqual({
        source: 'foro',
        id: '1',
        conversation: 'c-1',
        signature: 'c2ln',
        textLength: post('1').text.length,
        author: 'Lucía Peña',
        seenAt: NOW,
      })
      expect(await store.copyCandidates(['a', 'b'], 1)).toHaveLength(1)
      expect(await store.copyCandidates([], 10)).toEqual([])
    })

    test('a copy is no candidate: what is like it is like the first one', async () => {
      const store = await withForum()
      const copy = stored(post('2'), { copyBands: ['a'], copySignature: 'c2ln', copyOf: { source: 'foro', id: '1' } })
      await store.recordScan(scan({ posts: [copy] }))
      expect(await store.copyCandidates(['a'], 10)).toEqual([])
    })
  })
}
