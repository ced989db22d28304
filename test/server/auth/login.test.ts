import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLoginLink, createSetupLink } from '../../../src/server/auth/links.js'
import { SCRYPT_COST } from '../../../src/server/auth/passwords.js'
import { sha256 } from '../../../src/server/auth/secrets.js'
import { createToken } from '../../../src/server/auth/tokens.js'
import { type Bed, formOf, openBed, PASSWORD } from '../bed.js'

const HOUR_MS = 3_600_000

let bed: Bed
beforeEach(async () => {
  bed = await openBed({}, false)
  await bed.as('reviewer')
})
afterEach(() => bed.store.close())

function logIn(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return bed.request('/login', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html', ...headers },
    body: formOf(fields),
  })
}

const cookieOf = (response: Response): string => response.headers.get('set-cookie')?.split(';')[0] ?? ''
const isIn = async (cookie: string): Promise<boolean> =>
  (await bed.request('/', { headers: { cookie, accept: 'text/html' } })).status === 200

describe('logging in with a password', () => {
  it('lets in who knows it, renews a cheap hash, and goes where the person wanted', async () => {
    const response = await logIn({ name: 'rita', password: PASSWORD, next: '/insights?since=7d' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/insights?since=7d'])
    expect(response.headers.get('set-cookie')).toMatch(
      /^sid=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(await isIn(cookieOf(response))).toBe(true)
    expect((await bed.store.user('rita'))?.passwordHash).toMatch(new RegExp(`^scrypt\\$${SCRYPT_COST.N}\\$8\\$1\\$`))
  })

  it('says the same of a wrong password and of nobody', async () => {
    const wrong = await logIn({ name: 'rita', password: 'wrong' })
    const nobody = await logIn({ name: 'nobody', password: 'wrong' })
    expect([wrong.status, nobody.status]).toEqual([401, 401])
    const words = async (response: Response) => (await response.text()).replaceAll('nobody', 'rita')
    expect(await words(nobody)).toBe(await words(wrong))
  })

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', '/\tx', 'javascript:alert(1)'])(
    'never leads on to %s',
    async (next) => {
      expect((await logIn({ name: 'rita', password: PASSWORD, next })).headers.get('location')).toBe('/')
    },
  )

  it('makes an address wait after ten wrong passwords, and a forged forwarding header does not help', async () => {
    const user = await bed.store.user('rita')
    for (let attempt = 0; attempt < 10; attempt += 1) {
      // Unknown hashes are quick to refuse only here: the limit is what is tested.
      expect(
        (await logIn({ name: 'rita', password: `wrong ${attempt}` }, { 'x-forwarded-for': `192.0.2.${attempt}` }))
          .status,
      ).toBe(401)
    }
    const waiting = await logIn({ name: user?.name ?? '', password: PASSWORD }, { 'x-forwarded-for': '192.0.2.99' })
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([429, '900'])
    bed.turnClock(15 * 60_000)
    expect((await logIn({ name: 'rita', password: PASSWORD })).status).toBe(303)
  })

  it('gives a new session id and ends the one before', async () => {
    const before = cookieOf(await logIn({ name: 'rita', password: PASSWORD }))
    const again = await logIn({ name: 'rita', password: PASSWORD }, { cookie: before, 'sec-fetch-site': 'same-origin' })
    const after = cookieOf(again)
    expect(after).not.toBe(before)
    expect([await isIn(before), await isIn(after)]).toEqual([false, true])
  })

  it('keeps ids and tokens only as hashes', async () => {
    const cookie = cookieOf(await logIn({ name: 'rita', password: PASSWORD }))
    const id = cookie.slice('sid='.length)
    expect(await bed.store.session(id)).toBeNull()
    expect(await bed.store.session(sha256(id))).not.toBeNull()
  })

  it('uses a __Host- cookie where the browser speaks https', async () => {
    const secure = await openBed(
      { server: { host: '127.0.0.1', port: 8787, publicUrl: 'https://escucha.example' } },
      false,
    )
    await secure.as('reviewer')
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://escucha.example' }
    const response = await secure.server.app.request('http://escucha.example/login', {
      method: 'POST',
      headers,
      body: formOf({ name: 'rita', password: PASSWORD }),
    })
    expect(response.headers.get('set-cookie')).toMatch(
      /^__Host-sid=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    await secure.store.close()
  })
})

describe('a session', () => {
  it('ends after twelve hours without use, and lasts with use', async () => {
    const { cookie } = await bed.as('reviewer')
    bed.turnClock(11 * HOUR_MS)
    expect(await isIn(cookie)).toBe(true)
    bed.turnClock(11 * HOUR_MS)
    expect(await isIn(cookie)).toBe(true)
    bed.turnClock(12 * HOUR_MS + 1)
    expect(await isIn(cookie)).toBe(false)
  })

  it('ends after a week however much it is used', async () => {
    const { cookie } = await bed.as('reviewer')
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      expect(await isIn(cookie)).toBe(true)
      bed.turnClock(8 * HOUR_MS)
    }
    bed.turnClock(1)
    expect(await isIn(cookie)).toBe(false)
  })

  it('ends when its owner logs out, here or everywhere', async () => {
    const [here, there] = [await bed.as('reviewer'), await bed.as('reviewer')]
    expect((await here.post('/logout', {})).headers.get('set-cookie')).toMatch(/^sid=; Max-Age=0/)
    expect([await isIn(here.cookie), await isIn(there.cookie)]).toEqual([false, true])
    const third = await bed.as('reviewer')
    await there.post('/logout/everywhere', {})
    expect([await isIn(there.cookie), await isIn(third.cookie)]).toEqual([false, false])
  })
})

describe('a login link', () => {
  it('lets one person in once', async () => {
    const link = await createLoginLink(bed.store, 'rita', bed.now())
    const first = await bed.request(link.path, { headers: { accept: 'text/html' } })
    expect([first.status, await isIn(cookieOf(first))]).toEqual([303, true])
    expect((await bed.request(link.path, { headers: { accept: 'text/html' } })).status).toBe(401)
  })

  it('is over after an hour', async () => {
    const link = await createLoginLink(bed.store, 'rita', bed.now())
    bed.turnClock(HOUR_MS + 1)
    expect((await bed.request(link.path)).status).toBe(401)
  })

  it('is not used up by a browser that looks ahead', async () => {
    const link = await createLoginLink(bed.store, 'rita', bed.now())
    expect((await bed.request(link.path, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(200)
    expect((await bed.request(link.path, { method: 'HEAD' })).status).toBe(200)
    expect((await bed.request(link.path)).status).toBe(303)
  })

  it('is not used up by a mail scanner: over the network a button has to be pressed', async () => {
    const far = await openBed(
      { server: { host: '127.0.0.1', port: 8787, publicUrl: 'https://escucha.example' } },
      false,
    )
    await far.as('reviewer')
    const link = await createLoginLink(far.store, 'rita', far.now())
    const base = 'http://escucha.example'
    for (let look = 0; look < 2; look += 1)
      expect((await far.server.app.request(`${base}${link.path}`)).status).toBe(200)
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const secret = link.path.split('=')[1] ?? ''
    expect(
      (await far.server.app.request(`${base}/login`, { method: 'POST', headers, body: formOf({ link: secret }) }))
        .status,
    ).toBe(303)
    await far.store.close()
  })

  it('sets up a new installation, and no installation that has users', async () => {
    expect(await createSetupLink(bed.store, bed.now())).toBeNull()
    const fresh = await openBed({}, false)
    const link = await createSetupLink(fresh.store, fresh.now())
    expect(await createSetupLink(fresh.store, fresh.now())).not.toBeNull()
    const cookie = cookieOf(await fresh.request(link?.path ?? ''))
    const page = await (await fresh.request('/', { headers: { cookie, accept: 'text/html' } })).text()
    expect(page).toContain('Ponga una contraseña')
    await fresh.store.close()
  })
})

describe('a bearer token', () => {
  it('works until it expires or is removed', async () => {
    const expiresAt = new Date(Date.parse(bed.now()) + HOUR_MS).toISOString()
    const token = await createToken(bed.store, { name: 'ci', role: 'viewer', expiresAt }, bed.now(), randomBytes)
    const status = async () =>
      (await bed.request('/api/v1/alerts', { headers: { authorization: `Bearer ${token}` } })).status
    expect(await status()).toBe(200)
    bed.turnClock(HOUR_MS)
    expect(await status()).toBe(401)
    const lasting = await bed.token('viewer')
    await bed.store.removeToken(sha256(lasting))
    expect((await bed.request('/api/v1/alerts', { headers: { authorization: `Bearer ${lasting}` } })).status).toBe(401)
  })

  it('is known by its form before the database is asked', async () => {
    const token = await bed.token('viewer')
    const { token: find } = bed.store
    let asked = 0
    Object.assign(bed.store, {
      token: (hash: string) => {
        asked += 1
        return find.call(bed.store, hash)
      },
    })
    const mistyped = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`
    expect((await bed.request('/api/v1/alerts', { headers: { authorization: `Bearer ${mistyped}` } })).status).toBe(401)
    expect(asked).toBe(0)
  })
})
