// What every command shares: how flags become values, how a command gets what it works with, how failures end.

import { type Command, InvalidArgumentError, Option } from 'commander'
import { systemWorld, type World } from '../app/world.js'
import { type App, openApp, openStore } from '../app.js'
import type { Settings } from '../domain/settings.js'
import type { Store } from '../store/store.js'
import { type ConfigFlag, settingsOf } from './configuration.js'
import type { Console } from './console.js'

/** Adds a command, or several, to the program. */
export type Registration = (program: Command, console: Console) => void

/** How a command ended: 0 done, 1 the work failed, 2 wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2

/** The flag that plays the command at another instant. */
export interface NowFlag {
  readonly now?: string
}

/** Adds `--config`. */
export function withConfig(command: Command): Command {
  return command.option('--config <file>', 'configuration file (default: config/escucha.yaml)')
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.option('--json', 'print JSON for another program')
}

/** Adds `--now`. */
export function withNow(command: Command): Command {
  return command.addOption(
    new Option('--now <instant>', 'run as though it were that instant, e.g. 2026-11-21T15:00:00Z').argParser(
      instantFlag,
    ),
  )
}

/** Reads an instant given by hand. */
export function instantFlag(text: string): string {
  const ms = Date.parse(text)
  if (Number.isNaN(ms) || !/^\d{4}-\d{2}-\d{2}/.test(text)) {
    throw new InvalidArgumentError('Expected an ISO 8601 instant like 2026-11-21T15:00:00Z.')
  }
  return new Date(ms).toISOString()
}

/** Reads a whole number within bounds. */
export function wholeFlag(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < low || value > high) {
      throw new InvalidArgumentError(`Expected a whole number from ${low} to ${high}.`)
    }
    return value
  }
}

/** Gathers a flag that may be given several times. */
export function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

/** Registers what a command does; its exit code becomes the program's. */
export function runs<Flags>(
  command: Command,
  console: Console,
  work: (flags: Flags, args: readonly string[]) => Promise<ExitCode | undefined>,
): Command {
  return command.action(async (...given: unknown[]) => {
    const flags = command.opts() as Flags
    const args = given.slice(0, -2).flatMap((argument) => (Array.isArray(argument) ? argument : [argument]))
    console.exitCode =
      (await work(
        flags,
        args.filter((argument) => typeof argument === 'string'),
      )) ?? 0
  })
}

/** The world that a command lives in: the system's, at the instant of `--now` where given. */
export function worldOf(flags: NowFlag, console: Console): World {
  return systemWorld({ env: console.env, now: flags.now ?? null })
}

/** Lends the store of the configuration to some work, and closes it whatever happens. */
export async function withStore<T>(
  flags: ConfigFlag,
  console: Console,
  work: (store: Store, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = await settingsOf(flags, console)
  const store = await openStore(settings)
  try {
    return await work(store, settings)
  } finally {
    await store.close()
  }
}

/** Lends the whole program to some work, and closes it whatever happens. */
export async function withApp<T>(
  flags: ConfigFlag & NowFlag,
  console: Console,
  work: (app: App, settings: Settings) => Promise<T>,
): Promise<T> {
  const settings = await settingsOf(flags, console)
  const app = await openApp(settings, worldOf(flags, console))
  try {
    return await work(app, settings)
  } finally {
    await app.close()
  }
}
