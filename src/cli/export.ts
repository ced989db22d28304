// `escucha export`: everything that was gathered, for a spreadsheet or another program.

import { Argument, Option } from 'commander'
import { insightsRows } from '../desk/insights-csv.js'
import { labelledRows } from '../desk/labelled.js'
import { EscuchaError } from '../domain/errors.js'
import { exportRows } from '../store/export.js'
import { type NowFlag, type Registration, runs, withConfig, withNow, withStore, worldOf } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { insightsOf } from './insights.js'
import { sinceInstant } from './since.js'

interface Flags extends ConfigFlag, NowFlag {
  readonly format: 'csv' | 'jsonl'
  readonly since?: string
}

/** What can be exported. */
const EXPORTS = ['posts', 'mentions', 'alerts', 'insights', 'labelled'] as const
type Exported = (typeof EXPORTS)[number]

/** Adds `export`. */
export const registerExport: Registration = (program, console) => {
  const command = withNow(withConfig(program.command('export')))
    .description(
      'posts, mentions, alerts, insights, or what reviewers corrected (labelled, for train), as CSV or JSON lines',
    )
    .addArgument(new Argument('<what>').choices(EXPORTS))
    .addOption(new Option('--format <format>').choices(['csv', 'jsonl']).default('jsonl'))
    .option('--since <when>', 'only since: 7d, or an instant')
  runs<Flags>(command, console, (flags, args) => exported(args[0] as Exported, flags, console))
}

async function exported(what: Exported, flags: Flags, console: Console): Promise<0> {
  if (what === 'insights') return exportInsights(flags, console)
  if (what === 'labelled') return exportLabelled(flags, console)
  return withStore(flags, console, async (store) => {
    const now = worldOf(flags, console).clock()
    const filter = flags.since === undefined ? {} : { since: sinceInstant(flags.since, now) }
    for await (const part of exportRows(store, what, flags.format, filter)) await console.print(part)
    return 0 as const
  })
}

async function exportInsights(flags: Flags, console: Console): Promise<0> {
  const figures = await insightsOf(flags, console)
  await console.print(flags.format === 'csv' ? insightsRows(figures) : figures.map(jsonLine).join(''))
  return 0
}

/** Corrections as `train --data` takes them. Nested, and meant for a program: there is no spreadsheet of it. */
async function exportLabelled(flags: Flags, console: Console): Promise<0> {
  if (flags.format === 'csv') throw new EscuchaError('usage', 'Labelled data is JSON lines: leave --format out.')
  return withStore(flags, console, async (store, settings) => {
    const now = worldOf(flags, console).clock()
    const since = flags.since === undefined ? '' : sinceInstant(flags.since, now)
    const reviewed = (await store.reviewedPosts()).filter(({ feedback }) => feedback.at >= since)
    await console.print(labelledRows(reviewed, settings.brands).map(jsonLine).join(''))
    return 0 as const
  })
}
