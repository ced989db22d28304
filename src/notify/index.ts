// The list of notifiers: adding one is one file beside this, one test, one line here.

import type { Notifier } from '../domain/notifier.js'

/** Every notifier, in the order in which the docs show them. */
export const notifiers: readonly Notifier[] = []

/** The notifier of that kind; undefined when there is none. */
export function notifier(kind: string): Notifier | undefined {
  return notifiers.find((entry) => entry.kind === kind)
}
