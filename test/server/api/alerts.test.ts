import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AlertRecord } from '../../../src/domain/records.js'
import { alertRecord } from '../../../src/domain/records.js'
import { type Bed, openBed } from '../bed.js'

let bed: Bed
let token: string
beforeEach(async () => {
  bed = await openBed()
  token = await bed.token('reviewer')
})
afterEach(() => bed.store.close())

interface Answer<T> {
  readonly status: number
  readonly body: T
}

async function call<T>(path: string, method = 'GET', body?: unknown): Promise<Answer<T>> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const response = await bed.request(`/api/v1${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

type List = { readonly items: readonly AlertRecord[]; readonly nextCursor: string | null }
type Problem = {
  readonly status: number
  readonly code: string
  readonly errors?: readonly { readonly field: string }[]
}

const titles = async (query: string) => (await call<List>(`/alerts${query}`)).body.items.map(({ title }) => title)

describe('the list of alerts', () => {
  it('prints each alert as exports do, newest first', async () => {
    const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
    expect((await call<List>('/alerts')).body).toEqual({ items: items.map(alertRecord), nextCursor: null })
  })

  it.each([
    ['?label=churn', ['Sigo pagando un plan que ya no existe']],
    ['?status=resolved', ['The app closes when I pay']],
    ['?severity=1&status=open', ['Sin internet en el barrio desde anoche']],
    ['?language=en', ['The app closes when I pay']],
    ['?source=foro&q=modem clav', ['Cómo cambio la clave del wifi']],
    ['?since=6h', ['Cómo cambio la clave del wifi']],
    ['?since=2026-11-16T05:00:00%2B01:00', ['Cómo cambio la clave del wifi', 'Sin internet en el barrio desde anoche']],
    ['?until=2026-11-14', []],
    ['?brand=sol', []],
    ['?assignee=&label=&q=&limit=1', ['Cómo cambio la clave del wifi']],
  ])('filters by %s', async (query, expected) => {
    expect(await titles(query)).toEqual(expected)
  })

  it('gives every alert once, whatever the size of a page', async () => {
    const all = await titles('')
    const seen: (string | null)[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: Answer<List> = await call<List>(`/alerts?limit=2&cursor=${encodeURIComponent(cursor)}`)
      seen.push(...page.body.items.map(({ title }) => title))
      cursor = page.body.nextCursor
    }
    expect(seen).toEqual(all)
  })

  it.each([
    ['label=angry', 'label'],
    ['status=closed', 'status'],
    ['severity=4', 'severity'],
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['since=yesterday', 'since'],
    ['until=2026-13-40', 'until'],
    ['language=spanish', 'language'],
  ])('names the field that does not fit: %s', async (query, field) => {
    const { status, body } = await call<Problem>(`/alerts?${query}`)
    expect([status, body.code, body.errors?.map((error) => error.field)]).toEqual([400, 'bad-input', [field]])
  })

  it('answers a made-up cursor with a problem, not with another page', async () => {
    for (const cursor of ['x', 'eyJhIjoxfQ', '%F0%9F%90%9F', '../..']) {
      expect((await call<Problem>(`/alerts?cursor=${cursor}`)).status).toBe(400)
    }
  })
})

describe('one alert', () => {
  const first = async () => (await call<List>('/alerts?label=churn')).body.items[0] as AlertRecord

  it('comes with its history and its thread', async () => {
    const { id } = await first()
    const { body } = await call<{ history: { kind: string }[]; thread: { id: string }[] }>(`/alerts/${id}`)
    expect(body.history[0]?.kind).toBe('opened')
    expect(body.thread.map((post) => post.id)).toEqual(['101', '102'])
  })

  it('takes a new status, an assignee and corrected labels', async () => {
    const { id } = await first()
    const { status, body } = await call<AlertRecord>(`/alerts/${id}`, 'PATCH', {
      status: 'acknowledged',
      assignee: 'rita',
      labels: ['complaint'],
    })
    expect([status, body.status, body.assignee, body.labels]).toEqual([200, 'acknowledged', 'rita', ['complaint']])
    expect((await bed.store.feedback()).length).toBeGreaterThan(0)
  })

  it.each([
    [{ status: 'gone' }, 'status'],
    [{ colour: 'red' }, 'colour'],
    [{ labels: ['angry'] }, 'labels.0'],
    [{ assignee: 7 }, 'assignee'],
  ])('refuses %j and names %s', async (patch, field) => {
    const { id } = await first()
    const { status, body } = await call<Problem>(`/alerts/${id}`, 'PATCH', patch)
    expect([status, body.errors?.[0]?.field]).toEqual([422, field])
  })

  it('refuses to dismiss without a reason, and to snooze into the past', async () => {
    const { id } = await first()
    for (const patch of [{ status: 'dismissed' }, { status: 'snoozed', snoozedUntil: '2020-01-01T00:00:00.000Z' }]) {
      const { status, body } = await call<Problem>(`/alerts/${id}`, 'PATCH', patch)
      expect([status, body.code]).toEqual([422, 'bad-input'])
    }
  })

  it('refuses a body that is not JSON', async () => {
    const { id } = await first()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const response = await bed.request(`/api/v1/alerts/${id}`, { method: 'PATCH', headers, body: '{"status":' })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })

  it('takes a note and signs it with the token’s name', async () => {
    const { id } = await first()
    const { status, body } = await call(`/alerts/${id}/notes`, 'POST', { text: 'Llamar el lunes' })
    expect([status, body]).toEqual([
      201,
      { at: bed.now(), actor: 'token:t-reviewer', kind: 'note', text: 'Llamar el lunes', from: null, to: null },
    ])
  })

  it('is not found under another id', async () => {
    for (const [path, method, body] of [
      ['/alerts/nope', 'GET'],
      ['/alerts/nope', 'PATCH', {}],
      ['/alerts/nope/notes', 'POST', { text: 'x' }],
    ] as const) {
      expect((await call<Problem>(path, method, body)).status).toBe(404)
    }
  })
})
