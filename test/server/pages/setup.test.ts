import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { EscuchaError } from '../../../src/domain/errors.js'
import { type Bed, type Client, openBed, PASSWORD } from '../bed.js'

let bed: Bed
let ada: Client
beforeEach(async () => {
  bed = await openBed()
  ada = await bed.as('admin')
})
afterEach(() => bed.store.close())

const text = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const actions = async () =>
  (await bed.store.auditLog(50)).map(({ actor, action, detail }) => `${actor} ${action} ${detail}`.trim())

describe('people', () => {
  it('are added with a link that lets them in once', async () => {
    await ada.post('/settings/users', { name: 'nora', role: 'reviewer' })
    const page = await (await ada.get('/settings')).text()
    const link = /value="http:\/\/localhost:8787(\/login\?link=[\w-]+)"/.exec(page)?.[1] ?? ''
    const response = await bed.request(link)
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await bed.request('/audit', { headers: { cookie, accept: 'text/html' } })).status).toBe(200)
    expect(await text(ada.get('/settings'))).not.toContain('link=')
    expect(await actions()).toContain('ada user.added nora reviewer')
  })

  it('lose their sessions with their role or their account', async () => {
    const vera = await bed.as('viewer')
    await ada.post('/settings/users/vera/role', { role: 'reviewer' })
    expect((await vera.get('/')).status).toBe(302)
    const again = await bed.as('viewer')
    await ada.post('/settings/users/vera/remove', {})
    expect([(await again.get('/')).status, await bed.store.user('vera')]).toEqual([302, null])
  })

  it('always include one who administers', async () => {
    await ada.post('/settings/users/ada/remove', {})
    expect(await text(ada.get('/settings'))).toContain('Debe quedar alguien que administre.')
    await ada.post('/settings/users/ada/role', { role: 'viewer' })
    expect((await bed.store.user('ada'))?.role).toBe('admin')
  })

  it.each(['', 'a b', '<b>', '../x', 'x'.repeat(65), '@x'])('are not called %j', async (name) => {
    await ada.post('/settings/users', { name, role: 'viewer' })
    expect(await text(ada.get('/settings'))).toContain('El nombre va con letras')
  })

  it('change their password with the old one, which ends their other sessions', async () => {
    const other = await bed.as('admin')
    const next = 'siete tazas de tinto frío'
    await ada.post('/settings/password', { current: 'wrong', password: next })
    expect(await text(ada.get('/settings'))).toContain('La contraseña actual no es correcta.')
    await ada.post('/settings/password', { current: PASSWORD, password: 'Nube Fibra 1234567' })
    expect(await text(ada.get('/settings'))).toContain('de las primeras que alguien probaría')
    const response = await ada.post('/settings/password', { current: PASSWORD, password: next })
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
    expect((await other.get('/')).status).toBe(302)
    expect(await text(bed.request('/settings', { headers: { cookie, accept: 'text/html' } }))).toContain(
      'Contraseña cambiada',
    )
  })
})

describe('tokens', () => {
  it('are shown once, listed without their text, and removed', async () => {
    await ada.post('/settings/tokens', { name: 'panel', role: 'viewer', days: '30' })
    const token = /value="(esc_[\w-]{49})"/.exec(await (await ada.get('/settings')).text())?.[1] ?? ''
    const status = async () =>
      (await bed.request('/api/v1/alerts', { headers: { authorization: `Bearer ${token}` } })).status
    expect(await status()).toBe(200)
    expect(await text(ada.get('/settings'))).toContain('Vence mié 16 dic, 08:00')
    const [stored] = await bed.store.tokens()
    await ada.post(`/settings/tokens/${stored?.tokenHash}/remove`, {})
    expect(await status()).toBe(401)
  })
})

describe('targets', () => {
  it('are shown with their address masked, tested and switched on again', async () => {
    await bed.store.disableTarget('chat', 'the host answered 410', bed.now())
    const page = await text(ada.get('/settings'))
    expect(page).toContain('Desactivado: the host answered 410')
    expect(page).not.toContain('hooks.example/secret')
    await ada.post('/settings/targets/chat/enable', {})
    await ada.post('/settings/targets/chat/test', {})
    expect([await bed.store.disabledTargets(), bed.asked.tests]).toEqual([new Map(), ['chat']])
    expect((await ada.post('/settings/targets/ghost/test', {})).status).toBe(404)
  })

  it('get a failed notification again when somebody asks', async () => {
    const event = {
      kind: 'test' as const,
      at: bed.now(),
      alerts: [],
      brandNames: {},
      language: 'es' as const,
      dashboardUrl: null,
    }
    await bed.store.addDeliveries([
      {
        id: 'd1',
        target: 'chat',
        event,
        status: 'pending',
        attempts: 0,
        nextAt: bed.now(),
        createdAt: bed.now(),
        sentAt: null,
        lastError: null,
      },
    ])
    await bed.store.settleDelivery('d1', { status: 'dead', at: bed.now(), error: 'the target answered <404>' })
    expect(await text(ada.get('/settings'))).toContain('the target answered &lt;404&gt;')
    await ada.post('/settings/deliveries/d1/retry', {})
    expect((await bed.store.listDeliveries({ status: 'pending', limit: 5 })).map(({ id }) => id)).toEqual(['d1'])
  })
})

