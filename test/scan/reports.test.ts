// Reports of the figures by their cron lines: once each, for the right period, and with what a person would count.

import { describe, expect, it } from 'vitest'
import { owed } from '../../src/app/scanning.js'
import { readReport, reportParts } from '../../src/desk/report.js'
import type { Settings, TargetSpec } from '../../src/domain/settings.js'
import { oweReports, type ReportTools } from '../../src/scan/daily/reports.js'
import { openSqliteStore } from '../../src/store/sqlite/index.js'
import { settings as given } from '../server/bed.js'
import { tellStory } from '../server/story.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

function target(id: string, report?: string): TargetSpec {
  const when = { labels: null, minSeverity: 0 as const, minUrgency: 0 as const, brands: null, sources: null }
  return {
    id,
    kind: 'webhook',
    on: ['opened'],
    when,
    digest: null,
    options: {},
    ...(report === undefined ? {} : { report }),
  }
}

async function openReports(start: string, targets: readonly TargetSpec[]) {
  const settings: Settings = { ...given, notify: targets }
  const store = await openSqliteStore(':memory:')
  let present = Date.parse(start)
  const periods: string[] = []
  const tools: ReportTools = {
    store,
    targets,
    timezone: settings.timezone,
    clock: () => new Date(present),
    owe: (happenings, now) => happenings.flatMap((happening) => owed(happening, settings, now)),
    report: async (since, until, now) => {
      periods.push(`${since} ${until}`)
      return reportParts(await readReport(store, { since, until }, settings, now), settings.language)
    },
  }
  const pass = async (ms: number, step = 6 * HOUR) => {
    for (const end = present + ms; present < end; present += step) await oweReports(tools)
  }
  return { store, tools, periods, pass, jump: (ms: number) => (present += ms) }
}

// The story of the server's tests happens in the days before Monday, 16 November 2026, 8:00 in Bogotá.
const MONDAY = '2026-11-16T13:00:00.000Z'

describe('reports', () => {
  it('come by their cron line, once each, for the week before it', async () => {
    const { store, periods, pass } = await openReports('2026-11-15T00:00:00.000Z', [
      target('crm', '0 8 * * 1'),
      target('chat'),
    ])
    await tellStory(store, MONDAY)
    await pass(9 * DAY)
    expect(periods).toEqual([
      '2026-11-09T13:00:00.000Z 2026-11-16T12:59:59.999Z',
      '2026-11-16T13:00:00.000Z 2026-11-23T12:59:59.999Z',
    ])
    const deliveries = await store.listDeliveries({ limit: 10 })
    expect(deliveries.map(({ target: to, event }) => `${to} ${event.kind} ${event.at}`).sort()).toEqual([
      'crm report 2026-11-16T13:00:00.000Z',
      'crm report 2026-11-23T13:00:00.000Z',
    ])
  })

  it('tell the figures of each brand, compare only where somebody was listening, and name no customer', async () => {
    const { store, pass } = await openReports('2026-11-16T00:00:00.000Z', [target('crm', '0 8 * * 1')])
    await tellStory(store, MONDAY)
    await pass(8 * DAY)
    const events = (await store.listDeliveries({ limit: 10 })).map(({ event }) => event)
    const [first, second] = events.toSorted((one, other) => (one.at < other.at ? -1 : 1)).map(({ report }) => report)
    expect(first?.map(({ brand, figures }) => [brand, figures.cases])).toEqual([
      ['nube', 5],
      ['sol', 0],
    ])
    expect(first?.[0]?.before).toBeNull()
    expect(second?.[0]).toMatchObject({ figures: { cases: 0 }, before: { cases: 5 } })
    expect(second?.[0]?.rows).toContainEqual({ name: 'Casos', now: '0', before: '5' })
    expect(JSON.stringify(events)).not.toMatch(/marta|caro|luz_m|superintendencia|clave del wifi/i)
  })

  it('are not made up for weeks that were missed, nor after the clock was set back', async () => {
    const { store, periods, pass, jump, tools } = await openReports(MONDAY, [target('crm', '0 8 * * 1')])
    await pass(HOUR)
    jump(40 * DAY)
    await oweReports(tools)
    expect(periods).toEqual(['2026-12-14T13:00:00.000Z 2026-12-21T12:59:59.999Z'])
    jump(-30 * DAY)
    await oweReports(tools)
    expect(periods).toHaveLength(1)
    // By the clock as it is now they go on at once, not when the old time comes round again.
    await pass(8 * DAY)
    expect(periods[1]).toBe('2026-11-23T13:00:00.000Z 2026-11-30T12:59:59.999Z')
    expect(await store.listDeliveries({ limit: 10 })).toHaveLength(2)
  })

  it('written twice for one instant are one delivery', async () => {
    const { store, pass, tools } = await openReports('2026-11-16T00:00:00.000Z', [target('crm', '0 8 * * 1')])
    await tellStory(store, MONDAY)
    await pass(DAY)
    await store.saveSetting('report.crm', '2026-11-16T00:00:00.000Z')
    await oweReports(tools)
    expect(await store.listDeliveries({ limit: 10 })).toHaveLength(1)
  })
})
