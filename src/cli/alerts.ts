// `escucha alerts list|show|set`: the list for a terminal or another program.

import { Option } from 'commander'
import { historyText, isQuoting, quoteOf } from '../desk/words.js'
import { ALERT_STATUSES, type Alert, type AlertStatus, DISMISS_REASONS, type DismissReason } from '../domain/case.js'
import { EscuchaError } from '../domain/errors.js'
import { alertRecord, postRecord, replyRecords } from '../domain/records.js'
import { PRIORITIES, type Priority } from '../domain/rule.js'
import { LABELS, type Label } from '../domain/verdict.js'
import type { AlertFilter } from '../store/store.js'
import { alertTable } from './alert-table.js'
import {
  instantFlag,
  type NowFlag,
  type Registration,
  runs,
  wholeFlag,
  withApp,
  withConfig,
  withJson,
  withNow,
  withStore,
  worldOf,
} from './command.js'
import type { ConfigFlag } from './configuration.js'
import { type Console, jsonLine } from './console.js'
import { sinceInstant, untilInstant } from './since.js'
import { terminalText } from './table.js'

interface ListFlags extends ConfigFlag, NowFlag {
  readonly brand?: string
  readonly label?: Label
  readonly status?: AlertStatus
  readonly source?: string
  readonly language?: string
  readonly assignee?: string
  readonly team?: string
  readonly priority?: Priority
  readonly tag?: string
  readonly severity?: number
  readonly q?: string
  readonly since?: string
  readonly until?: string
  readonly cursor?: string
  readonly limit: number
  readonly json?: boolean
}

interface SetFlags extends ConfigFlag, NowFlag {
  readonly reason?: DismissReason
  readonly until?: string
  readonly assignee?: string
  readonly note?: string
  readonly json?: boolean
}

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 200

/** Adds `alerts`. */
export const registerAlerts: Registration = (program, console) => {
  const alerts = program.command('alerts').description('the list of alerts: list, show one, change its status')
  const list = withNow(withJson(withConfig(alerts.command('list'))))
    .description('alerts, most pressing first')
    .option('--brand <id>')
    .addOption(new Option('--label <label>').choices(LABELS))
    .addOption(new Option('--status <status>').choices(ALERT_STATUSES))
    .option('--source <id>')
    .option('--language <code>')
    .option('--assignee <name>')
    .option('--team <name>', 'given to it by a business rule')
    .addOption(new Option('--priority <priority>').choices(PRIORITIES))
    .option('--tag <tag>', 'given by a business rule')
    .option('--severity <n>', 'at least so severe', wholeFlag(0, 3))
    .option('--q <words>', 'search in what was said')
    .option('--since <when>', 'opened since: 7d, or an instant')
    .option('--until <instant>', 'opened before', instantFlag)
    .option('--cursor <cursor>', 'the page after')
    .option('--limit <n>', 'how many', wholeFlag(1, LIMIT_MAX), LIMIT_DEFAULT)
  runs<ListFlags>(list, console, (flags) => listAlerts(flags, console))

  const show = withNow(withJson(withConfig(alerts.command('show').argument('<id>')))).description(
    'one alert with its conversation and history',
  )
  runs<ConfigFlag & { readonly json?: boolean }>(show, console, (flags, args) =>
    showAlert(args[0] ?? '', flags, console),
  )

  const set = withNow(withJson(withConfig(alerts.command('set').argument('<id>').argument('<status>'))))
    .description(`change an alert's status: ${ALERT_STATUSES.join(', ')}`)
    .addOption(new Option('--reason <reason>', 'why it is dismissed').choices(DISMISS_REASONS))
    .option('--until <when>', 'until when it is snoozed: 2d, or an instant')
    .option('--assignee <name>', 'who takes it')
    .option('--note <text>', 'a note for the history')
  runs<SetFlags>(set, console, (flags, args) => setAlert(args[0] ?? '', args[1] ?? '', flags, console))
}

async function listAlerts(flags: ListFlags, console: Console): Promise<0> {
  return withStore(flags, console, async (store, settings) => {
    const clock = worldOf(flags, console).clock
    const page = await store.listAlerts(filterOf(flags, clock()))
    const shown = flags.json
      ? jsonLine({ items: page.items.map(alertRecord), nextCursor: page.nextCursor })
      : alertTable(page.items, settings, clock(), console.columns)
    await console.print(shown)
    if (!flags.json && page.nextCursor !== null) console.complain(`More: --cursor ${page.nextCursor}\n`)
    return 0 as const
  })
}

