// The list of notifiers: adding one is one file beside this, one test, one line here.

import type { Notifier } from '../domain/notifier.js'
import { slack } from './slack.js'
import { webhook } from './webhook.js'

/** Every notifier, in the order in which the docs show them. */
export const notifiers: readonly Notifier[] = [listed(slack), listed(webhook)]

/** The notifier of that kind; undefined when there is none. */
export function notifier(kind: string): Notifier | undefined {
  return notifiers.find((entry) => entry.kind === kind)
}

// The list holds options of every shape as plain records; each notifier's own schema makes them its own again at the
// door, so that nothing unchecked is ever rendered.
function listed<Options extends Readonly<Record<string, unknown>>>(kind: Notifier<Options>): Notifier {
  return { ...kind, render: (event, options, context) => kind.render(event, kind.options.parse(options), context) }
}
