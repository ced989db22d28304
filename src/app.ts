// Joins the parts. Nothing else constructs a store, a fetcher, a reader or a classifier; the clock, chance, the
// environment and the network enter here and are handed on.

import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import type { Registries } from './config/load.js'
import { addNote, changeAlert } from './desk/change.js'
import { escalateDue } from './desk/escalate.js'
import { type Insights, type InsightsFilter, readInsights } from './desk/insights.js'
import { type DeskContext, reviewConversation } from './desk/review.js'
import { readSpikes, settleSpike } from './desk/spikes.js'
import type { Alert } from './domain/case.js'
import type { AlertEvent } from './domain/delivery.js'
import { EscuchaError } from './domain/errors.js'
import type { Fetcher } from './domain/fetcher.js'
import type { AlertPatch, FetchSettings, Settings } from './domain/settings.js'
import type { Page } from './domain/source.js'
import { type Clock, type Instant, instantOf, instantPlus } from './domain/time.js'
import { openFetcher } from './http/fetcher.js'
import { notifiers } from './notify/index.js'
import { sendDue } from './notify/outbox.js'
import { owedDeliveries } from './notify/owed.js'
import { shownAddress } from './notify/wording/address.js'
import { isCronLine } from './scan/cron.js'
import { type ScanOptions, scanOnce } from './scan/scan.js'
import { type Schedule, type ScheduleTools, startSchedule } from './scan/schedule.js'
import { summaryText } from './scan/summary.js'
import type { Happening, ScanSummary } from './scan/tools.js'
import { assertSafeBind, baseUrl } from './server/auth/hosts.js'
import { createLoginLink, createSetupLink } from './server/auth/links.js'
import { NO_PASSWORD } from './server/auth/passwords.js'
import { createToken } from './server/auth/tokens.js'
import { discover, type FoundSource, resolveKind } from './sources/detect.js'
import { sourceKind, sourceKinds } from './sources/index.js'
import { openReaderPool, type ReaderPool } from './sources/pool/pool.js'
import { contentHash, identityAliases, toPost } from './sources/reading/identity.js'
import { openSqliteStore, restoreDatabase } from './store/sqlite/index.js'
import type { Role, Store, StoredSource } from './store/store.js'
import { queryFault } from './understand/query/parse.js'
import { withQueries } from './understand/query/queries.js'

const DAY_MS = 86_400_000

/** Version of the product, as package.json tells it. */
export const version: string = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version

/** What the program asks of the system around it. */
export interface World {
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly random: () => number
  readonly log: pino.Logger
}

/** The system's own world, at another instant where one is given. Log lines are JSON, on stderr. */
export function systemWorld(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Instant | null
}): World {
  const { now } = options
  return {
    clock: now === null ? () => new Date() : () => new Date(now),
    monotonicMs: () => performance.now(),
    random: Math.random,
    log: pino({ level: options.env.ESCUCHA_LOG ?? 'error', base: null }, pino.destination({ dest: 2, sync: true })),
  }
}

/** What a configuration may name. */
export function configRegistries(): Registries {
  return {
    sourceKinds: new Map(sourceKinds.map((kind) => [kind.kind, kind.options])),
    notifiers: new Map(notifiers.map((kind) => [kind.kind, kind.options])),
    isCron: isCronLine,
    queryFault,
  }
}

/** Opens the store that the configuration names. */
export function openStore(settings: Settings): Promise<Store> {
  return openSqliteStore(settings.storage)
}

/** Puts a backup in the place of the database; gives where the old one is kept, or null when there was none. */
export async function restoreStore(backup: string, settings: Settings): Promise<string | null> {
  return (await restoreDatabase(backup, settings.storage)).keptAs
}

/** How pages are fetched where no configuration says otherwise. */
const FETCH_DEFAULTS: FetchSettings = {
  contact: null,
  allowHosts: [],
  concurrency: 16,
  perHost: 1,
  delayMs: 1000,
  timeoutMs: 25_000,
}

/** The part of the program that gets pages and reads them; it stores nothing. */
export interface Reading {
  readonly fetcher: Fetcher
  readonly reader: ReaderPool
  readonly timezone: string
  fetchPage(url: string): Promise<Page>
  /** What stands behind a site's address: engine, feeds. */
  discover(url: string): Promise<readonly FoundSource[]>
  close(): Promise<void>
}

/** Opens fetcher and reader; `settings` null where there is no configuration. */
export function openReading(settings: Settings | null, world: World): Reading {
  const fetcher = openFetcher(settings?.fetch ?? FETCH_DEFAULTS, {
    clock: world.clock,
    sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    version,
  })
  const reader = openReaderPool()
  const timezone = settings?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const fetchPage = async (url: string): Promise<Page> => {
    const outcome = await fetcher.fetchPage({ url, timezone })
    if (outcome.outcome === 'page') return outcome.page
    throw new EscuchaError('http-status', `${url} answered "not modified" to a first request`)
  }
  return {
    fetcher,
    reader,
    timezone,
    fetchPage,
    discover: (url) => discover(url, fetchPage, reader),
    close: async () => {
      await Promise.all([fetcher.close(), reader.close()])
    },
  }
}

