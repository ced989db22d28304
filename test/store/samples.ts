// Posts, alerts and deliveries for the store's tests: whole ones, of which a test names only what it is about.

import type { Alert, HistoryEntry } from '../../src/domain/case.js'
import type { Delivery } from '../../src/domain/delivery.js'
import type { Post } from '../../src/domain/post.js'
import { NO_ROUTING } from '../../src/domain/rule.js'
import type { SourceSpec } from '../../src/domain/settings.js'
import type { SourceState } from '../../src/domain/source.js'
import type { Judgement } from '../../src/domain/verdict.js'
import type { AlertChange, AlertFilter, PostToStore, ScanRecord } from '../../src/store/store.js'

export const NOW = '2026-03-10T12:00:00.000Z'

/** The instant this many minutes after `NOW`. */
export function minutes(count: number): string {
  return new Date(Date.parse(NOW) + count * 60_000).toISOString()
}

export function spec(id: string, given: Partial<SourceSpec> = {}): SourceSpec {
  const url = `https://${id}.example/latest`
  return { id, url, kind: 'auto', rhythm: { kind: 'adaptive' }, brands: null, options: {}, ...given }
}

export function state(id: string, given: Partial<SourceState> = {}): SourceState {
  return {
    id,
    url: `https://${id}.example/latest`,
    resolvedKind: null,
    title: null,
    language: null,
    memory: {},
    validators: {},
    lastScanAt: null,
    lastSuccessAt: null,
    lastPostAt: null,
    nextScanAt: null,
    failures: 0,
    lastFailure: null,
    disabledReason: null,
    postsPerDay: null,
    redirect: null,
    ...given,
  }
}

export function post(id: string, given: Partial<Post> = {}): Post {
  return {
    id,
    url: `https://foro.example/p/${id}`,
    kind: 'topic',
    title: `Título de ${id}`,
    text: `Texto de ${id}`,
    author: { name: 'Lucía Peña', url: 'https://foro.example/u/lucia', staff: false },
    publishedAt: NOW,
    updatedAt: null,
    conversation: { id: `c-${id}`, url: `https://foro.example/t/${id}`, title: `Hilo de ${id}` },
    inReplyTo: null,
    accepted: false,
    answered: null,
    views: null,
    language: 'es',
    source: 'foro',
    ...given,
  }
}

export function judgement(given: Partial<Judgement> = {}): Judgement {
  return {
    brand: 'nube',
    relevance: 0.97,
    labels: { complaint: 0.91, question: 0.2, suggestion: 0.01, praise: 0.02, churn: 0.3 },
    tags: ['complaint'],
    severity: 2,
    urgency: 1,
    evidence: [{ label: 'complaint', start: 0, end: 5, text: 'Texto', weight: 1.5, concept: 'no-service' }],
    model: 'm1',
    ...given,
  }
}

/** A post that is a mention of the brand. */
export function mentioned(entry: Post, given: Partial<PostToStore> = {}): PostToStore {
  const judgements = given.judgements ?? [judgement()]
  return stored(entry, { judgements, mentionOf: judgements.map((one) => one.brand), ...given })
}

/** A post that is about no brand. */
export function stored(entry: Post, given: Partial<PostToStore> = {}): PostToStore {
  return {
    post: entry,
    quotes: [],
    contentHash: `hash of ${entry.title} ${entry.text}`,
    seenAt: NOW,
    judgements: [],
    mentionOf: [],
    copyOf: null,
    copyBands: [],
    copySignature: null,
    revision: false,
    ...given,
  }
}

export function alert(id: string, given: Partial<Alert> = {}): Alert {
  return {
    id,
    brand: 'nube',
    source: 'foro',
    conversation: { id: `c-${id}`, url: `https://foro.example/t/${id}`, title: `Hilo de ${id}` },
    author: 'Lucía Peña',
    status: 'open',
    openedAt: NOW,
    escalatedAt: null,
    answeredAt: null,
    resolvedAt: null,
    answeredBy: null,
    respondedAt: null,
    staffRespondedAt: null,
    acceptedAt: null,
    labels: ['complaint'],
    severity: 2,
    urgency: 1,
    language: 'es',
    posts: [id],
    title: `Título de ${id}`,
    url: `https://foro.example/p/${id}`,
    excerpt: `Texto de ${id}`,
    evidence: [{ label: 'complaint', start: 0, end: 5, text: 'Texto', weight: 1.5, concept: null }],
    responses: 0,
    views: null,
    assignee: null,
    routing: NO_ROUTING,
    snoozedUntil: null,
    dismissReason: null,
    doubt: null,
    waitingFor: 'staff',
    dueAt: minutes(240),
    updatedAt: NOW,
    version: 1,
    ...given,
  }
}

export function entry(given: Partial<HistoryEntry> = {}): Omit<HistoryEntry, 'alert'> {
  const { alert: _, ...rest } = { alert: '', ...line(given) }
  return rest
}

function line(given: Partial<HistoryEntry>) {
  const plain = { at: NOW, actor: 'escucha', kind: 'opened', text: 'opened.complaint', from: null, to: 'open' } as const
  return { ...plain, ...given }
}

export function opened(one: Alert): AlertChange {
  return { alert: one, expectedVersion: null, history: [entry({ at: one.openedAt })] }
}

/** The same alert after a change made from what was read. */
export function changed(before: Alert, given: Partial<Alert>): AlertChange {
  const after = { ...before, ...given, version: before.version + 1 }
  return { alert: after, expectedVersion: before.version, history: [] }
}

export function delivery(id: string, alerts: readonly Alert[], given: Partial<Delivery> = {}): Delivery {
  return {
    id,
    target: 'chat',
    event: { kind: 'opened', at: NOW, alerts, brandNames: { nube: 'Nube' }, language: 'es', dashboardUrl: null },
    status: 'pending',
    attempts: 0,
    nextAt: NOW,
    createdAt: NOW,
    sentAt: null,
    lastError: null,
    ...given,
  }
}

export function scan(given: Partial<ScanRecord> = {}): ScanRecord {
  return { state: state('foro'), posts: [], alerts: [], deliveries: [], ...given }
}

/** A post, its alert and what is owed about it: what one new complaint leaves behind. */
export function complaint(id: string, given: { readonly post?: Partial<Post>; readonly alert?: Partial<Alert> } = {}) {
  const one = post(id, given.post)
  const case_ = alert(id, { conversation: one.conversation, author: one.author.name, ...given.alert })
  return { posts: [mentioned(one)], alerts: [opened(case_)], deliveries: [delivery(`d-${id}`, [case_])], alert: case_ }
}

export function list(given: Partial<AlertFilter> = {}): AlertFilter {
  return { limit: 50, order: 'newest', now: NOW, ...given }
}
