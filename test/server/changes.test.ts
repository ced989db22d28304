import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Change, ChangeFeed } from '../../src/server/changes.js'
import { type Bed, openBed } from './bed.js'
import { tell } from './story.js'

let bed: Bed
let feed: ChangeFeed
let heard: Change[]
beforeEach(async () => {
  bed = await openBed()
  feed = new ChangeFeed(bed.store, bed.tools.clock, () => {})
  heard = []
})
afterEach(async () => {
  feed.close()
  await bed.store.close()
})

const said = () => heard.map((change) => (change.kind === 'reload' ? 'reload' : `${change.kind} ${change.alert.title}`))

it('tells what opens and what changes, once, and nothing that was there before', async () => {
  await feed.listen((change) => heard.push(change))
  await feed.poll()
  expect(said()).toEqual([])
  bed.turnClock(1000)
  await tell(
    bed.store,
    [{ id: '901', hoursAgo: 0, author: 'eva', title: 'Nube Fibra caída', text: 'Sin señal.', tags: ['complaint'] }],
    bed.now(),
  )
  await feed.poll()
  await feed.poll()
  const opened = heard[0]
  if (opened?.kind !== 'opened') throw new Error('nothing opened')
  bed.turnClock(1000)
  await bed.tools.desk.changeAlert(opened.alert.id, { status: 'acknowledged' }, 'rita')
  await feed.poll()
  expect(said()).toEqual(['opened Nube Fibra caída', 'changed Nube Fibra caída'])
})

it('hears of an alert that was stamped before the last look but stored after it', async () => {
  await feed.listen((change) => heard.push(change))
  const stamp = bed.now()
  bed.turnClock(60_000)
  await feed.poll()
  await tell(
    bed.store,
    [{ id: '902', hoursAgo: 0, author: 'eva', title: 'Tarde', text: 'Nube Fibra falla.', tags: ['complaint'] }],
    stamp,
  )
  await feed.poll()
  expect(said()).toEqual(['opened Tarde'])
})

it('tells nobody who has left', async () => {
  const leave = await feed.listen((change) => heard.push(change))
  leave()
  await tell(
    bed.store,
    [{ id: '903', hoursAgo: 0, author: 'eva', title: 'Sola', text: 'Nube Fibra falla.', tags: ['complaint'] }],
    bed.now(),
  )
  await feed.poll()
  expect(said()).toEqual([])
})

it('streams changes as server-sent events', async () => {
  const headers = { authorization: `Bearer ${await bed.token('viewer')}` }
  const response = await bed.request('/api/v1/events', { headers })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.getReader()
  const first = new TextDecoder().decode((await reader?.read())?.value)
  expect(first).toContain('event: hello')
  await reader?.cancel()
})
