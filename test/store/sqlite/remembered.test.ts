// Alerts that are read again and again come from memory while they are as they were, and only then.

import { describe, expect, test } from 'vitest'
import { alert, changed, complaint, NOW, opened, scan, spec } from '../samples.js'
import { testFolder } from './folder.js'

const { open } = testFolder()
const EVER = { since: '1970-01-01T00:00:00.000Z', until: '9999-01-01T00:00:00.000Z' }

describe('alerts that were read before', () => {
  test('are the very same while nothing about them changed', async () => {
    const store = await open()
    await store.recordAlerts([opened(alert('1')), opened(alert('2'))], [], [])
    const [before] = await store.alertsOpened(EVER)
    const [after] = await store.alertsOpened(EVER)
    expect(after).toBe(before)
  })

  test('are read anew when this or another process changed them', async () => {
    const [one, two] = [await open(), await open()]
    const many = Array.from({ length: 8 }, (_, count) => opened(alert(String(count))))
    await one.recordAlerts(many, [], [])
    await one.alertsOpened(EVER)
    await two.recordAlerts([changed(alert('3'), { assignee: 'ana' })], [], [])
    const seen = await one.alertsOpened(EVER)
    expect(seen.map(({ id, assignee }) => [id, assignee])).toEqual(
      many.map(({ alert: { id } }) => [id, id === '3' ? 'ana' : null]),
    )
  })

  test('are not shown once they were erased, nor what they said', async () => {
    const [one, two] = [await open(), await open()]
    await one.syncSources([spec('foro')], NOW)
    await one.recordScan(scan(complaint('1')))
    await one.recordScan(
      scan(complaint('2', { post: { author: { name: 'Leo', url: null, staff: false } }, alert: { author: 'Leo' } })),
    )
    expect(await one.alertsOpened(EVER)).toHaveLength(2)
    const [first] = await one.alertsOpened(EVER)
    await two.erase({ author: first?.author ?? '' }, NOW)
    expect(await one.alertsOpened(EVER)).toHaveLength(1)
    expect(await one.alertsOpened(EVER)).toEqual(await two.alertsOpened(EVER))
  })
})
