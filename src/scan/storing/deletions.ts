// Notices what was taken away: a post that is missing from a thread whose page tells of all its posts, and a thread
// whose page is no more. It concerns conversations with a case alone, and takes nothing back: see `desk/case/deleted.ts`.

import { deletedPosts, vanishedThread } from '../../desk/case/deleted.js'
import type { ConversationView } from '../../domain/case.js'
import { isExpected } from '../../domain/errors.js'
import type { Instant } from '../../domain/time.js'
import type { AlertChange } from '../../store/store.js'
import type { ScanTools } from '../tools.js'

/** What a visit told of what stands where. */
export interface Standing {
  /** The ids of all posts that stand in a thread now, by conversation. */
  readonly standing: ReadonlyMap<string, ReadonlySet<string>>
  /** Conversations whose page is gone. */
  readonly vanished: readonly string[]
}

/** Marks what is gone and says so in the histories of the cases, each conversation in one transaction. */
export async function noteDeletions(
  source: string,
  seen: Standing,
  now: Instant,
  tools: Pick<ScanTools, 'store' | 'log'>,
): Promise<void> {
  for (const id of new Set([...seen.standing.keys(), ...seen.vanished])) {
    try {
      await noteIn(source, id, seen, now, tools)
    } catch (error) {
      if (!isExpected(error) || error.code !== 'store-conflict') throw error
      tools.log.debug({ source, conversation: id }, 'an alert was changed meanwhile, deciding again')
      await noteIn(source, id, seen, now, tools)
    }
  }
}

async function noteIn(
  source: string,
  id: string,
  { standing }: Standing,
  now: Instant,
  { store }: Pick<ScanTools, 'store'>,
): Promise<void> {
  const [view] = await store.conversations(source, [id])
  if (view === undefined || view.alerts.length === 0) return
  const there = standing.get(id)
  const noted = there === undefined ? wholeThread(view, now) : missingFrom(view, there, now)
  if (noted.gone.length + noted.back.length > 0) await store.recordDeletions({ source, ...noted, at: now })
}

interface Noted {
  readonly gone: readonly string[]
  readonly back: readonly string[]
  readonly changes: readonly AlertChange[]
}

function missingFrom(view: ConversationView, there: ReadonlySet<string>, now: Instant): Noted {
  const gone = view.posts.filter(({ post, goneAt }) => goneAt === undefined && !there.has(post.id))
  const back = view.posts.filter(({ post, goneAt }) => goneAt !== undefined && there.has(post.id))
  return {
    gone: gone.map(({ post }) => post.id),
    back: back.map(({ post }) => post.id),
    changes: deletedPosts(view, gone, now),
  }
}

function wholeThread(view: ConversationView, now: Instant): Noted {
  const left = view.posts.filter(({ goneAt }) => goneAt === undefined)
  return {
    gone: left.map(({ post }) => post.id),
    back: [],
    changes: left.length === 0 ? [] : vanishedThread(view, now),
  }
}
