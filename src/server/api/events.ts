// Server-sent events: what opened or changed, as it happens.

import { OpenAPIHono } from '@hono/zod-openapi'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'
import { alertRecord } from '../../domain/records.js'
import { isStillIn } from '../auth/guard.js'
import type { Change, ChangeFeed } from '../changes.js'
import { type ServerEnv, visitorOf } from '../env.js'
import { FaultError } from '../problem.js'
import type { ServerTools } from '../tools.js'

/** Proxies close a silent connection after a minute or so. */
const HEARTBEAT_MS = 25_000

/** Open streams at once; a browser tab holds one. */
const STREAMS_MAX = 200

/** Milliseconds after which a browser comes back. */
const RETRY_MS = 5000

/** The route of the events. */
export function eventStream(feed: ChangeFeed, tools: ServerTools): OpenAPIHono<ServerEnv> {
  const app = new OpenAPIHono<ServerEnv>()
  let open = 0
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/v1/events',
    summary: 'What opened or changed, as server-sent events named opened, changed and reload',
    description: 'Needs the role viewer.',
    security: [{ bearer: [] }],
    responses: {
      200: { description: 'Alerts as they change', content: { 'text/event-stream': { schema: { type: 'string' } } } },
    },
  })
  app.get('/api/v1/events', (c) => {
    if (open >= STREAMS_MAX) throw new FaultError({ status: 503, code: 'rate-limited', detail: 'too many listeners' })
    open += 1
    const visitor = visitorOf(c)
    return streamSSE(c, async (stream) => {
      await tellChanges(stream, feed, () => isStillIn(visitor, tools)).finally(() => {
        open -= 1
      })
    })
  })
  return app
}

/** Tells changes until the listener leaves, may no longer listen, or the server ends. */
async function tellChanges(
  stream: SSEStreamingApi,
  feed: ChangeFeed,
  mayListen: () => Promise<boolean>,
): Promise<void> {
  const end = (): void => stream.abort()
  const ended = new Promise<void>((resolve) => stream.onAbort(resolve))
  const beat = async (): Promise<void> => {
    if (await mayListen()) await stream.write(': still here\n\n')
    else end()
  }
  const leave = await feed.listen((change) => void stream.writeSSE(messageOf(change)).catch(end), end)
  const timer = setInterval(() => void beat().catch(end), HEARTBEAT_MS)
  try {
    await stream.writeSSE({ event: 'hello', data: '{}', retry: RETRY_MS })
    await ended
  } finally {
    clearInterval(timer)
    leave()
  }
}

function messageOf(change: Change): { event: string; data: string; id?: string } {
  if (change.kind === 'reload') return { event: 'reload', data: '{}' }
  const { alert, kind } = change
  return { event: kind, data: JSON.stringify(alertRecord(alert)), id: `${alert.updatedAt}/${alert.version}` }
}