/** The whole program, joined. */
export class App {
  private constructor(
    readonly settings: Settings,
    readonly store: Store,
    readonly reading: Reading,
    private readonly world: World,
  ) {}

  #tools: Promise<ScheduleTools> | null = null

  /** Opens everything that the configuration asks for, and brings its sources into the store. */
  static async open(settings: Settings, world: World): Promise<App> {
    const store = await openStore(settings)
    const reading = openReading(settings, world)
    await store.syncSources(settings.sources, instantOf(world.clock()))
    return new App(settings, store, reading, world)
  }

  /** The present, or the instant that the program plays. */
  now(): Date {
    return this.world.clock()
  }

  /** One pass over the sources that are due. Throws `not-found` for a source that is not there. */
  async scan(options: ScanOptions = {}): Promise<ScanSummary> {
    const known = new Set((await this.store.listSources()).map(({ spec }) => spec.id))
    const unknown = options.sources?.find((id) => !known.has(id))
    if (unknown !== undefined)
      throw new EscuchaError('not-found', `There is no source "${unknown}": "escucha sources list" names them.`)
    return scanOnce(options, await this.scanTools())
  }

  /** A summary for people, in the operator's language. */
  summaryText(summary: ScanSummary): string {
    return summaryText(summary, this.settings.language)
  }

  /** Scans and sends on schedule until it is stopped; begins at once. */
  async startSchedule(): Promise<Schedule> {
    const schedule = startSchedule(await this.scanTools())
    void schedule.tick()
    return schedule
  }

  sources(): Promise<readonly StoredSource[]> {
    return this.store.listSources()
  }

  /** Watches another source. Its kind is found out first, so that a wrong address is told now and not by the next scan. */
  async addSource(given: {
    readonly id: string
    readonly url: string
    readonly kind: string
  }): Promise<{ readonly kind: string; readonly url: string }> {
    const taken = (await this.store.listSources()).some(({ spec }) => spec.id === given.id)
    if (taken) throw new EscuchaError('usage', `There is a source "${given.id}" already: name this one with --id.`)
    const found =
      given.kind === 'auto' ? await resolveKind(given.url, this.reading.fetchPage, this.reading.reader) : given
    const options = sourceKind(found.kind)?.options.safeParse({})
    if (options?.success === false) {
      throw new EscuchaError(
        'usage',
        `A source of kind "${found.kind}" needs more than an address: write it into the configuration.`,
      )
    }
    const spec = {
      id: given.id,
      url: found.url,
      kind: found.kind,
      rhythm: { kind: 'adaptive' as const },
      brands: null,
      options: {},
    }
    await this.store.addSource(spec, instantOf(this.now()))
    return { kind: found.kind, url: found.url }
  }

  insights(filter: InsightsFilter): Promise<readonly Insights[]> {
    return readInsights(this.store, filter, this.settings, instantOf(this.now()))
  }

  changeAlert(id: string, patch: AlertPatch, actor: string): Promise<Alert> {
    const now = instantOf(this.now())
    const owe = (events: readonly { readonly kind: Happening['kind']; readonly alert: Alert }[]) =>
      events.flatMap(({ kind, alert }) => owed({ kind, alerts: [alert], target: null }, this.settings, now))
    return changeAlert(this.store, id, patch, actor, now, { ...deskContext(this.settings), owe })
  }

  addNote(id: string, text: string, actor: string): Promise<void> {
    return addNote(this.store, id, text, actor, instantOf(this.now()))
  }

  /** Owes a test message to a target, due at once; gives the delivery's id. Throws `not-found` for a target that is not there. */
  async oweTest(targetId: string): Promise<string> {
    const target = this.settings.notify.find(({ id }) => id === targetId)
    if (target === undefined) {
      const known = this.settings.notify.map(({ id }) => id).join(', ') || 'none yet'
      throw new EscuchaError('not-found', `There is no target "${targetId}" under notify (known: ${known}).`)
    }
    const now = instantOf(this.now())
    const deliveries = owedDeliveries(
      eventOf({ kind: 'test', alerts: [], target: null }, this.settings, now),
      [target],
      now,
    )
    await this.store.enableTarget(target.id)
    await this.store.addDeliveries(deliveries)
    return deliveries[0]?.id ?? ''
  }

  /** Sends what the outbox owes. */
  sendDue(): ReturnType<ScheduleTools['sendDue']> {
    return sendOwed(this.settings, this.store, this.reading, this.world)
  }

