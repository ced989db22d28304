// What each reply does for the customer, on the page of the alert and in the API.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Alert } from '../../../src/domain/case.js'
import { type Bed, openBed } from '../bed.js'

let bed: Bed
let alert: Alert
beforeEach(async () => {
  bed = await openBed()
  const { items } = await bed.store.listAlerts({ limit: 50, order: 'newest', now: bed.now() })
  const found = items.find(({ title }) => title === 'Sigo pagando un plan que ya no existe')
  if (found === undefined) throw new Error('the story has changed')
  alert = found
  const [view] = await bed.store.conversations(alert.source, [alert.conversation.id])
  const reply = view?.posts.find(({ post }) => !alert.posts.includes(post.id))
  const [source] = (await bed.store.listSources()).filter(({ spec }) => spec.id === alert.source)
  if (reply === undefined || source === undefined) throw new Error('the story has changed')
  const { text } = reply.post
  const verdict = {
    brand: alert.brand,
    kind: 'metoo',
    probability: 0.97,
    answers: 0.01,
    evidence: [{ start: 0, end: 5, text: text.slice(0, 5), weight: 2, cue: 'me-too' }],
    model: 'replies-1',
  } as const
  await bed.store.recordScan({
    state: source.state,
    posts: [],
    alerts: [
      {
        alert: {
          ...alert,
          status: 'answered',
          waitingFor: 'staff',
          doubt: { kind: 'wrong', since: bed.now(), post: reply.post.id, handedOverAt: bed.now() },
        },
        expectedVersion: alert.version,
        history: [
          {
            at: bed.now(),
            actor: 'escucha',
            kind: 'doubt',
            text: 'doubt.wrong',
            from: null,
            to: reply.post.id,
          },
        ],
      },
    ],
    deliveries: [],
    replies: [{ post: reply.post.id, replies: [verdict] }],
  })
})
afterEach(() => bed.store.close())

const plain = async (response: Response | Promise<Response>) =>
  (await (await response).text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('a reply', () => {
  it('stands beside what the model takes it for, with the passage that decided', async () => {
    const page = await (await (await bed.as('reviewer')).get(`/alerts/${alert.id}`)).text()
    expect(page).toContain('badge verdict metoo')
    expect(page.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')).toMatch(/A mí también 97\s%/)
    expect(page).toMatch(/<mark>A mí /)
  })

  it('that does not help leaves the case to the team, says why, and a person may say that it does', async () => {
    const rita = await bed.as('reviewer')
    const page = await plain(rita.get(`/alerts/${alert.id}`))
    expect(page).toContain('Le toca al equipo la respuesta está equivocada')
    expect(page).toContain('La respuesta está equivocada: «A mí también.»')
    expect(page).toContain('La respuesta sirve')
    const list = await plain(rita.get('/'))
    expect(list).toContain('la respuesta está equivocada')
    await rita.post('/alerts/change', { id: alert.id, do: 'answered' })
    expect(await bed.store.alert(alert.id)).toMatchObject({ waitingFor: null, doubt: { kind: 'settled' } })
  })

  it('is told to programs beside the thread, whose posts stay as they are', async () => {
    const rita = await bed.as('reviewer')
    const detail = await (await rita.get(`/api/v1/alerts/${alert.id}`)).json()
    expect(detail).toMatchObject({
      waitingFor: 'staff',
      doubt: { kind: 'wrong' },
      replies: [{ kind: 'metoo', probability: 0.97, evidence: [{ cue: 'me-too' }] }],
    })
    for (const post of detail.thread) expect(Object.keys(post)).not.toContain('replies')
  })
})
