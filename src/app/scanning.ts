// Joins what a scan works with: store, network, readers, understanding, desk and outbox.

import { randomBytes, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { escalateDue } from '../desk/escalate.js'
import { readReport, reportParts } from '../desk/report.js'
import { type DeskContext, reviewConversation } from '../desk/review.js'
import { readSpikes, settleSpike } from '../desk/spikes/spikes.js'
import type { AlertEvent } from '../domain/delivery.js'
import type { Settings } from '../domain/settings.js'
import type { Instant } from '../domain/time.js'
import { decodeBody } from '../http/charset.js'
import { sendDue } from '../notify/outbox.js'
import { owedDeliveries } from '../notify/owed.js'
import type { ScheduleTools } from '../scan/schedule.js'
import type { Happening } from '../scan/tools.js'
import { baseUrl, hubCallbackBase } from '../server/auth/hosts.js'
import { resolveKind } from '../sources/detect.js'
import { sourceKind } from '../sources/index.js'
import { contentHash, identityAliases, toPost } from '../sources/reading/identity.js'
import type { Store } from '../store/store.js'
import type { OpinionFault } from '../understand/opinions/opinions.js'
import type { Reading } from './reading.js'
import { openReplies, replyJudging } from './replies.js'
import type { World } from './world.js'

/** The desk's rules, as the configuration has them. */
export function deskContext(settings: Settings): DeskContext {
  return { rules: settings.alerts, brands: settings.brands, businessRules: settings.businessRules ?? [] }
}

/** Sends what the outbox owes. */
export function sendOwed(
  settings: Settings,
  store: Store,
  reading: Reading,
  world: World,
): ReturnType<ScheduleTools['sendDue']> {
  const { clock, random, log } = world
  return sendDue({ store, fetcher: reading.fetcher, targets: settings.notify, clock, random, log })
}

/** Opens the classifier that ships. Loaded at need: commands that only read the store need not wait for it. */
export async function openModel(settings: Settings) {
  const { openClassifier } = await import('../understand/classifier.js')
  return openClassifier(settings.brands, { thresholds: settings.alerts.threshold })
}

/** What a scan works with, and what went wrong in its pass that is no source's fault. */
export interface JoinedTools extends ScheduleTools {
  readonly opinionFaults: () => readonly OpinionFault[]
}

/** Joins everything that a scan works with. */
export async function scanTools(
  settings: Settings,
  store: Store,
  reading: Reading,
  world: World,
): Promise<JoinedTools> {
  const [{ LiveModel }, { openOpinions }] = await Promise.all([
    import('./live-model.js'),
    import('../understand/opinions/open.js'),
  ])
  const opinions = await openOpinions(settings.opinions, {
    post: (url, headers, body) => reading.fetcher.post(url, headers, body),
    log: world.log,
  })
  const classifier = await LiveModel.open(settings, store, world, opinions)
  const { clock, random, log } = world
  const context = deskContext(settings)
  return {
    store,
    fetcher: reading.fetcher,
    reader: reading.reader,
    sourceKind,
    resolveKind: (url, fetchPage) => resolveKind(url, fetchPage, reading.reader),
    classifier,
    freshen: () => classifier.freshen(),
    opinionFaults: () => classifier.opinionFaults(),
    brands: settings.brands,
    judgeReplies: replyJudging(await openReplies(), context),
    desk: {
      review: (view, now) => reviewConversation(view, context, now),
      escalate: (alerts, now) => escalateDue(alerts, context, now),
      spikes: (now) => readSpikes(store, context, now),
      settleSpike: (spike) => settleSpike(store, spike),
    },
    owe: (happenings, now) => happenings.flatMap((happening) => owed(happening, settings, now)),
    sendDue: () => sendOwed(settings, store, reading, world),
    toPost,
    contentHash,
    identityAliases,
    clock,
    monotonicMs: world.monotonicMs,
    random,
    log,
    timezone: settings.timezone,
    pace: { concurrency: settings.fetch.concurrency, perHost: settings.fetch.perHost },
    owner: `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`,
    websub: {
      callbackBase: hubCallbackBase(settings.server),
      newSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
      decode: decodeBody,
    },
    targets: settings.notify,
    retention: settings.retention,
    report: async (since, until, now) =>
      reportParts(await readReport(store, { since, until }, settings, now), settings.language),
    every: (ms, work) => {
      const timer = setInterval(work, ms)
      return () => clearInterval(timer)
    },
  }
}

/** Nobody guesses this much, and as text it stays below the 200 bytes that a hub's secret may have. */
const SECRET_BYTES = 32

/** The deliveries that a happening owes to the configured targets. */
export function owed(happening: Happening, settings: Settings, now: Instant) {
  const targets = settings.notify.filter(({ id }) => happening.target === null || happening.target === id)
  return owedDeliveries(eventOf(happening, settings, now), targets, now)
}

/** A happening as targets are told of it. */
export function eventOf(happening: Happening, settings: Settings, now: Instant): AlertEvent {
  return {
    kind: happening.kind,
    at: now,
    alerts: happening.alerts,
    brandNames: Object.fromEntries(settings.brands.map(({ id, name }) => [id, name])),
    language: settings.language,
    ...(happening.spike === undefined ? {} : { spike: happening.spike }),
    ...(happening.report === undefined ? {} : { report: happening.report }),
    dashboardUrl: settings.server.port === 0 && settings.server.publicUrl === null ? null : baseUrl(settings.server),
  }
}
