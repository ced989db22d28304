// Reads a listing's older pages, a few in each scan, as far back as the operator wants. What is still to be asked for is
// remembered with the posts, in one transaction: whatever ends a scan, the next goes on there and asks for nothing twice.

import { isExpected } from '../../domain/errors.js'
import type { PostDraft } from '../../domain/post.js'
import type { Backfill, BackfillRequest, Page, PageRequest, ReadResult, SourceKind } from '../../domain/source.js'
import type { StoredSource } from '../../store/store.js'
import type { ScanTools } from '../tools.js'
import { type Asker, askFor } from './asking.js'
import { type Fault, faultOf, isFinal } from './faults.js'

/** Older pages that are read where the operator does not say how many: some months of a quiet place. */
const BACKFILL_PAGES = 5
/** A request that fails this often is given up, or one broken page would end the way back for ever. */
const TRIES_MAX = 5
/** Requests remembered: the threads of one page and what they name are far fewer. */
const WAITING_MAX = 500
/** With these the scan holds enough posts: all of them are stored with it, and none is read a second time. */
const DRAFTS_MAX = 600

/** What going back needs of the scan that it is the end of. */
export interface WayBack {
  readonly asker: Asker
  readonly memory: Readonly<Record<string, unknown>>
  /** What is remembered; null where going back has not begun. */
  readonly known: Backfill | null
  /** Older pages that the listings of this scan named. */
  readonly named: readonly PageRequest[]
  /** What the scan started with: their headers go with requests to the same host, and are not remembered. */
  readonly start: readonly PageRequest[]
  readonly pagesMax: number
  /** New posts that the scan holds already. */
  readonly drafts: number
  /** Why nothing more may be asked for now; null when it may, and then it is counted as asked for. */
  readonly limit: (request: PageRequest) => string | null
}

/** What was read on the way, and what is left of it. */
export interface Older {
  readonly drafts: readonly PostDraft[]
  readonly backfill: Backfill | null
  readonly retryAfterSeconds: number | null
}

/** How the way back of a source stands, and how far it goes. */
export function wayBackOf({ spec, state }: StoredSource): Pick<WayBack, 'known' | 'pagesMax'> {
  return { known: state.backfill ?? null, pagesMax: spec.backfill ?? BACKFILL_PAGES }
}

/** Posts of older pages are new to us, and say nothing of how often new ones come. */
export function olderIds(
  { drafts, olderDrafts }: { readonly drafts: readonly PostDraft[]; readonly olderDrafts: number },
  source: string,
  { toPost }: Pick<ScanTools, 'toPost'>,
): ReadonlySet<string> {
  const older = olderDrafts === 0 ? [] : drafts.slice(-olderDrafts)
  return new Set(older.map((draft) => toPost(draft, source).id))
}

/** Goes on where the last scan stopped. A page of the past that fails is no failure of the source. */
export async function readOlder(way: WayBack, tools: ScanTools): Promise<Older> {
  const path = new Path(way)
  for (let next = path.next(); next !== null; next = path.next()) {
    if (way.drafts + path.drafts.length >= DRAFTS_MAX || way.limit(next.request) !== null) break
    try {
      path.passed(next, await read(next.request, way, tools))
    } catch (error) {
      const fault = faultOf(error)
      if (fault.code === 'unexpected') tools.log.error({ url: next.request.url, err: error }, 'reading back failed')
      if (!path.stumbled(next, fault)) break
    }
  }
  return path.result()
}

/** The requests of the way, in order: the threads of a page before the page behind it. */
class Path {
  readonly drafts: PostDraft[] = []
  #waiting: readonly BackfillRequest[]
  #tries: number
  #asked = 0
  #retryAfterSeconds: number | null = null

  constructor(private readonly way: WayBack) {
    const { known, named, pagesMax } = way
    this.#waiting = known?.waiting ?? (pagesMax === 0 ? [] : named.map((request) => older(request, 1)))
    this.#tries = known?.tries ?? 0
  }

  /** Pages beyond the limit stay where they are: a higher limit goes on there. */
  next(): BackfillRequest | null {
    return this.#waiting.find(({ depth }) => depth === null || depth <= this.way.pagesMax) ?? null
  }

  passed(done: BackfillRequest, { posts, next, older: behind }: ReadResult): void {
    this.drafts.push(...posts)
    this.#asked += 1
    this.#tries = 0
    const threads = next.map((request): BackfillRequest => ({ request: remembered(request), depth: null }))
    const onward = done.depth === null || behind === undefined || behind === null ? [] : [older(behind, done.depth + 1)]
    this.#replace(done, threads, onward)
  }

  /** Whether the way goes on behind a page that failed: one that is gone is passed by, another is tried with the next scan. */
  stumbled(done: BackfillRequest, fault: Fault): boolean {
    this.#asked += 1
    this.#tries += 1
    this.#retryAfterSeconds = fault.retryAfterSeconds
    const isOver = isFinal(fault) || this.#tries >= TRIES_MAX
    if (!isOver) return false
    this.#tries = 0
    this.#replace(done, [], [])
    return fault.retryAfterSeconds === null
  }

  #replace(done: BackfillRequest, before: readonly BackfillRequest[], after: readonly BackfillRequest[]): void {
    const others = this.#waiting.filter((waiting) => waiting !== done)
    const known = new Set([done, ...others].map(({ request }) => request.url))
    const fresh = (list: readonly BackfillRequest[]) => list.filter(({ request }) => !known.has(request.url))
    this.#waiting = [...fresh(before), ...others, ...fresh(after)].slice(0, WAITING_MAX)
  }

  result(): Older {
    const { known } = this.way
    const isBegun = known !== null || this.#waiting.length > 0 || this.#asked > 0
    return {
      drafts: this.drafts,
      backfill: isBegun ? { waiting: this.#waiting, tries: this.#tries } : null,
      retryAfterSeconds: this.#retryAfterSeconds,
    }
  }
}

function older(request: PageRequest, depth: number): BackfillRequest {
  return { request: remembered(request), depth }
}

/** Headers may hold the operator's key: it stands in the configuration and nowhere else. */
function remembered({ headers: _, ...request }: PageRequest): PageRequest {
  return request
}

/** The kind's memory stays as it is: it is about what is new, and old threads would crowd it out. */
async function read(request: PageRequest, way: WayBack, tools: ScanTools): Promise<ReadResult> {
  const { kind, options } = way.asker
  const outcome = await askFor(withHeaders(request, way.start), null, way.asker, tools).catch((error: unknown) => {
    throw explained(error, kind)
  })
  if (outcome.outcome === 'not-modified') return NOTHING
  const page: Page = { ...outcome.page, role: request.role }
  return tools.reader.read(kind.kind, page, { options, memory: way.memory })
}

const NOTHING: ReadResult = { posts: [], next: [], title: null, language: null }

function explained(error: unknown, kind: SourceKind): unknown {
  return isExpected(error) ? (kind.explain?.(error) ?? error) : error
}

/** A kind's key is for a host: what it sends there at the start, it would send there now. */
function withHeaders(request: PageRequest, start: readonly PageRequest[]): PageRequest {
  const host = originOf(request.url)
  const headers = start.find((first) => originOf(first.url) === host)?.headers
  return headers === undefined ? request : { ...request, headers }
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null
}
