// Alerts for programs: the list, one alert, its changes and notes.

import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Alert } from '../../domain/case.js'
import { EscuchaError } from '../../domain/errors.js'
import { alertRecord, postRecord, replyRecords } from '../../domain/records.js'
import type { AlertPatch } from '../../domain/settings.js'
import { instantOf } from '../../domain/time.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { AlertQuery, alertFilter, readSlice } from '../query.js'
import type { ServerTools } from '../tools.js'
import { endpoint } from './endpoint.js'
import { AlertDetailSchema, AlertSchema, HistorySchema, NoteSchema, PatchSchema, sliceOf } from './schemas.js'

const params = z.object({ id: z.string().openapi({ param: { name: 'id', in: 'path' } }) })

/** Registers the endpoints of alerts. */
export function alertEndpoints(app: OpenAPIHono<ServerEnv>, tools: ServerTools): void {
  const { store, desk, clock } = tools

  endpoint(
    app,
    { method: 'get', path: '/api/v1/alerts', summary: 'List alerts', query: AlertQuery, answer: sliceOf(AlertSchema) },
    async (_c, { query }) => {
      const { items, nextCursor } = await readSlice(query.cursor, () =>
        store.listAlerts(alertFilter(query, instantOf(clock()), 'newest')),
      )
      return { items: items.map(alertRecord), nextCursor }
    },
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/v1/alerts/{id}',
      summary: 'One alert with its history and thread',
      params,
      answer: AlertDetailSchema,
    },
    async (c) => {
      const alert = await existing(tools, c.req.param('id') ?? '')
      const [history, [thread]] = await Promise.all([
        store.history(alert.id),
        store.conversations(alert.source, [alert.conversation.id]),
      ])
      return {
        ...alertRecord(alert),
        history: history.map(({ at, actor, kind, text, from, to }) => ({ at, actor, kind, text, from, to })),
        thread: (thread?.posts ?? []).map(({ post }) => postRecord(post)),
        replies: replyRecords(thread?.posts ?? [], alert.brand),
      }
    },
  )

  endpoint(
    app,
    {
      method: 'patch',
      path: '/api/v1/alerts/{id}',
      summary: 'Change an alert',
      params,
      body: PatchSchema,
      answer: AlertSchema,
    },
    async (c, { body }) => {
      const alert = await existing(tools, c.req.param('id') ?? '')
      const patch = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as AlertPatch
      return alertRecord(await desk.changeAlert(alert.id, patch, visitorOf(c).name))
    },
  )

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/v1/alerts/{id}/notes',
      summary: 'Add a note',
      params,
      body: NoteSchema,
      answer: HistorySchema,
      status: 201,
    },
    async (c, { body }) => {
      const alert = await existing(tools, c.req.param('id') ?? '')
      await desk.addNote(alert.id, body.text, visitorOf(c).name)
      const notes = (await store.history(alert.id)).filter(
        (entry) => entry.kind === 'note' && entry.actor === visitorOf(c).name,
      )
      const { at, actor, kind, text, from, to } = notes.reduce(
        (latest, entry) => (entry.at >= latest.at ? entry : latest),
        firstOf(notes),
      )
      return { at, actor, kind, text, from, to }
    },
  )
}

async function existing(tools: ServerTools, id: string): Promise<Alert> {
  const alert = await tools.store.alert(id)
  if (alert === null) throw new EscuchaError('not-found', 'there is no alert with that id')
  return alert
}

function firstOf<T>(items: readonly T[]): T {
  const first = items[0]
  if (first === undefined) throw new Error('a note that was just written is not in the history')
  return first
}
