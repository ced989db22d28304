// `escucha serve` and `escucha worker`: what runs all day.

import { type NowFlag, type Registration, runs, withApp, withConfig, withNow } from './command.js'
import type { ConfigFlag } from './configuration.js'
import type { Console } from './console.js'

interface ServeFlags extends ConfigFlag {
  /** False with `--no-scan`. */
  readonly scan: boolean
}

/** Adds `serve` and `worker`. */
export const registerServe: Registration = (program, console) => {
  const serveCommand = withConfig(program.command('serve'))
    .description('the dashboard and API, and the scans on schedule, in one process')
    .option('--no-scan', 'only the server: something else scans')
  runs<ServeFlags>(serveCommand, console, (flags) => serve(flags, console))
  const workerCommand = withNow(withConfig(program.command('worker'))).description(
    'scans and deliveries on schedule, without a server',
  )
  runs<ConfigFlag & NowFlag>(workerCommand, console, (flags) => work(flags, console))
}

async function serve(flags: ServeFlags, console: Console): Promise<0> {
  return withApp(flags, console, async (app) => {
    const server = await app.serve()
    const schedule = flags.scan ? await app.startSchedule() : null
    console.complain(`Escucha listens at ${server.url}\n`)
    // An answer that cannot be used is no reason not to serve, and is told at once.
    for (const { file, line, column, message } of (await app.answers.files()).faults) {
      console.complain(`${file}:${line}:${column} ${message}\n`)
    }
    const link = await app.people.setupLink(server.url)
    if (link !== null)
      console.complain(`Nobody may log in yet. Open this link once, within an hour, to set your password:\n${link}\n`)
    await console.ended()
    await server.close()
    await schedule?.stop()
    return 0 as const
  })
}

async function work(flags: ConfigFlag & NowFlag, console: Console): Promise<0> {
  return withApp(flags, console, async (app) => {
    const schedule = await app.startSchedule()
    console.complain('Escucha scans on schedule; end it with Ctrl-C.\n')
    await console.ended()
    await schedule.stop()
    return 0 as const
  })
}
