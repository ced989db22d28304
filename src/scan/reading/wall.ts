// Tells when a listing leads nowhere: anybody may see it, and none of the threads behind it can be read, because they
// want a login, show a captcha, or are laid out as never before. Each thread alone is no fault of the source; all are.

import type { Fault } from './faults.js'

/** The threads of one visit that could not be read. */
export interface Wall {
  /** Why the first of them could not. */
  readonly fault: Fault
  readonly threads: number
}

/** One or two threads may be for members only; so many at once, with nothing else read, is the place itself. */
const THREADS_MIN = 3

/** What will be so tomorrow too; all else (a timeout, a fault of the host) may be over with the next scan. */
const STANDING: ReadonlySet<string> = new Set(['login-required', 'challenged', 'robots-denied', 'unreadable'])

/** The host says that there is nothing at the address any more. */
export function isAbsence(fault: Fault): boolean {
  return (
    fault.code === 'gone' || fault.code === 'page-missing' || (fault.code === 'http-status' && fault.status === 404)
  )
}

/** Notes a thread that could not be read. One that is no longer there says nothing of the others. */
export function wallWith(wall: Wall | null, fault: Fault): Wall | null {
  if (isAbsence(fault)) return wall
  return { fault: wall?.fault ?? fault, threads: (wall?.threads ?? 0) + 1 }
}

/** The fault of a visit that met nothing but the wall; null when something was read, or too little was asked to tell. */
export function wallFault(
  reading: { readonly drafts: readonly unknown[]; readonly threadsRead: number; readonly wall: Wall | null },
  everGavePosts: boolean,
): Fault | null {
  const { wall } = reading
  if (wall === null || reading.threadsRead > 0 || reading.drafts.length > 0) return null
  if ((everGavePosts || !STANDING.has(wall.fault.code)) && wall.threads < THREADS_MIN) return null
  const { fault, threads } = wall
  if (threads === 1) return fault
  return { ...fault, reason: `none of the ${threads} threads asked for could be read: ${fault.reason}` }
}
