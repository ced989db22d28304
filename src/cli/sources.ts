// `escucha sources`: what is watched, how it fares, and what stands behind an address.

import { openReading } from '../app/reading.js'
import { idFrom } from '../config/starter.js'
import { EscuchaError, isExpected } from '../domain/errors.js'
import { type HubRecord, hubsBySource } from '../domain/websub.js'
import { sourceKinds } from '../sources/index.js'
import { type Registration, runs, withApp, withConfig, withJson, withStore, worldOf } from './command.js'
import { type ConfigFlag, settingsIfAny } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { registerSuggest } from './places.js'
import { type KindFlags, kindGiven, withKind } from './selectors.js'
import { checkSources as checkEach } from './source-check.js'
import { cut, table } from './table.js'

interface JsonFlags extends ConfigFlag {
  readonly json?: boolean
}

interface ListFlags extends JsonFlags {
  readonly kinds?: boolean
}

interface AddFlags extends ConfigFlag, KindFlags {
  readonly id?: string
}

/** Adds `sources`. */
export const registerSources: Registration = (program, console) => {
  const sources = program.command('sources').description('what is watched: list, add, check, discover')
  const list = withJson(withConfig(sources.command('list')))
    .description('every source with its state')
    .option('--kinds', 'the kinds of sources there are')
  runs<ListFlags>(list, console, (flags) => (flags.kinds ? listKinds(flags, console) : listSources(flags, console)))

  const add = withConfig(sources.command('add').argument('<url>'))
    .description('watches a site; its address is enough')
    .option('--id <id>', 'its short name (default: made of the host)')
  withKind(add, 'its kind')
  runs<AddFlags>(add, console, (flags, args) => addSource(args[0] ?? '', flags, console))

  const check = withJson(withConfig(sources.command('check').argument('[id]'))).description(
    'tries a source, or all: what is fetched, what is read, what is odd',
  )
  runs<JsonFlags>(check, console, (flags, args) => checkSources(args[0] ?? null, flags, console))

  registerSuggest(sources, console)
  const discover = withJson(withConfig(sources.command('discover').argument('<url>'))).description(
    "names the engine and the feeds behind a site's address",
  )
  runs<JsonFlags>(discover, console, (flags, args) => discoverSite(args[0] ?? '', flags, console))
}

async function listKinds(flags: ListFlags, console: Console): Promise<0> {
  const kinds = sourceKinds.map(({ kind, title, about, exampleUrl }) => ({ kind, title, about, exampleUrl }))
  const shown = table(
    ['kind', 'what it is'],
    [['auto', 'found out from the page itself'], ...kinds.map((kind) => [kind.kind, `${kind.title}. ${kind.about}`])],
  )
  await console.print(flags.json ? jsonLine({ items: kinds }) : shown)
  return 0
}

async function listSources(flags: JsonFlags, console: Console): Promise<0> {
  return withStore(flags, console, async (store, settings) => {
    await store.syncSources(settings.sources, worldOf({}, console).clock().toISOString())
    const sources = await store.listSources()
    const hubs = hubsBySource(await store.subscriptions(), worldOf({}, console).clock().toISOString())
    const items = sources.map(({ spec, origin, state }) => ({
      id: spec.id,
      url: state.url,
      kind: spec.kind,
      resolvedKind: state.resolvedKind,
      origin,
      title: state.title,
      lastScanAt: state.lastScanAt,
      lastPostAt: state.lastPostAt,
      nextScanAt: state.nextScanAt,
      failures: state.failures,
      lastFailure: state.lastFailure,
      disabledReason: state.disabledReason,
      hub: hubs.get(spec.id) ?? null,
    }))
    const rows = items.map((item) => [
      item.id,
      item.resolvedKind ?? item.kind,
      item.lastScanAt ?? '—',
      item.nextScanAt ?? '—',
      cut(item.disabledReason ?? item.lastFailure?.reason ?? healthyState(item.hub), 60),
      item.url,
    ])
    await console.print(
      flags.json ? jsonLine({ items }) : table(['id', 'kind', 'last scan', 'next scan', 'state', 'address'], rows),
    )
    return 0 as const
  })
}

/** What is told of a source that fares well: a hub that fails is no failure, and worth knowing all the same. */
function healthyState(hub: HubRecord | null): string {
  if (hub === null || hub.status === 'asked') return 'ok'
  return hub.status === 'active' ? 'ok, told by its hub' : `ok, but its hub is not: ${hub.reason ?? 'no answer'}`
}

async function addSource(url: string, flags: AddFlags, console: Console): Promise<0> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) {
    throw new EscuchaError('usage', `"${url}" is not a web address: write it like https://forum.example/.`)
  }
  const given = kindGiven(flags)
  return withApp(flags, console, async (app) => {
    const id = flags.id ?? idFrom(new URL(url).hostname.replace(/^www\./, ''), 'source')
    const added = await app.addSource({ id, url, ...given })
    await console.print(`Watching ${added.url} as "${id}", kind ${added.kind}. It is read with the next scan.\n`)
    return 0 as const
  })
}

async function checkSources(id: string | null, flags: JsonFlags, console: Console): Promise<0 | 1> {
  return withApp(flags, console, async (app) => {
    const sources = (await app.sources()).filter((source) => id === null || source.spec.id === id)
    if (sources.length === 0) {
      throw new EscuchaError(
        'not-found',
        id === null
          ? 'There is no source yet: add one with "escucha sources add URL".'
          : `There is no source "${id}": "escucha sources list" names them.`,
      )
    }
    let failed = 0
    for await (const report of checkEach(sources, app)) {
      if (!report.ok) failed += 1
      await console.print(flags.json ? jsonLine(report) : `${report.lines.join('\n')}\n`)
    }
    return failed > 0 ? (1 as const) : (0 as const)
  })
}

async function discoverSite(url: string, flags: JsonFlags, console: Console): Promise<0 | 1> {
  const settings = await settingsIfAny(flags, console)
  const reading = openReading(settings, worldOf({}, console))
  try {
    const found = await reading.discover(url)
    const rows = found.map((item) => [item.kind, cut(item.title ?? '', 40), item.url])
    await console.print(flags.json ? jsonLine({ url, items: found }) : table(['kind', 'title', 'address'], rows))
    return found.length === 0 ? 1 : 0
  } catch (error) {
    if (!isExpected(error)) throw error
    console.complain(`${error.message}\n`)
    return 1
  } finally {
    await reading.close()
  }
}
