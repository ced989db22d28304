// Adds the people and programs that may use the server.

import { randomBytes } from 'node:crypto'
import { EscuchaError } from '../domain/errors.js'
import { type Clock, instantOf, instantPlus } from '../domain/time.js'
import { createLoginLink, createSetupLink } from '../server/auth/links.js'
import { isName } from '../server/auth/names.js'
import { hashPassword, NO_PASSWORD, passwordFault } from '../server/auth/passwords.js'
import { createToken } from '../server/auth/tokens.js'
import type { Role, Store } from '../store/store.js'

const DAY_MS = 86_400_000

const PASSWORD_FAULTS = {
  short: 'The password is too short: at least 15 characters; a sentence is a good one.',
  long: 'The password is too long: at most 128 characters.',
  guessable: 'The password is too easy to guess: a sentence that only you would say is a good one.',
} as const

function checkedName(name: string): string {
  if (isName(name)) return name
  throw new EscuchaError('usage', `"${name}" cannot be a user name: letters, digits, ".", "_", "-" and "@" make one.`)
}

/** Who may use the server. `baseUrl` is where links lead. */
export class People {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly brandNames: readonly string[],
  ) {}

  /** A link that lets the first admin in; null when somebody can log in already. */
  async setupLink(baseUrl: string): Promise<string | null> {
    const link = await createSetupLink(this.store, this.now())
    return link === null ? null : `${baseUrl}${link.path}`
  }

  /** A link that lets this person in once, made an admin when nobody of that name is there. */
  async loginLink(baseUrl: string, name: string): Promise<string> {
    if ((await this.store.user(name)) === null) await this.save(name, 'admin')
    return `${baseUrl}${(await createLoginLink(this.store, name, this.now())).path}`
  }

  /** Adds a person, or changes the role of one; gives the link with which they come in once and set a password. */
  async invite(baseUrl: string, name: string, role: Role): Promise<string> {
    await this.save(checkedName(name), role)
    return this.loginLink(baseUrl, name)
  }

  /** Adds a person with a password, for a server that nobody can reach by a link yet. Throws `usage` for a weak one. */
  async addWithPassword(name: string, role: Role, password: string): Promise<void> {
    const fault = passwordFault(password, [name, ...this.brandNames])
    if (fault !== null) throw new EscuchaError('usage', PASSWORD_FAULTS[fault])
    await this.save(checkedName(name), role, await hashPassword(password, randomBytes))
  }

  /** Makes a bearer token and gives its text, this once. `days` null: it lasts until it is removed. */
  createToken(name: string, role: Role, days: number | null): Promise<string> {
    const now = this.now()
    return createToken(
      this.store,
      { name, role, expiresAt: days === null ? null : instantPlus(now, days * DAY_MS) },
      now,
    )
  }

  private async save(name: string, role: Role, passwordHash?: string): Promise<void> {
    const known = (await this.store.user(name)) ?? {
      name,
      passwordHash: NO_PASSWORD,
      language: null,
      createdAt: this.now(),
    }
    await this.store.saveUser({ ...known, role, passwordHash: passwordHash ?? known.passwordHash })
  }

  private now(): string {
    return instantOf(this.clock())
  }
}
