// What it means for a case that something was deleted in its thread: a line in its history, so that people know, and
// no more. The case was raised, somebody may be at work on it, and an answer that was given was given.

import type { Alert, ConversationView, HistoryEntry, JudgedPost } from '../../domain/case.js'
import type { Instant } from '../../domain/time.js'
import type { AlertChange } from '../../store/store.js'
import { DESK_ACTOR, type HistoryText } from '../words.js'

/** Lines of one look; of a thread that was emptied the first tell enough. */
const LINES_MAX = 5

/** The lines that these deletions leave in the histories of the conversation's cases. */
export function deletedPosts(
  view: ConversationView,
  gone: readonly JudgedPost[],
  now: Instant,
): readonly AlertChange[] {
  if (gone.length === 0) return []
  return view.alerts.flatMap((alert) => {
    const own = gone.filter(({ post }) => alert.posts.includes(post.id))
    const others = gone.filter(({ post }) => isAfter(post.publishedAt, alert) && !alert.posts.includes(post.id))
    const lines = [
      ...own.map(() => line('deleted.customer', now, null)),
      ...others.map(({ post }) => line('deleted.response', now, post.author.name)),
    ].slice(0, LINES_MAX)
    return lines.length === 0 ? [] : [changed(alert, lines, now)]
  })
}

/** The line that the end of a whole thread leaves. */
export function vanishedThread(view: ConversationView, now: Instant): readonly AlertChange[] {
  return view.alerts.map((alert) => changed(alert, [line('deleted.thread', now, null)], now))
}

/** What was said before the case is none of its responses. */
function isAfter(at: Instant | null, { openedAt }: Alert): boolean {
  return at === null || at >= openedAt
}

function line(text: HistoryText, at: Instant, from: string | null): Omit<HistoryEntry, 'alert'> {
  return { at, actor: DESK_ACTOR, kind: 'deleted', text, from, to: null }
}

function changed(alert: Alert, history: readonly Omit<HistoryEntry, 'alert'>[], now: Instant): AlertChange {
  return { alert: { ...alert, updatedAt: now, version: alert.version + 1 }, expectedVersion: alert.version, history }
}
