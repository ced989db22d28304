// `escucha init`: writes a first configuration, asking for brand and sites when a person sits at the terminal.

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type StarterAnswers, starterConfig } from '../config/starter.js'
import { EscuchaError } from '../domain/errors.js'
import { gathered, type Registration, runs, withConfig } from './command.js'
import { CONFIG_DEFAULT, type ConfigFlag } from './configuration.js'
import type { Console } from './console.js'

interface Flags extends ConfigFlag {
  readonly brand?: string
  readonly term?: readonly string[]
  readonly site?: readonly string[]
  readonly language?: string
  readonly force?: boolean
}

/** Adds `init`. */
export const registerInit: Registration = (program, console) => {
  const command = withConfig(program.command('init'))
    .description('write a commented config/escucha.yaml; asks for brand and sites on a terminal')
    .option('--brand <name>', 'the brand to listen for')
    .option('--term <text>', 'a word, phrase, @handle or #hashtag that means it (repeatable)', gathered)
    .option('--site <url>', 'address of a forum, blog or feed (repeatable)', gathered)
    .option('--language <code>', 'es or en', 'es')
    .option('--force', 'replace a configuration that is there already')
  runs<Flags>(command, console, (flags) => init(flags, console))
}

async function init(flags: Flags, console: Console): Promise<0> {
  const file = flags.config ?? CONFIG_DEFAULT
  const answers = await answersFrom(flags, console)
  const path = resolve(console.cwd, file)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, starterConfig(answers), { flag: flags.force ? 'w' : 'wx' }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EEXIST') throw cause
      throw new EscuchaError(
        'usage',
        `There is a configuration at ${file} already: edit it, name another with --config FILE, or replace it with --force.`,
      )
    },
  )
  await console.print(`Wrote ${file}. Next: escucha doctor, then escucha scan, then escucha serve.\n`)
  return 0
}

async function answersFrom(flags: Flags, console: Console): Promise<StarterAnswers> {
  const asked = console.stdin.isTTY === true && flags.brand === undefined ? await ask(console) : null
  const brand = flags.brand ?? asked?.brand ?? 'My brand'
  return {
    brand,
    terms: flags.term ?? asked?.terms ?? [brand],
    sites: (flags.site ?? asked?.sites ?? []).map(checkedSite),
    language: flags.language === 'en' ? 'en' : 'es',
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

async function ask(console: Console): Promise<Pick<StarterAnswers, 'brand' | 'terms' | 'sites'>> {
  const lines = createInterface({ input: console.stdin, output: process.stderr })
  const several = (text: string) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
  try {
    const brand = (await lines.question('Brand to listen for: ')).trim() || 'My brand'
    const terms = several(
      await lines.question(`Other words for it, @handles, #hashtags (comma-separated; Enter for none): `),
    )
    const sites = several(
      await lines.question('Addresses of forums, blogs or feeds (comma-separated; Enter for none yet): '),
    )
    return { brand, terms: [brand, ...terms], sites }
  } finally {
    lines.close()
  }
}

function checkedSite(site: string): string {
  const address = /^https?:\/\//i.test(site) ? site : `https://${site}`
  if (!URL.canParse(address))
    throw new EscuchaError('usage', `"${site}" is not a web address: write it like https://forum.example/`)
  return address
}
