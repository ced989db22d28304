// Fetches and reads the pages of one visit: those that the kind starts with, then the pages and threads that they
// name, in order and bounded. It stores nothing, and what was read before a failure is kept.

import { isExpected } from '../../domain/errors.js'
import type { FetchOutcome } from '../../domain/fetcher.js'
import type { Backfill, Page, PageRequest, SourceMemory, Validators } from '../../domain/source.js'
import type { ScanTools } from '../tools.js'
import { askFor } from './asking.js'
import { readOlder } from './backfill.js'
import { faultOf } from './faults.js'
import {
  type Asked,
  emptyNotebook,
  type Notebook,
  noteFault,
  noteFreshness,
  noteListing,
  noteRenewal,
  noteResult,
  noteThread,
  type Reading,
  withoutQuery,
} from './notebook.js'

export type { Reading } from './notebook.js'

/** Listing pages of one scan: more is a backfill, which goes on at the next scan. */
const PAGES_MAX = 20
/** Threads behind listings in one scan: at a second each, about a minute of one host's patience. */
const DETAIL_PAGES_MAX = 60
/** Posts that one scan holds in memory at most. */
const DRAFTS_MAX = 5000
/** A source that is this slow is left for the next scan, so that it does not outlive its lease. */
const VISIT_MS_MAX = 5 * 60_000
/** Threads that fail one after the other mean that the host is in trouble: asking on would only wait. */
const DETAIL_FAULTS_MAX = 3

/** Where a visit takes place. */
export interface Place {
  readonly kind: string
  /** The address that is polled. */
  readonly url: string
  readonly options: Readonly<Record<string, unknown>>
  readonly memory: SourceMemory
  readonly validators: Readonly<Record<string, Validators>>
  /** The same of the pages of conversations that are looked at again. */
  readonly threadValidators: Readonly<Record<string, Validators>>
  /** Answers that recognising the kind has brought already, by address. */
  readonly fetched: ReadonlyMap<string, FetchOutcome>
  /** How the way back through the listing's older pages stands, and how far it goes; null: this visit does not go back. */
  readonly backfill: { readonly known: Backfill | null; readonly pagesMax: number } | null
  /** Requests that are left of the day's budget, for all but the pages that the scan starts with. */
  readonly requestsLeft: number
}

/** Visits the pages. Never throws for a page: its fault stands in the reading beside what the others brought. */
export async function readPages(requests: readonly PageRequest[], place: Place, tools: ScanTools): Promise<Reading> {
  const { memory, validators } = place
  const notebook = emptyNotebook({ memory, validators, backfill: place.backfill?.known ?? null })
  const queue: Asked[] = requests.map((request) => ({ request, first: request.detail !== true }))
  const seen = new Set<string>()
  const until = tools.monotonicMs() + VISIT_MS_MAX
  for (let next = 0; next < queue.length; next++) {
    const asked = queue[next]
    if (asked === undefined || seen.has(asked.request.url)) continue
    seen.add(asked.request.url)
    const limit = limitReached(asked, notebook, place, {
      inTime: tools.monotonicMs() < until,
      isEnding: isEnding(tools),
    })
    if (!mayAsk(limit, asked, notebook)) continue
    for (const request of await readOne(asked, place, notebook, tools)) queue.push({ request, first: false })
  }
  if (place.backfill !== null) await goBack(requests, { ...place, backfill: place.backfill }, notebook, until, tools)
  return notebook
}

/** What time and patience the visit has left goes to the older pages. A source that fails is not asked for more. */
async function goBack(
  start: readonly PageRequest[],
  place: Place & { readonly backfill: NonNullable<Place['backfill']> },
  notebook: Notebook,
  until: number,
  tools: ScanTools,
): Promise<void> {
  const kind = tools.sourceKind(place.kind)
  if (kind === undefined || notebook.fault !== null || notebook.detailFaultsInARow > 0) return
  const limit = (request: PageRequest) => {
    const asked = { request, first: false }
    const limit = limitReached(asked, notebook, place, {
      inTime: tools.monotonicMs() < until,
      isEnding: isEnding(tools),
    })
    if (limit !== null) return limit
    notebook.asked += 1
    if (request.detail === true) notebook.detailsAsked += 1
    return null
  }
  const asker = { kind, url: place.url, options: place.options }
  const { memory, older: named, drafts } = notebook
  // The first scan's own posts are all new; later, few are.
  const fresh = place.backfill.known === null ? drafts.length : 0
  const way = { ...place.backfill, asker, memory, named, start, drafts: fresh, limit }
  const older = await readOlder(way, tools)
  drafts.push(...older.drafts)
  notebook.olderDrafts = older.drafts.length
  notebook.backfill = older.backfill
  if (older.retryAfterSeconds !== null) notebook.retryAfterSeconds = older.retryAfterSeconds
}

