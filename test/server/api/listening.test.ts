import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readCompared } from '../../../src/desk/insights.js'
import { mentionRecord } from '../../../src/domain/records.js'
import { POLICIES } from '../../../src/server/auth/policy.js'
import { type Bed, openBed, settings } from '../bed.js'

let bed: Bed
let token: string
beforeEach(async () => {
  bed = await openBed()
  token = await bed.token('admin')
})
afterEach(() => bed.store.close())

async function call(
  path: string,
  method = 'GET',
  body?: unknown,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const response = await bed.request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('mentions', () => {
  it('are printed as exports print them', async () => {
    const { items } = await bed.store.mentions({ label: 'praise', limit: 50 })
    expect((await call('/api/v1/mentions?label=praise')).body).toEqual({
      items: items.map(mentionRecord),
      nextCursor: null,
    })
    expect(items).toHaveLength(1)
  })
})

describe('figures', () => {
  it('are those of the desk for the same period', async () => {
    const filter = { since: '2026-11-09T13:00:00.000Z', until: bed.now() }
    const { body } = await call('/api/v1/insights?since=7d')
    expect(body).toEqual({ items: await readCompared(bed.store, filter, settings, bed.now(), []), nextCursor: null })
  })

  it('need a period that is one', async () => {
    const { status, body } = await call('/api/v1/insights?since=2026-11-10&until=2026-11-01')
    expect([status, body.errors]).toEqual([400, [{ field: 'since', message: 'must be before until' }]])
  })

  it('list topics with their brand', async () => {
    expect((await call('/api/v1/topics')).body).toMatchObject({ items: expect.any(Array), nextCursor: null })
  })
})

describe('sources', () => {
  it('say how they fare, and never their options', async () => {
    await bed.store.addSource(
      {
        id: 'con-clave',
        url: 'https://api.example/',
        kind: 'feed',
        rhythm: { kind: 'adaptive' },
        brands: null,
        options: { token: 'hush-hush' },
      },
      bed.now(),
    )
    const { body } = await call('/api/v1/sources')
    const items = body.items as { id: string; status: string }[]
    expect(Object.fromEntries(items.map(({ id, status }) => [id, status]))).toEqual({
      foro: 'ok',
      blog: 'ok',
      tienda: 'failing',
      'con-clave': 'new',
    })
    expect(JSON.stringify(body)).not.toContain('hush-hush')
  })

  it('are added by address alone, under a name that is free', async () => {
    const first = await call('/api/v1/sources', 'POST', { url: 'https://www.vecinos.example/feed' })
    const second = await call('/api/v1/sources', 'POST', {
      url: 'https://vecinos.example/otro',
      every: '15m',
      brands: ['nube'],
    })
    expect([first.status, first.body.id, first.body.status]).toEqual([201, 'vecinos-example', 'new'])
    expect([second.status, second.body.id]).toEqual([201, 'vecinos-example-2'])
    expect((await bed.store.auditLog(10)).map(({ actor, action, detail }) => [actor, action, detail])).toContainEqual([
      'token:t-admin',
      'source.added',
      'vecinos-example',
    ])
  })

  it.each([
    [{ url: 'javascript:alert(1)' }, ['url']],
    [{ url: 'https://user:pass@foro.example/' }, ['url']],
    [{ url: 'https://foro.example/latest' }, ['url']],
    [
      { url: 'https://a.example', kind: 'telepathy', every: '1s', brands: ['ghost'], id: 'foro' },
      ['every', 'kind', 'brands', 'id'],
    ],
    [{ url: 'https://a.example', shoe: 1 }, ['shoe']],
    [{}, ['url']],
  ])('are refused with the fields named: %j', async (body, fields) => {
    const answer = await call('/api/v1/sources', 'POST', body)
    expect([answer.status, (answer.body.errors as { field: string }[]).map(({ field }) => field)]).toEqual([
      422,
      fields,
    ])
  })
})

describe('a scan', () => {
  it('is started for all sources or for some, and never for unknown ones', async () => {
    expect(await call('/api/v1/scans', 'POST', {})).toEqual({ status: 202, body: { status: 'started', sources: 3 } })
    expect((await call('/api/v1/scans', 'POST', { sources: ['foro'] })).status).toBe(202)
    expect((await call('/api/v1/scans', 'POST', { sources: ['nope'] })).status).toBe(404)
    expect(bed.asked.scans).toEqual([null, ['foro']])
  })

  it('is not started over and over', async () => {
    for (let count = 0; count < 6; count += 1) await call('/api/v1/scans', 'POST', {})
    expect((await call('/api/v1/scans', 'POST', {})).status).toBe(429)
  })
})

describe('the description of the API', () => {
  it('describes every endpoint and no other', async () => {
    const { body } = await call('/openapi.json')
    const described = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    expect(described.toSorted()).toEqual(
      Object.keys(POLICIES)
        .filter((route) => route.includes('/api/'))
        .toSorted(),
    )
  })

  it('describes what is really answered', async () => {
    const { AlertDetailSchema, MentionSchema, SourceSchema } = await import('../../../src/server/api/schemas.js')
    const first = async (path: string) => ((await call(path)).body.items as unknown[])[0]
    const alert = (await first('/api/v1/alerts')) as { id: string }
    expect(z.strictObject(AlertDetailSchema.shape).parse((await call(`/api/v1/alerts/${alert.id}`)).body)).toBeDefined()
    expect(z.strictObject(MentionSchema.shape).parse(await first('/api/v1/mentions'))).toBeDefined()
    expect(z.strictObject(SourceSchema.shape).parse(await first('/api/v1/sources'))).toBeDefined()
  })
})

describe('the feed and the figures for machines', () => {
  it('is Atom that a reader accepts, with text that stays text', async () => {
    const response = await bed.request('/alerts.atom?label=complaint', {
      headers: { authorization: `Bearer ${token}` },
    })
    const xml = await response.text()
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const { default: Parser } = await import('rss-parser')
    const feed = await new Parser().parseString(xml)
    expect(feed.items.map(({ title }) => title)).toContain('Queja, Se va: Sigo pagando un plan que ya no existe')
  })

  it('counts what there is to do for Prometheus', async () => {
    const text = await (await bed.request('/metrics', { headers: { authorization: `Bearer ${token}` } })).text()
    expect(text).toContain('escucha_alerts{status="open"} 3')
    expect(text).toContain('escucha_sources{health="failing"} 1')
    expect(text).toContain('escucha_alerts_late 2')
  })

  it('says whether it is alive and ready, and nothing more', async () => {
    expect(await (await bed.request('/healthz')).json()).toEqual({ status: 'ok' })
    expect(await (await bed.request('/readyz')).json()).toEqual({ status: 'ready' })
    await bed.store.close()
    const response = await bed.request('/readyz')
    expect([response.status, await response.json()]).toEqual([503, { status: 'not ready' }])
    bed = await openBed()
  })
})
