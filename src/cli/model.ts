// `escucha train` and `escucha evaluate`: fit a model from labelled posts, and measure one.

import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EscuchaError } from '../domain/errors.js'
import {
  evaluateModel,
  evaluationTable,
  type LabelledPost,
  openClassifier,
  readLabelled,
  shippedLexicon,
  trainModel,
} from '../understand/index.js'
import { type Registration, runs, wholeFlag, withConfig, withJson } from './command.js'
import { type Console, jsonLine } from './console.js'

interface TrainFlags {
  readonly data: readonly string[]
  readonly out: string
  readonly seed: number
}

interface EvaluateFlags {
  readonly data: readonly string[]
  readonly model?: string
  readonly json?: boolean
}

const SEED_DEFAULT = 20_261_121
const SEED_MAX = 2 ** 31 - 1

/** Adds `train` and `evaluate`. */
export const registerModel: Registration = (program, console) => {
  const train = withConfig(program.command('train'))
    .description('fits a model from labelled JSON lines')
    .requiredOption(
      '--data <file...>',
      'labelled posts: what classify takes, with lang, relevant, labels, severity, urgency',
    )
    .option('--out <file>', 'where the model is written', 'escucha.model')
    .option('--seed <n>', 'what is held out for calibration', wholeFlag(0, SEED_MAX), SEED_DEFAULT)
  runs<TrainFlags>(train, console, (flags) => trainFrom(flags, console))

  const evaluate = withJson(withConfig(program.command('evaluate')))
    .description('precision, recall, F1, AUC and calibration per label and language')
    .requiredOption('--data <file...>', 'labelled posts; each file is reported as a set of its own')
    .option('--model <file>', 'a model made by "escucha train"; default: the one that ships')
  runs<EvaluateFlags>(evaluate, console, (flags) => evaluateOn(flags, console))
}

async function trainFrom(flags: TrainFlags, console: Console): Promise<0> {
  const posts = await readAll(flags.data, console)
  const model = trainModel(posts, {
    ...shippedLexicon(),
    seed: flags.seed,
    onStep: (step) => {
      if (console.stderrIsTerminal) console.complain(`${step}\n`)
    },
  })
  await writeFile(resolve(console.cwd, flags.out), model)
  await console.print(
    `Wrote ${flags.out}: ${posts.length} posts, ${model.length} bytes. Measure it: escucha evaluate --model ${flags.out} --data FILE\n`,
  )
  return 0
}

async function evaluateOn(flags: EvaluateFlags, console: Console): Promise<0> {
  const posts = await readAll(flags.data, console)
  const classifier = openClassifier(
    [],
    flags.model === undefined ? {} : { modelFile: resolve(console.cwd, flags.model) },
  )
  const evaluation = evaluateModel(classifier, posts)
  await console.print(flags.json ? jsonLine(evaluation) : `${evaluationTable(evaluation)}\n`)
  return 0
}

async function readAll(files: readonly string[], console: Console): Promise<readonly LabelledPost[]> {
  const posts = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(resolve(console.cwd, file), 'utf8').catch((cause: Error) => {
        throw new EscuchaError('bad-input', `${file} cannot be read: ${cause.message}`, { cause })
      })
      return readLabelled(text, file)
    }),
  )
  return posts.flat()
}