  /** Starts the dashboard and the API. Throws `port-in-use`, and refuses an open address while nobody has a password. */
  async serve(): Promise<{ readonly url: string; close(): Promise<void> }> {
    const { settings, store, world } = this
    const [{ createServer }, { listen }] = await Promise.all([import('./server/app.js'), import('./server/listen.js')])
    const users = await store.users()
    assertSafeBind(
      settings,
      users.some((user) => user.passwordHash !== NO_PASSWORD),
    )
    const server = createServer({
      store,
      settings,
      clock: world.clock,
      randomBytes: (size) => randomBytes(size),
      log: world.log,
      version,
      desk: {
        changeAlert: (id, patch, actor) => this.changeAlert(id, patch, actor),
        addNote: (id, text, actor) => this.addNote(id, text, actor),
      },
      scanNow: (sources) => this.scan({ force: true, ...(sources === null ? {} : { sources }) }),
      discover: (url) => this.reading.discover(url),
      sourceKinds,
      testTarget: async (target) => void (await this.oweTest(target)),
      targetAddress: (target) => targetAddress(settings, target),
      processMetrics: true,
    })
    const listening = await listen(server, settings.server)
    return { url: baseUrl({ ...settings.server, port: listening.port }), close: () => listening.close() }
  }

  /** A link that lets the first admin in; null when somebody can log in already. */
  async setupLink(url: string): Promise<string | null> {
    const link = await createSetupLink(this.store, instantOf(this.now()))
    return link === null ? null : `${url}${link.path}`
  }

  /** A link that lets this person in once, made an admin when nobody of that name is there. */
  async loginLink(url: string, name: string): Promise<string> {
    if ((await this.store.user(name)) === null) await this.saveUser(name, 'admin')
    return `${url}${(await createLoginLink(this.store, name, instantOf(this.now()))).path}`
  }

  /** Adds a person, or changes the role of one; gives the link with which they come in once and set a password. */
  async inviteUser(name: string, role: Role): Promise<string> {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,63}$/u.test(name)) {
      throw new EscuchaError('usage', 'A user name is letters, digits, ".", "_", "-" and "@", at most 64.')
    }
    await this.saveUser(name, role)
    return this.loginLink(baseUrl(this.settings.server), name)
  }

  createToken(name: string, role: Role, days: number | null): Promise<string> {
    const now = instantOf(this.now())
    return createToken(
      this.store,
      { name, role, expiresAt: days === null ? null : instantPlus(now, days * DAY_MS) },
      now,
    )
  }

  async close(): Promise<void> {
    await this.reading.close()
    await this.store.close()
  }

  /** Built at the first scan: commands that only read the store need not wait for the model. */
  private scanTools(): Promise<ScheduleTools> {
    this.#tools ??= scanTools(this.settings, this.store, this.reading, this.world)
    return this.#tools
  }

  private async saveUser(name: string, role: Role): Promise<void> {
    const now = instantOf(this.now())
    const known = await this.store.user(name)
    await this.store.saveUser(
      known === null ? { name, role, passwordHash: NO_PASSWORD, language: null, createdAt: now } : { ...known, role },
    )
  }
}

/** Opens the whole program. */
export function openApp(settings: Settings, world: World): Promise<App> {
  return App.open(settings, world)
}

function deskContext(settings: Settings): DeskContext {
  return { rules: settings.alerts, brands: settings.brands }
}

function sendOwed(
  settings: Settings,
  store: Store,
  reading: Reading,
  world: World,
): ReturnType<ScheduleTools['sendDue']> {
  const { clock, random, log } = world
  return sendDue({ store, fetcher: reading.fetcher, targets: settings.notify, clock, random, log })
}

async function scanTools(settings: Settings, store: Store, reading: Reading, world: World): Promise<ScheduleTools> {
  const { openClassifier } = await import('./understand/classifier.js')
  const classifier = openClassifier(settings.brands, { thresholds: settings.alerts.threshold })
  const { clock, random, log } = world
  const context = deskContext(settings)
  return {
    store,
    fetcher: reading.fetcher,
    reader: reading.reader,
    sourceKind,
    resolveKind: (url, fetchPage) => resolveKind(url, fetchPage, reading.reader),
    classifier: withQueries(classifier, settings.brands),
    brands: settings.brands,
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
    targets: settings.notify,
    retention: settings.retention,
    every: (ms, work) => {
      const timer = setInterval(work, ms)
      return () => clearInterval(timer)
    },
  }
}

function owed(happening: Happening, settings: Settings, now: Instant) {
  const targets = settings.notify.filter(({ id }) => happening.target === null || happening.target === id)
  return owedDeliveries(eventOf(happening, settings, now), targets, now)
}

function eventOf(happening: Happening, settings: Settings, now: Instant): AlertEvent {
  return {
    kind: happening.kind,
    at: now,
    alerts: happening.alerts,
    brandNames: Object.fromEntries(settings.brands.map(({ id, name }) => [id, name])),
    language: settings.language,
    dashboardUrl: settings.server.port === 0 && settings.server.publicUrl === null ? null : baseUrl(settings.server),
  }
}

function targetAddress(settings: Settings, id: string): string {
  const url = settings.notify.find((target) => target.id === id)?.options.url
  return typeof url === 'string' ? shownAddress(url) : ''
}
