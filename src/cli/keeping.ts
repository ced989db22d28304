// `escucha backup`, `restore` and `erase`: keeping what was gathered, and letting go of it.

import { resolve } from 'node:path'
import { restoreStore } from '../app.js'
import { EscuchaError } from '../domain/errors.js'
import { type Registration, runs, withConfig, withJson, withStore, worldOf } from './command.js'
import { type ConfigFlag, settingsOf } from './configuration.js'
import { type Console, jsonLine } from './console.js'

interface EraseFlags extends ConfigFlag {
  readonly author?: string
  readonly url?: string
  readonly json?: boolean
}

/** Adds `backup`, `restore` and `erase`. */
export const registerKeeping: Registration = (program, console) => {
  const backupCommand = withConfig(program.command('backup').argument('<file>')).description(
    'a copy of the database, taken while it runs',
  )
  runs<ConfigFlag>(backupCommand, console, async (flags, args) => {
    const file = resolve(console.cwd, args[0] ?? '')
    await withStore(flags, console, (store) => store.backup(file))
    await console.print(`Backed up to ${args[0]}. Get it back with: escucha restore ${args[0]}\n`)
    return 0
  })

  const restoreCommand = withConfig(program.command('restore').argument('<file>')).description(
    'puts a backup in the place of the database',
  )
  runs<ConfigFlag>(restoreCommand, console, async (flags, args) => {
    const settings = await settingsOf(flags, console)
    const kept = await restoreStore(resolve(console.cwd, args[0] ?? ''), settings)
    await console.print(`Restored ${args[0]}.${kept === null ? '' : ` What was there is kept at ${kept}.`}\n`)
    return 0
  })

  const eraseCommand = withJson(withConfig(program.command('erase')))
    .description("removes a person's posts, or one address, for good; no scan brings them back")
    .option('--author <name>', 'every post by this author')
    .option('--url <url>', 'the post at this address')
  runs<EraseFlags>(eraseCommand, console, (flags) => erase(flags, console))
}

async function erase(flags: EraseFlags, console: Console): Promise<0> {
  const { author, url } = flags
  if ((author === undefined) === (url === undefined)) {
    throw new EscuchaError('usage', 'Say whose posts or which address: escucha erase --author NAME, or --url URL.')
  }
  const now = worldOf({}, console).clock().toISOString()
  const erased = await withStore(flags, console, async (store) => {
    const gone = await store.erase(author === undefined ? { url: url ?? '' } : { author }, now)
    await store.audit({
      at: now,
      actor: console.env.USER ?? 'command line',
      action: 'erase',
      detail: `${gone.posts} posts`,
    })
    return gone
  })
  if (flags.json) {
    await console.print(jsonLine(erased))
    return 0
  }
  await console.print(`Erased ${erased.posts} posts, ${erased.mentions} mentions and ${erased.alerts} alerts.\n`)
  for (const sent of erased.sentTo) {
    await console.print(`Told to ${sent.target} at ${sent.at}: that cannot be called back; remove it there by hand.\n`)
  }
  return 0
}
