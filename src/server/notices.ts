// What a page says once after a change ("Alert: answered. Undo"), and what undo would put back. Kept in memory by
// session: losing it in a restart loses a sentence, not a change.

import type { AlertPatch } from '../domain/settings.js'

/** One alert as it was before a change. */
export interface UndoStep {
  readonly id: string
  readonly patch: AlertPatch
}

/** A sentence for the next page, with what "undo" would do. */
export interface Notice {
  readonly text: string
  readonly tone: 'done' | 'fault'
  /** Something to be copied now or never: a login link, a token. */
  readonly secret: string | null
  readonly undo: readonly UndoStep[]
}

/** People who may be between two pages at once; beyond it the oldest sentence is forgotten. */
const SESSIONS_MAX = 1000

/** The sentences and the last undoable change of every session. */
export class Notices {
  readonly #notices = new Map<string, Notice>()
  readonly #undo = new Map<string, readonly UndoStep[]>()

  /** Says a sentence on the session's next page. */
  say(session: string, text: string, more: Partial<Omit<Notice, 'text'>> = {}): void {
    keep(this.#notices, session, { text, tone: 'done', secret: null, undo: [], ...more })
    if (more.undo !== undefined && more.undo.length > 0) keep(this.#undo, session, more.undo)
  }

  /** The sentence for this page; it is said once. */
  take(session: string): Notice | null {
    const notice = this.#notices.get(session) ?? null
    this.#notices.delete(session)
    return notice
  }

  /** The last change, to be undone; once. */
  takeUndo(session: string): readonly UndoStep[] {
    const steps = this.#undo.get(session) ?? []
    this.#undo.delete(session)
    return steps
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const first = map.keys().next().value
  if (map.size > SESSIONS_MAX && first !== undefined) map.delete(first)
}
