// The whole program, joined. Nothing else constructs a store, a fetcher, a reader or a classifier (the files beside this
// one in app/ do it for their part); the clock, chance, the environment and the network enter here and are handed on.

import { randomBytes } from 'node:crypto'
import { Answers } from './app/answers.js'
import { Learning } from './app/learning.js'
import { People } from './app/people.js'
import { openPreview } from './app/preview.js'
import { openReading, type Reading } from './app/reading.js'
import { openReplies } from './app/replies.js'
import { deskContext, eventOf, type JoinedTools, openModel, owed, scanTools, sendOwed } from './app/scanning.js'
import { version, type World } from './app/world.js'
import { addNote, changeAlert } from './desk/change.js'
import {
  type ComparedInsights,
  type InsightsFilter,
  type InsightsPair,
  readCompared,
  readPairs,
} from './desk/insights.js'
import type { Alert } from './domain/case.js'
import { EscuchaError } from './domain/errors.js'
import type { AlertPatch, Settings } from './domain/settings.js'
import { instantOf } from './domain/time.js'
import { owedDeliveries } from './notify/owed.js'
import { shownAddress } from './notify/wording/address.js'
import { type ScanOptions, scanOnce } from './scan/scan.js'
import { type Schedule, type ScheduleTools, startSchedule } from './scan/schedule.js'
import { summaryText } from './scan/summary.js'
import type { Happening, ScanSummary } from './scan/tools.js'
import { assertSafeBind, baseUrl } from './server/auth/hosts.js'
import { NO_PASSWORD } from './server/auth/passwords.js'
import { resolveKind } from './sources/detect.js'
import { sourceKind, sourceKinds } from './sources/index.js'
import { checkDatabase, openSqliteStore, restoreDatabase } from './store/sqlite/index.js'
import type { Store, StoredSource } from './store/store.js'

/** Opens the store that the configuration names. */
export function openStore(settings: Settings): Promise<Store> {
  return openSqliteStore(settings.storage)
}

/** Puts a backup in the place of the database; gives where the old one is kept, or null when there was none. */
export async function restoreStore(backup: string, settings: Settings): Promise<string | null> {
  return (await restoreDatabase(backup, settings.storage)).keptAs
}

/** What is wrong with the database, from a check of every page and index of it; nothing when it is sound. */
export function checkStore(settings: Settings): readonly string[] {
  return checkDatabase(settings.storage)
}

/** The whole program, joined. */
export class App {
  private constructor(
    readonly settings: Settings,
    readonly store: Store,
    readonly reading: Reading,
    private readonly world: World,
  ) {
    this.learning = new Learning(settings, store, world, async () => (await openModel(settings)).id)
    this.people = new People(
      store,
      world.clock,
      settings.brands.map(({ name }) => name),
    )
    this.answers = new Answers(settings, store)
  }

  /** Who may use the server. */
  readonly people: People
  /** What is learnt from reviewers. */
  readonly learning: Learning
  /** Known answers. */
  readonly answers: Answers

  #tools: Promise<JoinedTools> | null = null
  #schedule: Schedule | null = null

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

  /** What the last pass had to do without, for people, in the operator's language: once each, not once a post. */
  async passFaults(): Promise<readonly string[]> {
    if (this.#tools === null) return []
    const [{ opinionFaults }, { faultInWords }] = await Promise.all([this.#tools, import('./app/opinions.js')])
    return opinionFaults().map((fault) => faultInWords(fault, this.settings.language))
  }

  /** A summary for people, in the operator's language. */
  summaryText(summary: ScanSummary): string {
    return summaryText(summary, this.settings.language)
  }

  /** Scans and sends on schedule until it is stopped; begins at once. */
  async startSchedule(): Promise<Schedule> {
    const learn = (signal: AbortSignal) => this.learning.whenDue(signal)
    const onPass = async () => {
      for (const fault of await this.passFaults())
        this.world.log.error({ fault }, 'a second opinion failed in this pass')
    }
    const schedule = startSchedule({ ...(await this.scanTools()), learn, onPass: () => void onPass() })
    this.#schedule = schedule
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
    readonly options?: Readonly<Record<string, unknown>>
  }): Promise<{ readonly kind: string; readonly url: string }> {
    const sources = await this.store.listSources()
    const taken = sources.some(({ spec }) => spec.id === given.id)
    if (taken) throw new EscuchaError('usage', `There is a source "${given.id}" already: name this one with --id.`)
    const found =
      given.kind === 'auto' ? await resolveKind(given.url, this.reading.fetchPage, this.reading.reader) : given
    const options = given.options ?? {}
    if (sourceKind(found.kind)?.options.safeParse(options).success === false) {
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
      options,
    }
    const watched = sources.find(({ spec, state }) => spec.url === found.url || state.url === found.url)
    if (watched !== undefined)
      throw new EscuchaError('usage', `${found.url} is watched already, as "${watched.spec.id}".`)
    await this.store.addSource(spec, instantOf(this.now()))
    return { kind: found.kind, url: found.url }
  }

  /** The figures for programs, with the headlines of the period before. */
  async insights(filter: InsightsFilter): Promise<readonly ComparedInsights[]> {
    return readCompared(this.store, filter, this.settings, instantOf(this.now()), await this.answers.library())
  }

  /** The figures for people: those of the period and all of the one before. */
  async insightsBeside(filter: InsightsFilter): Promise<readonly InsightsPair[]> {
    return readPairs(this.store, filter, this.settings, instantOf(this.now()), await this.answers.library())
  }

  /** Asks each second opinion about a made-up post; what is wrong with it, or null. */
  async checkOpinions(): Promise<readonly { readonly name: string; readonly fault: string | null }[]> {
    const { checkOpinions } = await import('./app/opinions.js')
    return checkOpinions(this.settings, this.reading.fetcher)
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
      answerFiles: () => this.answers.files(),
      preview: openPreview(this.reading, world.clock),
      sourceKinds,
      testTarget: async (target) => void (await this.oweTest(target)),
      targetAddress: (target) => targetAddress(settings, target),
      models: { list: () => this.learning.models(), rollback: () => this.learning.rollback() },
      conceptTitle: (await openModel(settings)).conceptTitle,
      cueTitle: (await openReplies()).cueTitle,
      processMetrics: true,
      onPush: () => void this.#schedule?.tick(),
    })
    const listening = await listen(server, settings.server)
    return { url: baseUrl({ ...settings.server, port: listening.port }), close: () => listening.close() }
  }

  async close(): Promise<void> {
    await this.reading.close()
    await this.store.close()
  }

  /** Built at the first scan: commands that only read the store need not wait for the model. */
  private scanTools(): Promise<JoinedTools> {
    this.#tools ??= scanTools(this.settings, this.store, this.reading, this.world)
    return this.#tools
  }
}

/** Opens the whole program. */
export function openApp(settings: Settings, world: World): Promise<App> {
  return App.open(settings, world)
}

function targetAddress(settings: Settings, id: string): string {
  const url = settings.notify.find((target) => target.id === id)?.options.url
  return typeof url === 'string' ? shownAddress(url) : ''
}
