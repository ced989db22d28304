// `escucha classify`: JSON lines in, JSON lines out, in order; nothing stored. A broken line is named by its number, and
// the next one goes on.

import { EscuchaError, isExpected } from '../domain/errors.js'
import { classifyLine, openClassifier } from '../understand/index.js'
import { withQueries } from '../understand/query/queries.js'
import { type Registration, runs, withConfig } from './command.js'
import { type ConfigFlag, settingsIfAny } from './configuration.js'
import type { Console } from './console.js'

interface Flags extends ConfigFlag {
  readonly brand?: string
  readonly model?: string
}

/** A post of a megabyte is still read; more on one line means that the lines are not parted. */
const LINE_UNITS_MAX = 10_000_000

/** Adds `classify`. */
export const registerClassify: Registration = (program, console) => {
  const command = withConfig(program.command('classify'))
    .description('reads posts as JSON lines on stdin, prints what is said of which brand, and why')
    .option('--brand <id>', 'judge for this configured brand where a line names none')
    .option('--model <file>', 'a model made by "escucha train"; default: the one that ships')
  runs<Flags>(command, console, (flags) => classify(flags, console))
}

async function classify(flags: Flags, console: Console): Promise<0 | 1> {
  const settings = await settingsIfAny(flags, console)
  const configured = settings?.brands ?? []
  const brands = flags.brand === undefined ? configured : configured.filter(({ id }) => id === flags.brand)
  if (flags.brand !== undefined && brands.length === 0) {
    const known = configured.map(({ id }) => id).join(', ') || 'none: there is no configuration'
    throw new EscuchaError('usage', `There is no brand "${flags.brand}" (known: ${known}).`)
  }
  const model = openClassifier(brands, {
    ...(flags.model === undefined ? {} : { modelFile: flags.model }),
    ...(settings === null ? {} : { thresholds: settings.alerts.threshold }),
  })
  const classifier = withQueries(model, brands)
  let number = 0
  let failed = 0
  for await (const lines of lineBatches(console.stdin)) {
    let output = ''
    for (const line of lines) {
      number += 1
      if (line.trim() === '') continue
      try {
        output += `${classifyLine(classifier, line, number, brands)}\n`
      } catch (error) {
        if (!isExpected(error)) throw error
        console.complain(`${error.message}\n`)
        failed += 1
      }
    }
    await console.print(output)
  }
  return failed > 0 ? 1 : 0
}

/** The lines of a stream, as many at once as have arrived: one write for each read keeps both ends of a pipe busy. */
async function* lineBatches(input: Console['stdin']): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const part of input.setEncoding('utf8')) {
    const lines = (rest + part).split(/\r?\n/)
    rest = lines.pop() ?? ''
    if (rest.length > LINE_UNITS_MAX)
      throw new EscuchaError('too-large', 'A line on stdin is over 10 MB: write one post a line.')
    yield lines
  }
  yield [rest]
}