describe('sources', () => {
  it('say why they fail, worst first', async () => {
    const page = await text(ada.get('/sources'))
    expect(page).toContain('La página pide entrar con una cuenta. the page wants a &lt;login&gt;')
    expect(page.indexOf('tienda')).toBeLessThan(page.indexOf('Foro de usuarios'))
  })

  it('are found by address, added, paused, resumed, removed', async () => {
    const found = await (await ada.post('/sources/discover', { url: 'ana.example' })).text()
    expect(found).toContain('name="url" value="https://ana.example/feed"')
    await ada.post('/sources', { url: 'https://ana.example/feed', kind: '' })
    await ada.post('/sources/ana-example/pause', {})
    const state = async () => (await bed.store.listSources()).find(({ spec }) => spec.id === 'ana-example')?.state
    expect((await state())?.disabledReason).toBe('la pausó una persona')
    await ada.post('/sources/ana-example/resume', {})
    expect((await state())?.disabledReason).toBeNull()
    await ada.post('/sources/ana-example/remove', {})
    expect(await state()).toBeUndefined()
    await ada.post('/sources/foro/remove', {})
    expect(await text(ada.get('/sources'))).toContain('Esta fuente está en la configuración')
    expect((await ada.post('/sources/ghost/pause', {})).status).toBe(404)
  })

  it('tell in words why an address gives nothing', async () => {
    const refuse = () => Promise.reject(new EscuchaError('blocked-address', 'it is private'))
    const refusing = await openBed({}, false, { discover: refuse })
    const admin = await refusing.as('admin')
    const page = await text(admin.post('/sources/discover', { url: '192.168.0.1' }))
    expect(page).toContain('La dirección es privada o local, y la configuración no la permite.')
    await refusing.store.close()
  })

  it('are scanned at once when asked, but not again within a minute', async () => {
    await ada.post('/sources/foro/scan', {})
    await ada.post('/sources/foro/scan', {})
    await ada.post('/scans', {})
    expect(bed.asked.scans).toEqual([['foro'], null])
    bed.turnClock(60_001)
    await ada.post('/sources/foro/scan', {})
    expect(bed.asked.scans).toEqual([['foro'], null, ['foro']])
  })
})

describe('the audit', () => {
  it('offers mentions that opened no alert, and keeps each verdict as labelled data', async () => {
    expect(await text(ada.get('/audit'))).toContain('Gracias al técnico de hoy')
    const response = await ada.post('/audit/verdict', {
      source: 'foro',
      post: '601',
      brand: 'nube',
      verdict: 'suggestion',
    })
    expect(response.status).toBe(303)
    expect(await bed.store.feedback()).toMatchObject([
      {
        actor: 'ada',
        alert: '',
        post: '601',
        relevant: true,
        labels: { praise: true, suggestion: true, complaint: false },
      },
    ])
    expect(await text(ada.get('/audit'))).not.toContain('Gracias al técnico de hoy')
  })

  it('takes no verdict on what it does not offer', async () => {
    expect(
      (await ada.post('/audit/verdict', { source: 'foro', post: '101', brand: 'nube', verdict: 'right' })).status,
    ).toBe(422)
    expect(
      (await ada.post('/audit/verdict', { source: 'foro', post: '601', brand: 'nube', verdict: 'maybe' })).status,
    ).toBe(422)
  })

  it('shows the log to admins only', async () => {
    await ada.post('/sources/foro/pause', {})
    expect(await text(ada.get('/audit'))).toContain('source.paused')
    expect(await text((await bed.as('reviewer')).get('/audit'))).not.toContain('source.paused')
  })
})

describe('figures and topics', () => {
  it('stand on their pages, unknown ones as unknown', async () => {
    const page = await text(ada.get('/insights'))
    expect(page).toContain('Índice avestruz 40 %')
    expect(page).toContain('Cuánto se habla de cada marca Nube Fibra ')
    expect(page).toContain('aún no se sabe')
    expect(await text(ada.get('/insights?brand=sol'))).toContain('En este período no hay casos.')
    expect((await ada.get('/insights?since=never')).status).toBe(400)
    expect((await ada.get('/topics?since=90d')).status).toBe(200)
  })
})
