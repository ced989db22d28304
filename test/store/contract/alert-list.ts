// The list of alerts: a stable order, filters that add up, search that runs nothing, pages that miss nothing.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ALERT_STATUSES, type Alert } from '../../../src/domain/case.js'
import { LABELS, type Severity, type Urgency } from '../../../src/domain/verdict.js'
import type { AlertFilter, Store } from '../../../src/store/store.js'
import type { StoreOpener } from '../contract.js'
import { alert, changed, complaint, list, minutes, NOW, opened, post, scan, spec, stored } from '../samples.js'

export function alertListContract(open: StoreOpener): void {
  const withForum = async (): Promise<Store> => {
    const store = await open()
    await store.syncSources([spec('foro'), spec('blog')], NOW)
    return store
  }

  const ids = async (store: Store, filter: Partial<AlertFilter> = {}) =>
    (await store.listAlerts(list(filter))).items.map((one) => one.id)

  describe('the list', () => {
    test('what presses comes first: longest overdue, nearest to its time, then urgency and severity', async () => {
      const store = await withForum()
      const rows: readonly Alert[] = [
        alert('done', { status: 'resolved', dueAt: null, urgency: 3 }),
        alert('no time', { dueAt: null }),
        alert('tomorrow', { dueAt: minutes(1440) }),
        alert('soon, calm', { dueAt: minutes(10), urgency: 1, severity: 1 }),
        alert('soon, severe', { dueAt: minutes(10), urgency: 1, severity: 3 }),
        alert('soon, urgent', { dueAt: minutes(10), urgency: 3, severity: 0 }),
        alert('late', { dueAt: minutes(-10) }),
        alert('very late', { dueAt: null, escalatedAt: minutes(-600) }),
        alert('asleep', { status: 'snoozed', snoozedUntil: minutes(60), dueAt: null }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect(await ids(store, { order: 'pressing' })).toEqual([
        'very late',
        'late',
        'soon, urgent',
        'soon, severe',
        'soon, calm',
        'asleep',
        'tomorrow',
        'no time',
        'done',
      ])
    })

    test('the newest order goes by when a case opened', async () => {
      const store = await withForum()
      const rows = [
        alert('1', { openedAt: minutes(1) }),
        alert('2', { openedAt: minutes(3) }),
        alert('3', { openedAt: minutes(2) }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect(await ids(store)).toEqual(['2', '3', '1'])
    })

    test('each view holds what its name says', async () => {
      const store = await withForum()
      const rows: readonly Alert[] = [
        alert('open', { waitingFor: 'community', assignee: 'ana' }),
        alert('late', { dueAt: minutes(-1), waitingFor: 'staff' }),
        alert('woken', {
          status: 'snoozed',
          snoozedUntil: minutes(-1),
          waitingFor: null,
          dueAt: null,
          assignee: 'ana',
        }),
        alert('asleep', { status: 'snoozed', snoozedUntil: minutes(1), waitingFor: null, dueAt: null }),
        alert('answered', { status: 'answered', waitingFor: null, dueAt: null }),
        alert('dismissed', { status: 'dismissed', waitingFor: null, dueAt: null }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      const view = async (name: NonNullable<AlertFilter['view']>) =>
        (await ids(store, { view: name, order: 'pressing' })).sort()
      expect(await view('active')).toEqual(['late', 'open', 'woken'])
      expect(await view('late')).toEqual(['late', 'woken'])
      expect(await view('community')).toEqual(['open'])
      expect(await view('staff')).toEqual(['late'])
      expect(await view('unassigned')).toEqual(['late'])
      expect(await view('done')).toEqual(['answered', 'dismissed'])
    })

    test('each filter leaves what it names, and they add up', async () => {
      const store = await withForum()
      const rows: readonly Alert[] = [
        alert('1', { openedAt: minutes(1), labels: ['complaint', 'churn'], severity: 3 }),
        alert('2', { openedAt: minutes(2), brand: 'otra', labels: ['question'], assignee: 'ana' }),
        alert('3', { openedAt: minutes(3), source: 'blog', language: 'en' }),
        alert('4', { openedAt: minutes(4), status: 'resolved', language: null }),
      ]
      await store.recordAlerts(rows.map(opened), [], [])
      expect(await ids(store, { brand: 'nube' })).toEqual(['4', '3', '1'])
      expect(await ids(store, { label: 'churn' })).toEqual(['1'])
      expect(await ids(store, { label: 'question' })).toEqual(['2'])
      expect(await ids(store, { status: 'resolved' })).toEqual(['4'])
      expect(await ids(store, { severity: 3 })).toEqual(['1'])
      expect(await ids(store, { source: 'blog' })).toEqual(['3'])
      expect(await ids(store, { language: 'en' })).toEqual(['3'])
      expect(await ids(store, { assignee: 'ana' })).toEqual(['2'])
      expect(await ids(store, { since: minutes(2), until: minutes(4) })).toEqual(['3', '2'])
      expect(await ids(store, { brand: 'nube', status: 'open', language: 'es' })).toEqual(['1'])
      expect(await ids(store, { brand: 'none' })).toEqual([])
    })

    test('search finds a case by any of its posts, also one that does not name the brand', async () => {
      const store = await withForum()
      const conversation = { id: 't', url: null, title: null }
      const first = post('1', { conversation, text: 'Nube no me resuelve' })
      const follow = post('2', { conversation, title: null, text: 'sigo esperando al técnico' })
      const case_ = alert('a', { conversation, posts: ['1', '2'] })
      await store.recordScan(scan({ posts: [stored(first), stored(follow)], alerts: [opened(case_)] }))
      expect(await ids(store, { q: 'tecni' })).toEqual(['a'])
      expect(await ids(store, { q: 'resuelve' })).toEqual(['a'])
      expect(await ids(store, { q: 'otra cosa' })).toEqual([])
      await store.recordAlerts([changed(case_, { posts: ['1'] })], [], [])
      expect(await ids(store, { q: 'tecni' })).toEqual([])
    })

    test('whatever is typed into the search is searched for, never run', async () => {
      const store = await withForum()
      await store.recordScan(scan(complaint('1')))
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.string({ unit: fc.constantFrom('"', '*', '(', ' ', 'AND', 'NEAR', '-', ':', '^', 'texto', '\0') }),
          ),
          async (q) => {
            await store.listAlerts(list({ q }))
            await store.mentions({ limit: 5, q })
          },
        ),
        { numRuns: 200 },
      )
    })

    test('a cursor of another order, or of nobody, is refused in words', async () => {
      const store = await withForum()
      await store.recordAlerts(
        ['1', '2'].map((id) => opened(alert(id))),
        [],
        [],
      )
      const { nextCursor } = await store.listAlerts(list({ limit: 1 }))
      expect(nextCursor).not.toBeNull()
      const wrong = [
        nextCursor ?? '',
        'x',
        '',
        'bnVsbA',
        Buffer.from('["pressing",1,2,3,4]').toString('base64url'),
        'a'.repeat(9000),
      ]
      for (const cursor of wrong) {
        await expect(store.listAlerts(list({ order: 'pressing', cursor }))).rejects.toMatchObject({ code: 'bad-input' })
      }
      await expect(store.posts({ limit: 1, cursor: 'x' })).rejects.toMatchObject({ code: 'bad-input' })
      await expect(store.mentions({ limit: 1, cursor: 'x' })).rejects.toMatchObject({ code: 'bad-input' })
    })

    test('paging gives each alert once, in order, whatever the page size and the filter', async () => {
      const store = await withForum()
      const rows = fc.sample(anyAlert, { numRuns: 120, seed: 7 }).map((one, count) => ({ ...one, id: `a${count}` }))
      await store.recordAlerts(rows.map(opened), [], [])
      const filters: readonly Partial<AlertFilter>[] = [
        {},
        { brand: 'nube' },
        { label: 'question' },
        { source: 'foro', status: 'open' },
        { view: 'active' },
      ]
      const choice = fc.record({
        size: fc.integer({ min: 1, max: 130 }),
        filter: fc.constantFrom(...filters),
        order: fc.constantFrom('pressing' as const, 'newest' as const),
      })
      await fc.assert(
        fc.asyncProperty(choice, async ({ size, filter, order }) => {
          const whole = await ids(store, { ...filter, order, limit: 1000 })
          const paged: string[] = []
          let cursor: string | null = null
          do {
            const page: Awaited<ReturnType<Store['listAlerts']>> = await store.listAlerts(
              list({ ...filter, order, limit: size, ...(cursor === null ? {} : { cursor }) }),
            )
            expect(page.items.length).toBeLessThanOrEqual(size)
            paged.push(...page.items.map((one) => one.id))
            cursor = page.nextCursor
          } while (cursor !== null)
          expect(paged).toEqual(whole)
          expect(new Set(paged).size).toBe(paged.length)
        }),
        { numRuns: 40 },
      )
      expect(await ids(store, { limit: 1000 })).toHaveLength(120)
    })
  })
}

const instant = fc.integer({ min: -300, max: 300 }).map(minutes)

const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    brand: fc.constantFrom('nube', 'otra'),
    source: fc.constantFrom('foro', 'blog'),
    status: fc.constantFrom(...ALERT_STATUSES),
    openedAt: instant,
    dueAt: fc.option(instant),
    escalatedAt: fc.option(instant),
    snoozedUntil: fc.option(instant),
    labels: fc.subarray([...LABELS]),
    severity: fc.integer({ min: 0, max: 3 }).map((value) => value as Severity),
    urgency: fc.integer({ min: 0, max: 3 }).map((value) => value as Urgency),
  })
  .map((given) => alert('x', given))
