// What the buttons of the list and of an alert's page do. Each change goes through the desk; what it was before is
// remembered for "undo".

import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Alert, DISMISS_REASONS } from '../../domain/case.js'
import { isExpected } from '../../domain/errors.js'
import type { AlertPatch } from '../../domain/settings.js'
import { type Instant, instantOf, instantPlus } from '../../domain/time.js'
import { LABELS } from '../../domain/verdict.js'
import { type ServerEnv, visitorOf } from '../env.js'
import type { UndoStep } from '../notices.js'
import { refuseInput } from '../problem.js'
import { type Words, wordsOf } from '../words/index.js'
import { instantAt, nextMonday, tomorrowMorning } from '../zone.js'
import { goBack, languageOf, type PageTools, sayNext } from './page.js'

/** One press of a button changes at most a page of alerts. */
const ALERTS_AT_ONCE_MAX = 200

const HOUR_MS = 3_600_000

/** A change as a form asks for it, and the sentence that tells of it. */
interface FormChange {
  readonly patch: AlertPatch
  readonly said: (words: Words, count: number) => string
}

/** The routes that change alerts from a page. */
export function alertChanges(tools: PageTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  app.post('/alerts/change', (c) => change(c, tools))
  app.post('/alerts/undo', (c) => undo(c, tools))
  app.post('/alerts/:id/notes', async (c) => {
    await tools.desk.addNote(c.req.param('id'), c.get('form').get('text') ?? '', visitorOf(c).name)
    sayNext(c, tools, wordsFor(c, tools).notices.noted)
    return goBack(c, '/')
  })
  return app
}

async function change(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const form = c.get('form')
  const words = wordsFor(c, tools)
  const ids = [...new Set(form.getAll('id'))].slice(0, ALERTS_AT_ONCE_MAX)
  if (ids.length === 0) {
    sayNext(c, tools, words.notices.nothingSelected, { tone: 'fault' })
    return goBack(c, '/')
  }
  const wanted = readChange(form, visitorOf(c).name, instantOf(tools.clock()), tools.settings.timezone)
  const undoSteps: UndoStep[] = []
  let failed = 0
  for (const id of ids) {
    const before = await changeOne(id, wanted.patch, visitorOf(c).name, tools)
    if (before === null) failed += 1
    else undoSteps.push({ id, patch: restoring(before, wanted.patch, tools) })
  }
  const said = undoSteps.length === 0 ? [] : [wanted.said(words, undoSteps.length)]
  if (failed > 0) said.push(words.notices.someFailed(failed))
  sayNext(c, tools, said.join(' '), { tone: failed > 0 ? 'fault' : 'done', undo: undoSteps })
  return goBack(c, '/')
}

/** The alert as it was; null when the change was refused, so that one bad alert does not stop the others. */
async function changeOne(id: string, patch: AlertPatch, actor: string, tools: PageTools): Promise<Alert | null> {
  const before = await tools.store.alert(id)
  if (before === null) return null
  try {
    await tools.desk.changeAlert(id, patch, actor)
    return before
  } catch (error) {
    if (!isExpected(error)) throw error
    tools.log.warn({ alert: id, code: error.code }, 'a change to an alert was refused')
    return null
  }
}

async function undo(c: Context<ServerEnv>, tools: PageTools): Promise<Response> {
  const visitor = visitorOf(c)
  const steps = visitor.via === 'session' ? tools.notices.takeUndo(visitor.session.idHash) : []
  const words = wordsFor(c, tools)
  let undone = 0
  for (const step of steps) if ((await changeOne(step.id, step.patch, visitor.name, tools)) !== null) undone += 1
  sayNext(c, tools, undone > 0 ? words.notices.undone : words.notices.nothingToUndo, {
    tone: undone > 0 ? 'done' : 'fault',
  })
  return goBack(c, '/')
}

/** The patch that puts back what the change replaces. */
function restoring(before: Alert, patch: AlertPatch, tools: PageTools): AlertPatch {
  const back: { -readonly [K in keyof AlertPatch]: AlertPatch[K] } = {}
  if (patch.assignee !== undefined) back.assignee = before.assignee
  if (patch.labels !== undefined) back.labels = before.labels
  if (patch.status === undefined) return back
  const isOver = before.status === 'snoozed' && (before.snoozedUntil ?? '') <= instantOf(tools.clock())
  back.status = isOver ? 'open' : before.status
  if (back.status === 'snoozed') back.snoozedUntil = before.snoozedUntil
  if (back.status === 'dismissed') back.dismissReason = before.dismissReason
  return back
}

const PLAIN_STATUSES = ['open', 'acknowledged', 'answered', 'resolved'] as const

function readChange(form: URLSearchParams, actor: string, now: Instant, timezone: string): FormChange {
  const dismiss = DISMISS_REASONS.find((reason) => reason === form.get('dismiss'))
  if (dismiss !== undefined) return toStatus({ status: 'dismissed', dismissReason: dismiss })
  const snooze = form.get('snooze')
  if (snooze !== null) return toStatus({ status: 'snoozed', snoozedUntil: snoozeEnd(snooze, form, now, timezone) })
  const does = form.get('do')
  const status = PLAIN_STATUSES.find((entry) => entry === does)
  if (status !== undefined) return toStatus({ status })
  if (does === 'take') return toAssignee(actor)
  if (does === 'release') return toAssignee(null)
  if (does === 'assign') return toAssignee(form.get('assignee') || null)
  if (does === 'labels') return toLabels(form)
  return refuseInput([{ field: 'do', message: 'expected one of the buttons of the page' }])
}

function toStatus(patch: AlertPatch & { status: Alert['status'] }): FormChange {
  return { patch, said: (words, count) => words.notices.changed(count, words.statuses[patch.status].toLowerCase()) }
}

function toAssignee(assignee: string | null): FormChange {
  return { patch: { assignee }, said: (words, count) => words.notices.assigned(count) }
}

function toLabels(form: URLSearchParams): FormChange {
  const chosen = form.getAll('label')
  return {
    patch: { labels: LABELS.filter((label) => chosen.includes(label)) },
    said: (words) => words.notices.labelled,
  }
}

function snoozeEnd(snooze: string, form: URLSearchParams, now: Instant, timezone: string): Instant {
  const ends: Readonly<Record<string, () => Instant | null>> = {
    '3h': () => instantPlus(now, 3 * HOUR_MS),
    tomorrow: () => tomorrowMorning(now, timezone),
    monday: () => nextMonday(now, timezone),
    custom: () => instantAt(form.get('snoozeAt') ?? '', timezone),
  }
  const end = Object.hasOwn(ends, snooze) ? (ends[snooze]?.() ?? null) : null
  return end ?? refuseInput([{ field: 'snoozeAt', message: 'expected a date and time' }])
}

function wordsFor(c: Context<ServerEnv>, tools: PageTools): Words {
  return wordsOf(languageOf(visitorOf(c), tools))
}