/** What a limit leaves out is said once, and makes the visit incomplete. */
function mayAsk(limit: string | null, asked: Asked, notebook: Notebook): boolean {
  if (limit === null) {
    notebook.asked += 1
    if (asked.request.detail === true) notebook.detailsAsked += 1
    return true
  }
  notebook.complete = false
  const note = `${limit}, so the rest is left for the next scan`
  if (!notebook.notes.includes(note)) notebook.notes.push(note)
  return false
}

function limitReached(
  asked: Asked,
  notebook: Notebook,
  place: Place,
  { inTime, isEnding }: { readonly inTime: boolean; readonly isEnding: boolean },
): string | null {
  if (isEnding) return 'the program is ending'
  if (notebook.retryAfterSeconds !== null) return 'the host asks to wait'
  if (!inTime) return 'the source is slow'
  if (notebook.drafts.length >= DRAFTS_MAX) return `over ${DRAFTS_MAX} posts were read`
  if (!asked.first && notebook.asked >= place.requestsLeft) return "the day's budget of requests is used up"
  if (asked.request.detail !== true) {
    return notebook.asked - notebook.detailsAsked < PAGES_MAX ? null : `over ${PAGES_MAX} pages were named`
  }
  if (notebook.detailFaultsInARow >= DETAIL_FAULTS_MAX) return 'several threads in a row failed'
  return notebook.detailsAsked < DETAIL_PAGES_MAX ? null : `over ${DETAIL_PAGES_MAX} threads were named`
}

function isEnding(tools: ScanTools): boolean {
  return tools.isEnding?.() ?? false
}

/** Reads one page; gives what it wants fetched next, or what to fetch in its place. */
async function readOne(
  asked: Asked,
  place: Place,
  notebook: Notebook,
  tools: ScanTools,
): Promise<readonly PageRequest[]> {
  try {
    const outcome = await fetchOne(asked, place, tools)
    if (asked.first) noteFreshness(notebook, outcome)
    if (outcome.outcome === 'not-modified') {
      if (asked.first) noteRenewal(notebook, asked.request.url, outcome)
      if (asked.request.detail !== true) notebook.pagesUnchanged += 1
      return []
    }
    const page: Page = { ...outcome.page, role: asked.request.role }
    const result = await tools.reader.read(place.kind, page, { options: place.options, memory: notebook.memory })
    noteResult(notebook, asked, result)
    if (asked.request.detail === true) noteThread(notebook, asked.request.url, outcome.validators, result)
    else noteListing(notebook, result)
    // Only now that the page was read: neither a parked domain nor the validator of a broken page is to be believed.
    if (asked.first) noteRenewal(notebook, asked.request.url, outcome)
    notebook.detailFaultsInARow = 0
    if (asked.request.detail === true) notebook.threadsRead += 1
    return result.next
  } catch (error) {
    const fault = faultOf(explained(error, place, tools))
    const others = otherDoor(error, asked, place, notebook, tools)
    if (others.length === 0) noteFault(notebook, asked, fault, tools)
    else notebook.notes.push(`${withoutQuery(asked.request.url)}: ${fault.reason} Another address is asked instead.`)
    return others
  }
}

/** What the kind asks for in the place of a listing that cannot be had. */
function otherDoor(
  error: unknown,
  { request }: Asked,
  { kind, options }: Place,
  { memory }: Notebook,
  tools: ScanTools,
): readonly PageRequest[] {
  if (request.detail === true || !isExpected(error)) return []
  return tools.sourceKind(kind)?.instead?.(request, error, { options, memory }) ?? []
}

/** The kind may know better than the client what a refusal means at its place. */
function explained(error: unknown, place: Place, tools: ScanTools): unknown {
  return isExpected(error) ? (tools.sourceKind(place.kind)?.explain?.(error) ?? error) : error
}

async function fetchOne(asked: Asked, place: Place, tools: ScanTools): Promise<FetchOutcome> {
  const { request } = asked
  const known = place.fetched.get(request.url)
  if (known !== undefined) return known
  const validators = (asked.first ? place.validators : place.threadValidators)[request.url] ?? null
  const kind = tools.sourceKind(place.kind)
  if (kind === undefined) throw new Error(`no kind ${place.kind}`)
  return askFor(request, validators, { kind, url: place.url, options: place.options }, tools)
}
