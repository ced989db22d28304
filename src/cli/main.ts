#!/usr/bin/env node
// The command line: builds the program out of its commands, runs it, and turns every end into an exit code and, where
// something went wrong, into one clear line on stderr.

import { readFileSync, realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command, CommanderError } from 'commander'
import { explained, isExpected } from '../domain/errors.js'
import { commandFiles } from './commands.js'
import { type Console, processConsole } from './console.js'

/** Faults of the caller: they exit with 2, all others with 1. */
const USAGE_CODES: readonly string[] = ['usage', 'config-missing', 'config-invalid', 'unknown-kind']

/** Builds the program with the command that is called for, or with all of them for its help. */
export async function buildProgram(console: Console, called: string | undefined): Promise<Command> {
  const program = new Command('escucha')
    .description('Listens to public forums, blogs and feeds for complaints and questions about a brand.')
    .version(version(), '-V, --version')
    .showHelpAfterError('(add --help for what this command takes)')
    .configureOutput({ writeErr: (text) => console.complain(text) })
    .exitOverride()
  const wanted = commandFiles.filter(({ names }) => called !== undefined && names.includes(called))
  for (const { load } of wanted.length > 0 ? wanted : commandFiles) (await load())(program, console)
  for (const command of allCommands(program))
    command.exitOverride().configureOutput({ writeErr: (text) => console.complain(text) })
  return program
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version
}

function allCommands(command: Command): readonly Command[] {
  return command.commands.flatMap((child) => [child, ...allCommands(child)])
}

/** Runs the program with the given words; gives the exit code. */
export async function run(words: readonly string[], console: Console): Promise<number> {
  try {
    await (await buildProgram(console, words[0])).parseAsync([...words], { from: 'user' })
    return console.exitCode
  } catch (error) {
    return failed(error, console)
  }
}

function failed(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (isExpected(error)) {
    console.complain(`${explained(error)}\n`)
    return USAGE_CODES.includes(error.code) ? 2 : 1
  }
  if ((error as NodeJS.ErrnoException | null)?.code === 'EPIPE') return 0
  const shown = error instanceof Error ? (error.stack ?? error.message) : String(error)
  console.complain(`Something unexpected went wrong; this is a bug in Escucha, please report it:\n${shown}\n`)
  return 1
}

const calledAs = process.argv[1]
if (calledAs !== undefined && realpathSync(calledAs) === fileURLToPath(import.meta.url)) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
  })
  process.exitCode = await run(process.argv.slice(2), processConsole())
}
