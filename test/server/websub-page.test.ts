// What people and programs are shown of the hubs: whether one tells, and why it does not.

import { describe, expect, it } from 'vitest'
import { instantPlus } from '../../src/domain/time.js'
import { denied, newSubscription, type Subscription, verified } from '../../src/domain/websub.js'
import { type Bed, openBed } from './bed.js'

const TOPIC = 'https://foro.example/feed'

async function bedWith(change: (subscription: Subscription, bed: Bed) => Subscription | 'gone' | null): Promise<Bed> {
  const bed = await openBed()
  const address = { hub: 'https://hub.example/x', topic: TOPIC, callback: 'https://escucha.example/websub/geheim' }
  const asked = newSubscription({ id: 'geheim', source: 'foro', secret: 's3cr3t', ...address }, bed.now())
  const next = change({ ...asked, askedAt: bed.now() }, bed)
  if (next === null || next === 'gone') throw new Error('a subscription was expected')
  await bed.store.addSubscription(next)
  return bed
}

async function shown(bed: Bed) {
  const ada = await bed.as('admin')
  const page = await (await ada.get('/sources')).text()
  const token = await bed.token('viewer')
  const answer = await bed.request('/api/v1/sources', { headers: { authorization: `Bearer ${token}` } })
  const { items } = (await answer.json()) as { items: { id: string; hub: unknown }[] }
  return { page, hubs: Object.fromEntries(items.map(({ id, hub }) => [id, hub])) }
}

describe('a source with a hub', () => {
  it('says that it is told of what is new, and until when', async () => {
    const bed = await bedWith((asked, { now }) =>
      verified(asked, { mode: 'subscribe', topic: TOPIC, leaseSeconds: 864_000 }, now()),
    )
    const { page, hubs } = await shown(bed)
    expect(page).toContain('hub.example avisa de lo nuevo, hasta el')
    expect(hubs.foro).toEqual({
      url: 'https://hub.example/x',
      status: 'active',
      until: instantPlus(bed.now(), 864_000_000),
      reason: null,
    })
  })

  it('says that the hub has not confirmed yet', async () => {
    const { page, hubs } = await shown(await bedWith((asked) => asked))
    expect(page).toContain('se pidió a hub.example que avise de lo nuevo; aún no confirma')
    expect(hubs.foro).toMatchObject({ status: 'asked', until: null })
  })

  it('says why the hub does not tell, in words that cannot act, and gives away no secret', async () => {
    const bed = await bedWith((asked, { now }) => denied(asked, TOPIC, '<script>alert(1)</script>\u202e', now()))
    const { page, hubs } = await shown(bed)
    expect(page).toContain('hub.example no avisa de lo nuevo, así que se lee tan a menudo como siempre')
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script>alert')
    expect(JSON.stringify([page, hubs])).not.toMatch(/geheim|s3cr3t/)
    expect(hubs.foro).toMatchObject({ status: 'failing' })
  })

  it('says nothing where there is no hub', async () => {
    const { page, hubs } = await shown(await openBed())
    expect(page).not.toContain('avisa de lo nuevo')
    expect(hubs.foro).toBeNull()
  })
})
