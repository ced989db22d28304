// How a forum is walked: which pages of a thread are worth fetching, and what is remembered so that the next scan
// fetches only what is new. What is remembered of a thread changes when its latest page has been read, never before: a thread
// whose page could not be fetched is asked for again.

import type { PageRequest, SourceMemory } from '../../domain/source.js'
import type { ThreadHead } from './thread-head.js'

/** Threads remembered per source: some ten listing pages. The longest unseen are forgotten first. */
const THREADS_MAX = 600
/** Pages of one thread fetched in one scan beyond the first: enough for a thread that grew fast, and no whole archive. */
const PAGES_MAX = 8

/** Where in a thread a request stands. */
export type Step = 'first' | 'last' | 'onward' | 'back'

/** What the role of a request says. */
export interface Errand {
  readonly place: 'start' | 'list' | 'thread'
  readonly thread: string | null
  /** The listing's mark of the thread when it was asked for. */
  readonly mark: string
  readonly step: Step
  readonly pagesLeft: number
}

/** The role that carries an errand, so that reading needs no state of its own. */
export function roleOf(errand: Partial<Errand> & Pick<Errand, 'place'>): string {
  const { place, thread = null, mark = '', step = 'first', pagesLeft = PAGES_MAX } = errand
  if (place !== 'thread') return place
  return `thread?${new URLSearchParams({ id: thread ?? '', mark, step, left: String(pagesLeft) })}`
}

/** Reads a role back; a page that came from nowhere has none. */
export function errandOf(role: string | null): Errand | null {
  if (role === null) return null
  const [place, query] = role.split('?', 2)
  const values = new URLSearchParams(query ?? '')
  return {
    place: place === 'thread' || place === 'list' ? place : 'start',
    thread: values.get('id') || null,
    mark: values.get('mark') ?? '',
    step: stepOf(values.get('step')),
    pagesLeft: Math.min(PAGES_MAX, Number(values.get('left') ?? PAGES_MAX) || 0),
  }
}

function stepOf(text: string | null): Step {
  return text === 'last' || text === 'onward' || text === 'back' ? text : 'first'
}

/** What is remembered of one thread: the mark under which it was read whole, and its latest page. */
interface KnownThread {
  readonly mark: string
  readonly page: string | null
}

/** What the memory holds of a thread; null when it was never read. */
export function knownThread(memory: SourceMemory, id: string): KnownThread | null {
  const entry = threadsOf(memory).find((known) => known[0] === id)
  if (entry === undefined) return null
  return { mark: String(entry[1] ?? ''), page: typeof entry[2] === 'string' ? entry[2] : null }
}

/** Kept as a list, the latest read last: the keys of an object would sort themselves by number. */
function threadsOf(memory: SourceMemory): readonly (readonly unknown[])[] {
  return Array.isArray(memory.threads) ? memory.threads.filter(Array.isArray) : []
}

/** The memory with this thread read. */
export function withThread(memory: SourceMemory, id: string, known: KnownThread): SourceMemory {
  const others = threadsOf(memory).filter((other) => other[0] !== id)
  return { ...memory, threads: [...others.slice(1 - THREADS_MAX), [id, known.mark, known.page]] }
}

/** A thread as a listing tells it. */
interface Listed {
  readonly id: string
  readonly url: string
  readonly mark: string
}

/** Requests for the threads that are new or have grown. A known one is entered at the page that was its latest. */
export function threadRequests(threads: readonly Listed[], memory: SourceMemory): readonly PageRequest[] {
  return threads.flatMap(({ id, url, mark }) => {
    const known = knownThread(memory, id)
    if (known !== null && mark !== '' && known.mark === mark) return []
    return [threadRequest(id, url, mark, known)]
  })
}

/** The request that sees a thread again, whatever the listing says. */
export function threadRequest(id: string, url: string, mark: string, known: KnownThread | null): PageRequest {
  const page = known?.page ?? null
  const step = page === null ? 'first' : 'onward'
  return { url: page ?? url, role: roleOf({ place: 'thread', thread: id, mark, step }), detail: true }
}

/** Which pages of the thread to fetch after this one. From the first page it goes to the latest, and one back; else onward. */
export function furtherPages(head: ThreadHead, errand: Errand): readonly PageRequest[] {
  const go = (url: string | null, step: Step): readonly PageRequest[] => {
    if (url === null || errand.pagesLeft <= 0) return []
    const role = roleOf({ ...errand, place: 'thread', thread: head.id, step, pagesLeft: errand.pagesLeft - 1 })
    return [{ url, role, detail: true }]
  }
  if (errand.step === 'back') return []
  if (errand.step === 'first') return head.last === head.next ? go(head.next, 'onward') : go(head.last, 'last')
  const onward = go(head.next, 'onward')
  const back = errand.step === 'last' && head.previous !== head.url ? go(head.previous, 'back') : []
  return [...onward, ...back]
}

/** The memory after a page of a thread, or null when nothing is to be remembered yet. */
export function afterPage(head: ThreadHead, url: string, errand: Errand, memory: SourceMemory): SourceMemory | null {
  if (head.id === null || errand.step === 'back') return null
  const whole = head.next === null
  if (!whole && errand.pagesLeft > 0) return null
  // A thread that outgrew the pages of one scan keeps no mark: the next scan goes on from here.
  return withThread(memory, head.id, { mark: whole ? errand.mark : '', page: url })
}