function filterOf(flags: ListFlags, now: Date): AlertFilter {
  const { brand, label, status, source, language, assignee, team, priority, tag, severity, q, until, cursor } = flags
  const since = flags.since === undefined ? undefined : sinceInstant(flags.since, now)
  const named = { brand, label, status, source, language, assignee, team, priority, tag }
  const given = { ...named, severity, q, since, until, cursor }
  const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...present, limit: flags.limit, order: 'pressing', now: now.toISOString() }
}

async function showAlert(id: string, flags: ConfigFlag & { readonly json?: boolean }, console: Console): Promise<0> {
  return withStore(flags, console, async (store, { language }) => {
    const alert = await found(await store.alert(id), id)
    const [conversation] = await store.conversations(alert.source, [alert.conversation.id])
    const history = await store.history(id)
    const judged = conversation?.posts ?? []
    const posts = judged.map(({ post }) => post)
    if (flags.json) {
      await console.print(
        jsonLine({
          ...alertRecord(alert),
          conversationPosts: posts.map(postRecord),
          replies: replyRecords(judged, alert.brand),
          history,
        }),
      )
      return 0 as const
    }
    const lines = [
      `${alert.id}  ${alert.status}  ${alert.labels.join(', ')}  severity ${alert.severity}  urgency ${alert.urgency}`,
      `${alert.brand} · ${alert.source} · ${alert.author ?? '—'} · ${alert.openedAt}${alert.dueAt === null ? '' : ` · due ${alert.dueAt}`}`,
      alert.url ?? '',
      '',
      ...posts.map(
        (post) =>
          `${post.publishedAt ?? '—'}  ${post.author.name ?? '—'}${post.author.staff ? ' (staff)' : ''}${post.accepted ? ' (accepted)' : ''}: ${post.text}`,
      ),
      '',
      ...history.map(
        (entry) =>
          `${entry.at}  ${entry.actor}  ${historyText(entry, language, (value) => (isQuoting(entry) ? quoteOf(value, judged) : value))}`,
      ),
    ]
    await console.print(`${lines.map(terminalText).join('\n')}\n`)
    return 0 as const
  })
}

async function setAlert(id: string, status: string, flags: SetFlags, console: Console): Promise<0> {
  if (!ALERT_STATUSES.includes(status as AlertStatus)) {
    throw new EscuchaError('usage', `"${status}" is no status: use one of ${ALERT_STATUSES.join(', ')}.`)
  }
  return withApp(flags, console, async (app) => {
    checkFlags(await found(await app.store.alert(id), id), status as AlertStatus, flags)
    const alert = await app.changeAlert(
      id,
      {
        status: status as AlertStatus,
        ...(flags.reason === undefined ? {} : { dismissReason: flags.reason }),
        ...(flags.until === undefined ? {} : { snoozedUntil: untilInstant(flags.until, app.now()) }),
        ...(flags.assignee === undefined ? {} : { assignee: flags.assignee }),
      },
      actor(console),
    )
    if (flags.note !== undefined) await app.addNote(id, flags.note, actor(console))
    await console.print(flags.json ? jsonLine(alertRecord(alert)) : `${alert.id} is ${alert.status}.\n`)
    return 0 as const
  })
}

/** A status goes with the flag that explains it, and with no other: told in the words of the command line. */
function checkFlags(alert: Alert, status: AlertStatus, { reason, until }: SetFlags): void {
  const isDismissed = status === 'dismissed'
  const isSnoozed = status === 'snoozed'
  if (isDismissed && reason === undefined && alert.dismissReason === null)
    throw new EscuchaError('usage', `"dismissed" needs --reason: one of ${DISMISS_REASONS.join(', ')}.`)
  if (isSnoozed && until === undefined && alert.snoozedUntil === null)
    throw new EscuchaError('usage', '"snoozed" needs --until: a span like 2d, or an instant like 2026-12-01T14:00:00Z.')
  if (!isDismissed && reason !== undefined)
    throw new EscuchaError('usage', '--reason goes with the status "dismissed".')
  if (!isSnoozed && until !== undefined) throw new EscuchaError('usage', '--until goes with the status "snoozed".')
}

async function found(alert: Alert | null, id: string): Promise<Alert> {
  if (alert === null)
    throw new EscuchaError(
      'not-found',
      `There is no alert ${terminalText(id)}: "escucha alerts list --json" prints their ids.`,
    )
  return alert
}

function actor(console: Console): string {
  return console.env.USER ?? 'command line'
}
