// Joins the part of the program that gets pages and reads them. It stores nothing.

import { setTimeout as sleep } from 'node:timers/promises'
import { EscuchaError } from '../domain/errors.js'
import type { Fetcher, FetchOutcome } from '../domain/fetcher.js'
import type { FetchSettings, Settings } from '../domain/settings.js'
import type { Page, PageRequest } from '../domain/source.js'
import { openFetcher } from '../http/fetcher.js'
import { type Asker, askFor } from '../scan/reading/asking.js'
import { discover, type FoundSource } from '../sources/detect.js'
import { openReaderPool, type ReaderPool } from '../sources/pool/pool.js'
import { version, type World } from './world.js'

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
  fetchPage(url: string, headers?: Readonly<Record<string, string>>): Promise<Page>
  /** Fetches what a kind asks for as a scan would: logged in, and as an interface where it is one. */
  askFor(request: PageRequest, asker: Asker): Promise<Page>
  /** What stands behind a site's address: engine, feeds. */
  discover(url: string): Promise<readonly FoundSource[]>
  close(): Promise<void>
}

/** Opens the fetcher; `settings` null where there is no configuration. Readers are worker threads unless others are given. */
export function openReading(
  settings: Pick<Settings, 'fetch' | 'timezone'> | null,
  world: World,
  reader: ReaderPool = openReaderPool(),
): Reading {
  const fetcher = openFetcher(settings?.fetch ?? FETCH_DEFAULTS, {
    clock: world.clock,
    sleep: (ms, signal) => sleep(ms, undefined, signal === undefined ? {} : { signal }),
    version,
  })
  const timezone = settings?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const fetchPage = async (url: string, headers?: Readonly<Record<string, string>>): Promise<Page> => {
    return pageOf(await fetcher.fetchPage({ url, timezone, ...(headers === undefined ? {} : { headers }) }), url)
  }
  const tools = { fetcher, monotonicMs: world.monotonicMs, timezone }
  return {
    fetcher,
    reader,
    timezone,
    fetchPage,
    askFor: async (request, asker) => pageOf(await askFor(request, null, asker, tools), request.url),
    discover: (url) => discover(url, fetchPage, reader),
    close: async () => {
      await Promise.all([fetcher.close(), reader.close()])
    },
  }
}

function pageOf(outcome: FetchOutcome, url: string): Page {
  if (outcome.outcome === 'page') return outcome.page
  throw new EscuchaError('http-status', `${url} answered "not modified" to a first request`)
}
