import { expect, it } from 'vitest'
import type { Spike } from '../../src/desk/spikes/spikes.js'
import type { Delivery } from '../../src/domain/delivery.js'
import { tellSpikes } from '../../src/scan/spikes.js'
import type { Happening, ScanTools } from '../../src/scan/tools.js'

const spike: Spike = {
  brand: 'une',
  label: 'complaint',
  since: '2026-11-21T10:00:00.000Z',
  until: '2026-11-21T11:00:00.000Z',
  count: 9,
  expected: 1.2,
  topic: null,
  isOfTopic: false,
  alerts: [],
}

it('tells the targets of a spike once it is stored, and remembers only then that it was told', async () => {
  const steps: string[] = []
  const tools = {
    clock: () => new Date(spike.until),
    desk: { spikes: async () => [spike], settleSpike: async (told: Spike) => void steps.push(`settled ${told.label}`) },
    owe: (happenings: readonly Happening[]) => happenings.map(({ kind }) => ({ id: `dlv_${kind}` }) as Delivery),
    store: { addDeliveries: async (owed: readonly Delivery[]) => void steps.push(`stored ${owed[0]?.id}`) },
  } as unknown as ScanTools

  await tellSpikes(tools)

  expect(steps).toEqual(['stored dlv_spike', 'settled complaint'])
})
