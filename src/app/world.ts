// What the program asks of the system around it: the clock, chance, and where its log lines go.

import { readFileSync } from 'node:fs'
import { pino } from 'pino'
import type { Clock, Instant } from '../domain/time.js'

/** Version of the product, as package.json tells it. */
export const version: string = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version

/** What the program asks of the system around it. */
export interface World {
  readonly clock: Clock
  readonly monotonicMs: () => number
  readonly random: () => number
  readonly log: pino.Logger
}

/** The system's own world, at another instant where one is given. Log lines are JSON, on stderr. */
export function systemWorld(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly now: Instant | null
}): World {
  const { now } = options
  return {
    clock: now === null ? () => new Date() : () => new Date(now),
    monotonicMs: () => performance.now(),
    random: Math.random,
    log: pino({ level: options.env.ESCUCHA_LOG ?? 'error', base: null }, pino.destination({ dest: 2, sync: true })),
  }
}
