// `escucha classify`: JSON lines in, JSON lines out, in order; nothing stored. A broken line is named by its number, and
// the next one goes on.

import { EscuchaError, explained, isExpected } from '../domain/errors.js'
import type { Classifier } from '../domain/verdict.js'
import { classifyLine, openClassifier } from '../understand/index.js'
import { withQueries } from '../understand/query/queries.js'
import { type Registration, runs, withConfig } from './command.js'
import { CONFIG_DEFAULT, type ConfigFlag, settingsIfAny } from './configuration.js'
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
  const asked = withQueries(model, brands)
  let unnamed = 0
  const classifier: Classifier = {
    id: asked.id,
    classify: (posts, named) => {
      if (named === null && settings === null) unnamed += 1
      return asked.classify(posts, named)
    },
  }
  let number = 0
  let failed = 0
  for await (const lines of lineBatches(console.stdin)) {
    let output = ''
    for (const line of lines) {
      number += 1
      if (line?.trim() === '') continue
      try {
        output += `${classifyLine(classifier, wholeLine(line, number), number, brands)}\n`
      } catch (error) {
        if (!isExpected(error)) throw error
        console.complain(`${explained(error)}\n`)
        failed += 1
      }
    }
    await console.print(output)
  }
  if (unnamed > 0) throw configMissing(unnamed)
  return failed > 0 ? 1 : 0
}

/** Without a configuration, a line that names no brand is judged for none: that is told, for it looks like silence. */
function configMissing(lines: number): EscuchaError {
  return new EscuchaError(
    'config-missing',
    `There is no ${CONFIG_DEFAULT}, and ${lines} of the lines named no brand.`,
    {
      hint: 'Give each line its "brand", or write a configuration with "escucha init".',
    },
  )
}

/** The line without what editors put around it (a byte order mark, a carriage return). Throws where it was too long to keep. */
function wholeLine(line: string | null, number: number): string {
  if (line !== null) return line.trim()
  throw new EscuchaError('too-large', `line ${number}: it is over 10 MB: write one post a line`)
}

/**
 * The lines of a stream, as many at once as have arrived: one write for each read keeps both ends of a pipe busy. Null
 * stands for a line that was too long to keep.
 */
async function* lineBatches(input: Console['stdin']): AsyncGenerator<readonly (string | null)[]> {
  let open: string | null = ''
  for await (const part of input.setEncoding('utf8')) {
    const [first = '', ...further]: string[] = part.split('\n')
    const whole: (string | null)[] = []
    open = grown(open, first)
    for (const piece of further) {
      whole.push(open)
      open = grown('', piece)
    }
    yield whole
  }
  yield [open]
}

function grown(line: string | null, piece: string): string | null {
  return line === null || line.length + piece.length > LINE_UNITS_MAX ? null : line + piece
}
