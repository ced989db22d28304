// `escucha doctor`: is everything in order? Configuration, database, every source, every target.

import { type App, checkStore } from '../app.js'
import { type Registration, runs, withApp, withConfig, withJson } from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { checkSources } from './source-check.js'

interface Flags extends ConfigFlag {
  readonly sendTest?: string
  readonly offline?: boolean
  readonly json?: boolean
}

/** One thing that was looked at. */
interface Finding {
  readonly what: string
  readonly state: 'ok' | 'warning' | 'fault'
  readonly lines: readonly string[]
}

/** Adds `doctor`. */
export const registerDoctor: Registration = (program, console) => {
  const command = withJson(withConfig(program.command('doctor')))
    .description('checks configuration, database, sources and targets')
    .option('--send-test <target>', 'send a test message to this target and tell what it answered')
    .option('--offline', 'look only at what is on this machine')
  runs<Flags>(command, console, (flags) =>
    withApp(flags, console, (app) =>
      flags.sendTest === undefined ? examine(app, flags, console) : sendTest(app, flags.sendTest, flags, console),
    ),
  )
}

async function examine(app: App, flags: Flags, console: Console): Promise<0 | 1> {
  const findings: Finding[] = [
    configuration(app),
    ...(await answerFiles(app)),
    await database(app),
    ...(await targets(app)),
  ]
  if (!flags.offline) {
    findings.push(...(await opinions(app)))
    for await (const check of checkSources(await app.sources(), app)) {
      findings.push({ what: `source ${check.id}`, state: check.ok ? 'ok' : 'fault', lines: check.lines })
    }
  }
  const shown = findings.flatMap(({ lines }) => lines).join('\n')
  await console.print(flags.json ? jsonLine({ items: findings }) : `${shown}\n`)
  return findings.some(({ state }) => state === 'fault') ? 1 : 0
}

function configuration({ settings }: App): Finding {
  const { brands, sources, notify, fetch } = settings
  const lines = [`✓ configuration  ${brands.length} brands, ${sources.length} sources, ${notify.length} targets`]
  if (fetch.contact !== null) return { what: 'configuration', state: 'ok', lines }
  return {
    what: 'configuration',
    state: 'warning',
    lines: [
      ...lines,
      '    ! fetch.contact is not set: give an address where a site can reach you, it goes into the user agent',
    ],
  }
}

/** The answer files, where there are any: a bad one is not offered, and nothing else tells at the terminal. */
async function answerFiles({ answers }: App): Promise<readonly Finding[]> {
  const files = await answers.files()
  if (files.answers.length + files.faults.length === 0) return []
  const sound = files.faults.length === 0
  const faults = files.faults.map(({ file, line, column, message }) => `    ${file}:${line}:${column} ${message}`)
  return [
    {
      what: 'answers',
      state: sound ? 'ok' : 'fault',
      lines: [`${sound ? '✓' : '✗'} answers  ${files.answers.length} in files`, ...faults],
    },
  ]
}

/** Asks each second opinion about a made-up post. */
async function opinions(app: App): Promise<readonly Finding[]> {
  const checks = await app.checkOpinions()
  return checks.map(({ name, fault }) => ({
    what: `opinion ${name}`,
    state: fault === null ? 'ok' : 'fault',
    lines: [fault === null ? `✓ opinion ${name}  answers` : `✗ opinion ${name}  ${fault}`],
  }))
}

async function database({ store, settings }: App): Promise<Finding> {
  const info = await store.info()
  const size = `${(info.bytes / 1e6).toFixed(1)} MB`
  const holds = `${info.posts} posts, ${info.mentions} mentions, ${info.alerts} alerts`
  const faults = checkStore(settings)
  const sound = faults.length === 0
  return {
    what: 'database',
    state: sound ? 'ok' : 'fault',
    lines: [
      `${sound ? '✓' : '✗'} database  ${info.location} · ${holds} · ${size} · ${info.kind} ${info.engineVersion}`,
      ...faults.map((fault) => `    ! ${fault}`),
      ...(sound ? [] : ['    ! the file is damaged: bring back a copy with "escucha restore FILE"']),
    ],
  }
}

async function targets({ store, settings }: App): Promise<readonly Finding[]> {
  const disabled = await store.disabledTargets()
  return settings.notify.map(({ id, kind }) => {
    const off = disabled.get(id)
    const line =
      off === undefined
        ? `✓ target ${id}  ${kind}; try it with --send-test ${id}`
        : `✗ target ${id}  switched off since ${off.at}: ${off.reason}. Mend it, then --send-test ${id} switches it on`
    return { what: `target ${id}`, state: off === undefined ? 'ok' : 'fault', lines: [line] }
  })
}

async function sendTest(app: App, target: string, flags: Flags, console: Console): Promise<0 | 1> {
  const id = await app.oweTest(target)
  await app.sendDue()
  const delivery = (await app.store.listDeliveries({ limit: 200 })).find((entry) => entry.id === id)
  const sent = delivery?.status === 'sent'
  const reason = delivery?.lastError ?? 'it was not sent'
  await console.print(
    flags.json
      ? jsonLine({ target, sent, error: sent ? null : reason })
      : `${sent ? `✓ target ${target}  took the test message` : `✗ target ${target}  ${reason}`}\n`,
  )
  return sent ? 0 : 1
}
