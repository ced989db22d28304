import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isStillIn } from '../../src/server/auth/guard.js'
import { POLICIES } from '../../src/server/auth/policy.js'
import { sha256 } from '../../src/server/auth/secrets.js'
import { CONTENT_SECURITY_POLICY } from '../../src/server/headers.js'
import type { Role } from '../../src/store/store.js'
import { type Bed, formOf, openBed } from './bed.js'

let bed: Bed
let alertId: string

beforeAll(async () => {
  bed = await openBed()
  alertId = (await bed.store.listAlerts({ limit: 1, order: 'newest', now: bed.now() })).items[0]?.id ?? ''
})
afterAll(() => bed.store.close())

/** A real address for each route, so that a refusal is a refusal and not "not found". */
function addressOf(path: string): string {
  return path
    .replace('/alerts/:id', `/alerts/${alertId}`)
    .replace('/sources/:id', '/sources/foro')
    .replace(':name', 'vera')
    .replace(':file', 'x')
    .replace(':hash', 'x')
    .replace(':id', 'chat')
}

const ROUTES = Object.entries(POLICIES).map(([route, policy]) => {
  const [method = '', path = ''] = route.split(' ')
  return { method, path, policy }
})
const PRIVATE = ROUTES.filter(({ policy }) => policy !== 'public' && policy !== 'callback')

