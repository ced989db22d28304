// `escucha scan`: one pass over the sources that are due, and its summary.

import { SingleBar } from 'cli-progress'
import type { ScanProgress } from '../scan/scan.js'
import { gathered, type NowFlag, type Registration, runs, withApp, withConfig, withJson, withNow } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { terminalText } from './table.js'

interface Flags extends ConfigFlag, NowFlag {
  readonly source?: readonly string[]
  readonly force?: boolean
  readonly json?: boolean
}

/** Adds `scan`. */
export const registerScan: Registration = (program, console) => {
  const command = withNow(withJson(withConfig(program.command('scan'))))
    .description('one pass over the sources that are due; prints a summary')
    .option('--source <id>', 'only this source (repeatable)', gathered)
    .option('--force', 'scan sources that are not due, too')
  runs<Flags>(command, console, (flags) => scan(flags, console))
}

async function scan(flags: Flags, console: Console): Promise<0 | 1> {
  return withApp(flags, console, async (app) => {
    const progress = progressBar(console)
    const summary = await app
      .scan({
        ...(flags.source === undefined ? {} : { sources: flags.source }),
        force: flags.force === true,
        onProgress: progress.show,
      })
      .finally(progress.end)
    await console.print(flags.json ? jsonLine(summary) : `${app.summaryText(summary)}\n`)
    for (const fault of await app.passFaults()) console.complain(`${fault}\n`)
    const { due, failed } = summary.sources
    return due > 0 && failed === due ? 1 : 0
  })
}

/** What a progress bar is told. */
interface Progress {
  readonly show: (progress: ScanProgress) => void
  readonly end: () => void
}

function progressBar(console: Console): Progress {
  if (!console.stderrIsTerminal) return { show: () => undefined, end: () => undefined }
  const bar = new SingleBar({
    format: '{bar} {value}/{total} {source}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
    barsize: 24,
    fps: 8,
  })
  let started = false
  return {
    show: ({ done, total, scan: { source } }) => {
      if (!started) bar.start(total, done, { source: '' })
      started = true
      bar.update(done, { source: terminalText(source) })
    },
    end: () => {
      if (started) bar.stop()
    },
  }
}
