// How a listing that shows the newest first is walked: page by page back to where the last scan began. What is
// remembered moves only when the walk has ended, so that a page which could not be had hides nothing behind it.

import type { PageRequest, ReadContext, ReadResult, SourceMemory } from '../../domain/source.js'
import type { Instant } from '../../domain/time.js'
import { objectOf } from '../reading/answers.js'
import { errandOf, errandRole } from './errand.js'

/** Pages read of a listing that is new to us: older posts are history. */
const PAGES_AT_FIRST = 5
/** Pages read back in one scan; a listing that outruns this is polled too seldom, and says so. */
const PAGES_LATER = 15
/** Listings remembered per source: queries that are no longer asked are forgotten first. */
const WALKS_MAX = 100

/** A page of a listing. */
export interface Stretch {
  /** Which of the source's listings this is: the query, the country … */
  readonly key: string
  readonly instants: readonly (Instant | null)[]
  /** Where the next older posts are; null at the end of the listing. */
  readonly next: Omit<PageRequest, 'role'> | null
  /** How long before the last scan the walk still goes, where posts are listed late and out of their order. */
  readonly overlapMs?: number
}

/** The role of a listing's first page. */
export function walkRole(key: string): string {
  return errandRole('walk', { key })
}

/** The key of the listing that a page belongs to; null for a page that is no such listing, or came from nowhere. */
export function walkKey(role: string | null): string | null {
  const errand = errandOf(role)
  return errand.place === 'walk' ? (errand.get('key') ?? '') : null
}

/** A page of the past: what stands there leaves the memory of the walk alone. */
const BACK = 'back'

/** The request for the next older page, or the memory of having walked back far enough. */
export function walkOn(
  role: string | null,
  stretch: Stretch,
  context: Pick<ReadContext<unknown>, 'memory'>,
): Pick<ReadResult, 'next' | 'older' | 'memory' | 'warnings'> {
  const errand = errandOf(role)
  if (errand.get(BACK) !== null) return { next: [], older: backFrom(stretch) }
  const since = knownTo(context.memory, stretch.key)
  const told = stretch.instants.filter((instant) => instant !== null)
  const newest = laterOf([errand.get('newest'), ...told])
  const left = Math.min(PAGES_LATER, errand.count('left') ?? (since === null ? PAGES_AT_FIRST : PAGES_LATER))
  const memory = () => remembered(context.memory, stretch.key, laterOf([since, newest]))
  if (stretch.next === null || told.length === 0 || reaches(told, since, stretch)) return { next: [], memory: memory() }
  if (left > 1) {
    const onward = errandRole('walk', { key: stretch.key, newest, left: left - 1 })
    return { next: [{ ...stretch.next, role: onward }] }
  }
  if (since === null) return { next: [], older: backFrom(stretch), memory: memory() }
  const warnings = [`more was posted since the last scan than ${PAGES_LATER} pages hold: poll this source more often`]
  return { next: [], memory: memory(), warnings }
}

/** Where the past of a listing goes on behind this page; null at its end. */
export function backFrom({ key, next, instants }: Stretch): PageRequest | null {
  const isOver = next === null || instants.every((instant) => instant === null)
  return isOver ? null : { ...next, role: errandRole('walk', { key, [BACK]: 1 }) }
}

/** The newest instant of a listing that was read to its end; null when it never was. */
export function knownTo(memory: SourceMemory, key: string): Instant | null {
  const known = objectOf(memory.walks)
  const value = known !== null && Object.hasOwn(known, key) ? known[key] : null
  return typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : null
}

function remembered(memory: SourceMemory, key: string, newest: Instant | null): SourceMemory {
  if (newest === null) return memory
  const others = Object.entries(objectOf(memory.walks) ?? {}).filter(([other]) => other !== key)
  return { ...memory, walks: Object.fromEntries([...others.slice(1 - WALKS_MAX), [key, newest]]) }
}

function reaches(told: readonly Instant[], since: Instant | null, { overlapMs = 0 }: Stretch): boolean {
  if (since === null) return false
  const end = Date.parse(since) - overlapMs
  return told.some((instant) => Date.parse(instant) <= end)
}

function laterOf(instants: readonly (Instant | null)[]): Instant | null {
  let latest: Instant | null = null
  for (const instant of instants) {
    if (instant !== null && !Number.isNaN(Date.parse(instant)) && (latest === null || instant > latest))
      latest = instant
  }
  return latest
}
