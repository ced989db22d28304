// What hubs have distributed, on its way into a scan: it is read as though the page that the source polls had just been
// fetched and had said this. What it leaves out is not gone: hubs may send only what is new.

import type { FetchOutcome } from '../../domain/fetcher.js'
import type { PageRequest, SourceState } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import { isActive, type Push } from '../../domain/websub.js'
import type { Store, StoredSource } from '../../store/store.js'
import type { ScanTools, WebSubTools } from '../tools.js'

/** Sources that a hub tells of at this instant. */
export async function toldByHubs(
  tools: Pick<ScanTools, 'websub'> & { readonly store: Pick<Store, 'subscriptions'> },
  now: Instant,
): Promise<ReadonlySet<string>> {
  if (tools.websub === undefined || tools.websub.callbackBase === null) return new Set()
  const subscriptions = await tools.store.subscriptions()
  return new Set(subscriptions.filter((subscription) => isActive(subscription, now)).map(({ source }) => source))
}

/** Sources for which something waits to be read. */
export async function pushedSources(tools: Pick<ScanTools, 'websub' | 'store'>): Promise<ReadonlySet<string>> {
  return new Set(tools.websub === undefined ? [] : await tools.store.pushedSources())
}

/** Drops what waits to be read of a source. */
export async function forgetPushes(source: string, tools: Pick<ScanTools, 'store'>): Promise<void> {
  await removePushes(await tools.store.pushes(source), tools)
}

/** Drops what was read. */
export function removePushes(pushes: readonly Push[], { store }: Pick<ScanTools, 'store'>): Promise<void> {
  return store.removePushes(pushes.map(({ key }) => key))
}

/** What a hub distributed could not be dealt with: the source itself is asked, so that nothing is lost and nothing waits. */
export async function fetchInstead(
  { spec, state }: StoredSource,
  now: Instant,
  tools: Pick<ScanTools, 'store' | 'log'>,
): Promise<void> {
  try {
    await tools.store.recordScan({ state: { ...state, nextScanAt: now }, posts: [], alerts: [], deliveries: [] })
    await forgetPushes(spec.id, tools)
  } catch (error) {
    tools.log.error({ source: spec.id, err: error }, 'a failure could not be stored')
  }
}

/** The requests that stand for what was distributed, with their answers: nothing of it is fetched. */
export function pushedPages(
  pushes: readonly Push[],
  polled: PageRequest | undefined,
  tools: Pick<ScanTools, 'timezone' | 'websub'>,
): { readonly requests: readonly PageRequest[]; readonly answers: ReadonlyMap<string, FetchOutcome> } {
  const { websub, timezone } = tools
  if (websub === undefined || polled === undefined) return { requests: [], answers: new Map() }
  const answers = new Map<string, FetchOutcome>()
  const requests = pushes.map((push) => {
    // Each needs an address of its own; the page itself is read under the one that is polled.
    const request = { ...polled, url: `${polled.url.replace(/#.*$/s, '')}#push-${push.key}` }
    answers.set(request.url, answerOf(push, polled, timezone, websub))
    return request
  })
  return { requests, answers }
}

function answerOf(
  { body, contentType, receivedAt }: Push,
  polled: PageRequest,
  timezone: string,
  websub: WebSubTools,
): FetchOutcome {
  const page = {
    url: polled.url,
    status: 200,
    contentType: contentType?.split(';', 1)[0]?.trim().toLowerCase() || null,
    headers: {},
    text: websub.decode(body, contentType),
    fetchedAt: receivedAt,
    timezone,
    role: polled.role,
  }
  const validators = { etag: null, lastModified: null, bodyHash: null }
  return { outcome: 'page', page, validators, movedTo: null, freshForMs: null }
}

/** True when a source would be due without a hub, and its hub has fallen silent. */
export function isDueWithoutHub(state: SourceState, told: ReadonlySet<string>, now: Instant): boolean {
  const at = state.nextScanWithoutHubAt
  return state.disabledReason === null && at !== undefined && at <= now && !told.has(state.id)
}
