// Writes digests into the outbox when their cron lines say so: one message with what still waits on the list.

import type { TargetSpec } from '../../domain/settings.js'
import { type Instant, instantOf } from '../../domain/time.js'
import { nextCronInstant } from '../cron.js'
import type { ScanTools } from '../tools.js'

/** A digest names the most pressing and counts the others; nobody reads more. */
const ALERTS_MAX = 200

/** What digests need. */
export interface DigestTools extends Pick<ScanTools, 'store' | 'owe' | 'clock' | 'timezone'> {
  readonly targets: readonly TargetSpec[]
}

/** Owes each target its digest when the time has come since the last one. Several that were missed make one. */
export async function oweDigests(tools: DigestTools): Promise<void> {
  const now = instantOf(tools.clock())
  for (const { id, digest } of tools.targets) {
    if (digest !== null) await oweDigest(id, digest, now, tools)
  }
}

async function oweDigest(target: string, line: string, now: Instant, tools: DigestTools): Promise<void> {
  const key = `digest.${target}`
  const last = await tools.store.setting(key)
  // At the first sight of a line, and after the clock was set back, counting starts now.
  if (last === null || last > now) return tools.store.saveSetting(key, now)
  const due = nextCronInstant(line, tools.timezone, last)
  if (due === null || due > now) return
  const { items } = await tools.store.listAlerts({ view: 'active', order: 'pressing', limit: ALERTS_MAX, now })
  // The instant of the line, not ours, makes the delivery's id: written twice, it is still one digest.
  const deliveries = items.length === 0 ? [] : tools.owe([{ kind: 'digest', alerts: items, target }], due)
  if (deliveries.length > 0) await tools.store.addDeliveries(deliveries)
  await tools.store.saveSetting(key, now)
}
