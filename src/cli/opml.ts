// `escucha opml import|export`: the list of feeds, as every feed reader takes and gives it.

import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { idFrom } from '../config/starter.js'
import { EscuchaError } from '../domain/errors.js'
import { decodeBody } from '../http/charset.js'
import { readOpml, writeOpml } from '../sources/opml.js'
import { comparableUrl } from '../sources/reading/urls.js'
import { type Registration, runs, withConfig, withStore, worldOf } from './command.js'
import type { ConfigFlag } from './configuration.js'
import type { Console } from './console.js'

/** Adds `opml`. */
export const registerOpml: Registration = (program, console) => {
  const opml = program.command('opml').description('bring a list of feeds in from another reader, or take it out')
  const importCommand = withConfig(opml.command('import').argument('<file>')).description(
    'adds each feed that is not watched yet',
  )
  runs<ConfigFlag>(importCommand, console, (flags, args) => importOpml(args[0] ?? '', flags, console))
  const exportCommand = withConfig(opml.command('export').argument('<file>')).description('"-" writes to stdout')
  runs<ConfigFlag>(exportCommand, console, (flags, args) => exportOpml(args[0] ?? '', flags, console))
}

async function importOpml(file: string, flags: ConfigFlag, console: Console): Promise<0> {
  const bytes = await readFile(resolve(console.cwd, file)).catch((cause: Error) => {
    throw new EscuchaError('usage', `${file} cannot be read: ${cause.message}`, { cause })
  })
  const feeds = readOpml(decodeBody(bytes, null))
  return withStore(flags, console, async (store, settings) => {
    const now = worldOf({}, console).clock().toISOString()
    await store.syncSources(settings.sources, now)
    const sources = await store.listSources()
    const watched = new Set(sources.flatMap(({ spec, state }) => [comparableUrl(spec.url), comparableUrl(state.url)]))
    const ids = new Set(sources.map((source) => source.spec.id))
    let added = 0
    for (const feed of feeds) {
      if (watched.has(comparableUrl(feed.url))) continue
      const id = freeId(feed.title ?? new URL(feed.url).hostname, ids)
      await store.addSource(
        { id, url: feed.url, kind: 'auto', rhythm: { kind: 'adaptive' }, brands: null, options: {} },
        now,
      )
      ids.add(id)
      watched.add(comparableUrl(feed.url))
      added += 1
    }
    await console.print(`Added ${added} of ${feeds.length} feeds; the others are watched already.\n`)
    return 0 as const
  })
}

function freeId(name: string, taken: ReadonlySet<string>): string {
  const base = idFrom(name, 'feed')
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

async function exportOpml(file: string, flags: ConfigFlag, console: Console): Promise<0> {
  return withStore(flags, console, async (store, settings) => {
    await store.syncSources(settings.sources, worldOf({}, console).clock().toISOString())
    const sources = await store.listSources()
    const text = writeOpml(
      'Escucha',
      sources.map((source) => ({ title: source.state.title ?? source.spec.id, url: source.state.url })),
    )
    if (file === '-') await console.print(text)
    else await writeFile(resolve(console.cwd, file), text)
    return 0 as const
  })
}
