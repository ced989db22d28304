// Counts that a known answer was used for an alert, and takes it back. The history says who used which.

import type { AnswerUse } from '../../domain/answer.js'
import { EscuchaError } from '../../domain/errors.js'
import type { Instant } from '../../domain/time.js'
import type { Store } from '../../store/store.js'

/** Which answer, for which alert. */
export type UsedAnswer = Pick<AnswerUse, 'alert' | 'origin' | 'answer'>

/** The history shows a title on one line. */
const TITLE_MAX = 120

/** Counts a use; using it twice counts once. `title` names the answer in the history. */
export async function useAnswer(
  store: Store,
  use: UsedAnswer,
  title: string,
  actor: string,
  now: Instant,
): Promise<boolean> {
  await assertAlert(store, use.alert)
  if (!(await store.noteUse(use, actor, now))) return false
  await note(store, use, 'answer.used', title, actor, now)
  return true
}

/** Takes a use back. */
export async function unuseAnswer(
  store: Store,
  use: UsedAnswer,
  title: string,
  actor: string,
  now: Instant,
): Promise<boolean> {
  await assertAlert(store, use.alert)
  if (!(await store.takeUseBack(use))) return false
  await note(store, use, 'answer.unused', title, actor, now)
  return true
}

function note(
  store: Store,
  { alert }: UsedAnswer,
  text: 'answer.used' | 'answer.unused',
  title: string,
  actor: string,
  at: Instant,
): Promise<void> {
  return store.addHistory({ alert, at, actor, kind: 'answer-used', text, from: null, to: title.slice(0, TITLE_MAX) })
}

async function assertAlert(store: Store, id: string): Promise<void> {
  if ((await store.alert(id)) === null) throw new EscuchaError('not-found', 'there is no alert with that id')
}
