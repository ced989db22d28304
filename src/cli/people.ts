// `escucha users` and `escucha token`: who may use the server.

import { Option } from 'commander'
import { EscuchaError } from '../domain/errors.js'
import { baseUrl } from '../server/auth/hosts.js'
import type { Role } from '../store/store.js'
import { type Registration, runs, wholeFlag, withApp, withConfig, withJson, withStore } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { table } from './table.js'

const ROLES: readonly Role[] = ['viewer', 'reviewer', 'admin']
const DAYS_MAX = 3_650

interface RoleFlags extends ConfigFlag {
  readonly role: Role
}

const roleOption = (fallback: Role) =>
  new Option('--role <role>', 'viewer reads, reviewer works on alerts, admin does everything')
    .choices(ROLES)
    .default(fallback)

/** Adds `users` and `token`. */
export const registerPeople: Registration = (program, console) => {
  const users = program.command('users').description('who may use the server: add, list, remove')
  const add = withConfig(users.command('add').argument('<name>'))
    .description('prints a link, good for once and for an hour, with which the person sets a password')
    .addOption(roleOption('reviewer'))
    .option('--password-stdin', 'take the password from stdin instead, for a server that is not on this machine')
  runs<RoleFlags & { readonly passwordStdin?: boolean }>(add, console, (flags, args) =>
    withApp(flags, console, async (app) => {
      const name = args[0] ?? ''
      if (flags.passwordStdin) {
        await app.people.addWithPassword(name, flags.role, await firstLine(console))
        await console.print(`${name} may log in.\n`)
        return 0 as const
      }
      await console.print(`${await app.people.invite(baseUrl(app.settings.server), name, flags.role)}\n`)
      return 0 as const
    }),
  )
  const list = withJson(withConfig(users.command('list'))).description('everyone who may log in')
  runs<ConfigFlag & { readonly json?: boolean }>(list, console, (flags) =>
    withStore(flags, console, async (store) => {
      const people = (await store.users()).map(({ name, role, createdAt }) => ({ name, role, createdAt }))
      const shown = table(
        ['name', 'role', 'since'],
        people.map((person) => [person.name, person.role, person.createdAt]),
      )
      await console.print(flags.json ? jsonLine({ items: people }) : shown)
      return 0 as const
    }),
  )
  const remove = withConfig(users.command('remove').argument('<name>')).description('ends their sessions, too')
  runs<ConfigFlag>(remove, console, (flags, args) =>
    withStore(flags, console, async (store) => {
      const name = args[0] ?? ''
      if (!(await store.removeUser(name)))
        throw new EscuchaError('not-found', `There is no user "${name}": "escucha users list" names them.`)
      await store.endSessions({ user: name })
      await console.print(`${name} may not log in any more.\n`)
      return 0 as const
    }),
  )

  const token = program.command('token').description('bearer tokens for the API')
  const create = withConfig(token.command('create'))
    .description('prints a new token, this once')
    .option('--name <name>', 'what it is for', 'api')
    .addOption(roleOption('viewer'))
    .option('--days <n>', 'how many days it is good for (default: for ever)', wholeFlag(1, DAYS_MAX))
  runs<RoleFlags & { readonly name: string; readonly days?: number }>(create, console, (flags) =>
    withApp(flags, console, async (app) => {
      await console.print(`${await app.people.createToken(flags.name, flags.role, flags.days ?? null)}\n`)
      return 0 as const
    }),
  )
}

async function firstLine(console: Console): Promise<string> {
  let text = ''
  for await (const part of console.stdin.setEncoding('utf8')) {
    text += part
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}
