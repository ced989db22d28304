// Decides who is owed what about an event. It stores nothing: the deliveries are written with the alert itself, in one
// transaction, so that neither is ever without the other.

import { hash } from 'node:crypto'
import type { Alert } from '../domain/case.js'
import type { AlertEvent, Delivery } from '../domain/delivery.js'
import type { TargetSpec } from '../domain/settings.js'
import { type Instant, instantOf } from '../domain/time.js'

/** The deliveries that an event owes to these targets: one for each that wants to hear of it, with the alerts that it wants. */
export function owedDeliveries(event: AlertEvent, targets: readonly TargetSpec[], createdAt: Instant): Delivery[] {
  return targets.flatMap((target) => {
    const told = toldTo(target, event)
    return told === null ? [] : [deliveryOf(target, told, createdAt)]
  })
}

function toldTo(target: TargetSpec, event: AlertEvent): AlertEvent | null {
  if (event.kind === 'test') return event
  if (event.kind === 'report') return reportTo(target, event)
  const wanted = target.on.includes(event.kind) || (event.kind === 'digest' && target.digest !== null)
  const alerts = wanted ? event.alerts.filter((alert) => concerns(alert, target.when)) : []
  return alerts.length === 0 ? null : { ...event, alerts }
}

/** A report tells of the brands that the target listens for. */
function reportTo({ when }: TargetSpec, event: AlertEvent): AlertEvent | null {
  const report = (event.report ?? []).filter(({ brand }) => when.brands === null || when.brands.includes(brand))
  return report.length === 0 ? null : { ...event, report }
}

function concerns(alert: Alert, when: TargetSpec['when']): boolean {
  if (alert.severity < when.minSeverity || alert.urgency < when.minUrgency) return false
  if (when.brands !== null && !when.brands.includes(alert.brand)) return false
  if (when.sources !== null && !when.sources.includes(alert.source)) return false
  if (when.teams && !when.teams.includes(alert.routing.team ?? '')) return false
  return when.labels === null || alert.labels.some((label) => when.labels?.includes(label))
}

function deliveryOf(target: TargetSpec, event: AlertEvent, createdAt: Instant): Delivery {
  return {
    id: deliveryId(target.id, event),
    target: target.id,
    event,
    status: 'pending',
    attempts: 0,
    nextAt: createdAt,
    createdAt,
    sentAt: null,
    lastError: null,
  }
}

// The same happening makes the same id, whichever process or restart comes upon it. An alert opens once in its life, so
// its opening needs no count; other kinds repeat, and the version tells one time from the next.
function deliveryId(target: string, event: AlertEvent): string {
  const alerts = event.alerts.map((alert) => (event.kind === 'opened' ? [alert.id] : [alert.id, alert.version]))
  const at = ['spike', 'digest', 'report', 'test'].includes(event.kind) ? instantOf(new Date(event.at)) : null
  const digest = hash('sha256', JSON.stringify([target, event.kind, alerts, at]))
  return `dlv_${digest.slice(0, 32)}`
}
