// Alerts and events that the tests of this room tell targets of.

import type { Alert } from '../../src/domain/case.js'
import type { AlertEvent } from '../../src/domain/delivery.js'
import { NO_ROUTING } from '../../src/domain/rule.js'
import type { TargetSpec } from '../../src/domain/settings.js'

export const NOW = '2026-03-02T15:00:00.000Z'

export function alertOf(changes: Partial<Alert> = {}): Alert {
  const excerpt = 'Llevo tres días sin internet y nadie responde'
  return {
    id: 'al_1',
    brand: 'une',
    source: 'foro-usuarios',
    conversation: { id: '812', url: 'https://foro.example/t/812', title: 'Sin internet en Laureles' },
    author: 'Marta',
    status: 'open',
    openedAt: '2026-03-02T14:00:00.000Z',
    escalatedAt: null,
    answeredAt: null,
    resolvedAt: null,
    answeredBy: null,
    respondedAt: null,
    staffRespondedAt: null,
    acceptedAt: null,
    labels: ['complaint', 'churn'],
    severity: 2,
    urgency: 2,
    language: 'es',
    posts: ['1'],
    title: 'Sin internet en Laureles',
    url: 'https://foro.example/t/812/1',
    excerpt,
    evidence: [
      { label: 'complaint', start: 16, end: 28, text: excerpt.slice(16, 28), weight: 1.4, concept: 'no-service' },
      { label: 'complaint', start: 31, end: 45, text: excerpt.slice(31, 45), weight: 0.7, concept: null },
      { label: 'relevance', start: 0, end: 5, text: excerpt.slice(0, 5), weight: 3, concept: null },
      { label: 'complaint', start: 6, end: 10, text: excerpt.slice(6, 10), weight: -0.2, concept: null },
    ],
    responses: 0,
    views: 40,
    assignee: null,
    routing: NO_ROUTING,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    waitingFor: 'staff',
    dueAt: '2026-03-02T19:00:00.000Z',
    updatedAt: NOW,
    version: 1,
    ...changes,
  }
}

export function eventOf(changes: Partial<AlertEvent> = {}): AlertEvent {
  return {
    kind: 'opened',
    at: NOW,
    alerts: [alertOf()],
    brandNames: { une: 'UNE' },
    language: 'es',
    dashboardUrl: 'https://escucha.example/',
    ...changes,
  }
}

export function targetOf(changes: Partial<TargetSpec> = {}): TargetSpec {
  return {
    id: 'chat',
    kind: 'slack',
    on: ['opened', 'escalated'],
    when: { labels: null, minSeverity: 0, minUrgency: 0, brands: null, sources: null },
    digest: null,
    options: { url: 'https://hooks.slack.com/services/T0/B0/abcdefghijklmnop' },
    ...changes,
  }
}

const HOSTILE =
  '<!channel> <@U1> <!here|x> @everyone & <https://evil.example|Abrir en Escucha> *_~`\u202Etxt.exe\u0007\u001b[31m\n\n"}]\u{e0041}👩‍👩‍👧 '

/** As long and as hostile as anything that a stranger could make an alert of. */
export function hostileAlert(): Alert {
  const text = HOSTILE.repeat(400)
  return alertOf({
    id: 'al_9',
    author: text,
    source: 'f'.repeat(300),
    title: text,
    conversation: { id: '1'.repeat(500), url: `https://foro.example/${'a'.repeat(2_900)}`, title: text },
    url: `https://foro.example/${'b'.repeat(2_900)}`,
    excerpt: text,
    evidence: Array.from({ length: 200 }, (_, index) => ({
      label: 'complaint' as const,
      start: index,
      end: index + 400,
      text: text.slice(index, index + 400),
      weight: 1 + index,
      concept: null,
    })),
    posts: Array.from({ length: 1_000 }, (_, index) => `https://foro.example/p/${index}`),
  })
}
