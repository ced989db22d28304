// `escucha demo`: the whole product on a small web of its own, in one command and without a configuration.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openApp } from '../app.js'
import { startSampleWeb } from '../demo/sample-web.js'
import { demoSettings } from '../demo/settings.js'
import { readStory } from '../demo/story.js'
import { alertTable } from './alert-table.js'
import { type Registration, runs, wholeFlag, withConfig, worldOf } from './command.js'
import type { Console } from './console.js'

interface Flags {
  readonly once?: boolean
  readonly port: number
}

const PORT_DEFAULT = 8787
const PORT_MAX = 65_535

/** Adds `demo`. */
export const registerDemo: Registration = (program, console) => {
  const command = withConfig(program.command('demo'))
    .description('serves a small sample web on loopback, scans it, prints the alerts, and serves the dashboard')
    .option('--once', 'end after printing the alerts')
    .option('--port <n>', 'port of the dashboard', wholeFlag(0, PORT_MAX), PORT_DEFAULT)
  runs<Flags>(command, console, (flags) => demo(flags, console))
}

async function demo(flags: Flags, console: Console): Promise<0> {
  const world = worldOf({}, console)
  const folder = await mkdtemp(join(tmpdir(), 'escucha-demo-'))
  const web = await startSampleWeb(await readStory(), world.clock)
  const app = await openApp(demoSettings(web, join(folder, 'demo.db'), flags.port), world)
  try {
    const summary = await app.scan({ force: true })
    const alerts = await app.store.listAlerts({ limit: 100, order: 'pressing', now: world.clock().toISOString() })
    await console.print(
      `${app.summaryText(summary)}\n${alertTable(alerts.items, app.settings, world.clock(), console.columns)}`,
    )
    if (flags.once) return 0
    const server = await app.serve()
    console.complain(
      `\nThe dashboard: open this link (it works once):\n  ${await app.people.loginLink(server.url, 'demo')}\nCtrl-C ends the demo; nothing of it is kept.\n`,
    )
    await console.ended()
    await server.close()
    return 0
  } finally {
    await app.close()
    await web.close()
    await rm(folder, { recursive: true, force: true })
  }
}
