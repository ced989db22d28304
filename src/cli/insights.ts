// `escucha insights`: the figures of a period, for a terminal or another program.

import { Option } from 'commander'
import type { ComparedInsights, InsightsFilter } from '../desk/insights.js'
import { insightsText } from '../desk/insights-text.js'
import { readReport, reportHtml, reportMarkdown } from '../desk/report.js'
import { instantOf } from '../domain/time.js'
import {
  instantFlag,
  type NowFlag,
  type Registration,
  runs,
  withApp,
  withConfig,
  withJson,
  withNow,
} from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { sinceInstant } from './since.js'

interface Flags extends ConfigFlag, NowFlag {
  readonly since?: string
  readonly until?: string
  readonly brand?: string
  readonly source?: string
  readonly report?: 'markdown' | 'html'
  readonly json?: boolean
}

const SINCE_DEFAULT = '30d'

/** Adds `insights`. */
export const registerInsights: Registration = (program, console) => {
  const command = withNow(withJson(withConfig(program.command('insights'))))
    .description('questions, complaints, answers, times and savings of a period, per brand')
    .option('--since <when>', `from when: 7d, or an instant (default: ${SINCE_DEFAULT})`)
    .option('--until <instant>', 'until when (default: now)', instantFlag)
    .option('--brand <id>')
    .option('--source <id>')
    .addOption(
      new Option('--report <format>', 'a report beside the period before, to be sent on').choices(['markdown', 'html']),
    )
  runs<Flags>(command, console, async (flags) => {
    if (flags.report !== undefined) return report(flags, flags.report, console)
    if (flags.json) {
      await console.print((await insightsOf(flags, console)).map(jsonLine).join(''))
      return 0
    }
    return withApp(flags, console, async (app, settings) => {
      const pairs = await app.insightsBeside(filterOf(flags, app.now()))
      await console.print(insightsText(pairs, settings.language))
      return 0 as const
    })
  })
}

async function report(flags: Flags, format: 'markdown' | 'html', console: Console): Promise<0> {
  return withApp(flags, console, async (app, settings) => {
    const reports = await readReport(
      app.store,
      filterOf(flags, app.now()),
      settings,
      instantOf(app.now()),
      await app.answers.library(),
    )
    const render = format === 'html' ? reportHtml : reportMarkdown
    await console.print(render(reports, settings.language))
    return 0 as const
  })
}

/** The figures that the flags ask for, one record per brand. */
export function insightsOf(
  flags: Omit<Flags, 'json' | 'report'>,
  console: Console,
): Promise<readonly ComparedInsights[]> {
  return withApp(flags, console, (app) => app.insights(filterOf(flags, app.now())))
}

function filterOf(flags: Omit<Flags, 'json' | 'report'>, now: Date): InsightsFilter {
  return {
    since: sinceInstant(flags.since ?? SINCE_DEFAULT, now),
    until: flags.until ?? instantOf(now),
    ...(flags.brand === undefined ? {} : { brand: flags.brand }),
    ...(flags.source === undefined ? {} : { source: flags.source }),
  }
}
