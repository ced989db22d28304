// `escucha answers`: the answer library from a terminal: what there is, what is wrong with the files, and those of the
// pages as files.

import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { openAnswerFolder } from '../app/answers.js'
import { answerFile } from '../desk/answers/file-form.js'
import { joinLibrary } from '../desk/answers/library.js'
import { EscuchaError } from '../domain/errors.js'
import { type Registration, runs, withConfig, withJson, withStore } from './command.js'
import { type ConfigFlag, settingsOf } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { cut, table } from './table.js'

interface Flags extends ConfigFlag {
  readonly json?: boolean
}

const TITLE_CHARS_MAX = 50

/** Adds `answers`. */
export const registerAnswers: Registration = (program, console) => {
  const answers = program.command('answers').description('the answer library: list, check, export')
  const list = withJson(withConfig(answers.command('list'))).description('every answer, and how often it was used')
  runs<Flags>(list, console, (flags) => listAnswers(flags, console))
  const check = withConfig(answers.command('check')).description('what is wrong with the files, line by line')
  runs<Flags>(check, console, (flags) => checkFiles(flags, console))
  const exported = withConfig(answers.command('export').argument('<folder>')).description(
    'writes the answers of the pages as files, to be kept with the configuration',
  )
  runs<Flags>(exported, console, (flags, args) => exportAnswers(args[0] ?? '', flags, console))
}

async function listAnswers(flags: Flags, console: Console): Promise<0> {
  return withStore(flags, console, async (store, settings) => {
    const files = (await openAnswerFolder(settings)?.read()) ?? { answers: [], faults: [] }
    const used = (await store.answerUses({})).filter(({ origin, usedAt }) => origin === 'library' && usedAt !== null)
    const items = joinLibrary(files.answers, await store.answers()).map((answer) => {
      return { ...answer, used: used.filter((use) => use.answer === answer.id).length }
    })
    const rows = items.map(({ id, origin, texts, used: times, title }) => [
      id,
      origin,
      Object.keys(texts).join(' '),
      String(times),
      cut(title, TITLE_CHARS_MAX),
    ])
    await console.print(flags.json ? jsonLine({ items }) : table(['id', 'from', 'languages', 'used', 'title'], rows))
    for (const { file, line, column, message } of files.faults) {
      console.complain(`${file}:${line}:${column} ${message}\n`)
    }
    return 0 as const
  })
}

async function checkFiles(flags: Flags, console: Console): Promise<0 | 2> {
  const folder = openAnswerFolder(await settingsOf(flags, console))
  const { answers, faults } = (await folder?.read()) ?? { answers: [], faults: [] }
  for (const { file, line, column, message } of faults) console.complain(`${file}:${line}:${column} ${message}\n`)
  await console.print(`${answers.length} ${answers.length === 1 ? 'answer is' : 'answers are'} in order.\n`)
  return faults.length === 0 ? 0 : 2
}

async function exportAnswers(folder: string, flags: Flags, console: Console): Promise<0> {
  return withStore(flags, console, async (store) => {
    const answers = await store.answers()
    const path = resolve(console.cwd, folder)
    await mkdir(path, { recursive: true })
    for (const answer of answers) await writeNew(join(path, `${answer.id}.md`), answerFile(answer))
    await console.print(`${answers.length} written to ${folder}.\n`)
    return 0 as const
  })
}

/** A file that is there was written by somebody: it is never overwritten. */
async function writeNew(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EEXIST' ? 'is there already: remove it, or name another folder' : cause.message
    throw new EscuchaError('bad-input', `${path} ${why}`, { cause })
  })
}
