// How a source fares, in one word, for the page and the API alike.

import type { SourceState } from '../domain/source.js'

/** `new` has not been scanned yet; `paused` is not polled. */
export type SourceHealth = 'ok' | 'failing' | 'paused' | 'new'

/** The health of a source. */
export function healthOf(state: SourceState): SourceHealth {
  if (state.disabledReason !== null) return 'paused'
  if (state.failures > 0) return 'failing'
  return state.lastScanAt === null ? 'new' : 'ok'
}
