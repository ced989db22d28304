// The list of source kinds: adding one is one file beside this, one test, one line here.

import type { SourceKind } from '../domain/source.js'

/** Every kind, in the order in which `sources list --kinds` shows them. */
export const sourceKinds: readonly SourceKind[] = []

/** The kind of that name; undefined when there is none. */
export function sourceKind(name: string): SourceKind | undefined {
  return sourceKinds.find((kind) => kind.kind === name)
}
