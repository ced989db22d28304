// Alerts: written with what is owed, changed by one at a time, due in their time, counted.

import { describe, expect, test } from 'vitest'
import type { Alert } from '../../../src/domain/case.js'
import type { Store } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import {
  alert,
  changed,
  complaint,
  delivery,
  entry,
  minutes,
  NOW,
  opened,
  post,
  scan,
  spec,
  stored,
} from '../samples.js'

export function alertContract(open: StoreOpener): void {
  const withForum = async (): Promise<Store> => {
    const store = await open()
    await store.syncSources([spec('foro'), spec('blog')], NOW)
    return store
  }

  describe('alerts', () => {
    test('an alert comes back as it went in, with its history', async () => {
      const store = await withForum()
      const full = alert('1', {
        status: 'acknowledged',
        escalatedAt: minutes(1),
        answeredAt: minutes(2),
        resolvedAt: minutes(3),
        answeredBy: 'community',
        respondedAt: minutes(4),
        staffRespondedAt: minutes(5),
        acceptedAt: minutes(6),
        labels: ['complaint', 'question', 'churn'],
        responses: 7,
        views: 80,
        assignee: 'ana',
        snoozedUntil: minutes(9),
        dismissReason: 'spam',
      })
      await store.recordScan(scan({ posts: [stored(post('1'))], alerts: [opened(full)] }))
      expect(await store.alert('1')).toEqual(full)
      expect(await store.history('1')).toEqual([{ alert: '1', ...entry() }])
      expect(await store.alert('unknown')).toBeNull()
      expect(await store.history('unknown')).toEqual([])
    })

    test('an alert that names nothing it need not comes back so', async () => {
      const store = await withForum()
      const conversation = { id: 'c', url: null, title: null }
      const bare = alert('1', {
        conversation,
        author: null,
        language: null,
        title: null,
        url: null,
        dueAt: null,
        evidence: [],
      })
      await store.recordAlerts([opened(bare)], [], [])
      expect(await store.alert('1')).toEqual(bare)
    })

    test('a change made from what is stored is taken; the same change again is refused', async () => {
      const store = await withForum()
      const before = alert('1')
      await store.recordAlerts([opened(before)], [], [])
      const change = changed(before, { status: 'acknowledged', assignee: 'ana' })
      await store.recordAlerts([change], [], [])
      expect(await store.alert('1')).toEqual({ ...before, status: 'acknowledged', assignee: 'ana', version: 2 })
      await expect(store.recordAlerts([change], [], [])).rejects.toMatchObject({ code: 'store-conflict' })
    })

    test('an alert opens once', async () => {
      const store = await withForum()
      await store.recordAlerts([opened(alert('1'))], [], [])
      await expect(store.recordAlerts([opened(alert('1'))], [], [])).rejects.toMatchObject({ code: 'store-conflict' })
    })

    test('a change of an alert that is not there says so', async () => {
      const store = await withForum()
      await expect(store.recordAlerts([changed(alert('1'), {})], [], [])).rejects.toMatchObject({ code: 'not-found' })
      const note = { alert: '1', ...entry({ kind: 'note' }) }
      await expect(store.addHistory(note)).rejects.toMatchObject({ code: 'not-found' })
    })

    test('a stale alert undoes the whole scan: posts, other alerts, deliveries and what was to be remembered', async () => {
      const store = await withForum()
      const before = alert('old')
      await store.recordAlerts([opened(before)], [], [])
      await store.recordAlerts([changed(before, { assignee: 'ana' })], [], [])
      const { posts, alerts, deliveries } = complaint('1')
      const stale = changed(before, { status: 'answered' })
      const record = scan({ posts, alerts: [...alerts, stale], deliveries })
      await expect(store.recordScan({ ...record, state: { ...record.state, title: 'visto' } })).rejects.toMatchObject({
        code: 'store-conflict',
      })
      expect((await store.posts({ limit: 10 })).items).toEqual([])
      expect(await store.alert('1')).toBeNull()
      expect(await store.listDeliveries({ limit: 10 })).toEqual([])
      expect((await store.listSources())[0]?.state.title).toBeNull()
      expect(await store.alert('old')).toMatchObject({ status: 'open', assignee: 'ana' })
    })

    test('a correction is stored with the change that it came with', async () => {
      const store = await withForum()
      const before = alert('1')
      await store.recordAlerts([opened(before)], [], [])
      const feedback = {
        at: NOW,
        actor: 'ana',
        alert: '1',
        source: 'foro',
        post: '1',
        brand: 'nube',
        relevant: false,
        labels: { complaint: false },
        model: 'm1',
      }
      await store.recordAlerts([changed(before, { status: 'dismissed' })], [], [feedback])
      expect(await store.feedback()).toEqual([feedback])
    })

    test('history is read in the order in which things happened', async () => {
      const store = await withForum()
      await store.recordAlerts([opened(alert('1'))], [], [])
      await store.addHistory({ alert: '1', ...entry({ at: minutes(10), kind: 'note', text: 'llamé', actor: 'ana' }) })
      await store.addHistory({ alert: '1', ...entry({ at: minutes(5), kind: 'escalated' }) })
      expect((await store.history('1')).map((one) => one.kind)).toEqual(['opened', 'escalated', 'note'])
    })
  })

  describe('the clock', () => {
    test('alerts whose grace is over, or whose sleep is, are due until they are escalated or woken', async () => {
      const store = await withForum()
      const rows: readonly Alert[] = [
        alert('over', { dueAt: minutes(-5) }),
        alert('now', { dueAt: NOW }),
        alert('later', { dueAt: minutes(5) }),
        alert('escalated', { dueAt: minutes(-9), escalatedAt: minutes(-9) }),
        alert('again', { dueAt: minutes(-2), escalatedAt: minutes(-99) }),
        alert('answered', { status: 'answered', dueAt: minutes(-9) }),
        alert('asleep', { status: 'snoozed', snoozedUntil: minutes(5), dueAt: minutes(-9) }),
        alert('woken', { status: 'snoozed', snoozedUntil: minutes(-1), dueAt: null }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect((await store.alertsDue(NOW, 10)).map((one) => one.id)).toEqual(['over', 'again', 'woken', 'now'])
      expect((await store.alertsDue(NOW, 2)).map((one) => one.id)).toEqual(['over', 'again'])
    })

    test('counts tell what waits, what is late and the oldest of those', async () => {
      const store = await withForum()
      const rows: readonly Alert[] = [
        alert('1', { dueAt: minutes(-5), openedAt: minutes(-60), labels: ['complaint', 'churn'] }),
        alert('2', { dueAt: minutes(-9), openedAt: minutes(-50), assignee: 'ana' }),
        alert('3', { dueAt: minutes(5), waitingFor: 'community', labels: ['question'] }),
        alert('4', { status: 'snoozed', snoozedUntil: minutes(5), dueAt: null, waitingFor: null }),
        alert('5', { status: 'resolved', dueAt: null, waitingFor: null }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect(await store.countAlerts(NOW)).toEqual({
        active: 3,
        late: 2,
        staff: 2,
        community: 1,
        unassigned: 2,
        oldestLate: { alert: '1', openedAt: minutes(-60) },
        byStatus: { open: 3, snoozed: 1, resolved: 1 },
        byLabel: { complaint: 2, question: 1, suggestion: 0, praise: 0, churn: 1 },
        failingSources: 0,
      })
    })

    test('counts of an empty store are zero', async () => {
      const store = await withForum()
      expect(await store.countAlerts(NOW)).toMatchObject({ active: 0, late: 0, oldestLate: null, byStatus: {} })
    })

    test('counts by status follow every change', async () => {
      const store = await withForum()
      const before = alert('1')
      await store.recordAlerts([opened(before)], [], [])
      await store.recordAlerts([changed(before, { status: 'resolved' })], [], [])
      expect((await store.countAlerts(NOW)).byStatus).toEqual({ resolved: 1 })
    })
  })

  describe('readings', () => {
    test('alerts opened in a period come oldest first, by brand and source', async () => {
      const store = await withForum()
      const rows = [
        alert('1', { openedAt: minutes(2) }),
        alert('2', { openedAt: minutes(1), brand: 'otra' }),
        alert('3', { openedAt: minutes(3), source: 'blog' }),
        alert('4', { openedAt: minutes(9) }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      const found = async (filter: { brand?: string; source?: string }) =>
        (await store.alertsOpened({ since: minutes(1), until: minutes(9), ...filter })).map((one) => one.id)
      expect(await found({})).toEqual(['2', '1', '3'])
      expect(await found({ brand: 'otra' })).toEqual(['2'])
      expect(await found({ source: 'blog' })).toEqual(['3'])
    })

    test('a reader of changes misses none, however many share an instant', async () => {
      const store = await withForum()
      const at = (id: string, when: number) => alert(id, { updatedAt: minutes(when) })
      await store.recordAlerts([at('1', 1), at('2', 2), at('3', 2), at('4', 2), at('5', 3)].map(opened), [], [])
      const changes = async (since: string, limit: number) =>
        (await store.alertsChangedSince(since, limit)).map((one) => one.id)
      expect(await changes(NOW, 2)).toEqual(['1', '2', '3', '4'])
      expect(await changes(minutes(2), 2)).toEqual(['5'])
      expect(await changes(NOW, 100)).toEqual(['1', '2', '3', '4', '5'])
      expect(await changes(minutes(3), 5)).toEqual([])
    })

    test('the other cases of an author are found under every spelling of the name', async () => {
      const store = await withForum()
      const rows = [
        alert('1'),
        alert('2', { author: 'lucia peña', openedAt: minutes(1) }),
        alert('3', { author: '@LUCÍA PEÑA', openedAt: minutes(2) }),
        alert('4', { author: 'Lucía' }),
        alert('5', { source: 'blog' }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      const found = async (limit: number) =>
        (await store.alertsByAuthor('foro', 'Lucía Peña', '1', limit)).map((one) => one.id)
      expect(await found(5)).toEqual(['3', '2'])
      expect(await found(1)).toEqual(['3'])
    })

    test('a scan that finds nothing new leaves the alerts alone', async () => {
      const store = await withForum()
      const { posts, alerts, deliveries } = complaint('1')
      await store.recordScan(scan({ posts, alerts, deliveries }))
      await store.recordScan(scan({ posts, deliveries }))
      expect(await store.alert('1')).toMatchObject({ version: 1 })
      expect(await store.listDeliveries({ limit: 10 })).toEqual([delivery('d-1', [alert('1')])])
    })
  })
}
