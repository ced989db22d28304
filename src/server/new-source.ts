// A source that somebody adds by page or API, checked and made into a specification. The address is only a claim
// until the first scan has looked at it; the fetcher's guard decides where it may lead.

import { z } from '@hono/zod-openapi'
import type { Rhythm, Settings, SourceSpec } from '../domain/settings.js'
import { durationMs } from '../domain/time.js'
import type { StoredSource } from '../store/store.js'
import { type FieldFault, refuseInput } from './problem.js'
import type { ServerTools } from './tools.js'

/** Polling more often than this helps nobody and annoys the host. */
const EVERY_MS_MIN = 60_000

const ID_CHARS_MAX = 60

/** What a source can be added with; everything but the address has a sensible default. */
export const NewSource = z
  .object({
    url: z.string().min(1).max(2048).openapi({ example: 'https://foro.example/latest' }),
    id: z
      .string()
      .regex(/^[\w.-]{1,60}$/, 'expected letters, digits, full stops, hyphens')
      .optional(),
    kind: z.string().max(40).optional().openapi({ description: 'A kind of source; default auto' }),
    every: z.string().max(80).optional().openapi({ description: 'Adaptive by default; or a span such as 15m' }),
    brands: z.array(z.string().max(200)).max(100).optional().openapi({ description: 'Ids of brands; default all' }),
    options: z.record(z.string(), z.unknown()).optional().openapi({ description: 'Options of the kind' }),
  })
  .strict()
  .openapi('NewSource')

type Wanted = z.output<typeof NewSource>

/** The specification of a new source. Throws the faults with their fields. */
export function newSourceSpec(
  wanted: Wanted,
  known: readonly StoredSource[],
  tools: Pick<ServerTools, 'settings' | 'sourceKinds'>,
): SourceSpec {
  const url = readUrl(wanted.url)
  const kind = wanted.kind ?? 'auto'
  const rhythm = readRhythm(wanted.every)
  const faults: FieldFault[] = []
  if (url === null) faults.push({ field: 'url', message: 'expected an address that begins with http:// or https://' })
  if (rhythm === null) faults.push({ field: 'every', message: 'expected a span such as 15m, at least a minute' })
  faults.push(...kindFaults(kind, wanted.options ?? {}, tools), ...brandFaults(wanted.brands, tools.settings))
  if (known.some((source) => source.spec.id === wanted.id))
    faults.push({ field: 'id', message: 'another source has that id' })
  if (url !== null && known.some((source) => source.spec.url === url.href))
    faults.push({ field: 'url', message: 'there is a source with that address' })
  if (url === null || rhythm === null || faults.length > 0) refuseInput(faults)
  const ids = known.map((source) => source.spec.id)
  return {
    id: wanted.id ?? freeId(url, ids),
    url: url.href,
    kind,
    rhythm,
    brands: wanted.brands ?? null,
    options: wanted.options ?? {},
  }
}

function readUrl(text: string): URL | null {
  try {
    const url = new URL(text.trim())
    const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
    return isWeb && url.username === '' && url.password === '' ? url : null
  } catch {
    return null
  }
}

function readRhythm(every: string | undefined): Rhythm | null {
  if (every === undefined || every === 'adaptive') return { kind: 'adaptive' }
  const ms = durationMs(every)
  return ms === null || ms < EVERY_MS_MIN ? null : { kind: 'every', ms }
}

function kindFaults(
  kind: string,
  options: Readonly<Record<string, unknown>>,
  tools: Pick<ServerTools, 'sourceKinds'>,
): readonly FieldFault[] {
  const known = tools.sourceKinds.find((entry) => entry.kind === kind)
  if (known === undefined && kind !== 'auto') {
    const names = ['auto', ...tools.sourceKinds.map((entry) => entry.kind)].join(', ')
    return [{ field: 'kind', message: `expected one of ${names}` }]
  }
  const checked = known?.options.safeParse(options)
  if (checked === undefined || checked.success) return []
  return checked.error.issues.map((issue) => ({ field: ['options', ...issue.path].join('.'), message: issue.message }))
}

function brandFaults(brands: readonly string[] | undefined, settings: Settings): readonly FieldFault[] {
  const known = settings.brands.map((brand) => brand.id)
  return (brands ?? [])
    .filter((brand) => !known.includes(brand))
    .map((brand) => ({ field: 'brands', message: `there is no brand "${brand}"` }))
}

/** A name that people recognise: the host, and a number when it is taken. */
function freeId(url: URL, taken: readonly string[]): string {
  const stem =
    url.hostname
      .replace(/^www\./, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, ID_CHARS_MAX - 6) || 'source'
  let id = stem
  for (let number = 2; taken.includes(id); number += 1) id = `${stem}-${number}`
  return id
}
