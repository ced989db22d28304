// `escucha model`: the models that were learnt from reviewers, what they were examined on, and the way back.

import type { Models } from '../app/learning.js'
import type { HeadComparison, LearntModel } from '../domain/learning.js'
import { type Registration, runs, withApp, withConfig, withJson } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { table } from './table.js'

interface Flags extends ConfigFlag {
  readonly json?: boolean
}

/** Adds `model`. */
export const registerLearning: Registration = (program, console) => {
  const model = program
    .command('model')
    .description('models learnt from what reviewers corrected: list, learn, go back')
  const list = withJson(withConfig(model.command('list'))).description(
    'which model judges, and what each was examined on',
  )
  runs<Flags>(list, console, (flags) =>
    withApp(flags, console, async (app) => {
      const models = await app.learning.models()
      await console.print(flags.json ? jsonLine(models) : modelList(models))
      return 0 as const
    }),
  )
  const learn = withJson(withConfig(model.command('learn'))).description(
    'learns now from all corrections; the new model judges only if it does not lose',
  )
  runs<Flags>(learn, console, (flags) =>
    withApp(flags, console, async (app) => {
      const learnt = await app.learning.learn()
      await console.print(flags.json ? jsonLine(learnt) : examination(learnt))
      return 0 as const
    }),
  )
  const use = withJson(withConfig(model.command('use').argument('<id>'))).description(
    'lets this model judge; "shipped" names the one that ships',
  )
  runs<Flags>(use, console, (flags, args) =>
    withApp(flags, console, async (app) => told(await app.learning.use(args[0] ?? ''), flags, console)),
  )
  const rollback = withJson(withConfig(model.command('rollback'))).description(
    'goes back to the accepted model before the one that judges',
  )
  runs<Flags>(rollback, console, (flags) =>
    withApp(flags, console, async (app) => told(await app.learning.rollback(), flags, console)),
  )
}

async function told(models: Models, flags: Flags, console: Console): Promise<0> {
  const { shipped, active } = models
  await console.print(
    flags.json
      ? jsonLine(models)
      : `${active ?? shipped} judges. Running programs take it up before their next pass.\n`,
  )
  return 0
}

function modelList({ shipped, active, learnt }: Models): string {
  const rows = learnt.map((model) => [
    model.id === active ? '*' : '',
    model.id,
    model.madeAt,
    model.base === shipped ? model.verdict : `${model.verdict}, for another release`,
    String(model.report.learntFrom),
    model.report.losses.join(', '),
  ])
  const own = [active === null ? '*' : '', shipped, '', 'ships', '', '']
  return table(['', 'model', 'learnt', 'verdict', 'corrections', 'lost at'], [...rows, own])
}

function examination({ id, verdict, report }: LearntModel): string {
  const rows = [...rowsOf('fixed', report.fixed), ...rowsOf('random reviews', report.random)]
  const shown = table(['examined on', 'label', 'posts', 'F1 before', 'F1 after', 'lost', 'won'], rows)
  const few = report.random.length === 0 ? `Random reviews kept aside: ${report.keptAside}, too few to tell.\n` : ''
  const end = {
    accepted: `${id} loses nowhere and judges from now on.`,
    refused: `${id} loses (${report.losses.join(', ')}) and does not judge.`,
    withdrawn: `${id} was withdrawn by a person; "escucha model use" brings it back.`,
  }[verdict]
  return `${shown}${few}Learnt from ${report.learntFrom} corrections. ${end}\n`
}

function rowsOf(set: string, comparisons: readonly HeadComparison[]): readonly (readonly string[])[] {
  const figure = (value: number | null) => (value === null ? '-' : value.toFixed(3))
  return comparisons.map(({ head, n, f1Before, f1After, lost, won }) => [
    set,
    head,
    String(n),
    figure(f1Before),
    figure(f1After),
    String(lost),
    String(won),
  ])
}
