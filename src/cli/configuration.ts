// Finds and reads the configuration for a command.

import { access } from 'node:fs/promises'
import { resolve } from 'node:path'
import { configRegistries } from '../app/registries.js'
import { loadConfig } from '../config/load.js'
import type { Settings } from '../domain/settings.js'
import type { Console } from './console.js'

/** Where the configuration stands when nobody names another. */
export const CONFIG_DEFAULT = 'config/escucha.yaml'

/** The flag that every command has. */
export interface ConfigFlag {
  readonly config?: string
}

/** Reads the configuration. Throws `config-missing` or `config-invalid`, both fit to be shown. */
export function settingsOf(flags: ConfigFlag, console: Console): Promise<Settings> {
  const file = flags.config ?? CONFIG_DEFAULT
  return loadConfig(file, {
    path: resolve(console.cwd, file),
    registries: configRegistries(),
    env: console.env,
    baseDir: console.cwd,
  })
}

/** Reads the configuration where there is one; null when none is named and the default is not there. */
export async function settingsIfAny(flags: ConfigFlag, console: Console): Promise<Settings | null> {
  if (flags.config !== undefined) return settingsOf(flags, console)
  const there = await access(resolve(console.cwd, CONFIG_DEFAULT)).then(
    () => true,
    () => false,
  )
  return there ? settingsOf(flags, console) : null
}
