// `escucha train` and `escucha evaluate`: fit a model from labelled posts, and measure one.

import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { EscuchaError } from '../domain/errors.js'
import {
  type Evaluation,
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
import { type DataFile, evaluateMore, holds, moreTable, recordedFigures } from './evaluate-more.js'

interface TrainFlags {
  readonly encoder?: string
  readonly data: readonly string[]
  readonly out: string
  readonly seed: number
}

interface EvaluateFlags {
  readonly data?: readonly string[]
  readonly recorded?: boolean
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
    .option('--encoder <folder>', 'fit a head for an ONNX sentence encoder (a second opinion) instead of a model')
    .option('--seed <n>', 'what is held out for calibration', wholeFlag(0, SEED_MAX), SEED_DEFAULT)
  runs<TrainFlags>(train, console, (flags) => trainFrom(flags, console))

  const evaluate = withJson(withConfig(program.command('evaluate')))
    .description('precision, recall, F1, AUC and calibration per label and language; replies and topics as well')
    .option(
      '--data <file...>',
      'labelled posts, replies in context, or texts with topics; each file is a set of its own',
    )
    .option('--recorded', 'the figures that training measured on what the models that ship have not learnt from')
    .option('--model <file>', 'a model made by "escucha train"; default: the one that ships')
  runs<EvaluateFlags>(evaluate, console, (flags) => evaluateOn(flags, console))
}

async function trainFrom(flags: TrainFlags, console: Console): Promise<0> {
  const posts = await readAll(flags.data, console)
  if (flags.encoder !== undefined) return trainHead(flags.encoder, posts, flags.out, console)
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

/** The head of a second opinion: see `opinions` in the configuration. */
async function trainHead(folder: string, posts: readonly LabelledPost[], out: string, console: Console): Promise<0> {
  const [{ openEncoder }, { fitHead }] = await Promise.all([
    import('../understand/opinions/encoder.js'),
    import('../understand/opinions/head.js'),
  ])
  const encoder = await openEncoder(resolve(console.cwd, folder))
  const head = await fitHead(encoder, posts, (done) => {
    if (console.stderrIsTerminal && done % 100 === 0) console.complain(`${done} of ${posts.length} posts\n`)
  })
  await writeFile(resolve(console.cwd, out), jsonLine(head))
  await console.print(`Wrote ${out}: ${Object.keys(head.heads).join(', ')}, from ${posts.length} posts.\n`)
  return 0
}

async function evaluateOn(flags: EvaluateFlags, console: Console): Promise<0> {
  if (flags.recorded === true) await console.print(recordedFigures())
  if (flags.data === undefined && flags.recorded !== true)
    throw new EscuchaError('usage', 'evaluate needs --data FILE..., or --recorded.')
  if (flags.data === undefined) return 0
  const files = await readTexts(flags.data, console)
  const more = evaluateMore(files)
  const postFiles = files.filter((file) => holds(file) === 'posts')
  const posts = postFiles.length === 0 ? null : evaluatePosts(postFiles, flags, console)
  const tables = [...(posts === null ? [] : [evaluationTable(posts)]), ...(more === null ? [] : [moreTable(more)])]
  await console.print(flags.json ? jsonLine({ ...posts, ...more }) : `${tables.join('\n\n')}\n`)
  return 0
}

function evaluatePosts(files: readonly DataFile[], { model }: EvaluateFlags, console: Console): Evaluation {
  const options = model === undefined ? {} : { modelFile: resolve(console.cwd, model) }
  const posts = files.flatMap(({ text, name }) => readLabelled(text, name))
  return evaluateModel(openClassifier([], options), posts)
}

async function readAll(files: readonly string[], console: Console): Promise<readonly LabelledPost[]> {
  return (await readTexts(files, console)).flatMap(({ text, name }) => readLabelled(text, name))
}

function readTexts(files: readonly string[], console: Console): Promise<readonly DataFile[]> {
  return Promise.all(
    files.map(async (name) => {
      const text = await readFile(resolve(console.cwd, name), 'utf8').catch((cause: Error) => {
        throw new EscuchaError('bad-input', `${name} cannot be read: ${cause.message}`, { cause })
      })
      return { name, text }
    }),
  )
}