function initFor(method: string, path: string, headers: Record<string, string>): RequestInit {
  if (method === 'GET') return { headers }
  const isApi = path.startsWith('/api/')
  return {
    method,
    headers: { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded', ...headers },
    body: isApi ? '{}' : '',
  }
}

describe('who may come in', () => {
  it('has a policy for every route, and a route for every policy', () => {
    const routes = new Set(
      bed.server.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`),
    )
    expect([...routes].toSorted()).toEqual(Object.keys(POLICIES).toSorted())
  })

  it.each(PRIVATE)('refuses $method $path to a stranger', async ({ method, path }) => {
    const response = await bed.request(addressOf(path), initFor(method, path, {}))
    expect([302, 401]).toContain(response.status)
    if (response.status === 302) expect(response.headers.get('location')).toMatch(/^\/login\?next=/)
    if (response.status === 401) expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(await response.text()).not.toMatch(/marta_q|Nube Fibra/)
  })

  it.each(PRIVATE)('refuses $method $path to an invented session and an invented token', async ({ method, path }) => {
    const cookie = await bed.request(addressOf(path), initFor(method, path, { cookie: 'sid=AAAA' }))
    const token = await bed.request(
      addressOf(path),
      initFor(method, path, { authorization: `Bearer esc_${'A'.repeat(49)}` }),
    )
    expect([302, 401]).toContain(cookie.status)
    expect(token.status).toBe(401)
  })

  it.each(['/alerts', '//alerts/x', '/alerts/', '/%2e%2e/', '/ALERTS/x', '/api/v1', '/api/v1/nothing'])(
    'tells a stranger nothing at %s',
    async (path) => {
      const response = await bed.request(path)
      // A dotted path is resolved to "/" before the server sees it.
      expect(response.status).toBe(path.includes('%2e') ? 302 : 404)
      expect(await response.text()).not.toContain('Nube')
    },
  )

  it('takes no method but those it knows, whatever an override header says', async () => {
    const token = await bed.token('admin')
    const headers = {
      authorization: `Bearer ${token}`,
      'x-http-method-override': 'PATCH',
      'content-type': 'application/json',
    }
    const put = await bed.request(`/api/v1/alerts/${alertId}`, {
      method: 'PUT',
      headers,
      body: '{"status":"resolved"}',
    })
    const post = await bed.request(`/api/v1/alerts/${alertId}`, {
      method: 'POST',
      headers,
      body: '{"status":"resolved"}',
    })
    expect([put.status, post.status]).toEqual([405, 405])
    expect(put.headers.get('allow')).toBe('GET, PATCH')
    expect((await bed.store.alert(alertId))?.status).not.toBe('resolved')
  })
})

describe('what a role may do', () => {
  const RANK: Record<Role, number> = { viewer: 0, reviewer: 1, admin: 2 }
  const cases = PRIVATE.flatMap(({ method, path, policy }) =>
    (['viewer', 'reviewer'] as const)
      .filter((role) => RANK[role] < RANK[policy as Role])
      .map((role) => ({ method, path, role })),
  )

  it.each(cases)('refuses $method $path to a $role', async ({ method, path, role }) => {
    const client = await bed.as(role)
    const headers = { cookie: client.cookie, 'sec-fetch-site': 'same-origin' }
    const init = initFor(method, path, headers)
    const response = await bed.request(
      addressOf(path),
      init.body === '' ? { ...init, body: formOf({ csrf: client.csrf }) } : init,
    )
    expect(response.status).toBe(403)
  })
})

describe('requests that other sites cause', () => {
  const UNSAFE = PRIVATE.filter(({ method }) => method !== 'GET')
  const foreign: Record<string, Record<string, string>> = {
    'another origin': { origin: 'https://evil.example' },
    'a cross-site fetch': { 'sec-fetch-site': 'cross-site' },
    'a same-site neighbour': { 'sec-fetch-site': 'same-site' },
    'no origin at all': {},
    'an opaque origin': { origin: 'null' },
  }

  it.each(UNSAFE)('refuses $method $path from any of them', async ({ method, path }) => {
    const admin = await bed.as('admin')
    const before = await fingerprint()
    for (const headers of Object.values(foreign)) {
      const init = initFor(method, path, { cookie: admin.cookie, ...headers })
      const body = path.startsWith('/api/') ? '{}' : formOf({ csrf: admin.csrf })
      expect((await bed.request(addressOf(path), { ...init, body })).status).toBe(403)
    }
    expect(await fingerprint()).toEqual(before)
  })

  it.each(UNSAFE)('refuses $method $path with another content type', async ({ method, path }) => {
    const admin = await bed.as('admin')
    for (const type of ['text/plain', '']) {
      const headers: Record<string, string> = {
        cookie: admin.cookie,
        'sec-fetch-site': 'same-origin',
        'content-type': type,
      }
      const response = await bed.request(addressOf(path), { method, headers, body: formOf({ csrf: admin.csrf }) })
      expect(response.status).toBe(415)
    }
  })

  it('refuses a form without the session’s own token, or with another session’s', async () => {
    const [mine, other] = [await bed.as('admin'), await bed.as('reviewer')]
    for (const csrf of ['', other.csrf])
      expect((await mine.post('/alerts/change', { csrf, id: alertId, do: 'resolved' })).status).toBe(403)
  })

  it('takes a form from its own origin where the browser sends no Sec-Fetch-Site', async () => {
    const client = await bed.as('reviewer')
    const headers = {
      cookie: client.cookie,
      origin: 'http://localhost:8787',
      'content-type': 'application/x-www-form-urlencoded',
    }
    const response = await bed.request('/alerts/undo', { method: 'POST', headers, body: formOf({ csrf: client.csrf }) })
    expect(response.status).toBe(303)
  })

  it('needs nothing of the kind from a bearer token, which no other site can send', async () => {
    const headers = { authorization: `Bearer ${await bed.token('reviewer')}`, 'content-type': 'application/json' }
    const response = await bed.request(`/api/v1/alerts/${alertId}/notes`, {
      method: 'POST',
      headers,
      body: '{"text":"visto"}',
    })
    expect(response.status).toBe(201)
  })

  async function fingerprint() {
    return {
      alerts: (await bed.store.listAlerts({ limit: 200, order: 'newest', now: bed.now() })).items,
      sources: await bed.store.listSources(),
      users: (await bed.store.users()).length,
      tokens: (await bed.store.tokens()).length,
      scans: bed.asked.scans.length,
    }
  }
})

describe('the name that the server answers to', () => {
  it.each(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example', '192.0.2.7'])(
    'refuses a request for %s',
    async (host) => {
      const response = await bed.server.app.request(`http://${host}/healthz`)
      expect(response.status).toBe(421)
    },
  )

  it.each(['localhost', 'localhost:9999', '127.0.0.1:8787', '[::1]:8787'])('answers a request for %s', async (host) => {
    expect((await bed.server.app.request(`http://${host}/healthz`)).status).toBe(200)
  })
})

describe('the headers of every answer', () => {
  const ANSWERS: readonly (readonly [string, string, RequestInit])[] = [
    ['a page', '/login', {}],
    ['a redirect', '/', {}],
    ['a refusal', '/api/v1/alerts', {}],
    ['an unknown address', '/nothing', {}],
    ['a wrong method', '/healthz', { method: 'DELETE' }],
    ['a file', '/robots.txt', {}],
    ['an address without end', `/${'a'.repeat(9000)}`, {}],
    [
      'a body without end',
      '/login',
      {
        method: 'POST',
        body: 'x'.repeat(70_000),
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '70000' },
      },
    ],
  ]

  it.each(ANSWERS)('stand on %s', async (_name, path, init) => {
    const { headers } = await bed.request(path, init)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
  })

  it('stand on an unexpected failure, which tells nothing but an id', async () => {
    const token = await bed.token('viewer')
    const { listAlerts } = bed.store
    Object.assign(bed.store, { listAlerts: () => Promise.reject(new Error('SELECT secret FROM somewhere')) })
    const response = await bed.request('/api/v1/alerts', { headers: { authorization: `Bearer ${token}` } })
    Object.assign(bed.store, { listAlerts })
    const problem = (await response.json()) as { requestId: string }
    expect(response.status).toBe(500)
    expect(JSON.stringify(problem)).not.toContain('SELECT')
    expect(bed.asked.logged).toContainEqual(
      expect.objectContaining({ requestId: problem.requestId, err: expect.any(Error) }),
    )
    expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  })

  it('let nothing inline run, and no page contains any', async () => {
    const admin = await bed.as('admin')
    for (const { path } of PRIVATE.filter(
      ({ method, path }) => method === 'GET' && !/api|metrics|atom|openapi|insights\/report/.test(path),
    )) {
      const html = await (await admin.get(addressOf(path))).text()
      expect(html).not.toMatch(
        /<script(?![^>]* src="\/assets\/)|<style|\sstyle=|\son\w+=|(?:src|href)="(?!\/|https?:\/\/(?:foro|blog|tienda)\.example|#)/,
      )
    }
  })

  it('promise https for a year where there is https', async () => {
    const secure = await openBed(
      { server: { host: '127.0.0.1', port: 8787, publicUrl: 'https://escucha.example' } },
      false,
    )
    const response = await secure.server.app.request('http://escucha.example/login')
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
    expect((await secure.request('/login')).headers.get('strict-transport-security')).toBeNull()
    await secure.store.close()
  })

  it('let only files with a hash in their name be kept', async () => {
    const html = await (await bed.request('/login')).text()
    const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
    expect(files).toHaveLength(3)
    for (const file of files) {
      const response = await bed.request(file)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
  })
})

describe('searching without end', () => {
  it('has to wait after two searches a second for a minute', async () => {
    const own = await openBed({}, false)
    const headers = { authorization: `Bearer ${await own.token('viewer')}` }
    const search = async () => (await own.request('/api/v1/alerts?q=a', { headers })).status
    for (let count = 0; count < 120; count += 1) await search()
    expect(await search()).toBe(429)
    expect((await own.request('/api/v1/alerts', { headers })).status).toBe(200)
    own.turnClock(60_001)
    expect(await search()).toBe(200)
    await own.store.close()
  })
})

describe('a stream that is open', () => {
  it('is no longer meant for whom lost the session or the token', async () => {
    const own = await openBed({}, false)
    await own.as('viewer')
    const session = { idHash: 'h', user: 'vera', csrf: 'c', createdAt: own.now(), lastSeenAt: own.now() }
    await own.store.saveSession(session)
    const user = await own.store.user('vera')
    if (user === null) throw new Error('vera is gone')
    const visitor = { via: 'session', name: 'vera', role: 'viewer', language: null, user, session } as const
    expect(await isStillIn(visitor, own.tools)).toBe(true)
    await own.store.endSessions({ user: 'vera' })
    expect(await isStillIn(visitor, own.tools)).toBe(false)
    const tokenHash = sha256(await own.token('viewer'))
    const program = { via: 'token', name: 'token:x', role: 'viewer', language: null, tokenHash } as const
    expect(await isStillIn(program, own.tools)).toBe(true)
    await own.store.removeToken(tokenHash)
    expect(await isStillIn(program, own.tools)).toBe(false)
    await own.store.close()
  })
})
