// Finds out which kind reads a source, and with which options.

import { EscuchaError } from '../../domain/errors.js'
import type { FetchOutcome } from '../../domain/fetcher.js'
import type { Page, SourceKind } from '../../domain/source.js'
import type { StoredSource } from '../../store/store.js'
import type { ResolvedKind, ScanTools } from '../tools.js'

/** A kind that is ready to read a source. */
export interface ReadyKind {
  readonly kind: SourceKind
  readonly options: Readonly<Record<string, unknown>>
  readonly resolution: ResolvedKind
  /** Answers that recognising the kind has brought, so that no page is fetched twice. */
  readonly fetched: ReadonlyMap<string, FetchOutcome>
}

/** Finds out what stands at the address, and checks the source's options against its kind. */
export async function readyKind(source: StoredSource, tools: ScanTools): Promise<ReadyKind> {
  const fetched = new Map<string, FetchOutcome>()
  const resolution = await resolve(source, fetched, tools)
  const kind = tools.sourceKind(resolution.kind)
  if (kind === undefined) {
    throw new EscuchaError('unknown-kind', `No source kind is called "${resolution.kind}"`, {
      hint: 'See `escucha sources list --kinds`.',
    })
  }
  const options = kind.options.safeParse(source.spec.options)
  if (!options.success) {
    const issue = options.error.issues[0]
    const where = issue?.path.join('.') ?? ''
    throw new EscuchaError('config-invalid', `The options of source "${source.spec.id}": ${where} ${issue?.message}`)
  }
  return { kind, options: options.data, resolution, fetched }
}

async function resolve(
  source: StoredSource,
  fetched: Map<string, FetchOutcome>,
  tools: ScanTools,
): Promise<ResolvedKind> {
  const { spec, state } = source
  if (spec.kind !== 'auto') return { kind: spec.kind, url: state.url }
  if (state.resolvedKind !== null) return { kind: state.resolvedKind, url: state.url }
  const resolved = await tools.resolveKind(state.url, (url) => fetchForResolving(url, fetched, tools))
  tools.log.info({ source: spec.id, kind: resolved.kind, url: resolved.url }, 'recognised a source')
  return resolved
}

async function fetchForResolving(url: string, fetched: Map<string, FetchOutcome>, tools: ScanTools): Promise<Page> {
  const outcome = await tools.fetcher.fetchPage({ url, timezone: tools.timezone, validators: null, role: null })
  if (outcome.outcome === 'not-modified') throw new EscuchaError('unreadable', `${url} answered "not modified" unasked`)
  fetched.set(url, outcome)
  return outcome.page
}
