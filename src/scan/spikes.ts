// Tells targets of a sudden rise of cases. What a spike is, the desk decides; here it is only owed, and remembered so
// that one rise is told once.

import { instantOf } from '../domain/time.js'
import type { ScanTools } from './tools.js'

/** Owes the targets every spike that they were not told of yet. */
export async function tellSpikes(tools: Pick<ScanTools, 'store' | 'desk' | 'owe' | 'clock'>): Promise<void> {
  const now = instantOf(tools.clock())
  for (const spike of await tools.desk.spikes(now)) {
    const { label, since, until, count, expected, topic } = spike
    const facts = { label, since, until, count, expected, topic }
    const deliveries = tools.owe([{ kind: 'spike', alerts: spike.alerts, target: null, spike: facts }], now)
    if (deliveries.length > 0) await tools.store.addDeliveries(deliveries)
    // Only now: a crash in between tells a spike twice, the other way round it would never be told.
    await tools.desk.settleSpike(spike)
  }
}
