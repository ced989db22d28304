// Fetches and reads the pages of one visit: those that the kind starts with, then the pages and threads that they
// name, in order and bounded. It stores nothing, and what was read before a failure is kept.

import { isExpected } from '../../domain/errors.js'
import type { FetchOutcome } from '../../domain/fetcher.js'
import type { PostDraft } from '../../domain/post.js'
import type { Page, PageRequest, PublisherHints, ReadResult, SourceMemory, Validators } from '../../domain/source.js'
import type { ScanTools } from '../tools.js'
import { type Fault, faultOf, isFinal } from './faults.js'

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
  readonly options: Readonly<Record<string, unknown>>
  readonly memory: SourceMemory
  readonly validators: Readonly<Record<string, Validators>>
  /** Answers that recognising the kind has brought already, by address. */
  readonly fetched: ReadonlyMap<string, FetchOutcome>
  /** Requests that are left of the day's budget, for all but the pages that the scan starts with. */
  readonly requestsLeft: number
}

/** What a visit brought. */
export interface Reading {
  readonly drafts: readonly PostDraft[]
  /** Pages, mere detail apart, that were read and that had not changed. */
  readonly pagesRead: number
  readonly pagesUnchanged: number
  /** Pages that were asked for, of whatever kind. */
  readonly asked: number
  /** False when a page was left out or failed and may bring more next time: nothing may then be marked as seen. */
  readonly complete: boolean
  readonly validators: Readonly<Record<string, Validators>>
  readonly memory: SourceMemory
  readonly title: string | null
  readonly language: string | null
  readonly hints: PublisherHints | null
  /** What the pages said of giving nothing; null where they did not tell. */
  readonly emptyIsOrdinary: boolean | null
  readonly freshForMs: number | null
  /** Addresses that answered "moved for good", with the new address; null where the page stands where it stood. */
  readonly moved: ReadonlyMap<string, string | null>
  readonly retryAfterSeconds: number | null
  /** The first failure of a page that is not mere detail. */
  readonly fault: Fault | null
  readonly notes: readonly string[]
}

interface Asked {
  readonly request: PageRequest
  /** Asked for by `start`: its validators are kept. */
  readonly first: boolean
}

interface Notebook extends Omit<Reading, 'drafts' | 'validators' | 'moved' | 'notes'> {
  drafts: PostDraft[]
  validators: Record<string, Validators>
  moved: Map<string, string | null>
  notes: string[]
  pagesRead: number
  pagesUnchanged: number
  complete: boolean
  memory: SourceMemory
  title: string | null
  language: string | null
  hints: PublisherHints | null
  emptyIsOrdinary: boolean | null
  freshForMs: number | null
  retryAfterSeconds: number | null
  fault: Fault | null
  asked: number
  detailsAsked: number
  detailFaultsInARow: number
}

/** Visits the pages. Never throws for a page: its fault stands in the reading beside what the others brought. */
export async function readPages(requests: readonly PageRequest[], place: Place, tools: ScanTools): Promise<Reading> {
  const notebook = emptyNotebook(place)
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
    const result = await readOne(asked, place, notebook, tools)
    for (const request of result?.next ?? []) queue.push({ request, first: false })
  }
  return notebook
}

function emptyNotebook(place: Place): Notebook {
  return {
    drafts: [],
    validators: { ...place.validators },
    moved: new Map(),
    notes: [],
    pagesRead: 0,
    pagesUnchanged: 0,
    complete: true,
    memory: place.memory,
    title: null,
    language: null,
    hints: null,
    emptyIsOrdinary: null,
    freshForMs: null,
    retryAfterSeconds: null,
    fault: null,
    asked: 0,
    detailsAsked: 0,
    detailFaultsInARow: 0,
  }
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

async function readOne(asked: Asked, place: Place, notebook: Notebook, tools: ScanTools): Promise<ReadResult | null> {
  try {
    const outcome = await fetchOne(asked, place, tools)
    if (asked.first) noteFreshness(notebook, outcome)
    if (outcome.outcome === 'not-modified') {
      if (asked.request.detail !== true) notebook.pagesUnchanged += 1
      return null
    }
    const page: Page = { ...outcome.page, role: asked.request.role }
    const result = await tools.reader.read(place.kind, page, { options: place.options, memory: notebook.memory })
    noteResult(notebook, result)
    if (asked.request.detail !== true) noteListing(notebook, result)
    if (asked.first) {
      notebook.validators[asked.request.url] = outcome.validators
      notebook.moved.set(asked.request.url, outcome.movedTo)
    }
    notebook.detailFaultsInARow = 0
    return result
  } catch (error) {
    noteFault(notebook, asked, faultOf(explained(error, place, tools)), tools)
    return null
  }
}

/** The kind may know better than the client what a refusal means at its place. */
function explained(error: unknown, place: Place, tools: ScanTools): unknown {
  return isExpected(error) ? (tools.sourceKind(place.kind)?.explain?.(error) ?? error) : error
}

function fetchOne(asked: Asked, place: Place, tools: ScanTools): Promise<FetchOutcome> | FetchOutcome {
  const { request } = asked
  const known = place.fetched.get(request.url)
  if (known !== undefined) return known
  return tools.fetcher.fetchPage({
    url: request.url,
    ...(request.accept === undefined ? {} : { accept: request.accept }),
    ...(request.headers === undefined ? {} : { headers: request.headers }),
    validators: asked.first ? (place.validators[request.url] ?? null) : null,
    role: request.role,
    timezone: tools.timezone,
  })
}

/** The longest of the pages' freshness counts: asking before that would bring nothing. */
function noteFreshness(notebook: Notebook, outcome: FetchOutcome): void {
  if (outcome.freshForMs === null) return
  notebook.freshForMs = Math.max(notebook.freshForMs ?? 0, outcome.freshForMs)
}

function noteResult(notebook: Notebook, result: ReadResult): void {
  for (const draft of result.posts) notebook.drafts.push(draft)
  if (result.memory !== undefined) notebook.memory = result.memory
  notebook.language ??= result.language
  notebook.hints ??= result.hints ?? null
}

function noteListing(notebook: Notebook, result: ReadResult): void {
  notebook.pagesRead += 1
  // A thread's page bears the thread's name, not the place's.
  notebook.title ??= result.title
  notebook.emptyIsOrdinary = result.emptyIsOrdinary ?? notebook.emptyIsOrdinary
}

function noteFault(notebook: Notebook, asked: Asked, fault: Fault, tools: ScanTools): void {
  const { url, detail } = asked.request
  if (fault.code === 'unexpected') tools.log.error({ url, err: fault.error }, 'reading a page failed unexpectedly')
  if (fault.retryAfterSeconds !== null) {
    notebook.retryAfterSeconds = Math.max(notebook.retryAfterSeconds ?? 0, fault.retryAfterSeconds)
  }
  if (!isFinal(fault)) notebook.complete = false
  if (detail !== true) {
    notebook.fault ??= fault
    return
  }
  notebook.detailFaultsInARow += 1
  notebook.notes.push(`${withoutQuery(url)}: ${fault.reason}`)
}

/** Some places want their key in the address: a note names the page, never the key. */
function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '?…')
}
