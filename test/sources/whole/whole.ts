// A whole scan as the program runs it (real fetcher, real store, real model), but for the threads of the readers, which
// need the built program. Sites are played on loopback.

import pino from 'pino'
import { openReading } from '../../../src/app/reading.js'
import { configRegistries } from '../../../src/app/registries.js'
import { scanTools } from '../../../src/app/scanning.js'
import type { World } from '../../../src/app/world.js'
import { checkSources, type SourceCheck } from '../../../src/cli/source-check.js'
import { parseConfig } from '../../../src/config/load.js'
import type { Post } from '../../../src/domain/post.js'
import type { SourceFailure } from '../../../src/domain/source.js'
import { scanOnce } from '../../../src/scan/scan.js'
import { inlineReader } from '../../../src/sources/pool/inline.js'
import { openSqliteStore } from '../../../src/store/sqlite/index.js'
import type { Store } from '../../../src/store/store.js'
import { type Loopback, says, serve } from '../../http/loopback.js'

export const START = '2026-03-10T12:00:00.000Z'
const MINUTE_MS = 60_000

/** A source as the configuration has it. */
export interface Watched {
  readonly id: string
  readonly path: string
  readonly kind?: string
  readonly options?: string
}

/** The program over one small site. */
export interface Whole {
  readonly store: Store
  readonly site: Loopback
  /** What stands at an address from now on. */
  put(path: string, body: string, type?: string, status?: number, headers?: Record<string, string>): void
  /** One pass, an hour after the last. */
  scan(): Promise<Awaited<ReturnType<typeof scanOnce>>>
  failureOf(source: string): Promise<SourceFailure | null>
  check(): Promise<readonly SourceCheck[]>
  /** Every stored post of a source, oldest first. */
  posts(source: string): Promise<readonly Post[]>
  close(): Promise<void>
}

/** Opens it; the sources stand at paths of one site. */
export async function openWhole(watched: readonly Watched[]): Promise<Whole> {
  const answers: Record<string, ReturnType<typeof says>> = {}
  const site = await serve(answers)
  let present = Date.parse(START)
  const world: World = {
    clock: () => new Date(present),
    monotonicMs: () => performance.now(),
    random: () => 0,
    log: pino({ level: 'silent' }),
  }
  const settings = parseConfig(configOf(watched, site.origin), {
    file: 'escucha.yaml',
    registries: configRegistries(),
    env: {},
    baseDir: '/',
  })
  const store = await openSqliteStore(':memory:', { clock: world.clock })
  await store.syncSources(settings.sources, START)
  const reading = openReading(settings, world, inlineReader())
  const tools = await scanTools(settings, store, reading, world)
  const scan = async () => {
    present += 60 * MINUTE_MS
    return scanOnce({ force: true }, tools)
  }
  return {
    store,
    site,
    put: (path, body, type = 'text/html; charset=utf-8', status = 200, headers = {}) => {
      answers[path] = says(body, { 'content-type': type, ...headers }, status)
    },
    scan,
    failureOf: async (source) => (await scan()).failures.find((failure) => failure.source === source) ?? null,
    check: async () => {
      const checks: SourceCheck[] = []
      for await (const check of checkSources(await store.listSources(), { reading })) checks.push(check)
      return checks
    },
    posts: async (source) => {
      const { items } = await store.posts({ limit: 500 })
      return items.filter((post) => post.source === source)
    },
    close: async () => {
      await reading.close()
      await store.close()
      await site.close()
    },
  }
}

function configOf(watched: readonly Watched[], origin: string): string {
  const sources = watched.map(
    ({ id, path, kind = 'auto', options = '' }) =>
      `  - {id: ${id}, url: "${origin}${path}", kind: ${kind}${options === '' ? '' : `, ${options}`}}`,
  )
  return `storage: ":memory:"
language: es
brands: [{id: une, name: UNE, terms: [UNE]}]
sources:
${sources.join('\n')}
fetch: {allowHosts: [127.0.0.1], delay: 0s}
`
}
