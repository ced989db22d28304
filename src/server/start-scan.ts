// Starts a pass that a person or program asks for, and does not wait for it: what it finds arrives by itself.

import type { ServerTools } from './tools.js'

/** Starts scanning these sources, or all when null. A failure of the pass stands in the log and on the sources. */
export function startScan(tools: Pick<ServerTools, 'scanNow' | 'log'>, sources: readonly string[] | null): void {
  tools.scanNow(sources).catch((error: unknown) => tools.log.error({ err: error }, 'a scan that was asked for failed'))
}
