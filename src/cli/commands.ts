// The list of commands, in the order in which `--help` shows them: adding one is one file beside this and one line here.

import { registerAlerts } from './alerts.js'
import type { Registration } from './command.js'
import { registerDemo } from './demo.js'
import { registerDoctor } from './doctor.js'
import { registerExport } from './export.js'
import { registerExtract } from './extract.js'
import { registerInit } from './init.js'
import { registerInsights } from './insights.js'
import { registerKeeping } from './keeping.js'
import { registerOpml } from './opml.js'
import { registerPeople } from './people.js'
import { registerScan } from './scan.js'
import { registerServe } from './serve.js'
import { registerSources } from './sources.js'

/** Every command. */
export const commands: readonly Registration[] = [
  registerDemo,
  registerInit,
  registerScan,
  registerServe,
  registerExtract,
  registerSources,
  registerOpml,
  registerAlerts,
  registerInsights,
  registerExport,
  registerPeople,
  registerKeeping,
  registerDoctor,
]
