// What a visit notes down page by page: posts, validators, what failed and why. It decides nothing and asks for nothing.

import type { FetchOutcome } from '../../domain/fetcher.js'
import type { PostDraft } from '../../domain/post.js'
import type {
  Backfill,
  PageRequest,
  PublisherHints,
  ReadResult,
  SourceMemory,
  Validators,
} from '../../domain/source.js'
import type { ScanTools } from '../tools.js'
import { type Fault, isFinal } from './faults.js'
import { isAbsence, type Wall, wallWith } from './wall.js'

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
  /** Conversations whose own page was read, with what validates it. */
  readonly threads: ReadonlyMap<string, Readonly<Record<string, Validators>>>
  /** The ids of all posts that stand in a thread now, by conversation, where its page tells of all. */
  readonly standing: ReadonlyMap<string, ReadonlySet<string>>
  /** Addresses of threads that answered that there is nothing any more. */
  readonly vanished: ReadonlySet<string>
  /** Where posts link to, by the posts' ids or addresses. */
  readonly links: ReadonlyMap<string, readonly string[]>
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
  /** Threads that were read, and those that could not be. */
  readonly threadsRead: number
  readonly wall: Wall | null
  readonly notes: readonly string[]
  /** How many of the drafts, the last ones, are from older pages: they say nothing of the source's pace. */
  readonly olderDrafts: number
  /** How the way back stands now; null where it has not begun. */
  readonly backfill: Backfill | null
}

/** A page that is asked for. */
export interface Asked {
  readonly request: PageRequest
  /** Asked for by `start`: its validators are kept. */
  readonly first: boolean
}

/** A reading while it is being made. */
export interface Notebook
  extends Omit<Reading, 'links' | 'standing' | 'vanished' | 'drafts' | 'validators' | 'threads' | 'moved' | 'notes'> {
  drafts: PostDraft[]
  olderDrafts: number
  backfill: Backfill | null
  /** Older pages that listings have named. */
  older: PageRequest[]
  validators: Record<string, Validators>
  threads: Map<string, Readonly<Record<string, Validators>>>
  standing: Map<string, ReadonlySet<string>>
  vanished: Set<string>
  links: Map<string, readonly string[]>
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
  threadsRead: number
  wall: Wall | null
  asked: number
  /** Of those asked for, the threads. */
  detailsAsked: number
  detailFaultsInARow: number
}

/** A notebook with what is known before the visit. */
export function emptyNotebook(known: Pick<Notebook, 'memory' | 'backfill'> & Pick<Reading, 'validators'>): Notebook {
  return {
    drafts: [],
    olderDrafts: 0,
    backfill: known.backfill,
    older: [],
    validators: { ...known.validators },
    threads: new Map(),
    standing: new Map(),
    vanished: new Set(),
    links: new Map(),
    moved: new Map(),
    notes: [],
    pagesRead: 0,
    pagesUnchanged: 0,
    complete: true,
    memory: known.memory,
    title: null,
    language: null,
    hints: null,
    emptyIsOrdinary: null,
    freshForMs: null,
    retryAfterSeconds: null,
    fault: null,
    threadsRead: 0,
    wall: null,
    asked: 0,
    detailsAsked: 0,
    detailFaultsInARow: 0,
  }
}

/** The longest of the pages' freshness counts: asking before that would bring nothing. */
export function noteFreshness(notebook: Notebook, { freshForMs }: FetchOutcome): void {
  if (freshForMs !== null) notebook.freshForMs = Math.max(notebook.freshForMs ?? 0, freshForMs)
}

/** A page that has not changed may have got new validators, or have moved, all the same. */
export function noteRenewal(notebook: Notebook, url: string, { validators, movedTo }: FetchOutcome): void {
  if (validators !== undefined) notebook.validators[url] = validators
  if (movedTo !== undefined) notebook.moved.set(url, movedTo)
}

/** What any page brings. */
export function noteResult(notebook: Notebook, { first }: Asked, result: ReadResult): void {
  for (const draft of result.posts) notebook.drafts.push(draft)
  if (result.older !== undefined && result.older !== null) notebook.older.push(result.older)
  if (result.waitSeconds !== undefined)
    notebook.retryAfterSeconds = Math.max(notebook.retryAfterSeconds ?? 0, result.waitSeconds)
  if (result.memory !== undefined) notebook.memory = result.memory
  for (const { post, urls } of result.links ?? []) notebook.links.set(post, urls)
  for (const { conversation, ids } of result.standing ?? []) notebook.standing.set(conversation, new Set(ids))
  notebook.language ??= result.language
  // A hub that a thread's page announces tells of that thread alone.
  const hints = first || result.hints === undefined ? result.hints : { ...result.hints, hub: null, topic: null }
  notebook.hints ??= hints ?? null
}

/** What only a listing tells of its source. */
export function noteListing(notebook: Notebook, result: ReadResult): void {
  notebook.pagesRead += 1
  // A thread's page bears the thread's name, not the place's.
  notebook.title ??= result.title
  notebook.emptyIsOrdinary = result.emptyIsOrdinary ?? notebook.emptyIsOrdinary
}

/**
 * Remembers what validates a thread's page. A page that names others is always read whole the next time: "not modified"
 * would say nothing of what stands on the others.
 */
export function noteThread(notebook: Notebook, url: string, validators: Validators, result: ReadResult): void {
  const kept = result.next.length === 0 ? { [url]: validators } : {}
  for (const id of new Set(result.posts.map(({ conversation }) => conversation?.id))) {
    if (id !== undefined) notebook.threads.set(id, { ...notebook.threads.get(id), ...kept })
  }
}

/** Why a page could not be had. */
export function noteFault(notebook: Notebook, asked: Asked, fault: Fault, tools: ScanTools): void {
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
  if (isAbsence(fault)) notebook.vanished.add(url)
  notebook.detailFaultsInARow += 1
  notebook.wall = wallWith(notebook.wall, fault)
  notebook.notes.push(`${withoutQuery(url)}: ${fault.reason}`)
}

/** Some places want their key in the address: a note names the page, never the key. */
export function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '?…')
}
