// `escucha sources suggest`: new places to listen to, by what the posts about a brand link to.

import type { Command } from 'commander'
import type { App } from '../app.js'
import { readPlaces } from '../desk/places/read.js'
import type { SuggestedPlace } from '../desk/places/suggest.js'
import { isExpected } from '../domain/errors.js'
import { runs, withApp, withConfig, withJson } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { sinceInstant } from './since.js'
import { table } from './table.js'

interface Flags extends ConfigFlag {
  readonly since?: string
  readonly look?: boolean
  readonly json?: boolean
}

const SINCE_DEFAULT = '90d'

/** A look costs each place a request or two, at its own pace. */
const LOOKED_AT_MAX = 10

interface LookedAt extends SuggestedPlace {
  /** The engine's kind; null when it was not looked at, or nothing was recognised. */
  readonly kind: string | null
  /** What the look found out, or why not. */
  readonly found: string | null
}

/** Adds `suggest` to `sources`. */
export function registerSuggest(sources: Command, console: Console): void {
  const command = withJson(withConfig(sources.command('suggest')))
    .description('new places: where posts about a brand link to, and nobody listens yet')
    .option('--since <when>', `posts since: 7d, or an instant (default: ${SINCE_DEFAULT})`)
    .option('--look', `find out what the first ${LOOKED_AT_MAX} of them are made of`)
  runs<Flags>(command, console, (flags) => suggest(flags, console))
}

async function suggest(flags: Flags, console: Console): Promise<0> {
  return withApp(flags, console, async (app, settings) => {
    const since = sinceInstant(flags.since ?? SINCE_DEFAULT, app.now())
    const places = await readPlaces(app.store, settings.brands, { since })
    const items: LookedAt[] = []
    for (const [index, place] of places.entries()) {
      const isLookedAt = flags.look === true && index < LOOKED_AT_MAX
      items.push({ ...place, ...(isLookedAt ? await lookAt(place, app) : { kind: null, found: null }) })
    }
    const rows = items.map(({ place, count, kind, found, url }) => [place, String(count), kind ?? found ?? '—', url])
    await console.print(flags.json ? jsonLine({ items }) : table(['place', 'links', 'kind', 'address'], rows))
    return 0 as const
  })
}

/** A place that cannot be read says why, and the next one is looked at all the same. */
async function lookAt({ url }: SuggestedPlace, app: App): Promise<Pick<LookedAt, 'kind' | 'found'>> {
  try {
    const [first] = await app.reading.discover(url)
    return first === undefined ? { kind: null, found: 'nothing recognised' } : { kind: first.kind, found: first.url }
  } catch (error) {
    if (!isExpected(error)) throw error
    return { kind: null, found: error.message }
  }
}
